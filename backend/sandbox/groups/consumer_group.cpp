// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/consumer_group.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

namespace {
constexpr std::int16_t kMemberEpochs = 9; ///< OffsetCommit and OffsetFetch know them from here on
}

const char *wordOf(ConsumerGroupState state)
{
    switch (state) {
    case ConsumerGroupState::Empty: return "Empty";
    case ConsumerGroupState::Assigning: return "Assigning";
    case ConsumerGroupState::Reconciling: return "Reconciling";
    case ConsumerGroupState::Stable: return "Stable";
    }
    return "Unknown";
}

PartitionSet withoutEpochs(const EpochedPartitions &partitions)
{
    PartitionSet plain;
    for (const auto &[topic, epochs] : partitions) {
        auto &into = plain[topic];
        for (const auto &[partition, epoch] : epochs)
            into.insert(partition);
    }
    return plain;
}

bool ConsumerMember::saysAs(const ConsumerMember &other) const
{
    return instanceId == other.instanceId && rackId == other.rackId && clientId == other.clientId && clientHost == other.clientHost
        && topicNames == other.topicNames && topicRegex == other.topicRegex && rebalanceTimeoutMs == other.rebalanceTimeoutMs
        && serverAssignor == other.serverAssignor && classic == other.classic;
}

bool ConsumerMember::hasAs(const ConsumerMember &other) const
{
    return epoch == other.epoch && previousEpoch == other.previousEpoch && state == other.state && assigned == other.assigned
        && pendingRevocation == other.pendingRevocation;
}

ConsumerGroupState ConsumerGroup::state() const
{
    if (m_members.empty())
        return ConsumerGroupState::Empty;
    if (m_epoch > m_assignmentEpoch)
        return ConsumerGroupState::Assigning;
    const bool there = std::all_of(m_members.begin(), m_members.end(), [&](const auto &entry) {
        return entry.second.state == MemberState::Stable && entry.second.epoch == m_assignmentEpoch;
    });
    return there ? ConsumerGroupState::Stable : ConsumerGroupState::Reconciling;
}

const ConsumerMember *ConsumerGroup::find(const std::string &memberId) const
{
    const auto found = m_members.find(memberId);
    return found == m_members.end() ? nullptr : &found->second;
}

const ConsumerMember *ConsumerGroup::findStatic(const std::string &instanceId) const
{
    const auto found = m_staticMembers.find(instanceId);
    return found == m_staticMembers.end() ? nullptr : find(found->second);
}

bool ConsumerGroup::allClassicExcept(const std::string &memberId) const
{
    return std::all_of(m_members.begin(), m_members.end(), [&](const auto &entry) { return entry.first == memberId || entry.second.classic; });
}

const PartitionSet &ConsumerGroup::targetOf(const std::string &memberId) const
{
    static const PartitionSet none;
    const auto found = m_targets.find(memberId);
    return found == m_targets.end() ? none : found->second;
}

bool ConsumerGroup::isFree(const base::Uuid &topic, std::int32_t partition) const
{
    return !m_owners.contains({topic, partition});
}

bool ConsumerGroup::awaitsRelease(const ConsumerMember &member) const
{
    if (member.state != MemberState::UnreleasedPartitions)
        return false;
    for (const auto &[topic, partitions] : targetOf(member.memberId)) {
        const auto has = member.assigned.find(topic);
        for (const auto partition : partitions) {
            if ((has == member.assigned.end() || !has->second.contains(partition)) && !isFree(topic, partition))
                return true;
        }
    }
    return false;
}

std::set<std::string> ConsumerGroup::topicsOf(const ConsumerMember &member) const
{
    std::set<std::string> topics = member.topicNames;
    if (const auto found = m_regexes.find(member.topicRegex.value_or("")); found != m_regexes.end())
        topics.insert(found->second.topics.begin(), found->second.topics.end());
    return topics;
}

std::set<std::string> ConsumerGroup::subscribedTopics() const
{
    std::set<std::string> topics;
    for (const auto &[id, member] : m_members)
        topics.merge(topicsOf(member));
    return topics;
}

bool ConsumerGroup::isSubscribedTo(const std::string &topic) const
{
    return std::any_of(m_members.begin(), m_members.end(), [&](const auto &entry) { return topicsOf(entry.second).contains(topic); });
}

