// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/change_commands.h"

#include "backend/base/overloaded.h"
#include "backend/kafka/rdkafka_producer.h"

#include <QRegularExpression>

namespace weir::kafka {

using namespace model;

namespace {

/// One word of a POSIX shell.
QString quoted(const QString &word)
{
    static const QRegularExpression kPlain(QStringLiteral("^[A-Za-z0-9_./:=@%+,-]+$"));
    if (kPlain.match(word).hasMatch())
        return word;
    QString inner = word;
    inner.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') % inner % QLatin1Char('\'');
}

QString tool(const char *name)
{
    return QLatin1String(name) % QLatin1String(" --bootstrap-server \"$BOOTSTRAP\"");
}

/// kafka-configs.sh takes a list in brackets, so that its commas do not end the value.
QString configValue(const QString &value)
{
    return value.contains(QLatin1Char(',')) ? QLatin1Char('[') % value % QLatin1Char(']') : value;
}

QString configsCommand(const QString &entity, const QMap<QString, std::optional<QString>> &changes)
{
    QStringList set;
    QStringList unset;
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (*it)
            set.append(it.key() % QLatin1Char('=') % configValue(**it));
        else
            unset.append(it.key());
    }
    QString line = tool("kafka-configs.sh") % QLatin1String(" --alter ") % entity;
    if (!set.isEmpty())
        line += QLatin1String(" --add-config ") % quoted(set.join(QLatin1Char(',')));
    if (!unset.isEmpty())
        line += QLatin1String(" --delete-config ") % quoted(unset.join(QLatin1Char(',')));
    return line;
}

