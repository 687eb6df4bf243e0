// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/security/jwt.h"

#include "backend/net/scram_math.h"
#include "backend/sandbox/security/openssl_pointers.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <cmath>

namespace weir::sandbox::jwt {

namespace json = boost::json;
using base::Bytes;

namespace {

constexpr std::size_t kCoordinate = 32; // of a point on P-256

using openssl::Free;
using Number = std::unique_ptr<BIGNUM, Free<BIGNUM, BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM, OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX, EVP_MD_CTX_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG, ECDSA_SIG_free>>;

Number numberOf(base::ByteView bytes)
{
    return Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

std::optional<Bytes> bytesClaim(const json::object &object, std::string_view name)
{
    const auto text = textClaim(object, name);
    return text ? fromBase64Url(*text) : std::nullopt;
}

EVP_PKEY *keyFrom(const char *type, OSSL_PARAM_BLD *builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return key;
}

EVP_PKEY *rsaKey(const json::object &jwk)
{
    const auto modulus = bytesClaim(jwk, "n");
    const auto exponent = bytesClaim(jwk, "e");
    if (!modulus || !exponent)
        return nullptr;
    const Number n = numberOf(*modulus);
    const Number e = numberOf(*exponent);
    const Builder builder(OSSL_PARAM_BLD_new());
    // Below 2048 bits a key is no protection (RFC 7518, 3.3).
    if (BN_num_bits(n.get()) < 2048 || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return nullptr;
    return keyFrom("RSA", builder.get());
}

EVP_PKEY *ecKey(const json::object &jwk)
{
    const auto x = bytesClaim(jwk, "x");
    const auto y = bytesClaim(jwk, "y");
    if (textClaim(jwk, "crv") != "P-256" || !x || !y || x->size() != kCoordinate || y->size() != kCoordinate)
        return nullptr;
    Bytes point{4}; // uncompressed
    point.insert(point.end(), x->begin(), x->end());
    point.insert(point.end(), y->begin(), y->end());
    const Builder builder(OSSL_PARAM_BLD_new());
    if (OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1
        || OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
        return nullptr;
    return keyFrom("EC", builder.get());
}

/// ES256 signatures are two numbers side by side; OpenSSL wants them in DER.
Bytes derOf(base::ByteView signature)
{
    if (signature.size() != 2 * kCoordinate)
        return {};
    const EcSignature made(ECDSA_SIG_new());
    Number r = numberOf(signature.first(kCoordinate));
    Number s = numberOf(signature.subspan(kCoordinate));
    if (!made || ECDSA_SIG_set0(made.get(), r.get(), s.get()) != 1)
        return {};
    (void)r.release();
    (void)s.release();
    unsigned char *der = nullptr;
    const int length = i2d_ECDSA_SIG(made.get(), &der);
    Bytes out(der, der + std::max(length, 0));
    OPENSSL_free(der);
    return out;
}

} // namespace

void FreeKey::operator()(EVP_PKEY *key) const
{
    EVP_PKEY_free(key);
}

std::optional<Bytes> fromBase64Url(std::string_view text)
{
    if (text.empty())
        return Bytes{};
    std::string plain(text);
    for (char &c : plain) {
        if (c == '+' || c == '/' || c == '=')
            return std::nullopt;
        c = c == '-' ? '+' : c == '_' ? '/' : c;
    }
    plain.append((4 - plain.size() % 4) % 4, '=');
    return net::fromBase64(plain);
}

std::optional<json::object> objectOf(base::ByteView text)
{
    json::parse_options options;
    options.max_depth = 8;
    boost::system::error_code problem;
    json::value value = json::parse({reinterpret_cast<const char *>(text.data()), text.size()}, problem, {}, options);
    if (problem || !value.is_object())
        return std::nullopt;
    return std::move(value.get_object());
}

std::optional<Parts> split(std::string_view token)
{
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos)
        return std::nullopt;
    const auto header = fromBase64Url(token.substr(0, first));
    const auto claims = fromBase64Url(token.substr(first + 1, second - first - 1));
    auto signature = fromBase64Url(token.substr(second + 1));
    if (!header || !claims || !signature)
        return std::nullopt;
    auto headerObject = objectOf(*header);
    auto claimsObject = objectOf(*claims);
    if (!headerObject || !claimsObject)
        return std::nullopt;
    return Parts{std::move(*headerObject), std::move(*claimsObject), token.substr(0, second), std::move(*signature)};
}

std::optional<std::string> textClaim(const json::object &claims, std::string_view name)
{
    const json::value *const found = claims.if_contains(json::string_view(name.data(), name.size()));
    if (found == nullptr || !found->is_string())
        return std::nullopt;
    return std::string(found->get_string().data(), found->get_string().size());
}

std::optional<std::int64_t> timeClaim(const json::object &claims, std::string_view name)
{
    const json::value *const found = claims.if_contains(json::string_view(name.data(), name.size()));
    if (found == nullptr || !found->is_number())
        return std::nullopt;
    boost::system::error_code problem;
    const auto seconds = found->to_number<double>(problem);
    if (problem || !std::isfinite(seconds) || std::abs(seconds) > 9e12)
        return std::nullopt;
    return static_cast<std::int64_t>(seconds * 1000);
}

std::vector<std::string> listClaim(const json::object &claims, std::string_view name)
{
    if (auto text = textClaim(claims, name))
        return {std::move(*text)};
    std::vector<std::string> list;
    const json::value *const found = claims.if_contains(json::string_view(name.data(), name.size()));
    if (found != nullptr && found->is_array()) {
        for (const json::value &each : found->get_array()) {
            if (each.is_string())
                list.emplace_back(each.get_string().data(), each.get_string().size());
        }
    }
    return list;
}

base::Result<std::vector<Key>> parseKeySet(base::ByteView text)
{
    const auto invalid = [](const char *why) {
        return base::fail(base::ErrorKind::Invalid, "config.validate", "sasl.oauthbearer.jwks.endpoint.url", why);
    };
    const auto set = objectOf(text);
    const json::value *const list = set ? set->if_contains("keys") : nullptr;
    if (list == nullptr || !list->is_array())
        return invalid("it is not a JWK Set: an object with an array named keys is expected");
    std::vector<Key> keys;
    for (const json::value &each : list->get_array()) {
        if (!each.is_object())
            continue;
        const json::object &jwk = each.get_object();
        const auto use = textClaim(jwk, "use");
        if (use && *use != "sig")
            continue;
        const auto type = textClaim(jwk, "kty");
        Key key;
        key.id = textClaim(jwk, "kid").value_or(std::string());
        // Each key serves the one algorithm of its kind, whatever a token says.
        if (type == "RSA") {
            key.algorithm = "RS256";
            key.key.reset(rsaKey(jwk));
        } else if (type == "EC") {
            key.algorithm = "ES256";
            key.key.reset(ecKey(jwk));
        }
        if (key.key)
            keys.push_back(std::move(key));
    }
    if (keys.empty())
        return invalid("it holds no RSA key (2048 bits or more) and no P-256 key");
    return keys;
}

bool verify(const Key &key, std::string_view text, base::ByteView signature)
{
    const Bytes der = key.algorithm == "ES256" ? derOf(signature) : base::toBytes(signature);
    const DigestContext context(EVP_MD_CTX_new());
    return !der.empty() && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.key.get()) == 1
        && EVP_DigestVerify(context.get(), der.data(), der.size(), reinterpret_cast<const unsigned char *>(text.data()), text.size()) == 1;
}

} // namespace weir::sandbox::jwt
