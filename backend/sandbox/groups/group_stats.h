// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>

namespace weir::sandbox {

/// The states of a group in the classic protocol, in Kafka's order.
enum class GroupState : std::uint8_t { PreparingRebalance, CompletingRebalance, Stable, Dead, Empty };
constexpr std::size_t kGroupStates = 5;

/// Kafka's spelling, as DescribeGroups and ListGroups give it: "PreparingRebalance".
const char *wordOf(GroupState state);

/// Sums since the start and counts of now, over the partitions that one shard leads.
struct GroupCounters {
    std::uint64_t rebalancesStarted = 0;
    std::uint64_t rebalancesCompleted = 0;
    std::uint64_t rebalanceMsTotal = 0;  ///< over the completed ones
    std::uint64_t rebalanceMsMax = 0;
    std::uint64_t sessionsExpired = 0;
    std::uint64_t offsetCommits = 0;     ///< offsets, not requests
    std::uint64_t offsetExpirations = 0;
    std::uint64_t offsetDeletions = 0;
    std::uint64_t offsets = 0;           ///< stored now
    std::array<std::uint64_t, kGroupStates> groupsByState{}; ///< classic ones, indexed by GroupState
    std::uint64_t consumerGroups = 0;    ///< of the KIP-848 protocol, now
    std::uint64_t shareGroups = 0;       ///< now
};

/// Something that happened to a group, for a timeline. Kept in memory only, the newest `kGroupEventsKept` of each group.
struct GroupEvent {
    enum class Kind : std::uint8_t {
        Created,
        Loaded,             ///< taken over from the log
        MemberJoined,
        MemberRejoined,     ///< with other metadata, or the leader that asks for a rebalance
        MemberReplaced,     ///< a static member came back under a new member id
        MemberLeft,
        MemberExpired,      ///< its session timed out
        MemberRemoved,      ///< it did not rejoin or sync within the rebalance timeout
        RebalanceStarted,
        RebalanceCompleted,
        BecameEmpty,
        Converted           ///< to the other protocol
    };

    std::int64_t wallMs = 0;
    Kind kind = Kind::Created;
    std::int32_t generation = 0;
    std::int32_t members = 0;   ///< in the group after it happened
    std::int64_t durationMs = 0; ///< of a completed rebalance
    std::string memberId;
    std::string groupInstanceId;
    std::string clientId;
    std::string reason;          ///< the client's words where it gave some, else the coordinator's
};
constexpr std::size_t kGroupEventsKept = 200;
using GroupEvents = std::deque<GroupEvent>;

const char *wordOf(GroupEvent::Kind kind);

} // namespace weir::sandbox
