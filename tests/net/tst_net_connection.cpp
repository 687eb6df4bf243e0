// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "backend/net/connection.h"
#include "backend/wire/messages/metadata.h"
#include "backend/wire/messages/sasl_authenticate.h"
#include "backend/wire/messages/sasl_handshake.h"
#include "tests/net/scripted_broker.h"

#include <QTest>

#include <condition_variable>
#include <future>

using namespace weir;
using namespace weir::net;
using namespace std::chrono_literals;
using base::ErrorKind;
using wire::MetadataRequest;
using wire::MetadataResponse;
using MetadataResult = base::Result<MetadataResponse>;

namespace {

const std::vector<wire::ApiVersionsResponse::ApiVersion> kApis{{1, 4, 17, {}}, {3, 0, 13, {}}, {17, 0, 1, {}}, {18, 0, 4, {}}, {36, 0, 2, {}}};

MetadataResponse named(const std::string &clusterId)
{
    MetadataResponse response;
    response.clusterId = clusterId;
    return response;
}

/// A request for the topic named so that the peer can tell requests apart.
MetadataRequest asking(const std::string &topic)
{
    MetadataRequest request;
    MetadataRequest::MetadataRequestTopic entry;
    entry.name = topic;
    request.topics = std::vector{entry};
    return request;
}

std::string topicOf(base::ByteView body, std::int16_t version)
{
    const auto request = wire::decode<MetadataRequest>(body, version);
    return request && request->topics && !request->topics->empty() ? request->topics->front().name.value_or("") : std::string();
}

std::string argument(const base::Error &error, const std::string &name)
{
    for (const auto &[key, value] : error.arguments) {
        if (key == name)
            return value;
    }
    return {};
}

struct Pending {
    std::future<MetadataResult> result;
    RequestHandle handle;

    MetadataResult get() { return result.wait_for(20s) == std::future_status::ready ? result.get() : base::fail(ErrorKind::Bug, "never ended"); }
};

Pending send(Connection &connection, MetadataRequest request, std::chrono::milliseconds timeout = 15s)
{
    auto promise = std::make_shared<std::promise<MetadataResult>>();
    Pending pending{promise->get_future(), {}};
    pending.handle = connection.send(std::move(request), Deadline::in(timeout), [promise](MetadataResult result) { promise->set_value(std::move(result)); });
    return pending;
}

} // namespace

class TestNetConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersInPieces();
    void pipelinesAndMatchesOutOfOrder();
    void limitsWhatIsInFlight();
    void deadlineOfOne();
    void silentPeerLosesTheConnection();
    void cancels();
    void hangUpEndsAll();
    void nobodyThere();
    void unknownHost();
    void oldVersionNegotiation();
    void tooOldBroker();
    void unsupportedRequest();
    void oversizedAnswer();
    void strangeCorrelation();
    void saslPlain();
    void saslRefused();
    void saslMechanismNotOffered();
    void idleCloses();
    void executorIsUsed();
    void dropCancels();

private:
    std::shared_ptr<Connection> open(const ScriptedBroker &broker, ConnectionOptions options = {})
    {
        return Connection::open(*m_thread, Address{"127.0.0.1", broker.port()}, std::move(options));
    }
    std::unique_ptr<IoThread> m_thread = std::make_unique<IoThread>("test-io");
};

void TestNetConnection::answersInPieces()
{
    ScriptedBroker broker(ScriptedBroker::speaking(kApis, [](auto &session, const auto &header, auto) {
        const auto frame = wire::encodeResponseFrame(header.correlationId, named("pieces"), header.apiVersion);
        session.write(frame->bytes, 1);
        return true;
    }));
    const auto connection = open(broker);
    const auto result = send(*connection, asking("a")).get();
    QVERIFY2(result.has_value(), result ? "" : base::describe(result.error()).c_str());
    QCOMPARE(*result->clusterId, std::string("pieces"));
}

void TestNetConnection::pipelinesAndMatchesOutOfOrder()
{
    ScriptedBroker broker([](ScriptedBroker::Session &session) {
        std::vector<std::tuple<std::int32_t, std::int16_t, std::string>> held;
        auto speak = ScriptedBroker::speaking(kApis, [&held](auto &peer, const auto &header, auto body) {
            held.emplace_back(header.correlationId, header.apiVersion, topicOf(body, header.apiVersion));
            if (held.size() < 10)
                return true;
            std::reverse(held.begin(), held.end());
            for (const auto &[id, version, topic] : held)
                peer.answer(id, named(topic), version);
            held.clear();
            return true;
        });
        speak(session);
    });
    const auto connection = open(broker);
    std::vector<Pending> pending;
    for (int i = 0; i < 10; ++i)
        pending.push_back(send(*connection, asking("t" + std::to_string(i))));
    for (int i = 0; i < 10; ++i) {
        const auto result = pending[std::size_t(i)].get();
        QVERIFY(result.has_value());
        QCOMPARE(*result->clusterId, "t" + std::to_string(i));
    }
    QCOMPARE(connection->pending(), std::size_t(0));
    QCOMPARE(broker.connections(), 1);
}

