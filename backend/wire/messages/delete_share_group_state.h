// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Removes the state of share-partitions from the share coordinator (KIP-932). One version.
struct DeleteShareGroupStateRequest {
    static constexpr std::string_view kName = "DeleteShareGroupStateRequest";
    static constexpr std::int16_t apiKey = 86;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionData {
        std::int32_t partition = 0;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct DeleteStateData {
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const DeleteStateData &) const = default;
    };

    std::string groupId;
    std::vector<DeleteStateData> topics;
    UnknownTags unknownTags;

    bool operator==(const DeleteShareGroupStateRequest &) const = default;
};

struct DeleteShareGroupStateResponse {
    static constexpr std::string_view kName = "DeleteShareGroupStateResponse";
    static constexpr std::int16_t apiKey = 86;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionResult {
        std::int32_t partition = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        UnknownTags unknownTags;

        bool operator==(const PartitionResult &) const = default;
    };
    struct DeleteStateResult {
        base::Uuid topicId;
        std::vector<PartitionResult> partitions;
        UnknownTags unknownTags;

        bool operator==(const DeleteStateResult &) const = default;
    };

    std::vector<DeleteStateResult> results;
    UnknownTags unknownTags;

    bool operator==(const DeleteShareGroupStateResponse &) const = default;
};

} // namespace weir::wire
