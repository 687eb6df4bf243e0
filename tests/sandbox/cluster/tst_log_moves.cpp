// SPDX-License-Identifier: GPL-3.0-or-later
// Replicas move between the log directories of a broker, with their records, through everything that a broker lives through.
#include "tests/sandbox/cluster/log_directories.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/partition_change.h"
#include "backend/wire/messages/alter_partition_reassignments.h"
#include "backend/wire/messages/delete_records.h"
#include "backend/wire/messages/delete_topics.h"

#include <atomic>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;
namespace fs = std::filesystem;

namespace {

constexpr const char *kRate = "replica.alter.log.dirs.io.max.bytes.per.second";

std::vector<std::string> all(Client &client, const std::string &topic, int partition, std::int64_t from = 0)
{
    std::vector<std::string> values;
    for (std::int64_t offset = from;;) {
        const auto part = client.fetch(topic, partition, offset);
        if (part.error != 0 || part.values.empty())
            return values;
        values.insert(values.end(), part.values.begin(), part.values.end());
        offset = part.offsets.back() + 1;
    }
}

/// So many values of 1,000 bytes, 200 to a batch.
bool fill(Client &client, const std::string &topic, int count)
{
    for (int from = 0; from < count; from += 200) {
        if (client.produce(topic, 0, std::vector<std::string>(200, std::string(1000, 'x'))).error != 0)
            return false;
    }
    return true;
}

} // namespace

class TestLogMoves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesUnderLoad();
    void refusesWhatCannotBe();
    void waitsForAReplicaThatIsToCome();
    void throttledItIsSeenOnItsWayAndCalledBack();
    void goesOnAfterARestart_data();
    void goesOnAfterARestart();
    void movesALogWhoseStartIsInsideABatch();
    void movesWithSegmentsAndProducers();
    void ofTwoFoldersTheLongerOneStays();
    void takesTheCopyWhereTheOriginalIsGone();
    void goesWithItsTopic();

private:
    static std::string root(const TestCluster &test, int broker) { return fmt::format("{}/broker-{}", test.options.directory, broker); }
};

void TestLogMoves::movesUnderLoad()
{
    TestCluster test(2, {{"log.segment.delete.delay.ms", "0"}});
    test.options.logDirectories = 2;
    START(test);
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 2), std::int16_t{0});
    }
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0; }));
    std::atomic<bool> stop{false};
    std::atomic<int> acknowledged{0};
    std::atomic<int> failed{0};
    std::thread producer([&] {
        Client leader = test.client(test.leaderOf("t", 0));
        while (!stop) {
            if (leader.produce("t", 0, numbered(acknowledged, 20)).error == 0)
                acknowledged += 20;
            else
                ++failed;
        }
    });
    struct Stopper {
        std::atomic<bool> &stop;
        std::thread &thread;
        ~Stopper()
        {
            stop = true;
            if (thread.joinable())
                thread.join();
        }
    } stopper{stop, producer};
    // Leader and follower, there and back.
    for (int round = 0; round < 2; ++round) {
        for (const int id : {1, 2}) {
            Client client = test.client(id);
            QVERIFY(eventually([&] { return !placeOf(client, "t-0").empty(); }));
            const std::string from = placeOf(client, "t-0");
            const std::string to = from == fmt::format("broker-{}", id) ? from + ".2" : fmt::format("broker-{}", id);
            QCOMPARE(moveTo(client, "t", 0, test.options.directory + "/" + to), std::int16_t{0});
            QVERIFY(eventually([&] { return placeOf(client, "t-0") == to; }));
            QCOMPARE(directoriesAt(client)[to].futures.size(), std::size_t(0));
            QVERIFY(eventually([&] { return foldersIn(test.options.directory + "/" + from, "t-0") == 0; }));
            QCOMPARE(foldersIn(test.options.directory + "/" + to, "t-0"), 1);
        }
    }
    const int seen = acknowledged;
    QVERIFY(eventually([&] { return acknowledged > seen + 100; }));
    stop = true;
    producer.join();
    QCOMPARE(failed.load(), 0);
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 2; }));
    test.stop();
    START(test);
    for (const int id : {1, 2}) {
        Client client = test.client(id);
        std::vector<std::string> found;
        QVERIFY(eventually([&] {
            found = all(client, "t", 0);
            return static_cast<int>(found.size()) >= acknowledged;
        }));
        QCOMPARE(found, numbered(0, acknowledged));
    }
}

