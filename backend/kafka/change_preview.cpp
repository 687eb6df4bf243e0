// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/change_preview.h"

#include "backend/kafka/call.h"
#include "backend/kafka/change_acts.h"
#include "backend/kafka/change_commands.h"
#include "backend/kafka/cluster_collector.h"
#include "backend/kafka/config_entries.h"

#include <QDateTime>

#include <algorithm>
#include <map>

namespace weir::kafka {

using net::Deadline;
using net::Task;
using namespace model;
// Shared, as coroutines hold it.
using Client = std::shared_ptr<net::KafkaClient>;
using Warning = PlanWarning::Kind;

namespace {

PlanWarning warning(Warning kind)
{
    PlanWarning result;
    result.kind = kind;
    return result;
}

void cannotSee(PlanStep &step, base::Error error)
{
    PlanWarning result = warning(Warning::CannotSeeBefore);
    result.error = std::move(error);
    step.warnings.push_back(std::move(result));
}

/// The topic as it is, with offsets, sizes and the groups that read it.
Task<base::Result<ClusterSnapshot>> topicNow(Client client, std::string name, Deadline deadline)
{
    ClusterCollector collector(client, deadline);
    WEIR_CO_CHECK(co_await collector.readMetadata(std::vector<std::string>(1, name)));
    if (collector.topicError())
        co_return base::fail(*collector.topicError());
    std::vector<Task<bool>> tasks;
    tasks.push_back(collector.readLogStarts());
    tasks.push_back(collector.readHighWatermarks());
    tasks.push_back(collector.readSizes());
    tasks.push_back(collector.readGroups());
    co_await net::whenAll(std::move(tasks));
    co_return collector.take();
}

QStringList groupsReading(const ClusterSnapshot &snapshot, const QString &topic)
{
    QStringList names;
    for (const Group &group : snapshot.groups) {
        if (std::any_of(group.partitions.begin(), group.partitions.end(), [&](const PartitionLag &p) { return p.topic == topic; }))
            names.append(group.id);
    }
    return names;
}

void warnOfReaders(PlanStep &step, const ClusterSnapshot &snapshot, const QString &topic)
{
    PlanWarning reading = warning(Warning::GroupsReading);
    reading.names = groupsReading(snapshot, topic);
    if (!reading.names.isEmpty())
        step.warnings.push_back(std::move(reading));
}

QString number(qint64 value) { return QString::number(value); }

Task<bool> previewCreate(Client client, CreateTopic change, PlanStep *step, Deadline deadline)
{
    step->differences.push_back({QStringLiteral("partitions"), {}, change.partitions > 0 ? number(change.partitions) : QStringLiteral("default"), {}});
    step->differences.push_back({QStringLiteral("replication.factor"), {}, change.replicationFactor > 0 ? number(change.replicationFactor) : QStringLiteral("default"), {}});
    for (auto it = change.configs.begin(); it != change.configs.end(); ++it)
        step->differences.push_back({it.key(), {}, *it, ConfigEntry::Source::Unknown});
    if (change.replicationFactor == 1) {
        const auto cluster = co_await client->cluster(deadline);
        if (cluster && cluster->brokers.size() > 1)
            step->warnings.push_back(warning(Warning::ReplicationOne));
    }
    step->undoable = true;
    step->undo = Change(DeleteTopic{change.name});
    co_return true;
}

Task<bool> previewDelete(Client client, DeleteTopic change, PlanStep *step, Deadline deadline)
{
    step->warnings.push_back(warning(Warning::CannotUndo));
    auto now = co_await topicNow(client, utf8(change.name), deadline);
    if (!now) {
        step->check = PlanStep::Check::Failed;
        step->checkError = now.error();
        cannotSee(*step, std::move(now.error()));
        co_return false;
    }
    const Topic *topic = now->topic(change.name);
    if (!topic)
        co_return false;
    step->differences.push_back({QStringLiteral("partitions"), number(static_cast<qint64>(topic->partitions.size())), {}, {}});
    step->differences.push_back({QStringLiteral("replication.factor"), number(topic->replicationFactor()), {}, {}});
    PlanWarning lost = warning(Warning::RecordsLost);
    lost.records = topic->records();
    lost.bytes = topic->bytes();
    if (!lost.records || *lost.records > 0)
        step->warnings.push_back(std::move(lost));
    if (topic->internal)
        step->warnings.push_back(warning(Warning::InternalTopic));
    warnOfReaders(*step, *now, change.name);
    co_return true;
}

/// Retention that gets shorter lets records go that are there now.
bool isShorterRetention(const QString &name, const std::optional<QString> &before, const std::optional<QString> &after)
{
    if (name != QLatin1String("retention.ms") && name != QLatin1String("retention.bytes"))
        return false;
    bool known = false;
    const qint64 old = before ? before->toLongLong(&known) : 0;
    bool given = false;
    const qint64 fresh = after ? after->toLongLong(&given) : 0;
    // -1 means without a bound.
    return known && given && fresh >= 0 && (old < 0 || fresh < old);
}

/// What a shorter retention lets go: records, their bytes by the partition's mean, and the groups that have not read them.
/// The broker deletes whole closed segments, so it is what may go, not what goes this minute.
Task<PlanWarning> shorterRetention(Client client, std::string name, bool byTime, std::int64_t limit, Deadline deadline)
{
    PlanWarning result = warning(Warning::ShorterRetention);
    ClusterCollector collector(client, deadline);
    const auto read = co_await collector.readMetadata(std::vector<std::string>(1, name));
    if (!read || collector.topicError())
        co_return result;
    std::vector<Task<bool>> tasks;
    tasks.push_back(collector.readLogStarts());
    tasks.push_back(collector.readHighWatermarks());
    tasks.push_back(collector.readSizes());
    tasks.push_back(collector.readGroups());
    if (byTime)
        tasks.push_back(collector.readOffsetsAt(std::max<std::int64_t>(0, QDateTime::currentMSecsSinceEpoch() - limit)));
    co_await net::whenAll(std::move(tasks));
    const ClusterSnapshot now = collector.take();
    const Topic *const topic = now.topic(text(name));
    if (!topic)
        co_return result;

    std::map<qint32, qint64> keptFrom; // the first offset that stays
    std::optional<qint64> records = 0;
    std::optional<qint64> bytes = 0;
    for (const Partition &partition : topic->partitions) {
        const std::optional<qint64> held = partition.records();
        std::optional<qint64> gone;
        if (held && byTime) {
            // No record as young as that: all of them are older.
            if (const auto at = collector.offsetAt(topic->name, partition.id))
                gone = *at < 0 ? *held : std::clamp<qint64>(*at - *partition.logStart, 0, *held);
        } else if (held && partition.bytes) {
            gone = *partition.bytes > limit && *partition.bytes > 0
                       ? static_cast<qint64>(static_cast<double>(*held) * static_cast<double>(*partition.bytes - limit) / static_cast<double>(*partition.bytes)) : 0;
        }
        if (!gone) {
            records.reset();
            bytes.reset();
            continue;
        }
        if (*gone > 0)
            keptFrom[partition.id] = *partition.logStart + *gone;
        if (records)
            *records += *gone;
        if (bytes && partition.bytes)
            *bytes += *held > 0 ? static_cast<qint64>(static_cast<double>(*partition.bytes) * static_cast<double>(*gone) / static_cast<double>(*held)) : 0;
        else
            bytes.reset();
    }
    result.records = records;
    result.bytes = bytes;
    for (const Group &group : now.groups) {
        const bool behind = std::any_of(group.partitions.begin(), group.partitions.end(), [&](const PartitionLag &lag) {
            if (lag.topic != topic->name || !lag.committed)
                return false;
            const auto kept = keptFrom.find(lag.partition);
            return kept != keptFrom.end() && *lag.committed < kept->second;
        });
        if (behind)
            result.names.append(group.id);
    }
    co_return result;
}

Task<bool> previewConfigs(Client client, ConfigResource type, std::string name, QMap<QString, std::optional<QString>> changes, PlanStep *step, Deadline deadline)
{
    const bool ofTopic = type == ConfigResource::Topic;
    auto configs = co_await readConfigs(client, type, std::vector<std::string>(1, name), true, deadline);
    const auto found = configs.find(name);
    if (found == configs.end() || !found->second) {
        cannotSee(*step, found == configs.end() ? base::Error{base::ErrorKind::NotFound, "config.describe", name, {}, {}, 0} : found->second.error());
        for (auto it = changes.begin(); it != changes.end(); ++it)
            step->differences.push_back({it.key(), {}, *it, ConfigEntry::Source::Unknown});
        co_return false;
    }
    const auto ownSource = ofTopic ? ConfigEntry::Source::Topic : name.empty() ? ConfigEntry::Source::DynamicDefaultBroker : ConfigEntry::Source::DynamicBroker;
    QMap<QString, std::optional<QString>> undo;
    bool undoable = true;
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        PlanDifference difference{it.key(), {}, *it, ConfigEntry::Source::Unknown};
        const auto entry = std::find_if(found->second->begin(), found->second->end(), [&](const ConfigEntry &e) { return e.name == it.key(); });
        if (entry != found->second->end()) {
            difference.before = entry->value;
            difference.beforeSource = entry->source;
            if (!*it) {
                // What holds once this level is gone: the next one in order of precedence.
                const auto next = std::find_if(entry->synonyms.begin(), entry->synonyms.end(), [&](const auto &s) { return s.source != ownSource; });
                if (next != entry->synonyms.end())
                    difference.after = next->value;
            }
            if (entry->source == ownSource) {
                undo.insert(it.key(), entry->value);
                undoable = undoable && !entry->sensitive && entry->value.has_value();
            } else {
                undo.insert(it.key(), std::nullopt);
            }
            if (ofTopic && isShorterRetention(it.key(), difference.before, difference.after))
                step->warnings.push_back(co_await shorterRetention(client, name, it.key() == QLatin1String("retention.ms"), difference.after->toLongLong(), deadline));
        } else {
            undo.insert(it.key(), std::nullopt);
        }
        step->differences.push_back(std::move(difference));
    }
    step->undoable = undoable;
    if (!undoable)
        step->warnings.push_back(warning(Warning::CannotUndo));
    else if (ofTopic)
        step->undo = Change(AlterTopicConfig{text(name), undo});
    else
        step->undo = Change(AlterBrokerConfig{name.empty() ? -1 : text(name).toInt(), undo});
    co_return true;
}

Task<bool> previewPartitions(Client client, AddPartitions change, PlanStep *step, Deadline deadline)
{
    step->warnings.push_back(warning(Warning::CannotUndo));
    auto now = co_await topicNow(client, utf8(change.topic), deadline);
    const Topic *topic = now ? now->topic(change.topic) : nullptr;
    step->differences.push_back({QStringLiteral("partitions"), topic ? std::optional<QString>(number(static_cast<qint64>(topic->partitions.size()))) : std::nullopt,
                                 number(change.total), ConfigEntry::Source::Unknown});
    if (!now) {
        cannotSee(*step, std::move(now.error()));
        co_return false;
    }
    step->warnings.push_back(warning(Warning::KeysMove));
    if (topic && topic->internal)
        step->warnings.push_back(warning(Warning::InternalTopic));
    warnOfReaders(*step, *now, change.topic);
    co_return true;
}

Task<bool> previewRecords(Client client, DeleteRecords change, PlanStep *step, Deadline deadline)
{
    step->warnings.push_back(warning(Warning::CannotUndo));
    auto now = co_await topicNow(client, utf8(change.topic), deadline);
    const Topic *topic = now ? now->topic(change.topic) : nullptr;
    if (!topic) {
        if (!now) {
            step->check = PlanStep::Check::Failed;
            step->checkError = now.error();
            cannotSee(*step, std::move(now.error()));
        }
        co_return false;
    }
    PlanWarning lost = warning(Warning::RecordsLost);
    lost.records = 0;
    for (auto it = change.beforeOffset.begin(); it != change.beforeOffset.end(); ++it) {
        const auto partition = std::find_if(topic->partitions.begin(), topic->partitions.end(), [&](const Partition &p) { return p.id == it.key(); });
        std::optional<qint64> before;
        std::optional<qint64> after;
        if (partition != topic->partitions.end()) {
            before = partition->logStart;
            after = *it < 0 ? partition->highWatermark : std::optional<qint64>(std::max<qint64>(*it, before.value_or(*it)));
        }
        if (before && after && lost.records)
            *lost.records += std::max<qint64>(0, *after - *before);
        else
            lost.records.reset();
        step->differences.push_back({QStringLiteral("log.start.offset.%1").arg(it.key()), before ? std::optional<QString>(number(*before)) : std::nullopt,
                                     after ? std::optional<QString>(number(*after)) : std::nullopt, ConfigEntry::Source::Unknown});
    }
    step->warnings.push_back(std::move(lost));
    if (topic->internal)
        step->warnings.push_back(warning(Warning::InternalTopic));
    warnOfReaders(*step, *now, change.topic);
    co_return true;
}

Task<bool> previewGroup(Client client, DeleteGroup change, PlanStep *step, Deadline deadline)
{
    step->warnings.push_back(warning(Warning::CannotUndo));
    ClusterCollector collector(client, deadline);
    const std::string id = utf8(change.group);
    co_await collector.readGroups(std::vector<std::string>(1, id));
    const ClusterSnapshot snapshot = collector.take();
    const Group *group = snapshot.group(change.group);
    if (!group || (group->type.isEmpty() && group->partitions.empty())) {
        step->check = PlanStep::Check::Failed;
        step->checkError = group && !group->missing.empty() ? group->missing.front().error
                                                            : base::Error{base::ErrorKind::NotFound, "group.describe", id, {}, {}, 69};
        co_return false;
    }
    step->differences.push_back({QStringLiteral("members"), number(static_cast<qint64>(group->members.size())), {}, ConfigEntry::Source::Unknown});
    qint64 commits = 0;
    for (const PartitionLag &partition : group->partitions)
        commits += partition.committed ? 1 : 0;
    step->differences.push_back({QStringLiteral("commits"), number(commits), {}, ConfigEntry::Source::Unknown});
    if (!group->members.empty()) {
        // Kafka refuses it while there are members; better said now than then.
        step->check = PlanStep::Check::Failed;
        step->checkError = base::Error{base::ErrorKind::Conflict, "group.delete", id, {}, {}, 68};
        PlanWarning reading = warning(Warning::GroupsReading);
        for (const GroupMember &member : group->members)
            reading.names.append(member.clientId);
        step->warnings.push_back(std::move(reading));
    }
    co_return true;
}

} // namespace

