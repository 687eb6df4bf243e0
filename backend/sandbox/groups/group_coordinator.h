// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/core/owner.h"
#include "backend/sandbox/core/random.h"
#include "backend/sandbox/core/session.h"
#include "backend/sandbox/groups/consumer_group_editor.h"
#include "backend/sandbox/groups/group_config.h"
#include "backend/sandbox/groups/group_partition.h"
#include "backend/sandbox/groups/group_stats.h"
#include "backend/sandbox/groups/share_groups.h"
#include "backend/wire/messages/consumer_group_describe.h"
#include "backend/wire/messages/consumer_group_heartbeat.h"
#include "backend/wire/messages/describe_groups.h"
#include "backend/wire/messages/heartbeat.h"
#include "backend/wire/messages/join_group.h"
#include "backend/wire/messages/leave_group.h"
#include "backend/wire/messages/list_groups.h"
#include "backend/wire/messages/offset_commit.h"
#include "backend/wire/messages/offset_delete.h"
#include "backend/wire/messages/offset_fetch.h"
#include "backend/wire/messages/sync_group.h"
#include "backend/wire/messages/txn_offset_commit.h"
#include "backend/wire/record_batch.h"

#include <map>
#include <memory>
#include <string_view>
#include <vector>

namespace weir::sandbox {

/// The partition of `__consumer_offsets` that keeps a group: Java's String.hashCode without its sign, modulo the count.
std::int32_t offsetsPartitionOf(std::string_view groupId, std::int32_t partitions);

/// Kafka's group coordinator, for classic groups (KIP-62, 134, 345, 394, 496, 814, 1043) and those of KIP-848 (1099, 1251, 1263
/// as well) and share groups (see share_groups.h), for the partitions of `__consumer_offsets` that one owner has. All its
/// members run on that owner, and so do the replies, which come exactly once. A reply must not call the coordinator back, but post.
///
/// A partition is Absent, Loading or Active. A request for a group of an Absent one is answered NOT_COORDINATOR, of a Loading
/// one COORDINATOR_LOAD_IN_PROGRESS, and COORDINATOR_NOT_AVAILABLE while there is no `__consumer_offsets` at all. What
/// changes a group or an offset is answered when the log has committed it.
class GroupCoordinator
{
public:
    /// `log` and `topics` must outlive the coordinator.
    GroupCoordinator(Owner &owner, OffsetsLog &log, const GroupTopics &topics, GroupConfig config, std::uint64_t randomSeed);
    ~GroupCoordinator();
    GroupCoordinator(const GroupCoordinator &) = delete;
    GroupCoordinator &operator=(const GroupCoordinator &) = delete;

    /// Partitions of `__consumer_offsets` in the cluster; 0 (the start) while the topic does not exist.
    void setOffsetsPartitions(std::int32_t count);
    void setConfig(const GroupConfig &config);
    std::int32_t partitionOf(std::string_view groupId) const { return offsetsPartitionOf(groupId, m_offsetsPartitions); }

    /// This broker became the leader of the partition: loadBatches() with what is in its log, in order and up to the end
    /// of the log, then finishLoading().
    void startLoading(std::int32_t partition);
    /// Whole record batches (v2) as they lie in the log. An error leaves the partition Loading; what it held up to there counts.
    base::Status loadBatches(std::int32_t partition, base::ByteView batches);
    /// One record, for a caller that has decoded the batches itself. Keys of a kind that is unknown here are skipped, as in Kafka.
    /// With a producer id it is of a transaction whose end is yet to come.
    base::Status loadRecord(std::int32_t partition, base::ByteView key, std::optional<base::ByteView> value, std::int64_t producerId = -1);
    void finishLoading(std::int32_t partition);
    /// This broker leads the partition no longer: its groups are forgotten, parked requests answered NOT_COORDINATOR.
    void resign(std::int32_t partition);
    /// Tombstones the offsets of partitions that no longer exist, in every group.
    void onTopicDeleted(const std::string &topic, std::int32_t firstPartition, std::int32_t partitions);
    /// Topics came, went, grew or moved: groups look at what they subscribe to at their next heartbeat. `version` is another
    /// number each time, and not 0.
    void onTopicsChanged(std::uint64_t version) { m_topicsVersion = version; }