void TestLogMoves::refusesWhatCannotBe()
{
    TestCluster test(2);
    test.options.logDirectories = 2;
    START(test);
    Client client = test.client(1);
    QCOMPARE(client.createTopic("t", 1, 2), std::int16_t{0});
    const std::string long249(249, 'l');
    QCOMPARE(client.createTopic(long249, 1, 2), std::int16_t{0});
    QVERIFY(eventually([&] { return !placeOf(client, "t-0").empty() && !placeOf(client, long249 + "-0").empty(); }));
    QCOMPARE(moveTo(client, "t", 0, test.options.directory + "/nowhere"), base::code(KafkaError::LogDirNotFound));
    QCOMPARE(moveTo(client, "t", 0, root(test, 2)), base::code(KafkaError::LogDirNotFound));
    QCOMPARE(moveTo(client, "a b", 0, root(test, 1)), base::code(KafkaError::InvalidTopic));
    QCOMPARE(moveTo(client, "unheard-of", 0, root(test, 1)), base::code(KafkaError::ReplicaNotAvailable));
    QCOMPARE(moveTo(client, long249, 0, root(test, 1)), base::code(KafkaError::InvalidTopic));
    // Where it is already nothing is to be done; a slash at the end changes nothing.
    const std::string place = placeOf(client, "t-0");
    QCOMPARE(moveTo(client, "t", 0, test.options.directory + "/" + place + "/"), std::int16_t{0});
    QCOMPARE(directoriesAt(client)["broker-1"].futures.size() + directoriesAt(client)["broker-1.2"].futures.size(), std::size_t(0));
}

void TestLogMoves::waitsForAReplicaThatIsToCome()
{
    TestCluster test(2);
    test.options.logDirectories = 3;
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    const std::int32_t leader = test.leaderOf("t", 0);
    const std::int32_t other = 3 - leader;
    Client there = test.client(other);
    const std::string third = root(test, other) + ".3";
    QCOMPARE(moveTo(there, "t", 0, third), base::code(KafkaError::ReplicaNotAvailable));
    wire::AlterPartitionReassignmentsRequest request;
    auto &topic = request.topics.emplace_back();
    topic.name = "t";
    topic.partitions.emplace_back().replicas = std::vector<std::int32_t>{leader, other};
    QVERIFY(client.call(std::move(request)).has_value());
    QVERIFY(eventually([&] { return placeOf(there, "t-0") == third.substr(third.rfind('/') + 1); }));
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 2; }));
}

void TestLogMoves::throttledItIsSeenOnItsWayAndCalledBack()
{
    TestCluster test(1, {{"log.segment.delete.delay.ms", "0"}});
    test.options.logDirectories = 2;
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QVERIFY(fill(client, "t", 3000));
    const std::string from = placeOf(client, "t-0");
    const std::string to = from == "broker-1" ? "broker-1.2" : "broker-1";
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "1", kRate, "1000").error, 0);
    QCOMPARE(moveTo(client, "t", 0, test.options.directory + "/" + to), std::int16_t{0});
    QVERIFY(eventually([&] { return directoriesAt(client)[to].futures.contains("t-0"); }));
    const auto lag = directoriesAt(client)[to].futures["t-0"];
    QVERIFY2(lag > 0 && lag <= 3000, std::to_string(lag).c_str());
    QCOMPARE(foldersIn(test.options.directory + "/" + to, "t-0.", "-future"), 1);
    QCOMPARE(placeOf(client, "t-0"), from);
    QCOMPARE(client.produce("t", 0, {"meanwhile"}).error, std::int16_t{0});
    // Sent back to where it is, it stays there.
    QCOMPARE(moveTo(client, "t", 0, test.options.directory + "/" + from), std::int16_t{0});
    QCOMPARE(directoriesAt(client)[to].futures.size(), std::size_t(0));
    QVERIFY(eventually([&] { return foldersIn(test.options.directory + "/" + to, "t-0") == 0; }));
    QCOMPARE(placeOf(client, "t-0"), from);
    QCOMPARE(all(client, "t", 0).size(), std::size_t(3001));
}

void TestLogMoves::goesOnAfterARestart_data()
{
    QTest::addColumn<bool>("clean");
    QTest::newRow("stopped") << true;
    QTest::newRow("killed") << false;
}

