// SPDX-License-Identifier: GPL-3.0-or-later
// ConsumerGroupHeartbeat v0-1 (v1 regular expressions, and member ids that the client makes): how members of the KIP-848
// protocol join, say what they have, hear what they are to have, and leave.
#include "backend/sandbox/groups/group_coordinator.h"

#include "backend/sandbox/groups/consumer_group_records.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int16_t kClientMakesId = 1;

using Request = wire::ConsumerGroupHeartbeatRequest;
using Response = wire::ConsumerGroupHeartbeatResponse;

Response refusal(KafkaError error, std::string words)
{
    Response response;
    response.errorCode = code(error);
    if (!words.empty())
        response.errorMessage = std::move(words);
    return response;
}

/// Nothing, or what is wrong with the request.
std::string faultOf(const Request &request, std::int16_t version)
{
    const auto isEmpty = [](const std::optional<std::string> &text) { return text && text->empty(); };
    const bool joins = request.memberEpoch == ConsumerMember::kJoinEpoch;
    if (request.memberId.empty() && (version >= kClientMakesId || !joins))
        return "MemberId can't be empty.";
    if (request.groupId.empty())
        return "GroupId can't be empty.";
    if (isEmpty(request.instanceId))
        return "InstanceId can't be empty.";
    if (isEmpty(request.rackId))
        return "RackId can't be empty.";
    if (joins) {
        if (request.rebalanceTimeoutMs == -1)
            return "RebalanceTimeoutMs must be provided in first request.";
        if (!request.topicPartitions || !request.topicPartitions->empty())
            return "TopicPartitions must be empty when (re-)joining.";
        if (!request.subscribedTopicNames && !request.subscribedTopicRegex)
            return "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.";
    } else if (request.memberEpoch == ConsumerMember::kStaticLeaveEpoch) {
        if (!request.instanceId)
            return "InstanceId can't be null.";
    } else if (request.memberEpoch < ConsumerMember::kStaticLeaveEpoch) {
        return fmt::format("MemberEpoch is {}, but must be greater than or equal to -2.", request.memberEpoch);
    }
    return {};
}

std::optional<PartitionSet> ownedOf(const Request &request)
{
    if (!request.topicPartitions)
        return std::nullopt;
    PartitionSet owned;
    for (const auto &topic : *request.topicPartitions)
        owned[topic.topicId].insert(topic.partitions.begin(), topic.partitions.end());
    return owned;
}

/// As it is after what the request says; what it leaves out stays.
ConsumerMember updated(ConsumerMember member, const Request &request, const Session &session)
{
    if (request.instanceId)
        member.instanceId = request.instanceId;
    if (request.rackId)
        member.rackId = request.rackId;
    if (request.rebalanceTimeoutMs != -1)
        member.rebalanceTimeoutMs = request.rebalanceTimeoutMs;
    if (request.serverAssignor)
        member.serverAssignor = request.serverAssignor;
    if (request.subscribedTopicNames)
        member.topicNames = {request.subscribedTopicNames->begin(), request.subscribedTopicNames->end()};
    if (request.subscribedTopicRegex)
        member.topicRegex = request.subscribedTopicRegex;
    member.clientId = session.clientId;
    member.clientHost = session.clientHost;
    member.classic.reset();
    return member;
}

Response::Assignment assignmentOf(const ConsumerMember &member)
{
    Response::Assignment assignment;
    for (const auto &[topic, partitions] : withoutEpochs(member.assigned))
        assignment.topicPartitions.push_back({topic, {partitions.begin(), partitions.end()}, {}});
    return assignment;
}

PartitionSet withoutEmpty(PartitionSet partitions)
{
    std::erase_if(partitions, [](const auto &topic) { return topic.second.empty(); });
    return partitions;
}

bool isWithin(const PartitionSet &part, const EpochedPartitions &whole)
{
    return std::all_of(part.begin(), part.end(), [&](const auto &each) {
        const auto of = whole.find(each.first);
        return of != whole.end() && std::all_of(each.second.begin(), each.second.end(), [&](std::int32_t partition) { return of->second.contains(partition); });
    });
}

/// Empty, or why the member's epoch is not the one that it must have.
std::string epochFault(const ConsumerMember &member, std::int32_t epoch, const std::optional<PartitionSet> &owned)
{
    // Who begins anew has given up all that it had.
    if (epoch == member.epoch || epoch == ConsumerMember::kJoinEpoch)
        return {};
    // The answer that told it of its new epoch may be lost; it goes on where it has nothing that is no longer its own.
    if (epoch == member.previousEpoch && epoch < member.epoch && owned && isWithin(*owned, member.assigned))
        return {};
    return fmt::format("The consumer group member has a {} member epoch ({}) than the one known by the group coordinator ({}). The member must "
                       "abandon all its partitions and rejoin.",
                       epoch > member.epoch ? "greater" : "smaller", epoch, member.epoch);
}

} // namespace