void TestNetConnection::limitsWhatIsInFlight()
{
    std::atomic<int> most{0};
    std::promise<void> gate;
    const auto opened = gate.get_future().share();
    ScriptedBroker broker([&](ScriptedBroker::Session &session) {
        int waiting = 0;
        ScriptedBroker::speaking(kApis, [&](auto &peer, const auto &header, auto) {
            // What the peer has read before it answers is what the client dared to send.
            most = std::max(most.load(), ++waiting);
            if (waiting == 3) {
                opened.wait();
                waiting = 0;
                for (int i = 2; i >= 0; --i)
                    peer.answer(header.correlationId - i, named("x"), header.apiVersion);
            }
            return true;
        })(session);
    });
    ConnectionOptions options;
    options.config.maxInFlight = 3;
    const auto connection = open(broker, options);
    std::vector<Pending> pending;
    for (int i = 0; i < 9; ++i)
        pending.push_back(send(*connection, asking("t")));
    gate.set_value();
    for (auto &one : pending)
        QVERIFY(one.get().has_value());
    QCOMPARE(most.load(), 3);
}

void TestNetConnection::deadlineOfOne()
{
    // The first is never answered, the second is: the connection is alive and stays.
    ScriptedBroker broker(ScriptedBroker::speaking(kApis, [](auto &session, const auto &header, auto body) {
        if (topicOf(body, header.apiVersion) != "mute")
            session.answer(header.correlationId, named("ok"), header.apiVersion);
        return true;
    }));
    const auto connection = open(broker);
    auto mute = send(*connection, asking("mute"), 300ms);
    QVERIFY(send(*connection, asking("b")).get().has_value());
    const auto result = mute.get();
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().kind, ErrorKind::Timeout);
    QCOMPARE(argument(result.error(), "request"), std::string("Metadata"));
    QVERIFY(connection->isOpen());
    QVERIFY(send(*connection, asking("c")).get().has_value());
}

void TestNetConnection::silentPeerLosesTheConnection()
{
    ScriptedBroker broker(ScriptedBroker::speaking(kApis, [](auto &, const auto &, auto) { return true; }));
    const auto connection = open(broker);
    auto first = send(*connection, asking("a"), 200ms);
    auto second = send(*connection, asking("b"), 15s);
    QCOMPARE(first.get().error().kind, ErrorKind::Timeout);
    QCOMPARE(second.get().error().kind, ErrorKind::Timeout);
    QTRY_VERIFY(!connection->isOpen());
}

void TestNetConnection::cancels()
{
    std::promise<void> arrived;
    ScriptedBroker broker(ScriptedBroker::speaking(kApis, [&](auto &session, const auto &header, auto body) {
        if (topicOf(body, header.apiVersion) == "held")
            arrived.set_value();
        else
            session.answer(header.correlationId, named("ok"), header.apiVersion);
        return true;
    }));
    const auto connection = open(broker);
    auto held = send(*connection, asking("held"));
    arrived.get_future().wait();
    held.handle.cancel();
    held.handle.cancel();
    QCOMPARE(held.get().error().kind, ErrorKind::Cancelled);
    auto early = send(*connection, asking("early"));
    early.handle.cancel();
    early.get();
    QVERIFY(send(*connection, asking("b")).get().has_value());
}

void TestNetConnection::hangUpEndsAll()
{
    ScriptedBroker broker(ScriptedBroker::speaking(kApis, [](auto &session, const auto &header, auto body) {
        if (topicOf(body, header.apiVersion) == "last")
            return false;
        if (topicOf(body, header.apiVersion) == "first")
            session.answer(header.correlationId, named("ok"), header.apiVersion);
        return true;
    }));
    std::promise<base::Error> closed;
    ConnectionOptions options;
    options.onClosed = [&](const base::Error &why) { closed.set_value(why); };
    const auto connection = open(broker, options);
    QVERIFY(send(*connection, asking("first")).get().has_value());
    auto a = send(*connection, asking("a"));
    auto b = send(*connection, asking("last"));
    for (auto *pending : {&a, &b}) {
        const auto result = pending->get();
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Unreachable);
        QCOMPARE(result.error().target, "127.0.0.1:" + std::to_string(broker.port()));
        QCOMPARE(argument(result.error(), "written"), std::string("yes"));
    }
    QCOMPARE(closed.get_future().get().action, std::string("broker.connection"));
    const auto after = send(*connection, asking("after")).get();
    QVERIFY(!after && argument(after.error(), "written") == "no");
}

