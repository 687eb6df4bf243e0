// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The delegation tokens of some owners (KIP-48).
/// v2 flexible; v3 who asked for each token (KIP-373).
struct DescribeDelegationTokenRequest {
    static constexpr std::string_view kName = "DescribeDelegationTokenRequest";
    static constexpr std::int16_t apiKey = 41;
    static constexpr VersionRange kVersions{1, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    struct DescribeDelegationTokenOwner {
        std::string principalType;
        std::string principalName;
        UnknownTags unknownTags;

        bool operator==(const DescribeDelegationTokenOwner &) const = default;
    };

    /// null: all
    std::optional<std::vector<DescribeDelegationTokenOwner>> owners = std::vector<DescribeDelegationTokenOwner>{};
    UnknownTags unknownTags;

    bool operator==(const DescribeDelegationTokenRequest &) const = default;
};

struct DescribeDelegationTokenResponse {
    static constexpr std::string_view kName = "DescribeDelegationTokenResponse";
    static constexpr std::int16_t apiKey = 41;
    static constexpr VersionRange kVersions{1, 3};
    static constexpr std::int16_t flexibleFrom = 2;

    struct DescribedDelegationTokenRenewer {
        std::string principalType;
        std::string principalName;
        UnknownTags unknownTags;

        bool operator==(const DescribedDelegationTokenRenewer &) const = default;
    };
    struct DescribedDelegationToken {
        std::string principalType;
        std::string principalName;
        std::string tokenRequesterPrincipalType;
        std::string tokenRequesterPrincipalName;
        std::int64_t issueTimestamp = 0;
        std::int64_t expiryTimestamp = 0;
        std::int64_t maxTimestamp = 0;
        std::string tokenId;
        base::Bytes hmac;
        std::vector<DescribedDelegationTokenRenewer> renewers;
        UnknownTags unknownTags;

        bool operator==(const DescribedDelegationToken &) const = default;
    };

    std::int16_t errorCode = 0;
    std::vector<DescribedDelegationToken> tokens;
    std::int32_t throttleTimeMs = 0;
    UnknownTags unknownTags;

    bool operator==(const DescribeDelegationTokenResponse &) const = default;
};

} // namespace weir::wire
