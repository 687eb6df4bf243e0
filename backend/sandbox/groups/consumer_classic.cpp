// SPDX-License-Identifier: GPL-3.0-or-later
// Members of the classic protocol in a group of the KIP-848 protocol: JoinGroup, SyncGroup, Heartbeat and LeaveGroup as they
// know them, while the coordinator assigns and the member's epoch stands for the generation. Nobody leads, and nobody waits
// for the others: who is told of a rebalance joins, and is answered at once.
#include "backend/sandbox/groups/group_coordinator.h"

#include "backend/sandbox/groups/group_requests.h"
#include "backend/wire/blob.h"
#include "backend/wire/messages/consumer_protocol.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int16_t kMemberIdFirst = 4;

wire::JoinGroupResponse joinRefusal(KafkaError error, std::string memberId)
{
    wire::JoinGroupResponse response;
    response.errorCode = code(error);
    response.memberId = std::move(memberId);
    return response;
}

std::vector<GroupProtocol> protocolsOf(const wire::JoinGroupRequest &request)
{
    std::vector<GroupProtocol> protocols;
    for (const auto &protocol : request.protocols)
        protocols.push_back({protocol.name, protocol.metadata});
    return protocols;
}

/// Why the member has to join again, or None.
KafkaError rejoins(const ConsumerGroup &group, const ConsumerMember &member)
{
    const bool isFree = member.state == MemberState::UnreleasedPartitions && !group.awaitsRelease(member);
    return member.epoch < group.epoch() || member.state == MemberState::UnrevokedPartitions || isFree ? KafkaError::RebalanceInProgress : KafkaError::None;
}

} // namespace

void GroupCoordinator::joinConsumers(const PartitionPtr &partition, const ConsumerGroupPtr &group, const wire::JoinGroupRequest &request,
                                     std::int16_t version, const Session &session, Reply<wire::JoinGroupResponse> reply)
{
    const auto refuse = [&](KafkaError error) { reply(joinRefusal(error, request.memberId)); };
    const bool unknown = request.memberId.empty();
    const ConsumerMember *holder = request.groupInstanceId ? group->findStatic(*request.groupInstanceId) : nullptr;
    if (!group->find(request.memberId) && !holder && static_cast<std::size_t>(m_config.consumerMaxSize) <= group->members().size())
        return reply(joinRefusal(KafkaError::GroupMaxSizeReached, {}));
    if (!m_config.consumerUpgrades && !m_config.consumerDowngrades)
        return refuse(KafkaError::InconsistentGroupProtocol);
    const auto protocols = protocolsOf(request);
    if (!group->supportsClassicProtocols(request.protocolType, protocols))
        return refuse(KafkaError::InconsistentGroupProtocol);
    const auto decoded = wire::decodeVersionedLeniently<wire::ConsumerProtocolSubscription>(protocols.front().metadata);
    if (!decoded)
        return refuse(KafkaError::InconsistentGroupProtocol);
    if (unknown && !request.groupInstanceId && version >= kMemberIdFirst)
        return reply(joinRefusal(KafkaError::MemberIdRequired, newMemberId(request, session)));
    if (!unknown && request.groupInstanceId && !holder)
        return refuse(KafkaError::UnknownMemberId);
    if (!unknown && holder && holder->memberId != request.memberId)
        return refuse(KafkaError::FencedInstanceId);
    // With the last member of the new protocol gone the group is a classic one again, or nobody's.
    if (holder && !holder->classic && m_config.consumerDowngrades && group->allClassicExcept(holder->memberId)) {
        removeConsumers(partition, group, {holder->memberId}, GroupEvent::Kind::MemberReplaced, "a classic member took its place", [](std::int16_t) {});
        return handle(request, version, session, std::move(reply));
    }

    const wire::ConsumerProtocolSubscription &subscription = decoded->message;
    ConsumerGroupEditor editor(*group, m_topics, termsOf(*group, session));
    const ConsumerGroupState before = group->state();
    const std::string memberId = unknown ? newMemberId(request, session) : request.memberId;
    const ConsumerMember *known = group->find(memberId);
    ConsumerMember was;
    was.memberId = memberId;
    if (known) {
        was = *known;
    } else if (holder) {
        const std::string oldMemberId = holder->memberId;
        was = *holder;
        was.memberId = memberId;
        stopConsumerTimers(*group, oldMemberId);
        editor.replace(oldMemberId, was);
    }
    ConsumerMember member = was;
    member.instanceId = request.groupInstanceId;
    member.rackId = subscription.rackId;
    member.clientId = session.clientId;
    member.clientHost = session.clientHost;
    member.topicNames = {subscription.topics.begin(), subscription.topics.end()};
    member.topicRegex.reset();
    member.serverAssignor.reset();
    member.rebalanceTimeoutMs = version == 0 ? request.sessionTimeoutMs : request.rebalanceTimeoutMs;
    member.classic = ClassicSide{request.sessionTimeoutMs, protocols};
    const bool isNew = !known && !holder;
    editor.put(member);
    note(*group, isNew ? GroupEvent::Kind::MemberJoined : known ? GroupEvent::Kind::MemberRejoined : GroupEvent::Kind::MemberReplaced, group->find(memberId),
         request.reason.value_or(std::string{}));

    PartitionSet owned;
    for (const auto &topic : subscription.ownedPartitions) {
        if (const auto found = m_topics.find(topic.topic))
            owned[found->id].insert(topic.partitions.begin(), topic.partitions.end());
    }
    advanceConsumer(group, editor, memberId, isNew || !member.subscribesAs(was), owned);
    noteRebalance(*group, before, "a classic member joined");
    watchConsumer(group, memberId);
    ConsumerTimers &timers = group->timers[memberId];
    stopTimer(timers.rebalance);
    expelUnless(group, memberId, timers.sync, member.rebalanceTimeoutMs, "did not sync within the rebalance timeout");

    wire::JoinGroupResponse response;
    response.memberId = memberId;
    response.generationId = group->find(memberId)->epoch;
    response.protocolType = "consumer";
    response.protocolName = protocols.front().name;
    appendKept(*partition, group, editor.take(), [reply = std::move(reply), response](std::int16_t error) {
        reply(error == 0 ? response : joinRefusal(static_cast<KafkaError>(error), response.memberId));
    });
}

