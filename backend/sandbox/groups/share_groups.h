// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/session.h"
#include "backend/sandbox/groups/group_partition.h"
#include "backend/sandbox/groups/share_persister.h"
#include "backend/wire/messages/alter_share_group_offsets.h"
#include "backend/wire/messages/delete_groups.h"
#include "backend/wire/messages/delete_share_group_offsets.h"
#include "backend/wire/messages/describe_share_group_offsets.h"
#include "backend/wire/messages/share_group_describe.h"
#include "backend/wire/messages/share_group_heartbeat.h"

namespace weir::sandbox {

class GroupCoordinator;

/// The part of the group coordinator that has to do with share groups (KIP-932): members and who reads what, as with groups
/// of KIP-848, and the share coordinator told for which partitions it is to keep state. Lives with the group coordinator, on
/// its owner and under its rules.
class ShareGroups
{
public:
    using Stored = SharePersister::Stored;
    using GroupPtr = std::shared_ptr<ShareGroup>;

    explicit ShareGroups(GroupCoordinator &groups) : m_groups(groups) {}
    /// Before the first request. `persister` must outlive the coordinator, or be null: then there are no share groups.
    void setPersister(SharePersister *persister) { m_persister = persister; }

    void handle(const wire::ShareGroupHeartbeatRequest &request, std::int16_t version, const Session &session, Reply<wire::ShareGroupHeartbeatResponse> reply);
    void handle(const wire::ShareGroupDescribeRequest &request, std::int16_t version, const Session &session, Reply<wire::ShareGroupDescribeResponse> reply);
    void handle(const wire::DescribeShareGroupOffsetsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::DescribeShareGroupOffsetsResponse> reply);
    void handle(const wire::AlterShareGroupOffsetsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::AlterShareGroupOffsetsResponse> reply);
    void handle(const wire::DeleteShareGroupOffsetsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::DeleteShareGroupOffsetsResponse> reply);

    // --- for the group coordinator
    GroupPtr find(const GroupPartition &partition, const std::string &groupId) const;
    /// What is loaded of a record about a share group.
    base::Status load(GroupPartition &partition, const std::string &groupId, base::ByteView key, std::optional<base::ByteView> value);
    void resume(GroupPartition &partition);
    /// The partition is another broker's now.
    void forget(GroupPartition &partition);
    /// An empty group with all its state; `answered` gets the coordinator's error.
    void remove(const GroupPtr &group, Stored answered);

private:
    using PartitionPtr = std::shared_ptr<GroupPartition>;
    struct Place {
        PartitionPtr partition;
        GroupPtr group;
        std::int16_t error = 0;
        std::string words;
        bool isFree = false; ///< no group has the name, so that one may be made
    };
    /// Whether the cluster's share.version says that there are share groups.
    bool serves() const;
    /// A group that is known once something of it is stored.
    GroupPtr make(const PartitionPtr &partition, const std::string &groupId);

    // share_heartbeat.cpp
    void leave(const PartitionPtr &partition, const wire::ShareGroupHeartbeatRequest &request, Reply<wire::ShareGroupHeartbeatResponse> reply);
    wire::ShareGroupHeartbeatResponse responseFor(const ShareGroup &group, const std::string &memberId) const;

    // share_groups.cpp
    Place placeOf(const std::string &groupId) const;
    PartitionPtr partitionOf(const GroupPtr &group) const;
    /// Epoch, target and the member's own assignment; `assigns` false: the target waits for what is to be initialized.
    void advance(ShareGroup &group, const std::string &memberId, bool changed, bool assigns, std::vector<GroupRecord> &records);
    void assign(ShareGroup &group, std::vector<GroupRecord> &records);
    bool awaitsAssignment(const ShareGroup &group) const;
    /// Partitions of what members subscribe to for which there is no state yet.
    ShareGroup::Topics missing(const ShareGroup &group) const;
    void initialize(const GroupPtr &group, const ShareGroup::Topics &topics);
    void expel(const GroupPtr &group, const std::vector<std::string> &memberIds, GroupEvent::Kind kind, const std::string &reason, Stored answered);
    void watch(const GroupPtr &group, const std::string &memberId);
    void arm(const GroupPtr &group, const std::string &memberId, SessionTimer &session);
    void append(const GroupPtr &group, std::vector<GroupRecord> records, Stored answered);
    void note(ShareGroup &group, GroupEvent::Kind kind, const ShareMember *member, const std::string &reason);
    wire::ShareGroupDescribeResponse::DescribedGroup describe(const std::string &groupId) const;

    // share_offsets.cpp
    using DescribedOffsets = wire::DescribeShareGroupOffsetsResponse::DescribeShareGroupOffsetsResponseGroup;
    void describeOffsets(const wire::DescribeShareGroupOffsetsRequest::DescribeShareGroupOffsetsRequestGroup &asked, Reply<DescribedOffsets> reply);
    void describePartition(const SharePartitionKey &key, Reply<wire::DescribeShareGroupOffsetsResponse::DescribeShareGroupOffsetsResponsePartition> reply);
    /// The share coordinator forgets all partitions of the topics; `done` with the first error.
    void removeStates(const ShareGroup &group, const ShareGroup::Topics &topics, Stored done);

    GroupCoordinator &m_groups;
    SharePersister *m_persister = nullptr;
    // Answers of the share coordinator may come when this is gone.
    std::shared_ptr<char> m_alive = std::make_shared<char>();
};

} // namespace weir::sandbox
