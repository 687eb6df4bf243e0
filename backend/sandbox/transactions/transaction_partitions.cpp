// SPDX-License-Identifier: GPL-3.0-or-later
// AddPartitionsToTxn 0-5 (4: by brokers for their clients, several transactions at once, or only to look whether partitions
// are in them, KIP-890) and AddOffsetsToTxn 0-4 (the partition of `__consumer_offsets` that keeps the group).
#include "backend/sandbox/core/gather.h"
#include "backend/sandbox/groups/group_coordinator.h"
#include "backend/sandbox/transactions/transaction_coordinator.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int16_t kKnowsFenced = 2;
constexpr std::int16_t kBatched = 4;
constexpr const char *kOffsets = "__consumer_offsets";

using Asked = wire::AddPartitionsToTxnRequest::AddPartitionsToTxnTransaction;
using Result = wire::AddPartitionsToTxnResponse::AddPartitionsToTxnResult;

/// Every partition with the code that `each(topic, partition)` gives.
template <class Each>
Result resultOf(const Asked &asked, Each each)
{
    Result result;
    result.transactionalId = asked.transactionalId;
    for (const auto &topic : asked.topics) {
        auto &into = result.topicResults.emplace_back();
        into.name = topic.name;
        for (const std::int32_t partition : topic.partitions) {
            auto &out = into.resultsByPartition.emplace_back();
            out.partitionIndex = partition;
            out.partitionErrorCode = code(each(topic.name, partition));
        }
    }
    return result;
}

bool isSubset(const TopicPartitions &part, const TopicPartitions &whole)
{
    return std::all_of(part.begin(), part.end(), [&](const auto &topic) {
        const auto found = whole.find(topic.first);
        return found != whole.end() && std::includes(found->second.begin(), found->second.end(), topic.second.begin(), topic.second.end());
    });
}

} // namespace

void TransactionCoordinator::addPartitions(const std::string &id, std::int64_t producerId, std::int16_t epoch, const TopicPartitions &partitions,
                                           std::int16_t clientVersion, const Answered &reply)
{
    if (id.empty())
        return reply(KafkaError::InvalidRequest);
    const Place place = find(id);
    if (!place.partition)
        return reply(place.error);
    if (!place.transaction)
        return reply(KafkaError::InvalidProducerIdMapping);
    const Transaction &transaction = *place.transaction;
    // First: the producer may already use an id that is still on its way into the log.
    if (transaction.pending)
        return reply(KafkaError::ConcurrentTransactions);
    if (transaction.is.producerId != producerId)
        return reply(KafkaError::InvalidProducerIdMapping);
    if (transaction.is.producerEpoch != epoch)
        return reply(KafkaError::ProducerFenced);
    if (transaction.is.state == TransactionState::PrepareCommit || transaction.is.state == TransactionState::PrepareAbort)
        return reply(KafkaError::ConcurrentTransactions);
    if (transaction.is.state == TransactionState::Ongoing && isSubset(partitions, transaction.is.partitions))
        return reply(KafkaError::None);
    append(place.partition, place.transaction, transaction.withPartitions(partitions, nowMs(), clientVersion), reply);
}

KafkaError TransactionCoordinator::verify(const Asked &asked, Result &result) const
{
    if (asked.transactionalId.empty())
        return KafkaError::InvalidRequest;
    const Place place = find(asked.transactionalId);
    if (!place.partition)
        return place.error;
    if (!place.transaction)
        return KafkaError::InvalidProducerIdMapping;
    const TransactionMetadata &is = place.transaction->is;
    if (is.producerId != asked.producerId)
        return KafkaError::InvalidProducerIdMapping;
    if (is.producerEpoch != asked.producerEpoch)
        return KafkaError::ProducerFenced;
    if (is.state == TransactionState::PrepareCommit || is.state == TransactionState::PrepareAbort)
        return KafkaError::ConcurrentTransactions;
    result = resultOf(asked, [&is](const std::string &topic, std::int32_t partition) {
        return is.contains(topic, partition) ? KafkaError::None : KafkaError::TransactionAbortable;
    });
    return KafkaError::None;
}

