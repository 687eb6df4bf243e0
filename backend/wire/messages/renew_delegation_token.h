// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/types.h"

#include <string_view>

namespace weir::wire {

/// Puts off the end of a delegation token (KIP-48).
/// v2 flexible.
struct RenewDelegationTokenRequest {
    static constexpr std::string_view kName = "RenewDelegationTokenRequest";
    static constexpr std::int16_t apiKey = 39;
    static constexpr VersionRange kVersions{1, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    base::Bytes hmac;
    std::int64_t renewPeriodMs = 0;
    UnknownTags unknownTags;

    bool operator==(const RenewDelegationTokenRequest &) const = default;
};

struct RenewDelegationTokenResponse {
    static constexpr std::string_view kName = "RenewDelegationTokenResponse";
    static constexpr std::int16_t apiKey = 39;
    static constexpr VersionRange kVersions{1, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    std::int16_t errorCode = 0;
    std::int64_t expiryTimestampMs = 0;
    std::int32_t throttleTimeMs = 0;
    UnknownTags unknownTags;

    bool operator==(const RenewDelegationTokenResponse &) const = default;
};

} // namespace weir::wire
