// SPDX-License-Identifier: GPL-3.0-or-later
// JoinGroup v0-9. v0 has no rebalance timeout: the session timeout serves as one. v4 and later hand out the member id first
// (KIP-394). v5 knows static members (KIP-345), v9 lets a returning static leader skip the assignment (KIP-814).
#include "backend/sandbox/groups/group_coordinator.h"
#include "backend/sandbox/groups/group_records.h"
#include "backend/sandbox/groups/group_requests.h"

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int16_t kMemberIdFirst = 4;
constexpr std::int16_t kSkipAssignment = 9;

std::vector<GroupProtocol> protocolsOf(const wire::JoinGroupRequest &request)
{
    std::vector<GroupProtocol> protocols;
    protocols.reserve(request.protocols.size());
    for (const auto &protocol : request.protocols)
        protocols.push_back({protocol.name, protocol.metadata});
    return protocols;
}

std::int32_t rebalanceTimeoutOf(const wire::JoinGroupRequest &request, std::int16_t version)
{
    return version == 0 ? request.sessionTimeoutMs : request.rebalanceTimeoutMs;
}

std::string reasonOf(const wire::JoinGroupRequest &request)
{
    return request.reason && !request.reason->empty() ? *request.reason : "not provided";
}

wire::JoinGroupResponse refusal(KafkaError error, std::string memberId)
{
    wire::JoinGroupResponse response;
    response.errorCode = code(error);
    response.memberId = std::move(memberId);
    return response;
}

/// The generation as it stands, for a member that needs no rebalance to be told.
wire::JoinGroupResponse currentGeneration(const Group &group, const std::string &memberId, bool withMembers)
{
    wire::JoinGroupResponse response;
    response.memberId = memberId;
    response.generationId = group.generation();
    response.protocolType = group.protocolType();
    response.protocolName = group.protocolName();
    response.leader = group.leader().value_or(std::string{});
    if (withMembers)
        response.members = group.joinedMembers();
    return response;
}

std::string uuidText(const base::Uuid &uuid)
{
    auto hex = base::toHex({uuid.bytes.data(), uuid.bytes.size()});
    for (const std::size_t at : {std::size_t{8}, std::size_t{13}, std::size_t{18}, std::size_t{23}})
        hex.insert(at, 1, '-');
    return hex;
}

} // namespace

void GroupCoordinator::handle(const wire::JoinGroupRequest &request, std::int16_t version, const Session &session,
                              Reply<wire::JoinGroupResponse> plainReply)
{
    // Up to v6 the protocol's name cannot be null.
    Reply<wire::JoinGroupResponse> reply = [version, plainReply = std::move(plainReply)](wire::JoinGroupResponse response) {
        if (version < 7 && !response.protocolName)
            response.protocolName.emplace();
        plainReply(std::move(response));
    };

    if (m_offsetsPartitions <= 0)
        return reply(refusal(KafkaError::CoordinatorNotAvailable, request.memberId));
    if (request.groupId.empty())
        return reply(refusal(KafkaError::InvalidGroupId, request.memberId));
    if (request.sessionTimeoutMs < m_config.groupMinSessionTimeoutMs || request.sessionTimeoutMs > m_config.groupMaxSessionTimeoutMs)
        return reply(refusal(KafkaError::InvalidSessionTimeout, request.memberId));
    const auto place = placeOf(request.groupId);
    if (!place.partition)
        return reply(refusal(place.error, {}));
    if (m_shares->find(*place.partition, request.groupId))
        return reply(refusal(KafkaError::InconsistentGroupProtocol, request.memberId));
    std::vector<GroupRecord> tombstones;
    if (const auto consumers = findConsumers(*place.partition, request.groupId)) {
        if (!consumers->isEmpty())
            return joinConsumers(place.partition, consumers, request, version, session, std::move(reply));
        // Nobody is left who speaks the other protocol; the offsets stay.
        if (!request.memberId.empty())
            return reply(refusal(KafkaError::UnknownMemberId, request.memberId));
        discardConsumers(*place.partition, consumers, tombstones);
    }

    auto group = findGroup(*place.partition, request.groupId);
    const bool unknownMember = request.memberId.empty();
    if (!group && !unknownMember)
        return reply(refusal(KafkaError::UnknownMemberId, request.memberId));
    const bool isNew = !group;
    if (isNew)
        group = createGroup(*place.partition, request.groupId);

    if (!acceptsJoining(*group, request.memberId)) {
        stopSession(group, request.memberId);
        group->remove(request.memberId);
        reply(refusal(KafkaError::GroupMaxSizeReached, {}));
        completeJoinIfAll(group);
    } else if (unknownMember) {
        joinNewMember(group, request, version, session, std::move(reply));
    } else {
        joinExistingMember(group, request, version, session, std::move(reply));
    }

    // That the group exists is stored at once, so that it is found before its first generation is.
    if (isNew) {
        auto records = std::move(tombstones);
        records.push_back(emptyGroupRecord(*group));
        append(*place.partition, std::move(records), [](std::int16_t) {},
               [this, weak = std::weak_ptr<Group>(group)](std::int16_t error) {
                   const auto created = weak.lock();
                   if (!created)
                       return;
                   if (error == 0)
                       created->committed = true;
                   else if (!created->committed)
                       discardGroup(created, coordinatorErrorOf(error));
               });
    }
}

