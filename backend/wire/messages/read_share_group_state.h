// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The state of share-partitions, read by their leaders from the share coordinator (KIP-932). One version.
struct ReadShareGroupStateRequest {
    static constexpr std::string_view kName = "ReadShareGroupStateRequest";
    static constexpr std::int16_t apiKey = 84;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionData {
        std::int32_t partition = 0;
        std::int32_t leaderEpoch = 0;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct ReadStateData {
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const ReadStateData &) const = default;
    };

    std::string groupId;
    std::vector<ReadStateData> topics;
    UnknownTags unknownTags;

    bool operator==(const ReadShareGroupStateRequest &) const = default;
};

struct ReadShareGroupStateResponse {
    static constexpr std::string_view kName = "ReadShareGroupStateResponse";
    static constexpr std::int16_t apiKey = 84;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct StateBatch {
        std::int64_t firstOffset = 0;
        std::int64_t lastOffset = 0;
        std::int8_t deliveryState = 0; ///< 0 available, 2 acknowledged, 4 archived
        std::int16_t deliveryCount = 0;
        UnknownTags unknownTags;

        bool operator==(const StateBatch &) const = default;
    };
    struct PartitionResult {
        std::int32_t partition = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        std::int32_t stateEpoch = 0;
        std::int64_t startOffset = 0;
        std::vector<StateBatch> stateBatches;
        UnknownTags unknownTags;

        bool operator==(const PartitionResult &) const = default;
    };
    struct ReadStateResult {
        base::Uuid topicId;
        std::vector<PartitionResult> partitions;
        UnknownTags unknownTags;

        bool operator==(const ReadStateResult &) const = default;
    };

    std::vector<ReadStateResult> results;
    UnknownTags unknownTags;

    bool operator==(const ReadShareGroupStateResponse &) const = default;
};

} // namespace weir::wire
