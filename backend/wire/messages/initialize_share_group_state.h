// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Gives a share-partition its first state, asked of the share coordinator (KIP-932). One version.
struct InitializeShareGroupStateRequest {
    static constexpr std::string_view kName = "InitializeShareGroupStateRequest";
    static constexpr std::int16_t apiKey = 83;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionData {
        std::int32_t partition = 0;
        std::int32_t stateEpoch = 0;
        std::int64_t startOffset = 0;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct InitializeStateData {
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const InitializeStateData &) const = default;
    };

    std::string groupId;
    std::vector<InitializeStateData> topics;
    UnknownTags unknownTags;

    bool operator==(const InitializeShareGroupStateRequest &) const = default;
};

struct InitializeShareGroupStateResponse {
    static constexpr std::string_view kName = "InitializeShareGroupStateResponse";
    static constexpr std::int16_t apiKey = 83;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionResult {
        std::int32_t partition = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        UnknownTags unknownTags;

        bool operator==(const PartitionResult &) const = default;
    };
    struct InitializeStateResult {
        base::Uuid topicId;
        std::vector<PartitionResult> partitions;
        UnknownTags unknownTags;

        bool operator==(const InitializeStateResult &) const = default;
    };

    std::vector<InitializeStateResult> results;
    UnknownTags unknownTags;

    bool operator==(const InitializeShareGroupStateResponse &) const = default;
};

} // namespace weir::wire
