// SPDX-License-Identifier: GPL-3.0-or-later
// SyncGroup v0-5 (v5 must name the protocol type and name, KIP-559), Heartbeat v0-4, LeaveGroup v0-5 (v3 several members,
// static ones by instance id), and the sessions that all of them keep alive.
#include "backend/sandbox/groups/group_coordinator.h"
#include "backend/sandbox/groups/group_records.h"
#include "backend/sandbox/groups/group_requests.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int16_t kProtocolMandatory = 5;

wire::SyncGroupResponse syncRefusal(KafkaError error)
{
    wire::SyncGroupResponse response;
    response.errorCode = code(error);
    return response;
}

bool contradicts(const std::optional<std::string> &asked, const std::optional<std::string> &group)
{
    return asked && group && *asked != *group;
}

} // namespace

void GroupCoordinator::handle(const wire::SyncGroupRequest &request, std::int16_t version, const Session &, Reply<wire::SyncGroupResponse> reply)
{
    if (version >= kProtocolMandatory && (!request.protocolType || !request.protocolName))
        return reply(syncRefusal(KafkaError::InconsistentGroupProtocol));
    if (m_offsetsPartitions <= 0)
        return reply(syncRefusal(KafkaError::CoordinatorNotAvailable));
    if (request.groupId.empty())
        return reply(syncRefusal(KafkaError::InvalidGroupId));
    const auto place = placeOf(request.groupId);
    if (!place.partition)
        return reply(syncRefusal(place.error));
    if (const auto consumers = findConsumers(*place.partition, request.groupId))
        return syncConsumers(place.partition, consumers, request, std::move(reply));
    const auto group = findGroup(*place.partition, request.groupId);
    if (!group || group->isIn(GroupState::Empty))
        return reply(syncRefusal(KafkaError::UnknownMemberId));
    if (group->isIn(GroupState::Dead))
        return reply(syncRefusal(KafkaError::CoordinatorNotAvailable));
    if (const auto error = group->validateMember(request.memberId, request.groupInstanceId); error != KafkaError::None)
        return reply(syncRefusal(error));
    if (request.generationId != group->generation())
        return reply(syncRefusal(KafkaError::IllegalGeneration));
    if (contradicts(request.protocolType, group->protocolType()) || contradicts(request.protocolName, group->protocolName()))
        return reply(syncRefusal(KafkaError::InconsistentGroupProtocol));
    if (group->isIn(GroupState::PreparingRebalance))
        return reply(syncRefusal(KafkaError::RebalanceInProgress));

    group->pendingSync.erase(request.memberId);
    if (group->pendingSync.empty())
        stopTimer(group->syncTimer);
    GroupMember &member = *group->find(request.memberId);
    if (group->isIn(GroupState::Stable)) {
        wire::SyncGroupResponse response;
        response.protocolType = group->protocolType();
        response.protocolName = group->protocolName();
        response.assignment = member.assignment;
        return reply(std::move(response));
    }

    // Asked twice: the first asker has given up or is another connection, but every request gets its answer.
    group->completeSync(member, syncRefusal(KafkaError::RebalanceInProgress));
    member.awaitingSync = std::move(reply);
    if (!group->isLeader(request.memberId))
        return;
    std::map<std::string, base::Bytes> assignment;
    for (const auto &[id, each] : group->members())
        assignment[id];
    for (const auto &given : request.assignments)
        assignment[given.memberId] = given.assignment;
    auto record = groupRecord(*group, assignment);
    append(*place.partition, {std::move(record)},
           [this, weak = std::weak_ptr<Group>(group), generation = group->generation(), assignment = std::move(assignment)](std::int16_t error) {
               const auto of = weak.lock();
               // Somebody may have joined meanwhile; then the assignment is of the past.
               if (!of || !of->isIn(GroupState::CompletingRebalance) || of->generation() != generation)
                   return;
               if (error == 0)
                   return stabilize(of, assignment);
               for (auto &[id, each] : of->members())
                   each.assignment.clear();
               propagateAssignment(of, static_cast<KafkaError>(error));
               prepareRebalanceOrCompleteJoin(of, "the assignment could not be stored");
           });
}

