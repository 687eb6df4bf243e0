// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/local_state.h"
#include "app/weirctl/commands.h"
#include "backend/kafka/session.h"

#include <QCoreApplication>

#include <csignal>

using namespace weir;

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("weirctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    const auto arguments = ctl::readArguments(QCoreApplication::arguments());
    if (!arguments)
        return ctl::failed(arguments.error());

    // What only reads leaves nothing behind on this computer; what writes is in the same audit log as the window's.
    std::unique_ptr<app::LocalState> local;
    kafka::AuditSink audit;
    if (arguments->command == QLatin1String("produce")) {
        auto opened = app::LocalState::open();
        if (!opened)
            return ctl::failed(opened.error());
        local = std::move(*opened);
        audit = [&local](const model::AuditEntry &entry) { return local->audit().append(entry); };
    }
    kafka::KafkaSession session(arguments->profile, arguments->secrets, audit);
    if (const auto &error = session.connection().error)
        return ctl::failed(*error);
    const std::pair<const char *, int (*)(api::ClusterSession &, const ctl::Arguments &)> commands[]{
        {"overview", ctl::overview}, {"topics", ctl::topics}, {"topic", ctl::topic}, {"groups", ctl::groups},
        {"lag", ctl::lag},           {"scan", ctl::scan},     {"produce", ctl::produce}, {"keys", ctl::keys}};
    for (const auto &[name, run] : commands) {
        if (arguments->command == QLatin1String(name))
            return run(session, *arguments);
    }
    return ctl::Exit::WrongCall;
}
