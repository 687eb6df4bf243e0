// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/scram.h"

#include "backend/net/scram_math.h"

#include <openssl/crypto.h>

namespace weir::net {

using base::Bytes;
using base::ErrorKind;

ScramClient::ScramClient(SaslMechanism mechanism, std::string user, std::string password, std::string nonce, bool byToken)
    : m_mechanism(mechanism), m_user(std::move(user)), m_password(std::move(password)),
      m_nonce(nonce.empty() ? scramNonce() : std::move(nonce)), m_byToken(byToken)
{
}

std::string ScramClient::first()
{
    m_firstBare = "n=" + escapedScramName(m_user) + ",r=" + m_nonce + (m_byToken ? ",tokenauth=true" : "");
    return "n,," + m_firstBare;
}

base::Result<std::string> ScramClient::final(std::string_view serverFirst)
{
    const auto invalid = [](const char *why) { return base::fail(ErrorKind::Invalid, "sasl.scram", "server-first-message", why); };
    const auto found = scramAttributes(serverFirst);
    if (const auto error = found.find('e'); error != found.end())
        return base::fail(ErrorKind::Refused, "sasl.scram", {}, std::string(error->second));
    if (!found.contains('r') || !found.contains('s') || !found.contains('i'))
        return invalid("nonce, salt or iteration count is missing");
    const std::string_view nonce = found.at('r');
    if (!nonce.starts_with(m_nonce) || nonce.size() == m_nonce.size())
        return invalid("the nonce is not ours");
    const auto salt = fromBase64(found.at('s'));
    if (!salt)
        return invalid("the salt is not base64");
    const auto iterations = scramNumber(found.at('i'));
    if (!iterations || *iterations < kScramMinIterations || *iterations > kScramMaxIterations)
        return invalid("the iteration count is out of range");

    WEIR_TRY(Bytes salted, scramSalted(m_mechanism, m_password, *salt, *iterations));
    const std::string withoutProof = "c=biws,r=" + std::string(nonce);
    const std::string authMessage = m_firstBare + ',' + std::string(serverFirst) + ',' + withoutProof;
    const Bytes clientKey = scramHmac(m_mechanism, salted, "Client Key");
    Bytes proof = scramHmac(m_mechanism, scramHash(m_mechanism, clientKey), authMessage);
    scramXor(proof, clientKey);
    m_serverSignature = scramHmac(m_mechanism, scramHmac(m_mechanism, salted, "Server Key"), authMessage);
    OPENSSL_cleanse(salted.data(), salted.size());
    return withoutProof + ",p=" + toBase64(proof);
}

base::Status ScramClient::verify(std::string_view serverFinal) const
{
    const auto found = scramAttributes(serverFinal);
    if (const auto error = found.find('e'); error != found.end())
        return base::fail(ErrorKind::Refused, "sasl.scram", {}, std::string(error->second));
    const auto signature = found.contains('v') ? fromBase64(found.at('v')) : std::nullopt;
    if (!signature || !sameSecret(*signature, m_serverSignature))
        return base::fail(ErrorKind::Refused, "sasl.scram", "server-final-message", "signature");
    return {};
}

std::string plainMessage(const std::string &user, const std::string &password)
{
    std::string message(1, '\0');
    message += user;
    message += '\0';
    message += password;
    return message;
}

} // namespace weir::net
