// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/share/share_leaders.h"

#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/broker/share/share_host.h"
#include "backend/sandbox/metadata/config_value.h"
#include "backend/sandbox/metadata/resource_configs.h"
#include "backend/sandbox/share/share_state.h"
#include "backend/wire/record_batch.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

namespace {

constexpr auto kLeft = base::code(KafkaError::NotLeaderOrFollower);

/// What a member is told when the share coordinator could not store, or tell, something.
std::int16_t memberErrorOf(std::int16_t error)
{
    switch (static_cast<KafkaError>(error)) {
    case KafkaError::NotCoordinator:
    case KafkaError::CoordinatorLoadInProgress:
    case KafkaError::NetworkException:
        return base::code(KafkaError::CoordinatorNotAvailable);
    case KafkaError::FencedStateEpoch:
    case KafkaError::FencedLeaderEpoch:
        return kLeft;
    case KafkaError::InvalidRequest:
        return base::code(KafkaError::UnknownServerError);
    default:
        return error;
    }
}

/// Nothing more can be stored by who was told this: somebody else has the partition, or the group has begun anew.
bool endsLeader(std::int16_t error)
{
    switch (static_cast<KafkaError>(error)) {
    case KafkaError::FencedStateEpoch:
    case KafkaError::FencedLeaderEpoch:
    case KafkaError::InvalidRequest:
    case KafkaError::UnknownTopicOrPartition:
        return true;
    default:
        return false;
    }
}

/// Where the group begins once all that is on its way is stored, and how much behind that is done with.
struct Progress {
    std::int64_t startOffset = 0;
    std::int32_t completeCount = 0;
};

Progress progressOf(const SharePartition &state)
{
    Progress progress{state.startOffset(), 0};
    bool atStart = true;
    for (const StateRun &run : state.runs()) {
        const bool isSettled = run.state == DeliveryState::Acknowledged || run.state == DeliveryState::Archived;
        atStart = atStart && isSettled;
        if (atStart)
            progress.startOffset = run.lastOffset + 1;
        else if (isSettled)
            progress.completeCount += static_cast<std::int32_t>(run.lastOffset - run.firstOffset + 1);
    }
    return progress;
}

} // namespace

ShareLeaders::Terms ShareLeaders::termsOf(const Broker &broker, const Shard &shard, const std::string &groupId)
{
    const BrokerConfigView view = broker.config(shard);
    const ConfigMap &own = shard.image->configs(ConfigResourceType::Group, groupId);
    const auto text = [&](std::string_view name) { return effectiveGroupConfig(view, own, name); };
    const auto number = [&](std::string_view name) { return parseInteger(text(name)).value_or(0); };
    Terms terms;
    terms.limits.lockDuration = milliseconds(number("share.record.lock.duration.ms"));
    terms.limits.deliveryCountLimit = static_cast<std::int16_t>(number("share.delivery.count.limit"));
    terms.limits.maxInFlight = static_cast<std::int32_t>(number("share.partition.max.record.locks"));
    terms.committedOnly = text("share.isolation.level") == "read_committed";
    terms.mayRenew = text("share.renew.acknowledge.enable") == "true";
    terms.reset = text("share.auto.offset.reset");
    return terms;
}

ShareLeaders::EntryPtr ShareLeaders::find(const std::string &groupId, const PartitionId &id) const
{
    const auto found = m_entries.find({groupId, id});
    return found == m_entries.end() ? nullptr : found->second;
}

void ShareLeaders::addWaiter(Entry &entry, const std::shared_ptr<DataWaiter> &waiter, std::size_t slot)
{
    std::erase_if(entry.waiters, [&](const auto &each) {
        const auto known = each.first.lock();
        return !known || known->isOver() || known == waiter;
    });
    entry.waiters.emplace_back(waiter, slot);
}

void ShareLeaders::wake(Entry &entry)
{
    for (const auto &[weak, slot] : std::exchange(entry.waiters, {})) {
        if (const auto waiter = weak.lock())
            waiter->wake(slot);
    }
}

ShareLeaders::EntryPtr ShareLeaders::ensure(const std::string &groupId, const Partition &partition)
{
    EntryPtr entry = find(groupId, partition.key());
    if (entry && entry->leaderEpoch != partition.leaderEpoch()) {
        drop(entry, kLeft);
        entry.reset();
    }
    if (!entry) {
        entry = std::make_shared<Entry>();
        entry->key = {groupId, partition.key().topicId, partition.key().index};
        entry->id = partition.key();
        entry->leaderEpoch = partition.leaderEpoch();
        m_entries[{groupId, partition.key()}] = entry;
        read(entry);
    }
    entry->retired = false;
    entry->terms = termsOf(m_shard.broker(), m_shard, groupId);
    if (entry->state)
        entry->state->setLimits(entry->terms.limits);
    return entry;
}

