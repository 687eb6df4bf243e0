// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The offset at a time, or at one of the special times below.
/// v1 one offset a partition; v2 isolation level, throttle time; v4 leader epochs; v6 flexible; v7 max timestamp (KIP-734);
/// v8 local log start (KIP-405); v9 last tiered; v10 a time limit; v11 earliest pending upload.
struct ListOffsetsRequest {
    static constexpr std::string_view kName = "ListOffsetsRequest";
    static constexpr std::int16_t apiKey = 2;
    static constexpr VersionRange kVersions{1, 11};
    static constexpr std::int16_t flexibleFrom = 6;

    static constexpr std::int64_t kLatest = -1;
    static constexpr std::int64_t kEarliest = -2;
    static constexpr std::int64_t kMaxTimestamp = -3;
    static constexpr std::int64_t kEarliestLocal = -4;
    static constexpr std::int64_t kLatestTiered = -5;
    static constexpr std::int64_t kEarliestPendingUpload = -6;

    struct ListOffsetsPartition {
        std::int32_t partitionIndex = 0;
        std::int32_t currentLeaderEpoch = -1;
        std::int64_t timestamp = 0;
        UnknownTags unknownTags;

        bool operator==(const ListOffsetsPartition &) const = default;
    };
    struct ListOffsetsTopic {
        std::string name;
        std::vector<ListOffsetsPartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const ListOffsetsTopic &) const = default;
    };

    std::int32_t replicaId = 0; ///< -1: a client
    std::int8_t isolationLevel = 0;
    std::vector<ListOffsetsTopic> topics;
    std::int32_t timeoutMs = 0;
    UnknownTags unknownTags;

    bool operator==(const ListOffsetsRequest &) const = default;
};

struct ListOffsetsResponse {
    static constexpr std::string_view kName = "ListOffsetsResponse";
    static constexpr std::int16_t apiKey = 2;
    static constexpr VersionRange kVersions{1, 11};
    static constexpr std::int16_t flexibleFrom = 6;

    struct ListOffsetsPartitionResponse {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        std::int64_t timestamp = -1;
        std::int64_t offset = -1;
        std::int32_t leaderEpoch = -1;
        UnknownTags unknownTags;

        bool operator==(const ListOffsetsPartitionResponse &) const = default;
    };
    struct ListOffsetsTopicResponse {
        std::string name;
        std::vector<ListOffsetsPartitionResponse> partitions;
        UnknownTags unknownTags;

        bool operator==(const ListOffsetsTopicResponse &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<ListOffsetsTopicResponse> topics;
    UnknownTags unknownTags;

    bool operator==(const ListOffsetsResponse &) const = default;
};

} // namespace weir::wire
