// SPDX-License-Identifier: GPL-3.0-or-later
// ShareGroupHeartbeat v1 (the first that Kafka 4.3 serves): how members of a share group join, hear what they are to read, and
// leave. Who joins is answered when the share coordinator knows of the partitions, so that there is something to read at once;
// Apache Kafka tells of them with the next heartbeat.
#include "backend/sandbox/groups/share_groups.h"

#include "backend/sandbox/groups/group_coordinator.h"

#include <fmt/format.h>

namespace weir::sandbox {

using base::KafkaError;

namespace {

using Request = wire::ShareGroupHeartbeatRequest;
using Response = wire::ShareGroupHeartbeatResponse;

Response refusal(KafkaError error, std::string words)
{
    Response response;
    response.errorCode = code(error);
    if (!words.empty())
        response.errorMessage = std::move(words);
    return response;
}

/// Nothing, or what is wrong with the request.
std::string faultOf(const Request &request)
{
    if (request.memberId.empty())
        return "MemberId can't be empty.";
    if (request.groupId.empty())
        return "GroupId can't be empty.";
    if (request.rackId && request.rackId->empty())
        return "RackId can't be empty.";
    if (request.memberEpoch < ShareMember::kLeaveEpoch)
        return fmt::format("MemberEpoch is {}, but must be greater than or equal to -1.", request.memberEpoch);
    if (request.memberEpoch == ShareMember::kJoinEpoch && (!request.subscribedTopicNames || request.subscribedTopicNames->empty()))
        return "SubscribedTopicNames must be set in first request.";
    return {};
}

} // namespace

wire::ShareGroupHeartbeatResponse ShareGroups::responseFor(const ShareGroup &group, const std::string &memberId) const
{
    Response response;
    response.memberId = memberId;
    const auto settings = m_groups.m_topics.settingsOf(group.groupId());
    response.heartbeatIntervalMs = settings.shareHeartbeatIntervalMs.value_or(m_groups.m_config.shareHeartbeatIntervalMs);
    const ShareMember *member = group.find(memberId);
    if (member == nullptr)
        return refusal(KafkaError::UnknownMemberId, fmt::format("Member {} is not a member of group {}.", memberId, group.groupId()));
    response.memberEpoch = member->epoch;
    return response;
}

void ShareGroups::handle(const Request &request, std::int16_t, const Session &session, Reply<Response> reply)
{
    const auto refuse = [&](KafkaError error, std::string words = {}) { reply(refusal(error, std::move(words))); };
    if (!serves())
        return refuse(KafkaError::UnsupportedVersion);
    if (m_groups.m_offsetsPartitions <= 0)
        return refuse(KafkaError::CoordinatorNotAvailable);
    if (auto words = faultOf(request); !words.empty())
        return refuse(KafkaError::InvalidRequest, std::move(words));
    const auto place = m_groups.placeOf(request.groupId);
    if (!place.partition)
        return refuse(place.error);
    if (request.memberEpoch == ShareMember::kLeaveEpoch)
        return leave(place.partition, request, std::move(reply));

    const bool joins = request.memberEpoch == ShareMember::kJoinEpoch;
    GroupPtr group = find(*place.partition, request.groupId);
    if (!group) {
        if (m_groups.findGroup(*place.partition, request.groupId) || m_groups.findConsumers(*place.partition, request.groupId))
            return refuse(KafkaError::GroupIdNotFound, fmt::format("Group {} is not a share group.", request.groupId));
        if (!joins)
            return refuse(KafkaError::GroupIdNotFound, fmt::format("Group {} not found.", request.groupId));
    }
    const ShareMember *known = group ? group->find(request.memberId) : nullptr;
    if (!known && group && static_cast<std::size_t>(m_groups.m_config.shareMaxSize) <= group->members.size())
        return refuse(KafkaError::GroupMaxSizeReached,
                      fmt::format("The share group has reached its maximum capacity of {} members.", m_groups.m_config.shareMaxSize));
    if (!known && !joins)
        return refuse(KafkaError::UnknownMemberId, fmt::format("Member {} is not a member of group {}.", request.memberId, request.groupId));
    // The answer that told a member of its new epoch may be lost.
    if (known && !joins && request.memberEpoch != known->epoch && (request.memberEpoch > known->epoch || request.memberEpoch != known->previousEpoch))
        return refuse(KafkaError::FencedMemberEpoch,
                      fmt::format("The share group member has a {} member epoch ({}) than the one known by the group coordinator ({}). The member must "
                                  "abandon all its partitions and rejoin.",
                                  request.memberEpoch > known->epoch ? "greater" : "smaller", request.memberEpoch, known->epoch));
    if (!group)
        group = make(place.partition, request.groupId);

    ShareMember member = known ? *known : ShareMember{};
    const ShareMember was = member;
    member.memberId = request.memberId;
    if (request.rackId)
        member.rackId = request.rackId;
    if (request.subscribedTopicNames)
        member.topicNames = {request.subscribedTopicNames->begin(), request.subscribedTopicNames->end()};
    member.clientId = session.clientId;
    member.clientHost = session.clientHost;
    const bool isNew = !known;
    const bool changed = isNew || member.topicNames != was.topicNames;
    std::vector<GroupRecord> records;
    if (isNew || !member.saysAs(was))
        records.push_back(shareMemberRecord(request.groupId, member));
    group->members[request.memberId] = std::move(member);
    if (isNew)
        note(*group, GroupEvent::Kind::MemberJoined, group->find(request.memberId), {});
    watch(group, request.memberId);

    auto lacking = missing(*group);
    const bool waits = joins && !lacking.empty();
    advance(*group, request.memberId, changed, !waits, records);
    const bool full = joins || request.subscribedTopicNames;
    auto answer = [this, group, memberId = request.memberId, full, before = was.assigned, reply = std::move(reply)](std::int16_t error) {
        if (error != 0)
            return reply(refusal(static_cast<KafkaError>(error), {}));
        Response response = responseFor(*group, memberId);
        const ShareMember *now = group->find(memberId);
        if (now != nullptr && (full || now->assigned != before)) {
            auto &assignment = response.assignment.emplace();
            for (const auto &[topic, partitions] : now->assigned)
                assignment.topicPartitions.push_back({topic, {partitions.begin(), partitions.end()}, {}});
        }
        reply(std::move(response));
    };
    if (!waits) {
        append(group, std::move(records), std::move(answer));
    } else {
        append(group, std::move(records), [](std::int16_t) {});
        group->waiting.push_back([this, group, memberId = request.memberId, answer = std::move(answer)] {
            if (!partitionOf(group))
                return answer(code(KafkaError::NotCoordinator));
            std::vector<GroupRecord> more;
            if (group->find(memberId) != nullptr)
                advance(*group, memberId, false, true, more);
            append(group, std::move(more), answer);
        });
    }
    if (!lacking.empty() && !group->busy)
        initialize(group, std::move(lacking));
}

void ShareGroups::leave(const PartitionPtr &partition, const Request &request, Reply<Response> reply)
{
    const GroupPtr group = find(*partition, request.groupId);
    if (!group)
        return reply(refusal(KafkaError::GroupIdNotFound, fmt::format("Group {} not found.", request.groupId)));
    if (group->find(request.memberId) == nullptr)
        return reply(refusal(KafkaError::UnknownMemberId, fmt::format("Member {} is not a member of group {}.", request.memberId, request.groupId)));
    Response response;
    response.memberId = request.memberId;
    response.memberEpoch = request.memberEpoch;
    expel(group, {request.memberId}, GroupEvent::Kind::MemberLeft, "the member left", [reply = std::move(reply), response](std::int16_t error) {
        reply(error == 0 ? response : refusal(static_cast<KafkaError>(error), {}));
    });
}

} // namespace weir::sandbox
