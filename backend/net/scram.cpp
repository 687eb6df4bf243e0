// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/scram.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <charconv>
#include <map>
#include <optional>

namespace weir::net {

namespace {

using base::Bytes;
using base::ErrorKind;

constexpr int kMinIterations = 4096;
constexpr int kMaxIterations = 1'000'000;

std::string toBase64(base::ByteView bytes)
{
    std::string out(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char *>(out.data()), bytes.data(), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

std::optional<Bytes> fromBase64(std::string_view text)
{
    if (text.empty() || text.size() % 4 != 0)
        return std::nullopt;
    Bytes out(text.size() / 4 * 3);
    if (EVP_DecodeBlock(out.data(), reinterpret_cast<const unsigned char *>(text.data()), static_cast<int>(text.size())) < 0)
        return std::nullopt;
    // EVP_DecodeBlock counts the padding in.
    for (std::size_t i = text.size(); i > 0 && i > text.size() - 2 && text[i - 1] == '='; --i)
        out.pop_back();
    return out;
}

const EVP_MD *digestOf(SaslMechanism mechanism)
{
    return mechanism == SaslMechanism::ScramSha512 ? EVP_sha512() : EVP_sha256();
}

Bytes hmac(const EVP_MD *digest, base::ByteView key, std::string_view text)
{
    Bytes out(static_cast<std::size_t>(EVP_MD_size(digest)));
    unsigned int length = 0;
    HMAC(digest, key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char *>(text.data()), text.size(),
         out.data(), &length);
    return out;
}

/// A name in a SCRAM message: ',' and '=' would end it.
std::string escapedName(const std::string &name)
{
    std::string out;
    for (const char c : name) {
        if (c == ',')
            out += "=2C";
        else if (c == '=')
            out += "=3D";
        else
            out += c;
    }
    return out;
}

std::map<char, std::string_view> attributes(std::string_view message)
{
    std::map<char, std::string_view> found;
    while (!message.empty()) {
        const auto comma = message.find(',');
        const std::string_view part = message.substr(0, comma);
        if (part.size() >= 2 && part[1] == '=')
            found.emplace(part[0], part.substr(2));
        message.remove_prefix(comma == std::string_view::npos ? message.size() : comma + 1);
    }
    return found;
}

std::string randomNonce()
{
    Bytes bytes(24);
    RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
    return toBase64(bytes);
}

} // namespace

ScramClient::ScramClient(SaslMechanism mechanism, std::string user, std::string password, std::string nonce)
    : m_mechanism(mechanism), m_user(std::move(user)), m_password(std::move(password)),
      m_nonce(nonce.empty() ? randomNonce() : std::move(nonce))
{
}

std::string ScramClient::first()
{
    m_firstBare = "n=" + escapedName(m_user) + ",r=" + m_nonce;
    return "n,," + m_firstBare;
}

base::Result<std::string> ScramClient::final(std::string_view serverFirst)
{
    const auto invalid = [](const char *why) { return base::fail(ErrorKind::Invalid, "sasl.scram", "server-first-message", why); };
    const auto found = attributes(serverFirst);
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
    int iterations = 0;
    const std::string_view count = found.at('i');
    const auto [end, problem] = std::from_chars(count.data(), count.data() + count.size(), iterations);
    if (problem != std::errc() || end != count.data() + count.size() || iterations < kMinIterations || iterations > kMaxIterations)
        return invalid("the iteration count is out of range");

    const EVP_MD *digest = digestOf(m_mechanism);
    Bytes salted(static_cast<std::size_t>(EVP_MD_size(digest)));
    if (PKCS5_PBKDF2_HMAC(m_password.data(), static_cast<int>(m_password.size()), salt->data(), static_cast<int>(salt->size()),
                          iterations, digest, static_cast<int>(salted.size()), salted.data())
        != 1)
        return base::fail(ErrorKind::Bug, "sasl.scram", "PBKDF2");
    const std::string withoutProof = "c=biws,r=" + std::string(nonce);
    const std::string authMessage = m_firstBare + ',' + std::string(serverFirst) + ',' + withoutProof;
    const Bytes clientKey = hmac(digest, salted, "Client Key");
    Bytes storedKey(clientKey.size());
    EVP_Digest(clientKey.data(), clientKey.size(), storedKey.data(), nullptr, digest, nullptr);
    Bytes proof = hmac(digest, storedKey, authMessage);
    for (std::size_t i = 0; i < proof.size(); ++i)
        proof[i] ^= clientKey[i];
    m_serverSignature = hmac(digest, hmac(digest, salted, "Server Key"), authMessage);
    OPENSSL_cleanse(salted.data(), salted.size());
    return withoutProof + ",p=" + toBase64(proof);
}

base::Status ScramClient::verify(std::string_view serverFinal) const
{
    const auto found = attributes(serverFinal);
    if (const auto error = found.find('e'); error != found.end())
        return base::fail(ErrorKind::Refused, "sasl.scram", {}, std::string(error->second));
    const auto signature = found.contains('v') ? fromBase64(found.at('v')) : std::nullopt;
    if (!signature || signature->size() != m_serverSignature.size()
        || CRYPTO_memcmp(signature->data(), m_serverSignature.data(), signature->size()) != 0)
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
