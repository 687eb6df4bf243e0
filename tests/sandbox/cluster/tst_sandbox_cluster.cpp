// SPDX-License-Identifier: GPL-3.0-or-later
// The running broker over real sockets: one process, free ports.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/base/kafka_error.h"
#include "backend/wire/messages/delete_records.h"
#include "backend/wire/messages/delete_topics.h"
#include "backend/wire/messages/describe_configs.h"
#include "backend/wire/messages/describe_log_dirs.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/init_producer_id.h"

#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

class TestSandboxCluster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void producesAndFetches();
    void autoCreatesOnMetadata();
    void parkedFetchWakesOnData();
    void everyVersionOfProduceAndFetch();
    void fetchSessionIsIncremental();
    void idempotentRetryIsNotAppendedTwice();
    void deleteRecordsMovesTheStart();
    void deletedTopicIsGone();
    void describesConfigsAndLogDirs();
    void survivesRestart();
    void survivesKill();
    void replicatesToFollowers();
    void leaderMovesWhenKilled();
    void notEnoughReplicas();
    void restartedFollowerTruncatesAndRejoins();
    void pausedBrokerIsFencedAndComesBack();
    void addedBrokerIsUsed();
    void refusesGarbage();
    void secondStartIsRefused();
    void brokersAreNumberedFromNodeId();
};

void TestSandboxCluster::producesAndFetches()
{
    TestCluster test(1);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("orders", 3, 1), std::int16_t{0});
    QCOMPARE(client.createTopic("orders", 3, 1), base::code(KafkaError::TopicAlreadyExists));
    for (const std::int16_t acks : {std::int16_t{-1}, std::int16_t{1}}) {
        const auto produced = client.produce("orders", 1, numbered(0, 10), acks);
        QCOMPARE(produced.error, std::int16_t{0});
        QCOMPARE(produced.baseOffset, acks == -1 ? 0 : 10);
    }
    const auto fetched = client.fetch("orders", 1, 5);
    QCOMPARE(fetched.error, std::int16_t{0});
    QCOMPARE(fetched.highWatermark, std::int64_t{20});
    QCOMPARE(fetched.offsets.size(), std::size_t{15});
    QCOMPARE(fetched.offsets.front(), std::int64_t{5});
    QCOMPARE(fetched.values.front(), std::string("value-5"));
    QCOMPARE(client.fetch("orders", 1, 21).error, base::code(KafkaError::OffsetOutOfRange));
    QCOMPARE(client.fetch("orders", 7, 0).error, base::code(KafkaError::UnknownTopicOrPartition));
    QCOMPARE(client.fetch("nothing", 0, 0).error, base::code(KafkaError::UnknownTopicOrPartition));
    QCOMPARE(client.listOffset("orders", 1, -1).value_or(-9), std::int64_t{20});
    QCOMPARE(client.listOffset("orders", 1, -2).value_or(-9), std::int64_t{0});
    QCOMPARE(client.listOffset("orders", 1, 1'700'000'000'000).value_or(-9), std::int64_t{0});
    QCOMPARE(client.listOffset("orders", 1, 1'700'000'000'001).value_or(-9), std::int64_t{-1});
}

void TestSandboxCluster::autoCreatesOnMetadata()
{
    TestCluster test(1, {{"num.partitions", "4"}});
    START(test);
    Client client = test.client();
    wire::MetadataRequest request;
    wire::MetadataRequest::MetadataRequestTopic wanted;
    wanted.name = "fresh";
    request.topics = {wanted};
    // As Kafka: whoever asks first is told that there is none, and finds it when asking again.
    const auto response = client.call(request);
    QVERIFY(response.has_value());
    QCOMPARE(response->topics.front().errorCode, base::code(KafkaError::UnknownTopicOrPartition));
    QVERIFY(response->topics.front().partitions.empty());
    QTRY_COMPARE(client.call(request)->topics.front().errorCode, std::int16_t{0});
    QCOMPARE(client.call(request)->topics.front().partitions.size(), std::size_t{4});
    wanted.name = "no/such";
    request.topics = {wanted};
    QCOMPARE(client.call(request)->topics.front().errorCode, base::code(KafkaError::InvalidTopic));
}

