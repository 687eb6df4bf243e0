// SPDX-License-Identifier: GPL-3.0-or-later
// What all requests to share groups have in common: steps of a group, timers of its members, the log, the share coordinator.
// ShareGroupDescribe v1.
#include "backend/sandbox/groups/share_groups.h"

#include "backend/sandbox/core/gather.h"
#include "backend/sandbox/groups/group_coordinator.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

ShareGroups::GroupPtr ShareGroups::find(const GroupPartition &partition, const std::string &groupId) const
{
    const auto found = partition.shares.find(groupId);
    return found == partition.shares.end() ? nullptr : found->second;
}

ShareGroups::Place ShareGroups::placeOf(const std::string &groupId) const
{
    if (groupId.empty())
        return {nullptr, nullptr, code(KafkaError::InvalidGroupId), "GroupId can't be empty.", false};
    const auto place = m_groups.placeOf(groupId);
    if (!place.partition)
        return {nullptr, nullptr, code(place.error), {}, false};
    const GroupPtr group = find(*place.partition, groupId);
    if (group && group->committed)
        return {place.partition, group, 0, {}, false};
    const bool other = m_groups.findGroup(*place.partition, groupId) || m_groups.findConsumers(*place.partition, groupId);
    const bool isFree = !other && (!group || (group->isEmpty() && !group->busy));
    return {place.partition, nullptr, code(KafkaError::GroupIdNotFound), "Group " + groupId + (other ? " is not a share group." : " not found."), isFree};
}

bool ShareGroups::serves() const
{
    return m_persister != nullptr && m_groups.m_config.servesShareGroups;
}

ShareGroups::GroupPtr ShareGroups::make(const PartitionPtr &partition, const std::string &groupId)
{
    GroupPtr &group = partition->shares[groupId];
    if (!group) {
        group = std::make_shared<ShareGroup>(groupId, partition->index);
        note(*group, GroupEvent::Kind::Created, nullptr, {});
    }
    return group;
}

ShareGroups::PartitionPtr ShareGroups::partitionOf(const GroupPtr &group) const
{
    const auto found = m_groups.m_partitions.find(group->partition());
    return found != m_groups.m_partitions.end() && find(*found->second, group->groupId()) == group ? found->second : nullptr;
}

void ShareGroups::append(const GroupPtr &group, std::vector<GroupRecord> records, Stored answered)
{
    const PartitionPtr partition = partitionOf(group);
    if (!partition)
        return answered(code(KafkaError::NotCoordinator));
    m_groups.appendKept(*partition, group, std::move(records), std::move(answered));
}

void ShareGroups::note(ShareGroup &group, GroupEvent::Kind kind, const ShareMember *member, const std::string &reason)
{
    GroupEvent event;
    event.wallMs = m_groups.nowMs();
    event.kind = kind;
    event.generation = group.epoch;
    event.members = static_cast<std::int32_t>(group.members.size());
    event.reason = reason;
    if (member) {
        event.memberId = member->memberId;
        event.clientId = member->clientId;
    }
    group.note(std::move(event));
}

base::Status ShareGroups::load(GroupPartition &partition, const std::string &groupId, base::ByteView key, std::optional<base::ByteView> value)
{
    auto &group = partition.shares[groupId];
    // A tombstone is all that is left of a group that ended, or of a member of one.
    if (!value && (!group || endsShareGroup(key))) {
        partition.shares.erase(groupId);
        return {};
    }
    if (!group) {
        group = std::make_shared<ShareGroup>(groupId, partition.index);
        group->committed = true;
        partition.groups.erase(groupId);
    }
    return applyShareRecord(*group, key, value);
}

void ShareGroups::resume(GroupPartition &partition)
{
    for (const auto &[id, group] : partition.shares) {
        note(*group, GroupEvent::Kind::Loaded, nullptr, {});
        for (const auto &[memberId, member] : group->members)
            watch(group, memberId);
    }
}

void ShareGroups::forget(GroupPartition &partition)
{
    for (const auto &[id, group] : partition.shares) {
        for (auto &[memberId, session] : group->sessions)
            m_groups.stopTimer(session.timer);
        group->sessions.clear();
        for (const auto &next : std::exchange(group->waiting, {}))
            next();
    }
}

bool ShareGroups::awaitsAssignment(const ShareGroup &group) const
{
    PartitionSet given;
    for (const auto &[memberId, partitions] : group.targets) {
        for (const auto &[topic, indexes] : partitions)
            given[topic].insert(indexes.begin(), indexes.end());
    }
    for (const auto &name : group.subscribedTopics()) {
        const auto topic = m_groups.m_topics.find(name);
        if (topic && given[topic->id].size() != static_cast<std::size_t>(group.assignable(topic->id)))
            return true;
    }
    return false;
}

