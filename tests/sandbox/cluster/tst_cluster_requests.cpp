// SPDX-License-Identifier: GPL-3.0-or-later
// What clients are told by the running broker, and what their requests hold on to. Over real sockets, as tst_sandbox_cluster.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/config_defs.h"
#include "backend/sandbox/server/connection.h"
#include "backend/wire/messages/describe_configs.h"

#include <QTest>

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <filesystem>
#include <fmt/format.h>
#include <thread>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

namespace {

using std::chrono::seconds;

/// For the requests that a test hands to a broker itself; nothing is read.
class NoRequests final : public RequestSink
{
public:
    void accept(InboundRequest, Responder) override {}
    Pace paceOf(std::int16_t) const override { return Pace::Alone; }
    bool overloaded() const override { return false; }
};

} // namespace

class TestClusterRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void longPollEndsWithEnoughBytes();
    void longPollGivesWhatCameInItsTime();
    void longPollCountsSeveralPartitions();
    void longPollsEndWhileTheyAreRead();
    void brokerConfigsAreThoseInForce();
    void offsetsWaitForTheHighWatermark();
    void recordsAreLetGoOnceAppended();
};

void TestClusterRequests::longPollEndsWithEnoughBytes()
{
    TestCluster test(1);
    START(test);
    Client producer = test.client();
    Client consumer = test.client();
    QCOMPARE(producer.createTopic("t", 1, 1), std::int16_t{0});
    const std::string block(1000, 'x');
    QCOMPARE(producer.produce("t", 0, {block}).error, std::int16_t{0});
    auto fetched = std::async(std::launch::async, [&] { return consumer.fetch("t", 0, 0, 25'000, 3000); });
    QCOMPARE(fetched.wait_for(std::chrono::milliseconds(200)), std::future_status::timeout);
    QCOMPARE(producer.produce("t", 0, {block}).error, std::int16_t{0});
    QCOMPARE(fetched.wait_for(std::chrono::milliseconds(200)), std::future_status::timeout);
    QCOMPARE(producer.produce("t", 0, {block}).error, std::int16_t{0});
    QCOMPARE(fetched.wait_for(seconds(12)), std::future_status::ready);
    QCOMPARE(fetched.get().values.size(), std::size_t{3});
    // Read three times and sent once.
    QVERIFY2(test.cluster->broker(1)->status().bytesOut < 4000, qPrintable(QString::number(test.cluster->broker(1)->status().bytesOut)));
}

void TestClusterRequests::longPollGivesWhatCameInItsTime()
{
    TestCluster test(1);
    START(test);
    Client producer = test.client();
    Client consumer = test.client();
    QCOMPARE(producer.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(producer.produce("t", 0, {"first"}).error, std::int16_t{0});
    auto fetched = std::async(std::launch::async, [&] { return consumer.fetch("t", 0, 0, 3000, 1 << 20); });
    QCOMPARE(fetched.wait_for(std::chrono::milliseconds(100)), std::future_status::timeout);
    QCOMPARE(producer.produce("t", 0, {"second"}).error, std::int16_t{0});
    const auto got = fetched.get();
    QCOMPARE(got.error, std::int16_t{0});
    QCOMPARE(got.values, (std::vector<std::string>{"first", "second"}));
    QCOMPARE(got.highWatermark, std::int64_t{2});
}

/// On several owners: no partition alone has what was asked for.
void TestClusterRequests::longPollCountsSeveralPartitions()
{
    TestCluster test(1);
    START(test);
    Client producer = test.client();
    Client consumer = test.client();
    constexpr int kPartitions = 4;
    QCOMPARE(producer.createTopic("t", kPartitions, 1), std::int16_t{0});
    const std::string block(1000, 'x');
    for (int p = 0; p < kPartitions - 1; ++p)
        QCOMPARE(producer.produce("t", p, {block}).error, std::int16_t{0});
    wire::FetchRequest request;
    request.maxWaitMs = 25'000;
    request.minBytes = 4200;
    request.sessionEpoch = -1;
    wire::FetchRequest::FetchTopic topic;
    topic.topic = "t";
    for (int p = 0; p < kPartitions; ++p) {
        wire::FetchRequest::FetchPartition partition;
        partition.partition = p;
        partition.partitionMaxBytes = 1 << 20;
        topic.partitions.push_back(std::move(partition));
    }
    request.topics.push_back(std::move(topic));
    auto fetched = std::async(std::launch::async, [&] { return consumer.call(request, std::int16_t{12}); });
    QCOMPARE(fetched.wait_for(std::chrono::milliseconds(200)), std::future_status::timeout);
    QCOMPARE(producer.produce("t", 0, {block}).error, std::int16_t{0});
    QCOMPARE(fetched.wait_for(seconds(12)), std::future_status::ready);
    const auto response = fetched.get();
    QVERIFY(response.has_value());
    std::size_t bytes = 0;
    for (const auto &partition : response->responses.front().partitions)
        bytes += partition.records.size();
    QVERIFY2(bytes >= 4200, qPrintable(QString::number(bytes)));
    // What may not be sent is not waited for.
    request.minBytes = 1 << 20;
    request.maxBytes = 1000;
    auto small = std::async(std::launch::async, [&] { return consumer.call(request, std::int16_t{12}); });
    QCOMPARE(small.wait_for(seconds(12)), std::future_status::ready);
    QVERIFY(small.get().has_value());
}

/// The time runs out on one owner while others read: for the thread sanitizer, and for answers that are whole.
void TestClusterRequests::longPollsEndWhileTheyAreRead()
{
    TestCluster test(1);
    START(test);
    Client producer = test.client();
    constexpr int kPartitions = 4;
    QCOMPARE(producer.createTopic("t", kPartitions, 1), std::int16_t{0});
    for (int p = 0; p < kPartitions; ++p)
        QCOMPARE(producer.produce("t", p, {"first"}).error, std::int16_t{0});
    std::atomic<bool> enough{false};
    auto producing = std::async(std::launch::async, [&] {
        int failed = 0;
        for (int i = 0; !enough; ++i)
            failed += producer.produce("t", i % kPartitions, {"more"}, 1).error == 0 ? 0 : 1;
        return failed;
    });
    const auto consume = [&test] {
        Client consumer = test.client();
        int whole = 0;
        for (int i = 0; i < 300; ++i) {
            const auto got = consumer.fetch("t", i % kPartitions, 0, 1 + i % 3, 1 << 20);
            whole += got.error == 0 && !got.values.empty() && got.values.front() == "first" ? 1 : 0;
        }
        return whole;
    };
    std::vector<std::future<int>> consumers;
    for (int i = 0; i < 4; ++i)
        consumers.push_back(std::async(std::launch::async, consume));
    std::vector<int> whole;
    for (auto &consumer : consumers)
        whole.push_back(consumer.get());
    enough = true;
    QCOMPARE(producing.get(), 0);
    QCOMPARE(whole, std::vector<int>(4, 300));
}

void TestClusterRequests::brokerConfigsAreThoseInForce()
{
    TestCluster test(2, {{"num.io.threads", "3"}, {"num.network.threads", "2"}});
    START(test);
    Client client = test.client(2);
    wire::DescribeConfigsRequest request;
    request.includeSynonyms = true;
    wire::DescribeConfigsRequest::DescribeConfigsResource resource;
    resource.resourceType = static_cast<std::int8_t>(ConfigResourceType::Broker);
    resource.resourceName = "2";
    resource.configurationKeys.reset();
    request.resources.push_back(resource);
    const auto response = client.call(request);
    QVERIFY(response.has_value());
    QCOMPARE(response->results.front().errorCode, std::int16_t{0});
    const std::string listener = "PLAINTEXT://" + test.cluster->listenersOf(2).front().second;
    const std::string directory = test.options.directory + "/broker-2";
    const std::map<std::string, std::string> expected{
        {"node.id", "2"},
        {"broker.id", "2"},
        {"listeners", listener},
        {"advertised.listeners", listener},
        {"log.dir", directory},
        {"log.dirs", directory},
        {"process.roles", "broker"},
        {"controller.listener.names", "CONTROLLER"},
        {"controller.quorum.bootstrap.servers", test.cluster->controllerAddress()},
        {"num.io.threads", "3"},
        {"num.network.threads", "2"},
    };
    std::size_t found = 0;
    for (const auto &entry : response->results.front().configs) {
        const auto wanted = expected.find(entry.name);
        if (wanted == expected.end())
            continue;
        ++found;
        QCOMPARE(entry.value.value_or("(null)"), wanted->second);
        QCOMPARE(entry.configSource, static_cast<std::int8_t>(ConfigSource::StaticBroker));
        QVERIFY2(!entry.synonyms.empty(), entry.name.c_str());
        QCOMPARE(entry.synonyms.front().name, entry.name);
        QCOMPARE(entry.synonyms.front().value.value_or("(null)"), wanted->second);
        QCOMPARE(entry.synonyms.front().source, static_cast<std::int8_t>(ConfigSource::StaticBroker));
    }
    QCOMPARE(found, expected.size());

    // Without a word about them the number of threads follows the machine, and is told as it is.
    TestCluster plain(1);
    START(plain);
    Client other = plain.client();
    request.resources.front().resourceName = "1";
    request.resources.front().configurationKeys = {"num.io.threads", "num.network.threads"};
    const auto threads = other.call(request);
    QVERIFY(threads.has_value());
    QCOMPARE(threads->results.front().configs.size(), std::size_t{2});
    QCOMPARE(threads->results.front().configs[0].value.value_or(""), std::to_string(plain.cluster->handlers().size()));
    QCOMPARE(threads->results.front().configs[1].value.value_or(""), std::to_string(plain.cluster->network().size()));
}

/// A new leader knows more records than it knows to be committed; until it does, its end would seem to move back.
void TestClusterRequests::offsetsWaitForTheHighWatermark()
{
    TestCluster test(3);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 3, {{"min.insync.replicas", "3"}}), std::int16_t{0});
    const std::int32_t first = test.leaderOf("t", 0);
    const std::int32_t second = first % 3 + 1;
    const std::int32_t third = second % 3 + 1;
    Client leader = test.client(first);
    QVERIFY(eventually([&] { return leader.produce("t", 0, {"a"}).error == 0; }));
    QVERIFY(test.cluster->killBroker(third).has_value());
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 2; }));
    // Below min.insync.replicas the high watermark stands still, and what acks=1 brings is copied all the same.
    QCOMPARE(leader.produce("t", 0, {"b", "c"}, 1).error, std::int16_t{0});
    const auto bytesOf = [&](std::int32_t broker) {
        std::error_code none;
        const auto size = std::filesystem::file_size(fmt::format("{}/broker-{}/t-0/00000000000000000000.log", test.options.directory, broker), none);
        return none ? std::uintmax_t{0} : size;
    };
    QVERIFY(eventually([&] { return bytesOf(second) == bytesOf(first); }));
    QVERIFY(test.cluster->killBroker(first).has_value());
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) == second; }));

    Client now = test.client(second);
    const auto ask = [&now](std::int64_t timestamp, std::int16_t version) {
        wire::ListOffsetsRequest request;
        request.replicaId = -1;
        wire::ListOffsetsRequest::ListOffsetsTopic topic;
        topic.name = "t";
        wire::ListOffsetsRequest::ListOffsetsPartition entry;
        entry.timestamp = timestamp;
        topic.partitions.push_back(std::move(entry));
        request.topics.push_back(std::move(topic));
        const auto response = now.call(std::move(request), version);
        return response && !response->topics.empty() ? response->topics.front().partitions.front()
                                                     : wire::ListOffsetsResponse::ListOffsetsPartitionResponse{};
    };
    constexpr std::int64_t kTime = 1'700'000'000'000; // of every record here
    QVERIFY(eventually([&] { return ask(-2, 8).errorCode == 0; }));
    QCOMPARE(ask(-2, 8).offset, std::int64_t{0});
    QCOMPARE(ask(-1, 8).errorCode, base::code(KafkaError::OffsetNotAvailable));
    QCOMPARE(ask(-1, 5).errorCode, base::code(KafkaError::OffsetNotAvailable));
    QCOMPARE(ask(-1, 4).errorCode, base::code(KafkaError::LeaderNotAvailable));
    // A record that is known to be committed is found; whether a later one will be cannot be said yet.
    QCOMPARE(ask(kTime, 8).errorCode, std::int16_t{0});
    QCOMPARE(ask(kTime, 8).offset, std::int64_t{0});
    QCOMPARE(ask(kTime + 1, 8).errorCode, base::code(KafkaError::OffsetNotAvailable));

    QVERIFY(test.cluster->startBroker(first).has_value());
    QVERIFY(test.cluster->startBroker(third).has_value());
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 3; }));
    Client again = test.client(test.leaderOf("t", 0));
    QVERIFY(eventually([&] { return again.listOffset("t", 0, -1).value_or(-1) == 3; }));
    QCOMPARE(again.listOffset("t", 0, kTime + 1).value_or(-9), std::int64_t{-1});
}

