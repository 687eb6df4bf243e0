// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// New state of share-partitions, kept by the share coordinator (KIP-932).
/// v1 how many records were done with (KIP-1226).
struct WriteShareGroupStateRequest {
    static constexpr std::string_view kName = "WriteShareGroupStateRequest";
    static constexpr std::int16_t apiKey = 85;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct StateBatch {
        std::int64_t firstOffset = 0;
        std::int64_t lastOffset = 0;
        std::int8_t deliveryState = 0; ///< 0 available, 2 acknowledged, 4 archived
        std::int16_t deliveryCount = 0;
        UnknownTags unknownTags;

        bool operator==(const StateBatch &) const = default;
    };
    struct PartitionData {
        std::int32_t partition = 0;
        std::int32_t stateEpoch = 0;
        std::int32_t leaderEpoch = 0;
        std::int64_t startOffset = 0;
        std::int32_t deliveryCompleteCount = -1; ///< -1: unknown
        std::vector<StateBatch> stateBatches;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct WriteStateData {
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const WriteStateData &) const = default;
    };

    std::string groupId;
    std::vector<WriteStateData> topics;
    UnknownTags unknownTags;

    bool operator==(const WriteShareGroupStateRequest &) const = default;
};

struct WriteShareGroupStateResponse {
    static constexpr std::string_view kName = "WriteShareGroupStateResponse";
    static constexpr std::int16_t apiKey = 85;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionResult {
        std::int32_t partition = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        UnknownTags unknownTags;

        bool operator==(const PartitionResult &) const = default;
    };
    struct WriteStateResult {
        base::Uuid topicId;
        std::vector<PartitionResult> partitions;
        UnknownTags unknownTags;

        bool operator==(const WriteStateResult &) const = default;
    };

    std::vector<WriteStateResult> results;
    UnknownTags unknownTags;

    bool operator==(const WriteShareGroupStateResponse &) const = default;
};

} // namespace weir::wire
