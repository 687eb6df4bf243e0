// SPDX-License-Identifier: GPL-3.0-or-later
// Brokers with several log directories: where replicas are put, and what follows when a directory fails.
#include "tests/sandbox/cluster/failing_disk.h"
#include "tests/sandbox/cluster/log_directories.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/partition_change.h"

#include <fstream>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;
namespace fs = std::filesystem;

namespace {

std::string idIn(const std::string &directory)
{
    std::ifstream file(directory + "/meta.properties");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("directory.id="))
            return line.substr(13);
    }
    return {};
}

/// The controller knows where that broker has its replica.
bool isKnown(const TestCluster &test, const std::string &topic, std::int32_t partition, std::int32_t broker, const std::string &id)
{
    const ImagePtr image = test.cluster->image();
    const PartitionImage *found = image->partition(topic, partition);
    return found != nullptr && directoryOf(*found, broker).toString() == id;
}

std::vector<std::string> all(Client &client, const std::string &topic, int partition)
{
    std::vector<std::string> values;
    for (std::int64_t offset = 0;;) {
        const auto part = client.fetch(topic, partition, offset);
        if (part.error != 0 || part.values.empty())
            return values;
        values.insert(values.end(), part.values.begin(), part.values.end());
        offset = part.offsets.back() + 1;
    }
}

} // namespace

class TestLogDirectories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spreadsReplicasAndKeepsThem();
    void aFolderOfOneDirectoryGrows();
    void directoriesAreWhereLogDirsSays();
    void cordonedOnesGetNothingNew();
    void aDirectoryFailsAndTheOthersGoOn();
    void theLastOneIsKept();
    void oneThatIsNotThereAtTheStart();
    void startsEmptyWithAsManyAsBefore();
};

void TestLogDirectories::spreadsReplicasAndKeepsThem()
{
    TestCluster test(1);
    test.options.logDirectories = 3;
    START(test);
    const std::string root = test.options.directory + "/broker-1";
    const std::vector<std::string> paths{root, root + ".2", root + ".3"};
    std::set<std::string> ids;
    for (const std::string &path : paths)
        ids.insert(idIn(path));
    QCOMPARE(ids.size(), std::size_t(3));
    QVERIFY(!ids.contains(""));
    std::map<std::string, std::string> places;
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 9, 1), std::int16_t{0});
        for (int p = 0; p < 9; ++p)
            QCOMPARE(client.produce("t", p, numbered(p, 5)).error, std::int16_t{0});
        for (const auto &[name, directory] : directoriesAt(client)) {
            QCOMPARE(directory.replicas.size(), std::size_t(3));
            for (const auto &[replica, bytes] : directory.replicas) {
                QVERIFY(bytes > 0);
                places[replica] = name;
            }
        }
        QCOMPARE(places.size(), std::size_t(9));
        for (int p = 0; p < 9; ++p) {
            const std::string id = idIn(test.options.directory + "/" + places[fmt::format("t-{}", p)]);
            QVERIFY(eventually([&] { return isKnown(test, "t", p, 1, id); }));
        }
        const auto registered = test.cluster->image()->broker(1)->logDirs;
        QCOMPARE(registered.size(), std::size_t(3));
        for (const base::Uuid &id : registered)
            QVERIFY(ids.contains(id.toString()));
    }
    for (const bool clean : {true, false}) {
        if (clean)
            QVERIFY(test.cluster->stopBroker(1).has_value());
        else
            QVERIFY(test.cluster->killBroker(1).has_value());
        for (const std::string &path : paths) {
            QCOMPARE(fs::exists(path + "/.kafka_cleanshutdown"), clean);
            QVERIFY(!clean || fs::exists(path + "/recovery-point-offset-checkpoint"));
        }
        QVERIFY(test.cluster->startBroker(1).has_value());
        Client client = test.client();
        for (int p = 0; p < 9; ++p) {
            QVERIFY(eventually([&] { return all(client, "t", p) == numbered(p, 5); }));
            QCOMPARE(placeOf(client, fmt::format("t-{}", p)), places[fmt::format("t-{}", p)]);
        }
    }
}