    void handle(const wire::JoinGroupRequest &request, std::int16_t version, const Session &session, Reply<wire::JoinGroupResponse> reply);
    void handle(const wire::SyncGroupRequest &request, std::int16_t version, const Session &session, Reply<wire::SyncGroupResponse> reply);
    void handle(const wire::HeartbeatRequest &request, std::int16_t version, const Session &session, Reply<wire::HeartbeatResponse> reply);
    void handle(const wire::LeaveGroupRequest &request, std::int16_t version, const Session &session, Reply<wire::LeaveGroupResponse> reply);
    void handle(const wire::ConsumerGroupHeartbeatRequest &request, std::int16_t version, const Session &session, Reply<wire::ConsumerGroupHeartbeatResponse> reply);
    void handle(const wire::OffsetCommitRequest &request, std::int16_t version, const Session &session, Reply<wire::OffsetCommitResponse> reply);
    void handle(const wire::TxnOffsetCommitRequest &request, std::int16_t version, const Session &session, Reply<wire::TxnOffsetCommitResponse> reply);
    /// A transaction that has written to the partition ends: its marker is appended, and when that is committed its offsets
    /// count, or are forgotten. `done` gets the coordinator's error.
    void endTransaction(std::int32_t partition, const OffsetsMarker &marker, OffsetsLog::Committed done);
    void handle(const wire::OffsetDeleteRequest &request, std::int16_t version, const Session &session, Reply<wire::OffsetDeleteResponse> reply);

    /// The parts of a request that names several groups, for a caller that splits it over shards; see group_requests.h for
    /// taking such a request apart and putting its response together.
    void fetchOffsets(const wire::OffsetFetchRequest::OffsetFetchRequestGroup &group, bool requireStable, std::int16_t version, Reply<wire::OffsetFetchResponse::OffsetFetchResponseGroup> reply);
    void deleteGroup(const std::string &groupId, Reply<wire::DeleteGroupsResponse::DeletableGroupResult> reply);
    wire::DescribeGroupsResponse::DescribedGroup describeGroup(const std::string &groupId, std::int16_t version) const;
    wire::ConsumerGroupDescribeResponse::DescribedGroup describeConsumerGroup(const std::string &groupId) const;
    /// The groups of this shard; errorCode COORDINATOR_LOAD_IN_PROGRESS where one of its partitions is loading.
    wire::ListGroupsResponse listGroups(const wire::ListGroupsRequest &request) const;

    /// Whole requests, for a broker whose groups have one shard.
    void handle(const wire::OffsetFetchRequest &request, std::int16_t version, const Session &session, Reply<wire::OffsetFetchResponse> reply);
    void handle(const wire::DeleteGroupsRequest &request, std::int16_t version, const Session &session, Reply<wire::DeleteGroupsResponse> reply);
    void handle(const wire::DescribeGroupsRequest &request, std::int16_t version, const Session &session, Reply<wire::DescribeGroupsResponse> reply);
    void handle(const wire::ConsumerGroupDescribeRequest &request, std::int16_t version, const Session &session, Reply<wire::ConsumerGroupDescribeResponse> reply);
    void handle(const wire::ListGroupsRequest &request, std::int16_t version, const Session &session, Reply<wire::ListGroupsResponse> reply);

    ShareGroups &shares() { return *m_shares; }

    GroupCounters counters() const;
    /// Oldest first; empty for a group that is not here.
    GroupEvents eventsOf(const std::string &groupId) const;

private:
    using GroupPtr = std::shared_ptr<Group>;
    using Committed = OffsetsLog::Committed;
    using ConsumerGroupPtr = std::shared_ptr<ConsumerGroup>;
    friend class ShareGroups;
    using Partition = GroupPartition;
    using PartitionPtr = std::shared_ptr<Partition>;
    using Waiter = Partition::Waiter;

    // group_coordinator.cpp: partitions, the log, timers
    struct Place {
        PartitionPtr partition;
        base::KafkaError error = base::KafkaError::None;
    };
    Place placeOf(const std::string &groupId) const;
    static base::Status loadMarker(Partition &partition, const wire::RecordBatchView &batch);
    GroupPtr findGroup(const Partition &partition, const std::string &groupId) const;
    GroupPtr createGroup(Partition &partition, const std::string &groupId);
    /// A group whose first record the log refused.
    void discardGroup(const GroupPtr &group, std::int16_t error);
    /// Dead: no timer is left, and whoever waits is told why.
    void endGroup(Group &group, std::int16_t error);
    std::int64_t nowMs() const { return m_owner.clock().wallMs(); }
    /// `answered` gets the coordinator's error: when the log has committed the records, or offsets.commit.timeout.ms after.
    /// `settled` gets the log's own, if the partition is still ours. Nothing of the partition may be used after the call.
    void append(Partition &partition, std::vector<GroupRecord> records, Committed answered, Committed settled = {});
    void appendTo(Partition &partition, const std::function<void(Committed)> &write, Committed answered, Committed settled);
    /// Offsets (no value: a tombstone) and other records in one batch; readers see the offsets when they are committed.
    void appendOffsets(Partition &partition, std::vector<StagedOffset> offsets, std::vector<GroupRecord> more, Committed answered);
    /// When all that was appended so far is committed or refused.
    void afterAppends(Partition &partition, Committed answered);
    void waitFor(Partition &partition, Waiter::For what, Committed answered);
    void settle(Partition &partition, std::uint64_t append, std::int16_t code);
    void forget(Partition &partition);
    void note(Group &group, GroupEvent::Kind kind, const GroupMember *member, std::string reason, std::int64_t durationMs = 0);

