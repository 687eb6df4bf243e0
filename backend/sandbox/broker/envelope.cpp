// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/envelope.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/core/delegation_token.h"

#include <arpa/inet.h>

#include <array>
#include <utility>

namespace weir::sandbox {

using base::Bytes;
using base::KafkaError;

namespace {

constexpr std::int16_t kPrincipalVersion = wire::DefaultPrincipalData::kVersions.max;

/// The 4 or 16 bytes of "/127.0.0.1"; none for what is no address.
Bytes addressBytes(std::string_view host)
{
    if (host.starts_with('/'))
        host.remove_prefix(1);
    const std::string text(host.substr(0, host.find('%')));
    std::array<std::uint8_t, 16> bytes{};
    if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1)
        return Bytes(bytes.begin(), bytes.begin() + 4);
    if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1)
        return Bytes(bytes.begin(), bytes.end());
    return {};
}

std::string hostOf(const Bytes &address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const int family = address.size() == 4 ? AF_INET : AF_INET6;
    if ((address.size() != 4 && address.size() != 16) || ::inet_ntop(family, address.data(), text.data(), text.size()) == nullptr)
        return {};
    return std::string("/") + text.data();
}

base::Result<wire::DefaultPrincipalData> principalOf(const std::optional<Bytes> &bytes)
{
    if (!bytes || bytes->size() < sizeof(std::int16_t))
        return base::fail(base::ErrorKind::Invalid, "wire.decode", "DefaultPrincipalData");
    return wire::decode<wire::DefaultPrincipalData>(base::ByteView(*bytes).subspan(sizeof(std::int16_t)), base::readBigEndian<std::int16_t>(bytes->data()));
}

void refuse(const Reply<wire::EnvelopeResponse> &reply, KafkaError error)
{
    wire::EnvelopeResponse response;
    response.responseData.reset();
    response.errorCode = base::code(error);
    reply(std::move(response));
}

/// Where the response of the request inside goes.
class Inside final : public AnswerSink
{
public:
    explicit Inside(Reply<wire::EnvelopeResponse> reply) : m_reply(std::move(reply)) {}

    void post(std::function<void()> work) override { work(); }
    // Requests are counted by the connection that the envelope came by, as its own.
    ServerCounters &counters() override { return m_counters; }
    void answer(std::uint64_t, std::optional<wire::EncodedFrame> frame, std::int64_t, std::chrono::milliseconds) override
    {
        const auto whole = frame ? frame->flatten() : base::fail(base::ErrorKind::Bug, "broker.forward", "EnvelopeResponse");
        if (!whole) {
            refuse(m_reply, KafkaError::UnknownServerError);
            return;
        }
        wire::EnvelopeResponse response;
        response.responseData = Bytes(whole->begin() + wire::kLengthPrefix, whole->end());
        m_reply(std::move(response));
    }
    void close(const std::string &) override { refuse(m_reply, KafkaError::InvalidRequest); }
    void setSoftware(std::string, std::string) override {}

private:
    const Reply<wire::EnvelopeResponse> m_reply;
    ServerCounters m_counters;
};

} // namespace

base::Result<wire::EnvelopeRequest> envelopeOf(const wire::EncodedFrame &frame, const Session &session)
{
    WEIR_TRY(const Bytes whole, frame.flatten());
    wire::DefaultPrincipalData who;
    const PrincipalParts parts = partsOfPrincipal(session.principal);
    who.type = parts.type;
    who.name = parts.name;
    who.tokenAuthenticated = session.byToken;
    WEIR_TRY(const wire::EncodedFrame principal, wire::encode(who, kPrincipalVersion));
    wire::EnvelopeRequest envelope;
    envelope.requestData = Bytes(whole.begin() + wire::kLengthPrefix, whole.end());
    envelope.requestPrincipal = Bytes(sizeof(kPrincipalVersion));
    base::writeBigEndian(envelope.requestPrincipal->data(), kPrincipalVersion);
    envelope.requestPrincipal->insert(envelope.requestPrincipal->end(), principal.bytes.begin(), principal.bytes.end());
    envelope.clientHostAddress = addressBytes(session.clientHost);
    return envelope;
}

void openEnvelope(const RequestTable &table, const wire::EnvelopeRequest &envelope, const Session &carrier, Reply<wire::EnvelopeResponse> reply)
{
    const auto header = wire::parseRequestHeader(envelope.requestData);
    if (!header || header->header.apiKey == wire::EnvelopeRequest::apiKey) {
        refuse(reply, KafkaError::InvalidRequest);
        return;
    }
    const auto who = principalOf(envelope.requestPrincipal);
    if (!who) {
        refuse(reply, KafkaError::PrincipalDeserializationFailure);
        return;
    }
    auto session = std::make_shared<Session>(carrier);
    session->principal = who->type + ':' + who->name;
    session->byToken = who->tokenAuthenticated;
    session->clientHost = hostOf(envelope.clientHostAddress);
    session->clientId = header->header.clientId.value_or(std::string());
    // Shared: the request inside views it.
    auto keep = std::make_shared<const Bytes>(envelope.requestData);
    InboundRequest request;
    request.header = header->header;
    request.body = base::ByteView(*keep).subspan(header->size);
    request.keep = keep;
    request.session = std::move(session);
    table.run(std::move(request), Responder(std::make_shared<Inside>(std::move(reply)), 0, -1), 0);
}

} // namespace weir::sandbox
