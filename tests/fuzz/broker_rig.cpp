// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/broker_rig.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/image.h"
#include "backend/sandbox/security/jwt.h"
#include "backend/sandbox/security/scram_server.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/get_telemetry_subscriptions.h"
#include "backend/wire/messages/incremental_alter_configs.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/metadata.h"
#include "backend/wire/messages/produce.h"
#include "backend/wire/messages/sasl_authenticate.h"
#include "backend/wire/messages/sasl_handshake.h"
#include "backend/wire/messages/share_fetch.h"
#include "tests/fuzz/check.h"

#include <algorithm>
#include <fmt/format.h>

namespace weir::fuzz {

using namespace weir::sandbox;

namespace {

const std::string kRoot = "User:root";

net::ClientConfig honestConfig(const std::string &mechanism)
{
    net::ClientConfig config;
    config.user = kUser;
    config.password = kPassword;
    for (const auto one : {net::SaslMechanism::Plain, net::SaslMechanism::ScramSha256, net::SaslMechanism::ScramSha512}) {
        if (mechanism == net::wordOf(one))
            config.mechanism = one;
    }
    return config;
}

template <class Response>
std::optional<Response> responseIn(const base::Bytes &frame, std::int16_t version)
{
    if (frame.size() <= wire::kLengthPrefix)
        return {};
    const auto content = base::ByteView(frame).subspan(wire::kLengthPrefix);
    auto response = wire::decodeResponseFrame<Response>(content, base::readBigEndian<std::int32_t>(content.data()), version);
    return response ? std::optional(std::move(*response)) : std::nullopt;
}

} // namespace

// --- a connection

class BrokerRig::Connection::Answers final : public AnswerSink
{
public:
    explicit Answers(sim::World &world) : m_world(world) {}
    void post(std::function<void()> work) override { m_world.after({}, std::move(work)); }
    ServerCounters &counters() override
    {
        static ServerCounters shared;
        return shared;
    }
    void answer(std::uint64_t, std::optional<wire::EncodedFrame> frame, std::int64_t, std::chrono::milliseconds) override
    {
        ++answered;
        last = frame ? frame->flatten().value_or(base::Bytes{}) : base::Bytes{};
    }
    void close(const std::string &) override { closed = true; }
    void setSoftware(std::string, std::string) override {}