void GroupCoordinator::handle(const wire::HeartbeatRequest &request, std::int16_t, const Session &, Reply<wire::HeartbeatResponse> reply)
{
    const auto answer = [&](KafkaError error) {
        wire::HeartbeatResponse response;
        response.errorCode = code(error);
        reply(std::move(response));
    };
    if (m_offsetsPartitions <= 0)
        return answer(KafkaError::CoordinatorNotAvailable);
    if (request.groupId.empty())
        return answer(KafkaError::InvalidGroupId);
    const auto place = placeOf(request.groupId);
    // While the group is loading nobody's session runs, so all is well.
    if (!place.partition)
        return answer(place.error == KafkaError::CoordinatorLoadInProgress ? KafkaError::None : place.error);
    if (const auto consumers = findConsumers(*place.partition, request.groupId))
        return answer(heartbeatOfConsumers(consumers, request));
    const auto group = findGroup(*place.partition, request.groupId);
    if (!group)
        return answer(KafkaError::UnknownMemberId);
    if (group->isIn(GroupState::Dead))
        return answer(KafkaError::CoordinatorNotAvailable);
    if (const auto error = group->validateMember(request.memberId, request.groupInstanceId); error != KafkaError::None)
        return answer(error);
    if (request.generationId != group->generation())
        return answer(KafkaError::IllegalGeneration);
    GroupMember &member = *group->find(request.memberId);
    watchSession(group, member.memberId, member.session, member.sessionTimeoutMs);
    answer(group->isIn(GroupState::PreparingRebalance) ? KafkaError::RebalanceInProgress : KafkaError::None);
}

void GroupCoordinator::handle(const wire::LeaveGroupRequest &request, std::int16_t version, const Session &, Reply<wire::LeaveGroupResponse> reply)
{
    const auto refuse = [&](KafkaError error) {
        wire::LeaveGroupResponse response;
        response.errorCode = code(error);
        reply(std::move(response));
    };
    if (m_offsetsPartitions <= 0)
        return refuse(KafkaError::CoordinatorNotAvailable);
    if (request.groupId.empty())
        return refuse(KafkaError::InvalidGroupId);
    const auto place = placeOf(request.groupId);
    if (!place.partition)
        return refuse(place.error);
    if (const auto consumers = findConsumers(*place.partition, request.groupId))
        return leaveConsumers(place.partition, consumers, request, version, std::move(reply));

    const auto group = findGroup(*place.partition, request.groupId);
    if (group && group->isIn(GroupState::Dead))
        return refuse(KafkaError::CoordinatorNotAvailable);
    std::vector<wire::LeaveGroupResponse::MemberResponse> members;
    bool anyLeft = false;
    for (const auto &identity : membersOf(request, version)) {
        members.push_back(leave(group, identity));
        anyLeft = anyLeft || members.back().errorCode == 0;
    }
    if (anyLeft) {
        if (group->isIn(GroupState::Stable) || group->isIn(GroupState::CompletingRebalance))
            prepareRebalanceOrCompleteJoin(group, "a member left");
        else
            completeJoinIfAll(group);
    }
    // A rebalance to an empty group is stored before its last member may believe that it is gone.
    afterAppends(*place.partition, [reply = std::move(reply), members = std::move(members), version](std::int16_t error) mutable {
        if (error == 0)
            return reply(leaveGroupResponse(std::move(members), version));
        wire::LeaveGroupResponse response;
        response.errorCode = error;
        reply(std::move(response));
    });
}

