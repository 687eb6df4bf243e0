// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The configs of topics, brokers, groups. v1 source and synonyms; v3 type and documentation; v4 flexible.
struct DescribeConfigsRequest {
    static constexpr std::string_view kName = "DescribeConfigsRequest";
    static constexpr std::int16_t apiKey = 32;
    static constexpr VersionRange kVersions{1, 4};
    static constexpr std::int16_t flexibleFrom = 4;

    struct DescribeConfigsResource {
        std::int8_t resourceType = 0; ///< 2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group
        std::string resourceName;
        std::optional<std::vector<std::string>> configurationKeys = std::vector<std::string>{}; ///< null: all
        UnknownTags unknownTags;

        bool operator==(const DescribeConfigsResource &) const = default;
    };

    std::vector<DescribeConfigsResource> resources;
    bool includeSynonyms = false;
    bool includeDocumentation = false;
    UnknownTags unknownTags;

    bool operator==(const DescribeConfigsRequest &) const = default;
};

struct DescribeConfigsResponse {
    static constexpr std::string_view kName = "DescribeConfigsResponse";
    static constexpr std::int16_t apiKey = 32;
    static constexpr VersionRange kVersions{1, 4};
    static constexpr std::int16_t flexibleFrom = 4;

    struct DescribeConfigsSynonym {
        std::string name;
        std::optional<std::string> value = std::string{};
        std::int8_t source = 0;
        UnknownTags unknownTags;

        bool operator==(const DescribeConfigsSynonym &) const = default;
    };
    struct DescribeConfigsResourceResult {
        std::string name;
        std::optional<std::string> value = std::string{}; ///< null where it is sensitive
        bool readOnly = false;
        std::int8_t configSource = -1;
        bool isSensitive = false;
        std::vector<DescribeConfigsSynonym> synonyms;
        std::int8_t configType = 0;
        std::optional<std::string> documentation = std::string{};
        UnknownTags unknownTags;

        bool operator==(const DescribeConfigsResourceResult &) const = default;
    };
    struct DescribeConfigsResult {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        std::int8_t resourceType = 0;
        std::string resourceName;
        std::vector<DescribeConfigsResourceResult> configs;
        UnknownTags unknownTags;

        bool operator==(const DescribeConfigsResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DescribeConfigsResult> results;
    UnknownTags unknownTags;

    bool operator==(const DescribeConfigsResponse &) const = default;
};

} // namespace weir::wire