void TestNetConnection::nobodyThere()
{
    const auto port = ScriptedBroker::deadPort();
    const auto connection = Connection::open(*m_thread, Address{"127.0.0.1", port}, {});
    const auto result = send(*connection, asking("a")).get();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Unreachable);
    QCOMPARE(result.error().action, std::string("broker.connect"));
    QCOMPARE(result.error().target, "127.0.0.1:" + std::to_string(port));
    QCOMPARE(argument(result.error(), "stage"), std::string("connect"));
    QCOMPARE(result.error().peerText, std::string("Connection refused"));
}

void TestNetConnection::unknownHost()
{
    const auto connection = Connection::open(*m_thread, Address{"no-such-host.invalid", 9092}, {});
    const auto result = send(*connection, asking("a")).get();
    QVERIFY(!result);
    QCOMPARE(argument(result.error(), "stage"), std::string("resolve"));
    QCOMPARE(result.error().target, std::string("no-such-host.invalid:9092"));
}

void TestNetConnection::oldVersionNegotiation()
{
    // A broker of Kafka 2.1: ApiVersions up to 2, and an error in the form of version 0 for anything newer.
    std::atomic<int> versionAsked{-1};
    std::atomic<int> metadataVersion{-1};
    ScriptedBroker broker([&](ScriptedBroker::Session &session) {
        while (const auto frame = session.read()) {
            const auto header = wire::peekRequestHeader(*frame);
            if (header->apiKey == 18) {
                wire::ApiVersionsResponse response;
                response.apiKeys = {{0, 0, 7, {}}, {1, 0, 10, {}}, {3, 0, 7, {}}, {18, 0, 2, {}}};
                versionAsked = header->apiVersion;
                response.errorCode = header->apiVersion > 2 ? 35 : 0;
                session.answer(header->correlationId, response, header->apiVersion > 2 ? std::int16_t(0) : header->apiVersion);
            } else {
                metadataVersion = header->apiVersion;
                session.answer(header->correlationId, named("old"), header->apiVersion);
            }
        }
    });
    const auto connection = open(broker);
    QVERIFY(send(*connection, asking("a")).get().has_value());
    QCOMPARE(versionAsked.load(), 2);
    QCOMPARE(metadataVersion.load(), 7);
}

void TestNetConnection::tooOldBroker()
{
    ScriptedBroker broker(ScriptedBroker::speaking({{0, 0, 5, {}}, {1, 0, 8, {}}, {3, 0, 6, {}}, {18, 0, 2, {}}}, [](auto &, const auto &, auto) { return true; }));
    const auto connection = open(broker);
    const auto result = send(*connection, asking("a")).get();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Unsupported);
    QCOMPARE(result.error().action, std::string("broker.version"));
    QCOMPARE(argument(result.error(), "offers"), std::string("Fetch 0-8"));
}

void TestNetConnection::unsupportedRequest()
{
    ScriptedBroker broker(ScriptedBroker::speaking({{18, 0, 4, {}}}, [](auto &, const auto &, auto) { return true; }));
    const auto connection = open(broker);
    const auto result = send(*connection, asking("a")).get();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Unsupported);
    QCOMPARE(argument(result.error(), "offers"), std::string("none"));
    QVERIFY(connection->isOpen());
}

void TestNetConnection::oversizedAnswer()
{
    ScriptedBroker broker(ScriptedBroker::speaking(kApis, [](auto &session, const auto &, auto) {
        session.write(base::toBytes("HTTP/1.1 400 Bad Request\r\n\r\n"));
        return true;
    }));
    const auto connection = open(broker);
    const auto result = send(*connection, asking("a")).get();
    QVERIFY(!result);
    QCOMPARE(result.error().action, std::string("frame.read"));
    QCOMPARE(argument(result.error(), "peerSpeaks"), std::string("HTTP"));
}

void TestNetConnection::strangeCorrelation()
{
    ScriptedBroker broker(ScriptedBroker::speaking(kApis, [](auto &session, const auto &header, auto) {
        session.answer(header.correlationId + 77, named("x"), header.apiVersion);
        return true;
    }));
    const auto connection = open(broker);
    QCOMPARE(send(*connection, asking("a")).get().error().kind, ErrorKind::Invalid);
}

