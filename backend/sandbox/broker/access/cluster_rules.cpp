// SPDX-License-Identifier: GPL-3.0-or-later
// Requests about settings, the cluster, users and access itself.
#include "backend/sandbox/broker/access/take_out.h"

#include "backend/wire/messages/add_raft_voter.h"
#include "backend/wire/messages/alter_configs.h"
#include "backend/wire/messages/alter_user_scram_credentials.h"
#include "backend/wire/messages/create_acls.h"
#include "backend/wire/messages/delete_acls.h"
#include "backend/wire/messages/describe_acls.h"
#include "backend/wire/messages/describe_cluster.h"
#include "backend/wire/messages/describe_configs.h"
#include "backend/wire/messages/describe_log_dirs.h"
#include "backend/wire/messages/describe_quorum.h"
#include "backend/wire/messages/describe_user_scram_credentials.h"
#include "backend/wire/messages/incremental_alter_configs.h"
#include "backend/wire/messages/list_config_resources.h"
#include "backend/wire/messages/remove_raft_voter.h"
#include "backend/wire/messages/unregister_broker.h"
#include "backend/wire/messages/update_features.h"

#include <set>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr auto kClusterForbidden = base::code(KafkaError::ClusterAuthorizationFailed);
constexpr const char *kWords = "Cluster authorization failed.";

/// 0 where it is allowed, else the error that Kafka has for a resource of that kind.
std::int16_t onConfigs(const Access &access, AclOperation operation, std::int8_t type, const std::string &name)
{
    switch (static_cast<ConfigResourceType>(type)) {
    case ConfigResourceType::Topic:
        return access.onTopic(operation, name) ? std::int16_t{0} : base::code(KafkaError::TopicAuthorizationFailed);
    case ConfigResourceType::Group:
        return access.onGroup(operation, name) ? std::int16_t{0} : base::code(KafkaError::GroupAuthorizationFailed);
    case ConfigResourceType::Broker:
    case ConfigResourceType::BrokerLogger:
    case ConfigResourceType::ClientMetrics: return access.onCluster(operation) ? std::int16_t{0} : kClusterForbidden;
    default: return 0; // of a kind that there is not: the handler says so
    }
}

template <class Request, class Row, class Response>
Verdict<Response> judgeConfigs(const Access &access, Request &request, AclOperation operation, std::vector<Row> Response::*rows)
{
    return adding(takeOut(
                      request.resources, [&](const auto &resource) { return onConfigs(access, operation, resource.resourceType, resource.resourceName) == 0; },
                      [&](const auto &resource) {
                          Row row;
                          row.resourceType = resource.resourceType;
                          row.resourceName = resource.resourceName;
                          row.errorCode = onConfigs(access, operation, resource.resourceType, resource.resourceName);
                          row.errorMessage = std::string(base::kafkaErrorName(row.errorCode));
                          return row;
                      }),
                  rows);
}

template <class Response>
Verdict<Response> onlyWith(bool allowed)
{
    if (allowed)
        return {};
    Verdict<Response> verdict = refuseAll<Response>(KafkaError::ClusterAuthorizationFailed);
    if constexpr (requires { verdict.refused->errorMessage; })
        verdict.refused->errorMessage = kWords;
    return verdict;
}

} // namespace

template <>
Verdict<wire::DescribeConfigsResponse> judge(const Access &access, wire::DescribeConfigsRequest &request, std::int16_t)
{
    return judgeConfigs(access, request, AclOperation::DescribeConfigs, &wire::DescribeConfigsResponse::results);
}

template <>
Verdict<wire::AlterConfigsResponse> judge(const Access &access, wire::AlterConfigsRequest &request, std::int16_t)
{
    return judgeConfigs(access, request, AclOperation::AlterConfigs, &wire::AlterConfigsResponse::responses);
}

template <>
Verdict<wire::IncrementalAlterConfigsResponse> judge(const Access &access, wire::IncrementalAlterConfigsRequest &request, std::int16_t)
{
    return judgeConfigs(access, request, AclOperation::AlterConfigs, &wire::IncrementalAlterConfigsResponse::responses);
}

template <>
Verdict<wire::DescribeLogDirsResponse> judge(const Access &access, wire::DescribeLogDirsRequest &, std::int16_t version)
{
    auto verdict = onlyWith<wire::DescribeLogDirsResponse>(access.onCluster(AclOperation::Describe));
    if (verdict.refused && version < 3)
        verdict.refused->errorCode = 0; // no field for it: an empty list says it
    return verdict;
}

