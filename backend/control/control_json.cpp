// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/control/control_json.h"

#include "backend/model/error_kind.h"

#include <QJsonArray>

namespace weir::control {

namespace {

model::SandboxBroker::State brokerState(const QString &word)
{
    using State = model::SandboxBroker::State;
    if (word == QLatin1String("running"))
        return State::Running;
    if (word == QLatin1String("paused"))
        return State::Paused;
    if (word == QLatin1String("killed"))
        return State::Killed;
    if (word == QLatin1String("starting"))
        return State::Starting;
    return State::Stopped;
}

std::optional<double> measured(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<qint64> known(const QJsonValue &value)
{
    return value.isDouble() ? std::optional<qint64>(value.toInteger()) : std::nullopt;
}

model::SandboxFaults faultsFromJson(const QJsonObject &object)
{
    model::SandboxFaults faults;
    faults.slowMs = object.value(QLatin1String("slowMs")).toInt();
    faults.dropPercent = object.value(QLatin1String("dropPercent")).toInt();
    faults.errorCode = static_cast<qint16>(object.value(QLatin1String("errorCode")).toInt());
    if (const std::optional<qint64> key = known(object.value(QLatin1String("apiKey"))))
        faults.errorKey = static_cast<qint16>(*key);
    faults.errorCount = known(object.value(QLatin1String("count")));
    faults.isolated = object.value(QLatin1String("isolated")).toBool();
    faults.followsNobody = object.value(QLatin1String("followsNobody")).toBool();
    faults.diskFull = object.value(QLatin1String("diskFull")).toBool();
    faults.sinceMs = object.value(QLatin1String("sinceMs")).toInteger();
    faults.untilMs = known(object.value(QLatin1String("untilMs")));
    return faults;
}

model::SandboxBroker brokerFromJson(const QJsonObject &object)
{
    model::SandboxBroker broker;
    broker.id = object.value(QLatin1String("id")).toInt();
    broker.address = object.value(QLatin1String("address")).toString();
    broker.state = brokerState(object.value(QLatin1String("state")).toString());
    broker.stateSinceMs = object.value(QLatin1String("stateSinceMs")).toInteger();
    broker.leaders = object.value(QLatin1String("leaders")).toInt();
    broker.replicas = object.value(QLatin1String("replicas")).toInt();
    broker.inSync = object.value(QLatin1String("inSync")).toInt();
    broker.bytesInPerSecond = measured(object.value(QLatin1String("bytesInPerSecond")));
    broker.bytesOutPerSecond = measured(object.value(QLatin1String("bytesOutPerSecond")));
    broker.pid = object.value(QLatin1String("pid")).toInteger();
    broker.faults = faultsFromJson(object.value(QLatin1String("faults")).toObject());
    return broker;
}

} // namespace

QJsonObject toJson(const model::SandboxFaults &faults, qint64 nowMs)
{
    return {{QStringLiteral("slowMs"), faults.slowMs},
            {QStringLiteral("dropPercent"), faults.dropPercent},
            {QStringLiteral("errorCode"), faults.errorCode},
            {QStringLiteral("apiKey"), faults.errorKey ? QJsonValue(*faults.errorKey) : QJsonValue()},
            {QStringLiteral("count"), faults.errorCount ? QJsonValue(*faults.errorCount) : QJsonValue()},
            {QStringLiteral("isolated"), faults.isolated},
            {QStringLiteral("followsNobody"), faults.followsNobody},
            {QStringLiteral("diskFull"), faults.diskFull},
            {QStringLiteral("forMs"), faults.untilMs ? QJsonValue(std::max<qint64>(0, *faults.untilMs - nowMs)) : QJsonValue()}};
}

model::SandboxStatus statusFromJson(const QJsonObject &object)
{
    model::SandboxStatus status;
    status.state = model::SandboxStatus::State::Running;
    if (object.value(QLatin1String("engine")).toString() == QLatin1String("apache-kafka"))
        status.engine = model::SandboxEngine::ApacheKafka;
    status.startedAtMs = object.value(QLatin1String("startedAtMs")).toInteger();
    status.startMs = object.value(QLatin1String("startMs")).toDouble();
    status.pid = object.value(QLatin1String("pid")).toInteger();
    status.dataDirectory = object.value(QLatin1String("dataDirectory")).toString();
    status.bootstrap = object.value(QLatin1String("bootstrap")).toString();
    status.residentBytes = object.value(QLatin1String("residentBytes")).toInteger();
    status.cpuPercent = object.value(QLatin1String("cpuPercent")).toDouble();
    status.bytesKept = known(object.value(QLatin1String("bytesKept")));
    status.demo = object.value(QLatin1String("demo")).toBool();
    for (const QJsonValue &broker : object.value(QLatin1String("brokers")).toArray())
        status.brokers.push_back(brokerFromJson(broker.toObject()));
    for (model::SandboxBroker &broker : status.brokers)
        broker.offersFaults = status.engine == model::SandboxEngine::Weir;
    if (const QJsonValue controller = object.value(QLatin1String("controllerState")); controller.isString())
        status.controller = brokerState(controller.toString());
    for (const QJsonValue &value : object.value(QLatin1String("demoParts")).toArray()) {
        const QJsonObject part = value.toObject();
        status.demoParts.push_back({part.value(QLatin1String("name")).toString(), part.value(QLatin1String("topic")).toBool(),
                                    part.value(QLatin1String("on")).toBool(), part.value(QLatin1String("recordsPerSecond")).toDouble(),
                                    part.value(QLatin1String("behaviour")).toString()});
    }
    return status;
}

Listeners listenersFromJson(const QJsonObject &object)
{
    Listeners listeners;
    for (const QJsonValue &value : object.value(QLatin1String("listeners")).toArray()) {
        const QJsonObject listener = value.toObject();
        listeners.each.push_back({listener.value(QLatin1String("name")).toString(), listener.value(QLatin1String("protocol")).toString(),
                                  listener.value(QLatin1String("bootstrap")).toString(), listener.value(QLatin1String("mechanisms")).toVariant().toStringList()});
    }
    const QString tls = object.value(QLatin1String("tls")).toString();
    if (!tls.isEmpty())
        listeners.authority = tls + QStringLiteral("/ca.pem");
    return listeners;
}

model::SandboxEvent eventFromJson(const QJsonObject &object)
{
    model::SandboxEvent event;
    event.atMs = object.value(QLatin1String("atMs")).toInteger();
    event.kind = object.value(QLatin1String("kind")).toString();
    event.broker = object.value(QLatin1String("broker")).toInt(-1);
    for (const QJsonValue &argument : object.value(QLatin1String("arguments")).toArray())
        event.arguments.append(argument.toVariant().toString());
    return event;
}

base::Error errorFromJson(const QJsonObject &object, const QString &verb)
{
    base::Error error;
    error.kind = model::errorKindOf(object.value(QLatin1String("kind")).toString());
    error.action = "sandbox." + verb.toStdString();
    error.target = object.value(QLatin1String("target")).toVariant().toString().toStdString();
    error.peerText = object.value(QLatin1String("words")).toString().toStdString();
    return error;
}

} // namespace weir::control