    // join.cpp
    void joinNewMember(const GroupPtr &group, const wire::JoinGroupRequest &request, std::int16_t version, const Session &session, Reply<wire::JoinGroupResponse> reply);
    void joinExistingMember(const GroupPtr &group, const wire::JoinGroupRequest &request, std::int16_t version, const Session &session, Reply<wire::JoinGroupResponse> reply);
    void addMember(const GroupPtr &group, const wire::JoinGroupRequest &request, std::int16_t version, const Session &session, std::string memberId, Reply<wire::JoinGroupResponse> reply);
    void updateMember(const GroupPtr &group, const wire::JoinGroupRequest &request, std::int16_t version, GroupMember &member, std::string reason, Reply<wire::JoinGroupResponse> reply);
    void replaceStaticMember(const GroupPtr &group, const wire::JoinGroupRequest &request, std::int16_t version, const std::string &newMemberId, Reply<wire::JoinGroupResponse> reply);
    bool acceptsJoining(const Group &group, const std::string &memberId) const;
    std::string newMemberId(const wire::JoinGroupRequest &request, const Session &session);

    // rebalance.cpp
    void prepareRebalanceOrCompleteJoin(const GroupPtr &group, const std::string &reason);
    void prepareRebalance(const GroupPtr &group, const std::string &reason);
    void completeJoinIfAll(const GroupPtr &group);
    void continueInitialRebalance(const GroupPtr &group, std::int32_t delayMs, std::int32_t remainingMs);
    void completeJoin(const GroupPtr &group);
    void expirePendingSync(const GroupPtr &group, std::int32_t generation);
    void propagateAssignment(const GroupPtr &group, base::KafkaError error);
    void stabilize(const GroupPtr &group, const std::map<std::string, base::Bytes> &assignment);
    void setTimer(TimerId &timer, std::int32_t delayMs, const GroupPtr &group, std::function<void(const GroupPtr &)> then);
    void stopTimer(TimerId &timer);

    // membership.cpp
    void watchSession(const GroupPtr &group, const std::string &memberId, SessionTimer &session, std::int64_t timeoutMs);
    void armSession(const GroupPtr &group, const std::string &memberId, SessionTimer &session);
    void onSessionTimer(const GroupPtr &group, const std::string &memberId);
    void stopSession(const GroupPtr &group, const std::string &memberId);
    void removeMember(const GroupPtr &group, GroupMember &member);
    wire::LeaveGroupResponse::MemberResponse leave(const GroupPtr &group, const wire::LeaveGroupRequest::MemberIdentity &identity);