void TestLogMoves::goesOnAfterARestart()
{
    QFETCH(const bool, clean);
    TestCluster test(1, {{"log.segment.delete.delay.ms", "0"}});
    test.options.logDirectories = 2;
    START(test);
    std::string to;
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
        QVERIFY(fill(client, "t", 3000));
        to = placeOf(client, "t-0") == "broker-1" ? "broker-1.2" : "broker-1";
        QCOMPARE(client.setConfig(ConfigResourceType::Broker, "1", kRate, "1000").error, 0);
        QCOMPARE(moveTo(client, "t", 0, test.options.directory + "/" + to), std::int16_t{0});
        QVERIFY(eventually([&] { return directoriesAt(client)[to].futures.contains("t-0") && directoriesAt(client)[to].futures["t-0"] < 3000; }));
    }
    QVERIFY((clean ? test.cluster->stopBroker(1) : test.cluster->killBroker(1)).has_value());
    QVERIFY(test.cluster->startBroker(1).has_value());
    Client client = test.client();
    QVERIFY(eventually([&] { return directoriesAt(client)[to].futures.contains("t-0"); }));
    QCOMPARE(foldersIn(test.options.directory + "/" + to, "t-0.", "-future"), 1);
    QCOMPARE(client.produce("t", 0, {"meanwhile"}).error, std::int16_t{0});
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "1", kRate, std::nullopt).error, 0);
    QVERIFY(eventually([&] { return placeOf(client, "t-0") == to; }));
    QCOMPARE(all(client, "t", 0).size(), std::size_t(3001));
    QCOMPARE(all(client, "t", 0).back(), std::string("meanwhile"));
}

void TestLogMoves::movesALogWhoseStartIsInsideABatch()
{
    TestCluster test(1);
    test.options.logDirectories = 2;
    START(test);
    std::string to;
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
        for (int i = 0; i < 5; ++i)
            QCOMPARE(client.produce("t", 0, numbered(i * 10, 10)).error, std::int16_t{0});
        wire::DeleteRecordsRequest request;
        request.timeoutMs = 10'000;
        auto &topic = request.topics.emplace_back();
        topic.name = "t";
        auto &partition = topic.partitions.emplace_back();
        partition.partitionIndex = 0;
        partition.offset = 13;
        QVERIFY(client.call(std::move(request)).has_value());
        QVERIFY(eventually([&] { return client.listOffset("t", 0, -2) == 13; }));
        to = placeOf(client, "t-0") == "broker-1" ? "broker-1.2" : "broker-1";
        QCOMPARE(moveTo(client, "t", 0, test.options.directory + "/" + to), std::int16_t{0});
        QVERIFY(eventually([&] { return placeOf(client, "t-0") == to; }));
        QCOMPARE(client.listOffset("t", 0, -2), std::optional<std::int64_t>(13));
        QCOMPARE(all(client, "t", 0, 13), numbered(13, 37));
    }
    test.stop();
    START(test);
    Client client = test.client();
    QVERIFY(eventually([&] { return all(client, "t", 0, 13) == numbered(13, 37); }));
    QCOMPARE(client.listOffset("t", 0, -2), std::optional<std::int64_t>(13));
}

void TestLogMoves::movesWithSegmentsAndProducers()
{
    TestCluster test(1);
    test.options.logDirectories = 2;
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 1, {{"segment.bytes", "1048576"}}), std::int16_t{0});
    wire::RecordBatchBuilder::Options producer;
    producer.producerId = 77;
    producer.producerEpoch = 0;
    producer.baseSequence = 0;
    QCOMPARE(client.produce("t", 0, numbered(0, 10), -1, producer).error, std::int16_t{0});
    QVERIFY(fill(client, "t", 4000));
    const std::string to = placeOf(client, "t-0") == "broker-1" ? "broker-1.2" : "broker-1";
    QCOMPARE(moveTo(client, "t", 0, test.options.directory + "/" + to), std::int16_t{0});
    QVERIFY(eventually([&] { return placeOf(client, "t-0") == to; }));
    // What the producer sends again is known, and what follows is taken.
    QCOMPARE(client.produce("t", 0, numbered(0, 10), -1, producer).baseOffset, std::int64_t(0));
    producer.baseSequence = 20;
    QCOMPARE(client.produce("t", 0, numbered(10, 1), -1, producer).error, base::code(KafkaError::OutOfOrderSequenceNumber));
    producer.baseSequence = 10;
    QCOMPARE(client.produce("t", 0, numbered(10, 1), -1, producer).baseOffset, std::int64_t(4010));
    QCOMPARE(all(client, "t", 0).size(), std::size_t(4011));
}

