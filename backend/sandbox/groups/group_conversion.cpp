// SPDX-License-Identifier: GPL-3.0-or-later
// A group changes its protocol while it is in use (KIP-848, group.consumer.migration.policy): a classic one when a member of
// the new protocol joins, one of the new protocol when the last such member leaves classic ones behind.
#include "backend/sandbox/groups/group_coordinator.h"

#include "backend/sandbox/groups/group_records.h"
#include "backend/wire/blob.h"
#include "backend/wire/messages/consumer_protocol.h"

#include <fmt/format.h>

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {

/// The chosen protocol's, or, before one is chosen, that of the member's first.
const base::Bytes &subscriptionOf(const Group &group, const GroupMember &member)
{
    const base::Bytes &chosen = member.metadataOf(group.protocolName().value_or(std::string{}));
    return chosen.empty() && !member.protocols.empty() ? member.protocols.front().metadata : chosen;
}

} // namespace

std::string GroupCoordinator::upgradeFault(const Group &group) const
{
    const auto because = [&](const char *why) { return fmt::format("Cannot upgrade classic group {} to consumer group because {}.", group.groupId(), why); };
    if (!m_config.consumerUpgrades)
        return because("online upgrade is disabled");
    if (!group.usesConsumerProtocol())
        return because("the group does not use the consumer embedded protocol");
    if (group.members().size() >= static_cast<std::size_t>(m_config.consumerMaxSize))
        return because("the group size exceeds the consumer group maximum size");
    for (const auto &[memberId, member] : group.members()) {
        if (member.isNew)
            continue;
        if (member.protocols.empty() || !wire::decodeVersionedLeniently<wire::ConsumerProtocolSubscription>(subscriptionOf(group, member)))
            return because("the embedded consumer protocol is malformed");
        if (member.assignment.empty())
            continue;
        const auto assignment = wire::decodeVersionedLeniently<wire::ConsumerProtocolAssignment>(member.assignment);
        if (!assignment)
            return because("the embedded consumer protocol is malformed");
        // What an assignor of the client's own gave to its members would be lost.
        if (assignment->message.userData && !assignment->message.userData->empty())
            return because("an unsupported custom assignor is in use. Please refer to the documentation or switch to a default assignor before re-attempting "
                           "the upgrade");
    }
    return {};
}

GroupCoordinator::ConsumerGroupPtr GroupCoordinator::upgrade(Partition &partition, const GroupPtr &classic, std::vector<GroupRecord> &records)
{
    std::vector<ConsumerMember> members;
    for (const auto &[memberId, from] : classic->members()) {
        // One that was never answered has nothing yet, and comes again under its id or another.
        if (from.isNew)
            continue;
        const auto subscription = wire::decodeVersionedLeniently<wire::ConsumerProtocolSubscription>(subscriptionOf(*classic, from));
        ConsumerMember &member = members.emplace_back();
        member.memberId = memberId;
        member.instanceId = from.groupInstanceId;
        member.rackId = subscription->message.rackId;
        member.clientId = from.clientId;
        member.clientHost = from.clientHost;
        member.topicNames = {subscription->message.topics.begin(), subscription->message.topics.end()};
        member.rebalanceTimeoutMs = from.rebalanceTimeoutMs;
        member.classic = ClassicSide{from.sessionTimeoutMs, from.protocols};
        member.epoch = classic->generation();
        member.previousEpoch = classic->generation();
        if (from.assignment.empty())
            continue;
        const auto assignment = wire::decodeVersionedLeniently<wire::ConsumerProtocolAssignment>(from.assignment);
        for (const auto &topic : assignment->message.assignedPartitions) {
            const auto found = m_topics.find(topic.topic);
            for (const auto index : topic.partitions) {
                if (found)
                    member.assigned[found->id][index] = member.epoch;
            }
        }
    }

    records.push_back(groupTombstone(classic->groupId()));
    partition.groups.erase(classic->groupId());
    auto group = std::make_shared<ConsumerGroup>(classic->groupId(), partition.index);
    group->committed = classic->committed;
    partition.consumers[classic->groupId()] = group;
    for (const GroupEvent &event : classic->events())
        group->note(event);
    note(*group, GroupEvent::Kind::Converted, nullptr, "a member of the consumer protocol joined");
    ConsumerGroupEditor editor(*group, m_topics, termsOf(*group));
    editor.begin(classic->generation(), members);
    for (auto &record : editor.take())
        records.push_back(std::move(record));
    // Whoever waits in a rebalance of the past joins the new one.
    endGroup(*classic, code(KafkaError::RebalanceInProgress));
    for (const ConsumerMember &member : members)
        watchConsumer(group, member.memberId);
    return group;
}

bool GroupCoordinator::canDowngrade(const ConsumerGroup &group) const
{
    return m_config.consumerDowngrades && !group.isEmpty() && group.allClassicExcept({})
        && group.members().size() <= static_cast<std::size_t>(m_config.groupMaxSize);
}

void GroupCoordinator::downgrade(const PartitionPtr &partition, const ConsumerGroupPtr &group, std::vector<GroupRecord> records, const std::string &reason,
                                 Committed answered)
{
    std::vector<GroupMember> members;
    for (const auto &[memberId, from] : group->members()) {
        GroupMember &member = members.emplace_back();
        member.memberId = memberId;
        member.groupInstanceId = from.instanceId;
        member.clientId = from.clientId;
        member.clientHost = from.clientHost;
        member.rebalanceTimeoutMs = from.rebalanceTimeoutMs;
        member.sessionTimeoutMs = from.classic->sessionTimeoutMs;
        member.protocolType = "consumer";
        member.protocols = from.classic->protocols;
        member.assignment = classicAssignment(group->targetOf(memberId), from.classic->protocols.front().metadata);
    }
    const std::string leader = members.front().memberId;
    Group votes(group->groupId(), partition->index, nowMs());
    votes.restore(group->epoch(), "consumer", {}, leader, nowMs(), members);
    auto classic = std::make_shared<Group>(group->groupId(), partition->index, nowMs());
    classic->restore(group->epoch(), "consumer", votes.selectProtocol(), leader, nowMs(), std::move(members));
    classic->committed = group->committed;
    for (const GroupEvent &event : group->events())
        classic->note(event);
    note(*classic, GroupEvent::Kind::Converted, nullptr, reason);

    // What the log refused of the group before is gone with it: these tombstones are all that it needs to hold.
    stopConsumerTimers(*group);
    ConsumerGroupEditor editor(*group, m_topics, termsOf(*group));
    editor.end();
    for (auto &record : editor.take())
        records.push_back(std::move(record));
    records.push_back(groupRecord(*classic));
    partition->consumers.erase(group->groupId());
    partition->groups[group->groupId()] = classic;
    for (auto &[memberId, member] : classic->members())
        watchSession(classic, memberId, member.session, member.sessionTimeoutMs);
    prepareRebalance(classic, reason);
    append(*partition, std::move(records), std::move(answered));
}

void GroupCoordinator::discardConsumers(Partition &partition, const ConsumerGroupPtr &group, std::vector<GroupRecord> &records)
{
    stopConsumerTimers(*group);
    ConsumerGroupEditor editor(*group, m_topics, termsOf(*group));
    editor.end();
    for (auto &record : editor.take())
        records.push_back(std::move(record));
    partition.consumers.erase(group->groupId());
}

} // namespace weir::sandbox