namespace {

ScriptedBroker::Script saslPeer(std::vector<std::string> mechanisms, std::int16_t answer, std::atomic<int> &logins, std::int64_t lifetimeMs = 0)
{
    return ScriptedBroker::speaking(kApis, [=, &logins](ScriptedBroker::Session &session, const wire::RequestHeader &header, base::ByteView body) {
        if (header.apiKey == 17) {
            const auto request = wire::decode<wire::SaslHandshakeRequest>(body, header.apiVersion);
            wire::SaslHandshakeResponse response;
            response.mechanisms = mechanisms;
            response.errorCode = std::find(mechanisms.begin(), mechanisms.end(), request->mechanism) == mechanisms.end() ? 33 : 0;
            session.answer(header.correlationId, response, header.apiVersion);
        } else if (header.apiKey == 36) {
            const auto request = wire::decode<wire::SaslAuthenticateRequest>(body, header.apiVersion);
            ++logins;
            wire::SaslAuthenticateResponse response;
            response.sessionLifetimeMs = lifetimeMs;
            if (base::textOf(request->authBytes) != std::string_view("\0alice\0secret", 13) || answer != 0) {
                response.errorCode = answer != 0 ? answer : std::int16_t(58);
                response.errorMessage = "Authentication failed: Invalid username or password";
            }
            session.answer(header.correlationId, response, header.apiVersion);
        } else {
            session.answer(header.correlationId, named("in"), header.apiVersion);
        }
        return true;
    });
}

ConnectionOptions asAlice()
{
    ConnectionOptions options;
    options.config.protocol = SecurityProtocol::SaslPlaintext;
    options.config.user = "alice";
    options.config.password = "secret";
    return options;
}

} // namespace

void TestNetConnection::saslPlain()
{
    std::atomic<int> logins{0};
    ScriptedBroker broker(saslPeer({"PLAIN"}, 0, logins, 250));
    const auto connection = open(broker, asAlice());
    QVERIFY(send(*connection, asking("a")).get().has_value());
    // The session ends soon: the connection logs in again by itself and goes on.
    QTRY_VERIFY(logins >= 3);
    QVERIFY(send(*connection, asking("b")).get().has_value());
    QCOMPARE(broker.connections(), 1);
}

void TestNetConnection::saslRefused()
{
    std::atomic<int> logins{0};
    ScriptedBroker broker(saslPeer({"PLAIN"}, 58, logins));
    const auto connection = open(broker, asAlice());
    const auto result = send(*connection, asking("a")).get();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Refused);
    QCOMPARE(result.error().action, std::string("broker.authenticate"));
    QCOMPARE(result.error().kafkaCode, std::int16_t(58));
    QCOMPARE(result.error().peerText, std::string("Authentication failed: Invalid username or password"));
    QVERIFY(base::describe(result.error()).find("secret") == std::string::npos);
}

void TestNetConnection::saslMechanismNotOffered()
{
    std::atomic<int> logins{0};
    ScriptedBroker broker(saslPeer({"SCRAM-SHA-256", "GSSAPI"}, 0, logins));
    const auto connection = open(broker, asAlice());
    const auto result = send(*connection, asking("a")).get();
    QVERIFY(!result);
    QCOMPARE(result.error().kafkaCode, std::int16_t(33));
    QCOMPARE(argument(result.error(), "offered"), std::string("SCRAM-SHA-256, GSSAPI"));
    QCOMPARE(logins.load(), 0);
}

void TestNetConnection::idleCloses()
{
    ScriptedBroker broker(ScriptedBroker::speaking(kApis, [](auto &session, const auto &header, auto) {
        session.answer(header.correlationId, named("ok"), header.apiVersion);
        return true;
    }));
    std::promise<base::Error> closed;
    ConnectionOptions options;
    options.config.idleTimeout = 50ms;
    options.onClosed = [&](const base::Error &why) { closed.set_value(why); };
    const auto connection = open(broker, options);
    QVERIFY(send(*connection, asking("a")).get().has_value());
    QCOMPARE(argument(closed.get_future().get(), "reason"), std::string("idle"));
}

void TestNetConnection::executorIsUsed()
{
    ScriptedBroker broker(ScriptedBroker::speaking(kApis, [](auto &session, const auto &header, auto) {
        session.answer(header.correlationId, named("ok"), header.apiVersion);
        return true;
    }));
    IoThread other("other");
    ConnectionOptions options;
    options.executor = [&other](std::function<void()> work) { other.post(std::move(work)); };
    const auto connection = open(broker, options);
    std::promise<bool> onOther;
    connection->send(asking("a"), Deadline::in(15s), [&](MetadataResult) { onOther.set_value(other.isCurrent()); });
    QVERIFY(onOther.get_future().get());
}

void TestNetConnection::dropCancels()
{
    ScriptedBroker broker(ScriptedBroker::speaking(kApis, [](auto &, const auto &, auto) { return true; }));
    auto connection = open(broker);
    auto a = send(*connection, asking("a"));
    connection.reset();
    QCOMPARE(a.get().error().kind, ErrorKind::Cancelled);
    // And so does the end of the thread.
    auto thread = std::make_unique<IoThread>();
    const auto kept = Connection::open(*thread, Address{"127.0.0.1", broker.port()}, {});
    auto b = send(*kept, asking("b"));
    thread.reset();
    QCOMPARE(b.get().error().kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestNetConnection)
#include "tst_net_connection.moc"
