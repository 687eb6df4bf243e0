// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Chooses a SASL mechanism. v1: the tokens that follow are SaslAuthenticate requests, with v0 they are bare.
struct SaslHandshakeRequest {
    static constexpr std::string_view kName = "SaslHandshakeRequest";
    static constexpr std::int16_t apiKey = 17;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string mechanism;
    UnknownTags unknownTags;

    bool operator==(const SaslHandshakeRequest &) const = default;
};

struct SaslHandshakeResponse {
    static constexpr std::string_view kName = "SaslHandshakeResponse";
    static constexpr std::int16_t apiKey = 17;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::int16_t errorCode = 0;
    std::vector<std::string> mechanisms;
    UnknownTags unknownTags;

    bool operator==(const SaslHandshakeResponse &) const = default;
};

} // namespace weir::wire
