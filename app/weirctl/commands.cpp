// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weirctl/commands.h"

#include "app/weirctl/error_words.h"
#include "app/weirctl/output.h"

#include <QJsonArray>

#include <algorithm>

namespace weir::ctl {

using namespace model;

namespace {

QJsonValue json(std::optional<qint64> number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QString stateText(GroupState state)
{
    switch (state) {
    case GroupState::PreparingRebalance: return QStringLiteral("PreparingRebalance");
    case GroupState::CompletingRebalance: return QStringLiteral("CompletingRebalance");
    case GroupState::Stable: return QStringLiteral("Stable");
    case GroupState::Empty: return QStringLiteral("Empty");
    case GroupState::Dead: return QStringLiteral("Dead");
    case GroupState::Assigning: return QStringLiteral("Assigning");
    case GroupState::Reconciling: return QStringLiteral("Reconciling");
    case GroupState::NotReady: return QStringLiteral("NotReady");
    case GroupState::Unknown: break;
    }
    return QStringLiteral("Unknown");
}

QString lagStateText(LagState state)
{
    switch (state) {
    case LagState::Normal: return QStringLiteral("normal");
    case LagState::NeverCommitted: return QStringLiteral("never committed");
    case LagState::Expired: return QStringLiteral("expired");
    case LagState::AheadOfEnd: return QStringLiteral("ahead of the end");
    case LagState::Unknown: break;
    }
    return QStringLiteral("unknown");
}

/// Says what did not come; a part that is missing is not a success.
int exitOf(const std::vector<Missing> &missing)
{
    for (const Missing &part : missing)
        warn(QStringLiteral("%1 of broker %2 not read: %3").arg(part.what, QString::number(part.broker), words(part.error)));
    return missing.empty() ? Exit::Done : Exit::Partial;
}

QJsonArray missingJson(const std::vector<Missing> &missing)
{
    QJsonArray array;
    for (const Missing &part : missing)
        array.append(QJsonObject{{QStringLiteral("what"), part.what}, {QStringLiteral("broker"), part.broker},
                                 {QStringLiteral("error"), QString::fromStdString(base::describe(part.error))}});
    return array;
}

QString idsText(const QVector<qint32> &ids)
{
    QStringList texts;
    for (const qint32 id : ids)
        texts.append(QString::number(id));
    return texts.join(QLatin1Char(','));
}

QJsonArray idsJson(const QVector<qint32> &ids)
{
    QJsonArray array;
    for (const qint32 id : ids)
        array.append(id);
    return array;
}

QJsonObject lagJson(const PartitionLag &line)
{
    return {{QStringLiteral("topic"), line.topic}, {QStringLiteral("partition"), line.partition}, {QStringLiteral("state"), lagStateText(line.state)},
            {QStringLiteral("committed"), json(line.committed)}, {QStringLiteral("logStart"), json(line.logStart)}, {QStringLiteral("logEnd"), json(line.logEnd)},
            {QStringLiteral("lag"), json(line.lag)}, {QStringLiteral("member"), line.memberId}, {QStringLiteral("clientId"), line.clientId}};
}

QJsonObject groupJson(const Group &group)
{
    return {{QStringLiteral("group"), group.id}, {QStringLiteral("state"), stateText(group.state)}, {QStringLiteral("type"), group.type},
            {QStringLiteral("protocol"), group.protocol}, {QStringLiteral("coordinator"), group.coordinator},
            {QStringLiteral("members"), static_cast<qint64>(group.members.size())}, {QStringLiteral("idleMembers"), group.idleMembers()},
            {QStringLiteral("lag"), json(group.totalLag())}};
}

} // namespace

int failed(const base::Error &error)
{
    warn(words(error));
    return Exit::Failed;
}

int overview(api::ClusterSession &session, const Arguments &arguments)
{
    const auto taken = await(session.cluster().snapshot({}));
    if (!taken)
        return failed(taken.error());
    const ClusterSnapshot &cluster = **taken;
    std::optional<qint64> bytes;
    for (const Topic &topic : cluster.topics) {
        if (const auto size = topic.bytes())
            bytes = bytes.value_or(0) + *size;
    }
    QMap<QString, int> states;
    const Group *worst = nullptr;
    for (const Group &group : cluster.groups) {
        ++states[stateText(group.state)];
        if (group.totalLag() && (!worst || *group.totalLag() > *worst->totalLag()))
            worst = &group;
    }
    const auto alive = std::count_if(cluster.brokers.begin(), cluster.brokers.end(), [](const Broker &b) { return b.alive; });
    if (arguments.json) {
        QJsonArray brokers;
        for (const Broker &broker : cluster.brokers)
            brokers.append(QJsonObject{{QStringLiteral("id"), broker.id}, {QStringLiteral("address"), broker.address()}, {QStringLiteral("rack"), broker.rack},
                                       {QStringLiteral("alive"), broker.alive}, {QStringLiteral("controller"), broker.controller}, {QStringLiteral("leaders"), broker.leaders},
                                       {QStringLiteral("replicas"), broker.replicas}, {QStringLiteral("inSyncReplicas"), broker.inSyncReplicas},
                                       {QStringLiteral("bytes"), json(broker.bytes)}});
        QJsonObject byState;
        for (auto it = states.begin(); it != states.end(); ++it)
            byState.insert(it.key(), *it);
        printJson({{QStringLiteral("clusterId"), cluster.clusterId}, {QStringLiteral("version"), cluster.version}, {QStringLiteral("controller"), cluster.controllerId},
                   {QStringLiteral("brokers"), brokers}, {QStringLiteral("topics"), static_cast<qint64>(cluster.topics.size())},
                   {QStringLiteral("partitions"), cluster.partitions()}, {QStringLiteral("underReplicated"), cluster.underReplicated()},
                   {QStringLiteral("offline"), cluster.offline()}, {QStringLiteral("bytes"), json(bytes)}, {QStringLiteral("groups"), byState},
                   {QStringLiteral("worstGroup"), worst ? QJsonValue(groupJson(*worst)) : QJsonValue()}, {QStringLiteral("missing"), missingJson(cluster.missing)}});
        return exitOf(cluster.missing);
    }
    printLine(QStringLiteral("Cluster %1, Kafka %2, controller %3").arg(cluster.clusterId, cluster.version.isEmpty() ? QStringLiteral("?") : cluster.version).arg(cluster.controllerId));
    printLine(QStringLiteral("%1 of %2 brokers up, %3 topics, %4 partitions (%5 under-replicated, %6 offline), %7")
                  .arg(alive).arg(cluster.brokers.size()).arg(cluster.topics.size()).arg(cluster.partitions()).arg(cluster.underReplicated()).arg(cluster.offline())
                  .arg(bytesText(bytes)));
    QStringList groupParts;
    for (auto it = states.begin(); it != states.end(); ++it)
        groupParts.append(QStringLiteral("%1 %2").arg(*it).arg(it.key()));
    printLine(QStringLiteral("%1 groups%2").arg(cluster.groups.size()).arg(groupParts.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(groupParts.join(QStringLiteral(", ")))));
    if (worst && *worst->totalLag() > 0)
        printLine(QStringLiteral("Farthest behind: %1, lag %2").arg(worst->id, numberText(worst->totalLag())));
    printLine({});
    Table table({QStringLiteral("BROKER"), QStringLiteral("ADDRESS"), QStringLiteral("RACK"), QStringLiteral("STATE"), QStringLiteral("LEADERS"),
                 QStringLiteral("REPLICAS"), QStringLiteral("IN SYNC"), QStringLiteral("SIZE")});
    for (const Broker &broker : cluster.brokers)
        table.add({QString::number(broker.id), broker.alive ? broker.address() : QStringLiteral("-"), broker.rack, broker.alive ? QStringLiteral("up") : QStringLiteral("down"),
                   QString::number(broker.leaders), QString::number(broker.replicas), QString::number(broker.inSyncReplicas), bytesText(broker.bytes)});
    table.print();
    return exitOf(cluster.missing);
}

int topics(api::ClusterSession &session, const Arguments &arguments)
{
    api::SnapshotParts parts;
    parts.groups = false;
    const auto taken = await(session.cluster().snapshot(parts));
    if (!taken)
        return failed(taken.error());
    Table table({QStringLiteral("TOPIC"), QStringLiteral("PARTITIONS"), QStringLiteral("REPLICATION"), QStringLiteral("UNDER-REPLICATED"), QStringLiteral("OFFLINE"),
                 QStringLiteral("RECORDS"), QStringLiteral("SIZE")});
    QJsonArray array;
    for (const Topic &topic : (*taken)->topics) {
        if (topic.internal && !arguments.internal)
            continue;
        const auto count = static_cast<qint64>(topic.partitions.size());
        table.add({topic.name, QString::number(count), QString::number(topic.replicationFactor()), QString::number(topic.underReplicated()),
                   QString::number(topic.offline()), numberText(topic.records()), bytesText(topic.bytes())});
        array.append(QJsonObject{{QStringLiteral("topic"), topic.name}, {QStringLiteral("id"), topic.id}, {QStringLiteral("internal"), topic.internal},
                                 {QStringLiteral("partitions"), count}, {QStringLiteral("replicationFactor"), topic.replicationFactor()},
                                 {QStringLiteral("underReplicated"), topic.underReplicated()}, {QStringLiteral("offline"), topic.offline()},
                                 {QStringLiteral("records"), json(topic.records())}, {QStringLiteral("bytes"), json(topic.bytes())}});
    }
    if (arguments.json)
        printJson({{QStringLiteral("topics"), array}, {QStringLiteral("missing"), missingJson((*taken)->missing)}});
    else
        table.print();
    return exitOf((*taken)->missing);
}

int topic(api::ClusterSession &session, const Arguments &arguments)
{
    const auto taken = await(session.cluster().topic(arguments.names.first()));
    if (!taken)
        return failed(taken.error());
    const TopicDetail &detail = *taken;
    if (arguments.json) {
        QJsonArray partitions;
        for (const Partition &p : detail.topic.partitions)
            partitions.append(QJsonObject{{QStringLiteral("partition"), p.id}, {QStringLiteral("leader"), p.leader}, {QStringLiteral("leaderEpoch"), p.leaderEpoch},
                                          {QStringLiteral("replicas"), idsJson(p.replicas)}, {QStringLiteral("isr"), idsJson(p.isr)},
                                          {QStringLiteral("logStart"), json(p.logStart)}, {QStringLiteral("highWatermark"), json(p.highWatermark)}, {QStringLiteral("bytes"), json(p.bytes)}});
        QJsonObject configs;
        for (const ConfigEntry &entry : detail.configs)
            configs.insert(entry.name, entry.value ? QJsonValue(*entry.value) : QJsonValue());
        printJson({{QStringLiteral("topic"), detail.topic.name}, {QStringLiteral("id"), detail.topic.id}, {QStringLiteral("partitions"), partitions},
                   {QStringLiteral("configs"), configs}, {QStringLiteral("groups"), QJsonArray::fromStringList(detail.groups)}, {QStringLiteral("missing"), missingJson(detail.missing)}});
        return exitOf(detail.missing);
    }
    Table table({QStringLiteral("PARTITION"), QStringLiteral("LEADER"), QStringLiteral("REPLICAS"), QStringLiteral("IN SYNC"), QStringLiteral("LOG START"),
                 QStringLiteral("HIGH WATERMARK"), QStringLiteral("SIZE")});
    for (const Partition &p : detail.topic.partitions)
        table.add({QString::number(p.id), p.isOffline() ? QStringLiteral("none") : QString::number(p.leader), idsText(p.replicas), idsText(p.isr), numberText(p.logStart),
                   numberText(p.highWatermark), bytesText(p.bytes)});
    table.print();
    printLine({});
    Table configs({QStringLiteral("SETTING"), QStringLiteral("VALUE")});
    for (const ConfigEntry &entry : detail.configs) {
        if (!entry.isDefault())
            configs.add({entry.name, entry.sensitive ? QStringLiteral("(secret)") : entry.value.value_or(QString())});
    }
    configs.print();
    printLine(QStringLiteral("(%1 settings; those that differ from Kafka's default are shown)").arg(detail.configs.size()));
    if (!detail.groups.isEmpty())
        printLine(QStringLiteral("Read by %1").arg(detail.groups.join(QStringLiteral(", "))));
    return exitOf(detail.missing);
}

int groups(api::ClusterSession &session, const Arguments &arguments)
{
    const auto taken = await(session.cluster().snapshot({}));
    if (!taken)
        return failed(taken.error());
    Table table({QStringLiteral("GROUP"), QStringLiteral("STATE"), QStringLiteral("TYPE"), QStringLiteral("PROTOCOL"), QStringLiteral("MEMBERS"), QStringLiteral("IDLE"),
                 QStringLiteral("COORDINATOR"), QStringLiteral("LAG")});
    QJsonArray array;
    for (const Group &group : (*taken)->groups) {
        table.add({group.id, stateText(group.state), group.type, group.protocol, QString::number(group.members.size()), QString::number(group.idleMembers()),
                   QString::number(group.coordinator), numberText(group.totalLag())});
        array.append(groupJson(group));
    }
    if (arguments.json)
        printJson({{QStringLiteral("groups"), array}, {QStringLiteral("missing"), missingJson((*taken)->missing)}});
    else
        table.print();
    return exitOf((*taken)->missing);
}

int lag(api::ClusterSession &session, const Arguments &arguments)
{
    std::vector<Group> shown;
    std::vector<Missing> missing;
    if (arguments.names.isEmpty()) {
        const auto taken = await(session.cluster().snapshot({}));
        if (!taken)
            return failed(taken.error());
        shown = (*taken)->groups;
        missing = (*taken)->missing;
    } else {
        const auto taken = await(session.groups().group(arguments.names.first()));
        if (!taken)
            return failed(taken.error());
        shown.push_back(*taken);
        missing = taken->missing;
    }
    Table table({QStringLiteral("GROUP"), QStringLiteral("TOPIC"), QStringLiteral("PARTITION"), QStringLiteral("COMMITTED"), QStringLiteral("LOG END"), QStringLiteral("LAG"),
                 QStringLiteral("STATE"), QStringLiteral("CLIENT")});
    QJsonArray array;
    for (const Group &group : shown) {
        QJsonObject object = groupJson(group);
        QJsonArray lines;
        for (const PartitionLag &line : group.partitions) {
            table.add({group.id, line.topic, QString::number(line.partition), numberText(line.committed), numberText(line.logEnd), numberText(line.lag),
                       lagStateText(line.state), line.clientId});
            lines.append(lagJson(line));
        }
        object.insert(QStringLiteral("partitions"), lines);
        array.append(object);
    }
    if (arguments.json)
        printJson({{QStringLiteral("groups"), array}, {QStringLiteral("missing"), missingJson(missing)}});
    else
        table.print();
    return exitOf(missing);
}

} // namespace weir::ctl
