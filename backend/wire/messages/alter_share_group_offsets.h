// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Sets where an empty share group goes on (KIP-932). One version.
struct AlterShareGroupOffsetsRequest {
    static constexpr std::string_view kName = "AlterShareGroupOffsetsRequest";
    static constexpr std::int16_t apiKey = 91;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct AlterShareGroupOffsetsRequestPartition {
        std::int32_t partitionIndex = 0;
        std::int64_t startOffset = 0;
        UnknownTags unknownTags;

        bool operator==(const AlterShareGroupOffsetsRequestPartition &) const = default;
    };
    struct AlterShareGroupOffsetsRequestTopic {
        std::string topicName;
        std::vector<AlterShareGroupOffsetsRequestPartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const AlterShareGroupOffsetsRequestTopic &) const = default;
    };

    std::string groupId;
    std::vector<AlterShareGroupOffsetsRequestTopic> topics;
    UnknownTags unknownTags;

    bool operator==(const AlterShareGroupOffsetsRequest &) const = default;
};

struct AlterShareGroupOffsetsResponse {
    static constexpr std::string_view kName = "AlterShareGroupOffsetsResponse";
    static constexpr std::int16_t apiKey = 91;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct AlterShareGroupOffsetsResponsePartition {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        UnknownTags unknownTags;

        bool operator==(const AlterShareGroupOffsetsResponsePartition &) const = default;
    };
    struct AlterShareGroupOffsetsResponseTopic {
        std::string topicName;
        base::Uuid topicId;
        std::vector<AlterShareGroupOffsetsResponsePartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const AlterShareGroupOffsetsResponseTopic &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage;
    std::vector<AlterShareGroupOffsetsResponseTopic> responses;
    UnknownTags unknownTags;

    bool operator==(const AlterShareGroupOffsetsResponse &) const = default;
};

} // namespace weir::wire
