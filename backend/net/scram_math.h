// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"
#include "backend/net/client_config.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace weir::net {

/// What both sides of a SCRAM exchange compute with (RFC 5802, RFC 7677). No state, any thread.

/// The least that Kafka takes, and the most that a peer may make us spend.
inline constexpr int kScramMinIterations = 4096;
inline constexpr int kScramMaxIterations = 1'000'000;

std::string toBase64(base::ByteView bytes);
/// Nothing where it is not base64 with its padding.
std::optional<base::Bytes> fromBase64(std::string_view text);

base::Bytes scramHmac(SaslMechanism mechanism, base::ByteView key, std::string_view text);
/// H(): the plain digest of the mechanism.
base::Bytes scramHash(SaslMechanism mechanism, base::ByteView bytes);
/// Hi(): PBKDF2. Error: Bug.
base::Result<base::Bytes> scramSalted(SaslMechanism mechanism, std::string_view password, base::ByteView salt, int iterations);
void scramXor(base::Bytes &bytes, base::ByteView with);

/// A name in a SCRAM message, where ',' and '=' would end it, and back; nothing for an escape that there is not.
std::string escapedScramName(std::string_view name);
std::optional<std::string> unescapedScramName(std::string_view text);

/// "r=...,s=...,i=4096" by letter; of a letter that comes twice the first.
std::map<char, std::string_view> scramAttributes(std::string_view message);
/// A whole decimal number that fits, or nothing.
std::optional<int> scramNumber(std::string_view text);
/// 24 random bytes in base64.
std::string scramNonce();

/// True where both are the same; takes as long whether they are or not.
bool sameSecret(base::ByteView a, base::ByteView b);

} // namespace weir::net
