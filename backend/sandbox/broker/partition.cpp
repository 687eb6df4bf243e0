// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/partition.h"

#include "backend/wire/messages/control_records.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

bool contains(const std::vector<std::int32_t> &ids, std::int32_t id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

} // namespace

void Partition::Watches::add(Watch watch)
{
    if (m_list.size() >= m_purgeAt) {
        std::erase_if(m_list, [](const Watch &entry) {
            const auto waiter = entry.waiter.lock();
            return !waiter || waiter->isOver();
        });
        m_purgeAt = std::max<std::size_t>(32, m_list.size() * 2);
    }
    m_list.push_back(std::move(watch));
}

void Partition::Watches::wakeAll()
{
    if (m_list.empty())
        return;
    std::vector<Watch> list;
    list.swap(m_list);
    for (const Watch &watch : list) {
        if (const auto waiter = watch.waiter.lock())
            waiter->wake(watch.slot);
    }
}

Partition::Partition(Environment &environment, PartitionId key, std::string topic, std::unique_ptr<PartitionLog> log)
    : m_environment(environment)
    , m_key(key)
    , m_topic(std::move(topic))
    , m_log(std::move(log))
{}

Partition::~Partition() = default;

std::int32_t Partition::minIsr() const
{
    // More than there are replicas can never be met and counts as all of them (KIP-966).
    return std::max(1, std::min(m_log->config().minInsyncReplicas, static_cast<std::int32_t>(m_replicas.size())));
}

base::Result<bool> Partition::apply(const PartitionImage &image)
{
    if (image.partitionEpoch < m_partitionEpoch)
        return false;
    const bool sameLeader = m_role != Role::None && image.leaderEpoch == m_leaderEpoch && image.leader == m_leaderId;
    if (image.leader == m_environment.brokerId) {
        if (sameLeader && image.partitionEpoch == m_partitionEpoch)
            return false;
        WEIR_CHECK(becomeLeader(image));
    } else {
        becomeFollower(image);
    }
    return !sameLeader;
}

base::Status Partition::becomeLeader(const PartitionImage &image)
{
    const bool newEpoch = m_role != Role::Leader || image.leaderEpoch != m_leaderEpoch;
    // First, for it may fail: until it succeeds, all is as it was, and the same image can be applied again.
    if (newEpoch)
        WEIR_CHECK(m_log->assignEpoch(image.leaderEpoch));
    m_replicas = image.replicas;
    m_adding = image.addingReplicas.size();
    m_isr = image.isr;
    m_partitionEpoch = image.partitionEpoch;
    m_proposed.reset();
    if (newEpoch) {
        m_role = Role::Leader;
        m_leaderId = image.leader;
        m_leaderEpoch = image.leaderEpoch;
        m_leaderEpochStart = m_log->logEndOffset();
        m_remotes.clear();
    }
    for (const std::int32_t replica : m_replicas) {
        if (replica == m_environment.brokerId || m_remotes.contains(replica))
            continue;
        Remote remote;
        remote.lastCaughtUp = contains(m_isr, replica) ? now() : std::chrono::nanoseconds(0);
        m_remotes.emplace(replica, remote);
    }
    std::erase_if(m_remotes, [this](const auto &entry) { return !contains(m_replicas, entry.first); });
    if (newEpoch)
        m_endWatches.wakeAll();
    moveHighWatermark();
    return {};
}

void Partition::becomeFollower(const PartitionImage &image)
{
    const bool wasLeader = m_role == Role::Leader;
    m_role = Role::Follower;
    m_leaderId = image.leader;
    m_leaderEpoch = image.leaderEpoch;
    m_partitionEpoch = image.partitionEpoch;
    m_replicas = image.replicas;
    m_adding = image.addingReplicas.size();
    m_isr = image.isr;
    m_proposed.reset();
    m_remotes.clear();
    if (wasLeader) {
        failWaits(base::code(KafkaError::NotLeaderOrFollower));
        m_endWatches.wakeAll();
        m_highWatches.wakeAll();
    }
}

