// SPDX-License-Identifier: GPL-3.0-or-later
// Partitions move between brokers, with their data, through everything that brokers live through; leaders are elected on
// request; throttles hold.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/base/kafka_error.h"
#include "backend/wire/messages/alter_partition_reassignments.h"
#include "backend/wire/messages/elect_leaders.h"
#include "backend/wire/messages/list_partition_reassignments.h"

#include <QTest>

#include <algorithm>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

namespace {

using Ids = std::vector<std::int32_t>;

std::int16_t createAt(Client &client, const std::string &name, const Ids &replicas)
{
    wire::CreateTopicsRequest request;
    request.timeoutMs = 20'000;
    auto &topic = request.topics.emplace_back();
    topic.name = name;
    topic.numPartitions = -1;
    topic.replicationFactor = -1;
    auto &one = topic.assignments.emplace_back();
    one.brokerIds = replicas;
    const auto response = client.call(std::move(request));
    return response && !response->topics.empty() ? response->topics.front().errorCode : std::int16_t{-1};
}

std::int16_t move(Client &client, const std::string &name, std::optional<Ids> replicas)
{
    wire::AlterPartitionReassignmentsRequest request;
    auto &topic = request.topics.emplace_back();
    topic.name = name;
    topic.partitions.emplace_back().replicas = std::move(replicas);
    const auto response = client.call(std::move(request));
    if (!response || response->errorCode != 0 || response->responses.empty())
        return -1;
    return response->responses.front().partitions.front().errorCode;
}

std::size_t underWay(Client &client)
{
    const auto response = client.call(wire::ListPartitionReassignmentsRequest{});
    return response && response->errorCode == 0 ? response->topics.size() : SIZE_MAX;
}

std::int16_t elect(Client &client, std::int8_t type, const std::string &name)
{
    wire::ElectLeadersRequest request;
    request.electionType = type;
    auto &topic = request.topicPartitions->emplace_back();
    topic.topic = name;
    topic.partitions = {0};
    const auto response = client.call(std::move(request));
    if (!response || response->errorCode != 0 || response->replicaElectionResults.empty())
        return -1;
    return response->replicaElectionResults.front().partitionResult.front().errorCode;
}

/// So many values of 1,000 bytes, 200 to a batch.
bool fill(Client &client, const std::string &name, int count)
{
    for (int from = 0; from < count; from += 200) {
        std::vector<std::string> values(200, std::string(1000, 'x'));
        if (client.produce(name, 0, values).error != 0)
            return false;
    }
    return true;
}

/// Bytes that the broker has of that partition on its disk; nothing where it has no folder for it.
std::optional<std::uint64_t> bytesAt(const TestCluster &test, std::int32_t broker, const std::string &folder)
{
    const std::string path = test.options.directory + "/broker-" + std::to_string(broker) + "/" + folder;
    if (!posixFileSystem().exists(path))
        return {};
    std::uint64_t bytes = 0;
    for (const FileInfo &file : posixFileSystem().list(path).value_or(std::vector<FileInfo>{}))
        bytes += file.name.ends_with(".log") ? file.size : 0;
    return bytes;
}

PartitionImage partition(const TestCluster &test, const std::string &topic)
{
    const ImagePtr image = test.cluster->image();
    const PartitionImage *found = image->partition(topic, 0);
    return found == nullptr ? PartitionImage{} : *found;
}

bool settledAt(const TestCluster &test, const std::string &topic, Ids replicas)
{
    const PartitionImage now = partition(test, topic);
    return !now.reassigning() && now.replicas == replicas && now.isr.size() == replicas.size();
}

/// Throttles what catches up on that topic, everywhere.
bool throttle(Client &client, const std::string &topic, const std::string &side, const std::string &rate)
{
    return client.setConfig(ConfigResourceType::Topic, topic, side + ".replication.throttled.replicas", "*").error == 0
        && client.setConfig(ConfigResourceType::Broker, "", side + ".replication.throttled.rate", rate).error == 0;
}

} // namespace

class TestReassignment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesThePartitionWithItsRecords();
    void throttlesHold_data();
    void throttlesHold();
    void isCalledOffOnItsWay();
    void outlivesKillsAndRestarts();
    void electsLeadersOnRequest();
};