void TestLogDirectories::aFolderOfOneDirectoryGrows()
{
    TestCluster test(1);
    START(test);
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("old", 3, 1), std::int16_t{0});
        QCOMPARE(client.produce("old", 0, numbered(0, 5)).error, std::int16_t{0});
        QCOMPARE(directoriesAt(client).size(), std::size_t(1));
    }
    test.stop();
    test.options.logDirectories = 2;
    START(test);
    {
        Client client = test.client();
        QVERIFY(eventually([&] { return all(client, "old", 0) == numbered(0, 5); }));
        // The new one has nothing: it gets all of these.
        QCOMPARE(client.createTopic("new", 3, 1), std::int16_t{0});
        QVERIFY(eventually([&] { return directoriesAt(client)["broker-1.2"].replicas.size() == 3; }));
        QCOMPARE(placeOf(client, "old-0"), std::string("broker-1"));
        QCOMPARE(client.produce("new", 1, numbered(0, 5)).error, std::int16_t{0});
    }
    test.stop();
    // Not asked for, but there.
    test.options.logDirectories = 1;
    START(test);
    Client client = test.client();
    QVERIFY(eventually([&] { return all(client, "new", 1) == numbered(0, 5); }));
    QCOMPARE(placeOf(client, "new-1"), std::string("broker-1.2"));
}

void TestLogDirectories::directoriesAreWhereLogDirsSays()
{
    QTemporaryDir elsewhere;
    const std::string far = elsewhere.path().toStdString();
    TestCluster test(2, {{"log.dirs", "near," + far}});
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 2, 2), std::int16_t{0});
    for (const int id : {1, 2}) {
        const std::string name = fmt::format("broker-{}", id);
        QVERIFY(eventually([&] { return foldersIn(far + "/" + name, "t-") == 1 && foldersIn(test.options.directory + "/near/" + name, "t-") == 1; }));
    }
}

void TestLogDirectories::cordonedOnesGetNothingNew()
{
    TestCluster test(1);
    test.options.logDirectories = 2;
    START(test);
    const std::string second = test.options.directory + "/broker-1.2";
    Client client = test.client();
    QCOMPARE(client.createTopic("before", 2, 1), std::int16_t{0});
    QVERIFY(eventually([&] { return directoriesAt(client)["broker-1.2"].replicas.size() == 1; }));
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "1", "cordoned.log.dirs", second).error, 0);
    QVERIFY(eventually([&] { return directoriesAt(client)["broker-1.2"].cordoned; }));
    QVERIFY(!directoriesAt(client)["broker-1"].cordoned);
    QVERIFY(!directoriesAt(client, 4)["broker-1.2"].cordoned);
    QCOMPARE(client.createTopic("after", 4, 1), std::int16_t{0});
    QVERIFY(eventually([&] { return directoriesAt(client)["broker-1"].replicas.size() == 5; }));
    QCOMPARE(moveTo(client, "after", 0, second), base::code(KafkaError::InvalidReplicaAssignment));
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "1", "cordoned.log.dirs", std::nullopt).error, 0);
    QVERIFY(eventually([&] { return !directoriesAt(client)["broker-1.2"].cordoned; }));
    QCOMPARE(moveTo(client, "after", 0, second), std::int16_t{0});
    QVERIFY(eventually([&] { return placeOf(client, "after-0") == "broker-1.2"; }));
}