std::unique_ptr<PartitionLog> Partition::replaceLog(std::unique_ptr<PartitionLog> log)
{
    log->setHighWatermark(m_log->highWatermark());
    return std::exchange(m_log, std::move(log));
}

void Partition::resign(KafkaError code)
{
    m_role = Role::None;
    m_leaderId = -1;
    m_remotes.clear();
    m_proposed.reset();
    failWaits(base::code(code));
    m_endWatches.wakeAll();
    m_highWatches.wakeAll();
}

std::int16_t Partition::checkLeader(std::int32_t currentLeaderEpoch, bool onlyLeader) const
{
    if (currentLeaderEpoch >= 0 && currentLeaderEpoch < m_leaderEpoch)
        return base::code(KafkaError::FencedLeaderEpoch);
    if (currentLeaderEpoch > m_leaderEpoch)
        return base::code(KafkaError::UnknownLeaderEpoch);
    if (m_role == Role::None || (onlyLeader && m_role != Role::Leader))
        return base::code(KafkaError::NotLeaderOrFollower);
    return 0;
}

base::Result<AppendInfo> Partition::append(base::ByteView batches, AppendOrigin origin, bool needAll, const TransactionTerms &terms)
{
    if (m_role != Role::Leader)
        return base::fail(base::ErrorKind::Peer, "log.append", m_topic, {}, base::code(KafkaError::NotLeaderOrFollower));
    if (needAll && underMinIsr()) {
        return base::fail(base::Error{base::ErrorKind::Peer, "log.append", m_topic, {}, {}, base::code(KafkaError::NotEnoughReplicas)}
                              .with("isr", std::to_string(m_isr.size()))
                              .with("min.insync.replicas", std::to_string(minIsr())));
    }
    WEIR_TRY(const AppendInfo info, m_log->appendAsLeader(batches, m_leaderEpoch, origin, terms));
    if (!info.duplicate) {
        totals.bytesIn += info.bytes;
        totals.messagesIn += static_cast<std::uint64_t>(info.recordsCount);
        m_endWatches.wakeAll();
        moveHighWatermark();
    }
    return info;
}

void Partition::verificationEnds(std::int64_t producerId)
{
    if (const auto found = m_verifying.find(producerId); found != m_verifying.end() && --found->second == 0)
        m_verifying.erase(found);
}

void Partition::endTransaction(const TransactionEnd &end, std::function<void(std::int16_t)> done)
{
    wire::RecordBatchBuilder::Options options;
    options.partitionLeaderEpoch = m_leaderEpoch;
    options.producerId = end.producerId;
    options.producerEpoch = end.producerEpoch;
    options.transactional = true;
    options.control = true;
    wire::ControlRecordTypeSchema type;
    type.type = end.commit ? wire::ControlRecordTypeSchema::kCommit : wire::ControlRecordTypeSchema::kAbort;
    wire::EndTxnMarker marker;
    marker.coordinatorEpoch = end.coordinatorEpoch;
    const auto key = wire::encodeVersioned(type, 0);
    const auto value = wire::encodeVersioned(marker, 0);
    if (!key || !value)
        return done(base::code(KafkaError::UnknownServerError));
    wire::RecordBatchBuilder builder(options);
    builder.add({m_environment.owner.clock().wallMs(), base::ByteView(*key), base::ByteView(*value), {}});
    const auto batch = builder.finish();
    if (!batch)
        return done(base::code(KafkaError::UnknownServerError));
    const auto info = append(*batch, AppendOrigin::Coordinator, true, {.markerVersion = end.version});
    if (!info)
        return done(info.error().kafkaCode != 0 ? info.error().kafkaCode : base::code(KafkaError::KafkaStorageError));
    whenCommitted(info->lastOffset + 1, std::move(done));
}