void TestReassignment::movesThePartitionWithItsRecords()
{
    TestCluster test(3, {{"log.segment.delete.delay.ms", "200"}});
    START(test);
    Client client = test.client();
    QCOMPARE(createAt(client, "t", {1, 2}), std::int16_t{0});
    QCOMPARE(client.produce("t", 0, numbered(0, 500)).error, std::int16_t{0});
    QCOMPARE(move(client, "t", Ids{3, 2}), std::int16_t{0});
    QVERIFY(eventually([&] { return settledAt(test, "t", {3, 2}); }));
    QCOMPARE(test.leaderOf("t", 0), 3);
    QCOMPARE(underWay(client), std::size_t{0});
    Client leader = test.client(3);
    QVERIFY(eventually([&] { return leader.fetch("t", 0, 0).values == numbered(0, 500); }));
    QCOMPARE(leader.produce("t", 0, numbered(500, 10)).error, std::int16_t{0});
    // Its old place says where it is not, and has forgotten it.
    QVERIFY(eventually([&] { return client.fetch("t", 0, 0).error == base::code(KafkaError::NotLeaderOrFollower); }));
    QVERIFY(eventually([&] { return !bytesAt(test, 1, "t-0"); }));
    QVERIFY(bytesAt(test, 3, "t-0").value_or(0) > 0);
    // And back again, to where it was: the folder is a new one.
    QCOMPARE(move(client, "t", Ids{1, 2}), std::int16_t{0});
    QVERIFY(eventually([&] { return settledAt(test, "t", {1, 2}); }));
    QVERIFY(eventually([&] { return client.fetch("t", 0, 0).values == numbered(0, 510); }));
}

void TestReassignment::throttlesHold_data()
{
    QTest::addColumn<QString>("side");
    QTest::newRow("leader") << "leader";
    QTest::newRow("follower") << "follower";
}

void TestReassignment::throttlesHold()
{
    QFETCH(const QString, side);
    // At 20,000 bytes a second, of which ten seconds' worth may come at once, 4 MB take minutes.
    TestCluster test(3, {{"replica.fetch.max.bytes", "300000"}, {"replica.fetch.response.max.bytes", "300000"}});
    START(test);
    Client client = test.client();
    QCOMPARE(createAt(client, "t", {1}), std::int16_t{0});
    QVERIFY(fill(client, "t", 4000));
    QVERIFY(throttle(client, "t", side.toStdString(), "20000"));
    QCOMPARE(move(client, "t", Ids{2}), std::int16_t{0});
    QVERIFY(eventually([&] { return bytesAt(test, 2, "t-0").value_or(0) > 0; }));
    // What was allowed at once is there, and for a while nothing follows.
    QVERIFY(eventually([&] {
        const auto before = bytesAt(test, 2, "t-0");
        QTest::qWait(700);
        return before == bytesAt(test, 2, "t-0");
    }));
    QVERIFY(bytesAt(test, 2, "t-0").value_or(0) < 1'500'000);
    QVERIFY(partition(test, "t").reassigning());
    // A topic that is not named is not held up by it.
    QCOMPARE(createAt(client, "free", {1}), std::int16_t{0});
    QVERIFY(fill(client, "free", 1000));
    QCOMPARE(move(client, "free", Ids{2}), std::int16_t{0});
    QVERIFY(eventually([&] { return settledAt(test, "free", {2}); }));
    QVERIFY(partition(test, "t").reassigning());
    // Let go, it runs to its end.
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "", side.toStdString() + ".replication.throttled.rate", "100000000").error, 0);
    QVERIFY(eventually([&] { return settledAt(test, "t", {2}); }));
}

void TestReassignment::isCalledOffOnItsWay()
{
    TestCluster test(3, {{"replica.fetch.max.bytes", "300000"}, {"log.segment.delete.delay.ms", "200"}});
    START(test);
    Client client = test.client();
    QCOMPARE(createAt(client, "t", {1, 2}), std::int16_t{0});
    QVERIFY(fill(client, "t", 4000));
    QVERIFY(throttle(client, "t", "leader", "1000"));
    QCOMPARE(move(client, "t", Ids{3, 2}), std::int16_t{0});
    QVERIFY(eventually([&] { return bytesAt(test, 3, "t-0").value_or(0) > 0; }));
    QCOMPARE(underWay(client), std::size_t{1});
    QCOMPARE(move(client, "t", std::nullopt), std::int16_t{0});
    // In the order in which the move had put them, as Kafka leaves it.
    QVERIFY(settledAt(test, "t", {2, 1}));
    QVERIFY(eventually([&] { return !bytesAt(test, 3, "t-0"); }));
    QCOMPARE(test.client(test.leaderOf("t", 0)).produce("t", 0, numbered(0, 1)).error, std::int16_t{0});
    QCOMPARE(move(client, "t", std::nullopt), base::code(KafkaError::NoReassignmentInProgress));
}

