// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/security/listener_security.h"
#include "backend/wire/frame.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace weir::sandbox {

/// How one connection of a SASL listener shows who it is, and does so again (KIP-368): SaslHandshake and SaslAuthenticate
/// in, their responses out. No I/O. One thread.
class Authentication
{
public:
    explicit Authentication(std::shared_ptr<const ListenerSecurity> security);

    struct Answer {
        /// Length prefix and all; nothing where the connection just ends.
        std::optional<wire::EncodedFrame> frame;
        /// Ends the connection once the frame has left, after the pause for failed logins where `failed`.
        bool end = false;
        bool failed = false;
        std::string reason; ///< for the log; never a secret
    };

    /// True once somebody has logged in, and while they do so again.
    bool complete() const { return !m_principal.empty(); }
    const std::string &principal() const { return m_principal; }
    /// Whether that was by a delegation token.
    bool byToken() const { return m_byToken; }
    /// The next frame is a bare token without a header: what follows SaslHandshake v0.
    bool expectsToken() const { return m_stage == Stage::Token; }
    /// Whether a request with this key is answered here. The first SaslHandshake of a new login is, others only until it is
    /// through; what comes besides is answered elsewhere.
    bool takes(std::int16_t apiKey) const;
    /// Whether a request that is not answered here may be answered at all; else the connection ends.
    bool mayServe(std::int16_t apiKey) const;

    Answer onRequest(const wire::RequestHeader &header, base::ByteView body);
    Answer onToken(base::ByteView token);

private:
    enum class Stage { Handshake, Authenticate, Token, Done };

    Answer onHandshake(const wire::RequestHeader &header, base::ByteView body);
    Answer onAuthenticate(const wire::RequestHeader &header, base::ByteView body);
    std::int64_t finishLogin();
    base::Result<base::Bytes> step(base::ByteView message);
    std::string failureWords(const base::Error &error) const;
    static Answer ended(std::string reason);

    const std::shared_ptr<const ListenerSecurity> m_security;
    Stage m_stage = Stage::Handshake;
    std::string m_mechanism;         ///< of the login under way, or the last one
    std::string m_previousMechanism; ///< of the login before it
    std::unique_ptr<SaslServer> m_server;
    std::string m_principal;
    bool m_byToken = false;
    bool m_otherMechanism = false;
    std::optional<std::chrono::nanoseconds> m_expiresAt; ///< of the monotonic clock
    std::optional<std::chrono::nanoseconds> m_lastLogin;
};

} // namespace weir::sandbox
