// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/group_coordinator.h"
#include "backend/sandbox/groups/group_records.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

void GroupCoordinator::setTimer(TimerId &timer, std::int32_t delayMs, const GroupPtr &group, std::function<void(const GroupPtr &)> then)
{
    stopTimer(timer);
    // `timer` is a field of the group, so it lives when the group does.
    timer = m_owner.after(base::Milliseconds(std::max(delayMs, 0)), [&timer, weak = std::weak_ptr<Group>(group), then = std::move(then)] {
        const auto alive = weak.lock();
        if (!alive)
            return;
        timer = 0;
        if (!alive->isIn(GroupState::Dead))
            then(alive);
    });
}

void GroupCoordinator::stopTimer(TimerId &timer)
{
    if (timer != 0)
        m_owner.cancel(std::exchange(timer, 0));
}

void GroupCoordinator::prepareRebalanceOrCompleteJoin(const GroupPtr &group, const std::string &reason)
{
    if (group->canRebalance())
        prepareRebalance(group, reason);
    else
        completeJoinIfAll(group);
}

void GroupCoordinator::prepareRebalance(const GroupPtr &group, const std::string &reason)
{
    if (group->isIn(GroupState::CompletingRebalance)) {
        for (auto &[id, member] : group->members())
            member.assignment.clear();
        propagateAssignment(group, KafkaError::RebalanceInProgress);
    }
    group->pendingSync.clear();
    stopTimer(group->syncTimer);

    const bool initial = group->isIn(GroupState::Empty);
    group->transitionTo(GroupState::PreparingRebalance, nowMs());
    group->rebalanceStartedAt = m_owner.clock().monotonic();
    ++m_counters.rebalancesStarted;
    note(*group, GroupEvent::Kind::RebalanceStarted, nullptr, reason);

    if (initial) {
        // Members of a new group seldom come alone; waiting a little saves a rebalance for each of them.
        const auto delayMs = m_config.groupInitialRebalanceDelayMs;
        const auto remainingMs = std::max(group->rebalanceTimeoutMs() - delayMs, 0);
        setTimer(group->joinTimer, delayMs, group,
                 [this, delayMs, remainingMs](const GroupPtr &of) { continueInitialRebalance(of, delayMs, remainingMs); });
    } else if (group->hasAllMembersJoined()) {
        completeJoin(group);
    } else {
        setTimer(group->joinTimer, group->rebalanceTimeoutMs(), group, [this](const GroupPtr &of) { completeJoin(of); });
    }
}

void GroupCoordinator::continueInitialRebalance(const GroupPtr &group, std::int32_t delayMs, std::int32_t remainingMs)
{
    if (!group->newMemberAdded || remainingMs == 0) {
        completeJoin(group);
        return;
    }
    group->newMemberAdded = false;
    const auto nextDelayMs = std::min(m_config.groupInitialRebalanceDelayMs, remainingMs);
    const auto nextRemainingMs = std::max(remainingMs - delayMs, 0);
    setTimer(group->joinTimer, nextDelayMs, group,
             [this, nextDelayMs, nextRemainingMs](const GroupPtr &of) { continueInitialRebalance(of, nextDelayMs, nextRemainingMs); });
}

void GroupCoordinator::completeJoinIfAll(const GroupPtr &group)
{
    // An initial rebalance ends with its delay and not before.
    if (group->isIn(GroupState::PreparingRebalance) && group->previousState() != GroupState::Empty && group->hasAllMembersJoined())
        completeJoin(group);
}

