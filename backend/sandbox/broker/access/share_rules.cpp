// SPDX-License-Identifier: GPL-3.0-or-later
// Requests about share groups: Read of the group for its members, Describe for who looks, Delete for who removes, and of each
// topic Read or Describe. What brokers tell the share coordinator needs ClusterAction.
#include "backend/sandbox/broker/access/take_out.h"

#include "backend/wire/messages/alter_share_group_offsets.h"
#include "backend/wire/messages/delete_share_group_offsets.h"
#include "backend/wire/messages/delete_share_group_state.h"
#include "backend/wire/messages/describe_share_group_offsets.h"
#include "backend/wire/messages/initialize_share_group_state.h"
#include "backend/wire/messages/read_share_group_state.h"
#include "backend/wire/messages/read_share_group_state_summary.h"
#include "backend/wire/messages/share_acknowledge.h"
#include "backend/wire/messages/share_fetch.h"
#include "backend/wire/messages/share_group_describe.h"
#include "backend/wire/messages/share_group_heartbeat.h"
#include "backend/wire/messages/write_share_group_state.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr auto kForbidden = base::code(KafkaError::GroupAuthorizationFailed);
constexpr auto kTopicForbidden = base::code(KafkaError::TopicAuthorizationFailed);
constexpr auto kClusterForbidden = base::code(KafkaError::ClusterAuthorizationFailed);

/// Each partition is refused, as these have no error of their own.
template <class Request>
Verdict<net::ResponseOf<Request>> judgeState(const Access &access, const Request &request)
{
    Verdict<net::ResponseOf<Request>> verdict;
    if (access.onCluster(AclOperation::ClusterAction))
        return verdict;
    auto &response = verdict.refused.emplace();
    for (const auto &topic : request.topics) {
        auto &into = response.results.emplace_back();
        into.topicId = topic.topicId;
        for (const auto &partition : topic.partitions) {
            auto &row = into.partitions.emplace_back();
            row.partition = partition.partition;
            row.errorCode = kClusterForbidden;
        }
    }
    return verdict;
}

} // namespace

template <>
Verdict<wire::ShareGroupHeartbeatResponse> judge(const Access &access, wire::ShareGroupHeartbeatRequest &request, std::int16_t)
{
    if (!access.onGroup(AclOperation::Read, request.groupId))
        return refuseAll<wire::ShareGroupHeartbeatResponse>(KafkaError::GroupAuthorizationFailed);
    const auto hidden = [&](const std::string &name) { return !access.onTopic(AclOperation::Describe, name); };
    if (request.subscribedTopicNames && std::any_of(request.subscribedTopicNames->begin(), request.subscribedTopicNames->end(), hidden))
        return refuseAll<wire::ShareGroupHeartbeatResponse>(KafkaError::TopicAuthorizationFailed);
    return {};
}

/// Each topic of the session is asked for by the handler.
template <>
Verdict<wire::ShareFetchResponse> judge(const Access &access, wire::ShareFetchRequest &request, std::int16_t)
{
    return access.onGroup(AclOperation::Read, request.groupId.value_or(std::string())) ? Verdict<wire::ShareFetchResponse>{}
                                                                                       : refuseAll<wire::ShareFetchResponse>(KafkaError::GroupAuthorizationFailed);
}

template <>
Verdict<wire::ShareAcknowledgeResponse> judge(const Access &access, wire::ShareAcknowledgeRequest &request, std::int16_t)
{
    return access.onGroup(AclOperation::Read, request.groupId.value_or(std::string()))
        ? Verdict<wire::ShareAcknowledgeResponse>{}
        : refuseAll<wire::ShareAcknowledgeResponse>(KafkaError::GroupAuthorizationFailed);
}

template <>
Verdict<wire::ShareGroupDescribeResponse> judge(const Access &access, wire::ShareGroupDescribeRequest &request, std::int16_t)
{
    using Row = wire::ShareGroupDescribeResponse::DescribedGroup;
    const auto refusedRow = [](const std::string &name, std::int16_t error) {
        Row row;
        row.groupId = name;
        row.errorCode = error;
        return row;
    };
    auto refused = takeOut(
        request.groupIds, [&](const std::string &name) { return access.onGroup(AclOperation::Describe, name); },
        [&](const std::string &name) { return refusedRow(name, kForbidden); });
    Verdict<wire::ShareGroupDescribeResponse> verdict;
    verdict.complete = [access, rights = request.includeAuthorizedOperations, refused = std::move(refused), refusedRow](wire::ShareGroupDescribeResponse &response) {
        const auto hides = [&](const std::string &name) { return !access.onTopic(AclOperation::Describe, name); };
        for (Row &row : response.groups) {
            // A group tells its topics, so that who may not know of one is told nothing of the group.
            const bool hidden = std::any_of(row.members.begin(), row.members.end(), [&](const auto &member) {
                return std::any_of(member.subscribedTopicNames.begin(), member.subscribedTopicNames.end(), hides);
            });
            if (hidden) {
                row = refusedRow(row.groupId, kTopicForbidden);
                row.errorMessage = "The group has described topic(s) that the client is not authorized to describe.";
            } else if (rights && row.errorCode == 0) {
                row.authorizedOperations = access.operationsOn(ResourceType::Group, row.groupId);
            }
        }
        response.groups.insert(response.groups.end(), refused.begin(), refused.end());
    };
    return verdict;
}