    int answered = 0;
    bool closed = false;
    base::Bytes last;

private:
    sim::World &m_world;
};

BrokerRig::Connection::Connection(BrokerRig &rig, std::string principal)
    : m_rig(rig), m_answers(std::make_shared<Answers>(rig.m_world))
{
    m_session.connectionId = ++rig.m_connections;
    m_session.listener = ListenerConfig{}.name;
    m_session.clientHost = "/10.0.0.9";
    if (principal.empty())
        m_login.emplace(rig.m_security);
    else
        m_session.principal = std::move(principal);
}

int BrokerRig::Connection::answered() const
{
    return m_answers->answered;
}

const base::Bytes &BrokerRig::Connection::last() const
{
    return m_answers->last;
}

std::optional<base::Bytes> BrokerRig::Connection::honestMessage()
{
    if (!m_honest)
        return {};
    auto message = m_honest->next(m_fromServer);
    return message ? *message : std::nullopt;
}

/// Puts in what only the answers told.
void BrokerRig::Connection::fillIn(base::Bytes &frame)
{
    for (std::size_t at = 0; at + 4 <= frame.size(); ++at) {
        if (at + 10 <= frame.size() && base::readBigEndian<std::int64_t>(frame.data() + at) == kProducerId
            && base::readBigEndian<std::int16_t>(frame.data() + at + 8) == kProducerEpoch) {
            base::writeBigEndian(frame.data() + at, m_producerId);
            base::writeBigEndian(frame.data() + at + 8, m_producerEpoch);
        } else if (at + kTopicId.bytes.size() <= frame.size() && std::equal(kTopicId.bytes.begin(), kTopicId.bytes.end(), frame.begin() + static_cast<std::ptrdiff_t>(at))) {
            if (const TopicPtr topic = m_rig.m_cluster.image()->topic(kTopic))
                std::copy(topic->id.bytes.begin(), topic->id.bytes.end(), frame.begin() + static_cast<std::ptrdiff_t>(at));
        } else if (base::readBigEndian<std::int32_t>(frame.data() + at) == kSubscriptionId) {
            base::writeBigEndian(frame.data() + at, m_subscriptionId);
        }
    }
}

bool BrokerRig::Connection::send(base::Bytes bytes)
{
    m_wasHonest = false;
    fillIn(bytes);
    if (m_login && m_login->expectsToken()) {
        if (base::textOf(bytes) == kHonest) {
            if (auto message = honestMessage()) {
                bytes = std::move(*message);
                m_wasHonest = true;
            }
        }
        return authenticate(nullptr, {}, bytes);
    }
    auto frame = std::make_shared<const base::Bytes>(std::move(bytes));
    auto parsed = wire::parseRequestHeader(*frame);
    if (!parsed)
        return false;
    const base::ByteView body = base::ByteView(*frame).subspan(parsed->size);
    if (m_login && m_login->takes(parsed->header.apiKey))
        return authenticate(&parsed->header, body, {});
    if (m_login && !m_login->mayServe(parsed->header.apiKey))
        return false;
    // Who has not logged in may ask what is served, and nothing else.
    FUZZ_CHECK(!m_login || m_login->complete() || parsed->header.apiKey == 18);
    m_session.clientId = parsed->header.clientId.value_or(std::string());
    const wire::RequestHeader header = parsed->header;
    const int before = m_answers->answered;
    m_rig.broker().accept(InboundRequest{std::move(parsed->header), body, frame, std::make_shared<const Session>(m_session)},
                          Responder(m_answers, m_slot++, header.apiKey));
    m_rig.m_world.runFor(std::chrono::milliseconds(20));
    if (m_answers->answered > before)
        learn(header, body);
    return !m_answers->closed;
}

bool BrokerRig::Connection::authenticate(const wire::RequestHeader *header, base::ByteView body, base::ByteView message)
{
    Authentication::Answer answer;
    base::Bytes said = base::toBytes(message);
    const std::string before = m_login->principal();
    if (header == nullptr) {
        answer = m_login->onToken(message);
        const auto bytes = answer.frame ? answer.frame->flatten().value_or(base::Bytes{}) : base::Bytes{};
        m_fromServer.assign(bytes.begin() + std::min<std::ptrdiff_t>(std::ssize(bytes), wire::kLengthPrefix), bytes.end());
    } else if (header->apiKey == wire::SaslAuthenticateRequest::apiKey && wire::SaslAuthenticateRequest::kVersions.contains(header->apiVersion)) {
        auto request = wire::decode<wire::SaslAuthenticateRequest>(body, header->apiVersion);
        base::Bytes honest;
        if (request && base::textOf(request->authBytes) == kHonest) {
            if (auto next = honestMessage()) {
                request->authBytes = std::move(*next);
                honest = wire::encodeFlat(*request, header->apiVersion).value();
                m_wasHonest = true;
            }
        }
        said = request ? request->authBytes : base::Bytes{};
        answer = m_login->onRequest(*header, m_wasHonest ? base::ByteView(honest) : body);
        const auto bytes = answer.frame ? answer.frame->flatten().value_or(base::Bytes{}) : base::Bytes{};
        const auto response = responseIn<wire::SaslAuthenticateResponse>(bytes, header->apiVersion);
        m_fromServer = response ? response->authBytes : base::Bytes{};
    } else {
        answer = m_login->onRequest(*header, body);
        if (const auto request = wire::decode<wire::SaslHandshakeRequest>(body, std::min<std::int16_t>(header->apiVersion, 1)); request && !answer.end) {
            m_mechanism = request->mechanism;
            m_honest.emplace(honestConfig(m_mechanism));
            m_fromServer.clear();
        }
        return !answer.end;
    }
    if (before.empty() && m_login->complete()) {
        checkLogin(said);
        m_session.principal = m_login->principal();
    }
    // A later login may only say the same again.
    FUZZ_CHECK(before.empty() || m_login->principal() == before);
    return !answer.end;
}

/// Nobody comes in as somebody that they have not shown to be.
void BrokerRig::Connection::checkLogin(base::ByteView message) const
{
    const std::string &principal = m_login->principal();
    const std::string_view text = base::textOf(message);
    if (m_mechanism == "PLAIN") {
        FUZZ_CHECK(principal == "User:" + kUser && text.ends_with('\0' + kUser + '\0' + kPassword));
    } else if (m_mechanism.starts_with("SCRAM-")) {
        // The proof is of a nonce that nobody knew before.
        FUZZ_CHECK(principal == "User:" + kUser && m_wasHonest);
    } else {
        FUZZ_CHECK(m_mechanism == "OAUTHBEARER");
        constexpr std::string_view kBearer = "Bearer ";
        const std::size_t at = text.find(kBearer);
        FUZZ_CHECK(at != std::string_view::npos);
        const std::string_view rest = text.substr(at + kBearer.size());
        const auto token = jwt::split(rest.substr(0, rest.find('\x01')));
        FUZZ_CHECK(token && "User:" + jwt::textClaim(token->claims, "sub").value_or(std::string()) == principal);
    }
}

/// Who has no right gets nothing done and is shown nothing.
void BrokerRig::Connection::checkNobody(const wire::RequestHeader &header) const
{
    if (header.apiKey == wire::ProduceRequest::apiKey) {
        const auto response = responseIn<wire::ProduceResponse>(m_answers->last, header.apiVersion);
        for (const auto &topic : response ? response->responses : std::vector<wire::ProduceResponse::TopicProduceResponse>{}) {
            for (const auto &one : topic.partitionResponses)
                FUZZ_CHECK(one.errorCode != 0);
        }
    } else if (header.apiKey == wire::FetchRequest::apiKey) {
        const auto response = responseIn<wire::FetchResponse>(m_answers->last, header.apiVersion);
        for (const auto &topic : response ? response->responses : std::vector<wire::FetchResponse::FetchableTopicResponse>{}) {
            for (const auto &one : topic.partitions)
                FUZZ_CHECK(one.errorCode != 0 && one.records.size() == 0);
        }
    } else if (header.apiKey == wire::ShareFetchRequest::apiKey) {
        const auto response = responseIn<wire::ShareFetchResponse>(m_answers->last, header.apiVersion);
        FUZZ_CHECK(!response || (response->errorCode != 0 && response->responses.empty()));
    }
}

void BrokerRig::Connection::learn(const wire::RequestHeader &header, base::ByteView)
{
    if (m_session.principal == "User:nobody" && !m_rig.givesRights(m_session.principal))
        checkNobody(header);
    if (header.apiKey == wire::InitProducerIdRequest::apiKey) {
        if (const auto given = responseIn<wire::InitProducerIdResponse>(m_answers->last, header.apiVersion)) {
            m_producerId = given->producerId;
            m_producerEpoch = given->producerEpoch;
        }
    } else if (header.apiKey == wire::GetTelemetrySubscriptionsRequest::apiKey) {
        if (const auto given = responseIn<wire::GetTelemetrySubscriptionsResponse>(m_answers->last, header.apiVersion))
            m_subscriptionId = given->subscriptionId;
    }
}

// --- the broker

ConfigMap BrokerRig::settings()
{
    return {{"authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"},
            {"super.users", "User:root;User:alice;User:CONTROLLER;User:ANONYMOUS"},
            {"offsets.topic.num.partitions", "1"},
            {"offsets.topic.replication.factor", "1"},
            {"transaction.state.log.num.partitions", "1"},
            {"transaction.state.log.replication.factor", "1"},
            {"transaction.state.log.min.isr", "1"},
            {"group.initial.rebalance.delay.ms", "0"},
            // The files are in memory here, and memory is what is counted.
            {"log.segment.bytes", "1048576"}};
}

template <class Request>
net::ResponseOf<Request> BrokerRig::ask(Request request, std::int16_t version)
{
    Connection connection(*this, kRoot);
    FUZZ_CHECK(connection.send(frameOf(request, version)));
    FUZZ_CHECK(m_world.runUntil([&] { return connection.answered() == 1; }, std::chrono::seconds(10)));
    const auto response = responseIn<net::ResponseOf<Request>>(connection.last(), version);
    FUZZ_CHECK(response.has_value());
    return *response;
}

BrokerRig::BrokerRig() : m_world(7), m_cluster(m_world, 1, settings())
{
    FUZZ_CHECK(m_cluster.start());
    ListenerSecurity::Sources sources;
    sources.setting = [](const std::string &name) -> std::optional<std::string> {
        static const std::map<std::string, std::string> known{{"sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER"},
                                                              {"ssl.principal.mapping.rules", "DEFAULT"},
                                                              {"sasl.server.max.receive.size", "524288"},
                                                              {"connection.failed.authentication.delay.ms", "100"},
                                                              {"connections.max.reauth.ms", "0"}};
        const auto found = known.find(name);
        return found == known.end() ? std::nullopt : std::optional(found->second);
    };
    sources.users = {{kUser, kPassword}};
    sources.scram = [](net::SaslMechanism mechanism, const std::string &user) -> std::optional<ScramCredential> {
        if (user != kUser)
            return std::nullopt;
        static std::map<net::SaslMechanism, ScramCredential> made;
        if (!made.contains(mechanism))
            made.emplace(mechanism, *makeScramCredential(mechanism, kPassword, 4096));
        return made.at(mechanism);
    };
    sources.clock = &m_world.clock;
    const auto security = ListenerSecurity::create("DOOR", net::SecurityProtocol::SaslPlaintext, sources);
    FUZZ_CHECK(security.has_value());
    m_security = *security;

    wire::CreateTopicsRequest create;
    create.timeoutMs = 1'000;
    for (const std::string &name : {kTopic, kRepackedTopic}) {
        auto &topic = create.topics.emplace_back();
        topic.name = name;
        topic.numPartitions = 2;
        topic.replicationFactor = 1;
    }
    auto &packed = create.topics.back().configs.emplace_back();
    packed.name = "compression.type";
    packed.value = "gzip";
    for (const auto &topic : ask(create, 5).topics)
        FUZZ_CHECK(topic.errorCode == 0);
    // Who pushes what: all, and as often as they like.
    wire::IncrementalAlterConfigsRequest alter;
    auto &resource = alter.resources.emplace_back();
    resource.resourceType = static_cast<std::int8_t>(ConfigResourceType::ClientMetrics);
    resource.resourceName = "all";
    for (const auto &[name, value] : {std::pair("metrics", "*"), std::pair("interval.ms", "100")}) {
        auto &config = resource.configs.emplace_back();
        config.name = name;
        config.value = value;
    }
    for (const auto &one : ask(alter, 1).responses)
        FUZZ_CHECK(one.errorCode == 0);
    // The topics of both coordinators come with the first question for one.
    for (const auto &[type, key] : {std::pair(wire::FindCoordinatorRequest::kGroup, "g"), std::pair(wire::FindCoordinatorRequest::kTransaction, "tx")}) {
        std::int16_t error = -1;
        for (int attempt = 0; attempt < 50 && error != 0; ++attempt) {
            wire::FindCoordinatorRequest find;
            find.keyType = type;
            find.coordinatorKeys = {key};
            error = ask(find, 4).coordinators.at(0).errorCode;
            m_world.runFor(std::chrono::milliseconds(100));
        }
        FUZZ_CHECK(error == 0);
    }
    // What is behind a login is reached.
    for (const std::string mechanism : {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"})
        login(mechanism);
}

void BrokerRig::login(const std::string &mechanism)
{
    Connection connection(*this, {});
    wire::SaslHandshakeRequest handshake;
    handshake.mechanism = mechanism;
    FUZZ_CHECK(connection.send(frameOf(handshake, 1)));
    wire::SaslAuthenticateRequest authenticate;
    authenticate.authBytes = base::toBytes(kHonest);
    for (int step = mechanism == "PLAIN" ? 1 : 0; step < 2; ++step)
        FUZZ_CHECK(connection.send(frameOf(authenticate, 2)));
    FUZZ_CHECK(connection.principal() == "User:" + kUser);
    FUZZ_CHECK(connection.send(frameOf(wire::MetadataRequest{}, 9)) && connection.answered() == 1);
}

bool BrokerRig::serves()
{
    if (m_cluster.broker(1) == nullptr || broker().state() != BrokerState::Running)
        return false;
    wire::MetadataRequest request;
    wire::MetadataRequest::MetadataRequestTopic topic;
    topic.name = "nowhere";
    request.topics = {topic};
    request.allowAutoTopicCreation = false;
    FUZZ_CHECK(ask(request, 9).topics.size() == 1);
    return true;
}

std::string BrokerRig::state()
{
    const ImagePtr image = m_cluster.image();
    std::string text = fmt::format("{} {} {}", fmt::ptr(image->acls().get()), fmt::ptr(image->scramUsers().get()), fmt::ptr(image->clientQuotas().get()));
    for (const TopicPtr &topic : image->topicsByName()) {
        if (!topic->name.starts_with("__"))
            text += fmt::format(" {}:{}:{}", topic->name, topic->id.toString(), topic->partitions.size());
    }
    std::size_t settings = 0;
    image->forEachConfig([&](ConfigResourceType, const std::string &, const ConfigMap &map) {
        for (const auto &[name, value] : map)
            settings ^= std::hash<std::string>{}(name + '=' + value);
    });
    return text + fmt::format(" {}", settings);
}

bool BrokerRig::givesRights(const std::string &principal)
{
    const auto &entries = *m_cluster.image()->acls();
    return std::any_of(entries.begin(), entries.end(), [&](const auto &entry) {
        const AclEntry &acl = entry.second;
        return acl.principal == principal || acl.principal == "User:*";
    });
}

} // namespace weir::fuzz
