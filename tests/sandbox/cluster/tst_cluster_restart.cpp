// SPDX-License-Identifier: GPL-3.0-or-later
// What a cluster finds again: on what an earlier run left, and after a disk that was full.
#include "tests/sandbox/cluster/cluster_client.h"
#include "tests/sandbox/cluster/failing_disk.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/config_defs.h"
#include "backend/wire/messages/delete_records.h"
#include "backend/wire/messages/delete_topics.h"

#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <set>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

namespace {

std::int16_t deleteTopic(Client &client, const std::string &name)
{
    wire::DeleteTopicsRequest request;
    request.topics.emplace_back().name = name;
    request.timeoutMs = 10'000;
    const auto response = client.call(std::move(request));
    return response && !response->responses.empty() ? response->responses.front().errorCode : std::int16_t{-1};
}

/// Makes the metadata log that much longer: a long value of a topic's setting, another one each time.
bool growMetadata(Client &client, const std::string &topic, std::size_t bytes)
{
    std::string throttled;
    while (throttled.size() < 32'000)
        throttled += "," + std::to_string(throttled.size()) + ":1";
    for (std::size_t written = 0; written < bytes; written += throttled.size()) {
        const std::string value = std::to_string(100'000 + written) + ":1" + throttled;
        if (client.setConfig(ConfigResourceType::Topic, topic, "leader.replication.throttled.replicas", value).error != 0)
            return false;
    }
    return true;
}

/// Deletes all records that are there.
std::int16_t deleteRecords(Client &client, const std::string &name)
{
    wire::DeleteRecordsRequest request;
    request.timeoutMs = 10'000;
    auto &topic = request.topics.emplace_back();
    topic.name = name;
    topic.partitions.emplace_back().offset = -1;
    const auto response = client.call(std::move(request));
    return response && !response->topics.empty() ? response->topics.front().partitions.front().errorCode : std::int16_t{-1};
}

/// What a folder holds whose name has that text in it.
std::size_t entriesOf(const std::string &folder, const std::string &text)
{
    const auto entries = posixFileSystem().list(folder).value_or(std::vector<FileInfo>{});
    return static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), [&](const FileInfo &entry) {
        return entry.name.find(text) != std::string::npos;
    }));
}

/// How many brokers a Metadata response names that was asked for before the broker took connections: the connection waits with its
/// request in the listener's queue. -1 where no answer came.
std::int32_t brokersInFirstMetadata(std::uint16_t port)
{
    const timeval patience{30, 0};
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int descriptor = -1;
    const bool connected = eventually([&] {
        descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
        if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0)
            return true;
        ::close(descriptor);
        return false;
    });
    if (!connected)
        return -1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    // Metadata, version 1: no topics. Size, key, version, correlation id, client id "t", topics.
    constexpr std::array<std::uint8_t, 19> kRequest{0, 0, 0, 15, 0, 3, 0, 1, 0, 0, 0, 7, 0, 1, 't', 0, 0, 0, 0};
    // Size, correlation id, brokers.
    std::array<std::uint8_t, 12> response{};
    const bool answered = ::send(descriptor, kRequest.data(), kRequest.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(kRequest.size())
        && ::recv(descriptor, response.data(), response.size(), MSG_WAITALL) == static_cast<ssize_t>(response.size());
    ::close(descriptor);
    return answered ? base::readBigEndian<std::int32_t>(response.data() + 8) : -1;
}

int countOf(TestCluster &test, const std::string &kind, std::int32_t broker)
{
    int count = 0;
    for (const SandboxEvent &event : test.cluster->events().newest(1000))
        count += event.kind == kind && event.broker == broker ? 1 : 0;
    return count;
}

} // namespace

class TestClusterRestart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void topicMadeAnewKeepsItsRecords();
    void leadersAreSpreadAgain();
    void leaderOfFullDiskServesOnceThereIsRoom();
    void topicOfFullDiskServesOnceThereIsRoom();
    void foldersOfTopicsDeletedMeanwhileGo();
    void oneOwnerHasAFolder();
    void failedCloseLeavesNoMarker();
    void compactedTopicDropsDeletedSegments();
    void firstMetadataNamesABroker();
};