/// acks=all may wait for weeks if its client says so, also after that one is gone; the records are in the log by then.
void TestClusterRequests::recordsAreLetGoOnceAppended()
{
    // For the responder that is handed in; ends after the cluster.
    net::IoThread thread("responder");
    boost::asio::io_context context;
    NoRequests sink;
    std::shared_ptr<detail::ServerShared> shared(new detail::ServerShared{sink, {}, [](const std::string &) {}, {}, {}, {}});
    // The follower stays in the set of in-sync replicas for as long as this takes.
    TestCluster test(2, {{"broker.session.timeout.ms", "60000"}, {"replica.lag.time.max.ms", "60000"}});
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 2, 2), std::int16_t{0});
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0; }));
    const std::int32_t leader = test.leaderOf("t", 0);
    QCOMPARE(test.client(leader).produce("t", 0, {"a"}).error, std::int16_t{0});
    QVERIFY(test.cluster->pauseBroker(3 - leader).has_value());

    wire::RecordBatchBuilder builder(wire::RecordBatchBuilder::Options{});
    const std::string large(500'000, 'x');
    wire::RecordInput record;
    record.timestamp = 1;
    record.value = base::viewOf(large);
    builder.add(record);
    wire::ProduceRequest request;
    request.acks = -1;
    request.timeoutMs = 600'000;
    wire::ProduceRequest::TopicProduceData topic;
    topic.name = "t";
    wire::ProduceRequest::PartitionProduceData data;
    data.index = 0;
    data.records = wire::Records::owning(*builder.finish());
    topic.partitionData.push_back(std::move(data));
    request.topicData.push_back(std::move(topic));
    constexpr std::int16_t kVersion = 12;
    auto content = std::make_shared<base::Bytes>(*wire::encodeFlat(request, kVersion));
    const std::weak_ptr<base::Bytes> memory = content;
    {
        InboundRequest in;
        in.header.apiKey = wire::ProduceRequest::apiKey;
        in.header.apiVersion = kVersion;
        in.body = *content;
        in.keep = std::move(content);
        Session session;
        session.clientId = "tests";
        session.listener = "PLAINTEXT";
        in.session = std::make_shared<const Session>(session);
        detail::Connection::Socket socket(context);
        auto connection = std::make_shared<detail::Connection>(thread, std::move(socket), shared, session);
        test.cluster->broker(leader)->accept(std::move(in), Responder(std::move(connection), 0, wire::ProduceRequest::apiKey));
    }
    const auto &produce = shared->counters.requests[static_cast<std::size_t>(wire::ProduceRequest::apiKey)];
    QVERIFY(eventually([&] { return test.cluster->broker(leader)->status().bytesIn > large.size(); }));
    QVERIFY(eventually([&] { return memory.expired(); }, seconds(5)));
    // And it does wait still: nothing was answered, and nothing will be before the follower has the record.
    QCOMPARE(produce.localNs.value(), std::int64_t{0});
    QVERIFY(test.cluster->resumeBroker(3 - leader).has_value());
    QVERIFY(eventually([&] { return produce.localNs.value() > 0; }));
    test.stop();
}

QTEST_GUILESS_MAIN(TestClusterRequests)
#include "tst_cluster_requests.moc"
