// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/groups/assignors.h"
#include "backend/sandbox/groups/group.h"
#include "backend/sandbox/groups/group_ports.h"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace weir::sandbox {

/// A member of a share group. It has what it is to have: partitions are shared, so nothing has to be given up before.
struct ShareMember {
    static constexpr std::int32_t kJoinEpoch = 0;
    static constexpr std::int32_t kLeaveEpoch = -1;

    std::string memberId;
    std::optional<std::string> rackId;
    std::string clientId;
    std::string clientHost;
    std::set<std::string> topicNames;

    std::int32_t epoch = kJoinEpoch;
    std::int32_t previousEpoch = -1;
    PartitionSet assigned;

    bool saysAs(const ShareMember &other) const
    {
        return rackId == other.rackId && clientId == other.clientId && clientHost == other.clientHost && topicNames == other.topicNames;
    }
    bool hasAs(const ShareMember &other) const { return epoch == other.epoch && previousEpoch == other.previousEpoch && assigned == other.assigned; }
};

enum class ShareGroupState : std::uint8_t { Empty, Stable };
/// Kafka's spelling.
const char *wordOf(ShareGroupState state);

/// A share group as its records tell it (KIP-932): members, epochs, assignment, and the partitions for which the share
/// coordinator keeps state. No I/O, no clock.
class ShareGroup
{
public:
    ShareGroup(std::string groupId, std::int32_t partition) : m_groupId(std::move(groupId)), m_partition(partition) {}

    /// The partitions of a topic for which there is state, and the name that it had.
    struct Topic {
        std::string name;
        std::set<std::int32_t> partitions;
        bool operator==(const Topic &) const = default;
    };
    using Topics = std::map<base::Uuid, Topic>;

    const std::string &groupId() const { return m_groupId; }
    std::int32_t partition() const { return m_partition; }
    ShareGroupState state() const { return members.empty() ? ShareGroupState::Empty : ShareGroupState::Stable; }
    bool isEmpty() const { return members.empty(); }
    const ShareMember *find(const std::string &memberId) const;
    const PartitionSet &targetOf(const std::string &memberId) const;
    std::set<std::string> subscribedTopics() const;
    bool isInitialized(const base::Uuid &topic, std::int32_t index) const;
    /// So many of the topic's partitions, from the first one on, are initialized: these can be given to members.
    std::int32_t assignable(const base::Uuid &topic) const;

    std::int32_t epoch = 0;
    std::int64_t metadataHash = 0;
    std::int32_t assignmentEpoch = 0;
    std::int64_t assignmentTimestampMs = 0;
    std::map<std::string, ShareMember> members;
    GroupAssignment targets;
    Topics initializing; ///< the share coordinator is being told
    Topics initialized;
    Topics deleting;     ///< only their names

    // --- what is not stored
    std::map<std::string, SessionTimer> sessions; ///< by member id
    /// A record of it is behind the high watermark; before that it is not shown to others.
    bool committed = false;
    /// The share coordinator is at work for it.
    bool busy = false;
    /// Members who join wait until it is done.
    std::vector<std::function<void()>> waiting;
    /// Records that the log refused. The group is what they say all the same, so they go with the next ones.
    std::map<base::Bytes, std::optional<base::Bytes>> unsaved;
    /// The number of the append that holds a key's newest value, while it is under way.
    std::map<base::Bytes, std::uint64_t> underWay;

    void note(GroupEvent event);
    const GroupEvents &events() const { return m_events; }

private:
    std::string m_groupId;
    std::int32_t m_partition;
    GroupEvents m_events;
};

// --- The records of `__consumer_offsets` of a share group, as Kafka 4.3 writes them.
GroupRecord shareEpochRecord(const ShareGroup &group);
GroupRecord shareEpochTombstone(const std::string &group);
GroupRecord shareMemberRecord(const std::string &group, const ShareMember &member);
GroupRecord shareMemberTombstone(const std::string &group, const std::string &memberId);
GroupRecord shareTargetEpochRecord(const ShareGroup &group);
GroupRecord shareTargetEpochTombstone(const std::string &group);
GroupRecord shareTargetRecord(const std::string &group, const std::string &memberId, const PartitionSet &target);
GroupRecord shareTargetTombstone(const std::string &group, const std::string &memberId);
GroupRecord shareAssignmentRecord(const std::string &group, const ShareMember &member);
GroupRecord shareAssignmentTombstone(const std::string &group, const std::string &memberId);
GroupRecord shareTopicsRecord(const ShareGroup &group);
GroupRecord shareTopicsTombstone(const std::string &group);

/// Makes the group what the record says; the key is of one of these kinds. Error: the key or the value cannot be read.
base::Status applyShareRecord(ShareGroup &group, base::ByteView key, std::optional<base::ByteView> value);
/// True for the key whose tombstone ends a group.
bool endsShareGroup(base::ByteView key);

} // namespace weir::sandbox