ShareGroup::Topics ShareGroups::missing(const ShareGroup &group) const
{
    ShareGroup::Topics topics;
    for (const auto &name : group.subscribedTopics()) {
        const auto topic = m_groups.m_topics.find(name);
        for (std::int32_t index = 0; topic && index < topic->partitions; ++index) {
            if (!group.isInitialized(topic->id, index)) {
                topics[topic->id].name = name;
                topics[topic->id].partitions.insert(index);
            }
        }
    }
    return topics;
}

void ShareGroups::advance(ShareGroup &group, const std::string &memberId, bool changed, bool assigns, std::vector<GroupRecord> &records)
{
    // The share coordinator forgets deleted topics by itself.
    const auto isGone = [&](const auto &topic) { return !m_groups.m_topics.nameOf(topic.first); };
    if (std::erase_if(group.initialized, isGone) + std::erase_if(group.deleting, isGone) > 0)
        records.push_back(shareTopicsRecord(group));
    const std::int64_t hash = topicsHash(group.subscribedTopics(), m_groups.m_topics);
    if (changed || hash != group.metadataHash || (assigns && group.epoch == group.assignmentEpoch && awaitsAssignment(group))) {
        ++group.epoch;
        group.metadataHash = hash;
        records.push_back(shareEpochRecord(group));
    }
    if (!assigns)
        return;
    assign(group, records);
    ShareMember &member = group.members.at(memberId);
    const ShareMember was = member;
    PartitionSet wanted;
    for (const auto &[topic, partitions] : group.targetOf(memberId)) {
        // The target may be older than the subscription.
        const auto name = m_groups.m_topics.nameOf(topic);
        if (name && member.topicNames.contains(*name) && !partitions.empty())
            wanted[topic] = partitions;
    }
    member.assigned = std::move(wanted);
    if (member.epoch != group.assignmentEpoch) {
        member.previousEpoch = member.epoch;
        member.epoch = group.assignmentEpoch;
    }
    if (!member.hasAs(was))
        records.push_back(shareAssignmentRecord(group.groupId(), member));
}

void ShareGroups::assign(ShareGroup &group, std::vector<GroupRecord> &records)
{
    if (group.epoch <= group.assignmentEpoch)
        return;
    const std::int64_t now = m_groups.nowMs();
    const std::int64_t since = group.assignmentTimestampMs;
    const std::int64_t interval = m_groups.m_topics.settingsOf(group.groupId()).shareAssignmentIntervalMs.value_or(m_groups.m_config.shareAssignmentIntervalMs);
    if (since != 0 && since <= now && now < since + interval)
        return;
    AssignorInput input;
    for (const auto &[memberId, member] : group.members) {
        auto &into = input.members[memberId];
        for (const auto &name : member.topicNames) {
            if (const auto topic = m_groups.m_topics.find(name); topic && group.assignable(topic->id) > 0) {
                into.topics.insert(topic->id);
                input.partitions[topic->id] = group.assignable(topic->id);
            }
        }
        into.current = group.targetOf(memberId);
    }
    GroupAssignment target = assignSimply(input);
    for (auto &[memberId, partitions] : target) {
        if (group.targets.contains(memberId) && group.targetOf(memberId) == partitions)
            continue;
        records.push_back(shareTargetRecord(group.groupId(), memberId, partitions));
        group.targets[memberId] = std::move(partitions);
    }
    group.assignmentEpoch = group.epoch;
    group.assignmentTimestampMs = now;
    records.push_back(shareTargetEpochRecord(group));
}

void ShareGroups::initialize(const GroupPtr &group, const ShareGroup::Topics &topics)
{
    std::vector<SharePartitionKey> keys;
    group->busy = true;
    for (const auto &[id, topic] : topics) {
        auto &into = group->initializing[id];
        into.name = topic.name;
        into.partitions.insert(topic.partitions.begin(), topic.partitions.end());
        for (const std::int32_t index : topic.partitions)
            keys.push_back({group->groupId(), id, index});
    }
    append(group, {shareTopicsRecord(*group)}, [](std::int16_t) {});
    const auto finish = [this, alive = std::weak_ptr<char>(m_alive), group, topics, keys](const std::vector<std::int16_t> &errors) {
        if (alive.expired())
            return;
        group->busy = false;
        // What failed is tried again with a later heartbeat.
        group->initializing.clear();
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (errors[i] != 0)
                continue;
            auto &into = group->initialized[keys[i].topicId];
            into.name = topics.at(keys[i].topicId).name;
            into.partitions.insert(keys[i].partition);
        }
        if (partitionOf(group))
            append(group, {shareTopicsRecord(*group)}, [](std::int16_t) {});
        for (const auto &next : std::exchange(group->waiting, {}))
            next();
    };
    const auto ask = [&](std::size_t i, Stored answered) { m_persister->initialize(keys[i], group->epoch, -1, std::move(answered)); };
    Gather<std::int16_t>::run(keys.size(), ask, finish);
}

