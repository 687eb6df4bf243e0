// SPDX-License-Identifier: GPL-3.0-or-later
// Records of __consumer_offsets that say who of a consumer group (KIP-848) shall have what, who has it, and what regular
// expressions of subscriptions were found to mean.
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/uuid.h"
#include "backend/wire/blob.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

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
        /// Of each partition, since Kafka 4.2 (KIP-1251); left out it means an empty list.
        std::optional<std::vector<std::int32_t>> assignmentEpochs = std::vector<std::int32_t>{};
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
