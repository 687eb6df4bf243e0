// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/consumer_group_records.h"

#include "backend/base/overloaded.h"
#include "backend/sandbox/groups/record_parts.h"

#include <limits>

namespace weir::sandbox {

namespace {

base::Bytes regexKey(const std::string &group, const std::string &regex)
{
    wire::ConsumerGroupRegularExpressionKey key;
    key.groupId = group;
    key.regularExpression = regex;
    return certain(wire::encodeGroupKey(key));
}

using CurrentValue = wire::ConsumerGroupCurrentMemberAssignmentValue;

std::vector<CurrentValue::TopicPartitions> stored(const EpochedPartitions &partitions)
{
    std::vector<CurrentValue::TopicPartitions> topics;
    for (const auto &[topic, epochs] : partitions) {
        auto &into = topics.emplace_back();
        into.topicId = topic;
        into.assignmentEpochs.emplace();
        for (const auto &[partition, epoch] : epochs) {
            into.partitions.push_back(partition);
            into.assignmentEpochs->push_back(epoch);
        }
    }
    return topics;
}

/// Without epochs (a Kafka before 4.2 wrote it) everything counts as given when the member came to its epoch.
EpochedPartitions restored(const std::vector<CurrentValue::TopicPartitions> &topics, std::int32_t memberEpoch)
{
    EpochedPartitions partitions;
    for (const auto &topic : topics) {
        auto &into = partitions[topic.topicId];
        for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
            const bool known = topic.assignmentEpochs && i < topic.assignmentEpochs->size();
            into[topic.partitions[i]] = known ? (*topic.assignmentEpochs)[i] : memberEpoch;
        }
    }
    return partitions;
}

ConsumerMember memberOf(const ConsumerGroup &group, const std::string &memberId)
{
    if (const ConsumerMember *known = group.find(memberId))
        return *known;
    ConsumerMember member;
    member.memberId = memberId;
    return member;
}

MemberState stateOf(std::int8_t stored)
{
    return stored >= 0 && stored <= 2 ? static_cast<MemberState>(stored) : MemberState::Unknown;
}

template <class Value, class Take>
base::Status take(std::optional<base::ByteView> value, Take into)
{
    WEIR_TRY(auto versioned, wire::decodeVersioned<Value>(*value));
    into(versioned.message);
    return {};
}

} // namespace

GroupRecord consumerEpochRecord(const std::string &group, std::int32_t epoch, std::int64_t metadataHash)
{
    wire::ConsumerGroupMetadataValue value;
    value.epoch = epoch;
    value.metadataHash = metadataHash;
    return {keyOf<wire::ConsumerGroupMetadataKey>(group), valueOf(value)};
}

GroupRecord consumerEpochTombstone(const std::string &group) { return {keyOf<wire::ConsumerGroupMetadataKey>(group), std::nullopt}; }

GroupRecord consumerPartitionsTombstone(const std::string &group)
{
    return {keyOf<wire::ConsumerGroupPartitionMetadataKey>(group), std::nullopt};
}

GroupRecord consumerMemberRecord(const std::string &group, const ConsumerMember &member)
{
    wire::ConsumerGroupMemberMetadataValue value;
    value.instanceId = member.instanceId;
    value.rackId = member.rackId;
    value.clientId = member.clientId;
    value.clientHost = member.clientHost;
    value.subscribedTopicNames.assign(member.topicNames.begin(), member.topicNames.end());
    value.subscribedTopicRegex = member.topicRegex;
    value.rebalanceTimeoutMs = member.rebalanceTimeoutMs;
    value.serverAssignor = member.serverAssignor;
    value.classicMemberMetadata.reset();
    if (member.classic) {
        auto &classic = value.classicMemberMetadata.emplace();
        classic.sessionTimeoutMs = member.classic->sessionTimeoutMs;
        for (const GroupProtocol &protocol : member.classic->protocols)
            classic.supportedProtocols.push_back({protocol.name, protocol.metadata, {}});
    }
    return {keyOf<wire::ConsumerGroupMemberMetadataKey>(group, member.memberId), valueOf(value)};
}

GroupRecord consumerMemberTombstone(const std::string &group, const std::string &memberId)
{
    return {keyOf<wire::ConsumerGroupMemberMetadataKey>(group, memberId), std::nullopt};
}

GroupRecord targetEpochRecord(const std::string &group, std::int32_t epoch, std::int64_t timestampMs)
{
    wire::ConsumerGroupTargetAssignmentMetadataValue value;
    value.assignmentEpoch = epoch;
    value.assignmentTimestamp = timestampMs;
    return {keyOf<wire::ConsumerGroupTargetAssignmentMetadataKey>(group), valueOf(value)};
}

GroupRecord targetEpochTombstone(const std::string &group)
{
    return {keyOf<wire::ConsumerGroupTargetAssignmentMetadataKey>(group), std::nullopt};
}

GroupRecord targetRecord(const std::string &group, const std::string &memberId, const PartitionSet &target)
{
    wire::ConsumerGroupTargetAssignmentMemberValue value;
    for (const auto &[topic, partitions] : target)
        value.topicPartitions.push_back({topic, {partitions.begin(), partitions.end()}, {}});
    return {keyOf<wire::ConsumerGroupTargetAssignmentMemberKey>(group, memberId), valueOf(value)};
}

GroupRecord targetTombstone(const std::string &group, const std::string &memberId)
{
    return {keyOf<wire::ConsumerGroupTargetAssignmentMemberKey>(group, memberId), std::nullopt};
}