void GroupCoordinator::expelUnless(const ConsumerGroupPtr &group, const std::string &memberId, TimerId &timer, std::int32_t delayMs, std::string reason)
{
    stopTimer(timer);
    // `timer` is a field of the member's timers, which are stopped before they go.
    timer = m_owner.after(base::Milliseconds(std::max(delayMs, 0)), [this, &timer, weak = std::weak_ptr<ConsumerGroup>(group), memberId, reason = std::move(reason)] {
        const auto of = weak.lock();
        if (!of)
            return;
        timer = 0;
        expel(of, memberId, GroupEvent::Kind::MemberRemoved, reason);
    });
}

GroupCoordinator::ClassicPlace GroupCoordinator::classicMemberOf(const ConsumerGroup &group, const std::string &memberId,
                                                                  const std::optional<std::string> &groupInstanceId, std::int32_t generation) const
{
    if (groupInstanceId) {
        const ConsumerMember *holder = group.findStatic(*groupInstanceId);
        if (!holder)
            return {nullptr, KafkaError::UnknownMemberId};
        if (holder->memberId != memberId)
            return {nullptr, KafkaError::FencedInstanceId};
    }
    const ConsumerMember *member = group.find(memberId);
    if (!member || !member->classic)
        return {nullptr, KafkaError::UnknownMemberId};
    if (generation != member->epoch)
        return {nullptr, KafkaError::IllegalGeneration};
    return {member, KafkaError::None};
}

void GroupCoordinator::syncConsumers(const PartitionPtr &partition, const ConsumerGroupPtr &group, const wire::SyncGroupRequest &request,
                                     Reply<wire::SyncGroupResponse> reply)
{
    const auto refuse = [&](KafkaError error) {
        wire::SyncGroupResponse response;
        response.errorCode = code(error);
        reply(std::move(response));
    };
    const auto [member, error] = classicMemberOf(*group, request.memberId, request.groupInstanceId, request.generationId);
    if (!member)
        return refuse(error);
    const GroupProtocol &protocol = member->classic->protocols.front();
    if ((request.protocolType && *request.protocolType != "consumer") || (request.protocolName && *request.protocolName != protocol.name))
        return refuse(KafkaError::InconsistentGroupProtocol);
    // Who has yet to give partitions up hears of those that it keeps first, and joins again after that.
    if (member->epoch < group->epoch() && member->state != MemberState::UnrevokedPartitions) {
        awaitRejoin(group, *member);
        return refuse(KafkaError::RebalanceInProgress);
    }
    stopTimer(group->timers[member->memberId].sync);
    watchConsumer(group, member->memberId);
    wire::SyncGroupResponse response;
    response.protocolType = "consumer";
    response.protocolName = protocol.name;
    response.assignment = classicAssignment(withoutEpochs(member->assigned), protocol.metadata);
    afterAppends(*partition, [reply = std::move(reply), response = std::move(response)](std::int16_t failed) {
        if (failed == 0)
            return reply(response);
        wire::SyncGroupResponse refused;
        refused.errorCode = failed;
        reply(std::move(refused));
    });
}

