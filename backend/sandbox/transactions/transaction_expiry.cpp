// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/transactions/transaction_coordinator.h"

namespace weir::sandbox {

using base::KafkaError;

void TransactionCoordinator::scheduleAborts()
{
    m_abortTimer = m_owner.after(base::Milliseconds(m_config.abortIntervalMs), [this] {
        scheduleAborts();
        abortTimedOut();
    });
}

void TransactionCoordinator::scheduleExpiry()
{
    m_expiryTimer = m_owner.after(base::Milliseconds(m_config.expirationIntervalMs), [this] {
        scheduleExpiry();
        removeExpired();
    });
}

void TransactionCoordinator::abortTimedOut()
{
    const std::int64_t now = nowMs();
    const auto partitions = m_partitions;
    for (const auto &[index, partition] : partitions) {
        if (partition->loading)
            continue;
        const auto transactions = partition->transactions;
        for (const auto &[id, transaction] : transactions) {
            const bool late = transaction->is.startMs + transaction->is.timeoutMs < now;
            if (transaction->is.state == TransactionState::Ongoing && !transaction->pending && late)
                fence(partition, transaction, [](KafkaError, std::int64_t, std::int16_t) {});
        }
    }
}

void TransactionCoordinator::removeExpired()
{
    const std::int64_t now = nowMs();
    const auto partitions = m_partitions;
    for (const auto &[index, partition] : partitions) {
        if (partition->loading)
            continue;
        const auto transactions = partition->transactions;
        for (const auto &[id, transaction] : transactions) {
            const bool idle = transaction->is.state == TransactionState::Empty || transaction->is.state == TransactionState::CompleteCommit
                || transaction->is.state == TransactionState::CompleteAbort;
            if (!idle || transaction->pending || transaction->is.lastUpdateMs + m_config.idExpirationMs > now)
                continue;
            transaction->pending = TransactionState::Dead;
            m_log.append(index, transactionTombstone(id), now,
                         [alive = std::weak_ptr<char>(m_alive), weak = std::weak_ptr<Partition>(partition), transaction](std::int16_t error) {
                             const PartitionPtr ours = weak.lock();
                             if (alive.expired() || !ours)
                                 return;
                             transaction->pending.reset();
                             if (error == 0)
                                 ours->transactions.erase(transaction->id);
                         });
        }
    }
}

} // namespace weir::sandbox