void TestSandboxCluster::parkedFetchWakesOnData()
{
    TestCluster test(1);
    START(test);
    Client producer = test.client();
    Client consumer = test.client();
    QCOMPARE(producer.createTopic("t", 1, 1), std::int16_t{0});
    auto fetched = std::async(std::launch::async, [&] { return consumer.fetch("t", 0, 0, 20'000); });
    QCOMPARE(fetched.wait_for(std::chrono::milliseconds(200)), std::future_status::timeout);
    QCOMPARE(producer.produce("t", 0, {"hello"}).error, std::int16_t{0});
    QCOMPARE(fetched.wait_for(std::chrono::seconds(10)), std::future_status::ready);
    QCOMPARE(fetched.get().values, std::vector<std::string>{"hello"});
    QVERIFY(consumer.fetch("t", 0, 1, 50).values.empty());
}

void TestSandboxCluster::everyVersionOfProduceAndFetch()
{
    TestCluster test(1);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.produce("t", 0, {"a"}).error, std::int16_t{0});
    const auto topic = client.topic("t");
    QVERIFY(topic.has_value());
    for (std::int16_t version = 4; version <= 18; ++version) {
        wire::FetchRequest request;
        request.maxWaitMs = 0;
        request.sessionEpoch = -1;
        wire::FetchRequest::FetchTopic wanted;
        if (version >= 13)
            wanted.topicId = topic->topicId;
        else
            wanted.topic = "t";
        wire::FetchRequest::FetchPartition partition;
        partition.partitionMaxBytes = 1000;
        wanted.partitions.push_back(partition);
        request.topics.push_back(wanted);
        const auto response = client.call(request, version);
        QVERIFY2(response.has_value(), response ? "" : base::describe(response.error()).c_str());
        QCOMPARE(response->responses.size(), std::size_t{1});
        QVERIFY(response->responses.front().partitions.front().records.size() > 60);
    }
}

void TestSandboxCluster::fetchSessionIsIncremental()
{
    TestCluster test(1);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 4, 1), std::int16_t{0});
    const auto id = client.topic("t")->topicId;
    wire::FetchRequest request;
    request.maxWaitMs = 0;
    request.sessionEpoch = 0;
    wire::FetchRequest::FetchTopic topic;
    topic.topicId = id;
    for (int i = 0; i < 4; ++i) {
        wire::FetchRequest::FetchPartition partition;
        partition.partition = i;
        partition.partitionMaxBytes = 10'000;
        topic.partitions.push_back(partition);
    }
    request.topics = {topic};
    auto first = client.call(request);
    QVERIFY(first.has_value());
    QVERIFY(first->sessionId > 0);
    QCOMPARE(first->responses.front().partitions.size(), std::size_t{4});
    QCOMPARE(client.produce("t", 2, {"x"}).error, std::int16_t{0});
    // From another connection: the session is the client's, not the socket's.
    Client other = test.client();
    request.sessionId = first->sessionId;
    request.sessionEpoch = 1;
    request.topics.clear();
    const auto second = other.call(request);
    QVERIFY(second.has_value());
    QCOMPARE(second->errorCode, std::int16_t{0});
    QCOMPARE(second->responses.size(), std::size_t{1});
    QCOMPARE(second->responses.front().partitions.size(), std::size_t{1});
    QCOMPARE(second->responses.front().partitions.front().partitionIndex, 2);
    request.sessionEpoch = 1;
    QCOMPARE(client.call(request)->errorCode, base::code(KafkaError::InvalidFetchSessionEpoch));
    request.sessionId = first->sessionId + 1000;
    QCOMPARE(client.call(request)->errorCode, base::code(KafkaError::FetchSessionIdNotFound));
}

void TestSandboxCluster::idempotentRetryIsNotAppendedTwice()
{
    TestCluster test(1);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    wire::InitProducerIdRequest idempotent;
    idempotent.transactionalId.reset();
    const auto id = client.call(idempotent);
    QVERIFY(id.has_value());
    QCOMPARE(id->errorCode, std::int16_t{0});
    QVERIFY(client.call(idempotent)->producerId != id->producerId);
    wire::RecordBatchBuilder::Options options;
    options.producerId = id->producerId;
    options.producerEpoch = id->producerEpoch;
    options.baseSequence = 0;
    QCOMPARE(client.produce("t", 0, numbered(0, 3), -1, options).baseOffset, std::int64_t{0});
    QCOMPARE(client.produce("t", 0, numbered(0, 3), -1, options).baseOffset, std::int64_t{0});
    options.baseSequence = 7;
    QCOMPARE(client.produce("t", 0, numbered(0, 1), -1, options).error, base::code(KafkaError::OutOfOrderSequenceNumber));
    QCOMPARE(client.listOffset("t", 0, -1).value_or(-1), std::int64_t{3});
    wire::InitProducerIdRequest transactional;
    transactional.transactionalId = "tx";
    QVERIFY(client.call(transactional)->errorCode != 0);
}