template <>
Verdict<wire::DescribeClusterResponse> judge(const Access &access, wire::DescribeClusterRequest &request, std::int16_t)
{
    Verdict<wire::DescribeClusterResponse> verdict;
    if (request.includeClusterAuthorizedOperations) {
        verdict.complete = [access](wire::DescribeClusterResponse &response) {
            response.clusterAuthorizedOperations = access.onCluster(AclOperation::Describe) ? access.operationsOn(ResourceType::Cluster, kClusterName) : 0;
        };
    }
    return verdict;
}

template <>
Verdict<wire::DescribeUserScramCredentialsResponse> judge(const Access &access, wire::DescribeUserScramCredentialsRequest &request, std::int16_t)
{
    auto verdict = onlyWith<wire::DescribeUserScramCredentialsResponse>(access.onCluster(AclOperation::Describe));
    if (verdict.refused && request.users) {
        for (const auto &user : *request.users)
            verdict.refused->results.push_back({user.name, kClusterForbidden, kWords, {}, {}});
    }
    return verdict;
}

template <>
Verdict<wire::AlterUserScramCredentialsResponse> judge(const Access &access, wire::AlterUserScramCredentialsRequest &request, std::int16_t)
{
    Verdict<wire::AlterUserScramCredentialsResponse> verdict;
    if (access.onCluster(AclOperation::Alter))
        return verdict;
    // One answer a user, however often it is named.
    std::set<std::string> users;
    for (const auto &each : request.deletions)
        users.insert(each.name);
    for (const auto &each : request.upsertions)
        users.insert(each.name);
    verdict.refused.emplace();
    for (const std::string &user : users)
        verdict.refused->results.push_back({user, kClusterForbidden, kWords, {}});
    return verdict;
}

template <>
Verdict<wire::DescribeAclsResponse> judge(const Access &access, wire::DescribeAclsRequest &, std::int16_t)
{
    return onlyWith<wire::DescribeAclsResponse>(access.onCluster(AclOperation::Describe));
}

template <>
Verdict<wire::CreateAclsResponse> judge(const Access &access, wire::CreateAclsRequest &request, std::int16_t)
{
    Verdict<wire::CreateAclsResponse> verdict;
    if (!access.onCluster(AclOperation::Alter)) {
        verdict.refused.emplace();
        for (std::size_t i = 0; i < request.creations.size(); ++i)
            verdict.refused->results.push_back({kClusterForbidden, kWords, {}});
    }
    return verdict;
}

template <>
Verdict<wire::DeleteAclsResponse> judge(const Access &access, wire::DeleteAclsRequest &request, std::int16_t)
{
    Verdict<wire::DeleteAclsResponse> verdict;
    if (!access.onCluster(AclOperation::Alter)) {
        verdict.refused.emplace();
        for (std::size_t i = 0; i < request.filters.size(); ++i)
            verdict.refused->filterResults.push_back({kClusterForbidden, kWords, {}, {}});
    }
    return verdict;
}

template <>
Verdict<wire::ListConfigResourcesResponse> judge(const Access &access, wire::ListConfigResourcesRequest &, std::int16_t)
{
    return onlyWith<wire::ListConfigResourcesResponse>(access.onCluster(AclOperation::DescribeConfigs));
}

template <>
Verdict<wire::DescribeQuorumResponse> judge(const Access &access, wire::DescribeQuorumRequest &, std::int16_t)
{
    return onlyWith<wire::DescribeQuorumResponse>(access.onCluster(AclOperation::Describe));
}

template <>
Verdict<wire::UpdateFeaturesResponse> judge(const Access &access, wire::UpdateFeaturesRequest &, std::int16_t)
{
    return onlyWith<wire::UpdateFeaturesResponse>(access.onCluster(AclOperation::Alter));
}

template <>
Verdict<wire::UnregisterBrokerResponse> judge(const Access &access, wire::UnregisterBrokerRequest &, std::int16_t)
{
    return onlyWith<wire::UnregisterBrokerResponse>(access.onCluster(AclOperation::Alter));
}

template <>
Verdict<wire::AddRaftVoterResponse> judge(const Access &access, wire::AddRaftVoterRequest &, std::int16_t)
{
    return onlyWith<wire::AddRaftVoterResponse>(access.onCluster(AclOperation::Alter));
}

template <>
Verdict<wire::RemoveRaftVoterResponse> judge(const Access &access, wire::RemoveRaftVoterRequest &, std::int16_t)
{
    return onlyWith<wire::RemoveRaftVoterResponse>(access.onCluster(AclOperation::Alter));
}

} // namespace weir::sandbox