void GroupCoordinator::completeJoin(const GroupPtr &group)
{
    stopTimer(group->joinTimer);
    // A static member that is away keeps its place until its session ends.
    std::vector<std::string> absent;
    for (const auto &[id, member] : group->members()) {
        if (!member.awaitingJoin && !member.groupInstanceId)
            absent.push_back(id);
    }
    for (const auto &id : absent) {
        note(*group, GroupEvent::Kind::MemberRemoved, group->find(id), "did not rejoin within the rebalance timeout");
        stopSession(group, id);
        group->remove(id);
    }

    if (!group->electJoinedLeader() && !group->members().empty()) {
        // Only static members are left and none of them is here: wait for one, or for their sessions to end.
        setTimer(group->joinTimer, group->rebalanceTimeoutMs(), group, [this](const GroupPtr &of) { completeJoin(of); });
        return;
    }

    group->startNextGeneration(nowMs());
    if (group->isIn(GroupState::Empty)) {
        const auto tookMs = std::chrono::duration_cast<base::Milliseconds>(m_owner.clock().monotonic() - group->rebalanceStartedAt).count();
        note(*group, GroupEvent::Kind::BecameEmpty, nullptr, {}, tookMs);
        if (const auto partition = m_partitions.find(group->partition()); partition != m_partitions.end())
            append(*partition->second, {groupRecord(*group)}, [](std::int16_t) {}, [weak = std::weak_ptr<Group>(group)](std::int16_t error) {
                if (const auto of = weak.lock(); of && error == 0)
                    of->committed = true;
            });
        return;
    }

    for (auto &[id, member] : group->members()) {
        group->pendingSync.insert(id);
        member.isNew = false;
        watchSession(group, id, member.session, member.sessionTimeoutMs);
    }
    setTimer(group->syncTimer, group->rebalanceTimeoutMs(), group,
             [this, generation = group->generation()](const GroupPtr &of) { expirePendingSync(of, generation); });
    for (auto &[id, member] : group->members()) {
        wire::JoinGroupResponse response;
        response.memberId = id;
        response.generationId = group->generation();
        response.protocolType = group->protocolType();
        response.protocolName = group->protocolName();
        response.leader = group->leader().value_or(std::string{});
        if (group->isLeader(id))
            response.members = group->joinedMembers();
        group->completeJoin(member, std::move(response));
    }
}

void GroupCoordinator::expirePendingSync(const GroupPtr &group, std::int32_t generation)
{
    const bool waits = group->isIn(GroupState::CompletingRebalance) || group->isIn(GroupState::Stable);
    if (generation != group->generation() || !waits || group->pendingSync.empty())
        return;
    const auto silent = group->pendingSync;
    for (const auto &id : silent) {
        note(*group, GroupEvent::Kind::MemberRemoved, group->find(id), "did not sync within the rebalance timeout");
        stopSession(group, id);
        group->remove(id);
    }
    prepareRebalance(group, std::to_string(silent.size()) + " members did not sync within the rebalance timeout");
}

void GroupCoordinator::propagateAssignment(const GroupPtr &group, KafkaError error)
{
    for (auto &[id, member] : group->members()) {
        if (!member.awaitingSync)
            continue;
        // While its request was parked a session that ended was let pass and its timer is gone.
        watchSession(group, id, member.session, member.sessionTimeoutMs);
        wire::SyncGroupResponse response;
        response.errorCode = code(error);
        response.assignment = member.assignment;
        if (error == KafkaError::None) {
            response.protocolType = group->protocolType();
            response.protocolName = group->protocolName();
        }
        group->completeSync(member, std::move(response));
    }
}

void GroupCoordinator::stabilize(const GroupPtr &group, const std::map<std::string, base::Bytes> &assignment)
{
    for (auto &[id, member] : group->members()) {
        const auto given = assignment.find(id);
        member.assignment = given == assignment.end() ? base::Bytes{} : given->second;
    }
    group->transitionTo(GroupState::Stable, nowMs());
    group->committed = true;
    const auto took = std::chrono::duration_cast<base::Milliseconds>(m_owner.clock().monotonic() - group->rebalanceStartedAt).count();
    const auto tookMs = static_cast<std::uint64_t>(std::max<std::int64_t>(took, 0));
    ++m_counters.rebalancesCompleted;
    m_counters.rebalanceMsTotal += tookMs;
    m_counters.rebalanceMsMax = std::max(m_counters.rebalanceMsMax, tookMs);
    note(*group, GroupEvent::Kind::RebalanceCompleted, nullptr, {}, took);
    propagateAssignment(group, KafkaError::None);
}

} // namespace weir::sandbox