std::uint64_t Partition::whenCommitted(std::int64_t offset, std::function<void(std::int16_t)> done)
{
    if (m_role != Role::Leader) {
        done(base::code(KafkaError::NotLeaderOrFollower));
        return 0;
    }
    if (m_log->highWatermark() >= offset) {
        done(underMinIsr() ? base::code(KafkaError::NotEnoughReplicasAfterAppend) : std::int16_t{0});
        return 0;
    }
    const std::uint64_t id = m_nextWait++;
    // A duplicate asks for an earlier offset than those before it.
    const auto place = std::upper_bound(m_commitWaits.begin(), m_commitWaits.end(), offset,
                                        [](std::int64_t value, const Wait &wait) { return value < wait.offset; });
    m_commitWaits.insert(place, Wait{id, offset, std::move(done)});
    return id;
}

std::uint64_t Partition::whenLowWatermark(std::int64_t offset, std::function<void(std::int16_t)> done)
{
    if (lowWatermark() >= offset) {
        done(0);
        return 0;
    }
    const std::uint64_t id = m_nextWait++;
    const auto place = std::upper_bound(m_lowWaits.begin(), m_lowWaits.end(), offset,
                                        [](std::int64_t value, const Wait &wait) { return value < wait.offset; });
    m_lowWaits.insert(place, Wait{id, offset, std::move(done)});
    return id;
}

void Partition::forget(std::uint64_t wait)
{
    const auto isIt = [wait](const Wait &entry) { return entry.id == wait; };
    std::erase_if(m_commitWaits, isIt);
    std::erase_if(m_lowWaits, isIt);
}

void Partition::completeWaits(std::deque<Wait> &waits, std::int64_t upTo, std::int16_t code)
{
    while (!waits.empty() && waits.front().offset <= upTo) {
        const auto done = std::move(waits.front().done);
        waits.pop_front();
        done(code);
    }
}

void Partition::failWaits(std::int16_t code)
{
    completeWaits(m_commitWaits, INT64_MAX, code);
    completeWaits(m_lowWaits, INT64_MAX, code);
}

PartitionRead Partition::read(const ReadRequest &request)
{
    PartitionRead result;
    const bool follower = request.replicaId >= 0;
    result.error = checkLeader(request.currentLeaderEpoch, follower || request.onlyFromLeader);
    result.leaderId = m_leaderId;
    result.leaderEpoch = m_leaderEpoch;
    if (result.error != 0)
        return result;
    if (follower && !contains(m_replicas, request.replicaId)) {
        result.error = base::code(KafkaError::UnknownLeaderEpoch);
        return result;
    }
    result.highWatermark = m_log->highWatermark();
    result.lastStableOffset = m_log->lastStableOffset();
    result.logStartOffset = m_log->logStartOffset();
    if (request.lastFetchedEpoch >= 0) {
        const EpochEnd end = m_log->endOffsetForEpoch(request.lastFetchedEpoch);
        if (end.epoch < 0 || end.endOffset < 0) {
            result.error = base::code(KafkaError::OffsetOutOfRange);
            return result;
        }
        if (end.epoch < request.lastFetchedEpoch || end.endOffset < request.offset) {
            result.diverging = end;
            return result;
        }
    }
    const std::int64_t end = m_log->logEndOffset();
    const std::int64_t upper = follower ? end : request.committedOnly ? result.lastStableOffset : result.highWatermark;
    auto slice = m_log->read(request.offset, request.maxBytes, upper, request.minOneMessage);
    if (!slice) {
        result.error = slice.error().kafkaCode != 0 ? slice.error().kafkaCode : base::code(KafkaError::KafkaStorageError);
        return result;
    }
    result.slice = std::move(*slice);
    if (request.committedOnly && !follower) {
        auto aborted = m_log->abortedIn(result.slice, request.offset, upper);
        if (!aborted) {
            // Without them aborted records would pass for committed ones.
            result.slice = {};
            result.error = base::code(KafkaError::KafkaStorageError);
            return result;
        }
        result.aborted = std::move(*aborted);
    }
    if (follower) {
        onFollowerFetch(request);
        result.highWatermark = m_log->highWatermark();
        result.lastStableOffset = m_log->lastStableOffset();
    } else {
        totals.bytesOut += result.slice.size;
    }
    return result;
}

