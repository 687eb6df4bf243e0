// SPDX-License-Identifier: GPL-3.0-or-later
// What all requests to groups of the KIP-848 protocol share: steps of a group, timers of its members, the log.
#include "backend/sandbox/groups/group_coordinator.h"

#include "backend/sandbox/groups/consumer_group_records.h"
#include "backend/sandbox/groups/group_records.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

GroupCoordinator::ConsumerGroupPtr GroupCoordinator::findConsumers(const Partition &partition, const std::string &groupId) const
{
    const auto found = partition.consumers.find(groupId);
    return found == partition.consumers.end() ? nullptr : found->second;
}

GroupCoordinator::ConsumerPlace GroupCoordinator::consumerGroupFor(Partition &partition, const std::string &groupId, bool joins,
                                                                   std::vector<GroupRecord> &records)
{
    if (const ConsumerGroupPtr group = findConsumers(partition, groupId))
        return {group, {}};
    if (m_shares->find(partition, groupId))
        return {nullptr, "Group " + groupId + " is not a consumer group."};
    const GroupPtr classic = findGroup(partition, groupId);
    if (!joins)
        return {nullptr, "Group " + groupId + (classic ? " is not a consumer group." : " not found.")};
    if (classic && !classic->isIn(GroupState::Empty)) {
        if (auto fault = upgradeFault(*classic); !fault.empty())
            return {nullptr, std::move(fault)};
        return {upgrade(partition, classic, records), {}};
    }
    auto group = std::make_shared<ConsumerGroup>(groupId, partition.index);
    if (classic) {
        records.push_back(groupTombstone(groupId));
        partition.groups.erase(groupId);
        endGroup(*classic, code(KafkaError::UnknownMemberId));
    }
    partition.consumers[groupId] = group;
    note(*group, GroupEvent::Kind::Created, nullptr, {});
    return {group, {}};
}

ConsumerGroupTerms GroupCoordinator::termsOf(const ConsumerGroup &group, std::optional<Session> asker) const
{
    ConsumerGroupTerms terms;
    terms.nowMs = nowMs();
    terms.assignmentIntervalMs = m_topics.settingsOf(group.groupId()).consumerAssignmentIntervalMs.value_or(m_config.consumerAssignmentIntervalMs);
    terms.defaultAssignor = m_config.consumerAssignors.empty() ? "uniform" : m_config.consumerAssignors.front();
    terms.topicsVersion = m_topicsVersion;
    terms.asker = std::move(asker);
    return terms;
}

void GroupCoordinator::advanceConsumer(const ConsumerGroupPtr &group, ConsumerGroupEditor &editor, const std::string &memberId, bool changed,
                                       const std::optional<PartitionSet> &owned)
{
    const ConsumerMember before = *group->find(memberId);
    editor.updateEpoch(changed);
    editor.updateTarget();
    editor.reconcile(memberId, owned);
    const ConsumerMember &member = *group->find(memberId);
    if (!member.hasAs(before) && !member.classic)
        watchRevocation(group, member);
}

void GroupCoordinator::watchRevocation(const ConsumerGroupPtr &group, const ConsumerMember &member)
{
    auto &timer = group->timers[member.memberId].rebalance;
    stopTimer(timer);
    if (member.state != MemberState::UnrevokedPartitions)
        return;
    timer = m_owner.after(base::Milliseconds(std::max(member.rebalanceTimeoutMs, 0)),
                          [this, weak = std::weak_ptr<ConsumerGroup>(group), memberId = member.memberId, epoch = member.epoch] {
                              const auto of = weak.lock();
                              const ConsumerMember *late = of ? of->find(memberId) : nullptr;
                              if (!late)
                                  return;
                              of->timers[memberId].rebalance = 0;
                              if (late->state == MemberState::UnrevokedPartitions && late->epoch == epoch)
                                  expel(of, memberId, GroupEvent::Kind::MemberRemoved, "did not give its partitions up within the rebalance timeout");
                          });
}

