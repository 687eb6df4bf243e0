// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/sandbox/groups/assignors.h"
#include "backend/sandbox/groups/group.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace weir::sandbox {

/// How far a member has come towards its target assignment; the values are Kafka's, as stored.
enum class MemberState : std::int8_t {
    Stable = 0,
    UnrevokedPartitions = 1,  ///< has yet to say that it gave partitions up
    UnreleasedPartitions = 2, ///< waits for partitions that others have not given up
    Unknown = 127             ///< stored by a later Kafka
};

/// Partitions with the member epoch in which each was given.
using EpochedPartitions = std::map<base::Uuid, std::map<std::int32_t, std::int32_t>>;
PartitionSet withoutEpochs(const EpochedPartitions &partitions);

/// What a member of the classic protocol said that the new one does not know.
struct ClassicSide {
    std::int32_t sessionTimeoutMs = 0;
    std::vector<GroupProtocol> protocols; ///< in the member's order of preference; never empty
    bool operator==(const ClassicSide &) const = default;
};

struct ConsumerMember {
    static constexpr std::int32_t kJoinEpoch = 0;
    static constexpr std::int32_t kLeaveEpoch = -1;
    static constexpr std::int32_t kStaticLeaveEpoch = -2; ///< away, and expected back

    std::string memberId;
    std::optional<std::string> instanceId;
    std::optional<std::string> rackId;
    std::string clientId;
    std::string clientHost;
    std::set<std::string> topicNames;
    std::optional<std::string> topicRegex;
    std::int32_t rebalanceTimeoutMs = -1;
    std::optional<std::string> serverAssignor;
    std::optional<ClassicSide> classic; ///< nothing for one that speaks the protocol of KIP-848

    std::int32_t epoch = kJoinEpoch;
    std::int32_t previousEpoch = -1;
    MemberState state = MemberState::Stable;
    EpochedPartitions assigned;
    EpochedPartitions pendingRevocation;

    bool hasRegex() const { return topicRegex && !topicRegex->empty(); }
    bool subscribesAs(const ConsumerMember &other) const { return topicNames == other.topicNames && topicRegex.value_or("") == other.topicRegex.value_or(""); }
    /// Whether what it said of itself, or what it has, is the same.
    bool saysAs(const ConsumerMember &other) const;
    bool hasAs(const ConsumerMember &other) const;
};

/// The topics that a regular expression stood for, and when.
struct ResolvedRegex {
    std::set<std::string> topics;
    std::int64_t version = 0;
    std::int64_t timestampMs = 0;
};

/// What the coordinator knows of one member without storing it.
struct ConsumerTimers {
    SessionTimer session;
    TimerId rebalance = 0; ///< to give partitions up, or, classic, to join again
    TimerId sync = 0;      ///< classic: to send SyncGroup after JoinGroup
    /// How often the member is told again what it has, as long as it does not say that it heard it.
    int repeats = 0;
};
constexpr int kAssignmentRepeats = 10;

enum class ConsumerGroupState : std::uint8_t { Empty, Assigning, Reconciling, Stable };
/// Kafka's spelling.
const char *wordOf(ConsumerGroupState state);

/// A group of the KIP-848 protocol as its records tell it: members, epochs, target and current assignment. No I/O, no clock.
class ConsumerGroup
{
public:
    ConsumerGroup(std::string groupId, std::int32_t partition) : m_groupId(std::move(groupId)), m_partition(partition) {}

    const std::string &groupId() const { return m_groupId; }
    std::int32_t partition() const { return m_partition; }
    ConsumerGroupState state() const;
    std::int32_t epoch() const { return m_epoch; }
    std::int64_t metadataHash() const { return m_metadataHash; }
    std::int32_t assignmentEpoch() const { return m_assignmentEpoch; }
    std::int64_t assignmentTimestampMs() const { return m_assignmentTimestampMs; }

