// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/client_config.h"
#include "backend/sandbox/core/scram_credential.h"
#include "backend/sandbox/security/sasl_server.h"

#include <functional>

namespace weir::sandbox {

/// The credential of a user, or nothing. Called on network threads.
using ScramLookup = std::function<std::optional<ScramCredential>(net::SaslMechanism mechanism, const std::string &user)>;

/// What a delegation token lets in by: its password's credential, the name of its owner, and when it ends.
struct TokenLogin {
    ScramCredential credential;
    std::string owner;
    std::int64_t expiryMs = 0;
};
/// The token of an id, or nothing. Called on network threads.
using TokenLookup = std::function<std::optional<TokenLogin>(net::SaslMechanism mechanism, const std::string &id)>;

/// SCRAM-SHA-256 and -512 (RFC 5802, RFC 7677, KIP-84), without channel binding. Who is unknown gets a salt that stays the
/// same for the name, and fails where a wrong password fails: users cannot be told from others by asking. With the extension
/// tokenauth=true the name is the id of a delegation token (KIP-48); an empty `tokens` knows none. An empty nonce is a fresh
/// random one; tests give that of the RFC.
std::unique_ptr<SaslServer> makeScramServer(net::SaslMechanism mechanism, ScramLookup users, TokenLookup tokens = {}, std::string nonce = {});

/// What is kept of a password. Error: Bug. An empty salt is a fresh random one.
base::Result<ScramCredential> makeScramCredential(net::SaslMechanism mechanism, std::string_view password, int iterations,
                                                  base::Bytes salt = {});
/// The same from the salted password, as AlterUserScramCredentials carries it.
ScramCredential scramCredentialOf(net::SaslMechanism mechanism, base::ByteView saltedPassword, base::Bytes salt, int iterations);

} // namespace weir::sandbox
