// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Makes a token with which others may act as its owner (KIP-48).
/// v2 flexible; v3 for another owner than the one who asks (KIP-373).
struct CreateDelegationTokenRequest {
    static constexpr std::string_view kName = "CreateDelegationTokenRequest";
    static constexpr std::int16_t apiKey = 38;
    static constexpr VersionRange kVersions{1, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    struct CreatableRenewers {
        std::string principalType;
        std::string principalName;
        UnknownTags unknownTags;

        bool operator==(const CreatableRenewers &) const = default;
    };

    std::optional<std::string> ownerPrincipalType = std::string{}; ///< null: the one who asks
    std::optional<std::string> ownerPrincipalName = std::string{}; ///< null: the one who asks
    std::vector<CreatableRenewers> renewers;
    std::int64_t maxLifetimeMs = 0; ///< -1: the broker's
    UnknownTags unknownTags;

    bool operator==(const CreateDelegationTokenRequest &) const = default;
};

struct CreateDelegationTokenResponse {
    static constexpr std::string_view kName = "CreateDelegationTokenResponse";
    static constexpr std::int16_t apiKey = 38;
    static constexpr VersionRange kVersions{1, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    std::int16_t errorCode = 0;
    std::string principalType;
    std::string principalName;
    std::string tokenRequesterPrincipalType;
    std::string tokenRequesterPrincipalName;
    std::int64_t issueTimestampMs = 0;
    std::int64_t expiryTimestampMs = 0;
    std::int64_t maxTimestampMs = 0;
    std::string tokenId;
    base::Bytes hmac;
    std::int32_t throttleTimeMs = 0;
    UnknownTags unknownTags;

    bool operator==(const CreateDelegationTokenResponse &) const = default;
};

} // namespace weir::wire
