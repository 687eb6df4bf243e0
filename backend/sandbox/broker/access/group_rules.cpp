// SPDX-License-Identifier: GPL-3.0-or-later
// Requests about groups and their offsets: Read of the group for its members, Describe for who looks, Delete for who removes; and
// of each topic whose offsets are concerned, Read for its members and Describe for who looks.
#include "backend/sandbox/broker/access/take_out.h"

#include "backend/sandbox/groups/group_requests.h"
#include "backend/wire/messages/consumer_group_describe.h"
#include "backend/wire/messages/consumer_group_heartbeat.h"
#include "backend/wire/messages/delete_groups.h"
#include "backend/wire/messages/describe_groups.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/heartbeat.h"
#include "backend/wire/messages/join_group.h"
#include "backend/wire/messages/list_groups.h"
#include "backend/wire/messages/offset_delete.h"
#include "backend/wire/messages/sync_group.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr auto kForbidden = base::code(KafkaError::GroupAuthorizationFailed);
constexpr auto kTopicForbidden = base::code(KafkaError::TopicAuthorizationFailed);

template <class Request>
Verdict<net::ResponseOf<Request>> judgeMember(const Access &access, const Request &request)
{
    if (access.onGroup(AclOperation::Read, request.groupId))
        return {};
    return refuseAll<net::ResponseOf<Request>>(KafkaError::GroupAuthorizationFailed);
}

/// The topic of a request that names it or, in newer versions, tells its id. Empty: there is none.
std::string nameOf(const Access &access, const std::string &name, const base::Uuid &id)
{
    if (id.isZero())
        return name;
    const TopicPtr known = access.image().topic(id);
    return known ? known->name : std::string();
}

} // namespace

template <>
Verdict<wire::JoinGroupResponse> judge(const Access &access, wire::JoinGroupRequest &request, std::int16_t version)
{
    auto verdict = judgeMember(access, request);
    // Null is a name of newer versions only.
    if (verdict.refused && version >= 7)
        verdict.refused->protocolName.reset();
    return verdict;
}

template <>
Verdict<wire::SyncGroupResponse> judge(const Access &access, wire::SyncGroupRequest &request, std::int16_t)
{
    return judgeMember(access, request);
}

template <>
Verdict<wire::HeartbeatResponse> judge(const Access &access, wire::HeartbeatRequest &request, std::int16_t)
{
    return judgeMember(access, request);
}

template <>
Verdict<wire::LeaveGroupResponse> judge(const Access &access, wire::LeaveGroupRequest &request, std::int16_t)
{
    return judgeMember(access, request);
}

template <>
Verdict<wire::ConsumerGroupHeartbeatResponse> judge(const Access &access, wire::ConsumerGroupHeartbeatRequest &request, std::int16_t)
{
    auto verdict = judgeMember(access, request);
    if (verdict.refused || !request.subscribedTopicNames)
        return verdict;
    // What regular expressions stand for is looked up among those that the member may know of.
    for (const std::string &name : *request.subscribedTopicNames) {
        if (!access.onTopic(AclOperation::Describe, name))
            return refuseAll<wire::ConsumerGroupHeartbeatResponse>(KafkaError::TopicAuthorizationFailed);
    }
    return verdict;
}

template <>
Verdict<wire::OffsetCommitResponse> judge(const Access &access, wire::OffsetCommitRequest &request, std::int16_t)
{
    if (!access.onGroup(AclOperation::Read, request.groupId)) {
        Verdict<wire::OffsetCommitResponse> verdict;
        verdict.refused = failedOffsetCommit(request, kForbidden);
        return verdict;
    }
    return adding(takeOut(
                      request.topics,
                      [&](const auto &topic) {
                          const std::string name = nameOf(access, topic.name, topic.topicId);
                          return name.empty() || access.onTopic(AclOperation::Read, name);
                      },
                      [](const auto &topic) {
                          wire::OffsetCommitResponse::OffsetCommitResponseTopic row;
                          row.name = topic.name;
                          row.topicId = topic.topicId;
                          for (const auto &partition : topic.partitions)
                              row.partitions.push_back({partition.partitionIndex, kTopicForbidden, {}});
                          return row;
                      }),
                  &wire::OffsetCommitResponse::topics);
}

