// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/model/audit.h"

#include "backend/base/overloaded.h"
#include "backend/model/error_kind.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace weir::model {

namespace {

QJsonValue toJson(const std::optional<QString> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

std::optional<QString> textOf(const QJsonValue &value)
{
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

QJsonObject toJson(const QMap<QString, std::optional<QString>> &changes)
{
    QJsonObject object;
    for (auto it = changes.begin(); it != changes.end(); ++it)
        object.insert(it.key(), toJson(*it));
    return object;
}

QMap<QString, std::optional<QString>> changesOf(const QJsonObject &object)
{
    QMap<QString, std::optional<QString>> changes;
    for (auto it = object.begin(); it != object.end(); ++it)
        changes.insert(it.key(), textOf(*it));
    return changes;
}

// A 64-bit number as text: JSON numbers of other programs keep 53 bits.
QJsonObject toJson(const Change &change)
{
    return std::visit(base::Overloaded{
        [](const CreateTopic &c) {
            QJsonObject configs;
            for (auto it = c.configs.begin(); it != c.configs.end(); ++it)
                configs.insert(it.key(), *it);
            return QJsonObject{{QStringLiteral("change"), QStringLiteral("topic.create")}, {QStringLiteral("name"), c.name}, {QStringLiteral("partitions"), c.partitions},
                               {QStringLiteral("replicationFactor"), c.replicationFactor}, {QStringLiteral("configs"), configs}};
        },
        [](const DeleteTopic &c) { return QJsonObject{{QStringLiteral("change"), QStringLiteral("topic.delete")}, {QStringLiteral("name"), c.name}}; },
        [](const AlterTopicConfig &c) {
            return QJsonObject{{QStringLiteral("change"), QStringLiteral("topic.config")}, {QStringLiteral("name"), c.topic}, {QStringLiteral("configs"), toJson(c.changes)}};
        },
        [](const AlterBrokerConfig &c) {
            return QJsonObject{{QStringLiteral("change"), QStringLiteral("broker.config")}, {QStringLiteral("broker"), c.broker}, {QStringLiteral("configs"), toJson(c.changes)}};
        },
        [](const AddPartitions &c) {
            return QJsonObject{{QStringLiteral("change"), QStringLiteral("topic.partitions")}, {QStringLiteral("name"), c.topic}, {QStringLiteral("partitions"), c.total}};
        },
        [](const DeleteRecords &c) {
            QJsonObject offsets;
            for (auto it = c.beforeOffset.begin(); it != c.beforeOffset.end(); ++it)
                offsets.insert(QString::number(it.key()), QString::number(*it));
            return QJsonObject{{QStringLiteral("change"), QStringLiteral("records.delete")}, {QStringLiteral("name"), c.topic}, {QStringLiteral("offsets"), offsets}};
        },
        [](const DeleteGroup &c) { return QJsonObject{{QStringLiteral("change"), QStringLiteral("group.delete")}, {QStringLiteral("name"), c.group}}; },
    }, change);
}

std::optional<Change> changeOf(const QJsonObject &object)
{
    const QString change = object.value(QLatin1String("change")).toString();
    const QString name = object.value(QLatin1String("name")).toString();
    const QJsonObject configs = object.value(QLatin1String("configs")).toObject();
    if (change == QLatin1String("topic.create")) {
        CreateTopic create{name, object.value(QLatin1String("partitions")).toInt(-1), object.value(QLatin1String("replicationFactor")).toInt(-1), {}};
        for (auto it = configs.begin(); it != configs.end(); ++it)
            create.configs.insert(it.key(), it->toString());
        return create;
    }
    if (change == QLatin1String("topic.delete"))
        return DeleteTopic{name};
    if (change == QLatin1String("topic.config"))
        return AlterTopicConfig{name, changesOf(configs)};
    if (change == QLatin1String("broker.config"))
        return AlterBrokerConfig{object.value(QLatin1String("broker")).toInt(-1), changesOf(configs)};
    if (change == QLatin1String("topic.partitions"))
        return AddPartitions{name, object.value(QLatin1String("partitions")).toInt()};
    if (change == QLatin1String("records.delete")) {
        DeleteRecords records{name, {}};
        const QJsonObject offsets = object.value(QLatin1String("offsets")).toObject();
        for (auto it = offsets.begin(); it != offsets.end(); ++it)
            records.beforeOffset.insert(it.key().toInt(), it->toString().toLongLong());
        return records;
    }
    if (change == QLatin1String("group.delete"))
        return DeleteGroup{name};
    return std::nullopt;
}

QJsonObject toJson(const base::Error &error)
{
    QJsonArray arguments;
    for (const auto &[name, value] : error.arguments)
        arguments.append(QJsonArray{QString::fromStdString(name), QString::fromStdString(value)});
    return QJsonObject{{QStringLiteral("kind"), QLatin1String(base::wordOf(error.kind))}, {QStringLiteral("action"), QString::fromStdString(error.action)},
                       {QStringLiteral("target"), QString::fromStdString(error.target)}, {QStringLiteral("arguments"), arguments},
                       {QStringLiteral("peer"), QString::fromStdString(error.peerText)}, {QStringLiteral("code"), error.kafkaCode}};
}

std::optional<base::Error> errorOf(const QJsonObject &object)
{
    if (object.isEmpty())
        return std::nullopt;
    base::Error error{errorKindOf(object.value(QLatin1String("kind")).toString()), object.value(QLatin1String("action")).toString().toStdString(),
                      object.value(QLatin1String("target")).toString().toStdString(), {}, object.value(QLatin1String("peer")).toString().toStdString(),
                      static_cast<std::int16_t>(object.value(QLatin1String("code")).toInt())};
    for (const QJsonValue &argument : object.value(QLatin1String("arguments")).toArray())
        error.arguments.emplace_back(argument.toArray().at(0).toString().toStdString(), argument.toArray().at(1).toString().toStdString());
    return error;
}

std::optional<qint64> numberOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

} // namespace

QString toJson(const AuditDetail &detail)
{
    QJsonObject object;
    if (!detail.differences.empty()) {
        QJsonArray differences;
        for (const PlanDifference &difference : detail.differences)
            differences.append(QJsonObject{{QStringLiteral("name"), difference.name}, {QStringLiteral("before"), toJson(difference.before)},
                                           {QStringLiteral("after"), toJson(difference.after)}});
        object.insert(QStringLiteral("differences"), differences);
    }
    if (detail.undo)
        object.insert(QStringLiteral("undo"), toJson(*detail.undo));
    if (detail.partition)
        object.insert(QStringLiteral("partition"), *detail.partition);
    if (detail.offset)
        object.insert(QStringLiteral("offset"), *detail.offset);
    if (detail.lastOffset)
        object.insert(QStringLiteral("lastOffset"), *detail.lastOffset);
    if (detail.records != 1)
        object.insert(QStringLiteral("records"), detail.records);
    if (detail.error)
        object.insert(QStringLiteral("error"), toJson(*detail.error));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

AuditDetail auditDetail(const QString &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    AuditDetail detail;
    for (const QJsonValue &value : object.value(QLatin1String("differences")).toArray()) {
        const QJsonObject difference = value.toObject();
        detail.differences.push_back({difference.value(QLatin1String("name")).toString(), textOf(difference.value(QLatin1String("before"))),
                                      textOf(difference.value(QLatin1String("after")))});
    }
    detail.undo = changeOf(object.value(QLatin1String("undo")).toObject());
    if (const auto partition = numberOf(object.value(QLatin1String("partition"))))
        detail.partition = static_cast<qint32>(*partition);
    detail.offset = numberOf(object.value(QLatin1String("offset")));
    detail.lastOffset = numberOf(object.value(QLatin1String("lastOffset")));
    detail.records = numberOf(object.value(QLatin1String("records"))).value_or(1);
    detail.error = errorOf(object.value(QLatin1String("error")).toObject());
    return detail;
}

} // namespace weir::model