void TransactionCoordinator::addToOne(const Asked &asked, std::int16_t version, std::int16_t clientVersion, Reply<Result> reply)
{
    const auto all = [&](KafkaError error) {
        return resultOf(asked, [error](const std::string &, std::int32_t) { return error; });
    };
    // One that is not there spoils the rest.
    const auto exists = [this](const std::string &topic, std::int32_t partition) {
        return m_cluster.leaderOf(topic, partition).leadership != TransactionCluster::Leadership::Unknown;
    };
    TopicPartitions partitions;
    bool allThere = true;
    for (const auto &topic : asked.topics) {
        for (const std::int32_t partition : topic.partitions) {
            partitions[topic.name].insert(partition);
            allThere = allThere && exists(topic.name, partition);
        }
    }
    if (!allThere)
        return reply(resultOf(asked, [&](const std::string &topic, std::int32_t partition) {
            return exists(topic, partition) ? KafkaError::OperationNotAttempted : KafkaError::UnknownTopicOrPartition;
        }));
    if (asked.verifyOnly) {
        Result result;
        const KafkaError error = verify(asked, result);
        return reply(error == KafkaError::None ? std::move(result) : all(error));
    }
    addPartitions(asked.transactionalId, asked.producerId, asked.producerEpoch, partitions, clientVersion,
                  [asked, version, reply = std::move(reply)](KafkaError error) {
                      const bool fenced = error == KafkaError::ProducerFenced && version < kKnowsFenced;
                      reply(resultOf(asked, [&](const std::string &, std::int32_t) { return fenced ? KafkaError::InvalidProducerEpoch : error; }));
                  });
}

void TransactionCoordinator::handle(const wire::AddPartitionsToTxnRequest &request, std::int16_t version, const Session &,
                                    Reply<wire::AddPartitionsToTxnResponse> reply)
{
    if (version < kBatched) {
        Asked one;
        one.transactionalId = request.v3AndBelowTransactionalId;
        one.producerId = request.v3AndBelowProducerId;
        one.producerEpoch = request.v3AndBelowProducerEpoch;
        one.topics = request.v3AndBelowTopics;
        return addToOne(one, version, 0, [reply = std::move(reply)](Result result) {
            wire::AddPartitionsToTxnResponse response;
            response.resultsByTopicV3AndBelow = std::move(result.topicResults);
            reply(std::move(response));
        });
    }
    // Only clients of transaction.version 2 leave it to brokers to add.
    Gather<Result>::run(
        request.transactions.size(), [&](std::size_t i, auto answer) { addToOne(request.transactions[i], version, kEpochBumpVersion, std::move(answer)); },
        [reply = std::move(reply)](std::vector<Result> results) {
            wire::AddPartitionsToTxnResponse response;
            response.resultsByTransaction = std::move(results);
            reply(std::move(response));
        });
}

void TransactionCoordinator::handle(const wire::AddOffsetsToTxnRequest &request, std::int16_t version, const Session &, Reply<wire::AddOffsetsToTxnResponse> reply)
{
    const auto answer = [version, reply = std::move(reply)](KafkaError error) {
        wire::AddOffsetsToTxnResponse response;
        const bool fenced = error == KafkaError::ProducerFenced && version < kKnowsFenced;
        response.errorCode = code(fenced ? KafkaError::InvalidProducerEpoch : error);
        reply(std::move(response));
    };
    if (m_offsetsCount <= 0)
        return answer(KafkaError::CoordinatorNotAvailable);
    const TopicPartitions partition{{kOffsets, {offsetsPartitionOf(request.groupId, m_offsetsCount)}}};
    addPartitions(request.transactionalId, request.producerId, request.producerEpoch, partition, 0, answer);
}

} // namespace weir::sandbox
