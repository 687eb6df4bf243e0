// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "backend/net/kafka_client.h"
#include "backend/wire/messages/create_topics.h"
#include "backend/wire/messages/find_coordinator.h"
#include "tests/net/scripted_broker.h"

#include <QTest>

#include <future>

using namespace weir;
using namespace weir::net;
using namespace std::chrono_literals;
using base::ErrorKind;

namespace {

const std::vector<wire::ApiVersionsResponse::ApiVersion> kApis{{1, 4, 17, {}}, {3, 0, 13, {}}, {10, 0, 6, {}}, {18, 0, 4, {}}, {19, 2, 7, {}}};

struct Advertised {
    std::int32_t id;
    std::string host;
    std::uint16_t port;
};

wire::MetadataResponse clusterOf(const std::vector<Advertised> &brokers, std::int32_t controller = -1)
{
    wire::MetadataResponse response;
    response.clusterId = "c";
    response.controllerId = controller;
    for (const Advertised &broker : brokers) {
        auto &entry = response.brokers.emplace_back();
        entry.nodeId = broker.id;
        entry.host = broker.host;
        entry.port = broker.port;
    }
    return response;
}

std::string argument(const base::Error &error, const std::string &name)
{
    for (const auto &[key, value] : error.arguments) {
        if (key == name)
            return value;
    }
    return {};
}

/// A broker that advertises what `brokers` holds when it is asked.
ScriptedBroker::Script advertising(const std::vector<Advertised> *brokers, std::atomic<int> *asked = nullptr)
{
    return ScriptedBroker::speaking(kApis, [brokers, asked](auto &session, const auto &header, auto) {
        if (asked)
            ++*asked;
        session.answer(header.correlationId, clusterOf(*brokers, brokers->empty() ? -1 : brokers->front().id), header.apiVersion);
        return true;
    });
}

ClientConfig configOf(std::vector<std::uint16_t> ports)
{
    ClientConfig config;
    for (const auto port : ports)
        config.bootstrap.push_back({"127.0.0.1", port});
    return config;
}

template <class T>
T wait(const std::shared_ptr<KafkaClient> &client, std::function<Task<T>()> begin)
{
    auto promise = std::make_shared<std::promise<T>>();
    auto future = promise->get_future();
    client->thread().post([client, begin, promise] { start<T>(begin(), [client, promise](T value) { promise->set_value(std::move(value)); }); });
    if (future.wait_for(30s) != std::future_status::ready)
        qFatal("the task never ended");
    return future.get();
}

base::Result<ClusterInfo> cluster(const std::shared_ptr<KafkaClient> &client, bool fresh = true)
{
    return wait<base::Result<ClusterInfo>>(client, [client, fresh] { return client->cluster(Deadline::in(15s), fresh); });
}

} // namespace

class TestNetClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void skipsDeadBootstrap();
    void namesAllDeadBootstraps();
    void wrongAdvertisedAddress();
    void reconnectsAfterHangUp();
    void failsAtOnceDuringBackOff();
    void closingEndsTasks();
    void asksTheNextController();
    void coordinatorsInOneRequest();
    void coordinatorsOfOldBrokers();
    void unknownBroker();

private:
    IoThread m_thread{"test-io"};
};

void TestNetClient::skipsDeadBootstrap()
{
    std::vector<Advertised> brokers;
    ScriptedBroker broker(advertising(&brokers));
    brokers = {{4, "127.0.0.1", broker.port()}};
    const auto client = KafkaClient::create(m_thread, configOf({ScriptedBroker::deadPort(), broker.port()}));
    const auto found = cluster(client);
    QVERIFY2(found.has_value(), found ? "" : base::describe(found.error()).c_str());
    QCOMPARE(found->brokers.front().id, 4);
    QCOMPARE(broker.connections(), 1); // bootstrap and advertised address are the same: one connection
    client->close();
}

void TestNetClient::namesAllDeadBootstraps()
{
    const auto a = ScriptedBroker::deadPort();
    const auto b = ScriptedBroker::deadPort();
    const auto client = KafkaClient::create(m_thread, configOf({a, b}));
    const auto found = cluster(client);
    QVERIFY(!found);
    QCOMPARE(found.error().action, std::string("cluster.connect"));
    QCOMPARE(found.error().kind, ErrorKind::Unreachable);
    QCOMPARE(argument(found.error(), "127.0.0.1:" + std::to_string(a)), std::string("connect: Connection refused"));
    QCOMPARE(argument(found.error(), "127.0.0.1:" + std::to_string(b)), std::string("connect: Connection refused"));
    client->close();
}

