// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/group_requests.h"

#include "backend/base/kafka_error.h"

namespace weir::sandbox {

using base::KafkaError;

std::vector<wire::OffsetFetchRequest::OffsetFetchRequestGroup> groupsOf(const wire::OffsetFetchRequest &request, std::int16_t version)
{
    if (version >= 8)
        return request.groups;
    std::vector<wire::OffsetFetchRequest::OffsetFetchRequestGroup> one(1);
    one[0].groupId = request.groupId;
    if (!request.topics) {
        one[0].topics.reset();
        return one;
    }
    for (const auto &topic : *request.topics) {
        auto &into = one[0].topics->emplace_back();
        into.name = topic.name;
        into.partitionIndexes = topic.partitionIndexes;
    }
    return one;
}

wire::OffsetFetchResponse::OffsetFetchResponseGroup failedOffsetFetch(const wire::OffsetFetchRequest::OffsetFetchRequestGroup &group,
                                                                      std::int16_t errorCode)
{
    wire::OffsetFetchResponse::OffsetFetchResponseGroup failed;
    failed.groupId = group.groupId;
    failed.errorCode = errorCode;
    return failed;
}

wire::OffsetFetchResponse offsetFetchResponse(const std::vector<wire::OffsetFetchRequest::OffsetFetchRequestGroup> &asked,
                                              std::vector<wire::OffsetFetchResponse::OffsetFetchResponseGroup> groups,
                                              std::int16_t version)
{
    wire::OffsetFetchResponse response;
    if (version >= 8) {
        response.groups = std::move(groups);
        return response;
    }
    if (groups.empty())
        return response;
    auto &group = groups.front();
    if (group.errorCode != 0 && version < 2) {
        if (!asked.empty() && asked.front().topics) {
            for (const auto &topic : *asked.front().topics) {
                auto &into = response.topics.emplace_back();
                into.name = topic.name;
                for (const auto index : topic.partitionIndexes) {
                    auto &partition = into.partitions.emplace_back();
                    partition.partitionIndex = index;
                    partition.committedOffset = -1;
                    partition.errorCode = group.errorCode;
                }
            }
        }
        return response;
    }
    response.errorCode = version >= 2 ? group.errorCode : std::int16_t{0};
    for (auto &topic : group.topics) {
        auto &into = response.topics.emplace_back();
        into.name = std::move(topic.name);
        for (auto &partition : topic.partitions) {
            auto &out = into.partitions.emplace_back();
            out.partitionIndex = partition.partitionIndex;
            out.committedOffset = partition.committedOffset;
            out.committedLeaderEpoch = partition.committedLeaderEpoch;
            out.metadata = std::move(partition.metadata);
            out.errorCode = partition.errorCode;
        }
    }
    return response;
}

wire::OffsetCommitResponse failedOffsetCommit(const wire::OffsetCommitRequest &request, std::int16_t errorCode)
{
    wire::OffsetCommitResponse response;
    for (const auto &topic : request.topics) {
        auto &into = response.topics.emplace_back();
        into.name = topic.name;
        into.topicId = topic.topicId;
        for (const auto &partition : topic.partitions) {
            auto &out = into.partitions.emplace_back();
            out.partitionIndex = partition.partitionIndex;
            out.errorCode = errorCode;
        }
    }
    return response;
}

wire::TxnOffsetCommitResponse::TxnOffsetCommitResponseTopic failedTxnOffsetCommit(const wire::TxnOffsetCommitRequest::TxnOffsetCommitRequestTopic &topic,
                                                                                   std::int16_t errorCode)
{
    wire::TxnOffsetCommitResponse::TxnOffsetCommitResponseTopic row;
    row.name = topic.name;
    for (const auto &partition : topic.partitions)
        row.partitions.push_back({partition.partitionIndex, errorCode, {}});
    return row;
}

wire::TxnOffsetCommitResponse failedTxnOffsetCommit(const wire::TxnOffsetCommitRequest &request, std::int16_t errorCode)
{
    wire::TxnOffsetCommitResponse response;
    for (const auto &topic : request.topics)
        response.topics.push_back(failedTxnOffsetCommit(topic, errorCode));
    return response;
}

std::vector<wire::LeaveGroupRequest::MemberIdentity> membersOf(const wire::LeaveGroupRequest &request, std::int16_t version)
{
    if (version >= 3)
        return request.members;
    wire::LeaveGroupRequest::MemberIdentity identity;
    identity.memberId = request.memberId;
    return {std::move(identity)};
}

wire::LeaveGroupResponse leaveGroupResponse(std::vector<wire::LeaveGroupResponse::MemberResponse> members, std::int16_t version)
{
    wire::LeaveGroupResponse response;
    if (version >= 3)
        response.members = std::move(members);
    else if (!members.empty())
        response.errorCode = members.front().errorCode;
    return response;
}

std::int16_t coordinatorErrorOf(std::int16_t logError)
{
    switch (static_cast<KafkaError>(logError)) {
    case KafkaError::NetworkException:
        return code(KafkaError::CoordinatorLoadInProgress);
    case KafkaError::UnknownTopicOrPartition:
    case KafkaError::NotEnoughReplicas:
    case KafkaError::NotEnoughReplicasAfterAppend:
    case KafkaError::RequestTimedOut:
        return code(KafkaError::CoordinatorNotAvailable);
    case KafkaError::NotLeaderOrFollower:
    case KafkaError::KafkaStorageError:
        return code(KafkaError::NotCoordinator);
    case KafkaError::MessageTooLarge:
    case KafkaError::RecordListTooLarge:
    case KafkaError::InvalidFetchSize:
        return code(KafkaError::UnknownServerError);
    default:
        return logError;
    }
}

} // namespace weir::sandbox
