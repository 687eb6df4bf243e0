// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/group_records.h"

#include "backend/base/overloaded.h"
#include "backend/sandbox/core/certain.h"
#include "backend/wire/blob.h"
#include "backend/wire/messages/group_records.h"

namespace weir::sandbox {

namespace {

constexpr std::int16_t kOffsetValue = 4;
constexpr std::int16_t kOffsetValueWithExpiry = 1;
constexpr std::int16_t kGroupValue = 3;

base::Bytes offsetKey(const std::string &group, const std::string &topic, std::int32_t partition)
{
    wire::OffsetCommitKey key;
    key.group = group;
    key.topic = topic;
    key.partition = partition;
    return certain(wire::encodeGroupKey(key));
}

base::Bytes groupKey(const std::string &group)
{
    wire::GroupMetadataKey key;
    key.group = group;
    return certain(wire::encodeGroupKey(key));
}

} // namespace

GroupRecord offsetRecord(const std::string &group, const std::string &topic, std::int32_t partition, const CommittedOffset &offset)
{
    wire::OffsetCommitValue value;
    value.offset = offset.offset;
    value.leaderEpoch = offset.leaderEpoch;
    value.metadata = offset.metadata;
    value.commitTimestamp = offset.commitTimestampMs;
    value.expireTimestamp = offset.expireTimestampMs.value_or(-1);
    value.topicId = offset.topicId;
    const auto version = offset.expireTimestampMs ? kOffsetValueWithExpiry : kOffsetValue;
    return {offsetKey(group, topic, partition), certain(wire::encodeVersioned(value, version))};
}

GroupRecord offsetTombstone(const std::string &group, const std::string &topic, std::int32_t partition)
{
    return {offsetKey(group, topic, partition), std::nullopt};
}

GroupRecord groupRecord(const Group &group)
{
    std::map<std::string, base::Bytes> assignment;
    for (const auto &[id, member] : group.members())
        assignment[id] = member.assignment;
    return groupRecord(group, assignment);
}

GroupRecord groupRecord(const Group &group, const std::map<std::string, base::Bytes> &assignment)
{
    wire::GroupMetadataValue value;
    value.protocolType = group.protocolType().value_or(std::string{});
    value.generation = group.generation();
    value.protocol = group.protocolName();
    value.leader = group.leader();
    value.currentStateTimestamp = group.stateSinceMs().value_or(-1);
    for (const auto &[id, member] : group.members()) {
        auto &into = value.members.emplace_back();
        into.memberId = id;
        into.groupInstanceId = member.groupInstanceId;
        into.clientId = member.clientId;
        into.clientHost = member.clientHost;
        into.rebalanceTimeout = member.rebalanceTimeoutMs;
        into.sessionTimeout = member.sessionTimeoutMs;
        into.subscription = member.metadataOf(group.protocolName().value_or(std::string{}));
        if (const auto given = assignment.find(id); given != assignment.end())
            into.assignment = given->second;
    }
    return {groupKey(group.groupId()), certain(wire::encodeVersioned(value, kGroupValue))};
}

GroupRecord emptyGroupRecord(const Group &group)
{
    wire::GroupMetadataValue value;
    value.protocol.reset();
    value.leader.reset();
    value.currentStateTimestamp = group.stateSinceMs().value_or(-1);
    return {groupKey(group.groupId()), certain(wire::encodeVersioned(value, kGroupValue))};
}

GroupRecord groupTombstone(const std::string &group)
{
    return {groupKey(group), std::nullopt};
}

base::Result<DecodedGroupKey> decodeGroupKey(base::ByteView key)
{
    WEIR_TRY(wire::GroupRecordKey stored, wire::decodeGroupKey(key));
    DecodedGroupKey decoded;
    std::visit(base::Overloaded{[&](wire::OffsetCommitKey &offset) {
                                    decoded.kind = DecodedGroupKey::Kind::Offset;
                                    decoded.group = std::move(offset.group);
                                    decoded.topic = std::move(offset.topic);
                                    decoded.partition = offset.partition;
                                },
                                [&](wire::GroupMetadataKey &group) {
                                    decoded.kind = DecodedGroupKey::Kind::Group;
                                    decoded.group = std::move(group.group);
                                },
                                [](wire::UnknownGroupKey &) {},
                                [&](auto &of) {
                                    // Between the two blocks of Kafka's numbers there is nothing else.
                                    constexpr auto kType = std::decay_t<decltype(of)>::kRecordType;
                                    constexpr bool kIsShare = kType >= wire::ShareGroupMemberMetadataKey::kRecordType
                                        && kType <= wire::ShareGroupStatePartitionMetadataKey::kRecordType;
                                    decoded.kind = kIsShare ? DecodedGroupKey::Kind::Share : DecodedGroupKey::Kind::Consumer;
                                    decoded.group = std::move(of.groupId);
                                }},
               stored);
    return decoded;
}

base::Result<CommittedOffset> decodeOffsetValue(base::ByteView value)
{
    WEIR_TRY(auto versioned, wire::decodeVersioned<wire::OffsetCommitValue>(value));
    wire::OffsetCommitValue &stored = versioned.message;
    CommittedOffset offset;
    offset.offset = stored.offset;
    offset.leaderEpoch = stored.leaderEpoch;
    offset.metadata = std::move(stored.metadata);
    offset.commitTimestampMs = stored.commitTimestamp;
    if (stored.expireTimestamp != -1)
        offset.expireTimestampMs = stored.expireTimestamp;
    offset.topicId = stored.topicId;
    return offset;
}

base::Status decodeGroupValue(base::ByteView value, Group &group)
{
    WEIR_TRY(auto versioned, wire::decodeVersioned<wire::GroupMetadataValue>(value));
    wire::GroupMetadataValue &stored = versioned.message;
    std::vector<GroupMember> members;
    members.reserve(stored.members.size());
    for (auto &each : stored.members) {
        GroupMember &member = members.emplace_back();
        member.memberId = std::move(each.memberId);
        member.groupInstanceId = std::move(each.groupInstanceId);
        member.clientId = std::move(each.clientId);
        member.clientHost = std::move(each.clientHost);
        member.sessionTimeoutMs = each.sessionTimeout;
        // Version 0 has no rebalance timeout.
        member.rebalanceTimeoutMs = each.rebalanceTimeout == -1 ? each.sessionTimeout : each.rebalanceTimeout;
        member.protocolType = stored.protocolType;
        // Of what it offered only the chosen protocol is stored.
        member.protocols.push_back({stored.protocol.value_or(std::string{}), std::move(each.subscription)});
        member.assignment = std::move(each.assignment);
    }
    group.restore(stored.generation, stored.protocolType.empty() ? std::nullopt : std::optional(stored.protocolType),
                  std::move(stored.protocol), std::move(stored.leader),
                  stored.currentStateTimestamp == -1 ? std::nullopt : std::optional(stored.currentStateTimestamp), std::move(members));
    return {};
}

} // namespace weir::sandbox