void TestNetClient::wrongAdvertisedAddress()
{
    std::vector<Advertised> brokers;
    ScriptedBroker broker(advertising(&brokers));
    const auto dead = ScriptedBroker::deadPort();
    brokers = {{1, "127.0.0.1", dead}, {2, "kafka-2.internal.invalid", 9092}};
    const auto client = KafkaClient::create(m_thread, configOf({broker.port()}));
    const auto first = wait<base::Result<PeerInfo>>(client, [client] { return client->peer(1, Deadline::in(15s)); });
    QVERIFY(!first);
    QCOMPARE(first.error().action, std::string("broker.advertised"));
    QCOMPARE(first.error().target, "127.0.0.1:" + std::to_string(dead));
    QCOMPARE(argument(first.error(), "broker"), std::string("1"));
    QCOMPARE(argument(first.error(), "bootstrap"), "127.0.0.1:" + std::to_string(broker.port()));
    const auto second = wait<base::Result<PeerInfo>>(client, [client] { return client->peer(2, Deadline::in(15s)); });
    QVERIFY(!second);
    QCOMPARE(second.error().action, std::string("broker.advertised"));
    QCOMPARE(second.error().target, std::string("kafka-2.internal.invalid:9092"));
    QCOMPARE(argument(second.error(), "stage"), std::string("resolve"));
    client->close();
}

void TestNetClient::reconnectsAfterHangUp()
{
    std::vector<Advertised> brokers;
    ScriptedBroker broker(advertising(&brokers));
    brokers = {{1, "127.0.0.1", broker.port()}};
    const auto client = KafkaClient::create(m_thread, configOf({broker.port()}));
    QVERIFY(cluster(client).has_value());
    broker.hangUpAll();
    // Whether the client has noticed already or loses the request itself: it goes on.
    QVERIFY(cluster(client).has_value());
    QVERIFY(broker.connections() >= 2);
    client->close();
}

void TestNetClient::failsAtOnceDuringBackOff()
{
    ClientConfig config = configOf({ScriptedBroker::deadPort()});
    config.backoffMin = 1h;
    config.backoffMax = 1h;
    int tries = 0;
    ClientObserver observer;
    observer.onConnection = [&](std::int32_t, const Address &, const base::Error *) { ++tries; };
    const auto client = KafkaClient::create(m_thread, config, observer);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(cluster(client).error().peerText, std::string("Connection refused"));
    QCOMPARE(tries, 1);
    client->close();
}

void TestNetClient::closingEndsTasks()
{
    std::promise<void> asked;
    ScriptedBroker broker(ScriptedBroker::speaking(kApis, [&](auto &, const auto &, auto) {
        asked.set_value();
        return true; // and no answer, ever
    }));
    const auto client = KafkaClient::create(m_thread, configOf({broker.port()}));
    auto running = std::async(std::launch::async, [&] { return cluster(client); });
    asked.get_future().wait();
    auto pausing = std::async(std::launch::async, [&] { return wait<bool>(client, [client] { return client->pause(1h); }); });
    client->close();
    QCOMPARE(running.get().error().kind, ErrorKind::Cancelled);
    QCOMPARE(pausing.get(), false);
    QCOMPARE(cluster(client).error().kind, ErrorKind::Cancelled);
}

