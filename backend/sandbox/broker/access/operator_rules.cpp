// SPDX-License-Identifier: GPL-3.0-or-later
// Requests of those who run a cluster: leaders, replicas and quotas.
#include "backend/sandbox/broker/access/take_out.h"

#include "backend/wire/messages/alter_client_quotas.h"
#include "backend/wire/messages/alter_partition_reassignments.h"
#include "backend/wire/messages/alter_replica_log_dirs.h"
#include "backend/wire/messages/describe_client_quotas.h"
#include "backend/wire/messages/elect_leaders.h"
#include "backend/wire/messages/list_partition_reassignments.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr auto kForbidden = base::code(KafkaError::ClusterAuthorizationFailed);
constexpr const char *kWords = "Cluster authorization failed.";

template <class Response>
Verdict<Response> wholly(bool allowed)
{
    if (allowed)
        return {};
    Verdict<Response> verdict = refuseAll<Response>(KafkaError::ClusterAuthorizationFailed);
    verdict.refused->errorMessage = kWords;
    return verdict;
}

} // namespace

template <>
Verdict<wire::ElectLeadersResponse> judge(const Access &access, wire::ElectLeadersRequest &request, std::int16_t version)
{
    Verdict<wire::ElectLeadersResponse> verdict;
    if (access.onCluster(AclOperation::Alter))
        return verdict;
    auto &response = verdict.refused.emplace();
    if (version >= 1)
        response.errorCode = kForbidden;
    for (const auto &topic : request.topicPartitions.value_or(std::vector<wire::ElectLeadersRequest::TopicPartitions>{})) {
        auto &result = response.replicaElectionResults.emplace_back();
        result.topic = topic.topic;
        for (const std::int32_t partition : topic.partitions)
            result.partitionResult.push_back({.partitionId = partition, .errorCode = kForbidden, .errorMessage = std::nullopt, .unknownTags = {}});
    }
    return verdict;
}

template <>
Verdict<wire::AlterPartitionReassignmentsResponse> judge(const Access &access, wire::AlterPartitionReassignmentsRequest &, std::int16_t)
{
    return wholly<wire::AlterPartitionReassignmentsResponse>(access.onCluster(AclOperation::Alter));
}

template <>
Verdict<wire::ListPartitionReassignmentsResponse> judge(const Access &access, wire::ListPartitionReassignmentsRequest &, std::int16_t)
{
    return wholly<wire::ListPartitionReassignmentsResponse>(access.onCluster(AclOperation::Describe));
}

template <>
Verdict<wire::DescribeClientQuotasResponse> judge(const Access &access, wire::DescribeClientQuotasRequest &, std::int16_t)
{
    auto verdict = wholly<wire::DescribeClientQuotasResponse>(access.onCluster(AclOperation::DescribeConfigs));
    if (verdict.refused)
        verdict.refused->entries.reset();
    return verdict;
}

template <>
Verdict<wire::AlterClientQuotasResponse> judge(const Access &access, wire::AlterClientQuotasRequest &request, std::int16_t)
{
    Verdict<wire::AlterClientQuotasResponse> verdict;
    if (access.onCluster(AclOperation::AlterConfigs))
        return verdict;
    verdict.refused.emplace();
    for (const auto &entry : request.entries) {
        auto &row = verdict.refused->entries.emplace_back();
        row.errorCode = kForbidden;
        row.errorMessage = kWords;
        for (const auto &one : entry.entity)
            row.entity.push_back({.entityType = one.entityType, .entityName = one.entityName, .unknownTags = {}});
    }
    return verdict;
}

template <>
Verdict<wire::AlterReplicaLogDirsResponse> judge(const Access &access, wire::AlterReplicaLogDirsRequest &request, std::int16_t)
{
    Verdict<wire::AlterReplicaLogDirsResponse> verdict;
    if (access.onCluster(AclOperation::Alter))
        return verdict;
    verdict.refused.emplace();
    for (const auto &dir : request.dirs) {
        for (const auto &topic : dir.topics) {
            auto &result = verdict.refused->results.emplace_back();
            result.topicName = topic.name;
            for (const std::int32_t partition : topic.partitions)
                result.partitions.push_back({.partitionIndex = partition, .errorCode = kForbidden, .unknownTags = {}});
        }
    }
    return verdict;
}

} // namespace weir::sandbox