void Partition::watch(std::weak_ptr<DataWaiter> waiter, std::size_t slot, bool follower)
{
    (follower ? m_endWatches : m_highWatches).add({std::move(waiter), slot});
}

void Partition::onFollowerFetch(const ReadRequest &request)
{
    const auto found = m_remotes.find(request.replicaId);
    if (m_role != Role::Leader || found == m_remotes.end())
        return;
    Remote &remote = found->second;
    const std::int64_t end = m_log->logEndOffset();
    const auto time = now();
    if (request.offset >= end)
        remote.lastCaughtUp = time;
    else if (remote.logEndOffset >= 0 && request.offset >= remote.leaderEndAtLastFetch)
        remote.lastCaughtUp = std::max(remote.lastCaughtUp, remote.lastFetch);
    const bool moved = remote.logEndOffset != request.offset;
    remote.logEndOffset = request.offset;
    remote.brokerEpoch = request.replicaEpoch;
    remote.leaderEndAtLastFetch = end;
    remote.lastFetch = time;
    const std::int64_t start = std::max(remote.logStartOffset, request.followerLogStart);
    if (start != remote.logStartOffset) {
        remote.logStartOffset = start;
        completeWaits(m_lowWaits, lowWatermark(), 0);
    }
    maybeExpandIsr(request.replicaId, remote);
    if (moved)
        moveHighWatermark();
}

void Partition::maybeExpandIsr(std::int32_t replica, const Remote &remote)
{
    if (m_proposed || contains(m_isr, replica))
        return;
    if (remote.logEndOffset < m_log->highWatermark() || remote.logEndOffset < m_leaderEpochStart)
        return;
    const auto epoch = m_environment.eligibleEpoch(replica);
    if (!epoch || (remote.brokerEpoch >= 0 && remote.brokerEpoch != *epoch))
        return;
    auto isr = m_isr;
    isr.push_back(replica);
    propose(std::move(isr));
}

void Partition::shrinkIsr()
{
    if (m_role != Role::Leader || m_proposed)
        return;
    const auto time = now();
    const std::int64_t end = m_log->logEndOffset();
    std::vector<std::int32_t> isr;
    for (const std::int32_t replica : m_isr) {
        const auto found = m_remotes.find(replica);
        if (found != m_remotes.end() && found->second.logEndOffset != end
            && time - found->second.lastCaughtUp > m_environment.replicaLagTimeMax)
            continue;
        isr.push_back(replica);
    }
    if (isr.size() < m_isr.size())
        propose(std::move(isr));
    else
        moveHighWatermark(); // one that was waited for, as it seemed about to join, may have stayed away: its directory failed
}

void Partition::propose(std::vector<std::int32_t> isr)
{
    IsrProposal proposal{m_topic, m_key, m_leaderEpoch, m_partitionEpoch, isr, {}};
    for (const std::int32_t replica : isr) {
        const auto found = m_remotes.find(replica);
        std::int64_t epoch = found == m_remotes.end() ? -1 : found->second.brokerEpoch;
        if (epoch < 0)
            epoch = m_environment.eligibleEpoch(replica).value_or(-1);
        proposal.brokerEpochs.push_back(epoch);
    }
    m_proposed = std::move(isr);
    m_environment.proposeIsr(std::move(proposal));
}

void Partition::onIsrAnswer(const IsrProposal &proposal, std::int16_t error, std::int32_t leader, std::int32_t leaderEpoch,
                            std::int32_t partitionEpoch, const std::vector<std::int32_t> &isr)
{
    // The metadata log may have been faster; it clears the proposal, its word counts, and a newer proposal may be on its way:
    // whom that one names still counts as in sync. A proposal is made in the state that it names, and every state makes one.
    if (m_role != Role::Leader || !m_proposed || proposal.leaderEpoch != m_leaderEpoch
        || proposal.partitionEpoch != m_partitionEpoch)
        return;
    m_proposed.reset();
    if (error == 0 && leader == m_leaderId && leaderEpoch == m_leaderEpoch) {
        m_isr = isr;
        m_partitionEpoch = partitionEpoch;
    }
    moveHighWatermark();
}

