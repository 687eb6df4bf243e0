// SPDX-License-Identifier: GPL-3.0-or-later
// Private to the units of this folder that read tokens.
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"

#include <boost/json/object.hpp>

#include <openssl/types.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sandbox::jwt {

/// Nothing where it is not base64url without padding.
std::optional<base::Bytes> fromBase64Url(std::string_view text);
/// An object and nothing behind it, not nested without end.
std::optional<boost::json::object> objectOf(base::ByteView text);

/// The three parts of a token in compact form.
struct Parts {
    boost::json::object header;
    boost::json::object claims;
    std::string_view signedText; ///< header.claims as they came
    base::Bytes signature;
};
/// The views are into the text.
std::optional<Parts> split(std::string_view token);

std::optional<std::string> textClaim(const boost::json::object &claims, std::string_view name);
/// A NumericDate in milliseconds.
std::optional<std::int64_t> timeClaim(const boost::json::object &claims, std::string_view name);
/// A text, or the texts of an array.
std::vector<std::string> listClaim(const boost::json::object &claims, std::string_view name);

struct FreeKey {
    void operator()(EVP_PKEY *key) const;
};
/// One public key of a JWK Set.
struct Key {
    std::string id;
    std::string algorithm; ///< "RS256" or "ES256"
    std::unique_ptr<EVP_PKEY, FreeKey> key;
};
/// Keys of other kinds are passed over. Error: Invalid.
base::Result<std::vector<Key>> parseKeySet(base::ByteView text);
bool verify(const Key &key, std::string_view text, base::ByteView signature);

} // namespace weir::sandbox::jwt
