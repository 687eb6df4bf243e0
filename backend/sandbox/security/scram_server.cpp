// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/security/scram_server.h"

#include "backend/net/scram_math.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>

namespace weir::sandbox {

namespace {

using base::Bytes;
using net::SaslMechanism;

constexpr std::size_t kSaltBytes = 24;

Bytes randomBytes(std::size_t size)
{
    Bytes bytes(size);
    RAND_bytes(bytes.data(), static_cast<int>(size));
    return bytes;
}

/// A credential that no password fits, the same for a name as long as this process lives.
ScramCredential decoy(SaslMechanism mechanism, std::string_view user)
{
    static const Bytes secret = randomBytes(32);
    ScramCredential none;
    none.salt = net::scramHmac(mechanism, secret, user);
    none.salt.resize(kSaltBytes);
    none.storedKey = randomBytes(none.salt.size());
    none.serverKey = none.storedKey;
    none.iterations = net::kScramMinIterations;
    return none;
}

/// Whether one of the extensions behind the nonce says so; Java reads the word in any case of letters.
bool asksByToken(std::string_view firstBare)
{
    constexpr std::string_view kKey = "tokenauth=";
    constexpr std::string_view kTrue = "true";
    for (auto comma = firstBare.find(','); comma != std::string_view::npos; comma = firstBare.find(',')) {
        firstBare.remove_prefix(comma + 1);
        const std::string_view part = firstBare.substr(0, firstBare.find(','));
        if (part.starts_with(kKey))
            return std::equal(part.begin() + kKey.size(), part.end(), kTrue.begin(), kTrue.end(), [](char a, char b) { return (a | 0x20) == b; });
    }
    return false;
}

class ScramServer final : public SaslServer
{
public:
    ScramServer(SaslMechanism mechanism, ScramLookup users, TokenLookup tokens, std::string nonce)
        : m_mechanism(mechanism), m_users(std::move(users)), m_tokens(std::move(tokens)), m_nonce(nonce.empty() ? net::scramNonce() : std::move(nonce))
    {
    }

    base::Result<Bytes> next(base::ByteView message) override
    {
        switch (m_stage) {
        case Stage::First: return first(base::textOf(message));
        case Stage::Final: return final(base::textOf(message));
        case Stage::Done: break;
        }
        return refuseLogin();
    }
    bool complete() const override { return m_stage == Stage::Done; }
    const std::string &user() const override { return m_user; }
    bool byToken() const override { return m_byToken; }
    std::optional<std::int64_t> expiresAtMs() const override { return m_expiresAtMs; }

private:
    enum class Stage { First, Final, Done };

    base::Result<Bytes> first(std::string_view message)
    {
        // gs2-cbind-flag "," [authzid] "," client-first-message-bare; 'p' would ask for channel binding.
        if (!message.starts_with("n,") && !message.starts_with("y,"))
            return refuseLogin();
        const auto header = message.find(',', 2);
        if (header == std::string_view::npos)
            return refuseLogin();
        m_gs2Header = message.substr(0, header + 1);
        const std::string_view authorization = message.substr(2, header - 2);
        m_firstBare = message.substr(header + 1);
        // "m=" announces an extension that must be understood; a name comes first otherwise.
        if (!m_firstBare.starts_with("n="))
            return refuseLogin();
        const auto found = net::scramAttributes(m_firstBare);
        const auto nonce = found.find('r');
        auto user = net::unescapedScramName(found.at('n'));
        if (nonce == found.end() || nonce->second.empty() || !user || user->empty())
            return refuseLogin();
        if (!authorization.empty() && (!authorization.starts_with("a=") || net::unescapedScramName(authorization.substr(2)) != *user))
            return refuseLogin("Authentication failed: Client requested an authorization id that is different from username");
        m_user = std::move(*user);
        m_byToken = asksByToken(m_firstBare);
        auto known = m_byToken ? ofToken() : m_users(m_mechanism, m_user);
        m_known = known.has_value();
        m_credential = known ? std::move(*known) : decoy(m_mechanism, m_user);
        m_serverFirst = "r=" + std::string(nonce->second) + m_nonce + ",s=" + net::toBase64(m_credential.salt) + ",i=" + std::to_string(m_credential.iterations);
        m_stage = Stage::Final;
        return base::toBytes(m_serverFirst);
    }