void TestLogDirectories::aDirectoryFailsAndTheOthersGoOn()
{
    FailingDisk disk;
    TestCluster test(2, {{"replica.high.watermark.checkpoint.interval.ms", "100"}});
    test.options.files = &disk;
    test.options.logDirectories = 2;
    START(test);
    std::vector<int> lost;
    {
        Client one = test.client(1);
        QCOMPARE(one.createTopic("t", 6, 2), std::int16_t{0});
        QVERIFY(eventually([&] { return directoriesAt(one)["broker-1.2"].replicas.size() == 3 && directoriesAt(one)["broker-1"].replicas.size() == 3; }));
        for (int p = 0; p < 6; ++p) {
            Client leader = test.client(test.leaderOf("t", p));
            QCOMPARE(leader.produce("t", p, numbered(p, 5)).error, std::int16_t{0});
            if (placeOf(one, fmt::format("t-{}", p)) == "broker-1.2")
                lost.push_back(p);
        }
        const std::string id = idIn(test.options.directory + "/broker-1.2");
        for (const int p : lost)
            QVERIFY(eventually([&] { return isKnown(test, "t", p, 1, id); }));

        disk.failAt("/broker-1.2/");
        QVERIFY(eventually([&] { return directoriesAt(one)["broker-1.2"].error == base::code(KafkaError::KafkaStorageError); }));
        QCOMPARE(directoriesAt(one)["broker-1.2"].replicas.size(), std::size_t(0));
        QCOMPARE(directoriesAt(one)["broker-1"].error, std::int16_t{0});
        QCOMPARE(directoriesAt(one)["broker-1"].replicas.size(), std::size_t(3));
        for (int p = 0; p < 6; ++p) {
            const bool gone = std::find(lost.begin(), lost.end(), p) != lost.end();
            if (gone)
                QVERIFY(eventually([&] { return test.leaderOf("t", p) == 2 && test.isrOf("t", p) == 1; }));
            Client leader = test.client(test.leaderOf("t", p));
            QCOMPARE(leader.produce("t", p, numbered(p + 5, 1)).error, std::int16_t{0});
            QVERIFY(eventually([&] { return test.isrOf("t", p) == std::size_t(gone ? 1 : 2); }));
        }
        QCOMPARE(test.cluster->image()->broker(1)->logDirs.size(), std::size_t(1));
        QVERIFY(test.cluster->image()->alive(1));
        // Clients see which replicas are not there.
        QVERIFY(eventually([&] {
            const auto topic = one.topic("t");
            return topic && std::all_of(topic->partitions.begin(), topic->partitions.end(), [&](const auto &partition) {
                const bool gone = std::find(lost.begin(), lost.end(), partition.partitionIndex) != lost.end();
                return partition.offlineReplicas == (gone ? std::vector<std::int32_t>{1} : std::vector<std::int32_t>{});
            });
        }));
        QCOMPARE(one.fetch("t", lost.front(), 0).error, base::code(KafkaError::KafkaStorageError));
    }
    // The disk works again, and with a new start of the broker what is on it is there again.
    disk.failAt({});
    QVERIFY(test.cluster->restartBroker(1).has_value());
    Client one = test.client(1);
    QCOMPARE(directoriesAt(one)["broker-1.2"].error, std::int16_t{0});
    QVERIFY(eventually([&] {
        return std::all_of(lost.begin(), lost.end(), [&](int p) { return test.isrOf("t", p) == 2; });
    }));
    QCOMPARE(test.cluster->image()->broker(1)->logDirs.size(), std::size_t(2));
    for (const int p : lost)
        QCOMPARE(placeOf(one, fmt::format("t-{}", p)), std::string("broker-1.2"));
}