void ShareLeaders::read(const EntryPtr &entry)
{
    Broker &broker = m_shard.broker();
    broker.postTo(broker.mainOwner(), [self = broker.shared_from_this(), shard = &m_shard, key = entry->key, epoch = entry->leaderEpoch, entry] {
        if (self->closing())
            return;
        self->shares().persister().read(key, epoch, [self, shard, entry](const StoredShareState &stored) {
            self->postTo(shard->index, [self, shard, entry, stored] {
                if (!self->closing())
                    shard->shares().onRead(entry, stored);
            });
        });
    });
}

void ShareLeaders::onRead(const EntryPtr &entry, const StoredShareState &stored)
{
    if (find(entry->key.groupId, entry->id) != entry)
        return;
    Partition *partition = m_shard.find(entry->id);
    if (partition == nullptr || !partition->isLeader() || partition->leaderEpoch() != entry->leaderEpoch)
        return drop(entry, kLeft);
    if (stored.error != 0) {
        entry->phase = Phase::Failed;
        entry->error = memberErrorOf(stored.error);
        return wake(*entry);
    }
    // A leader that has just been elected does not know yet where the end is.
    if (stored.startOffset < 0 && !partition->knowsCommitted()) {
        m_shard.owner.after(milliseconds(50), [this, self = m_shard.broker().shared_from_this(), entry, stored] {
            if (!self->closing())
                onRead(entry, stored);
        });
        return;
    }
    entry->stateEpoch = stored.stateEpoch;
    entry->toldStart = stored.startOffset;
    const std::int64_t start = stored.startOffset < 0 ? startOf(*entry, *partition) : stored.startOffset;
    entry->state.emplace(start, stored.runs, entry->terms.limits);
    entry->phase = Phase::Ready;
    // Stored at once: the leader after this one would begin at another "latest", and pass over what came in between.
    if (stored.startOffset < 0) {
        entry->queued.push_back({0, {}, [](std::int16_t) {}});
        pump(entry);
    }
    wake(*entry);
}

std::int64_t ShareLeaders::startOf(const Entry &entry, Partition &partition) const
{
    PartitionLog &log = partition.log();
    const std::int64_t end = entry.terms.committedOnly ? log.lastStableOffset() : log.highWatermark();
    if (entry.terms.reset == "earliest")
        return log.logStartOffset();
    if (const auto ago = resetDurationMs(entry.terms.reset)) {
        const auto found = log.findByTimestamp(m_shard.owner.clock().wallMs() - *ago);
        if (found && *found)
            return std::min((*found)->offset, end);
    }
    return end;
}

void ShareLeaders::drop(const EntryPtr &entry, std::int16_t error)
{
    m_shard.owner.cancel(entry->expiry);
    m_entries.erase({entry->key.groupId, entry->id});
    for (Write &write : std::exchange(entry->queued, {}))
        write.done(error);
    wake(*entry);
}

