// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/net/client_config.h"

#include <string>
#include <string_view>

namespace weir::net {

/// The client's side of one SCRAM exchange (RFC 5802, RFC 7677; KIP-84), without channel binding. No I/O: the three
/// messages go and come as SaslAuthenticate bytes. Used once.
class ScramClient
{
public:
    /// `byToken`: the user is the id of a delegation token, and its password the HMAC in base64 (KIP-48). An empty nonce means a
    /// fresh random one; tests give that of the RFC.
    ScramClient(SaslMechanism mechanism, std::string user, std::string password, std::string nonce = {}, bool byToken = false);

    std::string first();
    /// The answer to the server's first message. Refuses (Invalid, "sasl.scram") a nonce that does not begin with ours
    /// and an iteration count below 4096, the least that Kafka allows, or one that would only burn our time.
    base::Result<std::string> final(std::string_view serverFirst);
    /// Checks that the server knows the password too. Error: Refused with the server's `e=` words, or with "signature".
    base::Status verify(std::string_view serverFinal) const;

private:
    SaslMechanism m_mechanism;
    std::string m_user;
    std::string m_password;
    std::string m_nonce;
    bool m_byToken;
    std::string m_firstBare;
    base::Bytes m_serverSignature;
};

/// "\0user\0password" (RFC 4616).
std::string plainMessage(const std::string &user, const std::string &password);

} // namespace weir::net