void GroupCoordinator::resumeConsumers(const ConsumerGroupPtr &group)
{
    note(*group, GroupEvent::Kind::Loaded, nullptr, {});
    group->rebalanceStartedAt = m_owner.clock().monotonic();
    for (const auto &[memberId, member] : group->members()) {
        watchConsumer(group, memberId);
        // The coordinator before may not have got its last answer through.
        group->timers[memberId].repeats = kAssignmentRepeats;
        if (!member.classic)
            watchRevocation(group, member);
        else if (member.epoch < group->epoch())
            awaitRejoin(group, member);
    }
}

void GroupCoordinator::expel(const ConsumerGroupPtr &group, const std::string &memberId, GroupEvent::Kind kind, const std::string &reason)
{
    const auto found = m_partitions.find(group->partition());
    if (found != m_partitions.end() && findConsumers(*found->second, group->groupId()) == group)
        removeConsumers(found->second, group, {memberId}, kind, reason, [](std::int16_t) {});
}

void GroupCoordinator::removeConsumers(const PartitionPtr &partition, const ConsumerGroupPtr &group, const std::vector<std::string> &memberIds,
                                       GroupEvent::Kind kind, const std::string &reason, Committed answered)
{
    ConsumerGroupEditor editor(*group, m_topics, termsOf(*group));
    const ConsumerGroupState before = group->state();
    for (const auto &memberId : memberIds) {
        stopConsumerTimers(*group, memberId);
        note(*group, kind, group->find(memberId), reason);
        editor.remove(memberId);
    }
    if (canDowngrade(*group))
        return downgrade(partition, group, editor.take(), reason, std::move(answered));
    editor.updateEpoch(true);
    noteRebalance(*group, before, reason);
    appendKept(*partition, group, editor.take(), std::move(answered));
}

std::int64_t GroupCoordinator::sessionTimeoutOf(const ConsumerGroup &group, const ConsumerMember &member) const
{
    if (member.classic)
        return member.classic->sessionTimeoutMs;
    return m_topics.settingsOf(group.groupId()).consumerSessionTimeoutMs.value_or(m_config.consumerSessionTimeoutMs);
}

void GroupCoordinator::watchConsumer(const ConsumerGroupPtr &group, const std::string &memberId)
{
    const ConsumerMember *member = group->find(memberId);
    SessionTimer &session = group->timers[memberId].session;
    if (extendSession(session, sessionTimeoutOf(*group, *member)))
        armConsumer(group, memberId, session);
}

void GroupCoordinator::armConsumer(const ConsumerGroupPtr &group, const std::string &memberId, SessionTimer &session)
{
    setSessionTimer(session, [this, weak = std::weak_ptr<ConsumerGroup>(group), memberId] {
        const auto of = weak.lock();
        if (!of)
            return;
        const auto timers = of->timers.find(memberId);
        if (timers == of->timers.end())
            return;
        timers->second.session.timer = 0;
        if (timers->second.session.deadline > m_owner.clock().monotonic())
            return armConsumer(of, memberId, timers->second.session);
        ++m_counters.sessionsExpired;
        expel(of, memberId, GroupEvent::Kind::MemberExpired, "no heartbeat within the session timeout");
    });
}

void GroupCoordinator::stopConsumerTimers(ConsumerGroup &group, const std::string &memberId)
{
    const auto found = group.timers.find(memberId);
    if (found == group.timers.end())
        return;
    stopTimer(found->second.session.timer);
    stopTimer(found->second.rebalance);
    stopTimer(found->second.sync);
    group.timers.erase(found);
}

void GroupCoordinator::stopConsumerTimers(ConsumerGroup &group)
{
    while (!group.timers.empty())
        stopConsumerTimers(group, std::string(group.timers.begin()->first));
}