void ShareGroups::expel(const GroupPtr &group, const std::vector<std::string> &memberIds, GroupEvent::Kind kind, const std::string &reason, Stored answered)
{
    std::vector<GroupRecord> records;
    for (const auto &memberId : memberIds) {
        if (const auto session = group->sessions.find(memberId); session != group->sessions.end()) {
            m_groups.stopTimer(session->second.timer);
            group->sessions.erase(session);
        }
        note(*group, kind, group->find(memberId), reason);
        records.push_back(shareAssignmentTombstone(group->groupId(), memberId));
        records.push_back(shareTargetTombstone(group->groupId(), memberId));
        records.push_back(shareMemberTombstone(group->groupId(), memberId));
        group->targets.erase(memberId);
        group->members.erase(memberId);
    }
    ++group->epoch;
    group->metadataHash = topicsHash(group->subscribedTopics(), m_groups.m_topics);
    records.push_back(shareEpochRecord(*group));
    if (group->isEmpty())
        note(*group, GroupEvent::Kind::BecameEmpty, nullptr, reason);
    append(group, std::move(records), std::move(answered));
}

void ShareGroups::watch(const GroupPtr &group, const std::string &memberId)
{
    const auto own = m_groups.m_topics.settingsOf(group->groupId()).shareSessionTimeoutMs;
    SessionTimer &session = group->sessions[memberId];
    if (m_groups.extendSession(session, own.value_or(m_groups.m_config.shareSessionTimeoutMs)))
        arm(group, memberId, session);
}

void ShareGroups::arm(const GroupPtr &group, const std::string &memberId, SessionTimer &session)
{
    m_groups.setSessionTimer(session, [this, weak = std::weak_ptr<ShareGroup>(group), memberId] {
        const auto of = weak.lock();
        if (!of)
            return;
        const auto found = of->sessions.find(memberId);
        if (found == of->sessions.end())
            return;
        found->second.timer = 0;
        if (found->second.deadline > m_groups.m_owner.clock().monotonic())
            return arm(of, memberId, found->second);
        ++m_groups.m_counters.sessionsExpired;
        expel(of, {memberId}, GroupEvent::Kind::MemberExpired, "no heartbeat within the session timeout", [](std::int16_t) {});
    });
}

wire::ShareGroupDescribeResponse::DescribedGroup ShareGroups::describe(const std::string &groupId) const
{
    wire::ShareGroupDescribeResponse::DescribedGroup described;
    described.groupId = groupId;
    const Place place = placeOf(groupId);
    if (!place.group) {
        described.errorCode = place.error;
        if (!place.words.empty())
            described.errorMessage = place.words;
        return described;
    }
    const ShareGroup &group = *place.group;
    described.groupState = wordOf(group.state());
    described.groupEpoch = group.epoch;
    described.assignmentEpoch = group.assignmentEpoch;
    described.assignorName = "simple";
    for (const auto &[memberId, member] : group.members) {
        auto &into = described.members.emplace_back();
        into.memberId = memberId;
        into.rackId = member.rackId;
        into.memberEpoch = member.epoch;
        into.clientId = member.clientId;
        into.clientHost = member.clientHost;
        into.subscribedTopicNames.assign(member.topicNames.begin(), member.topicNames.end());
        for (const auto &[topic, indexes] : member.assigned) {
            if (const auto name = m_groups.m_topics.nameOf(topic))
                into.assignment.topicPartitions.push_back({topic, *name, {indexes.begin(), indexes.end()}, {}});
        }
    }
    return described;
}

void ShareGroups::handle(const wire::ShareGroupDescribeRequest &request, std::int16_t, const Session &, Reply<wire::ShareGroupDescribeResponse> reply)
{
    wire::ShareGroupDescribeResponse response;
    for (const auto &groupId : request.groupIds)
        response.groups.push_back(describe(groupId));
    reply(std::move(response));
}

} // namespace weir::sandbox