void TestClusterRestart::topicMadeAnewKeepsItsRecords()
{
    // The metadata log is longer than what one Fetch brings, and at the end of its first part `t` is still the topic that
    // was deleted later. A broker that acted on that state would take the folder of its successor for a leftover.
    TestCluster test(3);
    START(test);
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 3), std::int16_t{0});
        QCOMPARE(client.createTopic("long", 1, 1), std::int16_t{0});
        QVERIFY(growMetadata(client, "long", 9'500'000));
        QCOMPARE(deleteTopic(client, "t"), std::int16_t{0});
        QCOMPARE(client.createTopic("t", 1, 3), std::int16_t{0});
        Client leader = test.client(test.leaderOf("t", 0));
        QCOMPARE(leader.produce("t", 0, numbered(0, 50)).error, std::int16_t{0});
    }
    test.stop();
    START(test);
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0; }));
    Client leader = test.client(test.leaderOf("t", 0));
    QVERIFY(eventually([&] { return leader.fetch("t", 0, 0).values == numbered(0, 50); }, std::chrono::seconds(10)));
    QCOMPARE(leader.listOffset("t", 0, -1).value_or(-1), std::int64_t{50});
}

void TestClusterRestart::leadersAreSpreadAgain()
{
    TestCluster test(3);
    START(test);
    QCOMPARE(test.client().createTopic("t", 9, 3), std::int16_t{0});
    const auto allPreferred = [&] {
        const ImagePtr image = test.cluster->image();
        for (int p = 0; p < 9; ++p) {
            const PartitionImage *partition = image->partition("t", p);
            if (partition == nullptr || partition->leader != partition->preferredLeader() || partition->isr.size() < 3)
                return false;
        }
        return true;
    };
    QVERIFY(eventually(allPreferred));
    test.stop();
    START(test);
    QVERIFY(eventually(allPreferred, std::chrono::seconds(20)));
}

void TestClusterRestart::leaderOfFullDiskServesOnceThereIsRoom()
{
    FailingDisk disk;
    TestCluster test(2);
    test.options.files = &disk;
    START(test);
    QCOMPARE(test.client().createTopic("t", 1, 2), std::int16_t{0});
    const std::int32_t first = test.leaderOf("t", 0);
    const std::int32_t second = 3 - first;
    {
        Client leader = test.client(first);
        QCOMPARE(leader.produce("t", 0, numbered(0, 10)).error, std::int16_t{0});
    }
    // It becomes the leader and cannot write down its epoch.
    disk.failAt(second == 1 ? "/broker-1/" : "/broker-2/");
    QVERIFY(test.cluster->killBroker(first).has_value());
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) == second; }));
    QVERIFY(eventually([&] { return countOf(test, "storage.full", second) == 1; }));
    Client leader = test.client(second);
    QCOMPARE(leader.produceOnce("t", 0, {"early"}, 1, {}, 1000).error, base::code(base::KafkaError::NotLeaderOrFollower));
    QCOMPARE(countOf(test, "storage.ok", second), 0);
    disk.failAt({});
    QCOMPARE(leader.produce("t", 0, numbered(10, 1)).error, std::int16_t{0});
    QCOMPARE(leader.fetch("t", 0, 0).values, numbered(0, 11));
    QVERIFY(eventually([&] { return countOf(test, "storage.ok", second) == 1; }));
    QCOMPARE(countOf(test, "storage.full", second), 1);
}

void TestClusterRestart::topicOfFullDiskServesOnceThereIsRoom()
{
    FailingDisk disk;
    TestCluster test(1);
    test.options.files = &disk;
    START(test);
    Client client = test.client();
    disk.failAt("/broker-1/");
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.produce("t", 0, {"early"}).error, base::code(base::KafkaError::KafkaStorageError));
    QVERIFY(eventually([&] { return countOf(test, "storage.full", 1) == 1; }));
    disk.failAt({});
    QVERIFY(eventually([&] { return client.produce("t", 0, {"a"}).error == 0; }, std::chrono::seconds(10)));
    QCOMPARE(client.fetch("t", 0, 0).values, std::vector<std::string>{"a"});
    QVERIFY(eventually([&] { return countOf(test, "storage.ok", 1) == 1; }));
}

