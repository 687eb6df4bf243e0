// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Deletes committed offsets of a group (KIP-496). One version.
struct OffsetDeleteRequest {
    static constexpr std::string_view kName = "OffsetDeleteRequest";
    static constexpr std::int16_t apiKey = 47;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    struct OffsetDeleteRequestPartition {
        std::int32_t partitionIndex = 0;
        UnknownTags unknownTags;

        bool operator==(const OffsetDeleteRequestPartition &) const = default;
    };
    struct OffsetDeleteRequestTopic {
        std::string name;
        std::vector<OffsetDeleteRequestPartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const OffsetDeleteRequestTopic &) const = default;
    };

    std::string groupId;
    std::vector<OffsetDeleteRequestTopic> topics;
    UnknownTags unknownTags;

    bool operator==(const OffsetDeleteRequest &) const = default;
};

struct OffsetDeleteResponse {
    static constexpr std::string_view kName = "OffsetDeleteResponse";
    static constexpr std::int16_t apiKey = 47;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    struct OffsetDeleteResponsePartition {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const OffsetDeleteResponsePartition &) const = default;
    };
    struct OffsetDeleteResponseTopic {
        std::string name;
        std::vector<OffsetDeleteResponsePartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const OffsetDeleteResponseTopic &) const = default;
    };

    std::int16_t errorCode = 0; ///< before the throttle time, unlike in other answers
    std::int32_t throttleTimeMs = 0;
    std::vector<OffsetDeleteResponseTopic> topics;
    UnknownTags unknownTags;

    bool operator==(const OffsetDeleteResponse &) const = default;
};

} // namespace weir::wire
