// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/scram.h"

#include <optional>

namespace weir::net {

/// The steps of one SASL login as bytes in, bytes out: what goes into SaslAuthenticate. No I/O; used once.
class Authenticator
{
public:
    explicit Authenticator(const ClientConfig &config);

    /// The next message to send, given the server's last one (empty at the start); nothing when the login is complete.
    base::Result<std::optional<base::Bytes>> next(base::ByteView fromServer);

private:
    SaslMechanism m_mechanism;
    std::string m_plain;
    ScramClient m_scram;
    int m_step = 0;
};

} // namespace weir::net