template <class AnyGroup>
void GroupCoordinator::appendKept(Partition &partition, const std::shared_ptr<AnyGroup> &group, std::vector<GroupRecord> records, Committed answered)
{
    if (!group->unsaved.empty()) {
        // What the log refused before goes first, as far as it is not of the past by now.
        auto unsaved = std::exchange(group->unsaved, {});
        for (const auto &record : records)
            unsaved.erase(record.key);
        std::vector<GroupRecord> all;
        for (auto &[key, value] : unsaved)
            all.push_back({key, std::move(value)});
        std::move(records.begin(), records.end(), std::back_inserter(all));
        records = std::move(all);
    }
    if (records.empty())
        return afterAppends(partition, std::move(answered));
    const std::uint64_t number = ++m_consumerAppends;
    for (const auto &record : records)
        group->underWay[record.key] = number;
    append(partition, records, std::move(answered), [weak = std::weak_ptr<AnyGroup>(group), number, records](std::int16_t error) {
        const auto of = weak.lock();
        if (!of)
            return;
        of->committed = of->committed || error == 0;
        for (const auto &record : records) {
            const auto newest = of->underWay.find(record.key);
            if (newest == of->underWay.end() || newest->second != number)
                continue;
            of->underWay.erase(newest);
            if (error != 0)
                of->unsaved[record.key] = record.value;
        }
    });
}

template void GroupCoordinator::appendKept(Partition &, const ConsumerGroupPtr &, std::vector<GroupRecord>, Committed);
template void GroupCoordinator::appendKept(Partition &, const std::shared_ptr<ShareGroup> &, std::vector<GroupRecord>, Committed);

void GroupCoordinator::note(ConsumerGroup &group, GroupEvent::Kind kind, const ConsumerMember *member, std::string reason, std::int64_t durationMs)
{
    GroupEvent event;
    event.wallMs = nowMs();
    event.kind = kind;
    event.generation = group.epoch();
    event.members = static_cast<std::int32_t>(group.members().size());
    event.durationMs = durationMs;
    event.reason = std::move(reason);
    if (member) {
        event.memberId = member->memberId;
        event.groupInstanceId = member->instanceId.value_or(std::string{});
        event.clientId = member->clientId;
    }
    group.note(std::move(event));
}

void GroupCoordinator::noteRebalance(ConsumerGroup &group, ConsumerGroupState before, const std::string &reason)
{
    const auto isOver = [](ConsumerGroupState state) { return state == ConsumerGroupState::Stable || state == ConsumerGroupState::Empty; };
    const ConsumerGroupState now = group.state();
    if (isOver(before) && !isOver(now)) {
        group.rebalanceStartedAt = m_owner.clock().monotonic();
        ++m_counters.rebalancesStarted;
        note(group, GroupEvent::Kind::RebalanceStarted, nullptr, reason);
    } else if (before == ConsumerGroupState::Empty && now == ConsumerGroupState::Stable) {
        // The first member gets all there is at once.
        ++m_counters.rebalancesStarted;
        ++m_counters.rebalancesCompleted;
        note(group, GroupEvent::Kind::RebalanceCompleted, nullptr, reason);
    } else if (!isOver(before) && isOver(now)) {
        const auto took = std::chrono::duration_cast<base::Milliseconds>(m_owner.clock().monotonic() - group.rebalanceStartedAt).count();
        const auto tookMs = static_cast<std::uint64_t>(std::max<std::int64_t>(took, 0));
        ++m_counters.rebalancesCompleted;
        m_counters.rebalanceMsTotal += tookMs;
        m_counters.rebalanceMsMax = std::max(m_counters.rebalanceMsMax, tookMs);
        note(group, now == ConsumerGroupState::Empty ? GroupEvent::Kind::BecameEmpty : GroupEvent::Kind::RebalanceCompleted, nullptr, {}, took);
    } else if (before != ConsumerGroupState::Empty && now == ConsumerGroupState::Empty) {
        note(group, GroupEvent::Kind::BecameEmpty, nullptr, reason);
    }
}

} // namespace weir::sandbox