bool GroupCoordinator::acceptsJoining(const Group &group, const std::string &memberId) const
{
    const auto limit = static_cast<std::size_t>(m_config.groupMaxSize);
    switch (group.state()) {
    case GroupState::Empty:
    case GroupState::Dead:
        return true;
    case GroupState::PreparingRebalance:
        // Counted by who waits, so that a group that was larger before group.max.size was lowered loses its slowest.
        return group.awaitsJoin(memberId) || group.awaitingJoin() < limit;
    case GroupState::CompletingRebalance:
    case GroupState::Stable:
        return group.members().contains(memberId) || group.members().size() < limit;
    }
    return false;
}

std::string GroupCoordinator::newMemberId(const wire::JoinGroupRequest &request, const Session &session)
{
    return (request.groupInstanceId ? *request.groupInstanceId : session.clientId) + "-" + uuidText(m_random.uuid());
}

void GroupCoordinator::joinNewMember(const GroupPtr &group, const wire::JoinGroupRequest &request, std::int16_t version,
                                     const Session &session, Reply<wire::JoinGroupResponse> reply)
{
    if (group->isIn(GroupState::Dead))
        return reply(refusal(KafkaError::CoordinatorNotAvailable, {}));
    if (!group->supportsProtocols(request.protocolType, protocolsOf(request)))
        return reply(refusal(KafkaError::InconsistentGroupProtocol, {}));

    auto memberId = newMemberId(request, session);
    if (request.groupInstanceId) {
        if (group->staticMemberId(*request.groupInstanceId))
            replaceStaticMember(group, request, version, memberId, std::move(reply));
        else
            addMember(group, request, version, session, std::move(memberId), std::move(reply));
    } else if (version >= kMemberIdFirst) {
        watchSession(group, memberId, group->pendingMembers[memberId], request.sessionTimeoutMs);
        reply(refusal(KafkaError::MemberIdRequired, std::move(memberId)));
    } else {
        addMember(group, request, version, session, std::move(memberId), std::move(reply));
    }
}

void GroupCoordinator::joinExistingMember(const GroupPtr &group, const wire::JoinGroupRequest &request, std::int16_t version,
                                          const Session &session, Reply<wire::JoinGroupResponse> reply)
{
    const std::string &memberId = request.memberId;
    if (group->isIn(GroupState::Dead))
        return reply(refusal(KafkaError::CoordinatorNotAvailable, memberId));
    if (!group->supportsProtocols(request.protocolType, protocolsOf(request)))
        return reply(refusal(KafkaError::InconsistentGroupProtocol, memberId));
    if (group->pendingMembers.contains(memberId)) {
        // Only dynamic members are asked to come back with an id.
        if (request.groupInstanceId)
            return reply(refusal(KafkaError::UnknownServerError, {}));
        return addMember(group, request, version, session, memberId, std::move(reply));
    }
    if (const auto error = group->validateMember(memberId, request.groupInstanceId); error != KafkaError::None) {
        auto response = refusal(error, memberId);
        response.protocolName.reset();
        return reply(std::move(response));
    }

    GroupMember &member = *group->find(memberId);
    const bool sameProtocols = member.protocols == protocolsOf(request);
    switch (group->state()) {
    case GroupState::PreparingRebalance:
        return updateMember(group, request, version, member, reasonOf(request), std::move(reply));
    case GroupState::CompletingRebalance:
        // The same again: the answer to its first request was lost.
        if (sameProtocols)
            return reply(currentGeneration(*group, memberId, group->isLeader(memberId)));
        return updateMember(group, request, version, member, "the member's metadata changed: " + reasonOf(request), std::move(reply));
    case GroupState::Stable:
        // A leader asks for a rebalance because of what its metadata does not show, such as a topic that grew.
        if (group->isLeader(memberId))
            return updateMember(group, request, version, member, "the leader rejoined: " + reasonOf(request), std::move(reply));
        if (!sameProtocols)
            return updateMember(group, request, version, member, "the member's metadata changed: " + reasonOf(request), std::move(reply));
        return reply(currentGeneration(*group, memberId, false));
    case GroupState::Empty:
    case GroupState::Dead:
        return reply(refusal(KafkaError::UnknownMemberId, memberId));
    }
}

