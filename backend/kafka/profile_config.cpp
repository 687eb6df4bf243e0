// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/profile_config.h"

namespace weir::kafka {

namespace {

/// A value as java.util.Properties writes it, so that one reader serves files and profiles.
QString escaped(const QString &value)
{
    QString out;
    for (const QChar c : value) {
        if (c == QLatin1Char('\\'))
            out += QLatin1String("\\\\");
        else if (c == QLatin1Char('\n'))
            out += QLatin1String("\\n");
        else if (c == QLatin1Char('\r'))
            out += QLatin1String("\\r");
        else if (c == QLatin1Char('\t'))
            out += QLatin1String("\\t");
        else if (c == QLatin1Char(' ') && out.isEmpty())
            out += QLatin1String("\\ ");
        else
            out += c;
    }
    return out;
}

void write(QString &text, const QMap<QString, QString> &values)
{
    for (auto it = values.begin(); it != values.end(); ++it)
        text += it.key() % QLatin1Char('=') % escaped(it.value()) % QLatin1Char('\n');
}

} // namespace

base::Result<net::ClientConfig> clientConfig(const model::Profile &profile, const QMap<QString, QString> &secrets)
{
    QString text;
    write(text, profile.properties);
    write(text, secrets);
    WEIR_TRY(net::ClientProperties parsed, net::parseClientProperties(text.toStdString()));
    if (parsed.config.bootstrap.empty())
        return base::fail(base::ErrorKind::Invalid, "config.parse", "bootstrap.servers", "no address given");
    return std::move(parsed.config);
}

std::vector<std::pair<std::string, std::string>> rdkafkaProperties(const net::ClientConfig &config)
{
    std::vector<std::pair<std::string, std::string>> properties;
    const auto add = [&properties](const char *name, const std::string &value) {
        if (!value.empty())
            properties.emplace_back(name, value);
    };
    std::string bootstrap;
    for (const net::Address &address : config.bootstrap)
        bootstrap += (bootstrap.empty() ? "" : ",") + address.toString();
    add("bootstrap.servers", bootstrap);
    add("client.id", config.clientId);
    add("security.protocol", net::wordOf(config.protocol));
    if (config.usesSasl()) {
        add("sasl.mechanism", net::wordOf(config.mechanism));
        add("sasl.username", config.user);
        add("sasl.password", config.password);
    }
    if (config.usesTls()) {
        const net::TlsConfig &tls = config.tls;
        if (!tls.caPem.empty())
            add("ssl.ca.pem", tls.caPem);
        else
            add("ssl.ca.location", tls.caFile);
        if (!tls.certificatePem.empty())
            add("ssl.certificate.pem", tls.certificatePem);
        else
            add("ssl.certificate.location", tls.certificateFile);
        if (!tls.keyPem.empty())
            add("ssl.key.pem", tls.keyPem);
        else
            add("ssl.key.location", tls.keyFile);
        add("ssl.key.password", tls.keyPassword);
        add("ssl.endpoint.identification.algorithm", tls.verifyHostname ? "https" : "none");
    }
    add("socket.connection.setup.timeout.ms", std::to_string(std::max<std::int64_t>(1000, config.connectTimeout.count())));
    return properties;
}

base::Result<model::ImportedProfile> importProfile(const QString &text, const QString &name)
{
    const std::string source = text.toStdString();
    WEIR_TRY(const net::ClientProperties parsed, net::parseClientProperties(source));
    if (parsed.config.bootstrap.empty())
        return base::fail(base::ErrorKind::Invalid, "config.parse", "bootstrap.servers", "no address given");
    model::ImportedProfile imported;
    model::Profile &profile = imported.profile;
    profile.name = name;
    for (const std::string &key : parsed.ignored) {
        const QString property = QString::fromStdString(key);
        if (!imported.ignored.contains(property))
            imported.ignored.append(property);
    }
    for (const auto &[key, value] : net::parseProperties(source)) {
        const QString property = QString::fromStdString(key);
        if (imported.ignored.contains(property))
            continue;
        if (property == QLatin1String("sasl.jaas.config")) {
            profile.properties.insert(QStringLiteral("sasl.username"), QString::fromStdString(parsed.config.user));
            profile.properties.insert(QStringLiteral("sasl.mechanism"), QLatin1String(net::wordOf(parsed.config.mechanism)));
            imported.secrets.insert(QStringLiteral("sasl.password"), QString::fromStdString(parsed.config.password));
        } else if (property == QLatin1String("weir.read.only")) {
            profile.readOnly = value == "true";
        } else if (property == QLatin1String("weir.production")) {
            profile.production = value == "true";
        } else if (model::isSecretProperty(property)) {
            imported.secrets.insert(property, QString::fromStdString(value));
        } else {
            profile.properties.insert(property, QString::fromStdString(value));
        }
    }
    profile.properties = model::withCanonicalNames(std::move(profile.properties));
    return imported;
}

} // namespace weir::kafka