ShareLeaders::Taken ShareLeaders::acquire(const Ask &ask, const std::shared_ptr<DataWaiter> &waiter, std::size_t slot)
{
    Taken taken;
    Partition *partition = m_shard.find(ask.id);
    taken.error = partition == nullptr ? m_shard.absenceOf(ask.id) : partition->checkLeader(-1);
    if (taken.error != 0)
        return taken;
    const EntryPtr entry = ensure(ask.groupId, *partition);
    if (entry->phase == Phase::Failed) {
        taken.error = entry->error;
        drop(entry, entry->error);
        // It is tried again with the next request; an error that says "later" is no error of the partition.
        if (taken.error == base::code(KafkaError::CoordinatorNotAvailable) || taken.error == base::code(KafkaError::RequestTimedOut))
            taken.error = 0;
        return taken;
    }
    addWaiter(*entry, waiter, slot);
    if (entry->phase == Phase::Reading)
        return taken;
    SharePartition &state = *entry->state;
    if (partition->log().logStartOffset() > state.startOffset())
        store(entry, state.moveStartTo(partition->log().logStartOffset()), [](std::int16_t) {});
    if (state.isFull() || ask.maxRecords <= 0)
        return taken;

    Partition::ReadRequest request;
    request.offset = state.fetchOffset();
    request.maxBytes = ask.maxBytes;
    request.onlyFromLeader = true;
    request.committedOnly = entry->terms.committedOnly;
    request.minOneMessage = ask.minOneMessage;
    const PartitionRead read = partition->read(request);
    // Before the end is known again after an election, it may seem to be there; what is not there cannot be read yet.
    const bool waits = read.error == base::code(KafkaError::OffsetOutOfRange) || (read.error == 0 && read.slice.empty());
    if (waits) {
        partition->watch(waiter, slot, false);
        return taken;
    }
    taken.error = read.error;
    if (taken.error != 0)
        return taken;
    taken.bytes = read.slice.size;
    if (ask.onlyLook)
        return taken;
    auto bytes = read.slice.read();
    std::vector<std::pair<std::int64_t, std::size_t>> batches; // last offset, end of its bytes
    std::size_t at = 0;
    const auto walked = bytes ? wire::forEachBatch(*bytes,
                                                   [&](const wire::RecordBatchView &batch) -> base::Status {
                                                       at += batch.bytes().size();
                                                       batches.emplace_back(batch.header().lastOffset(), at);
                                                       return {};
                                                   })
                              : base::Result<std::size_t>(tl::unexpected<base::Error>(bytes.error()));
    if (!walked || batches.empty()) {
        taken.bytes = 0;
        taken.error = base::code(walked ? KafkaError::UnknownServerError : KafkaError::KafkaStorageError);
        return taken;
    }
    std::vector<std::int64_t> ends;
    if (ask.wholeBatches) {
        for (const auto &batch : batches)
            ends.push_back(batch.first);
    }
    taken.runs = state.acquire(ask.memberId, request.offset, batches.back().first, ask.maxRecords, ends, now());
    if (!read.aborted.empty())
        leaveOutAborted(entry, ask.memberId, *bytes, read.aborted, taken.runs);
    arm(entry);
    if (taken.runs.empty()) {
        // All of it was aborted: there may be more behind it.
        taken.bytes = 0;
        wake(*entry);
        return taken;
    }
    const auto last = std::find_if(batches.begin(), batches.end(), [&](const auto &batch) { return batch.first >= taken.runs.back().lastOffset; });
    bytes->resize(last == batches.end() ? at : last->second);
    taken.records = std::move(*bytes);
    taken.bytes = static_cast<std::uint32_t>(taken.records.size());
    return taken;
}

void ShareLeaders::leaveOutAborted(const EntryPtr &entry, const std::string &memberId, base::ByteView records, const std::vector<AbortedTransaction> &aborted,
                                   std::vector<AcquiredRun> &runs)
{
    std::vector<AcknowledgedRun> gaps;
    (void)wire::forEachBatch(records, [&](const wire::RecordBatchView &batch) -> base::Status {
        const wire::RecordBatchHeader &header = batch.header();
        const bool isOf = header.isTransactional() && !header.isControl() && std::any_of(aborted.begin(), aborted.end(), [&](const AbortedTransaction &each) {
                              return each.producerId == header.producerId && header.baseOffset >= each.firstOffset && header.lastOffset() <= each.lastOffset;
                          });
        if (!isOf)
            return {};
        std::vector<AcquiredRun> left;
        for (const AcquiredRun &run : runs) {
            const std::int64_t first = std::max(run.firstOffset, header.baseOffset);
            const std::int64_t last = std::min(run.lastOffset, header.lastOffset());
            if (first > last) {
                left.push_back(run);
                continue;
            }
            gaps.push_back({first, last, {Acknowledgement::Gap}});
            if (run.firstOffset < first)
                left.push_back({run.firstOffset, first - 1, run.deliveryCount});
            if (run.lastOffset > last)
                left.push_back({last + 1, run.lastOffset, run.deliveryCount});
        }
        runs = std::move(left);
        return {};
    });
    if (gaps.empty())
        return;
    const auto settled = entry->state->acknowledge(memberId, gaps, now());
    if (settled.error == KafkaError::None)
        store(entry, settled.change, [](std::int16_t) {});
}

void ShareLeaders::acknowledge(const std::string &groupId, const std::string &memberId, const PartitionId &id, const std::vector<AcknowledgedRun> &runs, Done done)
{
    Partition *partition = m_shard.find(id);
    if (const std::int16_t error = partition == nullptr ? m_shard.absenceOf(id) : partition->checkLeader(-1); error != 0)
        return done(error);
    const EntryPtr entry = find(groupId, id);
    if (!entry || entry->phase != Phase::Ready || entry->leaderEpoch != partition->leaderEpoch())
        return done(base::code(entry ? KafkaError::InvalidRecordState : KafkaError::UnknownTopicOrPartition));
    const auto renews = [](const AcknowledgedRun &run) { return std::find(run.types.begin(), run.types.end(), Acknowledgement::Renew) != run.types.end(); };
    if (!entry->terms.mayRenew && std::any_of(runs.begin(), runs.end(), renews))
        return done(base::code(KafkaError::InvalidRecordState));
    const auto settled = entry->state->acknowledge(memberId, runs, now());
    if (settled.error != KafkaError::None)
        return done(base::code(settled.error));
    arm(entry);
    store(entry, settled.change, std::move(done));
}

