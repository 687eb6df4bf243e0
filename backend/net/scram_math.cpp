// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/scram_math.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <charconv>

namespace weir::net {

using base::Bytes;

namespace {

const EVP_MD *digestOf(SaslMechanism mechanism)
{
    return mechanism == SaslMechanism::ScramSha512 ? EVP_sha512() : EVP_sha256();
}

} // namespace

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

Bytes scramHmac(SaslMechanism mechanism, base::ByteView key, std::string_view text)
{
    const EVP_MD *const digest = digestOf(mechanism);
    Bytes out(static_cast<std::size_t>(EVP_MD_size(digest)));
    unsigned int length = 0;
    HMAC(digest, key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char *>(text.data()), text.size(),
         out.data(), &length);
    return out;
}

Bytes scramHash(SaslMechanism mechanism, base::ByteView bytes)
{
    const EVP_MD *const digest = digestOf(mechanism);
    Bytes out(static_cast<std::size_t>(EVP_MD_size(digest)));
    EVP_Digest(bytes.data(), bytes.size(), out.data(), nullptr, digest, nullptr);
    return out;
}

base::Result<Bytes> scramSalted(SaslMechanism mechanism, std::string_view password, base::ByteView salt, int iterations)
{
    const EVP_MD *const digest = digestOf(mechanism);
    Bytes out(static_cast<std::size_t>(EVP_MD_size(digest)));
    if (PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), salt.data(), static_cast<int>(salt.size()), iterations,
                          digest, static_cast<int>(out.size()), out.data())
        != 1)
        return base::fail(base::ErrorKind::Bug, "sasl.scram", "PBKDF2");
    return out;
}

void scramXor(Bytes &bytes, base::ByteView with)
{
    for (std::size_t i = 0; i < bytes.size() && i < with.size(); ++i)
        bytes[i] ^= with[i];
}

std::string escapedScramName(std::string_view name)
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

std::optional<std::string> unescapedScramName(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '=') {
            out += text[i];
            continue;
        }
        const std::string_view code = text.substr(i + 1, 2);
        if (code != "2C" && code != "3D")
            return std::nullopt;
        out += code == "2C" ? ',' : '=';
        i += 2;
    }
    return out;
}

std::map<char, std::string_view> scramAttributes(std::string_view message)
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

std::optional<int> scramNumber(std::string_view text)
{
    int number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::string scramNonce()
{
    Bytes bytes(24);
    RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
    return toBase64(bytes);
}

bool sameSecret(base::ByteView a, base::ByteView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace weir::net
