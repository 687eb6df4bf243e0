// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>

namespace weir::wire {

/// Takes a broker that will not come back out of the cluster (KIP-631). One version.
struct UnregisterBrokerRequest {
    static constexpr std::string_view kName = "UnregisterBrokerRequest";
    static constexpr std::int16_t apiKey = 64;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t brokerId = 0;
    UnknownTags unknownTags;

    bool operator==(const UnregisterBrokerRequest &) const = default;
};

struct UnregisterBrokerResponse {
    static constexpr std::string_view kName = "UnregisterBrokerResponse";
    static constexpr std::int16_t apiKey = 64;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage = std::string{};
    UnknownTags unknownTags;

    bool operator==(const UnregisterBrokerResponse &) const = default;
};

} // namespace weir::wire