base::Bytes GroupCoordinator::classicAssignment(const PartitionSet &partitions, const base::Bytes &metadata) const
{
    wire::ConsumerProtocolAssignment assignment;
    for (const auto &[topic, indexes] : partitions) {
        if (const auto name = m_topics.nameOf(topic))
            assignment.assignedPartitions.push_back({*name, {indexes.begin(), indexes.end()}, {}});
    }
    // In the version that the member speaks.
    const std::int16_t spoken = metadata.size() < 2 ? std::int16_t{0} : base::readBigEndian<std::int16_t>(metadata.data());
    const auto version = std::clamp(spoken, wire::ConsumerProtocolAssignment::kVersions.min, wire::ConsumerProtocolAssignment::kVersions.max);
    auto encoded = wire::encodeVersioned(assignment, version);
    return encoded ? std::move(*encoded) : base::Bytes{};
}

void GroupCoordinator::awaitRejoin(const ConsumerGroupPtr &group, const ConsumerMember &member)
{
    ConsumerTimers &timers = group->timers[member.memberId];
    stopTimer(timers.sync);
    if (timers.rebalance == 0)
        expelUnless(group, member.memberId, timers.rebalance, member.rebalanceTimeoutMs, "did not rejoin within the rebalance timeout");
}

KafkaError GroupCoordinator::heartbeatOfConsumers(const ConsumerGroupPtr &group, const wire::HeartbeatRequest &request)
{
    const auto [member, error] = classicMemberOf(*group, request.memberId, request.groupInstanceId, request.generationId);
    if (!member)
        return error;
    watchConsumer(group, member->memberId);
    const KafkaError told = rejoins(*group, *member);
    if (told != KafkaError::None)
        awaitRejoin(group, *member);
    return told;
}

void GroupCoordinator::leaveConsumers(const PartitionPtr &partition, const ConsumerGroupPtr &group, const wire::LeaveGroupRequest &request,
                                      std::int16_t version, Reply<wire::LeaveGroupResponse> reply)
{
    std::vector<wire::LeaveGroupResponse::MemberResponse> members;
    std::vector<std::string> leaving;
    for (const auto &identity : membersOf(request, version)) {
        auto &response = members.emplace_back();
        response.memberId = identity.memberId;
        response.groupInstanceId = identity.groupInstanceId;
        const ConsumerMember *member = group->find(identity.memberId);
        KafkaError error = KafkaError::None;
        if (identity.groupInstanceId) {
            const ConsumerMember *holder = group->findStatic(*identity.groupInstanceId);
            // An administrator sends static members away by their instance id alone, of either protocol.
            if (holder && !identity.memberId.empty() && holder->memberId != identity.memberId)
                error = KafkaError::FencedInstanceId;
            member = holder;
        }
        if (!member || (!identity.memberId.empty() && !member->classic))
            error = error == KafkaError::None ? KafkaError::UnknownMemberId : error;
        response.errorCode = code(error);
        if (error == KafkaError::None && std::find(leaving.begin(), leaving.end(), member->memberId) == leaving.end())
            leaving.push_back(member->memberId);
    }
    auto answered = [reply = std::move(reply), members = std::move(members), version](std::int16_t error) {
        if (error == 0)
            return reply(leaveGroupResponse(members, version));
        wire::LeaveGroupResponse response;
        response.errorCode = error;
        reply(std::move(response));
    };
    if (leaving.empty())
        return answered(0);
    removeConsumers(partition, group, leaving, GroupEvent::Kind::MemberLeft, "a member left", std::move(answered));
}

} // namespace weir::sandbox
