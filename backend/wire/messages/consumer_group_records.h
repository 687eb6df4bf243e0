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
    /// Of a member that speaks the classic protocol. Left out it means an empty one, as Kafka has it: "no" is written as null.
    std::optional<ClassicMemberMetadata> classicMemberMetadata = ClassicMemberMetadata{};
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupMemberMetadataValue &) const = default;
};

} // namespace weir::wire