void TestLogMoves::ofTwoFoldersTheLongerOneStays()
{
    TestCluster test(1, {{"log.segment.delete.delay.ms", "0"}});
    test.options.logDirectories = 2;
    START(test);
    std::string place;
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
        QCOMPARE(client.produce("t", 0, numbered(0, 10)).error, std::int16_t{0});
        place = placeOf(client, "t-0");
    }
    const std::string other = place == "broker-1" ? "broker-1.2" : "broker-1";
    QVERIFY(test.cluster->stopBroker(1).has_value());
    // As a kill between the two names of a move leaves them; the one that took over has been written since.
    fs::copy(test.options.directory + "/" + place + "/t-0", test.options.directory + "/" + other + "/t-0");
    QVERIFY(test.cluster->startBroker(1).has_value());
    {
        Client client = test.client();
        QVERIFY(eventually([&] { return client.produce("t", 0, numbered(10, 5)).error == 0; }));
        QCOMPARE(all(client, "t", 0), numbered(0, 15));
        QVERIFY(eventually([&] { return foldersIn(test.options.directory + "/broker-1", "t-0") + foldersIn(test.options.directory + "/broker-1.2", "t-0") == 1; }));
        place = placeOf(client, "t-0");
    }
    const std::string shorter = place == "broker-1" ? "broker-1.2" : "broker-1";
    QVERIFY(test.cluster->stopBroker(1).has_value());
    const std::string kept = test.options.directory + "/" + place + "/t-0";
    const std::string cut = test.options.directory + "/" + shorter + "/t-0";
    fs::copy(kept, cut);
    fs::resize_file(cut + "/00000000000000000000.log", 0);
    for (const char *const derived : {"/00000000000000000000.index", "/00000000000000000000.timeindex"})
        fs::remove(cut + derived);
    QVERIFY(test.cluster->startBroker(1).has_value());
    Client client = test.client();
    QVERIFY(eventually([&] { return all(client, "t", 0) == numbered(0, 15); }));
    QCOMPARE(placeOf(client, "t-0"), place);
    QVERIFY(eventually([&] { return foldersIn(test.options.directory + "/" + shorter, "t-0") == 0; }));
}

void TestLogMoves::takesTheCopyWhereTheOriginalIsGone()
{
    TestCluster test(1);
    test.options.logDirectories = 2;
    START(test);
    std::string place;
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
        QCOMPARE(client.produce("t", 0, numbered(0, 10)).error, std::int16_t{0});
        place = placeOf(client, "t-0");
        QVERIFY(eventually([&] { return !directoryOf(*test.cluster->image()->partition("t", 0), 1).isZero() && directoryOf(*test.cluster->image()->partition("t", 0), 1) != unassignedDirectory(); }));
    }
    QVERIFY(test.cluster->stopBroker(1).has_value());
    // The controller has been told that it is there, and the broker ended before it was.
    const std::string folder = test.options.directory + "/" + place + "/t-0";
    fs::rename(folder, folder + ".abcdefghijklmnopqrstuw-future");
    QVERIFY(test.cluster->startBroker(1).has_value());
    Client client = test.client();
    QVERIFY(eventually([&] { return all(client, "t", 0) == numbered(0, 10); }));
    QCOMPARE(placeOf(client, "t-0"), place);
}

void TestLogMoves::goesWithItsTopic()
{
    TestCluster test(1, {{"log.segment.delete.delay.ms", "0"}});
    test.options.logDirectories = 2;
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QVERIFY(fill(client, "t", 3000));
    const std::string to = placeOf(client, "t-0") == "broker-1" ? "broker-1.2" : "broker-1";
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "1", kRate, "1000").error, 0);
    QCOMPARE(moveTo(client, "t", 0, test.options.directory + "/" + to), std::int16_t{0});
    QVERIFY(eventually([&] { return directoriesAt(client)[to].futures.contains("t-0"); }));
    wire::DeleteTopicsRequest request;
    request.timeoutMs = 10'000;
    request.topics.emplace_back().name = "t";
    QVERIFY(client.call(std::move(request)).has_value());
    QVERIFY(eventually([&] { return foldersIn(test.options.directory + "/broker-1", "t-0") + foldersIn(test.options.directory + "/broker-1.2", "t-0") == 0; }));
}

QTEST_GUILESS_MAIN(TestLogMoves)
#include "tst_log_moves.moc"