void GroupCoordinator::addMember(const GroupPtr &group, const wire::JoinGroupRequest &request, std::int16_t version,
                                 const Session &session, std::string memberId, Reply<wire::JoinGroupResponse> reply)
{
    // A new member during the delay of an initial rebalance lengthens that delay.
    if (group->isIn(GroupState::PreparingRebalance) && group->previousState() == GroupState::Empty)
        group->newMemberAdded = true;
    stopSession(group, memberId);

    GroupMember member;
    member.memberId = std::move(memberId);
    member.groupInstanceId = request.groupInstanceId;
    member.clientId = session.clientId;
    member.clientHost = session.clientHost;
    member.rebalanceTimeoutMs = rebalanceTimeoutOf(request, version);
    member.sessionTimeoutMs = request.sessionTimeoutMs;
    member.protocolType = request.protocolType;
    member.protocols = protocolsOf(request);
    member.isNew = true;
    member.awaitingJoin = std::move(reply);
    GroupMember &added = group->add(std::move(member));
    note(*group, GroupEvent::Kind::MemberJoined, &added, reasonOf(request));

    // It sends no heartbeats before it is answered; if its client is gone meanwhile, nothing but this timer notices.
    watchSession(group, added.memberId, added.session, m_config.newMemberJoinTimeoutMs);
    prepareRebalanceOrCompleteJoin(group, "new member " + added.memberId + ": " + reasonOf(request));
}

void GroupCoordinator::updateMember(const GroupPtr &group, const wire::JoinGroupRequest &request, std::int16_t version,
                                    GroupMember &member, std::string reason, Reply<wire::JoinGroupResponse> reply)
{
    if (!group->isIn(GroupState::PreparingRebalance))
        note(*group, GroupEvent::Kind::MemberRejoined, &member, reason);
    group->update(member, protocolsOf(request), rebalanceTimeoutOf(request, version), request.sessionTimeoutMs, std::move(reply));
    prepareRebalanceOrCompleteJoin(group, reason);
}

void GroupCoordinator::replaceStaticMember(const GroupPtr &group, const wire::JoinGroupRequest &request, std::int16_t version,
                                           const std::string &newMemberId, Reply<wire::JoinGroupResponse> reply)
{
    const std::string instanceId = *request.groupInstanceId;
    const std::string oldMemberId = *group->staticMemberId(instanceId);
    const std::optional<std::string> leaderBefore = group->leader();
    stopSession(group, oldMemberId);
    GroupMember &member = group->replaceStatic(instanceId, newMemberId);
    watchSession(group, newMemberId, member.session, member.sessionTimeoutMs);
    note(*group, GroupEvent::Kind::MemberReplaced, &member, reasonOf(request));

    const auto oldProtocols = member.protocols;
    const auto oldRebalanceTimeoutMs = member.rebalanceTimeoutMs;
    const auto oldSessionTimeoutMs = member.sessionTimeoutMs;
    group->update(member, protocolsOf(request), rebalanceTimeoutOf(request, version), request.sessionTimeoutMs, std::move(reply));

    switch (group->state()) {
    case GroupState::Stable: {
        if (group->selectProtocol() != group->protocolName().value_or(std::string{}))
            return prepareRebalanceOrCompleteJoin(group, "static member " + instanceId + " changes the group's protocol: " + reasonOf(request));

        // It takes over where it left, without a rebalance; only its new id has to be stored.
        auto taken = [this, weak = std::weak_ptr<Group>(group), version, instanceId, oldMemberId, newMemberId, leaderBefore, oldProtocols,
                      oldRebalanceTimeoutMs, oldSessionTimeoutMs](std::int16_t error) {
            const auto of = weak.lock();
            GroupMember *returned = of ? of->find(newMemberId) : nullptr;
            if (!returned)
                return;
            if (error == 0) {
                const bool skips = version >= kSkipAssignment;
                const bool leads = of->isLeader(newMemberId);
                auto response = currentGeneration(*of, newMemberId, skips && leads);
                // Before v9 a leader could not be kept from assigning anew, so it must not find itself in the answer.
                if (!skips)
                    response.leader = leaderBefore.value_or(std::string{});
                response.skipAssignment = skips && leads;
                of->completeJoin(*returned, std::move(response));
                return;
            }
            // The reply is taken out first, so that replacing the id back does not call it fenced.
            const auto parked = returned->awaitingJoin;
            of->update(*returned, oldProtocols, oldRebalanceTimeoutMs, oldSessionTimeoutMs, {});
            stopSession(of, newMemberId);
            GroupMember &before = of->replaceStatic(instanceId, oldMemberId);
            watchSession(of, oldMemberId, before.session, before.sessionTimeoutMs);
            auto response = currentGeneration(*of, {}, false);
            response.leader = leaderBefore.value_or(std::string{});
            response.errorCode = error;
            if (parked)
                parked(std::move(response));
        };
        const auto found = m_partitions.find(group->partition());
        if (found == m_partitions.end())
            return taken(code(KafkaError::NotCoordinator));
        return append(*found->second, {groupRecord(*group)}, std::move(taken));
    }
    case GroupState::CompletingRebalance:
        // The leader may have been given the old id already; an assignment to that would reach nobody.
        return prepareRebalance(group, "static member " + instanceId + " returned: " + reasonOf(request));
    case GroupState::PreparingRebalance:
    case GroupState::Empty:
    case GroupState::Dead:
        return completeJoinIfAll(group);
    }
}

} // namespace weir::sandbox
