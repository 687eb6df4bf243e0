// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/uuid.h"
#include "backend/wire/blob.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the records of __consumer_offsets hold of a group of the KIP-848 protocol. Keys stand behind an int16 with their
// record type, values behind one with their version.

namespace weir::wire {

/// The group's epoch.
struct ConsumerGroupMetadataKey {
    static constexpr std::string_view kName = "ConsumerGroupMetadataKey";
    static constexpr std::int16_t kRecordType = 3;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupMetadataKey &) const = default;
};

struct ConsumerGroupMetadataValue {
    static constexpr std::string_view kName = "ConsumerGroupMetadataValue";
    static constexpr std::int16_t kRecordType = 3;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t epoch = 0;
    std::int64_t metadataHash = 0; ///< of the topics subscribed to
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupMetadataValue &) const = default;
};

/// The partitions of the topics subscribed to, as Kafka before 4.1 kept them; later ones keep a hash and remove this.
struct ConsumerGroupPartitionMetadataKey {
    static constexpr std::string_view kName = "ConsumerGroupPartitionMetadataKey";
    static constexpr std::int16_t kRecordType = 4;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupPartitionMetadataKey &) const = default;
};

struct ConsumerGroupPartitionMetadataValue {
    static constexpr std::string_view kName = "ConsumerGroupPartitionMetadataValue";
    static constexpr std::int16_t kRecordType = 4;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionMetadata {
        std::int32_t partition = 0;
        std::vector<std::string> racks;
        UnknownTags unknownTags;

        bool operator==(const PartitionMetadata &) const = default;
    };
    struct TopicMetadata {
        base::Uuid topicId;
        std::string topicName;
        std::int32_t numPartitions = 0;
        std::vector<PartitionMetadata> partitionMetadata;
        UnknownTags unknownTags;

        bool operator==(const TopicMetadata &) const = default;
    };

    std::vector<TopicMetadata> topics;
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupPartitionMetadataValue &) const = default;
};

/// What a member said of itself.
struct ConsumerGroupMemberMetadataKey {
    static constexpr std::string_view kName = "ConsumerGroupMemberMetadataKey";
    static constexpr std::int16_t kRecordType = 5;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    std::string memberId;
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupMemberMetadataKey &) const = default;
};

struct ConsumerGroupMemberMetadataValue {
    static constexpr std::string_view kName = "ConsumerGroupMemberMetadataValue";
    static constexpr std::int16_t kRecordType = 5;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct ClassicProtocol {
        std::string name;
        base::Bytes metadata;
        UnknownTags unknownTags;

        bool operator==(const ClassicProtocol &) const = default;
    };
    struct ClassicMemberMetadata {
        std::int32_t sessionTimeoutMs = 0;
        std::vector<ClassicProtocol> supportedProtocols;
        UnknownTags unknownTags;

        bool operator==(const ClassicMemberMetadata &) const = default;
    };

    std::optional<std::string> instanceId = std::string{};
    std::optional<std::string> rackId = std::string{};
    std::string clientId;
    std::string clientHost;
    std::vector<std::string> subscribedTopicNames;
    std::optional<std::string> subscribedTopicRegex = std::string{};
    std::int32_t rebalanceTimeoutMs = -1;
    std::optional<std::string> serverAssignor = std::string{};
    std::optional<ClassicMemberMetadata> classicMemberMetadata; ///< of a member that speaks the classic protocol
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupMemberMetadataValue &) const = default;
};

/// The epoch of the target assignment, whose members are the next kind.
struct ConsumerGroupTargetAssignmentMetadataKey {
    static constexpr std::string_view kName = "ConsumerGroupTargetAssignmentMetadataKey";
    static constexpr std::int16_t kRecordType = 6;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupTargetAssignmentMetadataKey &) const = default;
};

struct ConsumerGroupTargetAssignmentMetadataValue {
    static constexpr std::string_view kName = "ConsumerGroupTargetAssignmentMetadataValue";
    static constexpr std::int16_t kRecordType = 6;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t assignmentEpoch = 0;
    std::int64_t assignmentTimestamp = 0;
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupTargetAssignmentMetadataValue &) const = default;
};

/// What a member is to have.
struct ConsumerGroupTargetAssignmentMemberKey {
    static constexpr std::string_view kName = "ConsumerGroupTargetAssignmentMemberKey";
    static constexpr std::int16_t kRecordType = 7;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    std::string memberId;
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupTargetAssignmentMemberKey &) const = default;
};

struct ConsumerGroupTargetAssignmentMemberValue {
    static constexpr std::string_view kName = "ConsumerGroupTargetAssignmentMemberValue";
    static constexpr std::int16_t kRecordType = 7;
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

    bool operator==(const ConsumerGroupTargetAssignmentMemberValue &) const = default;
};

/// What a member has.
struct ConsumerGroupCurrentMemberAssignmentKey {
    static constexpr std::string_view kName = "ConsumerGroupCurrentMemberAssignmentKey";
    static constexpr std::int16_t kRecordType = 8;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    std::string memberId;
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupCurrentMemberAssignmentKey &) const = default;
};

struct ConsumerGroupCurrentMemberAssignmentValue {
    static constexpr std::string_view kName = "ConsumerGroupCurrentMemberAssignmentValue";
    static constexpr std::int16_t kRecordType = 8;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct TopicPartitions {
        base::Uuid topicId;
        std::vector<std::int32_t> partitions;
        std::optional<std::vector<std::int32_t>> assignmentEpochs; ///< of each partition, since Kafka 4.2 (KIP-1251)
        UnknownTags unknownTags;

        bool operator==(const TopicPartitions &) const = default;
    };

    std::int32_t memberEpoch = 0;
    std::int32_t previousMemberEpoch = 0;
    std::int8_t state = 0;
    std::vector<TopicPartitions> assignedPartitions;
    std::vector<TopicPartitions> partitionsPendingRevocation;
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupCurrentMemberAssignmentValue &) const = default;
};

/// The topics that a regular expression stood for when it was looked up last.
struct ConsumerGroupRegularExpressionKey {
    static constexpr std::string_view kName = "ConsumerGroupRegularExpressionKey";
    static constexpr std::int16_t kRecordType = 16;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    std::string regularExpression;
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupRegularExpressionKey &) const = default;
};

struct ConsumerGroupRegularExpressionValue {
    static constexpr std::string_view kName = "ConsumerGroupRegularExpressionValue";
    static constexpr std::int16_t kRecordType = 16;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::vector<std::string> topics;
    std::int64_t version = 0; ///< of the cluster's metadata
    std::int64_t timestamp = 0;
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupRegularExpressionValue &) const = default;
};

} // namespace weir::wire