GroupRecord currentAssignmentRecord(const std::string &group, const ConsumerMember &member)
{
    CurrentValue value;
    value.memberEpoch = member.epoch;
    value.previousMemberEpoch = member.previousEpoch;
    value.state = static_cast<std::int8_t>(member.state);
    value.assignedPartitions = stored(member.assigned);
    value.partitionsPendingRevocation = stored(member.pendingRevocation);
    return {keyOf<wire::ConsumerGroupCurrentMemberAssignmentKey>(group, member.memberId), valueOf(value)};
}

GroupRecord currentAssignmentTombstone(const std::string &group, const std::string &memberId)
{
    return {keyOf<wire::ConsumerGroupCurrentMemberAssignmentKey>(group, memberId), std::nullopt};
}

GroupRecord regexRecord(const std::string &group, const std::string &regex, const ResolvedRegex &resolved)
{
    wire::ConsumerGroupRegularExpressionValue value;
    value.topics.assign(resolved.topics.begin(), resolved.topics.end());
    value.version = resolved.version;
    value.timestamp = resolved.timestampMs;
    return {regexKey(group, regex), valueOf(value)};
}

GroupRecord regexTombstone(const std::string &group, const std::string &regex) { return {regexKey(group, regex), std::nullopt}; }

bool endsConsumerGroup(base::ByteView key)
{
    const auto stored = wire::decodeGroupKey(key);
    return stored && std::holds_alternative<wire::ConsumerGroupMetadataKey>(*stored);
}

base::Status applyConsumerRecord(ConsumerGroup &group, base::ByteView key, std::optional<base::ByteView> value)
{
    WEIR_TRY(const wire::GroupRecordKey stored, wire::decodeGroupKey(key));
    return std::visit(
        base::Overloaded{
            [&](const wire::ConsumerGroupMetadataKey &) -> base::Status {
                if (!value)
                    return {};
                return take<wire::ConsumerGroupMetadataValue>(value, [&](auto &of) { group.setEpoch(of.epoch, of.metadataHash); });
            },
            [&](const wire::ConsumerGroupMemberMetadataKey &of) -> base::Status {
                if (!value) {
                    group.remove(of.memberId);
                    return {};
                }
                return take<wire::ConsumerGroupMemberMetadataValue>(value, [&](auto &said) {
                    ConsumerMember member = memberOf(group, of.memberId);
                    member.instanceId = std::move(said.instanceId);
                    member.rackId = std::move(said.rackId);
                    member.clientId = std::move(said.clientId);
                    member.clientHost = std::move(said.clientHost);
                    member.topicNames = {said.subscribedTopicNames.begin(), said.subscribedTopicNames.end()};
                    member.topicRegex = std::move(said.subscribedTopicRegex);
                    member.rebalanceTimeoutMs = said.rebalanceTimeoutMs;
                    member.serverAssignor = std::move(said.serverAssignor);
                    member.classic.reset();
                    if (said.classicMemberMetadata) {
                        auto &classic = member.classic.emplace();
                        classic.sessionTimeoutMs = said.classicMemberMetadata->sessionTimeoutMs;
                        for (auto &protocol : said.classicMemberMetadata->supportedProtocols)
                            classic.protocols.push_back({std::move(protocol.name), std::move(protocol.metadata)});
                    }
                    group.put(std::move(member));
                });
            },
            [&](const wire::ConsumerGroupTargetAssignmentMetadataKey &) -> base::Status {
                if (!value)
                    return {};
                return take<wire::ConsumerGroupTargetAssignmentMetadataValue>(
                    value, [&](auto &of) { group.setAssignmentEpoch(of.assignmentEpoch, of.assignmentTimestamp); });
            },
            [&](const wire::ConsumerGroupTargetAssignmentMemberKey &of) -> base::Status {
                if (!value) {
                    group.removeTarget(of.memberId);
                    return {};
                }
                return take<wire::ConsumerGroupTargetAssignmentMemberValue>(value, [&](auto &target) {
                    PartitionSet partitions;
                    for (const auto &topic : target.topicPartitions)
                        partitions[topic.topicId].insert(topic.partitions.begin(), topic.partitions.end());
                    group.setTarget(of.memberId, std::move(partitions));
                });
            },
            [&](const wire::ConsumerGroupCurrentMemberAssignmentKey &of) -> base::Status {
                ConsumerMember member = memberOf(group, of.memberId);
                if (!value) {
                    if (!group.find(of.memberId))
                        return {};
                    member.epoch = ConsumerMember::kLeaveEpoch;
                    member.previousEpoch = ConsumerMember::kLeaveEpoch;
                    member.state = MemberState::Stable;
                    member.assigned.clear();
                    member.pendingRevocation.clear();
                    group.put(std::move(member));
                    return {};
                }
                return take<CurrentValue>(value, [&](auto &has) {
                    member.epoch = has.memberEpoch;
                    member.previousEpoch = has.previousMemberEpoch;
                    member.state = stateOf(has.state);
                    member.assigned = restored(has.assignedPartitions, has.memberEpoch);
                    member.pendingRevocation = restored(has.partitionsPendingRevocation, has.memberEpoch);
                    group.put(std::move(member));
                });
            },
            [&](const wire::ConsumerGroupRegularExpressionKey &of) -> base::Status {
                if (!value) {
                    group.removeRegex(of.regularExpression);
                    return {};
                }
                return take<wire::ConsumerGroupRegularExpressionValue>(value, [&](auto &regex) {
                    group.setRegex(of.regularExpression, {{regex.topics.begin(), regex.topics.end()}, regex.version, regex.timestamp});
                });
            },
            [](const auto &) -> base::Status { return {}; }},
        stored);
}

} // namespace weir::sandbox
