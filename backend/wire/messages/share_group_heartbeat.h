// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Joins, keeps alive and leaves a share group (KIP-932). v1 is the first that Kafka 4.3 serves.
struct ShareGroupHeartbeatRequest {
    static constexpr std::string_view kName = "ShareGroupHeartbeatRequest";
    static constexpr std::int16_t apiKey = 76;
    static constexpr VersionRange kVersions{1, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    std::string groupId;
    std::string memberId;
    std::int32_t memberEpoch = 0;                                 ///< 0 joins, -1 leaves
    std::optional<std::string> rackId;                            ///< null: none, or as it was
    std::optional<std::vector<std::string>> subscribedTopicNames; ///< null: as it was
    UnknownTags unknownTags;

    bool operator==(const ShareGroupHeartbeatRequest &) const = default;
};

struct ShareGroupHeartbeatResponse {
    static constexpr std::string_view kName = "ShareGroupHeartbeatResponse";
    static constexpr std::int16_t apiKey = 76;
    static constexpr VersionRange kVersions{1, 1};
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
    std::optional<std::string> memberId;
    std::int32_t memberEpoch = 0;
    std::int32_t heartbeatIntervalMs = 0;
    std::optional<Assignment> assignment; ///< null: unchanged
    UnknownTags unknownTags;

    bool operator==(const ShareGroupHeartbeatResponse &) const = default;
};

} // namespace weir::wire