void ShareLeaders::release(const std::string &groupId, const std::string &memberId, bool last)
{
    std::vector<EntryPtr> of;
    for (const auto &[key, entry] : m_entries) {
        if (key.first == groupId)
            of.push_back(entry);
    }
    for (const EntryPtr &entry : of) {
        if (entry->state)
            store(entry, entry->state->release(memberId), [](std::int16_t) {});
        wake(*entry);
        entry->retired = entry->retired || last;
        if (entry->retired && !entry->writing && entry->queued.empty())
            drop(entry, kLeft);
    }
}

void ShareLeaders::onPartition(const Partition &partition)
{
    std::vector<EntryPtr> of;
    for (const auto &[key, entry] : m_entries) {
        if (key.second == partition.key() && (!partition.isLeader() || entry->leaderEpoch != partition.leaderEpoch()))
            of.push_back(entry);
    }
    for (const EntryPtr &entry : of)
        drop(entry, kLeft);
}

void ShareLeaders::close()
{
    while (!m_entries.empty())
        drop(EntryPtr(m_entries.begin()->second), kLeft);
}

void ShareLeaders::arm(const EntryPtr &entry)
{
    const auto next = entry->state->nextExpiry();
    if (!next || (entry->expiry != 0 && entry->expiresAt <= *next))
        return;
    m_shard.owner.cancel(entry->expiry);
    entry->expiresAt = *next;
    const auto left = std::chrono::ceil<milliseconds>(std::max(*next - now(), Time{0}));
    entry->expiry = m_shard.owner.after(left, [this, self = m_shard.broker().shared_from_this(), weak = std::weak_ptr<Entry>(entry)] {
        const EntryPtr still = weak.lock();
        if (!still || self->closing() || find(still->key.groupId, still->id) != still)
            return;
        still->expiry = 0;
        store(still, still->state->expire(now()), [](std::int16_t) {});
        arm(still);
        wake(*still);
    });
}

void ShareLeaders::store(const EntryPtr &entry, const SharePartition::Change &change, Done done)
{
    if (change.runs.empty() && change.startOffset == entry->toldStart) {
        entry->state->settle(change.id, true, now());
        return done(0);
    }
    entry->queued.push_back({change.id, change.runs, std::move(done)});
    pump(entry);
}

/// One write at a time, so that none overtakes another on its way; what came meanwhile goes together.
void ShareLeaders::pump(const EntryPtr &entry)
{
    if (entry->writing || entry->queued.empty())
        return;
    entry->writing = true;
    std::vector<Write> batch(std::make_move_iterator(entry->queued.begin()), std::make_move_iterator(entry->queued.end()));
    entry->queued.clear();
    ShareStateUpdate update;
    update.stateEpoch = entry->stateEpoch;
    update.leaderEpoch = entry->leaderEpoch;
    const Progress progress = progressOf(*entry->state);
    update.startOffset = progress.startOffset;
    update.completeCount = progress.completeCount;
    for (const Write &write : batch)
        update.runs = overlaid(update.runs, write.runs, update.startOffset);
    entry->toldStart = update.startOffset;
    Broker &broker = m_shard.broker();
    broker.postTo(broker.mainOwner(), [self = broker.shared_from_this(), shard = &m_shard, entry, update = std::move(update), batch = std::move(batch)]() mutable {
        if (self->closing())
            return;
        self->shares().persister().write(entry->key, std::move(update), [self, shard, entry, batch = std::move(batch)](std::int16_t error) {
            self->postTo(shard->index, [self, shard, entry, batch, error] {
                if (!self->closing())
                    shard->shares().onWritten(entry, batch, error);
            });
        });
    });
}

void ShareLeaders::onWritten(const EntryPtr &entry, const std::vector<Write> &batch, std::int16_t error)
{
    entry->writing = false;
    for (const Write &write : batch) {
        if (entry->state && write.change != 0)
            entry->state->settle(write.change, error == 0, now());
    }
    for (const Write &write : batch)
        write.done(memberErrorOf(error));
    if (find(entry->key.groupId, entry->id) != entry)
        return;
    if (endsLeader(error))
        return drop(entry, memberErrorOf(error));
    if (error != 0)
        entry->toldStart = -1;
    pump(entry);
    if (entry->retired && !entry->writing && entry->queued.empty())
        return drop(entry, kLeft);
    arm(entry);
    wake(*entry);
}

} // namespace weir::sandbox
