// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/share/share_coordinator.h"

#include "backend/sandbox/core/certain.h"
#include "backend/sandbox/groups/group_coordinator.h"
#include "backend/sandbox/groups/group_requests.h"
#include "backend/wire/messages/share_state_records.h"
#include "backend/wire/record_batch.h"

#include <algorithm>
#include <limits>

namespace weir::sandbox {

using base::KafkaError;

namespace {

template <class Key>
base::Bytes keyOf(const SharePartitionKey &of)
{
    Key key;
    key.groupId = of.groupId;
    key.topicId = of.topicId;
    key.partition = of.partition;
    return certain(wire::encodeShareStateKey(key));
}

template <class Value>
void addRuns(Value &value, const std::vector<StateRun> &runs)
{
    for (const StateRun &run : runs)
        value.stateBatches.push_back({run.firstOffset, run.lastOffset, static_cast<std::int8_t>(run.state), run.deliveryCount, {}});
}

template <class Value>
std::vector<StateRun> runsOf(const Value &value)
{
    std::vector<StateRun> runs;
    for (const auto &batch : value.stateBatches)
        runs.push_back({batch.firstOffset, batch.lastOffset, static_cast<DeliveryState>(batch.deliveryState), batch.deliveryCount});
    return runs;
}

GroupRecord snapshotRecord(const SharePartitionKey &key, const ShareState &state, std::int64_t nowMs)
{
    wire::ShareSnapshotValue value;
    value.snapshotEpoch = state.snapshotEpoch();
    value.stateEpoch = state.stateEpoch();
    value.leaderEpoch = state.leaderEpoch();
    value.startOffset = state.startOffset();
    value.deliveryCompleteCount = state.completeCount();
    value.createTimestamp = nowMs;
    value.writeTimestamp = nowMs;
    addRuns(value, state.runs());
    return {keyOf<wire::ShareSnapshotKey>(key), certain(wire::encodeVersioned(value, wire::ShareSnapshotValue::kVersions.max))};
}

GroupRecord updateRecord(const SharePartitionKey &key, const ShareState &state, const ShareStateUpdate &update)
{
    wire::ShareUpdateValue value;
    value.snapshotEpoch = state.snapshotEpoch();
    value.leaderEpoch = update.leaderEpoch;
    value.startOffset = update.startOffset;
    value.deliveryCompleteCount = update.completeCount;
    addRuns(value, update.runs);
    return {keyOf<wire::ShareUpdateKey>(key), certain(wire::encodeVersioned(value, wire::ShareUpdateValue::kVersions.max))};
}

/// Whether that can be said of a partition; what comes over the wire may be anything.
bool isSound(const ShareStateUpdate &update)
{
    constexpr auto kEnd = std::numeric_limits<std::int64_t>::max();
    return update.startOffset >= -1 && update.startOffset < kEnd && std::all_of(update.runs.begin(), update.runs.end(), [](const StateRun &run) {
        switch (run.state) {
        case DeliveryState::Available:
        case DeliveryState::Acquired:
        case DeliveryState::Acknowledged:
        case DeliveryState::Archived:
            return run.firstOffset >= 0 && run.firstOffset <= run.lastOffset && run.lastOffset < kEnd && run.deliveryCount >= 0;
        }
        return false;
    });
}

StoredShareState failed(std::int16_t error)
{
    StoredShareState state;
    state.error = error;
    return state;
}

} // namespace

ShareCoordinator::ShareCoordinator(Owner &owner, ShareStateLog &log, ShareCoordinatorConfig config)
    : m_owner(owner), m_log(log), m_config(config), m_alive(std::make_shared<char>())
{}

ShareCoordinator::~ShareCoordinator()
{
    m_owner.cancel(m_pruneTimer);
}

std::size_t ShareCoordinator::size() const
{
    std::size_t sum = 0;
    for (const auto &[index, partition] : m_partitions)
        sum += partition->states.size();
    return sum;
}

ShareCoordinator::Place ShareCoordinator::find(const SharePartitionKey &key) const
{
    if (key.groupId.empty() || key.topicId.isZero() || key.partition < 0)
        return {nullptr, nullptr, code(KafkaError::InvalidRequest)};
    const auto found = m_count > 0 ? m_partitions.find(offsetsPartitionOf(key.toString(), m_count)) : m_partitions.end();
    if (found == m_partitions.end())
        return {nullptr, nullptr, code(KafkaError::NotCoordinator)};
    if (found->second->loading)
        return {nullptr, nullptr, code(KafkaError::CoordinatorLoadInProgress)};
    const auto known = found->second->states.find(key);
    return {found->second, known == found->second->states.end() ? nullptr : &known->second, 0};
}

void ShareCoordinator::startLoading(std::int32_t partition)
{
    resign(partition);
    // Not when it is made, which another thread may do.
    if (m_pruneTimer == 0)
        schedulePruning();
    auto fresh = std::make_shared<Partition>();
    fresh->index = partition;
    m_partitions[partition] = std::move(fresh);
}

base::Status ShareCoordinator::loadBatches(std::int32_t partition, base::ByteView batches)
{
    constexpr std::size_t kMaximumInflated = std::size_t{256} << 20;
    const auto found = m_partitions.find(partition);
    if (found == m_partitions.end() || !found->second->loading)
        return {};
    Partition &into = *found->second;
    base::Bytes scratch;
    auto walked = wire::forEachBatch(batches, [&](const wire::RecordBatchView &batch) -> base::Status {
        into.end = batch.header().nextOffset();
        if (batch.header().isControl())
            return {};
        WEIR_TRY(wire::RecordCursor cursor, batch.records(scratch, kMaximumInflated));
        wire::RecordView record;
        for (;;) {
            WEIR_TRY(const bool more, cursor.next(record));
            if (!more)
                return {};
            if (record.key)
                WEIR_CHECK(loadRecord(into, *record.key, record.value, record.offset));
        }
    });
    if (!walked)
        return tl::unexpected(std::move(walked.error()));
    return {};
}

base::Status ShareCoordinator::loadRecord(Partition &partition, base::ByteView key, std::optional<base::ByteView> value, std::int64_t offset)
{
    WEIR_TRY(const auto decoded, wire::decodeShareStateKey(key));
    if (!decoded)
        return {};
    const SharePartitionKey of = std::visit([](const auto &known) { return SharePartitionKey{known.groupId, known.topicId, known.partition}; }, *decoded);
    if (std::holds_alternative<wire::ShareSnapshotKey>(*decoded)) {
        if (!value) {
            partition.states.erase(of);
            return {};
        }
        WEIR_TRY(const auto stored, wire::decodeVersioned<wire::ShareSnapshotValue>(*value));
        const wire::ShareSnapshotValue &snapshot = stored.message;
        Kept &kept = partition.states[of];
        kept.state.restore(snapshot.snapshotEpoch, snapshot.stateEpoch, snapshot.leaderEpoch, snapshot.startOffset, snapshot.deliveryCompleteCount, runsOf(snapshot));
        kept.snapshotOffset = offset;
        return {};
    }
    const auto known = partition.states.find(of);
    if (!value || known == partition.states.end())
        return {};
    WEIR_TRY(const auto stored, wire::decodeVersioned<wire::ShareUpdateValue>(*value));
    const wire::ShareUpdateValue &update = stored.message;
    // One of an older snapshot is in the newer one already.
    if (update.snapshotEpoch != known->second.state.snapshotEpoch())
        return {};
    known->second.state.apply({-1, update.leaderEpoch, update.startOffset, update.deliveryCompleteCount, runsOf(update)});
    return {};
}

void ShareCoordinator::finishLoading(std::int32_t partition)
{
    const auto found = m_partitions.find(partition);
    if (found == m_partitions.end() || !found->second->loading)
        return;
    found->second->loading = false;
    // A topic may have gone while the state was nobody's to forget.
    std::vector<base::Uuid> gone;
    for (const auto &[key, kept] : found->second->states) {
        if (!m_log.knows(key.topicId, key.partition))
            gone.push_back(key.topicId);
    }
    onTopicsDeleted(gone);
}

void ShareCoordinator::resign(std::int32_t partition)
{
    m_partitions.erase(partition);
}

void ShareCoordinator::onTopicsDeleted(const std::vector<base::Uuid> &topicIds)
{
    if (topicIds.empty())
        return;
    for (const auto &[index, partition] : m_partitions) {
        if (partition->loading)
            continue;
        std::vector<SharePartitionKey> gone;
        for (const auto &[key, kept] : partition->states) {
            if (std::find(topicIds.begin(), topicIds.end(), key.topicId) != topicIds.end())
                gone.push_back(key);
        }
        for (const SharePartitionKey &key : gone)
            append(partition, key, {}, {keyOf<wire::ShareSnapshotKey>(key), std::nullopt}, false, [](std::int16_t) {});
    }
}

void ShareCoordinator::append(const PartitionPtr &partition, const SharePartitionKey &key, std::optional<Kept> next, GroupRecord record, bool snapshot,
                              Stored done)
{
    // Shared: the log and the clock both hold it; the first of them answers.
    struct Waiting {
        Stored done;
        TimerId timer = 0;
    };
    auto waiting = std::make_shared<Waiting>(Waiting{std::move(done), 0});
    const auto answer = [waiting](std::int16_t error) {
        if (const Stored tell = std::exchange(waiting->done, nullptr))
            tell(error);
    };
    // The next change builds on this one, whether it is committed already or not. What the log refuses at once was never there.
    const auto known = partition->states.find(key);
    std::optional<Kept> before = known == partition->states.end() ? std::nullopt : std::optional(known->second);
    const auto put = [partition, key](std::optional<Kept> kept) {
        if (kept)
            partition->states.insert_or_assign(key, std::move(*kept));
        else
            partition->states.erase(key);
    };
    put(std::move(next));
    waiting->timer = m_owner.after(base::Milliseconds(m_config.writeTimeoutMs), [answer] { answer(coordinatorErrorOf(code(KafkaError::RequestTimedOut))); });
    const std::int64_t offset = m_log.append(partition->index, std::move(record), m_owner.clock().wallMs(),
                                             [this, alive = std::weak_ptr<char>(m_alive), waiting, answer](std::int16_t error) {
                                                 if (!alive.expired())
                                                     m_owner.cancel(waiting->timer);
                                                 answer(coordinatorErrorOf(error));
                                             });
    if (offset < 0) {
        put(std::move(before));
        return;
    }
    partition->end = offset + 1;
    if (const auto now = partition->states.find(key); snapshot && now != partition->states.end())
        now->second.snapshotOffset = offset;
}

void ShareCoordinator::store(const PartitionPtr &partition, const SharePartitionKey &key, ShareState next, const ShareStateUpdate *update, Stored done)
{
    const auto known = partition->states.find(key);
    const std::int64_t snapshotOffset = known == partition->states.end() ? -1 : known->second.snapshotOffset;
    const bool snapshot = update == nullptr || next.isSnapshotDue(m_config.updatesPerSnapshot);
    if (snapshot)
        next.snapshotTaken();
    GroupRecord record = snapshot ? snapshotRecord(key, next, m_owner.clock().wallMs()) : updateRecord(key, next, *update);
    append(partition, key, Kept{std::move(next), snapshotOffset}, std::move(record), snapshot, std::move(done));
}

void ShareCoordinator::initialize(const SharePartitionKey &key, std::int32_t stateEpoch, std::int64_t startOffset, Stored done)
{
    const Place place = find(key);
    if (!place.partition)
        return done(place.error);
    if (startOffset < -1)
        return done(code(KafkaError::InvalidRequest));
    if (!m_log.knows(key.topicId, key.partition))
        return done(code(KafkaError::UnknownTopicOrPartition));
    if (place.kept != nullptr && stateEpoch != -1 && stateEpoch < place.kept->state.stateEpoch())
        return done(code(KafkaError::FencedStateEpoch));
    ShareState next = ShareState::initialized(stateEpoch, startOffset);
    // Its snapshots go on counting, so that no update of before is taken for one of these.
    if (place.kept != nullptr)
        next.restore(place.kept->state.snapshotEpoch(), stateEpoch, place.kept->state.leaderEpoch(), startOffset, -1, {});
    store(place.partition, key, std::move(next), nullptr, std::move(done));
}

void ShareCoordinator::read(const SharePartitionKey &key, std::int32_t leaderEpoch, Read done)
{
    const Place place = find(key);
    if (!place.partition)
        return done(failed(place.error));
    if (!m_log.knows(key.topicId, key.partition))
        return done(failed(code(KafkaError::UnknownTopicOrPartition)));
    // Nobody has begun to read it for the group.
    if (place.kept == nullptr)
        return done({});
    if (leaderEpoch != -1 && leaderEpoch < place.kept->state.leaderEpoch())
        return done(failed(code(KafkaError::FencedLeaderEpoch)));
    ShareState next = place.kept->state;
    const bool isNewLeader = next.readBy(leaderEpoch);
    StoredShareState answer{0, next.stateEpoch(), next.leaderEpoch(), next.startOffset(), next.completeCount(), next.runs()};
    if (!isNewLeader)
        return done(std::move(answer));
    const ShareStateUpdate update{-1, leaderEpoch, -1, next.completeCount(), {}};
    next.apply(update);
    store(place.partition, key, std::move(next), &update, [answer = std::move(answer), done = std::move(done)](std::int16_t error) {
        done(error == 0 ? answer : failed(error));
    });
}

void ShareCoordinator::write(const SharePartitionKey &key, const ShareStateUpdate &update, Stored done)
{
    const Place place = find(key);
    if (!place.partition)
        return done(place.error);
    if (place.kept == nullptr || !isSound(update))
        return done(code(KafkaError::InvalidRequest));
    if (const KafkaError fenced = place.kept->state.check(update.stateEpoch, update.leaderEpoch); fenced != KafkaError::None)
        return done(code(fenced));
    if (!m_log.knows(key.topicId, key.partition))
        return done(code(KafkaError::UnknownTopicOrPartition));
    ShareState next = place.kept->state;
    next.apply(update);
    store(place.partition, key, std::move(next), &update, std::move(done));
}

void ShareCoordinator::remove(const SharePartitionKey &key, Stored done)
{
    const Place place = find(key);
    if (!place.partition)
        return done(place.error);
    if (place.kept == nullptr)
        return done(0);
    append(place.partition, key, {}, {keyOf<wire::ShareSnapshotKey>(key), std::nullopt}, false, std::move(done));
}

void ShareCoordinator::summarize(const SharePartitionKey &key, Read done)
{
    const Place place = find(key);
    if (!place.partition)
        return done(failed(place.error));
    if (!m_log.knows(key.topicId, key.partition))
        return done(failed(code(KafkaError::UnknownTopicOrPartition)));
    if (place.kept == nullptr)
        return done({});
    const ShareState &state = place.kept->state;
    done({0, state.stateEpoch(), state.leaderEpoch(), state.startOffset(), state.completeCount(), {}});
}

void ShareCoordinator::schedulePruning()
{
    m_pruneTimer = m_owner.after(base::Milliseconds(m_config.pruneIntervalMs), [this] {
        prune();
        schedulePruning();
    });
}

void ShareCoordinator::prune()
{
    for (const auto &[index, partition] : m_partitions) {
        if (partition->loading)
            continue;
        std::int64_t least = partition->end;
        for (const auto &[key, kept] : partition->states)
            least = std::min(least, kept.snapshotOffset);
        if (least > 0)
            m_log.deleteBefore(index, least);
    }
}

} // namespace weir::sandbox
