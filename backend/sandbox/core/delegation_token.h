// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sandbox {

/// A delegation token as the metadata log has it (KIP-48, KIP-373): whoever shows its id and its HMAC acts as its owner.
/// Principals are text ("User:alice"), times milliseconds since the epoch.
struct DelegationToken {
    std::string owner;
    std::string requester;
    std::vector<std::string> renewers;
    std::int64_t issuedMs = 0;
    std::int64_t maxMs = 0;    ///< beyond which it cannot be renewed
    std::int64_t expiryMs = 0; ///< until which it holds as it is

    bool endedAt(std::int64_t nowMs) const { return maxMs < nowMs || expiryMs < nowMs; }
    /// May renew it and end it, and sees it.
    bool isOfOwnerOrRenewer(std::string_view principal) const
    {
        return owner == principal || std::find(renewers.begin(), renewers.end(), principal) != renewers.end();
    }
    bool operator==(const DelegationToken &) const = default;
};

/// By id.
using DelegationTokens = std::map<std::string, DelegationToken, std::less<>>;

/// The HMAC of a token by its id, made with delegation.token.secret.key. Empty where that is not set: there are no tokens
/// then. Any thread.
using TokenSigner = std::function<base::Bytes(std::string_view tokenId)>;

/// "User:alice" in its two parts; the type is empty where there is no colon.
struct PrincipalParts {
    std::string_view type;
    std::string_view name;
};
inline PrincipalParts partsOfPrincipal(std::string_view principal)
{
    const auto colon = principal.find(':');
    return colon == std::string_view::npos ? PrincipalParts{{}, principal} : PrincipalParts{principal.substr(0, colon), principal.substr(colon + 1)};
}

/// The type of principals that people and programs have.
inline constexpr std::string_view kUserType = "User";

} // namespace weir::sandbox