void TestSandboxCluster::deleteRecordsMovesTheStart()
{
    TestCluster test(2);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 2), std::int16_t{0});
    Client leader = test.client(test.leaderOf("t", 0));
    QCOMPARE(leader.produce("t", 0, numbered(0, 10)).error, std::int16_t{0});
    wire::DeleteRecordsRequest request;
    request.timeoutMs = 20'000;
    wire::DeleteRecordsRequest::DeleteRecordsTopic topic;
    topic.name = "t";
    wire::DeleteRecordsRequest::DeleteRecordsPartition partition;
    partition.offset = 4;
    topic.partitions.push_back(partition);
    request.topics.push_back(topic);
    const auto response = leader.call(request);
    QVERIFY(response.has_value());
    QCOMPARE(response->topics.front().partitions.front().errorCode, std::int16_t{0});
    QCOMPARE(response->topics.front().partitions.front().lowWatermark, std::int64_t{4});
    QCOMPARE(leader.fetch("t", 0, 3).error, base::code(KafkaError::OffsetOutOfRange));
    QCOMPARE(leader.listOffset("t", 0, -2).value_or(-1), std::int64_t{4});
    request.topics.front().partitions.front().offset = 11;
    QCOMPARE(leader.call(request)->topics.front().partitions.front().errorCode, base::code(KafkaError::OffsetOutOfRange));
}

void TestSandboxCluster::deletedTopicIsGone()
{
    TestCluster test(1);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.produce("t", 0, {"old"}).error, std::int16_t{0});
    wire::DeleteTopicsRequest request;
    wire::DeleteTopicsRequest::DeleteTopicState state;
    state.name = "t";
    request.topics.push_back(state);
    request.timeoutMs = 10'000;
    const auto response = client.call(request);
    QVERIFY(response.has_value());
    QCOMPARE(response->responses.front().errorCode, std::int16_t{0});
    QVERIFY(!client.topic("t").has_value());
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.listOffset("t", 0, -1).value_or(-9), std::int64_t{0});
}

void TestSandboxCluster::describesConfigsAndLogDirs()
{
    TestCluster test(1);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 2, 1, {{"retention.ms", "60000"}}), std::int16_t{0});
    wire::DescribeConfigsRequest request;
    wire::DescribeConfigsRequest::DescribeConfigsResource resource;
    resource.resourceType = 2;
    resource.resourceName = "t";
    resource.configurationKeys = {"retention.ms"};
    request.resources.push_back(resource);
    const auto configs = client.call(request);
    QVERIFY(configs.has_value());
    QCOMPARE(configs->results.front().configs.size(), std::size_t{1});
    QCOMPARE(configs->results.front().configs.front().value.value_or(""), std::string("60000"));
    QCOMPARE(client.produce("t", 1, numbered(0, 100)).error, std::int16_t{0});
    wire::DescribeLogDirsRequest dirs;
    dirs.topics.reset();
    const auto described = client.call(dirs);
    QVERIFY(described.has_value());
    std::int64_t bytes = 0;
    for (const auto &topic : described->results.front().topics) {
        for (const auto &partition : topic.partitions)
            bytes += partition.partitionSize;
    }
    QVERIFY(bytes > 1000);
}

void TestSandboxCluster::survivesRestart()
{
    TestCluster test(3);
    START(test);
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 3), std::int16_t{0});
        Client leader = test.client(test.leaderOf("t", 0));
        QCOMPARE(leader.produce("t", 0, numbered(0, 100)).error, std::int16_t{0});
    }
    const std::string clusterId = test.cluster->clusterId();
    test.stop();
    START(test);
    QCOMPARE(test.cluster->clusterId(), clusterId);
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0; }));
    Client leader = test.client(test.leaderOf("t", 0));
    QVERIFY(eventually([&] { return leader.fetch("t", 0, 0).values.size() == 100; }));
    QCOMPARE(leader.produce("t", 0, {"next"}).baseOffset, std::int64_t{100});
}

