// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

#include <map>
#include <string>
#include <utility>

namespace weir::sandbox {

/// What a server keeps of a SCRAM user's password (RFC 5802): enough to check a proof, not enough to make one.
struct ScramCredential {
    base::Bytes salt;
    base::Bytes storedKey;
    base::Bytes serverKey;
    int iterations = 0;

    bool operator==(const ScramCredential &) const = default;
};

/// The mechanisms as the protocol and the metadata log number them.
inline constexpr std::int8_t kScramSha256 = 1;
inline constexpr std::int8_t kScramSha512 = 2;

/// By user and mechanism.
using ScramUsers = std::map<std::pair<std::string, std::int8_t>, ScramCredential>;

} // namespace weir::sandbox
