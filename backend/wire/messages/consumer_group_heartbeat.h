// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Joins, keeps alive and leaves a group of the consumer protocol, in one message (KIP-848).
/// v1 a subscription by regular expression, and the member names itself.
struct ConsumerGroupHeartbeatRequest {
    static constexpr std::string_view kName = "ConsumerGroupHeartbeatRequest";
    static constexpr std::int16_t apiKey = 68;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct TopicPartitions {
        base::Uuid topicId;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicPartitions &) const = default;
    };

    std::string groupId;
    std::string memberId;
    std::int32_t memberEpoch = 0; ///< 0 joins, -1 leaves, -2 leaves for a while as a static member
    std::optional<std::string> instanceId; ///< null: not static, or as it was
    std::optional<std::string> rackId; ///< null: none, or as it was
    std::int32_t rebalanceTimeoutMs = -1; ///< -1: as it was
    std::optional<std::vector<std::string>> subscribedTopicNames; ///< null: as it was
    std::optional<std::string> subscribedTopicRegex; ///< RE2; null: as it was
    std::optional<std::string> serverAssignor; ///< null: the group's, or as it was
    std::optional<std::vector<TopicPartitions>> topicPartitions; ///< what the member has; null: as it was
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupHeartbeatRequest &) const = default;
};

struct ConsumerGroupHeartbeatResponse {
    static constexpr std::string_view kName = "ConsumerGroupHeartbeatResponse";
    static constexpr std::int16_t apiKey = 68;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct TopicPartitions {
        base::Uuid topicId;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicPartitions &) const = default;
    };
    struct Assignment {
        std::vector<TopicPartitions> topicPartitions;
        UnknownTags unknownTags;

        bool operator==(const Assignment &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage;
    std::optional<std::string> memberId; ///< null: unchanged, or an error
    std::int32_t memberEpoch = 0;
    std::int32_t heartbeatIntervalMs = 0;
    std::optional<Assignment> assignment; ///< null: unchanged
    UnknownTags unknownTags;

    bool operator==(const ConsumerGroupHeartbeatResponse &) const = default;
};

} // namespace weir::wire
