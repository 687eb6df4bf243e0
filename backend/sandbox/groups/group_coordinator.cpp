// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/group_coordinator.h"

#include "backend/sandbox/groups/consumer_group_records.h"
#include "backend/sandbox/groups/group_records.h"
#include "backend/sandbox/groups/group_requests.h"
#include "backend/wire/messages/control_records.h"

namespace weir::sandbox {

using base::KafkaError;

std::int32_t offsetsPartitionOf(std::string_view groupId, std::int32_t partitions)
{
    return partitions <= 0 ? 0 : (javaHashCode(groupId) & 0x7FFFFFFF) % partitions;
}

GroupCoordinator::GroupCoordinator(Owner &owner, OffsetsLog &log, const GroupTopics &topics, GroupConfig config, std::uint64_t randomSeed)
    : m_owner(owner), m_log(log), m_topics(topics), m_config(config), m_random(randomSeed), m_shares(std::make_unique<ShareGroups>(*this))
{
}

GroupCoordinator::~GroupCoordinator()
{
    while (!m_partitions.empty())
        resign(m_partitions.begin()->first);
}

void GroupCoordinator::setOffsetsPartitions(std::int32_t count)
{
    m_offsetsPartitions = count;
}

void GroupCoordinator::setConfig(const GroupConfig &config)
{
    m_config = config;
}

GroupCoordinator::Place GroupCoordinator::placeOf(const std::string &groupId) const
{
    if (m_offsetsPartitions <= 0)
        return {nullptr, KafkaError::CoordinatorNotAvailable};
    const auto found = m_partitions.find(partitionOf(groupId));
    if (found == m_partitions.end())
        return {nullptr, KafkaError::NotCoordinator};
    if (found->second->loading)
        return {nullptr, KafkaError::CoordinatorLoadInProgress};
    return {found->second, KafkaError::None};
}

GroupCoordinator::GroupPtr GroupCoordinator::findGroup(const Partition &partition, const std::string &groupId) const
{
    const auto found = partition.groups.find(groupId);
    return found == partition.groups.end() ? nullptr : found->second;
}

GroupCoordinator::GroupPtr GroupCoordinator::createGroup(Partition &partition, const std::string &groupId)
{
    auto group = std::make_shared<Group>(groupId, partition.index, nowMs());
    partition.groups[groupId] = group;
    note(*group, GroupEvent::Kind::Created, nullptr, {});
    return group;
}

void GroupCoordinator::discardGroup(const GroupPtr &group, std::int16_t error)
{
    if (const auto partition = m_partitions.find(group->partition()); partition != m_partitions.end()) {
        const auto kept = partition->second->groups.find(group->groupId());
        if (kept != partition->second->groups.end() && kept->second == group)
            partition->second->groups.erase(kept);
    }
    endGroup(*group, error);
}

void GroupCoordinator::endGroup(Group &group, std::int16_t error)
{
    stopTimer(group.joinTimer);
    stopTimer(group.syncTimer);
    group.transitionTo(GroupState::Dead, nowMs());
    for (auto &[memberId, pending] : group.pendingMembers)
        stopTimer(pending.timer);
    for (auto &[memberId, member] : group.members()) {
        stopTimer(member.session.timer);
        wire::JoinGroupResponse join;
        join.memberId = memberId;
        join.errorCode = error;
        group.completeJoin(member, std::move(join));
        wire::SyncGroupResponse sync;
        sync.errorCode = error;
        group.completeSync(member, std::move(sync));
    }
}

void GroupCoordinator::note(Group &group, GroupEvent::Kind kind, const GroupMember *member, std::string reason, std::int64_t durationMs)
{
    GroupEvent event;
    event.wallMs = nowMs();
    event.kind = kind;
    event.generation = group.generation();
    event.members = static_cast<std::int32_t>(group.members().size());
    event.durationMs = durationMs;
    event.reason = std::move(reason);
    if (member) {
        event.memberId = member->memberId;
        event.groupInstanceId = member->groupInstanceId.value_or(std::string{});
        event.clientId = member->clientId;
    }
    group.note(std::move(event));
}

void GroupCoordinator::startLoading(std::int32_t partition)
{
    resign(partition);
    auto fresh = std::make_shared<Partition>();
    fresh->index = partition;
    m_partitions[partition] = std::move(fresh);
}

base::Status GroupCoordinator::loadBatches(std::int32_t partition, base::ByteView batches)
{
    // Group metadata of many members may inflate to far more than a fetch; the topic's own limit is a batch's size on disk.
    constexpr std::size_t kMaximumInflated = std::size_t{256} << 20;
    base::Bytes scratch;
    auto walked = wire::forEachBatch(batches, [&](const wire::RecordBatchView &batch) -> base::Status {
        const wire::RecordBatchHeader &header = batch.header();
        if (header.isControl()) {
            if (const auto found = m_partitions.find(partition); found != m_partitions.end())
                WEIR_CHECK(loadMarker(*found->second, batch));
            return {};
        }
        const std::int64_t producerId = header.isTransactional() ? header.producerId : wire::kNoProducerId;
        WEIR_TRY(wire::RecordCursor cursor, batch.records(scratch, kMaximumInflated));
        wire::RecordView record;
        for (;;) {
            WEIR_TRY(const bool more, cursor.next(record));
            if (!more)
                return {};
            if (record.key)
                WEIR_CHECK(loadRecord(partition, *record.key, record.value, producerId));
        }
    });
    if (!walked)
        return tl::unexpected(std::move(walked.error()));
    return {};
}

base::Status GroupCoordinator::loadMarker(Partition &partition, const wire::RecordBatchView &batch)
{
    constexpr std::size_t kLongest = 64 << 10; // a marker has some ten bytes
    base::Bytes scratch;
    WEIR_TRY(wire::RecordCursor cursor, batch.records(scratch, kLongest));
    wire::RecordView record;
    WEIR_TRY(const bool any, cursor.next(record));
    if (!any || !record.key || !partition.loading)
        return {};
    WEIR_TRY(const auto type, wire::decodeVersioned<wire::ControlRecordTypeSchema>(*record.key));
    if (type.message.type == wire::ControlRecordTypeSchema::kCommit || type.message.type == wire::ControlRecordTypeSchema::kAbort)
        completeTransaction(partition, batch.header().producerId, type.message.type == wire::ControlRecordTypeSchema::kCommit);
    return {};
}

base::Status GroupCoordinator::loadRecord(std::int32_t partition, base::ByteView key, std::optional<base::ByteView> value, std::int64_t producerId)
{
    const auto found = m_partitions.find(partition);
    if (found == m_partitions.end() || !found->second->loading)
        return {};
    Partition &into = *found->second;
    WEIR_TRY(const DecodedGroupKey decoded, decodeGroupKey(key));
    switch (decoded.kind) {
    case DecodedGroupKey::Kind::Offset: {
        std::optional<CommittedOffset> offset;
        if (value) {
            WEIR_TRY(offset, decodeOffsetValue(*value));
            // Without group management nothing but offsets is ever stored of a group.
            if (!findGroup(into, decoded.group) && !findConsumers(into, decoded.group) && !m_shares->find(into, decoded.group))
                createGroup(into, decoded.group)->committed = true;
            if (producerId != wire::kNoProducerId) {
                into.pending.put(producerId, {decoded.group, decoded.topic, decoded.partition, std::move(*offset), into.offsets.nextOrder()});
                return {};
            }
        } else {
            into.pending.forget(decoded.group, decoded.topic, decoded.partition);
        }
        into.offsets.load(decoded.group, decoded.topic, decoded.partition, std::move(offset));
        return {};
    }
    case DecodedGroupKey::Kind::Group:
        if (!value) {
            into.groups.erase(decoded.group);
            return {};
        } else {
            into.consumers.erase(decoded.group);
            auto group = std::make_shared<Group>(decoded.group, partition, nowMs());
            WEIR_CHECK(decodeGroupValue(*value, *group));
            group->committed = true;
            into.groups[decoded.group] = std::move(group);
            return {};
        }
    case DecodedGroupKey::Kind::Consumer: {
        auto &group = into.consumers[decoded.group];
        // A tombstone is all that is left of a group that ended, or of a member of one.
        if (!value && (!group || endsConsumerGroup(key))) {
            into.consumers.erase(decoded.group);
            return {};
        }
        if (!group) {
            group = std::make_shared<ConsumerGroup>(decoded.group, partition);
            group->committed = true;
            into.groups.erase(decoded.group);
        }
        return applyConsumerRecord(*group, key, value);
    }
    case DecodedGroupKey::Kind::Share:
        return m_shares->load(into, decoded.group, key, value);
    case DecodedGroupKey::Kind::Unknown:
        return {};
    }
    return {};
}

void GroupCoordinator::finishLoading(std::int32_t partition)
{
    const auto found = m_partitions.find(partition);
    if (found == m_partitions.end() || !found->second->loading)
        return;
    const PartitionPtr loaded = found->second;
    loaded->loading = false;
    scheduleExpiry(*loaded);
    for (const auto &[id, group] : loaded->groups) {
        note(*group, GroupEvent::Kind::Loaded, nullptr, {});
        // Nobody knows how long ago they were heard of; each has one session from now on.
        for (auto &[memberId, member] : group->members())
            watchSession(group, memberId, member.session, member.sessionTimeoutMs);
    }
    for (const auto &[id, group] : loaded->consumers)
        resumeConsumers(group);
    m_shares->resume(*loaded);
    if (m_config.groupMaxSize == std::numeric_limits<std::int32_t>::max())
        return;
    const auto groups = loaded->groups;
    for (const auto &[id, group] : groups) {
        if (group->members().size() > static_cast<std::size_t>(m_config.groupMaxSize))
            prepareRebalance(group, "the loaded group is larger than group.max.size");
    }
}

void GroupCoordinator::resign(std::int32_t partition)
{
    const auto found = m_partitions.find(partition);
    if (found == m_partitions.end())
        return;
    const PartitionPtr left = found->second;
    m_partitions.erase(found);
    forget(*left);
}

void GroupCoordinator::forget(Partition &partition)
{
    stopTimer(partition.expiry);
    for (const auto &[id, group] : partition.groups)
        endGroup(*group, code(KafkaError::NotCoordinator));
    for (const auto &[id, group] : partition.consumers)
        stopConsumerTimers(*group);
    m_shares->forget(partition);
    for (auto &waiter : std::exchange(partition.waiters, {})) {
        stopTimer(waiter.timeout);
        waiter.answered(code(KafkaError::NotCoordinator));
    }
}

void GroupCoordinator::onTopicDeleted(const std::string &topic, std::int32_t firstPartition, std::int32_t partitions)
{
    const auto all = m_partitions;
    for (const auto &[index, partition] : all) {
        if (partition->loading)
            continue;
        std::vector<StagedOffset> gone;
        partition->offsets.forEachLatestOfTopic(topic, [&](const std::string &group, std::int32_t of) {
            if (of >= firstPartition && of < partitions)
                gone.push_back({group, topic, of, std::nullopt});
        });
        partition->pending.forEachOfTopic(topic, [&](const std::string &group, std::int32_t of) {
            if (of >= firstPartition && of < partitions && !partition->offsets.latest(group, topic, of))
                gone.push_back({group, topic, of, std::nullopt});
        });
        if (!gone.empty())
            appendOffsets(*partition, std::move(gone), {}, [](std::int16_t) {});
    }
}

void GroupCoordinator::append(Partition &partition, std::vector<GroupRecord> records, Committed answered, Committed settled)
{
    appendTo(
        partition, [&](Committed committed) { m_log.append(partition.index, std::move(records), nowMs(), std::move(committed)); }, std::move(answered),
        std::move(settled));
}

void GroupCoordinator::appendTo(Partition &partition, const std::function<void(Committed)> &write, Committed answered, Committed settled)
{
    const auto found = m_partitions.find(partition.index);
    if (found == m_partitions.end() || found->second.get() != &partition) {
        answered(code(KafkaError::NotCoordinator));
        return;
    }
    const std::uint64_t number = ++partition.appended;
    partition.underWay.insert(number);
    waitFor(partition, Waiter::For::Own, std::move(answered));
    write([this, weak = std::weak_ptr<Partition>(found->second), number, settled = std::move(settled)](std::int16_t error) {
        const PartitionPtr ours = weak.lock();
        if (!ours)
            return;
        if (settled)
            settled(error);
        settle(*ours, number, error);
    });
}

void GroupCoordinator::waitFor(Partition &partition, Waiter::For what, Committed answered)
{
    auto &waiter = partition.waiters.emplace_back();
    waiter.what = what;
    waiter.append = partition.appended;
    waiter.answered = std::move(answered);
    const auto at = std::prev(partition.waiters.end());
    waiter.timeout = m_owner.after(base::Milliseconds(m_config.offsetsCommitTimeoutMs),
                                   [weak = std::weak_ptr<Partition>(m_partitions.at(partition.index)), at] {
                                       const PartitionPtr ours = weak.lock();
                                       if (!ours)
                                           return;
                                       // The records stay in the log and count once they are committed; only the answer is given up.
                                       const Committed late = std::move(at->answered);
                                       ours->waiters.erase(at);
                                       late(coordinatorErrorOf(code(KafkaError::RequestTimedOut)));
                                   });
}

void GroupCoordinator::settle(Partition &partition, std::uint64_t append, std::int16_t error)
{
    partition.underWay.erase(append);
    const std::uint64_t settledUpTo = partition.underWay.empty() ? partition.appended : *partition.underWay.begin() - 1;
    std::list<Waiter> done;
    for (auto waiter = partition.waiters.begin(); waiter != partition.waiters.end();) {
        const auto next = std::next(waiter);
        if (waiter->what == Waiter::For::Own ? waiter->append == append : waiter->append <= settledUpTo)
            done.splice(done.end(), partition.waiters, waiter);
        waiter = next;
    }
    const auto result = coordinatorErrorOf(error);
    for (auto &waiter : done) {
        stopTimer(waiter.timeout);
        // Whether others were taken or refused says nothing about what is read now, unless it says that we lead no longer.
        const bool counts = waiter.what == Waiter::For::Own || result == code(KafkaError::NotCoordinator);
        waiter.answered(counts ? result : std::int16_t{0});
    }
}

void GroupCoordinator::afterAppends(Partition &partition, Committed answered)
{
    if (partition.underWay.empty())
        answered(0);
    else
        waitFor(partition, Waiter::For::Earlier, std::move(answered));
}

void GroupCoordinator::appendOffsets(Partition &partition, std::vector<StagedOffset> offsets, std::vector<GroupRecord> more, Committed answered)
{
    std::vector<GroupRecord> records;
    records.reserve(offsets.size() + more.size());
    for (const auto &offset : offsets) {
        partition.offsets.stage(offset.group, offset.topic, offset.partition, offset.value);
        records.push_back(offset.value ? offsetRecord(offset.group, offset.topic, offset.partition, *offset.value)
                                       : offsetTombstone(offset.group, offset.topic, offset.partition));
    }
    for (auto &record : more)
        records.push_back(std::move(record));
    const auto found = m_partitions.find(partition.index);
    std::weak_ptr<Partition> weak;
    if (found != m_partitions.end())
        weak = found->second;
    append(partition, std::move(records), std::move(answered), [weak, offsets = std::move(offsets)](std::int16_t error) {
        const PartitionPtr ours = weak.lock();
        if (!ours)
            return;
        for (const auto &offset : offsets) {
            ours->offsets.settle(offset.group, offset.topic, offset.partition, offset.value, error == 0);
            // Who deletes an offset deletes what transactions would make of it as well.
            if (error == 0 && !offset.value)
                ours->pending.forget(offset.group, offset.topic, offset.partition);
            if (error == 0 && offset.value) {
                if (const auto group = ours->groups.find(offset.group); group != ours->groups.end())
                    group->second->committed = true;
            }
        }
    });
}

GroupCounters GroupCoordinator::counters() const
{
    GroupCounters now = m_counters;
    for (const auto &[index, partition] : m_partitions) {
        now.offsets += partition->offsets.size();
        for (const auto &[id, group] : partition->groups)
            ++now.groupsByState[static_cast<std::size_t>(group->state())];
        now.consumerGroups += partition->consumers.size();
        now.shareGroups += partition->shares.size();
    }
    return now;
}

GroupEvents GroupCoordinator::eventsOf(const std::string &groupId) const
{
    const auto place = placeOf(groupId);
    if (!place.partition)
        return {};
    if (const auto consumers = findConsumers(*place.partition, groupId))
        return consumers->events();
    if (const auto share = m_shares->find(*place.partition, groupId))
        return share->events();
    const auto group = findGroup(*place.partition, groupId);
    return group ? group->events() : GroupEvents{};
}

} // namespace weir::sandbox
