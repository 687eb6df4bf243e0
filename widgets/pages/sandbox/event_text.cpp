// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/sandbox/event_text.h"

#include "widgets/parts/format.h"

#include <QCoreApplication>

namespace weir::widgets {

namespace {

struct SandboxEvents {
    Q_DECLARE_TR_FUNCTIONS(SandboxEvents)
};

QString at(const model::SandboxEvent &event, int index)
{
    return event.arguments.value(index);
}

/// The one fault that a broker has; of several only that there are.
QString faultText(const model::SandboxEvent &event)
{
    const QString broker = QString::number(event.broker);
    QStringList on;
    for (const QString &argument : event.arguments) {
        const QString value = argument.section(QLatin1Char('='), 1);
        if (value != QLatin1String("0") && value != QLatin1String("false"))
            on.append(argument.section(QLatin1Char('='), 0, 0));
    }
    if (on == QStringList{QStringLiteral("isolated")})
        return SandboxEvents::tr("Broker %1 cut off from its peers").arg(broker);
    if (on == QStringList{QStringLiteral("followsNobody")})
        return SandboxEvents::tr("Broker %1 follows nobody").arg(broker);
    if (on == QStringList{QStringLiteral("diskFull")})
        return SandboxEvents::tr("The disk of broker %1 is full").arg(broker);
    return SandboxEvents::tr("Fault set on broker %1").arg(broker);
}

} // namespace

std::pair<State, QString> sandboxEventText(const model::SandboxEvent &event)
{
    const QString &kind = event.kind;
    const QString broker = QString::number(event.broker);
    if (kind == QLatin1String("started"))
        return {State::Ok, SandboxEvents::tr("The sandbox has started")};
    if (kind == QLatin1String("broker.started"))
        return {State::Ok, SandboxEvents::tr("Broker %1 started").arg(broker)};
    if (kind == QLatin1String("broker.stopped"))
        return {State::Stopped, SandboxEvents::tr("Broker %1 stopped").arg(broker)};
    if (kind == QLatin1String("broker.killed"))
        return {State::Error, SandboxEvents::tr("Broker %1 killed").arg(broker)};
    if (kind == QLatin1String("broker.paused"))
        return {State::Paused, SandboxEvents::tr("Broker %1 paused").arg(broker)};
    if (kind == QLatin1String("broker.resumed"))
        return {State::Ok, SandboxEvents::tr("Broker %1 goes on").arg(broker)};
    if (kind == QLatin1String("broker.added"))
        return {State::Ok, SandboxEvents::tr("Broker %1 added").arg(broker)};
    if (kind == QLatin1String("controller.killed"))
        return {State::Error, SandboxEvents::tr("The controller was killed")};
    if (kind == QLatin1String("controller.started"))
        return {State::Ok, SandboxEvents::tr("The controller started")};
    if (kind == QLatin1String("leaders.moved"))
        return {State::Info, at(event, 2).toInt() > 0 ? SandboxEvents::tr("%n leader(s) moved to broker %1", nullptr, at(event, 0).toInt()).arg(at(event, 2))
                                                      : SandboxEvents::tr("%n leader(s) moved", nullptr, at(event, 0).toInt())};
    // Many at a time are told as the first ones and a number: "+93".
    const bool more = at(event, 0).startsWith(QLatin1Char('+'));
    if (kind == QLatin1String("isr.shrunk"))
        return {State::Warn, more ? SandboxEvents::tr("%n more partition(s) out of sync", nullptr, at(event, 0).toInt())
                                  : SandboxEvents::tr("%1: in sync now %2").arg(at(event, 0), at(event, 1))};
    if (kind == QLatin1String("isr.expanded"))
        return {State::Info, more ? SandboxEvents::tr("%n more partition(s) in sync", nullptr, at(event, 0).toInt())
                                  : SandboxEvents::tr("%1 in sync again").arg(at(event, 0))};
    if (kind == QLatin1String("underreplicated"))
        return at(event, 0).toInt() > 0 ? std::pair(State::Warn, SandboxEvents::tr("%n partition(s) lack a replica", nullptr, at(event, 0).toInt()))
                                        : std::pair(State::Ok, SandboxEvents::tr("All replicas are in sync"));
    if (kind == QLatin1String("fault.set"))
        return {State::Warn, faultText(event)};
    if (kind == QLatin1String("fault.cleared"))
        return event.broker > 0 ? std::pair(State::Ok, SandboxEvents::tr("Faults of broker %1 cleared").arg(broker))
                                : std::pair(State::Ok, SandboxEvents::tr("All faults cleared"));
    if (kind == QLatin1String("group.expired"))
        return {State::Warn, SandboxEvents::tr("Group %1: sessions expired").arg(at(event, 0))};
    if (kind == QLatin1String("producer.fenced"))
        return {State::Warn, SandboxEvents::tr("Producer %1 fenced").arg(at(event, 0))};
    if (kind == QLatin1String("transaction.aborted"))
        return {State::Warn, SandboxEvents::tr("Transaction of %1 aborted").arg(at(event, 0))};
    if (kind == QLatin1String("transaction.hangs"))
        return {State::Warn, SandboxEvents::tr("A transaction of %1 hangs on %2").arg(at(event, 0), at(event, 1))};
    if (kind == QLatin1String("demo.on"))
        return {State::Ok, SandboxEvents::tr("The demo shop is open")};
    if (kind == QLatin1String("demo.off"))
        return {State::Stopped, SandboxEvents::tr("The demo shop is closed")};
    if (kind == QLatin1String("demo.part"))
        return at(event, 1) == QLatin1String("on") ? std::pair(State::Ok, SandboxEvents::tr("%1 switched on").arg(at(event, 0)))
                                                   : std::pair(State::Stopped, SandboxEvents::tr("%1 switched off").arg(at(event, 0)));
    if (kind == QLatin1String("storage.full"))
        return {State::Error, SandboxEvents::tr("The disk is full: %1").arg(at(event, 0))};
    if (kind == QLatin1String("storage.failed"))
        return {State::Error, SandboxEvents::tr("Broker %1 goes on without the log directory %2").arg(broker, at(event, 0))};
    if (kind == QLatin1String("storage.ok"))
        return {State::Ok, SandboxEvents::tr("There is room on the disk again")};
    return {State::Info, event.broker > 0 ? QStringLiteral("%1 %2 %3").arg(kind, broker, event.arguments.join(QLatin1Char(' ')))
                                          : kind + QLatin1Char(' ') + event.arguments.join(QLatin1Char(' '))};
}

} // namespace weir::widgets
