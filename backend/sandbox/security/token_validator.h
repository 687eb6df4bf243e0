// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/base/result.h"
#include "backend/net/client_config.h"
#include "backend/sandbox/security/sasl_server.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sandbox {

/// What a bearer token says, once it has been found good.
struct Token {
    std::string principal;
    std::int64_t expiresAtMs = 0;
};

/// Judges bearer tokens (JWT, RFC 7519). Any thread.
class TokenValidator
{
public:
    virtual ~TokenValidator() = default;
    /// Error: Refused; action is the status of RFC 6750 ("invalid_token", "insufficient_scope"), the target of the latter the
    /// scope that is missing.
    virtual base::Result<Token> validate(std::string_view token) const = 0;
};

/// Kafka's unsecuredValidator... options (KIP-255).
struct UnsecuredTokenRules {
    std::string principalClaim = "sub";
    std::string scopeClaim = "scope";
    std::vector<std::string> requiredScope;
    std::int64_t clockSkewMs = 0;
};

/// Takes tokens that nobody has signed (alg "none"), as Kafka's own validator for trying things out does.
std::unique_ptr<TokenValidator> makeUnsecuredTokenValidator(UnsecuredTokenRules rules, const base::Clock &clock);

/// Kafka's sasl.oauthbearer... settings of KIP-768.
struct SignedTokenRules {
    std::string keysUrl; ///< file:, http: or https: of a JWK Set (RFC 7517) with RSA and P-256 keys
    net::TlsConfig keysTls; ///< for https
    std::int64_t refreshMs = 3'600'000; ///< how often a server is asked for its keys
    std::string principalClaim = "sub";
    std::string scopeClaim = "scope";
    std::vector<std::string> audiences; ///< one of these, where any is named
    std::string issuer;
    std::int64_t clockSkewMs = 30'000;
};

/// Takes tokens signed with RS256 or ES256 by a key of the set, which is read here, and again when a token names a key that it
/// did not hold: a file at once, a server by a thread of the validator's own. Errors: Invalid where the file cannot be read or the
/// set holds no such key; those of net::httpGet().
base::Result<std::unique_ptr<TokenValidator>> makeSignedTokenValidator(SignedTokenRules rules, const base::Clock &clock);

/// OAUTHBEARER (RFC 7628, KIP-255).
std::unique_ptr<SaslServer> makeOAuthServer(std::shared_ptr<const TokenValidator> tokens);

} // namespace weir::sandbox