template <>
Verdict<wire::DescribeShareGroupOffsetsResponse> judge(const Access &access, wire::DescribeShareGroupOffsetsRequest &request, std::int16_t)
{
    using Response = wire::DescribeShareGroupOffsetsResponse;
    using Topic = Response::DescribeShareGroupOffsetsResponseTopic;
    auto groups = takeOut(
        request.groups, [&](const auto &group) { return access.onGroup(AclOperation::Describe, group.groupId); },
        [](const auto &group) {
            Response::DescribeShareGroupOffsetsResponseGroup row;
            row.groupId = group.groupId;
            row.errorCode = kForbidden;
            return row;
        });
    std::vector<std::pair<std::string, std::vector<Topic>>> topics;
    for (auto &group : request.groups) {
        if (!group.topics)
            continue;
        auto refused = takeOut(
            *group.topics, [&](const auto &topic) { return access.onTopic(AclOperation::Describe, topic.topicName); },
            [](const auto &topic) {
                Topic row;
                row.topicName = topic.topicName;
                for (const std::int32_t index : topic.partitions) {
                    auto &partition = row.partitions.emplace_back();
                    partition.partitionIndex = index;
                    partition.errorCode = kTopicForbidden;
                }
                return row;
            });
        topics.emplace_back(group.groupId, std::move(refused));
    }
    Verdict<Response> verdict;
    verdict.complete = [access, groups = std::move(groups), topics = std::move(topics)](Response &response) {
        for (auto &group : response.groups) {
            // Asked for all, the group tells only of what the asker may know.
            std::erase_if(group.topics, [&](const Topic &topic) { return !access.onTopic(AclOperation::Describe, topic.topicName); });
            for (const auto &[groupId, refused] : topics) {
                if (groupId == group.groupId && group.errorCode == 0)
                    group.topics.insert(group.topics.end(), refused.begin(), refused.end());
            }
        }
        response.groups.insert(response.groups.end(), groups.begin(), groups.end());
    };
    return verdict;
}

template <>
Verdict<wire::AlterShareGroupOffsetsResponse> judge(const Access &access, wire::AlterShareGroupOffsetsRequest &request, std::int16_t)
{
    using Response = wire::AlterShareGroupOffsetsResponse;
    if (!access.onGroup(AclOperation::Read, request.groupId))
        return refuseAll<Response>(KafkaError::GroupAuthorizationFailed);
    return adding(takeOut(
                      request.topics, [&](const auto &topic) { return access.onTopic(AclOperation::Read, topic.topicName); },
                      [](const auto &topic) {
                          Response::AlterShareGroupOffsetsResponseTopic row;
                          row.topicName = topic.topicName;
                          for (const auto &partition : topic.partitions) {
                              auto &refused = row.partitions.emplace_back();
                              refused.partitionIndex = partition.partitionIndex;
                              refused.errorCode = kTopicForbidden;
                          }
                          return row;
                      }),
                  &Response::responses);
}

template <>
Verdict<wire::DeleteShareGroupOffsetsResponse> judge(const Access &access, wire::DeleteShareGroupOffsetsRequest &request, std::int16_t)
{
    using Response = wire::DeleteShareGroupOffsetsResponse;
    if (!access.onGroup(AclOperation::Delete, request.groupId))
        return refuseAll<Response>(KafkaError::GroupAuthorizationFailed);
    return adding(takeOut(
                      request.topics, [&](const auto &topic) { return access.onTopic(AclOperation::Read, topic.topicName); },
                      [](const auto &topic) {
                          Response::DeleteShareGroupOffsetsResponseTopic row;
                          row.topicName = topic.topicName;
                          row.errorCode = kTopicForbidden;
                          return row;
                      }),
                  &Response::responses);
}

template <>
Verdict<wire::InitializeShareGroupStateResponse> judge(const Access &access, wire::InitializeShareGroupStateRequest &request, std::int16_t)
{
    return judgeState(access, request);
}

template <>
Verdict<wire::ReadShareGroupStateResponse> judge(const Access &access, wire::ReadShareGroupStateRequest &request, std::int16_t)
{
    return judgeState(access, request);
}

template <>
Verdict<wire::WriteShareGroupStateResponse> judge(const Access &access, wire::WriteShareGroupStateRequest &request, std::int16_t)
{
    return judgeState(access, request);
}

template <>
Verdict<wire::DeleteShareGroupStateResponse> judge(const Access &access, wire::DeleteShareGroupStateRequest &request, std::int16_t)
{
    return judgeState(access, request);
}

template <>
Verdict<wire::ReadShareGroupStateSummaryResponse> judge(const Access &access, wire::ReadShareGroupStateSummaryRequest &request, std::int16_t)
{
    return judgeState(access, request);
}

} // namespace weir::sandbox
