// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/kafka_error.h"
#include "backend/sandbox/core/owner.h"
#include "backend/sandbox/core/session.h"
#include "backend/sandbox/groups/group_stats.h"
#include "backend/wire/messages/join_group.h"
#include "backend/wire/messages/sync_group.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace weir::sandbox {

/// A deadline that moves often and a timer that moves seldom: a heartbeat only sets the deadline, and a timer that fires
/// too early is set again for the rest.
struct SessionTimer {
    std::chrono::nanoseconds deadline{0};
    std::chrono::nanoseconds firesAt{0};
    TimerId timer = 0; ///< 0 while none is set
};

struct GroupProtocol {
    std::string name;
    base::Bytes metadata;
    bool operator==(const GroupProtocol &) const = default;
};

struct GroupMember {
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    std::string clientId;
    std::string clientHost;
    std::int32_t rebalanceTimeoutMs = 0;
    std::int32_t sessionTimeoutMs = 0;
    std::string protocolType;
    std::vector<GroupProtocol> protocols; ///< in the member's order of preference
    base::Bytes assignment;
    bool isNew = false; ///< has not been answered a first time: it knows no member id and sends no heartbeats

    Reply<wire::JoinGroupResponse> awaitingJoin; ///< the parked request, or empty
    Reply<wire::SyncGroupResponse> awaitingSync;
    SessionTimer session;

    const base::Bytes &metadataOf(const std::string &protocol) const;
    /// A member whose request is parked is alive, except a new one, whose client may be gone without a trace.
    bool hasSatisfiedHeartbeat() const { return !isNew && (awaitingJoin || awaitingSync); }
};

/// A group of the classic protocol: members, votes, generation, state. No I/O, no clock, no timer of its own; the
/// coordinator keeps the timers' ids here.
class Group
{
public:
    Group(std::string groupId, std::int32_t partition, std::int64_t nowMs);

    const std::string &groupId() const { return m_groupId; }
    std::int32_t partition() const { return m_partition; }
    GroupState state() const { return m_state; }
    GroupState previousState() const { return m_previousState; }
    bool isIn(GroupState state) const { return m_state == state; }
    std::int32_t generation() const { return m_generation; }
    const std::optional<std::string> &protocolType() const { return m_protocolType; }
    const std::optional<std::string> &protocolName() const { return m_protocolName; }
    const std::optional<std::string> &leader() const { return m_leader; }
    /// When the state was entered; nothing for a group that was stored by a Kafka before 2.1.
    std::optional<std::int64_t> stateSinceMs() const { return m_stateSinceMs; }
    bool isLeader(const std::string &memberId) const { return m_leader && *m_leader == memberId; }
    bool usesConsumerProtocol() const { return m_protocolType && *m_protocolType == "consumer"; }

    const std::map<std::string, GroupMember> &members() const { return m_members; }
    std::map<std::string, GroupMember> &members() { return m_members; }
    GroupMember *find(const std::string &memberId);
    const std::string *staticMemberId(const std::string &groupInstanceId) const;
    bool hasAllMembersJoined() const { return m_members.size() == m_awaitingJoin && pendingMembers.empty(); }
    std::size_t awaitingJoin() const { return m_awaitingJoin; }
    bool awaitsJoin(const std::string &memberId) const;
    /// The longest of its members'.
    std::int32_t rebalanceTimeoutMs() const;

    /// As it was before the first record about it; what is loaded fills the rest in.
    void restore(std::int32_t generation, std::optional<std::string> protocolType, std::optional<std::string> protocolName,
                 std::optional<std::string> leader, std::optional<std::int64_t> stateSinceMs, std::vector<GroupMember> members);

    /// The first member gives the group its protocol type and becomes its leader.
    GroupMember &add(GroupMember member);
    /// A member, a pending member, or neither. A leader that goes is followed by another.
    void remove(const std::string &memberId);
    /// The static member under a new id; whoever still waits under the old one is fenced off.
    GroupMember &replaceStatic(const std::string &groupInstanceId, const std::string &newMemberId);
    void update(GroupMember &member, std::vector<GroupProtocol> protocols, std::int32_t rebalanceTimeoutMs,
                std::int32_t sessionTimeoutMs, Reply<wire::JoinGroupResponse> reply);

    /// True where somebody was waiting.
    bool completeJoin(GroupMember &member, wire::JoinGroupResponse response);
    bool completeSync(GroupMember &member, wire::SyncGroupResponse response);

    bool supportsProtocols(const std::string &protocolType, const std::vector<GroupProtocol> &protocols) const;
    /// The protocol known to all that most members put first.
    std::string selectProtocol() const;
    /// Makes a joined member the leader where the leader did not rejoin; false where there is none.
    bool electJoinedLeader();
    bool canRebalance() const;
    void transitionTo(GroupState state, std::int64_t nowMs);
    /// Next generation: CompletingRebalance with a chosen protocol, or Empty.
    void startNextGeneration(std::int64_t nowMs);

    base::KafkaError validateMember(const std::string &memberId, const std::optional<std::string> &groupInstanceId) const;
    base::KafkaError validateOffsetCommit(const std::string &memberId, const std::optional<std::string> &groupInstanceId,
                                          std::int32_t generation, bool inTransaction = false) const;
    base::KafkaError validateOffsetDelete() const;
    base::KafkaError validateDelete() const;
    /// A group whose subscription cannot be read counts as subscribed to all, so that nothing is lost by mistake.
    bool isSubscribedTo(const std::string &topic) const;
    bool knowsSubscription() const { return m_subscribedTopics.has_value(); }

    std::vector<wire::JoinGroupResponse::JoinGroupResponseMember> joinedMembers() const;

    void note(GroupEvent event);
    const GroupEvents &events() const { return m_events; }

    /// Ids handed out (KIP-394) whose owners have not joined yet, with the time they have for it.
    std::map<std::string, SessionTimer> pendingMembers;
    /// Members of the generation that have not sent SyncGroup yet.
    std::set<std::string> pendingSync;
    TimerId joinTimer = 0;
    TimerId syncTimer = 0;
    bool newMemberAdded = false; ///< during the delay of an initial rebalance
    std::chrono::nanoseconds rebalanceStartedAt{0};
    /// A record of it is behind the high watermark; before that it is not shown to others.
    bool committed = false;

private:
    void count(const GroupMember &member, int by);
    void computeSubscribedTopics();

    std::string m_groupId;
    std::int32_t m_partition;
    GroupState m_state = GroupState::Empty;
    GroupState m_previousState = GroupState::Dead;
    std::optional<std::int64_t> m_stateSinceMs;
    std::int32_t m_generation = 0;
    std::optional<std::string> m_protocolType;
    std::optional<std::string> m_protocolName;
    std::optional<std::string> m_leader;
    std::map<std::string, GroupMember> m_members;
    std::map<std::string, std::string> m_staticMembers; ///< instance id to member id
    std::unordered_map<std::string, std::size_t> m_supporters;
    std::size_t m_awaitingJoin = 0;
    std::optional<std::set<std::string>> m_subscribedTopics;
    GroupEvents m_events;
};

/// The topics named by a consumer's subscription metadata (ConsumerProtocolSubscription, all versions begin alike).
std::optional<std::set<std::string>> subscribedTopicsOf(base::ByteView metadata);

/// Java's String.hashCode of UTF-8 text.
std::int32_t javaHashCode(std::string_view text);

} // namespace weir::sandbox