Task<PlanStep> previewStep(Client client, Change change, bool readOnly, Deadline deadline)
{
    PlanStep step;
    step.change = change;
    step.target = targetOf(change);
    step.command = commandFor(change);
    step.request = requestFor(change);
    if (const auto *create = std::get_if<CreateTopic>(&change))
        co_await previewCreate(client, *create, &step, deadline);
    else if (const auto *remove = std::get_if<DeleteTopic>(&change))
        co_await previewDelete(client, *remove, &step, deadline);
    else if (const auto *alter = std::get_if<AlterTopicConfig>(&change))
        co_await previewConfigs(client, ConfigResource::Topic, utf8(alter->topic), alter->changes, &step, deadline);
    else if (const auto *broker = std::get_if<AlterBrokerConfig>(&change))
        co_await previewConfigs(client, ConfigResource::Broker, utf8(targetOf(change)), broker->changes, &step, deadline);
    else if (const auto *add = std::get_if<AddPartitions>(&change))
        co_await previewPartitions(client, *add, &step, deadline);
    else if (const auto *records = std::get_if<DeleteRecords>(&change))
        co_await previewRecords(client, *records, &step, deadline);
    else if (const auto *group = std::get_if<DeleteGroup>(&change))
        co_await previewGroup(client, *group, &step, deadline);

    if (canRehearse(change) && !readOnly) {
        auto rehearsed = co_await act(client, change, Rehearsal::Yes, deadline);
        step.check = rehearsed ? PlanStep::Check::Passed : PlanStep::Check::Failed;
        if (!rehearsed)
            step.checkError = std::move(rehearsed.error());
    }
    co_return step;
}

} // namespace weir::kafka