template <>
Verdict<wire::OffsetFetchResponse> judge(const Access &access, wire::OffsetFetchRequest &request, std::int16_t version)
{
    const auto mayTopic = [&](const auto &topic) { return access.onTopic(AclOperation::Describe, topic.name); };
    const auto refuse = [](const auto &topic, auto row) {
        row.name = topic.name;
        for (const std::int32_t index : topic.partitionIndexes) {
            auto &answer = row.partitions.emplace_back();
            answer.partitionIndex = index;
            answer.committedOffset = -1;
            answer.errorCode = kTopicForbidden;
        }
        return row;
    };
    Verdict<wire::OffsetFetchResponse> verdict;
    if (version < 8) {
        if (!access.onGroup(AclOperation::Describe, request.groupId)) {
            const auto asked = groupsOf(request, version);
            verdict.refused = offsetFetchResponse(asked, {failedOffsetFetch(asked.front(), kForbidden)}, version);
            return verdict;
        }
        using Row = wire::OffsetFetchResponse::OffsetFetchResponseTopic;
        std::vector<Row> refused;
        if (request.topics)
            refused = takeOut(*request.topics, mayTopic, [&](const auto &topic) { return refuse(topic, Row()); });
        verdict.complete = [access, refused = std::move(refused)](wire::OffsetFetchResponse &response) {
            // Where all were asked for, the handler's answer is what it knows; it is told as far as may be seen.
            std::erase_if(response.topics, [&](const Row &row) { return !access.onTopic(AclOperation::Describe, row.name); });
            response.topics.insert(response.topics.end(), refused.begin(), refused.end());
        };
        return verdict;
    }
    using Row = wire::OffsetFetchResponse::OffsetFetchResponseTopics;
    auto groups = takeOut(
        request.groups, [&](const auto &group) { return access.onGroup(AclOperation::Describe, group.groupId); },
        [](const auto &group) { return failedOffsetFetch(group, kForbidden); });
    std::vector<std::pair<std::string, std::vector<Row>>> topics;
    for (auto &group : request.groups) {
        if (!group.topics)
            continue;
        auto refused = takeOut(
            *group.topics,
            [&](const auto &topic) {
                const std::string name = nameOf(access, topic.name, topic.topicId);
                return name.empty() || access.onTopic(AclOperation::Describe, name);
            },
            [&](const auto &topic) {
                Row row = refuse(topic, Row());
                row.topicId = topic.topicId;
                return row;
            });
        if (!refused.empty())
            topics.emplace_back(group.groupId, std::move(refused));
    }
    verdict.complete = [access, groups = std::move(groups), topics = std::move(topics)](wire::OffsetFetchResponse &response) {
        for (auto &group : response.groups) {
            std::erase_if(group.topics, [&](const Row &row) {
                const std::string name = nameOf(access, row.name, row.topicId);
                return !name.empty() && !access.onTopic(AclOperation::Describe, name);
            });
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
Verdict<wire::FindCoordinatorResponse> judge(const Access &access, wire::FindCoordinatorRequest &request, std::int16_t version)
{
    const auto may = [&](const std::string &key) {
        switch (request.keyType) {
        case wire::FindCoordinatorRequest::kGroup: return access.onGroup(AclOperation::Describe, key);
        case wire::FindCoordinatorRequest::kTransaction: return access.allowed(AclOperation::Describe, ResourceType::TransactionalId, key);
        case wire::FindCoordinatorRequest::kShare: return access.onCluster(AclOperation::ClusterAction);
        default: return true; // of a kind that there is not: the handler says so
        }
    };
    const auto error = base::code(request.keyType == wire::FindCoordinatorRequest::kGroup ? KafkaError::GroupAuthorizationFailed
                                      : request.keyType == wire::FindCoordinatorRequest::kTransaction ? KafkaError::TransactionalIdAuthorizationFailed
                                                                                                      : KafkaError::ClusterAuthorizationFailed);
    Verdict<wire::FindCoordinatorResponse> verdict;
    if (version < 4) {
        if (may(request.key))
            return verdict;
        verdict.refused.emplace();
        verdict.refused->errorCode = error;
        verdict.refused->errorMessage = version >= 1 ? std::optional(std::string(base::kafkaErrorName(error))) : std::string();
        verdict.refused->nodeId = -1;
        verdict.refused->port = -1;
        return verdict;
    }
    return adding(takeOut(request.coordinatorKeys, may,
                          [error](const std::string &key) {
                              wire::FindCoordinatorResponse::Coordinator row;
                              row.key = key;
                              row.nodeId = -1;
                              row.port = -1;
                              row.errorCode = error;
                              row.errorMessage = std::string(base::kafkaErrorName(error));
                              return row;
                          }),
                  &wire::FindCoordinatorResponse::coordinators);
}

namespace {

/// DescribeGroups and ConsumerGroupDescribe: the same rows by other names.
template <class Response>
Verdict<Response> judgeDescribe(const Access &access, std::vector<std::string> &names, bool rights)
{
    using Row = typename Response::DescribedGroup;
    auto refused = takeOut(
        names, [&](const std::string &name) { return access.onGroup(AclOperation::Describe, name); },
        [](const std::string &name) {
            Row row;
            row.groupId = name;
            row.errorCode = kForbidden;
            return row;
        });
    Verdict<Response> verdict;
    verdict.complete = [access, rights, refused = std::move(refused)](Response &response) {
        if (rights) {
            for (Row &row : response.groups) {
                if (row.errorCode == 0)
                    row.authorizedOperations = access.operationsOn(ResourceType::Group, row.groupId);
            }
        }
        response.groups.insert(response.groups.end(), refused.begin(), refused.end());
    };
    return verdict;
}

} // namespace

template <>
Verdict<wire::DescribeGroupsResponse> judge(const Access &access, wire::DescribeGroupsRequest &request, std::int16_t)
{
    return judgeDescribe<wire::DescribeGroupsResponse>(access, request.groups, request.includeAuthorizedOperations);
}

template <>
Verdict<wire::ConsumerGroupDescribeResponse> judge(const Access &access, wire::ConsumerGroupDescribeRequest &request, std::int16_t)
{
    auto verdict = judgeDescribe<wire::ConsumerGroupDescribeResponse>(access, request.groupIds, request.includeAuthorizedOperations);
    // A group tells its topics, so that who may not know of one is told nothing of the group.
    verdict.complete = [access, complete = std::move(verdict.complete)](wire::ConsumerGroupDescribeResponse &response) {
        const auto isHidden = [&](const auto &topic) { return !access.onTopic(AclOperation::Describe, topic.topicName); };
        const auto tells = [&](const auto &assignment) { return std::any_of(assignment.topicPartitions.begin(), assignment.topicPartitions.end(), isHidden); };
        for (auto &group : response.groups) {
            const bool hidden = std::any_of(group.members.begin(), group.members.end(), [&](const auto &member) {
                return tells(member.assignment) || tells(member.targetAssignment)
                    || std::any_of(member.subscribedTopicNames.begin(), member.subscribedTopicNames.end(),
                                   [&](const std::string &name) { return !access.onTopic(AclOperation::Describe, name); });
            });
            if (!hidden)
                continue;
            wire::ConsumerGroupDescribeResponse::DescribedGroup refused;
            refused.groupId = group.groupId;
            refused.errorCode = kTopicForbidden;
            refused.errorMessage = "The group has described topic(s) that the client is not authorized to describe.";
            group = std::move(refused);
        }
        complete(response);
    };
    return verdict;
}

template <>
Verdict<wire::ListGroupsResponse> judge(const Access &access, wire::ListGroupsRequest &, std::int16_t)
{
    Verdict<wire::ListGroupsResponse> verdict;
    if (!access.onCluster(AclOperation::Describe)) {
        verdict.complete = [access](wire::ListGroupsResponse &response) {
            std::erase_if(response.groups, [&](const auto &group) { return !access.onGroup(AclOperation::Describe, group.groupId); });
        };
    }
    return verdict;
}

template <>
Verdict<wire::DeleteGroupsResponse> judge(const Access &access, wire::DeleteGroupsRequest &request, std::int16_t)
{
    return adding(takeOut(
                      request.groupsNames, [&](const std::string &name) { return access.onGroup(AclOperation::Delete, name); },
                      [](const std::string &name) {
                          wire::DeleteGroupsResponse::DeletableGroupResult row;
                          row.groupId = name;
                          row.errorCode = kForbidden;
                          return row;
                      }),
                  &wire::DeleteGroupsResponse::results);
}

template <>
Verdict<wire::OffsetDeleteResponse> judge(const Access &access, wire::OffsetDeleteRequest &request, std::int16_t)
{
    if (!access.onGroup(AclOperation::Delete, request.groupId))
        return refuseAll<wire::OffsetDeleteResponse>(KafkaError::GroupAuthorizationFailed);
    return adding(takeOut(
                      request.topics, [&](const auto &topic) { return access.onTopic(AclOperation::Read, topic.name); },
                      [](const auto &topic) {
                          wire::OffsetDeleteResponse::OffsetDeleteResponseTopic row;
                          row.name = topic.name;
                          for (const auto &partition : topic.partitions)
                              row.partitions.push_back({partition.partitionIndex, kTopicForbidden, {}});
                          return row;
                      }),
                  &wire::OffsetDeleteResponse::topics);
}

} // namespace weir::sandbox
