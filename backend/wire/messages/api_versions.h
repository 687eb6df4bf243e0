// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Which requests a broker serves, in which versions.
/// v1 throttle time; v3 flexible, the client's software, features (KIP-511, KIP-584); v4 lets a feature's minimum be 0.
struct ApiVersionsRequest {
    static constexpr std::string_view kName = "ApiVersionsRequest";
    static constexpr std::int16_t apiKey = 18;
    static constexpr VersionRange kVersions{0, 4};
    static constexpr std::int16_t flexibleFrom = 3;

    std::string clientSoftwareName;
    std::string clientSoftwareVersion;
    UnknownTags unknownTags;

    bool operator==(const ApiVersionsRequest &) const = default;
};

struct ApiVersionsResponse {
    static constexpr std::string_view kName = "ApiVersionsResponse";
    static constexpr std::int16_t apiKey = 18;
    static constexpr VersionRange kVersions{0, 4};
    static constexpr std::int16_t flexibleFrom = 3;

    struct ApiVersion {
        std::int16_t apiKey = 0;
        std::int16_t minVersion = 0;
        std::int16_t maxVersion = 0;
        UnknownTags unknownTags;

        bool operator==(const ApiVersion &) const = default;
    };
    struct SupportedFeatureKey {
        std::string name;
        std::int16_t minVersion = 0;
        std::int16_t maxVersion = 0;
        UnknownTags unknownTags;

        bool operator==(const SupportedFeatureKey &) const = default;
    };
    struct FinalizedFeatureKey {
        std::string name;
        std::int16_t maxVersionLevel = 0;
        std::int16_t minVersionLevel = 0;
        UnknownTags unknownTags;

        bool operator==(const FinalizedFeatureKey &) const = default;
    };

    std::int16_t errorCode = 0;
    std::vector<ApiVersion> apiKeys;
    std::int32_t throttleTimeMs = 0;
    std::vector<SupportedFeatureKey> supportedFeatures;
    std::int64_t finalizedFeaturesEpoch = -1; ///< -1: unknown
    std::vector<FinalizedFeatureKey> finalizedFeatures;
    bool zkMigrationReady = false;
    UnknownTags unknownTags;

    bool operator==(const ApiVersionsResponse &) const = default;
};

} // namespace weir::wire