std::optional<std::string> ConsumerGroup::preferredAssignor() const
{
    std::map<std::string, int> votes;
    for (const auto &[id, member] : m_members) {
        if (member.serverAssignor)
            ++votes[*member.serverAssignor];
    }
    const auto most = std::max_element(votes.begin(), votes.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    return most == votes.end() ? std::nullopt : std::optional(most->first);
}

bool ConsumerGroup::supportsClassicProtocols(const std::string &protocolType, const std::vector<GroupProtocol> &protocols) const
{
    if (protocolType != "consumer" || protocols.empty())
        return false;
    const auto known = [](const std::vector<GroupProtocol> &all, const std::string &name) {
        return std::any_of(all.begin(), all.end(), [&](const auto &protocol) { return protocol.name == name; });
    };
    return std::any_of(protocols.begin(), protocols.end(), [&](const GroupProtocol &protocol) {
        return std::all_of(m_members.begin(), m_members.end(),
                           [&](const auto &entry) { return !entry.second.classic || known(entry.second.classic->protocols, protocol.name); });
    });
}

KafkaError ConsumerGroup::validateOffsetCommit(const std::string &memberId, const std::optional<std::string> &groupInstanceId, std::int32_t epoch,
                                               std::int16_t version, bool inTransaction) const
{
    // An administrator, or a consumer without group management, may commit where nobody is a member.
    if (epoch < 0 && m_members.empty())
        return KafkaError::None;
    // Before KIP-447 a producer did not say for which member it writes.
    if (inTransaction && epoch == -1 && memberId.empty() && !groupInstanceId)
        return KafkaError::None;
    const ConsumerMember *member = find(memberId);
    if (!member)
        return KafkaError::UnknownMemberId;
    if (!inTransaction && !member->classic && version < kMemberEpochs)
        return KafkaError::UnsupportedVersion;
    if (epoch == member->epoch)
        return KafkaError::None;
    if (member->classic)
        return KafkaError::IllegalGeneration;
    return epoch >= 0 && epoch < member->epoch ? KafkaError::None : KafkaError::StaleMemberEpoch;
}

KafkaError ConsumerGroup::validatePartition(const std::string &memberId, std::int32_t epoch, const base::Uuid &topic, std::int32_t partition) const
{
    const ConsumerMember *member = find(memberId);
    if (!member || member->classic || epoch < 0 || epoch >= member->epoch)
        return KafkaError::None;
    for (const auto *partitions : {&member->assigned, &member->pendingRevocation}) {
        const auto of = partitions->find(topic);
        if (of == partitions->end())
            continue;
        if (const auto given = of->second.find(partition); given != of->second.end())
            return given->second <= epoch ? KafkaError::None : KafkaError::StaleMemberEpoch;
    }
    return KafkaError::StaleMemberEpoch;
}

KafkaError ConsumerGroup::validateOffsetFetch(const std::optional<std::string> &memberId, std::int32_t epoch) const
{
    if (!memberId && epoch < 0)
        return KafkaError::None;
    const ConsumerMember *member = find(memberId.value_or(std::string{}));
    if (!member)
        return KafkaError::UnknownMemberId;
    if (epoch == member->epoch)
        return KafkaError::None;
    return member->classic ? KafkaError::IllegalGeneration : KafkaError::StaleMemberEpoch;
}

void ConsumerGroup::setEpoch(std::int32_t epoch, std::int64_t metadataHash)
{
    m_epoch = epoch;
    m_metadataHash = metadataHash;
}

void ConsumerGroup::setAssignmentEpoch(std::int32_t epoch, std::int64_t timestampMs)
{
    m_assignmentEpoch = epoch;
    m_assignmentTimestampMs = timestampMs;
}

void ConsumerGroup::put(ConsumerMember member)
{
    remove(member.memberId);
    if (member.instanceId)
        m_staticMembers[*member.instanceId] = member.memberId;
    count(member.assigned, 1);
    count(member.pendingRevocation, 1);
    auto id = member.memberId;
    m_members.insert_or_assign(std::move(id), std::move(member));
}

void ConsumerGroup::remove(const std::string &memberId)
{
    const auto found = m_members.find(memberId);
    if (found == m_members.end())
        return;
    const ConsumerMember &member = found->second;
    count(member.assigned, -1);
    count(member.pendingRevocation, -1);
    if (member.instanceId) {
        const auto mapped = m_staticMembers.find(*member.instanceId);
        // A static member's successor has the place already.
        if (mapped != m_staticMembers.end() && mapped->second == memberId)
            m_staticMembers.erase(mapped);
    }
    m_members.erase(found);
}

void ConsumerGroup::count(const EpochedPartitions &partitions, int by)
{
    for (const auto &[topic, epochs] : partitions) {
        for (const auto &[partition, epoch] : epochs) {
            auto &owners = m_owners[{topic, partition}];
            owners += by;
            if (owners == 0)
                m_owners.erase({topic, partition});
        }
    }
}

void ConsumerGroup::note(GroupEvent event)
{
    if (m_events.size() == kGroupEventsKept)
        m_events.pop_front();
    m_events.push_back(std::move(event));
}

} // namespace weir::sandbox
