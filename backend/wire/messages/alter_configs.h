// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Replaces all configs of resources: what is not named falls back to its default. v1 as v0; v2 flexible.
struct AlterConfigsRequest {
    static constexpr std::string_view kName = "AlterConfigsRequest";
    static constexpr std::int16_t apiKey = 33;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    struct AlterableConfig {
        std::string name;
        std::optional<std::string> value = std::string{};
        UnknownTags unknownTags;

        bool operator==(const AlterableConfig &) const = default;
    };
    struct AlterConfigsResource {
        std::int8_t resourceType = 0;
        std::string resourceName;
        std::vector<AlterableConfig> configs;
        UnknownTags unknownTags;

        bool operator==(const AlterConfigsResource &) const = default;
    };

    std::vector<AlterConfigsResource> resources;
    bool validateOnly = false;
    UnknownTags unknownTags;

    bool operator==(const AlterConfigsRequest &) const = default;
};

struct AlterConfigsResponse {
    static constexpr std::string_view kName = "AlterConfigsResponse";
    static constexpr std::int16_t apiKey = 33;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    struct AlterConfigsResourceResponse {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        std::int8_t resourceType = 0;
        std::string resourceName;
        UnknownTags unknownTags;

        bool operator==(const AlterConfigsResourceResponse &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<AlterConfigsResourceResponse> responses;
    UnknownTags unknownTags;

    bool operator==(const AlterConfigsResponse &) const = default;
};

} // namespace weir::wire
