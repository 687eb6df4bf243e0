// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/security/authentication.h"
#include "backend/sandbox/security/listener_security.h"
#include "backend/wire/messages/sasl_authenticate.h"
#include "backend/wire/messages/sasl_handshake.h"

#include <QTest>

namespace weir::sandbox::test {

/// Stands still until it is moved.
class StillClock final : public base::Clock
{
public:
    std::int64_t wallMs() const override { return 1'700'000'000'000 + m_now.count() / 1'000'000; }
    std::chrono::nanoseconds monotonic() const override { return m_now; }
    void pass(std::chrono::milliseconds time) { m_now += time; }

private:
    std::chrono::nanoseconds m_now{std::chrono::hours(1)};
};

/// A listener of these settings, besides the defaults that every broker has.
inline std::shared_ptr<const ListenerSecurity> listenerOf(net::SecurityProtocol protocol, std::map<std::string, std::string> settings,
                                                          ListenerSecurity::Sources sources)
{
    settings.try_emplace("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512");
    settings.try_emplace("ssl.enabled.protocols", "TLSv1.2,TLSv1.3");
    settings.try_emplace("ssl.principal.mapping.rules", "DEFAULT");
    settings.try_emplace("sasl.server.max.receive.size", "524288");
    settings.try_emplace("connection.failed.authentication.delay.ms", "100");
    settings.try_emplace("connections.max.reauth.ms", "0");
    sources.setting = [settings](const std::string &name) -> std::optional<std::string> {
        const auto found = settings.find(name);
        return found == settings.end() ? std::nullopt : std::optional(found->second);
    };
    auto made = ListenerSecurity::create("DOOR", protocol, sources);
    if (!made)
        qWarning("%s", base::describe(made.error()).c_str());
    return made ? *made : nullptr;
}

/// Users of SCRAM with these passwords.
inline ScramLookup scramUsers(const PlainUsers &users)
{
    return [users](net::SaslMechanism mechanism, const std::string &user) -> std::optional<ScramCredential> {
        const auto found = users.find(user);
        if (found == users.end())
            return std::nullopt;
        return *makeScramCredential(mechanism, found->second, 4096);
    };
}

/// A client of an Authentication that speaks in frames.
struct Peer {
    explicit Peer(std::shared_ptr<const ListenerSecurity> security) : authentication(std::move(security)) {}

    template <class Request, class Response>
    std::optional<Response> ask(const Request &request, std::int16_t version)
    {
        wire::RequestHeader header;
        header.apiKey = Request::apiKey;
        header.apiVersion = version;
        header.correlationId = ++id;
        const auto body = wire::encode(request, version);
        last = authentication.onRequest(header, body->bytes);
        if (!last.frame)
            return std::nullopt;
        auto response = wire::decodeResponseFrame<Response>(base::ByteView(last.frame->bytes).subspan(wire::kLengthPrefix), id, version);
        return response ? std::optional(std::move(*response)) : std::nullopt;
    }
    std::int16_t handshake(const std::string &mechanism, std::int16_t version = 1)
    {
        wire::SaslHandshakeRequest request;
        request.mechanism = mechanism;
        const auto response = ask<wire::SaslHandshakeRequest, wire::SaslHandshakeResponse>(request, version);
        mechanisms = response ? response->mechanisms : std::vector<std::string>{};
        return response ? response->errorCode : std::int16_t{-1};
    }
    std::optional<wire::SaslAuthenticateResponse> authenticate(std::string_view message, std::int16_t version = 2)
    {
        wire::SaslAuthenticateRequest request;
        request.authBytes = base::toBytes(message);
        return ask<wire::SaslAuthenticateRequest, wire::SaslAuthenticateResponse>(request, version);
    }

    Authentication authentication;
    Authentication::Answer last;
    std::vector<std::string> mechanisms;
    std::int32_t id = 0;
};

} // namespace weir::sandbox::test
