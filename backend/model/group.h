// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/cluster.h"

namespace weir::model {

/// What a committed offset means beside the log as it stands. A lag is a number only where the state says so.
enum class LagState {
    Normal,         ///< log start <= committed <= log end
    NeverCommitted, ///< assigned, or sought, but no offset was ever committed: the lag is unknown
    Expired,        ///< committed < log start: the records between are gone; the lag is counted from the log start
    AheadOfEnd,     ///< committed > log end: the log was truncated or recreated; the lag is negative
    Unknown         ///< the log's offsets, or the commit, could not be read
};

struct PartitionLag {
    QString topic;
    qint32 partition = 0;
    LagState state = LagState::Unknown;
    std::optional<qint64> committed; ///< next offset to read
    std::optional<qint64> logStart;
    std::optional<qint64> logEnd; ///< high watermark
    /// logEnd - max(committed, logStart); negative when ahead of the end; empty when never committed or unknown.
    std::optional<qint64> lag;
    /// Expired only: records that were dropped before they were read (logStart - committed).
    qint64 lost = 0;
    QString metadata;  ///< the commit's metadata string
    QString memberId;  ///< who has it assigned now; empty: nobody
    QString clientId;  ///< of that member

    bool operator==(const PartitionLag &) const = default;
};

/// Fills state, lag and lost from committed, logStart and logEnd (committed -1 or empty: never committed).
void judge(PartitionLag &lag);

struct GroupMember {
    QString memberId;
    QString instanceId; ///< static membership (KIP-345); empty for a dynamic member
    QString clientId;
    QString host;
    QVector<TopicPartition> assignment;
    bool operator==(const GroupMember &) const = default;
};

enum class GroupState { Unknown, PreparingRebalance, CompletingRebalance, Stable, Empty, Dead, Assigning, Reconciling, NotReady };

struct Group {
    QString id;
    GroupState state = GroupState::Unknown;
    QString type;         ///< "classic", "consumer", "share", "streams"; "classic" where the cluster is too old to say
    QString protocolType; ///< "consumer", "connect", ...; empty for a group of bare commits
    QString protocol;     ///< the assignor: "range", "cooperative-sticky", ...
    qint32 coordinator = -1;
    std::vector<GroupMember> members;
    std::vector<PartitionLag> partitions; ///< by topic, then partition
    std::vector<Missing> missing;

    /// Sum of the known positive lags. Empty where no partition's lag is known.
    std::optional<qint64> totalLag() const;
    /// The partition that is farthest behind, or nullptr.
    const PartitionLag *worst() const;
    /// How many partitions are in that state.
    int count(LagState state) const;
    QStringList topics() const;
    /// Members with no partition while others have some; only of a stable group: in a rebalance everybody may be waiting.
    int idleMembers() const;
    /// Partitions that the members have among them.
    int assignedPartitions() const;
    /// Whether the partition is nobody's though the group is stable and its members have others.
    bool isWithoutMember(const PartitionLag &partition) const;
    /// How many partitions with commits are nobody's.
    int withoutMember() const;
    bool operator==(const Group &other) const { return id == other.id && state == other.state && members == other.members && partitions == other.partitions; }
};

/// One look at the whole cluster. Immutable once taken; shared between the pages and the sampler.
struct ClusterSnapshot {
    QString clusterId;
    QString version; ///< "4.3" or a bound as "2.8 or later", from what the brokers offer; empty if not told
    qint32 controllerId = -1;
    qint64 takenAtMs = 0; ///< when the offsets were asked for
    double roundTripMs = 0; ///< of the metadata request
    std::vector<Broker> brokers; ///< by id
    std::vector<Topic> topics;   ///< by name
    std::vector<Group> groups;   ///< by id; with offsets and members
    std::vector<Missing> missing;

    const Topic *topic(const QString &name) const;
    const Group *group(const QString &id) const;
    const Broker *broker(qint32 id) const;
    int partitions() const;
    int underReplicated() const;
    int offline() const;
};

using SnapshotPtr = std::shared_ptr<const ClusterSnapshot>;

} // namespace weir::model