    /// The owner takes the place of the id.
    std::optional<ScramCredential> ofToken()
    {
        auto login = m_tokens ? m_tokens(m_mechanism, m_user) : std::nullopt;
        if (!login)
            return std::nullopt;
        m_user = std::move(login->owner);
        m_expiresAtMs = login->expiryMs;
        return std::move(login->credential);
    }

    base::Result<Bytes> final(std::string_view message)
    {
        const auto proofAt = message.rfind(",p=");
        if (proofAt == std::string_view::npos)
            return refuseLogin();
        const std::string_view withoutProof = message.substr(0, proofAt);
        const auto found = net::scramAttributes(withoutProof);
        const auto proof = net::fromBase64(message.substr(proofAt + 3));
        const auto binding = found.find('c');
        const auto nonce = found.find('r');
        // As Kafka: it must end with ours. librdkafka up to 2.5 says its own part twice; the proof is over what was said.
        if (!proof || binding == found.end() || nonce == found.end() || !nonce->second.ends_with(m_nonce))
            return refuseLogin();
        if (binding->second != net::toBase64(base::viewOf(m_gs2Header)))
            return refuseLogin();
        const std::string authMessage = m_firstBare + ',' + m_serverFirst + ',' + std::string(withoutProof);
        Bytes clientKey = net::scramHmac(m_mechanism, m_credential.storedKey, authMessage);
        if (proof->size() != clientKey.size())
            return refuseLogin();
        net::scramXor(clientKey, *proof);
        const bool right = net::sameSecret(net::scramHash(m_mechanism, clientKey), m_credential.storedKey);
        OPENSSL_cleanse(clientKey.data(), clientKey.size());
        if (!right || !m_known)
            return refuseLogin();
        m_stage = Stage::Done;
        return base::toBytes("v=" + net::toBase64(net::scramHmac(m_mechanism, m_credential.serverKey, authMessage)));
    }

    const SaslMechanism m_mechanism;
    const ScramLookup m_users;
    const TokenLookup m_tokens;
    std::string m_nonce; ///< the server's part
    Stage m_stage = Stage::First;
    std::string m_gs2Header;
    std::string m_firstBare;
    std::string m_serverFirst;
    std::string m_user;
    ScramCredential m_credential;
    bool m_known = false;
    bool m_byToken = false;
    std::optional<std::int64_t> m_expiresAtMs;
};

} // namespace

std::unique_ptr<SaslServer> makeScramServer(SaslMechanism mechanism, ScramLookup users, TokenLookup tokens, std::string nonce)
{
    return std::make_unique<ScramServer>(mechanism, std::move(users), std::move(tokens), std::move(nonce));
}

base::Result<ScramCredential> makeScramCredential(SaslMechanism mechanism, std::string_view password, int iterations, Bytes salt)
{
    if (salt.empty())
        salt = randomBytes(kSaltBytes);
    WEIR_TRY(Bytes salted, net::scramSalted(mechanism, password, salt, iterations));
    ScramCredential made = scramCredentialOf(mechanism, salted, std::move(salt), iterations);
    OPENSSL_cleanse(salted.data(), salted.size());
    return made;
}

ScramCredential scramCredentialOf(SaslMechanism mechanism, base::ByteView saltedPassword, Bytes salt, int iterations)
{
    ScramCredential made;
    made.salt = std::move(salt);
    made.storedKey = net::scramHash(mechanism, net::scramHmac(mechanism, saltedPassword, "Client Key"));
    made.serverKey = net::scramHmac(mechanism, saltedPassword, "Server Key");
    made.iterations = iterations;
    return made;
}

} // namespace weir::sandbox
