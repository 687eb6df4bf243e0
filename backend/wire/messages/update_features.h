// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Raises or lowers finalized feature levels, such as metadata.version (KIP-584).
/// v1 the kind of downgrade, a rehearsal (KIP-778); v2 one result for all (KIP-1022).
struct UpdateFeaturesRequest {
    static constexpr std::string_view kName = "UpdateFeaturesRequest";
    static constexpr std::int16_t apiKey = 57;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    struct FeatureUpdateKey {
        std::string feature;
        std::int16_t maxVersionLevel = 0; ///< below 1: the feature goes
        bool allowDowngrade = false;
        std::int8_t upgradeType = 1; ///< 1 only up, 2 down without loss, 3 down whatever is lost
        UnknownTags unknownTags;

        bool operator==(const FeatureUpdateKey &) const = default;
    };

    std::int32_t timeoutMs = 60000;
    std::vector<FeatureUpdateKey> featureUpdates;
    bool validateOnly = false;
    UnknownTags unknownTags;

    bool operator==(const UpdateFeaturesRequest &) const = default;
};

struct UpdateFeaturesResponse {
    static constexpr std::string_view kName = "UpdateFeaturesResponse";
    static constexpr std::int16_t apiKey = 57;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    struct UpdatableFeatureResult {
        std::string feature;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        UnknownTags unknownTags;

        bool operator==(const UpdatableFeatureResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage = std::string{};
    std::vector<UpdatableFeatureResult> results;
    UnknownTags unknownTags;

    bool operator==(const UpdateFeaturesResponse &) const = default;
};

} // namespace weir::wire