bool Partition::moveHighWatermark()
{
    if (m_role != Role::Leader || underMinIsr())
        return false;
    const auto time = now();
    const std::int64_t end = m_log->logEndOffset();
    std::int64_t high = end;
    for (const auto &[id, remote] : m_remotes) {
        if (remote.logEndOffset >= high)
            continue;
        const bool inSync = contains(m_isr, id) || (m_proposed && contains(*m_proposed, id));
        // One that is about to be let in again must not be left behind by the high watermark.
        const bool caughtUp = remote.logEndOffset >= 0 && time - remote.lastCaughtUp <= m_environment.replicaLagTimeMax
            && m_environment.eligibleEpoch(id).has_value();
        if (inSync || caughtUp)
            high = remote.logEndOffset;
    }
    if (high <= m_log->highWatermark())
        return false;
    m_log->setHighWatermark(high);
    onHighWatermarkMoved();
    return true;
}

void Partition::onHighWatermarkMoved()
{
    completeWaits(m_commitWaits, m_log->highWatermark(), 0);
    m_highWatches.wakeAll();
}

base::Status Partition::takeFromLeader(base::ByteView batches, std::int64_t highWatermark, std::int64_t logStartOffset)
{
    if (!batches.empty()) {
        WEIR_TRY(const AppendInfo info, m_log->appendAsFollower(batches));
        totals.bytesIn += info.bytes;
    }
    const std::int64_t before = m_log->highWatermark();
    m_log->setHighWatermark(std::min(highWatermark, m_log->logEndOffset()));
    if (logStartOffset > m_log->logStartOffset() && logStartOffset <= m_log->highWatermark())
        WEIR_CHECK(m_log->deleteRecordsBefore(logStartOffset));
    if (m_log->highWatermark() > before)
        m_highWatches.wakeAll();
    return {};
}

base::Status Partition::truncateToDiverging(const EpochEnd &diverging)
{
    const EpochEnd own = m_log->endOffsetForEpoch(diverging.epoch);
    std::int64_t to = std::min(diverging.endOffset, m_log->logEndOffset());
    if (own.endOffset >= 0)
        to = std::min(to, own.endOffset);
    WEIR_CHECK(m_log->truncateTo(to));
    return {};
}

base::Result<std::int64_t> Partition::deleteRecordsBefore(std::int64_t offset)
{
    const std::int64_t target = offset == -1 ? m_log->highWatermark() : offset;
    if (target < 0 || target > m_log->highWatermark())
        return base::fail(base::ErrorKind::Peer, "log.deleteRecords", m_topic, {}, base::code(KafkaError::OffsetOutOfRange));
    WEIR_CHECK(m_log->deleteRecordsBefore(target));
    m_endWatches.wakeAll(); // followers learn the new log start with their next answer
    completeWaits(m_lowWaits, lowWatermark(), 0);
    return target;
}

std::int64_t Partition::lowWatermark() const
{
    std::int64_t low = m_log->logStartOffset();
    for (const auto &[id, remote] : m_remotes) {
        if (m_environment.eligibleEpoch(id))
            low = std::min(low, remote.logStartOffset);
    }
    return low;
}

std::vector<Partition::ReplicaLag> Partition::followers() const
{
    std::vector<ReplicaLag> lags;
    const auto time = now();
    for (const auto &[id, remote] : m_remotes)
        lags.push_back({id, remote.logEndOffset, std::chrono::duration_cast<std::chrono::milliseconds>(time - remote.lastCaughtUp)});
    return lags;
}

} // namespace weir::sandbox