    /// True where a timer has to be set.
    bool extendSession(SessionTimer &session, std::int64_t timeoutMs);
    void setSessionTimer(SessionTimer &session, Owner::Task task);
    // consumer_heartbeat.cpp, consumer_groups.cpp
    struct ConsumerPlace {
        ConsumerGroupPtr group;
        std::string fault; ///< why there is none
    };
    void leaveConsumerGroup(const PartitionPtr &partition, const wire::ConsumerGroupHeartbeatRequest &request, Reply<wire::ConsumerGroupHeartbeatResponse> reply);
    ConsumerGroupPtr findConsumers(const Partition &partition, const std::string &groupId) const;
    /// The group; where a member joins it is made, of a classic one if there is one. `records` are for the log.
    ConsumerPlace consumerGroupFor(Partition &partition, const std::string &groupId, bool joins, std::vector<GroupRecord> &records);
    ConsumerGroupTerms termsOf(const ConsumerGroup &group, std::optional<Session> asker = {}) const;
    /// Epoch, target and the member's own assignment after it said something.
    void advanceConsumer(const ConsumerGroupPtr &group, ConsumerGroupEditor &editor, const std::string &memberId, bool changed,
                         const std::optional<PartitionSet> &owned);
    void removeConsumers(const PartitionPtr &partition, const ConsumerGroupPtr &group, const std::vector<std::string> &memberIds, GroupEvent::Kind kind,
                         const std::string &reason, Committed answered);
    void watchRevocation(const ConsumerGroupPtr &group, const ConsumerMember &member);
    void resumeConsumers(const ConsumerGroupPtr &group);
    void expel(const ConsumerGroupPtr &group, const std::string &memberId, GroupEvent::Kind kind, const std::string &reason);
    void expelUnless(const ConsumerGroupPtr &group, const std::string &memberId, TimerId &timer, std::int32_t delayMs, std::string reason);
    std::int64_t sessionTimeoutOf(const ConsumerGroup &group, const ConsumerMember &member) const;
    void watchConsumer(const ConsumerGroupPtr &group, const std::string &memberId);
    void armConsumer(const ConsumerGroupPtr &group, const std::string &memberId, SessionTimer &session);
    void stopConsumerTimers(ConsumerGroup &group, const std::string &memberId);
    void stopConsumerTimers(ConsumerGroup &group);
    /// With what the log refused of the group before. Without records: when all that was appended so far is committed.
    template <class AnyGroup>
    void appendKept(Partition &partition, const std::shared_ptr<AnyGroup> &group, std::vector<GroupRecord> records, Committed answered);
    void note(ConsumerGroup &group, GroupEvent::Kind kind, const ConsumerMember *member, std::string reason, std::int64_t durationMs = 0);
    void noteRebalance(ConsumerGroup &group, ConsumerGroupState before, const std::string &reason);
    // consumer_classic.cpp
    struct ClassicPlace {
        const ConsumerMember *member = nullptr;
        base::KafkaError error = base::KafkaError::None;
    };
    ClassicPlace classicMemberOf(const ConsumerGroup &group, const std::string &memberId, const std::optional<std::string> &groupInstanceId, std::int32_t generation) const;
    void joinConsumers(const PartitionPtr &partition, const ConsumerGroupPtr &group, const wire::JoinGroupRequest &request, std::int16_t version, const Session &session, Reply<wire::JoinGroupResponse> reply);
    void syncConsumers(const PartitionPtr &partition, const ConsumerGroupPtr &group, const wire::SyncGroupRequest &request, Reply<wire::SyncGroupResponse> reply);
    base::KafkaError heartbeatOfConsumers(const ConsumerGroupPtr &group, const wire::HeartbeatRequest &request);
    void leaveConsumers(const PartitionPtr &partition, const ConsumerGroupPtr &group, const wire::LeaveGroupRequest &request, std::int16_t version, Reply<wire::LeaveGroupResponse> reply);
    void awaitRejoin(const ConsumerGroupPtr &group, const ConsumerMember &member);
    base::Bytes classicAssignment(const PartitionSet &partitions, const base::Bytes &metadata) const;
    // group_conversion.cpp
    /// Empty, or in Kafka's words why it stays a classic one.
    std::string upgradeFault(const Group &group) const;
    ConsumerGroupPtr upgrade(Partition &partition, const GroupPtr &classic, std::vector<GroupRecord> &records);
    bool canDowngrade(const ConsumerGroup &group) const;
    void downgrade(const PartitionPtr &partition, const ConsumerGroupPtr &group, std::vector<GroupRecord> records, const std::string &reason, Committed answered);
    void discardConsumers(Partition &partition, const ConsumerGroupPtr &group, std::vector<GroupRecord> &records);
    // transactional_offsets.cpp
    void commitInTransaction(const wire::TxnOffsetCommitRequest &request, std::int16_t version, const OffsetsTransaction &transaction,
                             const Reply<wire::TxnOffsetCommitResponse> &reply);
    static void completeTransaction(Partition &partition, std::int64_t producerId, bool commit);
    // offsets.cpp, admin.cpp
    bool metadataFits(std::string_view metadata) const;
    wire::OffsetFetchResponse::OffsetFetchResponseGroup readOffsets(const Partition &partition, const wire::OffsetFetchRequest::OffsetFetchRequestGroup &group, bool requireStable, std::int16_t version) const;
    /// Groups that are empty, and offsets, in one batch of tombstones.
    void removeGroups(Partition &partition, const std::vector<std::string> &groupIds, std::vector<StagedOffset> offsets, Committed answered);
    void scheduleExpiry(Partition &partition);
    void expireOffsets(Partition &partition);

    Owner &m_owner;
    OffsetsLog &m_log;
    const GroupTopics &m_topics;
    GroupConfig m_config;
    Random m_random;
    std::int32_t m_offsetsPartitions = 0;
    std::uint64_t m_topicsVersion = 1;
    std::uint64_t m_consumerAppends = 0;
    std::map<std::int32_t, PartitionPtr> m_partitions;
    std::unique_ptr<ShareGroups> m_shares;
    GroupCounters m_counters; ///< the sums; what is counted now is counted when asked for
};

} // namespace weir::sandbox
