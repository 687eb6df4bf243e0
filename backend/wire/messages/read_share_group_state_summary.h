// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The start of share-partitions without their records, from the share coordinator (KIP-932).
/// v1 how many records were done with (KIP-1226).
struct ReadShareGroupStateSummaryRequest {
    static constexpr std::string_view kName = "ReadShareGroupStateSummaryRequest";
    static constexpr std::int16_t apiKey = 87;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionData {
        std::int32_t partition = 0;
        std::int32_t leaderEpoch = 0;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct ReadStateSummaryData {
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const ReadStateSummaryData &) const = default;
    };

    std::string groupId;
    std::vector<ReadStateSummaryData> topics;
    UnknownTags unknownTags;

    bool operator==(const ReadShareGroupStateSummaryRequest &) const = default;
};

struct ReadShareGroupStateSummaryResponse {
    static constexpr std::string_view kName = "ReadShareGroupStateSummaryResponse";
    static constexpr std::int16_t apiKey = 87;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionResult {
        std::int32_t partition = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        std::int32_t stateEpoch = 0;
        std::int32_t leaderEpoch = 0;
        std::int64_t startOffset = 0;
        std::int32_t deliveryCompleteCount = -1; ///< -1: unknown
        UnknownTags unknownTags;

        bool operator==(const PartitionResult &) const = default;
    };
    struct ReadStateSummaryResult {
        base::Uuid topicId;
        std::vector<PartitionResult> partitions;
        UnknownTags unknownTags;

        bool operator==(const ReadStateSummaryResult &) const = default;
    };

    std::vector<ReadStateSummaryResult> results;
    UnknownTags unknownTags;

    bool operator==(const ReadShareGroupStateSummaryResponse &) const = default;
};

} // namespace weir::wire
