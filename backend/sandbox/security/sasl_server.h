// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace weir::sandbox {

/// The server's side of one SASL login: messages in, messages out, no I/O. Used once, on one thread.
class SaslServer
{
public:
    virtual ~SaslServer() = default;

    /// The answer to the client's next message. Error: Refused; its peerText is what the client may hear, and where it is
    /// empty the client hears no more than that its credentials are invalid. Never a secret in it.
    virtual base::Result<base::Bytes> next(base::ByteView message) = 0;
    virtual bool complete() const = 0;
    /// Who it is, once complete: the name in "User:name".
    virtual const std::string &user() const = 0;
    /// When what was shown (a token) ends, in milliseconds since the epoch.
    virtual std::optional<std::int64_t> expiresAtMs() const { return std::nullopt; }
    /// Whether a delegation token was shown; user() is its owner then.
    virtual bool byToken() const { return false; }
};

/// Passwords by user, as a listener's sasl.jaas.config and --user give them.
using PlainUsers = std::map<std::string, std::string, std::less<>>;

/// PLAIN (RFC 4616). A wrong user costs as long as a wrong password.
std::unique_ptr<SaslServer> makePlainServer(const PlainUsers &users);

/// The error of a login that fails.
tl::unexpected<base::Error> refuseLogin(std::string words = {});

} // namespace weir::sandbox