void TestSandboxCluster::survivesKill()
{
    TestCluster test(1);
    START(test);
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
        for (int i = 0; i < 20; ++i)
            QCOMPARE(client.produce("t", 0, numbered(i * 5, 5)).error, std::int16_t{0});
    }
    QVERIFY(test.cluster->killBroker(1).has_value());
    QVERIFY(test.cluster->startBroker(1).has_value());
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) == 1; }));
    Client client = test.client();
    QVERIFY(eventually([&] { return client.fetch("t", 0, 0).values == numbered(0, 100); }));
}

void TestSandboxCluster::replicatesToFollowers()
{
    TestCluster test(3);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 6, 3), std::int16_t{0});
    for (int p = 0; p < 6; ++p) {
        Client leader = test.client(test.leaderOf("t", p));
        QCOMPARE(leader.produce("t", p, numbered(p, 50)).error, std::int16_t{0});
    }
    // Every broker has every record, and a client may read it from any of them (KIP-392).
    for (int broker = 1; broker <= 3; ++broker) {
        Client follower = test.client(broker);
        for (int p = 0; p < 6; ++p)
            QVERIFY(eventually([&] { return follower.fetch("t", p, 0).values == numbered(p, 50); }));
    }
}

void TestSandboxCluster::leaderMovesWhenKilled()
{
    TestCluster test(3);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 3, {{"min.insync.replicas", "2"}}), std::int16_t{0});
    const std::int32_t first = test.leaderOf("t", 0);
    {
        Client leader = test.client(first);
        QCOMPARE(leader.produce("t", 0, numbered(0, 100)).error, std::int16_t{0});
    }
    QVERIFY(test.cluster->killBroker(first).has_value());
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0 && test.leaderOf("t", 0) != first; }));
    const std::int32_t second = test.leaderOf("t", 0);
    Client leader = test.client(second);
    QVERIFY(eventually([&] { return leader.produce("t", 0, numbered(100, 1)).error == 0; }));
    QVERIFY(eventually([&] { return leader.fetch("t", 0, 0).values.size() >= 101; }));
    QCOMPARE(leader.fetch("t", 0, 0).values.front(), std::string("value-0"));
    QVERIFY(test.cluster->startBroker(first).has_value());
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 3; }));
    Client back = test.client(first);
    QVERIFY(eventually([&] { return back.fetch("t", 0, 0).values == leader.fetch("t", 0, 0).values; }));
}

void TestSandboxCluster::notEnoughReplicas()
{
    TestCluster test(3);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 3, {{"min.insync.replicas", "2"}}), std::int16_t{0});
    const std::int32_t leaderId = test.leaderOf("t", 0);
    Client leader = test.client(leaderId);
    QCOMPARE(leader.produce("t", 0, {"a"}).error, std::int16_t{0});
    for (int id = 1; id <= 3; ++id) {
        if (id != leaderId)
            QVERIFY(test.cluster->killBroker(id).has_value());
    }
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 1; }));
    QVERIFY(eventually([&] { return leader.produce("t", 0, {"b"}, -1, {}, 1000).error == base::code(KafkaError::NotEnoughReplicas); }));
    QCOMPARE(leader.produce("t", 0, {"c"}, 1).error, std::int16_t{0});
    QCOMPARE(leader.fetch("t", 0, 0).values.front(), std::string("a"));
}

void TestSandboxCluster::restartedFollowerTruncatesAndRejoins()
{
    TestCluster test(2);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 2), std::int16_t{0});
    const std::int32_t first = test.leaderOf("t", 0);
    const std::int32_t second = 3 - first;
    {
        Client leader = test.client(first);
        QCOMPARE(leader.produce("t", 0, numbered(0, 10)).error, std::int16_t{0});
        // The follower is away; what only the leader has is lost when the other one takes over uncleanly... which it may
        // not: the leader keeps the partition, and the follower catches up.
        QVERIFY(test.cluster->killBroker(second).has_value());
        QVERIFY(eventually([&] { return test.isrOf("t", 0) == 1; }));
        QVERIFY(eventually([&] { return leader.produce("t", 0, numbered(10, 10)).error == 0; }));
    }
    QVERIFY(test.cluster->startBroker(second).has_value());
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 2; }));
    QVERIFY(test.cluster->stopBroker(first).has_value());
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) == second; }));
    Client leader = test.client(second);
    QVERIFY(eventually([&] { return leader.fetch("t", 0, 0).values == numbered(0, 20); }));
}

