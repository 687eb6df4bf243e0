// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/transactions/transaction_coordinator.h"

#include "backend/sandbox/groups/group_coordinator.h"
#include "backend/sandbox/groups/group_requests.h"

namespace weir::sandbox {

using base::KafkaError;

TransactionCoordinator::TransactionCoordinator(Owner &owner, TransactionLog &log, TransactionCluster &cluster, TransactionConfig config)
    : m_owner(owner)
    , m_log(log)
    , m_cluster(cluster)
    , m_config(config)
    , m_markers(owner, cluster, config.markerRetryMs, [this](const TransactionMarkers::EndingPtr &ending) { complete(ending); })
    , m_alive(std::make_shared<char>())
{}

TransactionCoordinator::~TransactionCoordinator()
{
    m_owner.cancel(m_abortTimer);
    m_owner.cancel(m_expiryTimer);
}

void TransactionCoordinator::start()
{
    scheduleAborts();
    scheduleExpiry();
}

std::int32_t TransactionCoordinator::partitionOf(std::string_view transactionalId) const
{
    // The same rule as for groups.
    return offsetsPartitionOf(transactionalId, m_count);
}

std::size_t TransactionCoordinator::size() const
{
    std::size_t sum = 0;
    for (const auto &[index, partition] : m_partitions)
        sum += partition->transactions.size();
    return sum;
}

TransactionCoordinator::Place TransactionCoordinator::find(const std::string &transactionalId) const
{
    const auto found = m_count > 0 ? m_partitions.find(partitionOf(transactionalId)) : m_partitions.end();
    if (found == m_partitions.end())
        return {nullptr, nullptr, KafkaError::NotCoordinator};
    if (found->second->loading)
        return {nullptr, nullptr, KafkaError::CoordinatorLoadInProgress};
    const auto &transactions = found->second->transactions;
    const auto known = transactions.find(transactionalId);
    return {found->second, known == transactions.end() ? nullptr : known->second, KafkaError::None};
}

void TransactionCoordinator::startLoading(std::int32_t partition, std::int32_t epoch)
{
    resign(partition);
    auto fresh = std::make_shared<Partition>();
    fresh->index = partition;
    fresh->epoch = epoch;
    m_partitions[partition] = std::move(fresh);
}

base::Status TransactionCoordinator::loadBatches(std::int32_t partition, base::ByteView batches)
{
    constexpr std::size_t kMaximumInflated = std::size_t{256} << 20;
    const auto found = m_partitions.find(partition);
    if (found == m_partitions.end() || !found->second->loading)
        return {};
    Partition &into = *found->second;
    base::Bytes scratch;
    auto walked = wire::forEachBatch(batches, [&](const wire::RecordBatchView &batch) -> base::Status {
        if (batch.header().isControl())
            return {};
        WEIR_TRY(wire::RecordCursor cursor, batch.records(scratch, kMaximumInflated));
        wire::RecordView record;
        for (;;) {
            WEIR_TRY(const bool more, cursor.next(record));
            if (!more)
                return {};
            if (!record.key)
                continue;
            WEIR_TRY(const auto id, transactionalIdOf(*record.key));
            if (!id)
                continue;
            if (!record.value) {
                into.transactions.erase(*id);
                continue;
            }
            auto transaction = std::make_shared<Transaction>();
            transaction->id = *id;
            WEIR_TRY(transaction->is, transactionMetadataOf(*record.value));
            into.transactions[*id] = std::move(transaction);
        }
    });
    if (!walked)
        return tl::unexpected(std::move(walked.error()));
    return {};
}

void TransactionCoordinator::finishLoading(std::int32_t partition)
{
    const auto found = m_partitions.find(partition);
    if (found == m_partitions.end() || !found->second->loading)
        return;
    const PartitionPtr loaded = found->second;
    loaded->loading = false;
    const auto transactions = loaded->transactions;
    for (const auto &[id, transaction] : transactions) {
        if (transaction->is.state == TransactionState::PrepareCommit || transaction->is.state == TransactionState::PrepareAbort)
            startMarkers(loaded, transaction);
    }
}

void TransactionCoordinator::resign(std::int32_t partition)
{
    m_partitions.erase(partition);
    m_markers.cancel(partition);
}

void TransactionCoordinator::append(const PartitionPtr &partition, const TransactionPtr &transaction, TransactionMetadata next, Answered answered, Answered settled)
{
    // Shared: the log and the clock both hold it; the first of them answers.
    struct Waiting {
        Answered answered;
        TimerId timer = 0;
    };
    auto waiting = std::make_shared<Waiting>(Waiting{std::move(answered), 0});
    const auto answer = [waiting](KafkaError error) {
        if (const Answered tell = std::exchange(waiting->answered, nullptr))
            tell(error);
    };
    transaction->pending = next.state;
    waiting->timer = m_owner.after(base::Milliseconds(m_config.requestTimeoutMs), [answer] { answer(KafkaError::CoordinatorNotAvailable); });
    auto record = transactionRecord(transaction->id, next, m_version >= 1 ? std::int16_t{1} : std::int16_t{0});
    const std::int64_t time = next.lastUpdateMs;
    m_log.append(partition->index, std::move(record), time,
                 [this, alive = std::weak_ptr<char>(m_alive), weak = std::weak_ptr<Partition>(partition), transaction, next = std::move(next), waiting, answer,
                  settled = std::move(settled)](std::int16_t code) {
                     if (alive.expired())
                         return answer(KafkaError::NotCoordinator);
                     m_owner.cancel(waiting->timer);
                     // Whoever leads the partition now reads from the log what became of it.
                     if (weak.expired())
                         return answer(KafkaError::NotCoordinator);
                     const auto error = static_cast<KafkaError>(coordinatorErrorOf(code));
                     transaction->pending.reset();
                     if (error == KafkaError::None)
                         transaction->is = next;
                     if (settled)
                         settled(error);
                     answer(error);
                 });
}

void TransactionCoordinator::startMarkers(const PartitionPtr &partition, const TransactionPtr &transaction)
{
    transaction->failedEpochFence = false;
    auto ending = std::make_shared<TransactionMarkers::Ending>();
    ending->transaction = transaction;
    ending->partition = partition->index;
    ending->coordinatorEpoch = partition->epoch;
    ending->commit = transaction->is.state == TransactionState::PrepareCommit;
    ending->completed = transaction->completed(nowMs());
    transaction->pending = ending->completed.state;
    m_markers.start(std::move(ending));
}

void TransactionCoordinator::complete(const TransactionMarkers::EndingPtr &ending)
{
    const auto found = m_partitions.find(ending->partition);
    if (ending->cancelled || found == m_partitions.end() || found->second->epoch != ending->coordinatorEpoch)
        return;
    append(found->second, ending->transaction, ending->completed, [](KafkaError) {},
           [this, ending](KafkaError error) {
               if (error == KafkaError::None || error == KafkaError::NotCoordinator)
                   return;
               // All markers are written; that this is so must be said until the log has it.
               ending->transaction->pending = ending->completed.state;
               m_owner.after(base::Milliseconds(m_config.markerRetryMs), [this, alive = std::weak_ptr<char>(m_alive), ending] {
                   if (!alive.expired())
                       complete(ending);
               });
           });
}

} // namespace weir::sandbox
