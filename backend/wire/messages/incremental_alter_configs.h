// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Changes single configs (KIP-339). v1 flexible.
struct IncrementalAlterConfigsRequest {
    static constexpr std::string_view kName = "IncrementalAlterConfigsRequest";
    static constexpr std::int16_t apiKey = 44;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 1;

    static constexpr std::int8_t kSet = 0;
    static constexpr std::int8_t kDelete = 1;
    static constexpr std::int8_t kAppend = 2;
    static constexpr std::int8_t kSubtract = 3;

    struct AlterableConfig {
        std::string name;
        std::int8_t configOperation = kSet;
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

    bool operator==(const IncrementalAlterConfigsRequest &) const = default;
};

struct IncrementalAlterConfigsResponse {
    static constexpr std::string_view kName = "IncrementalAlterConfigsResponse";
    static constexpr std::int16_t apiKey = 44;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 1;

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

    bool operator==(const IncrementalAlterConfigsResponse &) const = default;
};

} // namespace weir::wire
