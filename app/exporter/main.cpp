// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/metrics_http.h"
#include "app/composition/profile_argument.h"
#include "backend/kafka/session.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>

#include <sys/socket.h>
#include <unistd.h>

using namespace weir;

namespace {

constexpr char kVersion[] = "0.1.0";
constexpr int kWrongCall = 2;

int signalPipe[2];

void onSignal(int)
{
    const char byte = 1;
    const ssize_t ignored = ::write(signalPipe[1], &byte, 1);
    (void)ignored;
}

int ended(const base::Error &error)
{
    std::fprintf(stderr, "weir-exporter: %s\n", base::describe(error).c_str());
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("weir-exporter"));
    QCoreApplication::setApplicationVersion(QLatin1String(kVersion));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Prometheus metrics of a Kafka cluster, collected on its own schedule."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption bootstrap(QStringLiteral("bootstrap"), QStringLiteral("Addresses of the cluster."), QStringLiteral("HOST:PORT,..."));
    const QCommandLineOption profile(QStringLiteral("profile"), QStringLiteral("A client.properties file, or the name of a saved profile."), QStringLiteral("FILE|NAME"));
    const QCommandLineOption listen(QStringLiteral("listen"), QStringLiteral("Where to serve /metrics (127.0.0.1:9308)."), QStringLiteral("HOST:PORT"), QStringLiteral("127.0.0.1:9308"));
    const QCommandLineOption interval(QStringLiteral("interval"), QStringLiteral("Seconds between two collections (15)."), QStringLiteral("SECONDS"), QStringLiteral("15"));
    const QCommandLineOption user(QStringLiteral("user"), QStringLiteral("Ask scrapers for this user."), QStringLiteral("NAME"));
    const QCommandLineOption passwordFile(QStringLiteral("password-file"), QStringLiteral("Holds the password of --user."), QStringLiteral("FILE"));
    parser.addOptions({bootstrap, profile, listen, interval, user, passwordFile});
    parser.process(application);
    bool isNumber = false;
    const double seconds = parser.value(interval).toDouble(&isNumber);
    if (!parser.positionalArguments().isEmpty() || parser.isSet(bootstrap) == parser.isSet(profile) || !isNumber || seconds < 0.1
        || parser.isSet(user) != parser.isSet(passwordFile)) {
        std::fputs("weir-exporter: give either --bootstrap or --profile, an interval of at least 0.1 s, and --user only with --password-file\n", stderr);
        return kWrongCall;
    }

    model::ImportedProfile target;
    if (parser.isSet(profile)) {
        auto read = app::readProfileArgument(parser.value(profile));
        if (!read)
            return ended(read.error());
        target = std::move(*read);
    } else {
        target.profile.name = parser.value(bootstrap);
        target.profile.properties.insert(QStringLiteral("bootstrap.servers"), parser.value(bootstrap));
    }
    net::HttpServer::Options options;
    if (parser.isSet(user)) {
        QFile file(parser.value(passwordFile));
        if (!file.open(QIODevice::ReadOnly))
            return ended({base::ErrorKind::Storage, "password.read", parser.value(passwordFile).toStdString(), {}, file.errorString().toStdString(), 0});
        options.user = parser.value(user).toStdString();
        options.password = QString::fromUtf8(file.readAll()).trimmed().toStdString();
    }

    // Nothing here changes a cluster, so there is no audit log to write.
    kafka::KafkaSession session(target.profile, target.secrets, {});
    if (const auto &error = session.connection().error; error && error->kind == base::ErrorKind::Invalid)
        return ended(*error);
    const base::SystemClock clock;
    metrics::Monitor monitor(session.cluster(), clock);
    const metrics::Exporter exporter(monitor, kVersion);
    auto server = net::HttpServer::listen(parser.value(listen).toStdString(), [&exporter](const net::HttpRequest &request) {
        return app::metricsResponse(request, exporter.ready());
    }, options);
    if (!server)
        return ended(server.error());

    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalPipe) == 0) {
        std::signal(SIGTERM, onSignal);
        std::signal(SIGINT, onSignal);
    }
    std::signal(SIGPIPE, SIG_IGN);
    QSocketNotifier ended(signalPipe[0], QSocketNotifier::Read);
    QObject::connect(&ended, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    std::fprintf(stderr, "weir-exporter: serving http://%s/metrics\n", (*server)->address().c_str());
    monitor.start(static_cast<int>(seconds * 1000));
    const int code = application.exec();
    server->reset(); // before what its handler reads
    monitor.stop();
    return code;
}
