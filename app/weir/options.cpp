// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weir/options.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace weir::app {

namespace {

bool isAddressList(const QString &text)
{
    static const QRegularExpression address(QStringLiteral("^(\\[[0-9a-fA-F:.]+\\]|[^:,\\s\\[\\]]+):([0-9]{1,5})$"));
    const QStringList parts = text.split(QLatin1Char(','));
    for (const QString &part : parts) {
        const QRegularExpressionMatch match = address.match(part.trimmed());
        if (!match.hasMatch() || match.captured(2).toInt() < 1 || match.captured(2).toInt() > 65535)
            return false;
    }
    return true;
}

} // namespace

ParsedOptions parseOptions(const QStringList &arguments)
{
    // The command line speaks English, as those of the other programs do: scripts read it.
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Weir, a desktop console for Apache Kafka."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption sandbox(QStringLiteral("sandbox"), QStringLiteral("Start the sandbox of this computer, or attach to it, and open it."));
    const QCommandLineOption sandboxPort(QStringLiteral("sandbox-port"), QStringLiteral("With --sandbox: its first port, where it does not run yet (19092)."), QStringLiteral("PORT"));
    const QCommandLineOption bootstrap(QStringLiteral("bootstrap"), QStringLiteral("Open the cluster at these addresses."), QStringLiteral("HOST:PORT[,...]"));
    const QCommandLineOption profile(QStringLiteral("profile"), QStringLiteral("Open the stored profile of this name."), QStringLiteral("NAME"));
    const QCommandLineOption screenshots(QStringLiteral("screenshots"), QStringLiteral("Draw every page of the cluster that is opened into this folder, in light and dark, English and Korean, and end."), QStringLiteral("DIR"));
    const QCommandLineOption language(QStringLiteral("language"), QStringLiteral("With --screenshots: only this language, en or ko."), QStringLiteral("LANGUAGE"));
    parser.addOptions({sandbox, sandboxPort, bootstrap, profile, screenshots, language});
    const auto refuse = [&](const QString &why) { return ParsedOptions{std::nullopt, why + QStringLiteral("\n"), 2}; };
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (parser.isSet(help))
        return {std::nullopt, parser.helpText(), 0};
    if (parser.isSet(version))
        return {std::nullopt, QStringLiteral("weir ") + QStringLiteral(WEIR_VERSION) + QStringLiteral("\n"), 0};
    if (!parser.positionalArguments().isEmpty())
        return refuse(QStringLiteral("Unexpected argument: ") + parser.positionalArguments().first());
    Options options;
    options.sandbox = parser.isSet(sandbox);
    options.bootstrap = parser.value(bootstrap);
    options.profile = parser.value(profile);
    options.screenshots = parser.value(screenshots);
    options.language = parser.value(language);
    if (int(options.sandbox) + int(parser.isSet(bootstrap)) + int(parser.isSet(profile)) > 1)
        return refuse(QStringLiteral("--sandbox, --bootstrap and --profile each name a cluster: give one."));
    if (parser.isSet(bootstrap) && !isAddressList(options.bootstrap))
        return refuse(QStringLiteral("--bootstrap: not an address list (host:port,host:port): ") + options.bootstrap);
    if (parser.isSet(language) && options.language != QLatin1String("en") && options.language != QLatin1String("ko"))
        return refuse(QStringLiteral("--language: en or ko, not ") + options.language);
    if (parser.isSet(sandboxPort)) {
        bool isNumber = false;
        options.sandboxPort = parser.value(sandboxPort).toInt(&isNumber);
        // The controller's port lies 1000 above.
        if (!isNumber || options.sandboxPort < 1024 || options.sandboxPort > 64000 || !options.sandbox)
            return refuse(QStringLiteral("--sandbox-port: with --sandbox, a port from 1024 to 64000, not ") + parser.value(sandboxPort));
    }
    return {options, {}, 0};
}

} // namespace weir::app
