// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/blob.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the records of __consumer_offsets hold of a share group (KIP-932). Keys stand behind an int16 with their record type,
// values behind one with their version.

namespace weir::wire {

/// What a member said of itself.
struct ShareGroupMemberMetadataKey {
    static constexpr std::string_view kName = "ShareGroupMemberMetadataKey";
    static constexpr std::int16_t kRecordType = 10;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    std::string memberId;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupMemberMetadataKey &) const = default;
};

struct ShareGroupMemberMetadataValue {
    static constexpr std::string_view kName = "ShareGroupMemberMetadataValue";
    static constexpr std::int16_t kRecordType = 10;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::optional<std::string> rackId = std::string{};
    std::string clientId;
    std::string clientHost;
    std::vector<std::string> subscribedTopicNames;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupMemberMetadataValue &) const = default;
};

/// The group's epoch.
struct ShareGroupMetadataKey {
    static constexpr std::string_view kName = "ShareGroupMetadataKey";
    static constexpr std::int16_t kRecordType = 11;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupMetadataKey &) const = default;
};

struct ShareGroupMetadataValue {
    static constexpr std::string_view kName = "ShareGroupMetadataValue";
    static constexpr std::int16_t kRecordType = 11;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t epoch = 0;
    std::int64_t metadataHash = 0;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupMetadataValue &) const = default;
};

/// The epoch of the target assignment, whose members are the next kind.
struct ShareGroupTargetAssignmentMetadataKey {
    static constexpr std::string_view kName = "ShareGroupTargetAssignmentMetadataKey";
    static constexpr std::int16_t kRecordType = 12;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupTargetAssignmentMetadataKey &) const = default;
};

struct ShareGroupTargetAssignmentMetadataValue {
    static constexpr std::string_view kName = "ShareGroupTargetAssignmentMetadataValue";
    static constexpr std::int16_t kRecordType = 12;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t assignmentEpoch = 0;
    std::int64_t assignmentTimestamp = 0;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupTargetAssignmentMetadataValue &) const = default;
};

/// What a member is to have.
struct ShareGroupTargetAssignmentMemberKey {
    static constexpr std::string_view kName = "ShareGroupTargetAssignmentMemberKey";
    static constexpr std::int16_t kRecordType = 13;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    std::string memberId;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupTargetAssignmentMemberKey &) const = default;
};

struct ShareGroupTargetAssignmentMemberValue {
    static constexpr std::string_view kName = "ShareGroupTargetAssignmentMemberValue";
    static constexpr std::int16_t kRecordType = 13;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct TopicPartition {
        base::Uuid topicId;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicPartition &) const = default;
    };

    std::vector<TopicPartition> topicPartitions;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupTargetAssignmentMemberValue &) const = default;
};

/// What a member has.
struct ShareGroupCurrentMemberAssignmentKey {
    static constexpr std::string_view kName = "ShareGroupCurrentMemberAssignmentKey";
    static constexpr std::int16_t kRecordType = 14;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    std::string memberId;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupCurrentMemberAssignmentKey &) const = default;
};

struct ShareGroupCurrentMemberAssignmentValue {
    static constexpr std::string_view kName = "ShareGroupCurrentMemberAssignmentValue";
    static constexpr std::int16_t kRecordType = 14;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct TopicPartitions {
        base::Uuid topicId;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicPartitions &) const = default;
    };

    std::int32_t memberEpoch = 0;
    std::int32_t previousMemberEpoch = 0;
    std::int8_t state = 0;
    std::vector<TopicPartitions> assignedPartitions;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupCurrentMemberAssignmentValue &) const = default;
};

/// For which partitions the share coordinator keeps state, and for which it begins or ends to.
struct ShareGroupStatePartitionMetadataKey {
    static constexpr std::string_view kName = "ShareGroupStatePartitionMetadataKey";
    static constexpr std::int16_t kRecordType = 15;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupStatePartitionMetadataKey &) const = default;
};

struct ShareGroupStatePartitionMetadataValue {
    static constexpr std::string_view kName = "ShareGroupStatePartitionMetadataValue";
    static constexpr std::int16_t kRecordType = 15;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct TopicPartitionsInfo {
        base::Uuid topicId;
        std::string topicName;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicPartitionsInfo &) const = default;
    };
    struct TopicInfo {
        base::Uuid topicId;
        std::string topicName;
        UnknownTags unknownTags;

        bool operator==(const TopicInfo &) const = default;
    };

    std::vector<TopicPartitionsInfo> initializingTopics;
    std::vector<TopicPartitionsInfo> initializedTopics;
    std::vector<TopicInfo> deletingTopics;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupStatePartitionMetadataValue &) const = default;
};

} // namespace weir::wire
