// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/security/token_directory.h"

#include "backend/net/scram_math.h"

namespace weir::sandbox {

TokenSigner makeTokenSigner(std::string secretKey)
{
    if (secretKey.empty())
        return {};
    // HmacSHA512 of the id, as Kafka makes it.
    return [secretKey = std::move(secretKey)](std::string_view tokenId) {
        return net::scramHmac(net::SaslMechanism::ScramSha512, base::viewOf(secretKey), tokenId);
    };
}

TokenDirectory::TokenDirectory(TokenSigner sign, const base::Clock &clock) : m_sign(std::move(sign)), m_clock(clock) {}

void TokenDirectory::set(std::shared_ptr<const DelegationTokens> tokens)
{
    const std::lock_guard lock(m_mutex);
    if (tokens == m_tokens)
        return;
    m_tokens = std::move(tokens);
    std::erase_if(m_made, [this](const auto &made) { return !m_tokens->contains(made.first.first); });
}

std::optional<TokenLogin> TokenDirectory::find(net::SaslMechanism mechanism, const std::string &id)
{
    if (!m_sign)
        return std::nullopt;
    TokenLogin login;
    {
        const std::lock_guard lock(m_mutex);
        const auto token = m_tokens->find(id);
        if (token == m_tokens->end() || token->second.endedAt(m_clock.wallMs()))
            return std::nullopt;
        login.owner = partsOfPrincipal(token->second.owner).name;
        login.expiryMs = token->second.expiryMs;
        if (const auto made = m_made.find({id, mechanism}); made != m_made.end()) {
            login.credential = made->second;
            return login;
        }
    }
    // The password is the text of the HMAC.
    auto made = makeScramCredential(mechanism, net::toBase64(m_sign(id)), net::kScramMinIterations);
    if (!made)
        return std::nullopt;
    const std::lock_guard lock(m_mutex);
    // Two logins at once: both take what the first one made. A token that went meanwhile leaves nothing behind.
    login.credential = m_tokens->contains(id) ? m_made.try_emplace({id, mechanism}, std::move(*made)).first->second : std::move(*made);
    return login;
}

} // namespace weir::sandbox