void TestSandboxCluster::pausedBrokerIsFencedAndComesBack()
{
    TestCluster test(3);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 3, 3), std::int16_t{0});
    QVERIFY(test.cluster->pauseBroker(2).has_value());
    QVERIFY(eventually([&] { return !test.cluster->image()->alive(2); }));
    QVERIFY(eventually([&] {
        for (int p = 0; p < 3; ++p) {
            if (test.leaderOf("t", p) == 2 || test.leaderOf("t", p) < 0)
                return false;
        }
        return true;
    }));
    QVERIFY(test.cluster->resumeBroker(2).has_value());
    QVERIFY(eventually([&] { return test.cluster->image()->alive(2) && test.isrOf("t", 0) == 3; }));
}

void TestSandboxCluster::addedBrokerIsUsed()
{
    TestCluster test(1);
    START(test);
    const auto added = test.cluster->addBroker();
    QVERIFY(added.has_value());
    QCOMPARE(*added, 2);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 2, 2), std::int16_t{0});
    QCOMPARE(client.createTopic("u", 2, 3), base::code(KafkaError::InvalidReplicationFactor));
}

void TestSandboxCluster::refusesGarbage()
{
    TestCluster test(1);
    START(test);
    const auto address = *net::Address::parse(test.cluster->listenersOf(1).front().second);
    const auto sendRaw = [&](const base::Bytes &bytes) {
        const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in peer{};
        peer.sin_family = AF_INET;
        peer.sin_port = htons(address.port);
        peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(fd, reinterpret_cast<sockaddr *>(&peer), sizeof(peer)) != 0)
            return false;
        (void)::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        std::uint8_t answer = 0;
        const bool closed = ::recv(fd, &answer, 1, 0) <= 0;
        ::close(fd);
        return closed;
    };
    QVERIFY(sendRaw(base::toBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n")));
    QVERIFY(sendRaw({0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0}));
    QVERIFY(sendRaw({0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0}));
    QVERIFY(sendRaw({0, 0, 0, 2, 0, 0}));
    // Metadata v9 that claims two thousand million topics.
    QVERIFY(sendRaw({0, 0, 0, 18, 0, 3, 0, 9, 0, 0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0, 0}));
    QVERIFY(test.client().createTopic("still-here", 1, 1) == 0);
    QVERIFY(eventually([&] { return test.cluster->broker(1)->counters().garbage.value() >= 3; }));
}

void TestSandboxCluster::secondStartIsRefused()
{
    TestCluster test(1);
    START(test);
    const auto second = Cluster::start(test.options, test.clock);
    QVERIFY(!second.has_value());
    QCOMPARE(second.error().kind, base::ErrorKind::Conflict);
    ClusterOptions other = test.options;
    other.directory += "-other";
    other.port = static_cast<std::uint16_t>(net::Address::parse(test.cluster->listenersOf(1).front().second)->port);
    const auto taken = Cluster::start(other, test.clock);
    QVERIFY(!taken.has_value());
    QCOMPARE(taken.error().action, std::string("sandbox.listen"));
    ClusterOptions unknown = test.options;
    unknown.directory += "-third";
    unknown.settings["num.partition"] = "3";
    const auto refused = Cluster::start(unknown, test.clock);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().action, std::string("config.validate"));
}

void TestSandboxCluster::brokersAreNumberedFromNodeId()
{
    TestCluster test(2, {{"node.id", "0"}});
    START(test);
    QCOMPARE(test.cluster->brokerIds(), (std::vector<std::int32_t>{0, 1}));
    QCOMPARE(test.client().createTopic("both", 1, 2), std::int16_t{0});
    QTRY_COMPARE(test.isrOf("both", 0), std::size_t{2});
    test.stop();
    // The directory has a broker 0, and knows it.
    test.options.settings.erase("node.id");
    test.options.brokers = 1;
    START(test);
    QCOMPARE(test.cluster->brokerIds(), (std::vector<std::int32_t>{0, 1}));
    test.stop();
    test.options.settings["node.id"] = "1";
    const auto refused = Cluster::start(test.options, test.clock);
    QVERIFY(!refused.has_value());
    QCOMPARE(refused.error().target, std::string("node.id"));
}

QTEST_GUILESS_MAIN(TestSandboxCluster)
#include "tst_sandbox_cluster.moc"