    const std::map<std::string, ConsumerMember> &members() const { return m_members; }
    const ConsumerMember *find(const std::string &memberId) const;
    const ConsumerMember *findStatic(const std::string &instanceId) const;
    bool isEmpty() const { return m_members.empty(); }
    bool allClassicExcept(const std::string &memberId) const;
    const std::map<std::string, ResolvedRegex> &regexes() const { return m_regexes; }
    const GroupAssignment &targets() const { return m_targets; }
    const PartitionSet &targetOf(const std::string &memberId) const;
    /// No member has it, or has yet to give it up.
    bool isFree(const base::Uuid &topic, std::int32_t partition) const;
    /// Waits for a partition that is still another's.
    bool awaitsRelease(const ConsumerMember &member) const;
    /// By name or by a regular expression that was looked up.
    std::set<std::string> topicsOf(const ConsumerMember &member) const;
    std::set<std::string> subscribedTopics() const;
    bool isSubscribedTo(const std::string &topic) const;
    /// The one that most members wish for.
    std::optional<std::string> preferredAssignor() const;
    /// Whether every classic member supports one of the protocols.
    bool supportsClassicProtocols(const std::string &protocolType, const std::vector<GroupProtocol> &protocols) const;

    /// Whether the member, or nobody, may commit an offset of the partition.
    base::KafkaError validateOffsetCommit(const std::string &memberId, const std::optional<std::string> &groupInstanceId, std::int32_t epoch,
                                          std::int16_t version, bool inTransaction) const;
    /// After the above passed: an epoch of the past still counts for a partition that was given before it (KIP-1251).
    base::KafkaError validatePartition(const std::string &memberId, std::int32_t epoch, const base::Uuid &topic, std::int32_t partition) const;
    base::KafkaError validateOffsetFetch(const std::optional<std::string> &memberId, std::int32_t epoch) const;

    // As one record says; ConsumerGroupEditor makes the records.
    void setEpoch(std::int32_t epoch, std::int64_t metadataHash);
    void setAssignmentEpoch(std::int32_t epoch, std::int64_t timestampMs);
    void put(ConsumerMember member);
    void remove(const std::string &memberId);
    void setTarget(const std::string &memberId, PartitionSet target) { m_targets[memberId] = std::move(target); }
    void removeTarget(const std::string &memberId) { m_targets.erase(memberId); }
    void setRegex(const std::string &regex, ResolvedRegex resolved) { m_regexes[regex] = std::move(resolved); }
    void removeRegex(const std::string &regex) { m_regexes.erase(regex); }

    void note(GroupEvent event);
    const GroupEvents &events() const { return m_events; }

    std::map<std::string, ConsumerTimers> timers; ///< by member id
    std::chrono::nanoseconds rebalanceStartedAt{0};
    /// A record of it is behind the high watermark; before that it is not shown to others.
    bool committed = false;
    /// Which state of the cluster's topics the epoch and the regular expressions are of; 0 is none.
    std::uint64_t topicsSeen = 0;
    /// Records that the log refused. The group is what they say all the same, so they go with the next ones.
    std::map<base::Bytes, std::optional<base::Bytes>> unsaved;
    /// The number of the append that holds a key's newest value, while it is under way.
    std::map<base::Bytes, std::uint64_t> underWay;

private:
    void count(const EpochedPartitions &partitions, int by);

    std::string m_groupId;
    std::int32_t m_partition;
    std::int32_t m_epoch = 0;
    std::int64_t m_metadataHash = 0;
    std::int32_t m_assignmentEpoch = 0;
    std::int64_t m_assignmentTimestampMs = 0;
    std::map<std::string, ConsumerMember> m_members;
    std::map<std::string, std::string> m_staticMembers; ///< instance id to member id
    GroupAssignment m_targets;
    std::map<std::string, ResolvedRegex> m_regexes;
    std::map<std::pair<base::Uuid, std::int32_t>, int> m_owners; ///< how many have it; more than one only where classic members were given it twice
    GroupEvents m_events;
};

/// The member moved as far towards its target as it may go. `owned` is what the client says it has, where it says so;
/// `subscribed` the topics that exist and that it still wants.
ConsumerMember reconciled(const ConsumerGroup &group, const ConsumerMember &member, const std::optional<PartitionSet> &owned,
                          const std::set<base::Uuid> &subscribed);

} // namespace weir::sandbox