void GroupCoordinator::handle(const Request &request, std::int16_t version, const Session &session, Reply<Response> reply)
{
    const auto refuse = [&](KafkaError error, std::string words = {}) { reply(refusal(error, std::move(words))); };
    if (!m_config.servesConsumerProtocol)
        return refuse(KafkaError::UnsupportedVersion);
    if (m_offsetsPartitions <= 0)
        return refuse(KafkaError::CoordinatorNotAvailable);
    if (auto words = faultOf(request, version); !words.empty())
        return refuse(KafkaError::InvalidRequest, std::move(words));
    if (request.serverAssignor
        && std::find(m_config.consumerAssignors.begin(), m_config.consumerAssignors.end(), *request.serverAssignor) == m_config.consumerAssignors.end())
        return refuse(KafkaError::UnsupportedAssignor, fmt::format("ServerAssignor {} is not supported. Supported assignors: {}.", *request.serverAssignor,
                                                                   fmt::join(m_config.consumerAssignors, ", ")));
    const auto place = placeOf(request.groupId);
    if (!place.partition)
        return refuse(place.error);
    if (request.memberEpoch < 0)
        return leaveConsumerGroup(place.partition, request, std::move(reply));

    // What may be refused is looked at before a group is made or converted.
    const bool joins = request.memberEpoch == ConsumerMember::kJoinEpoch;
    if (request.subscribedTopicRegex && !request.subscribedTopicRegex->empty()) {
        if (const auto words = regexFault(*request.subscribedTopicRegex))
            return refuse(KafkaError::InvalidRegularExpression,
                          fmt::format("SubscribedTopicRegex `{}` is not a valid regular expression: {}.", *request.subscribedTopicRegex, *words));
    }
    std::vector<GroupRecord> records;
    const auto [group, fault] = consumerGroupFor(*place.partition, request.groupId, joins, records);
    if (!group)
        return refuse(KafkaError::GroupIdNotFound, fault);

    const ConsumerMember *known = group->find(request.memberId);
    if (!known && static_cast<std::size_t>(m_config.consumerMaxSize) <= group->members().size())
        return refuse(KafkaError::GroupMaxSizeReached,
                      fmt::format("The consumer group has reached its maximum capacity of {} members.", m_config.consumerMaxSize));
    const auto owned = ownedOf(request);
    const ConsumerMember *holder = request.instanceId ? group->findStatic(*request.instanceId) : nullptr;
    if (!joins) {
        if (request.instanceId && !holder)
            return refuse(KafkaError::UnknownMemberId, fmt::format("Instance id {} is unknown.", *request.instanceId));
        if (holder && holder->memberId != request.memberId)
            return refuse(KafkaError::FencedInstanceId, fmt::format("Static member {} with instance id {} was fenced by member {}.", request.memberId,
                                                                    *request.instanceId, holder->memberId));
        if (!known)
            return refuse(KafkaError::UnknownMemberId, fmt::format("Member {} is not a member of group {}.", request.memberId, request.groupId));
    } else if (holder && holder->memberId != request.memberId && !holder->classic && holder->epoch != ConsumerMember::kStaticLeaveEpoch) {
        return refuse(KafkaError::UnreleasedInstanceId, fmt::format("Static member {} with instance id {} cannot join the group because the instance id is "
                                                                    "owned by member {}.",
                                                                    request.memberId, *request.instanceId, holder->memberId));
    }
    if (known) {
        if (auto words = epochFault(*known, request.memberEpoch, owned); !words.empty())
            return refuse(KafkaError::FencedMemberEpoch, std::move(words));
    }

    ConsumerGroupEditor editor(*group, m_topics, termsOf(*group, session));
    const ConsumerGroupState before = group->state();
    ConsumerMember was;
    if (known) {
        was = *known;
    } else {
        was.memberId = request.memberId.empty() ? m_random.uuid().toString() : request.memberId;
    }
    const std::string memberId = was.memberId;
    bool changed = !known;
    if (!known && holder) {
        const std::string oldMemberId = holder->memberId;
        was = *holder;
        was.memberId = memberId;
        was.epoch = ConsumerMember::kJoinEpoch;
        was.previousEpoch = ConsumerMember::kJoinEpoch;
        stopConsumerTimers(*group, oldMemberId);
        editor.replace(oldMemberId, was);
        changed = false;
        note(*group, GroupEvent::Kind::MemberReplaced, group->find(memberId), {});
    }
    ConsumerMember member = updated(was, request, session);
    changed = changed || !member.subscribesAs(was) || member.serverAssignor != was.serverAssignor;
    editor.put(member);
    if (!known && !holder)
        note(*group, GroupEvent::Kind::MemberJoined, group->find(memberId), {});
    advanceConsumer(group, editor, memberId, changed, owned);
    noteRebalance(*group, before, known ? "a member changed what it subscribes to, or topics changed" : "a member joined");
    const ConsumerMember &now = *group->find(memberId);
    watchConsumer(group, memberId);

    Response response;
    response.memberId = memberId;
    response.memberEpoch = now.epoch;
    const auto settings = m_topics.settingsOf(request.groupId);
    response.heartbeatIntervalMs = settings.consumerHeartbeatIntervalMs.value_or(m_config.consumerHeartbeatIntervalMs);
    // A request that names everything comes from a client that does not know what it was told last.
    const bool full = joins || (request.rebalanceTimeoutMs != -1 && (request.subscribedTopicNames || request.subscribedTopicRegex) && owned);
    const PartitionSet assigned = withoutEpochs(now.assigned);
    const bool isNews = full || assigned != withoutEpochs(was.assigned);
    const bool isHeard = owned && withoutEmpty(*owned) == assigned;
    // An answer may be lost, and not every client asks for all again after one. Apache Kafka leaves such a member alone until
    // its rebalance timeout, or for ever where it was given something; told again, one that knows it all does nothing.
    int &repeats = group->timers[memberId].repeats;
    const bool again = !isNews && !isHeard && (now.state == MemberState::UnrevokedPartitions || repeats > 0);
    repeats = isHeard ? 0 : isNews ? kAssignmentRepeats : std::max(repeats - 1, 0);
    if (isNews || again)
        response.assignment = assignmentOf(now);
    auto changes = editor.take();
    records.insert(records.end(), std::make_move_iterator(changes.begin()), std::make_move_iterator(changes.end()));
    appendKept(*place.partition, group, std::move(records), [reply = std::move(reply), response = std::move(response)](std::int16_t error) {
        reply(error == 0 ? response : refusal(static_cast<KafkaError>(error), {}));
    });
}