QString configsRequest(int type, const QString &name, const QMap<QString, std::optional<QString>> &changes)
{
    QStringList lines{QStringLiteral("IncrementalAlterConfigs"), QStringLiteral("resourceType = %1").arg(type),
                      QStringLiteral("resourceName = \"%1\"").arg(name)};
    for (auto it = changes.begin(); it != changes.end(); ++it)
        lines.append(*it ? QStringLiteral("set %1 = \"%2\"").arg(it.key(), **it) : QStringLiteral("delete %1").arg(it.key()));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

QString commandFor(const Change &change)
{
    return std::visit(base::Overloaded{
        [](const CreateTopic &c) {
            QString line = tool("kafka-topics.sh") % QLatin1String(" --create --topic ") % quoted(c.name);
            if (c.partitions > 0)
                line += QStringLiteral(" --partitions %1").arg(c.partitions);
            if (c.replicationFactor > 0)
                line += QStringLiteral(" --replication-factor %1").arg(c.replicationFactor);
            for (auto it = c.configs.begin(); it != c.configs.end(); ++it)
                line += QLatin1String(" --config ") % quoted(it.key() % QLatin1Char('=') % *it);
            return line;
        },
        [](const DeleteTopic &c) -> QString { return tool("kafka-topics.sh") % QLatin1String(" --delete --topic ") % quoted(c.name); },
        [](const AlterTopicConfig &c) { return configsCommand(QLatin1String("--entity-type topics --entity-name ") % quoted(c.topic), c.changes); },
        [](const AlterBrokerConfig &c) {
            return configsCommand(c.broker < 0 ? QStringLiteral("--entity-type brokers --entity-default")
                                               : QStringLiteral("--entity-type brokers --entity-name %1").arg(c.broker), c.changes);
        },
        [](const AddPartitions &c) -> QString {
            return tool("kafka-topics.sh") % QLatin1String(" --alter --topic ") % quoted(c.topic) % QStringLiteral(" --partitions %1").arg(c.total);
        },
        [](const DeleteRecords &c) -> QString {
            QStringList parts;
            for (auto it = c.beforeOffset.begin(); it != c.beforeOffset.end(); ++it)
                parts.append(QStringLiteral("{\"topic\":\"%1\",\"partition\":%2,\"offset\":%3}").arg(c.topic).arg(it.key()).arg(*it));
            const QString json = QLatin1String("{\"partitions\":[") % parts.join(QLatin1Char(',')) % QLatin1String("],\"version\":1}");
            return QLatin1String("echo ") % quoted(json) % QLatin1String(" > offsets.json && ") % tool("kafka-delete-records.sh")
                   % QLatin1String(" --offset-json-file offsets.json");
        },
        [](const DeleteGroup &c) -> QString { return tool("kafka-consumer-groups.sh") % QLatin1String(" --delete --group ") % quoted(c.group); },
    }, change);
}

QString requestFor(const Change &change)
{
    return std::visit(base::Overloaded{
        [](const CreateTopic &c) {
            QStringList lines{QStringLiteral("CreateTopics"), QStringLiteral("name = \"%1\"").arg(c.name), QStringLiteral("numPartitions = %1").arg(c.partitions),
                              QStringLiteral("replicationFactor = %1").arg(c.replicationFactor)};
            for (auto it = c.configs.begin(); it != c.configs.end(); ++it)
                lines.append(QStringLiteral("configs %1 = \"%2\"").arg(it.key(), *it));
            return lines.join(QLatin1Char('\n'));
        },
        [](const DeleteTopic &c) -> QString { return QStringLiteral("DeleteTopics\nname = \"%1\"").arg(c.name); },
        [](const AlterTopicConfig &c) { return configsRequest(2, c.topic, c.changes); },
        [](const AlterBrokerConfig &c) { return configsRequest(4, c.broker < 0 ? QString() : QString::number(c.broker), c.changes); },
        [](const AddPartitions &c) -> QString { return QStringLiteral("CreatePartitions\nname = \"%1\"\ncount = %2").arg(c.topic).arg(c.total); },
        [](const DeleteRecords &c) {
            QStringList lines{QStringLiteral("DeleteRecords"), QStringLiteral("topic = \"%1\"").arg(c.topic)};
            for (auto it = c.beforeOffset.begin(); it != c.beforeOffset.end(); ++it)
                lines.append(QStringLiteral("partition %1 offset = %2").arg(it.key()).arg(*it));
            return lines.join(QLatin1Char('\n'));
        },
        [](const DeleteGroup &c) -> QString { return QStringLiteral("DeleteGroups\ngroupsNames = \"%1\"").arg(c.group); },
    }, change);
}

QString produceCommandFor(const QString &topic)
{
    return tool("kafka-console-producer.sh") % QLatin1String(" --topic ") % quoted(topic);
}

QString loadCommandFor(const LoadRequest &request)
{
    QStringList props{QLatin1String("acks=") + QLatin1String(acksSetting(request.acks)), QLatin1String("compression.type=") + QLatin1String(codecSetting(request.codec)),
                      QLatin1String("linger.ms=") + QString::number(request.lingerMs), QLatin1String("batch.size=") + QString::number(request.batchBytes),
                      QLatin1String("buffer.memory=") + QString::number(request.bufferBytes)};
    // It cannot run until it is stopped: as many as one would wait for.
    const qint64 records = request.records > 0 ? request.records : 1'000'000'000;
    return QLatin1String("kafka-producer-perf-test.sh --topic ") % quoted(request.topic) % QLatin1String(" --num-records ") % QString::number(records)
        % QLatin1String(" --record-size ") % QString::number(request.valueBytes) % QLatin1String(" --throughput ")
        % (request.recordsPerSecond > 0 ? QString::number(request.recordsPerSecond) : QStringLiteral("-1"))
        % QLatin1String(" --producer-props bootstrap.servers=\"$BOOTSTRAP\" ") % props.join(QLatin1Char(' '));
}

const char *actionOf(const Change &change)
{
    return std::visit(base::Overloaded{
        [](const CreateTopic &) { return "topic.create"; },
        [](const DeleteTopic &) { return "topic.delete"; },
        [](const AlterTopicConfig &) { return "topic.config"; },
        [](const AlterBrokerConfig &) { return "broker.config"; },
        [](const AddPartitions &) { return "topic.partitions"; },
        [](const DeleteRecords &) { return "records.delete"; },
        [](const DeleteGroup &) { return "group.delete"; },
    }, change);
}

QString targetOf(const Change &change)
{
    return std::visit(base::Overloaded{
        [](const CreateTopic &c) { return c.name; },
        [](const DeleteTopic &c) { return c.name; },
        [](const AlterTopicConfig &c) { return c.topic; },
        [](const AlterBrokerConfig &c) { return c.broker < 0 ? QString() : QString::number(c.broker); },
        [](const AddPartitions &c) { return c.topic; },
        [](const DeleteRecords &c) { return c.topic; },
        [](const DeleteGroup &c) { return c.group; },
    }, change);
}

} // namespace weir::kafka