void TestNetClient::asksTheNextController()
{
    // Broker 1 says that it is the controller until it has been asked; then 2 is.
    std::atomic<int> created{0};
    std::atomic<bool> moved{false};
    std::vector<Advertised> brokers;
    const auto script = [&](std::int32_t self) {
        return ScriptedBroker::speaking(kApis, [&, self](ScriptedBroker::Session &session, const wire::RequestHeader &header, base::ByteView) {
            if (header.apiKey == wire::CreateTopicsRequest::apiKey) {
                wire::CreateTopicsResponse response;
                auto &topic = response.topics.emplace_back();
                topic.name = "t";
                topic.errorCode = self == 1 ? 41 : 0;
                moved = true;
                ++created;
                session.answer(header.correlationId, response, header.apiVersion);
            } else {
                session.answer(header.correlationId, clusterOf(brokers, moved ? 2 : 1), header.apiVersion);
            }
            return true;
        });
    };
    ScriptedBroker one(script(1));
    ScriptedBroker two(script(2));
    brokers = {{1, "127.0.0.1", one.port()}, {2, "127.0.0.1", two.port()}};
    const auto client = KafkaClient::create(m_thread, configOf({one.port()}));
    using Result = base::Result<wire::CreateTopicsResponse>;
    const auto result = wait<Result>(client, [client] {
        wire::CreateTopicsRequest request;
        request.topics.emplace_back().name = "t";
        return client->toController(request, Deadline::in(15s), [](const wire::CreateTopicsResponse &r) { return r.topics.front().errorCode; });
    });
    QVERIFY(result.has_value());
    QCOMPARE(result->topics.front().errorCode, std::int16_t(0));
    QCOMPARE(created.load(), 2);
    client->close();
}

namespace {

ScriptedBroker::Script coordinating(std::vector<wire::ApiVersionsResponse::ApiVersion> apis, std::atomic<int> &requests)
{
    return ScriptedBroker::speaking(std::move(apis), [&requests](ScriptedBroker::Session &session, const wire::RequestHeader &header, base::ByteView body) {
        const auto request = wire::decode<wire::FindCoordinatorRequest>(body, header.apiVersion);
        wire::FindCoordinatorResponse response;
        // The first time round the coordinator of "late" is not there yet.
        const bool early = ++requests == 1;
        if (header.apiVersion >= 4) {
            for (const std::string &key : request->coordinatorKeys) {
                auto &entry = response.coordinators.emplace_back();
                entry.key = key;
                entry.nodeId = static_cast<std::int32_t>(key.size());
                entry.errorCode = key == "late" && early ? 15 : 0;
            }
        } else {
            response.nodeId = static_cast<std::int32_t>(request->key.size());
        }
        session.answer(header.correlationId, response, header.apiVersion);
        return true;
    });
}

} // namespace

void TestNetClient::coordinatorsInOneRequest()
{
    std::atomic<int> requests{0};
    ScriptedBroker broker(coordinating(kApis, requests));
    const auto client = KafkaClient::create(m_thread, configOf({broker.port()}));
    using Found = std::map<std::string, base::Result<std::int32_t>>;
    const auto found = wait<Found>(client, [client] { return client->coordinators({"a", "bb", "late"}, Deadline::in(15s)); });
    QCOMPARE(found.at("a").value(), 1);
    QCOMPARE(found.at("bb").value(), 2);
    QCOMPARE(found.at("late").value(), 4);
    QCOMPARE(requests.load(), 2);
    client->close();
}

void TestNetClient::coordinatorsOfOldBrokers()
{
    std::atomic<int> requests{0};
    ScriptedBroker broker(coordinating({{1, 0, 10, {}}, {10, 0, 2, {}}, {18, 0, 2, {}}}, requests));
    const auto client = KafkaClient::create(m_thread, configOf({broker.port()}));
    using Found = std::map<std::string, base::Result<std::int32_t>>;
    const auto found = wait<Found>(client, [client] { return client->coordinators({"a", "bb"}, Deadline::in(15s)); });
    QCOMPARE(found.at("a").value(), 1);
    QCOMPARE(found.at("bb").value(), 2);
    QCOMPARE(requests.load(), 2);
    client->close();
}

void TestNetClient::unknownBroker()
{
    std::vector<Advertised> brokers;
    std::atomic<int> asked{0};
    ScriptedBroker broker(advertising(&brokers, &asked));
    brokers = {{1, "127.0.0.1", broker.port()}};
    const auto client = KafkaClient::create(m_thread, configOf({broker.port()}));
    const auto peer = wait<base::Result<PeerInfo>>(client, [client] { return client->peer(77, Deadline::in(15s)); });
    QVERIFY(!peer);
    QCOMPARE(peer.error().kind, ErrorKind::NotFound);
    QCOMPARE(peer.error().action, std::string("broker.lookup"));
    client->close();
}

QTEST_GUILESS_MAIN(TestNetClient)
#include "tst_net_client.moc"
