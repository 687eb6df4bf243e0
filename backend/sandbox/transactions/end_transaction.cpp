// SPDX-License-Identifier: GPL-3.0-or-later
// EndTxn 0-5 (5: an epoch for each transaction), and the end that the coordinator itself makes of a transaction that has
// timed out or was left behind.
#include "backend/sandbox/transactions/transaction_coordinator.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {
constexpr std::int16_t kKnowsFenced = 2;
constexpr std::int16_t kEpochBump = 5;
} // namespace

void TransactionCoordinator::handle(const wire::EndTxnRequest &request, std::int16_t version, const Session &, Reply<wire::EndTxnResponse> reply)
{
    End wish;
    wish.id = request.transactionalId;
    wish.producerId = request.producerId;
    wish.producerEpoch = request.producerEpoch;
    wish.commit = request.committed;
    wish.clientVersion = version >= kEpochBump ? kEpochBumpVersion : std::int16_t{0};
    end(wish, {}, [version, reply = std::move(reply)](KafkaError error, std::int64_t producerId, std::int16_t epoch) {
        wire::EndTxnResponse response;
        const bool fenced = error == KafkaError::ProducerFenced && version < kKnowsFenced;
        response.errorCode = code(fenced ? KafkaError::InvalidProducerEpoch : error);
        if (error == KafkaError::None && version >= kEpochBump) {
            response.producerId = producerId;
            response.producerEpoch = epoch;
        }
        reply(std::move(response));
    });
}

TransactionCoordinator::Decision TransactionCoordinator::decide(const Transaction &transaction, const End &wish) const
{
    const auto refuse = [](KafkaError error) { return Decision{error, false, false, false, false}; };
    const TransactionMetadata &is = transaction.is;
    const bool epochFence = transaction.pending == TransactionState::PrepareEpochFence;
    const bool bumps = wish.clientVersion >= kEpochBumpVersion;
    // With an epoch for each transaction, a retry comes under the epoch before the one that its first try has led to.
    const bool retryAfterNewId = bumps && !epochFence && is.previousProducerId == wish.producerId && wish.producerEpoch == INT16_MAX - 1 && is.producerEpoch == 0;
    const bool retryAfterBump = bumps && is.producerEpoch == wish.producerEpoch + 1;
    const bool retry = retryAfterNewId || retryAfterBump;

    if (bumps && transaction.pending && !epochFence)
        return refuse(KafkaError::ConcurrentTransactions);
    if (is.producerId != wish.producerId && !retryAfterNewId)
        return refuse(KafkaError::InvalidProducerIdMapping);
    bool validEpoch = (!wish.fromClient || wish.producerEpoch == is.producerEpoch) && wish.producerEpoch >= is.producerEpoch;
    if (bumps && !epochFence) {
        switch (is.state) {
        case TransactionState::PrepareCommit:
        case TransactionState::PrepareAbort:
            validEpoch = retryAfterBump;
            break;
        case TransactionState::CompleteCommit:
        case TransactionState::CompleteAbort:
            validEpoch = retry || wish.producerEpoch == is.producerEpoch;
            break;
        default:
            validEpoch = wish.producerEpoch == is.producerEpoch;
            break;
        }
    }
    if (!validEpoch)
        return refuse(KafkaError::ProducerFenced);
    if (!bumps && transaction.pending && !epochFence)
        return refuse(KafkaError::ConcurrentTransactions);

    Decision go;
    go.append = true;
    go.epochFence = epochFence;
    go.needsProducerId = bumps && !epochFence && is.epochExhausted();
    Decision goWithNothing = go;
    goWithNothing.nothingAdded = true;
    const auto sameAgain = [&](bool commit, KafkaError same) { return refuse(wish.commit == commit ? same : KafkaError::InvalidTxnState); };
    switch (is.state) {
    case TransactionState::Ongoing:
        return go;
    case TransactionState::PrepareCommit:
        return sameAgain(true, KafkaError::ConcurrentTransactions);
    case TransactionState::PrepareAbort:
        return sameAgain(false, KafkaError::ConcurrentTransactions);
    case TransactionState::CompleteCommit:
        if (!bumps || retry)
            return sameAgain(true, KafkaError::None);
        // A transaction to which nothing was added may be aborted, so that whatever comes late is fenced off.
        return wish.commit ? refuse(KafkaError::InvalidTxnState) : goWithNothing;
    case TransactionState::CompleteAbort:
        if (!bumps || retry)
            return sameAgain(false, KafkaError::None);
        return wish.commit ? refuse(KafkaError::InvalidTxnState) : goWithNothing;
    case TransactionState::Empty:
        return bumps && !wish.commit ? goWithNothing : refuse(KafkaError::InvalidTxnState);
    case TransactionState::Dead:
    case TransactionState::PrepareEpochFence:
        break;
    }
    return refuse(KafkaError::InvalidTxnState);
}

void TransactionCoordinator::end(const End &wish, std::optional<std::int64_t> freshId, const EndReply &reply)
{
    const auto refuse = [&reply](KafkaError error) { reply(error, -1, -1); };
    if (wish.id.empty())
        return refuse(KafkaError::InvalidRequest);
    const Place place = find(wish.id);
    if (!place.partition)
        return refuse(place.error);
    if (!place.transaction)
        return refuse(KafkaError::InvalidProducerIdMapping);
    const TransactionPtr transaction = place.transaction;
    const Decision decision = decide(*transaction, wish);
    if (!decision.append) {
        if (decision.error == KafkaError::None)
            return reply(KafkaError::None, transaction->is.producerId, transaction->is.producerEpoch);
        return refuse(decision.error);
    }
    if (decision.needsProducerId && !freshId) {
        m_cluster.nextProducerId([this, alive = std::weak_ptr<char>(m_alive), wish, reply](std::int16_t error, std::int64_t id) {
            if (alive.expired() || error != 0)
                return reply(error == 0 ? KafkaError::NotCoordinator : static_cast<KafkaError>(error), -1, -1);
            end(wish, id, reply);
        });
        return;
    }
    if (decision.epochFence) {
        transaction->pending.reset();
        transaction->is.producerEpoch = wish.producerEpoch;
        transaction->is.lastProducerEpoch = -1;
    }
    TransactionMetadata next = transaction->ended(wish.commit, wish.clientVersion, decision.needsProducerId ? *freshId : -1, nowMs(), decision.nothingAdded);
    // Decided is decided: the client is told so as soon as the log has it, markers follow.
    Transaction after;
    after.is = next;
    const TransactionMetadata completed = after.completed(nowMs());
    append(
        place.partition, transaction, std::move(next),
        [reply, id = completed.producerId, epoch = completed.producerEpoch](KafkaError error) {
            reply(error, error == KafkaError::None ? id : -1, error == KafkaError::None ? epoch : std::int16_t{-1});
        },
        [this, weak = std::weak_ptr<Partition>(place.partition), transaction, epochFence = decision.epochFence](KafkaError error) {
            const PartitionPtr partition = weak.lock();
            if (error == KafkaError::None && partition)
                startMarkers(partition, transaction);
            else if (error != KafkaError::None && epochFence)
                transaction->failedEpochFence = true;
        });
}

} // namespace weir::sandbox
