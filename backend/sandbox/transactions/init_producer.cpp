// SPDX-License-Identifier: GPL-3.0-or-later
// InitProducerId for a transactional id: a new producer under an old id is given a higher epoch, by which the one before it
// is fenced off, and what that one had left open is aborted first.
#include "backend/sandbox/transactions/transaction_coordinator.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {
constexpr std::int16_t kKnowsFenced = 4; ///< the version from which on PRODUCER_FENCED is understood
}

void TransactionCoordinator::handle(const wire::InitProducerIdRequest &request, std::int16_t version, const Session &, Reply<wire::InitProducerIdResponse> reply)
{
    initProducer(request, {}, [version, reply = std::move(reply)](KafkaError error, std::int64_t producerId, std::int16_t epoch) {
        wire::InitProducerIdResponse response;
        const bool fenced = error == KafkaError::ProducerFenced && version < kKnowsFenced;
        response.errorCode = code(fenced ? KafkaError::InvalidProducerEpoch : error);
        response.producerId = error == KafkaError::None ? producerId : -1;
        response.producerEpoch = error == KafkaError::None ? epoch : std::int16_t{-1};
        reply(std::move(response));
    });
}

void TransactionCoordinator::initProducer(const wire::InitProducerIdRequest &request, std::optional<std::int64_t> freshId, const EndReply &reply)
{
    const auto refuse = [&reply](KafkaError error) { reply(error, -1, -1); };
    const bool continues = request.producerId != -1;
    if (!request.transactionalId || request.transactionalId->empty() || continues != (request.producerEpoch != -1))
        return refuse(KafkaError::InvalidRequest);
    if (request.transactionTimeoutMs <= 0 || request.transactionTimeoutMs > m_config.maxTimeoutMs)
        return refuse(KafkaError::InvalidTransactionTimeout);
    Place place = find(*request.transactionalId);
    if (!place.partition)
        return refuse(place.error);
    // An id is asked for where it turns out that one is needed, and then all is looked at again.
    const auto withFreshId = [&] {
        m_cluster.nextProducerId([this, alive = std::weak_ptr<char>(m_alive), request, reply](std::int16_t error, std::int64_t id) {
            if (alive.expired() || error != 0)
                return reply(error == 0 ? KafkaError::NotCoordinator : static_cast<KafkaError>(error), -1, -1);
            initProducer(request, id, reply);
        });
    };
    if (!place.transaction) {
        if (!freshId)
            return withFreshId();
        place.transaction = std::make_shared<Transaction>();
        place.transaction->id = *request.transactionalId;
        place.transaction->is.producerId = *freshId;
        place.transaction->is.timeoutMs = request.transactionTimeoutMs;
        place.transaction->is.lastUpdateMs = nowMs();
        place.partition->transactions[place.transaction->id] = place.transaction;
    }
    Transaction &transaction = *place.transaction;
    if (transaction.pending)
        return refuse(KafkaError::ConcurrentTransactions);
    if (continues && transaction.is.producerEpoch != -1 && request.producerId != transaction.is.producerId
        && !(request.producerId == transaction.is.previousProducerId && TransactionMetadata::exhausted(request.producerEpoch)))
        return refuse(KafkaError::ProducerFenced);

    switch (transaction.is.state) {
    case TransactionState::PrepareCommit:
    case TransactionState::PrepareAbort:
    case TransactionState::Dead:
    case TransactionState::PrepareEpochFence:
        return refuse(KafkaError::ConcurrentTransactions);
    case TransactionState::Ongoing:
        // The producer comes back when it is aborted. The epoch that this takes is never told to anybody.
        return fence(place.partition, place.transaction, [reply](KafkaError error, std::int64_t, std::int16_t) {
            reply(error == KafkaError::None ? KafkaError::ConcurrentTransactions : error, -1, -1);
        });
    case TransactionState::Empty:
    case TransactionState::CompleteCommit:
    case TransactionState::CompleteAbort:
        break;
    }
    TransactionMetadata next;
    if (transaction.is.epochExhausted() && (!continues || request.producerEpoch == transaction.is.producerEpoch)) {
        if (!freshId)
            return withFreshId();
        next = transaction.withProducerId(*freshId, request.transactionTimeoutMs, continues, nowMs());
    } else {
        const auto bumped =
            transaction.withNextEpoch(request.transactionTimeoutMs, continues ? std::optional(request.producerEpoch) : std::nullopt, nowMs());
        if (!bumped)
            return refuse(static_cast<KafkaError>(bumped.error().kafkaCode));
        next = *bumped;
    }
    append(place.partition, place.transaction, next,
           [reply, id = next.producerId, epoch = next.producerEpoch](KafkaError error) { reply(error, id, epoch); });
}

void TransactionCoordinator::fence(const PartitionPtr &, const TransactionPtr &transaction, const EndReply &reply)
{
    End wish;
    wish.id = transaction->id;
    wish.producerId = transaction->is.producerId;
    wish.producerEpoch = transaction->fencingEpoch();
    wish.commit = false;
    wish.fromClient = false;
    wish.clientVersion = m_version;
    transaction->pending = TransactionState::PrepareEpochFence;
    end(wish, {}, reply);
}

} // namespace weir::sandbox
