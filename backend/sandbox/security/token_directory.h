// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/sandbox/core/delegation_token.h"
#include "backend/sandbox/security/scram_server.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace weir::sandbox {

/// What signs tokens with that delegation.token.secret.key; empty where the key is.
TokenSigner makeTokenSigner(std::string secretKey);

/// The delegation tokens as a broker's newest metadata has them, for logins on its network threads. Any thread.
class TokenDirectory
{
public:
    /// An empty `sign`: there are no tokens.
    TokenDirectory(TokenSigner sign, const base::Clock &clock);

    void set(std::shared_ptr<const DelegationTokens> tokens);
    /// Nothing for a token that there is not, or that has ended.
    std::optional<TokenLogin> find(net::SaslMechanism mechanism, const std::string &id);
    const TokenSigner &signer() const { return m_sign; }

private:
    const TokenSigner m_sign;
    const base::Clock &m_clock;
    // Held for a look into either, never while a credential is made.
    std::mutex m_mutex;
    // Shared with the image that they are of.
    std::shared_ptr<const DelegationTokens> m_tokens = std::make_shared<const DelegationTokens>();
    /// To make one takes milliseconds, and follows from the id: each is made at its first login. Those of gone tokens go too.
    std::map<std::pair<std::string, net::SaslMechanism>, ScramCredential> m_made;
};

} // namespace weir::sandbox
