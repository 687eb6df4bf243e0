// SPDX-License-Identifier: GPL-3.0-or-later
// Requests about transactions: Write of the transactional id for its producer, Describe for who looks; what comes from other
// brokers needs ClusterAction. Of topics: Write to take them in, Read for offsets of theirs and for their producers.
#include "backend/sandbox/broker/access/take_out.h"

#include "backend/sandbox/groups/group_requests.h"
#include "backend/wire/messages/add_offsets_to_txn.h"
#include "backend/wire/messages/add_partitions_to_txn.h"
#include "backend/wire/messages/describe_producers.h"
#include "backend/wire/messages/describe_transactions.h"
#include "backend/wire/messages/end_txn.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/list_transactions.h"
#include "backend/wire/messages/txn_offset_commit.h"
#include "backend/wire/messages/write_txn_markers.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr auto kForbidden = base::code(KafkaError::TransactionalIdAuthorizationFailed);
constexpr auto kTopicForbidden = base::code(KafkaError::TopicAuthorizationFailed);

/// From this version on only brokers send AddPartitionsToTxn.
constexpr std::int16_t kBetweenBrokers = 4;

bool mayProduce(const Access &access, const std::string &transactionalId)
{
    return access.allowed(AclOperation::Write, ResourceType::TransactionalId, transactionalId);
}

bool maySee(const Access &access, const std::string &transactionalId)
{
    return access.allowed(AclOperation::Describe, ResourceType::TransactionalId, transactionalId);
}

/// Every partition of it with the code that `each(partition)` gives.
template <class Each>
auto addedNone(const wire::AddPartitionsToTxnRequest::AddPartitionsToTxnTopic &topic, Each each)
{
    wire::AddPartitionsToTxnResponse::AddPartitionsToTxnTopicResult row;
    row.name = topic.name;
    for (const std::int32_t index : topic.partitions) {
        auto &answer = row.resultsByPartition.emplace_back();
        answer.partitionIndex = index;
        answer.partitionErrorCode = each(index);
    }
    return row;
}

} // namespace

template <>
Verdict<wire::InitProducerIdResponse> judge(const Access &access, wire::InitProducerIdRequest &request, std::int16_t)
{
    if (request.transactionalId)
        return mayProduce(access, *request.transactionalId) ? Verdict<wire::InitProducerIdResponse>{}
                                                            : refuseAll<wire::InitProducerIdResponse>(KafkaError::TransactionalIdAuthorizationFailed);
    // KIP-679: whoever may write to anything may do so without doubles.
    if (access.onCluster(AclOperation::IdempotentWrite) || access.onAny(AclOperation::Write, ResourceType::Topic))
        return {};
    return refuseAll<wire::InitProducerIdResponse>(KafkaError::ClusterAuthorizationFailed);
}

template <>
Verdict<wire::AddPartitionsToTxnResponse> judge(const Access &access, wire::AddPartitionsToTxnRequest &request, std::int16_t version)
{
    if (version >= kBetweenBrokers) {
        if (access.onCluster(AclOperation::ClusterAction))
            return {};
        return refuseAll<wire::AddPartitionsToTxnResponse>(KafkaError::ClusterAuthorizationFailed);
    }
    const auto &topics = request.v3AndBelowTopics;
    Verdict<wire::AddPartitionsToTxnResponse> verdict;
    if (!mayProduce(access, request.v3AndBelowTransactionalId)) {
        verdict.refused.emplace();
        for (const auto &topic : topics)
            verdict.refused->resultsByTopicV3AndBelow.push_back(addedNone(topic, [](std::int32_t) { return kForbidden; }));
        return verdict;
    }
    const auto may = [&](const auto &topic) { return access.onTopic(AclOperation::Write, topic.name); };
    if (std::all_of(topics.begin(), topics.end(), may))
        return verdict;
    // One that is refused spoils the rest.
    verdict.refused.emplace();
    for (const auto &topic : topics) {
        const bool allowed = may(topic);
        const TopicPtr known = access.image().topic(topic.name);
        verdict.refused->resultsByTopicV3AndBelow.push_back(addedNone(topic, [&](std::int32_t index) {
            if (!allowed)
                return kTopicForbidden;
            return base::code(known && known->partition(index) != nullptr ? KafkaError::OperationNotAttempted : KafkaError::UnknownTopicOrPartition);
        }));
    }
    return verdict;
}

