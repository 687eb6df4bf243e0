// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/group.h"

#include <algorithm>
#include <utility>

namespace weir::sandbox {

using base::KafkaError;

const char *wordOf(GroupState state)
{
    switch (state) {
    case GroupState::PreparingRebalance: return "PreparingRebalance";
    case GroupState::CompletingRebalance: return "CompletingRebalance";
    case GroupState::Stable: return "Stable";
    case GroupState::Dead: return "Dead";
    case GroupState::Empty: return "Empty";
    }
    return "Unknown";
}

const char *wordOf(GroupEvent::Kind kind)
{
    switch (kind) {
    case GroupEvent::Kind::Created: return "Created";
    case GroupEvent::Kind::Loaded: return "Loaded";
    case GroupEvent::Kind::MemberJoined: return "MemberJoined";
    case GroupEvent::Kind::MemberRejoined: return "MemberRejoined";
    case GroupEvent::Kind::MemberReplaced: return "MemberReplaced";
    case GroupEvent::Kind::MemberLeft: return "MemberLeft";
    case GroupEvent::Kind::MemberExpired: return "MemberExpired";
    case GroupEvent::Kind::MemberRemoved: return "MemberRemoved";
    case GroupEvent::Kind::RebalanceStarted: return "RebalanceStarted";
    case GroupEvent::Kind::RebalanceCompleted: return "RebalanceCompleted";
    case GroupEvent::Kind::BecameEmpty: return "BecameEmpty";
    case GroupEvent::Kind::Converted: return "Converted";
    }
    return "Unknown";
}

const base::Bytes &GroupMember::metadataOf(const std::string &protocol) const
{
    static const base::Bytes none;
    const auto found = std::find_if(protocols.begin(), protocols.end(), [&](const auto &p) { return p.name == protocol; });
    return found == protocols.end() ? none : found->metadata;
}

Group::Group(std::string groupId, std::int32_t partition, std::int64_t nowMs)
    : m_groupId(std::move(groupId)), m_partition(partition), m_stateSinceMs(nowMs)
{
}

GroupMember *Group::find(const std::string &memberId)
{
    const auto found = m_members.find(memberId);
    return found == m_members.end() ? nullptr : &found->second;
}

const std::string *Group::staticMemberId(const std::string &groupInstanceId) const
{
    const auto found = m_staticMembers.find(groupInstanceId);
    return found == m_staticMembers.end() ? nullptr : &found->second;
}

bool Group::awaitsJoin(const std::string &memberId) const
{
    const auto found = m_members.find(memberId);
    return found != m_members.end() && found->second.awaitingJoin;
}

std::int32_t Group::rebalanceTimeoutMs() const
{
    std::int32_t longest = 0;
    for (const auto &[id, member] : m_members)
        longest = std::max(longest, member.rebalanceTimeoutMs);
    return longest;
}

void Group::restore(std::int32_t generation, std::optional<std::string> protocolType, std::optional<std::string> protocolName,
                    std::optional<std::string> leader, std::optional<std::int64_t> stateSinceMs, std::vector<GroupMember> members)
{
    m_generation = generation;
    m_protocolType = std::move(protocolType);
    m_protocolName = std::move(protocolName);
    m_leader = std::move(leader);
    m_stateSinceMs = stateSinceMs;
    m_state = members.empty() ? GroupState::Empty : GroupState::Stable;
    for (auto &member : members) {
        if (member.groupInstanceId)
            m_staticMembers[*member.groupInstanceId] = member.memberId;
        count(member, 1);
        auto id = member.memberId;
        m_members.insert_or_assign(std::move(id), std::move(member));
    }
    computeSubscribedTopics();
}

GroupMember &Group::add(GroupMember member)
{
    if (m_members.empty())
        m_protocolType = member.protocolType;
    if (!m_leader)
        m_leader = member.memberId;
    if (member.groupInstanceId)
        m_staticMembers[*member.groupInstanceId] = member.memberId;
    count(member, 1);
    if (member.awaitingJoin)
        ++m_awaitingJoin;
    pendingMembers.erase(member.memberId);
    auto id = member.memberId;
    return m_members.insert_or_assign(std::move(id), std::move(member)).first->second;
}

void Group::remove(const std::string &memberId)
{
    // The id may be the removed member's own, so it is used up before the member goes.
    const bool wasLeader = isLeader(memberId);
    pendingMembers.erase(memberId);
    pendingSync.erase(memberId);
    if (const auto found = m_members.find(memberId); found != m_members.end()) {
        GroupMember &member = found->second;
        count(member, -1);
        if (member.awaitingJoin)
            --m_awaitingJoin;
        if (member.groupInstanceId) {
            const auto mapped = m_staticMembers.find(*member.groupInstanceId);
            if (mapped != m_staticMembers.end() && mapped->second == member.memberId)
                m_staticMembers.erase(mapped);
        }
        m_members.erase(found);
    }
    if (wasLeader)
        m_leader = m_members.empty() ? std::nullopt : std::optional(m_members.begin()->first);
}

GroupMember &Group::replaceStatic(const std::string &groupInstanceId, const std::string &newMemberId)
{
    const std::string oldMemberId = m_staticMembers.at(groupInstanceId);
    auto node = m_members.extract(oldMemberId);
    GroupMember &member = node.mapped();

    wire::JoinGroupResponse fencedJoin;
    fencedJoin.memberId = oldMemberId;
    fencedJoin.protocolName.reset();
    fencedJoin.errorCode = code(KafkaError::FencedInstanceId);
    completeJoin(member, std::move(fencedJoin));
    wire::SyncGroupResponse fencedSync;
    fencedSync.errorCode = code(KafkaError::FencedInstanceId);
    completeSync(member, std::move(fencedSync));

    if (isLeader(oldMemberId))
        m_leader = newMemberId;
    pendingSync.erase(oldMemberId);
    m_staticMembers[groupInstanceId] = newMemberId;
    node.key() = newMemberId;
    member.memberId = newMemberId;
    member.isNew = false;
    return m_members.insert(std::move(node)).position->second;
}

void Group::update(GroupMember &member, std::vector<GroupProtocol> protocols, std::int32_t rebalanceTimeoutMs,
                   std::int32_t sessionTimeoutMs, Reply<wire::JoinGroupResponse> reply)
{
    count(member, -1);
    member.protocols = std::move(protocols);
    count(member, 1);
    member.rebalanceTimeoutMs = rebalanceTimeoutMs;
    member.sessionTimeoutMs = sessionTimeoutMs;
    if (reply && member.awaitingJoin) {
        // Asked twice: every request gets its answer, and this one's asker asks again if it is still there.
        wire::JoinGroupResponse again;
        again.memberId = member.memberId;
        again.errorCode = code(KafkaError::RebalanceInProgress);
        completeJoin(member, std::move(again));
    } else if (member.awaitingJoin) {
        --m_awaitingJoin;
    }
    if (reply)
        ++m_awaitingJoin;
    member.awaitingJoin = std::move(reply);
}

bool Group::completeJoin(GroupMember &member, wire::JoinGroupResponse response)
{
    if (!member.awaitingJoin)
        return false;
    const auto reply = std::exchange(member.awaitingJoin, {});
    --m_awaitingJoin;
    reply(std::move(response));
    return true;
}

bool Group::completeSync(GroupMember &member, wire::SyncGroupResponse response)
{
    if (!member.awaitingSync)
        return false;
    const auto reply = std::exchange(member.awaitingSync, {});
    reply(std::move(response));
    return true;
}

void Group::count(const GroupMember &member, int by)
{
    for (const auto &protocol : member.protocols) {
        auto &supporters = m_supporters[protocol.name];
        supporters = by > 0 ? supporters + 1 : supporters - 1;
        if (supporters == 0)
            m_supporters.erase(protocol.name);
    }
}

bool Group::supportsProtocols(const std::string &protocolType, const std::vector<GroupProtocol> &protocols) const
{
    if (isIn(GroupState::Empty))
        return !protocolType.empty() && !protocols.empty();
    if (!m_protocolType || *m_protocolType != protocolType)
        return false;
    return std::any_of(protocols.begin(), protocols.end(), [&](const GroupProtocol &protocol) {
        const auto supporters = m_supporters.find(protocol.name);
        return (supporters == m_supporters.end() ? 0 : supporters->second) == m_members.size();
    });
}

std::string Group::selectProtocol() const
{
    std::map<std::string, std::size_t> votes;
    for (const auto &[id, member] : m_members) {
        const auto vote = std::find_if(member.protocols.begin(), member.protocols.end(), [&](const GroupProtocol &protocol) {
            const auto supporters = m_supporters.find(protocol.name);
            return supporters != m_supporters.end() && supporters->second == m_members.size();
        });
        if (vote != member.protocols.end())
            ++votes[vote->name];
    }
    // A tie goes where Kafka's lets it go: to the name that a Java hash map of 16 places lists first.
    const auto place = [](const std::string &name) {
        const auto hash = static_cast<std::uint32_t>(javaHashCode(name));
        return (hash ^ (hash >> 16)) & 15U;
    };
    const auto most = std::max_element(votes.begin(), votes.end(), [&](const auto &a, const auto &b) {
        return a.second != b.second ? a.second < b.second : place(a.first) > place(b.first);
    });
    return most == votes.end() ? std::string{} : most->first;
}

bool Group::electJoinedLeader()
{
    if (!m_leader)
        return false;
    const auto leader = m_members.find(*m_leader);
    if (leader != m_members.end() && leader->second.awaitingJoin)
        return true;
    const auto joined = std::find_if(m_members.begin(), m_members.end(), [](const auto &entry) { return bool(entry.second.awaitingJoin); });
    if (joined == m_members.end())
        return false;
    m_leader = joined->first;
    return true;
}

bool Group::canRebalance() const
{
    return isIn(GroupState::Stable) || isIn(GroupState::CompletingRebalance) || isIn(GroupState::Empty);
}

void Group::transitionTo(GroupState state, std::int64_t nowMs)
{
    m_previousState = m_state;
    m_state = state;
    m_stateSinceMs = nowMs;
}

void Group::startNextGeneration(std::int64_t nowMs)
{
    ++m_generation;
    pendingSync.clear();
    if (m_members.empty()) {
        m_protocolName.reset();
        computeSubscribedTopics();
        transitionTo(GroupState::Empty, nowMs);
    } else {
        m_protocolName = selectProtocol();
        computeSubscribedTopics();
        transitionTo(GroupState::CompletingRebalance, nowMs);
    }
}

KafkaError Group::validateMember(const std::string &memberId, const std::optional<std::string> &groupInstanceId) const
{
    if (groupInstanceId) {
        const std::string *mapped = staticMemberId(*groupInstanceId);
        if (!mapped)
            return KafkaError::UnknownMemberId;
        if (*mapped != memberId)
            return KafkaError::FencedInstanceId;
    }
    return m_members.contains(memberId) ? KafkaError::None : KafkaError::UnknownMemberId;
}

KafkaError Group::validateOffsetCommit(const std::string &memberId, const std::optional<std::string> &groupInstanceId,
                                       std::int32_t generation, bool inTransaction) const
{
    if (isIn(GroupState::Dead))
        return KafkaError::CoordinatorNotAvailable;
    // No generation: an administrator, or a consumer without group management. Both may commit where nobody is a member.
    if (generation < 0 && isIn(GroupState::Empty))
        return KafkaError::None;
    // In a transaction the producer is what is fenced off; before KIP-447 it did not say for which member it writes.
    if (generation < 0 && memberId.empty() && !groupInstanceId)
        return inTransaction ? KafkaError::None : KafkaError::UnknownMemberId;
    if (const auto error = validateMember(memberId, groupInstanceId); error != KafkaError::None)
        return error;
    if (generation != m_generation)
        return KafkaError::IllegalGeneration;
    return isIn(GroupState::CompletingRebalance) && !inTransaction ? KafkaError::RebalanceInProgress : KafkaError::None;
}

KafkaError Group::validateOffsetDelete() const
{
    if (isIn(GroupState::Dead))
        return KafkaError::GroupIdNotFound;
    return isIn(GroupState::Empty) || usesConsumerProtocol() ? KafkaError::None : KafkaError::NonEmptyGroup;
}

KafkaError Group::validateDelete() const
{
    if (isIn(GroupState::Dead))
        return KafkaError::GroupIdNotFound;
    return isIn(GroupState::Empty) ? KafkaError::None : KafkaError::NonEmptyGroup;
}

bool Group::isSubscribedTo(const std::string &topic) const
{
    return m_subscribedTopics ? m_subscribedTopics->contains(topic) : usesConsumerProtocol();
}

void Group::computeSubscribedTopics()
{
    m_subscribedTopics.reset();
    if (!usesConsumerProtocol())
        return;
    if (m_members.empty()) {
        m_subscribedTopics.emplace();
        return;
    }
    if (!m_protocolName)
        return;
    std::set<std::string> all;
    for (const auto &[id, member] : m_members) {
        auto topics = subscribedTopicsOf(member.metadataOf(*m_protocolName));
        if (!topics)
            return;
        all.merge(*topics);
    }
    m_subscribedTopics = std::move(all);
}

std::vector<wire::JoinGroupResponse::JoinGroupResponseMember> Group::joinedMembers() const
{
    std::vector<wire::JoinGroupResponse::JoinGroupResponseMember> joined;
    joined.reserve(m_members.size());
    for (const auto &[id, member] : m_members) {
        auto &into = joined.emplace_back();
        into.memberId = id;
        into.groupInstanceId = member.groupInstanceId;
        into.metadata = member.metadataOf(m_protocolName.value_or(std::string{}));
    }
    return joined;
}

void Group::note(GroupEvent event)
{
    if (m_events.size() == kGroupEventsKept)
        m_events.pop_front();
    m_events.push_back(std::move(event));
}

std::optional<std::set<std::string>> subscribedTopicsOf(base::ByteView metadata)
{
    // int16 version, int32 count, and each topic as an int16 length and its bytes; later versions only add behind that.
    std::set<std::string> topics;
    std::size_t at = 2;
    const auto has = [&](std::size_t bytes) { return metadata.size() - at >= bytes; };
    if (metadata.size() < 6)
        return std::nullopt;
    const auto topicCount = base::readBigEndian<std::int32_t>(metadata.data() + at);
    at += 4;
    if (topicCount < 0)
        return std::nullopt;
    for (std::int32_t i = 0; i < topicCount; ++i) {
        if (!has(2))
            return std::nullopt;
        const auto length = base::readBigEndian<std::int16_t>(metadata.data() + at);
        at += 2;
        if (length < 0 || !has(static_cast<std::size_t>(length)))
            return std::nullopt;
        topics.emplace(base::textOf(metadata.subspan(at, static_cast<std::size_t>(length))));
        at += static_cast<std::size_t>(length);
    }
    return topics;
}

std::int32_t javaHashCode(std::string_view text)
{
    // Over UTF-16 units, as Java sees the text; a malformed byte counts as U+FFFD.
    std::uint32_t hash = 0;
    const auto take = [&](std::uint32_t unit) { hash = hash * 31U + unit; };
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        std::size_t length = lead < 0x80 ? 1 : (lead >> 5) == 0x6 ? 2 : (lead >> 4) == 0xE ? 3 : (lead >> 3) == 0x1E ? 4 : 0;
        std::uint32_t point = length == 1 ? lead : length == 2 ? lead & 0x1FU : length == 3 ? lead & 0x0FU : lead & 0x07U;
        bool valid = length != 0 && i + length <= text.size();
        for (std::size_t k = 1; valid && k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            valid = (next >> 6) == 0x2;
            point = (point << 6) | (next & 0x3FU);
        }
        if (!valid) {
            take(0xFFFD);
            ++i;
            continue;
        }
        i += length;
        if (point < 0x10000) {
            take(point);
        } else {
            take(0xD800U + ((point - 0x10000U) >> 10));
            take(0xDC00U + ((point - 0x10000U) & 0x3FFU));
        }
    }
    return static_cast<std::int32_t>(hash);
}

} // namespace weir::sandbox
