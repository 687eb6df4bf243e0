// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Names of the resources that have configurations (KIP-714, KIP-1142).
/// v0 client metrics only; v1 any type.
struct ListConfigResourcesRequest {
    static constexpr std::string_view kName = "ListConfigResourcesRequest";
    static constexpr std::int16_t apiKey = 74;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    std::vector<std::int8_t> resourceTypes; ///< empty: all
    UnknownTags unknownTags;

    bool operator==(const ListConfigResourcesRequest &) const = default;
};

struct ListConfigResourcesResponse {
    static constexpr std::string_view kName = "ListConfigResourcesResponse";
    static constexpr std::int16_t apiKey = 74;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct ConfigResource {
        std::string resourceName;
        std::int8_t resourceType = 16; ///< 2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group
        UnknownTags unknownTags;

        bool operator==(const ConfigResource &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<ConfigResource> configResources;
    UnknownTags unknownTags;

    bool operator==(const ListConfigResourcesResponse &) const = default;
};

} // namespace weir::wire