template <>
Verdict<wire::AddOffsetsToTxnResponse> judge(const Access &access, wire::AddOffsetsToTxnRequest &request, std::int16_t)
{
    if (!mayProduce(access, request.transactionalId))
        return refuseAll<wire::AddOffsetsToTxnResponse>(KafkaError::TransactionalIdAuthorizationFailed);
    if (!access.onGroup(AclOperation::Read, request.groupId))
        return refuseAll<wire::AddOffsetsToTxnResponse>(KafkaError::GroupAuthorizationFailed);
    return {};
}

template <>
Verdict<wire::EndTxnResponse> judge(const Access &access, wire::EndTxnRequest &request, std::int16_t)
{
    if (mayProduce(access, request.transactionalId))
        return {};
    return refuseAll<wire::EndTxnResponse>(KafkaError::TransactionalIdAuthorizationFailed);
}

template <>
Verdict<wire::TxnOffsetCommitResponse> judge(const Access &access, wire::TxnOffsetCommitRequest &request, std::int16_t)
{
    const bool transaction = mayProduce(access, request.transactionalId);
    if (!transaction || !access.onGroup(AclOperation::Read, request.groupId)) {
        Verdict<wire::TxnOffsetCommitResponse> verdict;
        verdict.refused = failedTxnOffsetCommit(request, transaction ? base::code(KafkaError::GroupAuthorizationFailed) : kForbidden);
        return verdict;
    }
    return adding(takeOut(
                      request.topics, [&](const auto &topic) { return access.onTopic(AclOperation::Read, topic.name); },
                      [](const auto &topic) { return failedTxnOffsetCommit(topic, kTopicForbidden); }),
                  &wire::TxnOffsetCommitResponse::topics);
}

template <>
Verdict<wire::WriteTxnMarkersResponse> judge(const Access &access, wire::WriteTxnMarkersRequest &request, std::int16_t)
{
    Verdict<wire::WriteTxnMarkersResponse> verdict;
    // Alter is an administrator's, who ends a hanging transaction (KIP-664).
    if (access.onCluster(AclOperation::Alter) || access.onCluster(AclOperation::ClusterAction))
        return verdict;
    verdict.refused.emplace();
    for (const auto &marker : request.markers) {
        auto &row = verdict.refused->markers.emplace_back();
        row.producerId = marker.producerId;
        for (const auto &topic : marker.topics) {
            auto &answers = row.topics.emplace_back();
            answers.name = topic.name;
            for (const std::int32_t index : topic.partitionIndexes)
                answers.partitions.push_back({index, base::code(KafkaError::ClusterAuthorizationFailed), {}});
        }
    }
    return verdict;
}

template <>
Verdict<wire::DescribeProducersResponse> judge(const Access &access, wire::DescribeProducersRequest &request, std::int16_t)
{
    return adding(takeOut(
                      request.topics, [&](const auto &topic) { return access.onTopic(AclOperation::Read, topic.name); },
                      [](const auto &topic) {
                          wire::DescribeProducersResponse::TopicResponse row;
                          row.name = topic.name;
                          for (const std::int32_t index : topic.partitionIndexes) {
                              auto &answer = row.partitions.emplace_back();
                              answer.partitionIndex = index;
                              answer.errorCode = kTopicForbidden;
                          }
                          return row;
                      }),
                  &wire::DescribeProducersResponse::topics);
}

template <>
Verdict<wire::DescribeTransactionsResponse> judge(const Access &access, wire::DescribeTransactionsRequest &request, std::int16_t)
{
    auto refused = takeOut(
        request.transactionalIds, [&](const std::string &id) { return maySee(access, id); },
        [](const std::string &id) {
            wire::DescribeTransactionsResponse::TransactionState row;
            row.transactionalId = id;
            row.errorCode = kForbidden;
            return row;
        });
    Verdict<wire::DescribeTransactionsResponse> verdict;
    verdict.complete = [access, refused = std::move(refused)](wire::DescribeTransactionsResponse &response) {
        for (auto &row : response.transactionStates)
            std::erase_if(row.topics, [&](const auto &topic) { return !access.onTopic(AclOperation::Describe, topic.topic); });
        response.transactionStates.insert(response.transactionStates.end(), refused.begin(), refused.end());
    };
    return verdict;
}

template <>
Verdict<wire::ListTransactionsResponse> judge(const Access &access, wire::ListTransactionsRequest &, std::int16_t)
{
    Verdict<wire::ListTransactionsResponse> verdict;
    verdict.complete = [access](wire::ListTransactionsResponse &response) {
        std::erase_if(response.transactionStates, [&](const auto &row) { return !maySee(access, row.transactionalId); });
    };
    return verdict;
}

} // namespace weir::sandbox
