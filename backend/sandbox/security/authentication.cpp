// SPDX-License-Identifier: GPL-3.0-or-later
// SaslHandshake 0-1 (0: bare tokens follow) and SaslAuthenticate 0-2 (1: session lifetime; 2: flexible), on listeners that
// ask for a login. Not done: GSSAPI, and tokens without a handshake (clients before 0.10).
#include "backend/sandbox/security/authentication.h"

#include "backend/base/kafka_error.h"
#include "backend/wire/codec.h"
#include "backend/wire/messages/api_versions.h"
#include "backend/wire/messages/sasl_authenticate.h"
#include "backend/wire/messages/sasl_handshake.h"

#include <algorithm>
#include <fmt/format.h>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int16_t kHandshake = wire::SaslHandshakeRequest::apiKey;
constexpr std::int16_t kAuthenticate = wire::SaslAuthenticateRequest::apiKey;
constexpr std::int16_t kApiVersions = wire::ApiVersionsRequest::apiKey;
// Kafka: a client that logs in more often is not answered as one that does.
constexpr std::chrono::seconds kAtMostEvery{1};

} // namespace

Authentication::Authentication(std::shared_ptr<const ListenerSecurity> security) : m_security(std::move(security)) {}

bool Authentication::takes(std::int16_t apiKey) const
{
    if (m_stage != Stage::Done)
        return apiKey == kHandshake || apiKey == kAuthenticate;
    return apiKey == kHandshake && m_security->clock().monotonic() - *m_lastLogin >= kAtMostEvery;
}

bool Authentication::mayServe(std::int16_t apiKey) const
{
    if (!complete())
        return apiKey == kApiVersions && m_stage == Stage::Handshake;
    return !m_expiresAt || m_security->clock().monotonic() < *m_expiresAt;
}

Authentication::Answer Authentication::ended(std::string reason)
{
    Answer answer;
    answer.end = true;
    answer.reason = std::move(reason);
    return answer;
}

Authentication::Answer Authentication::onRequest(const wire::RequestHeader &header, base::ByteView body)
{
    const bool handshake = m_stage == Stage::Handshake || m_stage == Stage::Done;
    if (handshake && header.apiKey == kHandshake)
        return onHandshake(header, body);
    if (!handshake && header.apiKey == kAuthenticate)
        return onAuthenticate(header, body);
    return ended(fmt::format("Unexpected Kafka request of type {} during SASL {}.",
                             header.apiKey == kHandshake ? "SASL_HANDSHAKE" : "SASL_AUTHENTICATE", handshake ? "handshake" : "authentication"));
}

Authentication::Answer Authentication::onHandshake(const wire::RequestHeader &header, base::ByteView body)
{
    const std::int16_t version = header.apiVersion;
    if (!wire::SaslHandshakeRequest::kVersions.contains(version))
        return ended(fmt::format("version {} of SaslHandshake is not served", version));
    const auto request = wire::decode<wire::SaslHandshakeRequest>(body, version);
    if (!request)
        return ended(base::describe(request.error()));
    wire::SaslHandshakeResponse response;
    response.mechanisms = m_security->mechanisms();
    Answer answer;
    auto server = m_security->makeServer(request->mechanism);
    if (server) {
        m_previousMechanism = complete() ? m_mechanism : std::string();
        m_mechanism = request->mechanism;
        m_otherMechanism = complete() && m_mechanism != m_previousMechanism;
        m_server = std::move(server);
        m_stage = version == 0 ? Stage::Token : Stage::Authenticate;
    } else {
        response.errorCode = base::code(KafkaError::UnsupportedSaslMechanism);
        answer.end = true;
        answer.failed = true;
        answer.reason = "the SASL mechanism that the client asks for is not enabled";
    }
    auto frame = wire::encodeResponseFrame(header.correlationId, response, version);
    if (!frame)
        return ended(base::describe(frame.error()));
    answer.frame = std::move(*frame);
    return answer;
}

base::Result<base::Bytes> Authentication::step(base::ByteView message)
{
    if (m_otherMechanism)
        return refuseLogin(fmt::format("SASL mechanism '{}' requested by client is not supported for re-authentication of mechanism '{}'",
                                       m_mechanism, m_previousMechanism));
    WEIR_TRY(base::Bytes answer, m_server->next(message));
    if (m_server->complete() && complete() && m_security->principalOfUser(m_server->user()) != m_principal)
        return refuseLogin(fmt::format("Cannot change principals during re-authentication from {} to {}", m_principal,
                                       m_security->principalOfUser(m_server->user())));
    return answer;
}

std::string Authentication::failureWords(const base::Error &error) const
{
    if (!error.peerText.empty())
        return error.peerText;
    return fmt::format("Authentication failed during {} due to invalid credentials with SASL mechanism {}",
                       complete() ? "re-authentication" : "authentication", m_mechanism);
}

std::int64_t Authentication::finishLogin()
{
    const base::Clock &clock = m_security->clock();
    m_principal = m_security->principalOfUser(m_server->user());
    m_byToken = m_server->byToken();
    m_stage = Stage::Done;
    m_lastLogin = clock.monotonic();
    // The shorter of what the broker allows and what the token has left; 0 says that there is no end.
    const std::int64_t most = m_security->maxReauthMs(m_mechanism);
    const auto expires = m_server->expiresAtMs();
    m_server.reset();
    m_expiresAt.reset();
    if (most <= 0 && !expires)
        return 0;
    std::int64_t lifetime = most;
    if (expires) {
        const std::int64_t left = std::max<std::int64_t>(0, *expires - clock.wallMs());
        lifetime = most > 0 ? std::min(most, left) : left;
    }
    m_expiresAt = *m_lastLogin + std::chrono::milliseconds(lifetime);
    return lifetime;
}

Authentication::Answer Authentication::onAuthenticate(const wire::RequestHeader &header, base::ByteView body)
{
    const std::int16_t version = header.apiVersion;
    if (!wire::SaslAuthenticateRequest::kVersions.contains(version))
        return ended(fmt::format("version {} of SaslAuthenticate is not served", version));
    const auto request = wire::decode<wire::SaslAuthenticateRequest>(body, version);
    if (!request)
        return ended("a SaslAuthenticate request cannot be read");
    wire::SaslAuthenticateResponse response;
    response.errorMessage.reset();
    Answer answer;
    if (auto next = step(request->authBytes)) {
        response.authBytes = std::move(*next);
        if (m_server->complete())
            response.sessionLifetimeMs = finishLogin();
    } else {
        response.errorCode = base::code(KafkaError::SaslAuthenticationFailed);
        response.errorMessage = failureWords(next.error());
        answer.end = true;
        answer.failed = true;
        answer.reason = *response.errorMessage;
    }
    auto frame = wire::encodeResponseFrame(header.correlationId, response, version);
    if (!frame)
        return ended(base::describe(frame.error()));
    answer.frame = std::move(*frame);
    return answer;
}

Authentication::Answer Authentication::onToken(base::ByteView token)
{
    auto next = step(token);
    if (!next) {
        Answer answer = ended(failureWords(next.error()));
        answer.failed = true;
        return answer;
    }
    if (m_server->complete())
        finishLogin();
    Answer answer;
    wire::EncodedFrame frame;
    frame.bytes.resize(wire::kLengthPrefix);
    base::writeBigEndian(frame.bytes.data(), static_cast<std::int32_t>(next->size()));
    frame.bytes.insert(frame.bytes.end(), next->begin(), next->end());
    frame.totalSize = frame.bytes.size();
    answer.frame = std::move(frame);
    return answer;
}

} // namespace weir::sandbox