wire::LeaveGroupResponse::MemberResponse GroupCoordinator::leave(const GroupPtr &group, const wire::LeaveGroupRequest::MemberIdentity &identity)
{
    wire::LeaveGroupResponse::MemberResponse response;
    response.memberId = identity.memberId;
    response.groupInstanceId = identity.groupInstanceId;
    const auto refuse = [&](KafkaError error) {
        response.errorCode = code(error);
        return response;
    };
    if (!group)
        return refuse(KafkaError::UnknownMemberId);

    std::string memberId = identity.memberId;
    if (memberId.empty()) {
        // An administrator sends static members away by their instance id alone.
        const auto *mapped = identity.groupInstanceId ? group->staticMemberId(*identity.groupInstanceId) : nullptr;
        if (!mapped)
            return refuse(KafkaError::UnknownMemberId);
        memberId = *mapped;
    } else if (group->pendingMembers.contains(memberId)) {
        stopSession(group, memberId);
        group->remove(memberId);
        return response;
    } else if (const auto error = group->validateMember(memberId, identity.groupInstanceId); error != KafkaError::None) {
        return refuse(error);
    }
    GroupMember &member = *group->find(memberId);
    note(*group, GroupEvent::Kind::MemberLeft, &member, identity.reason.value_or("not provided"));
    removeMember(group, member);
    return response;
}

void GroupCoordinator::removeMember(const GroupPtr &group, GroupMember &member)
{
    const std::string memberId = member.memberId;
    stopSession(group, memberId);
    // If it is still there after all, this makes it join anew.
    wire::JoinGroupResponse join;
    join.errorCode = code(KafkaError::UnknownMemberId);
    group->completeJoin(member, std::move(join));
    group->completeSync(member, syncRefusal(KafkaError::UnknownMemberId));
    group->remove(memberId);
}

bool GroupCoordinator::extendSession(SessionTimer &session, std::int64_t timeoutMs)
{
    session.deadline = m_owner.clock().monotonic() + base::Milliseconds(timeoutMs);
    if (session.timer != 0 && session.firesAt <= session.deadline)
        return false;
    stopTimer(session.timer);
    return true;
}

void GroupCoordinator::setSessionTimer(SessionTimer &session, Owner::Task task)
{
    const auto left = std::chrono::ceil<base::Milliseconds>(session.deadline - m_owner.clock().monotonic());
    session.firesAt = session.deadline;
    session.timer = m_owner.after(std::max(left, base::Milliseconds(0)), std::move(task));
}

void GroupCoordinator::watchSession(const GroupPtr &group, const std::string &memberId, SessionTimer &session, std::int64_t timeoutMs)
{
    if (extendSession(session, timeoutMs))
        armSession(group, memberId, session);
}

void GroupCoordinator::armSession(const GroupPtr &group, const std::string &memberId, SessionTimer &session)
{
    setSessionTimer(session, [this, weak = std::weak_ptr<Group>(group), memberId] {
        if (const auto alive = weak.lock())
            onSessionTimer(alive, memberId);
    });
}

void GroupCoordinator::stopSession(const GroupPtr &group, const std::string &memberId)
{
    if (const auto pending = group->pendingMembers.find(memberId); pending != group->pendingMembers.end())
        stopTimer(pending->second.timer);
    if (GroupMember *member = group->find(memberId))
        stopTimer(member->session.timer);
}

void GroupCoordinator::onSessionTimer(const GroupPtr &group, const std::string &memberId)
{
    if (group->isIn(GroupState::Dead))
        return;
    const auto pending = group->pendingMembers.find(memberId);
    GroupMember *member = group->find(memberId);
    SessionTimer *session = pending != group->pendingMembers.end() ? &pending->second : member ? &member->session : nullptr;
    if (!session)
        return;
    session->timer = 0;
    if (session->deadline > m_owner.clock().monotonic())
        return armSession(group, memberId, *session);

    if (pending != group->pendingMembers.end()) {
        group->remove(memberId);
        if (group->isIn(GroupState::PreparingRebalance) && group->hasAllMembersJoined())
            completeJoin(group);
        return;
    }
    if (member->hasSatisfiedHeartbeat())
        return;
    ++m_counters.sessionsExpired;
    note(*group, GroupEvent::Kind::MemberExpired, member, "no heartbeat within the session timeout");
    removeMember(group, *member);
    if (group->isIn(GroupState::Stable) || group->isIn(GroupState::CompletingRebalance))
        prepareRebalanceOrCompleteJoin(group, "the session of member " + memberId + " timed out");
    else if (group->isIn(GroupState::PreparingRebalance) && group->hasAllMembersJoined())
        completeJoin(group);
}

} // namespace weir::sandbox