void GroupCoordinator::leaveConsumerGroup(const PartitionPtr &partition, const Request &request, Reply<Response> reply)
{
    const auto refuse = [&](KafkaError error, std::string words) { reply(refusal(error, std::move(words))); };
    const ConsumerGroupPtr group = findConsumers(*partition, request.groupId);
    if (!group)
        return refuse(KafkaError::GroupIdNotFound, fmt::format("Group {} not found.", request.groupId));
    const ConsumerMember *member = group->find(request.memberId);
    if (request.instanceId) {
        const ConsumerMember *holder = group->findStatic(*request.instanceId);
        if (!holder)
            return refuse(KafkaError::UnknownMemberId, fmt::format("Instance id {} is unknown.", *request.instanceId));
        if (holder != member)
            return refuse(KafkaError::FencedInstanceId, fmt::format("Static member {} with instance id {} was fenced by member {}.", request.memberId,
                                                                    *request.instanceId, holder->memberId));
    }
    if (!member)
        return refuse(KafkaError::UnknownMemberId, fmt::format("Member {} is not a member of group {}.", request.memberId, request.groupId));

    Response response;
    response.memberId = request.memberId;
    response.memberEpoch = request.memberEpoch;
    auto answered = [reply = std::move(reply), response](std::int16_t error) { reply(error == 0 ? response : refusal(static_cast<KafkaError>(error), {})); };
    if (request.memberEpoch == ConsumerMember::kLeaveEpoch)
        return removeConsumers(partition, group, {request.memberId}, GroupEvent::Kind::MemberLeft, "the member left", std::move(answered));

    // It keeps its place until its session ends, with what it has given back taken off.
    ConsumerMember away = *member;
    away.epoch = ConsumerMember::kStaticLeaveEpoch;
    away.state = MemberState::Stable;
    away.pendingRevocation.clear();
    ConsumerGroupEditor editor(*group, m_topics, termsOf(*group));
    editor.put(away);
    stopTimer(group->timers[request.memberId].rebalance);
    appendKept(*partition, group, editor.take(), std::move(answered));
}

} // namespace weir::sandbox
