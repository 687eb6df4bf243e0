// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/types.h"

#include <string_view>

namespace weir::wire {

/// Ends a delegation token, now or at a time (KIP-48).
/// v2 flexible.
struct ExpireDelegationTokenRequest {
    static constexpr std::string_view kName = "ExpireDelegationTokenRequest";
    static constexpr std::int16_t apiKey = 40;
    static constexpr VersionRange kVersions{1, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    base::Bytes hmac;
    std::int64_t expiryTimePeriodMs = 0; ///< negative: now
    UnknownTags unknownTags;

    bool operator==(const ExpireDelegationTokenRequest &) const = default;
};

struct ExpireDelegationTokenResponse {
    static constexpr std::string_view kName = "ExpireDelegationTokenResponse";
    static constexpr std::int16_t apiKey = 40;
    static constexpr VersionRange kVersions{1, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    std::int16_t errorCode = 0;
    std::int64_t expiryTimestampMs = 0;
    std::int32_t throttleTimeMs = 0;
    UnknownTags unknownTags;

    bool operator==(const ExpireDelegationTokenResponse &) const = default;
};

} // namespace weir::wire
