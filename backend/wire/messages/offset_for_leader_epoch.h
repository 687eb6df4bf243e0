// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Where a leader epoch ends, to find where logs diverge.
/// v2 current leader epoch, throttle time; v3 replica id; v4 flexible.
struct OffsetForLeaderEpochRequest {
    static constexpr std::string_view kName = "OffsetForLeaderEpochRequest";
    static constexpr std::int16_t apiKey = 23;
    static constexpr VersionRange kVersions{2, 4};
    static constexpr std::int16_t flexibleFrom = 4;

    struct OffsetForLeaderPartition {
        std::int32_t partition = 0;
        std::int32_t currentLeaderEpoch = -1;
        std::int32_t leaderEpoch = 0;
        UnknownTags unknownTags;

        bool operator==(const OffsetForLeaderPartition &) const = default;
    };
    struct OffsetForLeaderTopic {
        std::string topic;
        std::vector<OffsetForLeaderPartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const OffsetForLeaderTopic &) const = default;
    };

    std::int32_t replicaId = -2; ///< -1: a consumer; -2: not told
    std::vector<OffsetForLeaderTopic> topics;
    UnknownTags unknownTags;

    bool operator==(const OffsetForLeaderEpochRequest &) const = default;
};

struct OffsetForLeaderEpochResponse {
    static constexpr std::string_view kName = "OffsetForLeaderEpochResponse";
    static constexpr std::int16_t apiKey = 23;
    static constexpr VersionRange kVersions{2, 4};
    static constexpr std::int16_t flexibleFrom = 4;

    struct EpochEndOffset {
        std::int16_t errorCode = 0;
        std::int32_t partition = 0;
        std::int32_t leaderEpoch = -1;
        std::int64_t endOffset = -1;
        UnknownTags unknownTags;

        bool operator==(const EpochEndOffset &) const = default;
    };
    struct OffsetForLeaderTopicResult {
        std::string topic;
        std::vector<EpochEndOffset> partitions;
        UnknownTags unknownTags;

        bool operator==(const OffsetForLeaderTopicResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<OffsetForLeaderTopicResult> topics;
    UnknownTags unknownTags;

    bool operator==(const OffsetForLeaderEpochResponse &) const = default;
};

} // namespace weir::wire