void TestLogDirectories::theLastOneIsKept()
{
    FailingDisk disk;
    TestCluster test(1, {{"replica.high.watermark.checkpoint.interval.ms", "100"}});
    test.options.files = &disk;
    test.options.logDirectories = 2;
    START(test);
    Client client = test.client();
    disk.failAt("/broker-1");
    const auto online = [&] {
        std::vector<std::string> names;
        for (const auto &[name, directory] : directoriesAt(client)) {
            if (directory.error == 0)
                names.push_back(name);
        }
        return names;
    };
    QVERIFY(eventually([&] { return online().size() == 1; }));
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.produce("t", 0, {"early"}).error, base::code(KafkaError::KafkaStorageError));
    QCOMPARE(online().size(), std::size_t(1));
    // As a single one does: once there is room it goes on.
    disk.failAt({});
    QVERIFY(eventually([&] { return client.produce("t", 0, {"a"}).error == 0; }));
    QCOMPARE(all(client, "t", 0), std::vector<std::string>{"a"});
    QCOMPARE(online().size(), std::size_t(1));
}

void TestLogDirectories::oneThatIsNotThereAtTheStart()
{
    TestCluster test(1);
    test.options.logDirectories = 2;
    START(test);
    const std::string second = test.options.directory + "/broker-1.2";
    std::string in;
    std::string out;
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 2, 1), std::int16_t{0});
        for (int p = 0; p < 2; ++p)
            QCOMPARE(client.produce("t", p, numbered(p, 5)).error, std::int16_t{0});
        for (int p = 0; p < 2; ++p) {
            const std::string place = placeOf(client, fmt::format("t-{}", p));
            QVERIFY(eventually([&] { return isKnown(test, "t", p, 1, idIn(test.options.directory + "/" + place)); }));
        }
    }
    test.stop();
    fs::rename(second, second + "-away");
    std::ofstream(second) << "no directory";
    START(test);
    {
        Client client = test.client();
        const auto directories = directoriesAt(client);
        QCOMPARE(directories.at("broker-1.2").error, base::code(KafkaError::KafkaStorageError));
        QCOMPARE(directories.at("broker-1").replicas.size(), std::size_t(1));
        const int here = directories.at("broker-1").replicas.contains("t-0") ? 0 : 1;
        QVERIFY(eventually([&] { return all(client, "t", here) == numbered(here, 5); }));
        // It is not made anew where the other one may come back.
        QCOMPARE(test.leaderOf("t", 1 - here), -1);
        QCOMPARE(client.createTopic("u", 2, 1), std::int16_t{0});
        QVERIFY(eventually([&] { return directoriesAt(client).at("broker-1").replicas.size() == 3; }));
    }
    test.stop();
    fs::remove(second);
    fs::rename(second + "-away", second);
    START(test);
    Client client = test.client();
    for (int p = 0; p < 2; ++p)
        QVERIFY(eventually([&] { return all(client, "t", p) == numbered(p, 5); }));
}

void TestLogDirectories::startsEmptyWithAsManyAsBefore()
{
    TestCluster test(2);
    test.options.logDirectories = 2;
    START(test);
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 2, 2), std::int16_t{0});
        for (int p = 0; p < 2; ++p) {
            Client leader = test.client(test.leaderOf("t", p));
            QCOMPARE(leader.produce("t", p, numbered(p, 5)).error, std::int16_t{0});
        }
        QVERIFY(eventually([&] { return test.isrOf("t", 0) == 2 && test.isrOf("t", 1) == 2; }));
    }
    const std::string before = idIn(test.options.directory + "/broker-2");
    QVERIFY(test.cluster->stopBroker(2).has_value());
    QVERIFY(test.cluster->startEmpty(2).has_value());
    QVERIFY(idIn(test.options.directory + "/broker-2") != before);
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 2 && test.isrOf("t", 1) == 2; }));
    Client two = test.client(2);
    QCOMPARE(directoriesAt(two).size(), std::size_t(2));
    for (int p = 0; p < 2; ++p) {
        const std::string place = placeOf(two, fmt::format("t-{}", p));
        QVERIFY(eventually([&] { return isKnown(test, "t", p, 2, idIn(test.options.directory + "/" + place)); }));
    }
}

QTEST_GUILESS_MAIN(TestLogDirectories)
#include "tst_log_directories.moc"
