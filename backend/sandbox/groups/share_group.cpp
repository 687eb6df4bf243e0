// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/share_group.h"

#include "backend/base/overloaded.h"
#include "backend/sandbox/groups/record_parts.h"

namespace weir::sandbox {

namespace {

template <class Topics>
PartitionSet restored(const Topics &topics)
{
    PartitionSet partitions;
    for (const auto &topic : topics)
        partitions[topic.topicId].insert(topic.partitions.begin(), topic.partitions.end());
    return partitions;
}

template <class Value, class Take>
base::Status take(const std::optional<base::ByteView> &value, Take into)
{
    if (!value)
        return {};
    WEIR_TRY(auto versioned, wire::decodeVersioned<Value>(*value));
    into(versioned.message);
    return {};
}

} // namespace

const char *wordOf(ShareGroupState state)
{
    return state == ShareGroupState::Empty ? "Empty" : "Stable";
}

const ShareMember *ShareGroup::find(const std::string &memberId) const
{
    const auto found = members.find(memberId);
    return found == members.end() ? nullptr : &found->second;
}

const PartitionSet &ShareGroup::targetOf(const std::string &memberId) const
{
    static const PartitionSet none;
    const auto found = targets.find(memberId);
    return found == targets.end() ? none : found->second;
}

std::set<std::string> ShareGroup::subscribedTopics() const
{
    std::set<std::string> topics;
    for (const auto &[id, member] : members)
        topics.insert(member.topicNames.begin(), member.topicNames.end());
    return topics;
}

bool ShareGroup::isInitialized(const base::Uuid &topic, std::int32_t index) const
{
    const auto found = initialized.find(topic);
    return found != initialized.end() && found->second.partitions.contains(index);
}

std::int32_t ShareGroup::assignable(const base::Uuid &topic) const
{
    std::int32_t count = 0;
    while (isInitialized(topic, count))
        ++count;
    return count;
}

void ShareGroup::note(GroupEvent event)
{
    if (m_events.size() == kGroupEventsKept)
        m_events.pop_front();
    m_events.push_back(std::move(event));
}

GroupRecord shareEpochRecord(const ShareGroup &group)
{
    wire::ShareGroupMetadataValue value;
    value.epoch = group.epoch;
    value.metadataHash = group.metadataHash;
    return {keyOf<wire::ShareGroupMetadataKey>(group.groupId()), valueOf(value)};
}

GroupRecord shareEpochTombstone(const std::string &group) { return {keyOf<wire::ShareGroupMetadataKey>(group), std::nullopt}; }

GroupRecord shareMemberRecord(const std::string &group, const ShareMember &member)
{
    wire::ShareGroupMemberMetadataValue value;
    value.rackId = member.rackId;
    value.clientId = member.clientId;
    value.clientHost = member.clientHost;
    value.subscribedTopicNames.assign(member.topicNames.begin(), member.topicNames.end());
    return {keyOf<wire::ShareGroupMemberMetadataKey>(group, member.memberId), valueOf(value)};
}

GroupRecord shareMemberTombstone(const std::string &group, const std::string &memberId)
{
    return {keyOf<wire::ShareGroupMemberMetadataKey>(group, memberId), std::nullopt};
}

GroupRecord shareTargetEpochRecord(const ShareGroup &group)
{
    wire::ShareGroupTargetAssignmentMetadataValue value;
    value.assignmentEpoch = group.assignmentEpoch;
    value.assignmentTimestamp = group.assignmentTimestampMs;
    return {keyOf<wire::ShareGroupTargetAssignmentMetadataKey>(group.groupId()), valueOf(value)};
}

GroupRecord shareTargetEpochTombstone(const std::string &group)
{
    return {keyOf<wire::ShareGroupTargetAssignmentMetadataKey>(group), std::nullopt};
}

GroupRecord shareTargetRecord(const std::string &group, const std::string &memberId, const PartitionSet &target)
{
    wire::ShareGroupTargetAssignmentMemberValue value;
    for (const auto &[topic, partitions] : target)
        value.topicPartitions.push_back({topic, {partitions.begin(), partitions.end()}, {}});
    return {keyOf<wire::ShareGroupTargetAssignmentMemberKey>(group, memberId), valueOf(value)};
}

GroupRecord shareTargetTombstone(const std::string &group, const std::string &memberId)
{
    return {keyOf<wire::ShareGroupTargetAssignmentMemberKey>(group, memberId), std::nullopt};
}

GroupRecord shareAssignmentRecord(const std::string &group, const ShareMember &member)
{
    wire::ShareGroupCurrentMemberAssignmentValue value;
    value.memberEpoch = member.epoch;
    value.previousMemberEpoch = member.previousEpoch;
    for (const auto &[topic, partitions] : member.assigned)
        value.assignedPartitions.push_back({topic, {partitions.begin(), partitions.end()}, {}});
    return {keyOf<wire::ShareGroupCurrentMemberAssignmentKey>(group, member.memberId), valueOf(value)};
}

GroupRecord shareAssignmentTombstone(const std::string &group, const std::string &memberId)
{
    return {keyOf<wire::ShareGroupCurrentMemberAssignmentKey>(group, memberId), std::nullopt};
}

GroupRecord shareTopicsRecord(const ShareGroup &group)
{
    wire::ShareGroupStatePartitionMetadataValue value;
    const auto add = [](auto &into, const ShareGroup::Topics &topics) {
        for (const auto &[id, topic] : topics)
            into.push_back({id, topic.name, {topic.partitions.begin(), topic.partitions.end()}, {}});
    };
    add(value.initializingTopics, group.initializing);
    add(value.initializedTopics, group.initialized);
    for (const auto &[id, topic] : group.deleting)
        value.deletingTopics.push_back({id, topic.name, {}});
    return {keyOf<wire::ShareGroupStatePartitionMetadataKey>(group.groupId()), valueOf(value)};
}

GroupRecord shareTopicsTombstone(const std::string &group)
{
    return {keyOf<wire::ShareGroupStatePartitionMetadataKey>(group), std::nullopt};
}

bool endsShareGroup(base::ByteView key)
{
    const auto stored = wire::decodeGroupKey(key);
    return stored && std::holds_alternative<wire::ShareGroupMetadataKey>(*stored);
}

base::Status applyShareRecord(ShareGroup &group, base::ByteView key, std::optional<base::ByteView> value)
{
    WEIR_TRY(const wire::GroupRecordKey stored, wire::decodeGroupKey(key));
    const auto memberOf = [&group](const std::string &memberId) -> ShareMember & {
        ShareMember &member = group.members[memberId];
        member.memberId = memberId;
        return member;
    };
    return std::visit(
        base::Overloaded{
            [&](const wire::ShareGroupMetadataKey &) -> base::Status {
                return take<wire::ShareGroupMetadataValue>(value, [&](auto &of) {
                    group.epoch = of.epoch;
                    group.metadataHash = of.metadataHash;
                });
            },
            [&](const wire::ShareGroupMemberMetadataKey &of) -> base::Status {
                if (!value)
                    group.members.erase(of.memberId);
                return take<wire::ShareGroupMemberMetadataValue>(value, [&](auto &said) {
                    ShareMember &member = memberOf(of.memberId);
                    member.rackId = std::move(said.rackId);
                    member.clientId = std::move(said.clientId);
                    member.clientHost = std::move(said.clientHost);
                    member.topicNames = {said.subscribedTopicNames.begin(), said.subscribedTopicNames.end()};
                });
            },
            [&](const wire::ShareGroupTargetAssignmentMetadataKey &) -> base::Status {
                return take<wire::ShareGroupTargetAssignmentMetadataValue>(value, [&](auto &of) {
                    group.assignmentEpoch = of.assignmentEpoch;
                    group.assignmentTimestampMs = of.assignmentTimestamp;
                });
            },
            [&](const wire::ShareGroupTargetAssignmentMemberKey &of) -> base::Status {
                if (!value)
                    group.targets.erase(of.memberId);
                return take<wire::ShareGroupTargetAssignmentMemberValue>(
                    value, [&](auto &target) { group.targets[of.memberId] = restored(target.topicPartitions); });
            },
            [&](const wire::ShareGroupCurrentMemberAssignmentKey &of) -> base::Status {
                if (!value && group.find(of.memberId)) {
                    ShareMember &member = memberOf(of.memberId);
                    member.epoch = member.previousEpoch = ShareMember::kLeaveEpoch;
                    member.assigned.clear();
                }
                return take<wire::ShareGroupCurrentMemberAssignmentValue>(value, [&](auto &has) {
                    ShareMember &member = memberOf(of.memberId);
                    member.epoch = has.memberEpoch;
                    member.previousEpoch = has.previousMemberEpoch;
                    member.assigned = restored(has.assignedPartitions);
                });
            },
            [&](const wire::ShareGroupStatePartitionMetadataKey &) -> base::Status {
                group.initializing.clear();
                group.initialized.clear();
                group.deleting.clear();
                return take<wire::ShareGroupStatePartitionMetadataValue>(value, [&](auto &of) {
                    for (const auto &topic : of.initializingTopics)
                        group.initializing[topic.topicId] = {topic.topicName, {topic.partitions.begin(), topic.partitions.end()}};
                    for (const auto &topic : of.initializedTopics)
                        group.initialized[topic.topicId] = {topic.topicName, {topic.partitions.begin(), topic.partitions.end()}};
                    for (const auto &topic : of.deletingTopics)
                        group.deleting[topic.topicId] = {topic.topicName, {}};
                });
            },
            [](const auto &) -> base::Status { return {}; }},
        stored);
}

} // namespace weir::sandbox