void TestReassignment::outlivesKillsAndRestarts()
{
    TestCluster test(3, {{"replica.fetch.max.bytes", "300000"}});
    START(test);
    {
        Client client = test.client();
        QCOMPARE(createAt(client, "t", {1, 2}), std::int16_t{0});
        QVERIFY(fill(client, "t", 3000));
        QVERIFY(throttle(client, "t", "leader", "1000"));
        QCOMPARE(move(client, "t", Ids{2, 3}), std::int16_t{0});
        QVERIFY(eventually([&] { return bytesAt(test, 3, "t-0").value_or(0) > 0; }));
        // The one that is on its way in dies and comes back, then all of them.
        QVERIFY(test.cluster->killBroker(3).has_value());
        QVERIFY(partition(test, "t").reassigning());
        QVERIFY(test.cluster->startBroker(3).has_value());
    }
    test.stop();
    START(test);
    Client client = test.client();
    QCOMPARE(underWay(client), std::size_t{1});
    QVERIFY(partition(test, "t").reassigning());
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "", "leader.replication.throttled.rate", "100000000").error, 0);
    // The leader that is to go dies before it is done; the rest does without it.
    QVERIFY(test.cluster->killBroker(1).has_value());
    QVERIFY(eventually([&] { return settledAt(test, "t", {2, 3}); }));
    Client leader = test.client(2);
    QVERIFY(eventually([&] { return leader.listOffset("t", 0, -1) == std::optional<std::int64_t>(3000); }));
    QVERIFY(test.cluster->startBroker(1).has_value());
    // It finds out by itself that it has it no more.
    QVERIFY(eventually([&] { return !bytesAt(test, 1, "t-0"); }));
}

void TestReassignment::electsLeadersOnRequest()
{
    TestCluster test(3, {{"auto.leader.rebalance.enable", "false"}});
    START(test);
    Client client = test.client(3);
    QCOMPARE(createAt(client, "t", {1, 2}), std::int16_t{0});
    QCOMPARE(elect(client, 0, "t"), base::code(KafkaError::ElectionNotNeeded));
    QVERIFY(test.cluster->killBroker(1).has_value());
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) == 2; }));
    QCOMPARE(elect(client, 0, "t"), base::code(KafkaError::PreferredLeaderNotAvailable));
    QVERIFY(test.cluster->startBroker(1).has_value());
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 2; }));
    QCOMPARE(test.leaderOf("t", 0), 2);
    QCOMPARE(elect(client, 0, "t"), std::int16_t{0});
    QCOMPARE(test.leaderOf("t", 0), 1);

    // The last one in sync is gone, and with it what the other lacks; only on request may that one lead.
    QVERIFY(test.cluster->killBroker(2).has_value());
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 1; }));
    Client leader = test.client(1);
    QCOMPARE(leader.produce("t", 0, numbered(0, 20)).error, std::int16_t{0});
    QVERIFY(test.cluster->killBroker(1).has_value());
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) == -1; }));
    QVERIFY(test.cluster->startBroker(2).has_value());
    QCOMPARE(test.leaderOf("t", 0), -1);
    QCOMPARE(elect(client, 1, "t"), std::int16_t{0});
    QCOMPARE(test.leaderOf("t", 0), 2);
    Client second = test.client(2);
    QVERIFY(eventually([&] { return second.listOffset("t", 0, -1) == std::optional<std::int64_t>(0); }));
    // The old leader cuts off what the new one never had.
    QVERIFY(test.cluster->startBroker(1).has_value());
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 2; }));
    QCOMPARE(second.produce("t", 0, numbered(100, 3)).error, std::int16_t{0});
    QCOMPARE(elect(client, 0, "t"), std::int16_t{0});
    Client first = test.client(1);
    QVERIFY(eventually([&] { return first.fetch("t", 0, 0).values == numbered(100, 3); }));
}

QTEST_GUILESS_MAIN(TestReassignment)
#include "tst_reassignment.moc"