void TestClusterRestart::foldersOfTopicsDeletedMeanwhileGo()
{
    TestCluster test(2, {{"log.segment.delete.delay.ms", "0"}});
    START(test);
    QCOMPARE(test.client().createTopic("gone", 2, 2), std::int16_t{0});
    QCOMPARE(test.client().createTopic("kept", 2, 2), std::int16_t{0});
    for (int p = 0; p < 2; ++p) {
        Client leader = test.client(test.leaderOf("kept", p));
        QCOMPARE(leader.produce("kept", p, numbered(0, 10)).error, std::int16_t{0});
    }
    const std::string root = test.options.directory + "/broker-2";
    QVERIFY(eventually([&] { return entriesOf(root, "gone-") == 2; }));
    QVERIFY(test.cluster->stopBroker(2).has_value());
    Client client = test.client(1);
    QCOMPARE(deleteTopic(client, "gone"), std::int16_t{0});
    // Not a partition's: nothing in it says whose it is.
    QVERIFY(posixFileSystem().makeDirectory(root + "/notes-7").has_value());
    QVERIFY(test.cluster->startBroker(2).has_value());
    QVERIFY(eventually([&] { return entriesOf(root, "gone-") == 0; }, std::chrono::seconds(10)));
    QCOMPARE(entriesOf(root, "notes-7"), std::size_t{1});
    QVERIFY(eventually([&] { return test.isrOf("kept", 0) == 2 && test.isrOf("kept", 1) == 2; }));
    Client back = test.client(2);
    for (int p = 0; p < 2; ++p)
        QVERIFY(eventually([&] { return back.fetch("kept", p, 0).values == numbered(0, 10); }));
}

void TestClusterRestart::oneOwnerHasAFolder()
{
    TestCluster test(1, {{"num.io.threads", "8"}});
    START(test);
    Random random(1);
    const Broker &broker = *test.cluster->broker(1);
    std::set<std::size_t> owners;
    for (int p = 0; p < 8; ++p) {
        const std::size_t owner = broker.ownerOf("t", {random.uuid(), p});
        owners.insert(owner);
        // The topic deleted and made anew: the same folder, another id.
        for (int i = 0; i < 10; ++i)
            QCOMPARE(broker.ownerOf("t", {random.uuid(), p}), owner);
    }
    QCOMPARE(owners.size(), std::size_t{8});
}

void TestClusterRestart::failedCloseLeavesNoMarker()
{
    FailingDisk disk;
    TestCluster test(1);
    test.options.files = &disk;
    const std::string marker = test.options.directory + "/broker-1/.kafka_cleanshutdown";
    START(test);
    {
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
        QCOMPARE(client.produce("t", 0, numbered(0, 10)).error, std::int16_t{0});
    }
    disk.failAt("/t-0/");
    test.stop();
    QVERIFY(!disk.exists(marker));
    disk.failAt({});
    START(test);
    Client client = test.client();
    QVERIFY(eventually([&] { return client.fetch("t", 0, 0).values == numbered(0, 10); }));
    test.stop();
    QVERIFY(disk.exists(marker));
}

void TestClusterRestart::compactedTopicDropsDeletedSegments()
{
    TestCluster test(1, {{"log.retention.check.interval.ms", "3000"}, {"log.cleaner.enable", "false"}});
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 1, {{"segment.bytes", "1048576"}, {"file.delete.delay.ms", "0"}}), std::int16_t{0});
    for (int i = 0; i < 10; ++i)
        QCOMPARE(client.produce("t", 0, {std::string(300'000, 'x')}).error, std::int16_t{0});
    const std::string folder = test.options.directory + "/broker-1/t-0";
    QVERIFY(entriesOf(folder, ".log") >= 3);
    // Refused for a topic that is only compacted, so it becomes one afterwards.
    QCOMPARE(deleteRecords(client, "t"), std::int16_t{0});
    QCOMPARE(client.setConfig(ConfigResourceType::Topic, "t", "cleanup.policy", "compact").error, 0);
    QVERIFY(eventually([&] { return entriesOf(folder, ".log") == 1; }, std::chrono::seconds(10)));
}

void TestClusterRestart::firstMetadataNamesABroker()
{
    // Clients of a cluster that starts again are answered with the first thing that its broker knows. That it is not fenced any
    // more it hears twice, from the controller's answer and from the metadata; before the latter it has no broker to name.
    TestCluster test(1, {{"num.io.threads", "8"}});
    START(test);
    const std::uint16_t port = net::Address::parse(test.cluster->listenersOf(1).front().second)->port;
    for (int round = 0; round < 10; ++round) {
        QVERIFY(test.cluster->stopBroker(1).has_value());
        std::vector<std::future<std::int32_t>> answers;
        for (int i = 0; i < 8; ++i)
            answers.push_back(std::async(std::launch::async, [port] { return brokersInFirstMetadata(port); }));
        QVERIFY(test.cluster->startBroker(1).has_value());
        for (auto &answer : answers)
            QCOMPARE(answer.get(), 1);
    }
}

QTEST_GUILESS_MAIN(TestClusterRestart)
#include "tst_cluster_restart.moc"
