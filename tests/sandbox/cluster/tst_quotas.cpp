// SPDX-License-Identifier: GPL-3.0-or-later
// Clients are held to their quotas: told how long to wait, and not listened to for so long.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/client_quota.h"
#include "backend/wire/messages/alter_client_quotas.h"
#include "backend/wire/messages/alter_replica_log_dirs.h"
#include "backend/wire/messages/create_partitions.h"
#include "backend/wire/messages/delete_topics.h"
#include "backend/wire/messages/describe_client_quotas.h"

#include <QElapsedTimer>
#include <QTest>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

namespace {

std::int16_t setQuota(Client &client, const QuotaEntity &entity, const std::string &key, std::optional<double> value)
{
    wire::AlterClientQuotasRequest request;
    auto &entry = request.entries.emplace_back();
    for (const auto &[type, name] : entity)
        entry.entity.push_back({.entityType = type, .entityName = name, .unknownTags = {}});
    entry.ops.push_back({.key = key, .value = value.value_or(0), .remove = !value, .unknownTags = {}});
    const auto response = client.call(std::move(request));
    return response && !response->entries.empty() ? response->entries.front().errorCode : std::int16_t{-1};
}

/// Every broker goes by the quotas that the controller has.
bool heard(TestCluster &test)
{
    const auto wanted = test.cluster->image()->offset();
    return eventually([&] {
        for (const std::int32_t id : test.cluster->brokerIds()) {
            if (test.cluster->broker(id)->image()->offset() < wanted)
                return false;
        }
        return true;
    });
}

wire::ProduceRequest produceRequest(const std::string &topic, std::size_t bytes)
{
    wire::RecordBatchBuilder builder{wire::RecordBatchBuilder::Options{}};
    const std::string value(bytes, 'x');
    wire::RecordInput record;
    record.timestamp = 1'700'000'000'000;
    record.value = base::viewOf(value);
    builder.add(record);
    wire::ProduceRequest request;
    request.acks = -1;
    request.timeoutMs = 10'000;
    auto &data = request.topicData.emplace_back();
    data.name = topic;
    data.partitionData.emplace_back().records = wire::Records::owning(*builder.finish());
    return request;
}

wire::FetchRequest fetchRequest(const std::string &topic, std::int64_t offset)
{
    wire::FetchRequest request;
    request.maxBytes = 50 << 20;
    request.sessionEpoch = -1;
    auto &wanted = request.topics.emplace_back();
    wanted.topic = topic;
    auto &partition = wanted.partitions.emplace_back();
    partition.fetchOffset = offset;
    partition.partitionMaxBytes = 10 << 20;
    return request;
}

std::size_t bytesOf(const wire::FetchResponse &response)
{
    std::size_t bytes = 0;
    for (const auto &topic : response.responses) {
        for (const auto &partition : topic.partitions)
            bytes += partition.records.size();
    }
    return bytes;
}

const QuotaEntity kTests{{"client-id", "tests"}};

} // namespace

class TestQuotas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areDescribedAtEveryBroker();
    void producersAreHeldUp();
    void consumersGetNothingUntilTheyMay();
    void timeIsCounted();
    void topicsAreMadeAtARate();
    void connectionsComeAtARate();
    void logDirectoriesAreWhereTheyAre();
};

void TestQuotas::areDescribedAtEveryBroker()
{
    TestCluster test(3);
    START(test);
    const QuotaEntity ann{{"user", "ann"}};
    const QuotaEntity annApp{{"user", "ann"}, {"client-id", "app"}};
    const QuotaEntity everybody{{"user", std::nullopt}};
    {
        Client client = test.client(1);
        QCOMPARE(setQuota(client, ann, "producer_byte_rate", 1000), std::int16_t{0});
        QCOMPARE(setQuota(client, annApp, "request_percentage", 12.5), std::int16_t{0});
        QCOMPARE(setQuota(client, everybody, "consumer_byte_rate", 5000), std::int16_t{0});
        QCOMPARE(setQuota(client, {{"group", "g"}}, "consumer_byte_rate", 5000), base::code(KafkaError::InvalidRequest));
    }
    const auto describe = [&](std::vector<wire::DescribeClientQuotasRequest::ComponentData> components, bool strict) {
        Client other = test.client(3);
        wire::DescribeClientQuotasRequest request;
        request.components = std::move(components);
        request.strict = strict;
        return other.call(std::move(request));
    };
    const auto component = [](const char *type, std::int8_t match, std::optional<std::string> name) {
        return wire::DescribeClientQuotasRequest::ComponentData{.entityType = type, .matchType = match, .match = std::move(name), .unknownTags = {}};
    };
    for (int run = 0; run < 2; ++run) {
        QVERIFY(heard(test));
        QCOMPARE(describe({}, false)->entries->size(), std::size_t{3});
        QCOMPARE(describe({component("user", 0, "ann")}, false)->entries->size(), std::size_t{2});
        QCOMPARE(describe({component("user", 0, "ann")}, true)->entries->size(), std::size_t{1});
        QCOMPARE(describe({component("user", 1, std::nullopt)}, true)->entries->front().values.front().value, 5000.0);
        QCOMPARE(describe({component("user", 2, std::nullopt)}, true)->entries->size(), std::size_t{2});
        QCOMPARE(describe({component("user", 2, std::nullopt), component("client-id", 0, "app")}, true)->entries->front().values.front().key,
                 std::string("request_percentage"));
        const auto refused = describe({component("user", 1, "ann")}, false);
        QCOMPARE(refused->errorCode, base::code(KafkaError::InvalidRequest));
        QVERIFY(!refused->entries);
        // And after a start from what is on the disk.
        test.stop();
        START(test);
    }
}

void TestQuotas::producersAreHeldUp()
{
    TestCluster test(3);
    START(test);
    Client admin = test.client(1);
    QCOMPARE(admin.createTopic("t", 1, 1), std::int16_t{0});
    QVERIFY(heard(test));
    const int leader = test.leaderOf("t", 0);
    QCOMPARE(setQuota(admin, kTests, "producer_byte_rate", 50'000), std::int16_t{0});
    QVERIFY(heard(test));
    Client producer = test.client(leader);
    // Ten seconds' worth may come at once.
    auto answer = producer.call(produceRequest("t", 400'000), std::int16_t{12});
    QCOMPARE(answer->responses.front().partitionResponses.front().errorCode, std::int16_t{0});
    QCOMPARE(answer->throttleTimeMs, 0);
    QElapsedTimer timer;
    answer = producer.call(produceRequest("t", 300'000), std::int16_t{12});
    timer.start();
    // It was taken all the same, and the client is told what it has to wait.
    QCOMPARE(answer->responses.front().partitionResponses.front().errorCode, std::int16_t{0});
    const int quiet = answer->throttleTimeMs;
    QVERIFY2(quiet > 2'000 && quiet < 5'000, qPrintable(QString::number(quiet)));
    // One that does not wait is not heard before its time; another connection is.
    Client other = test.client(leader);
    QVERIFY(other.topic("t"));
    QVERIFY(timer.elapsed() < quiet - 300);
    QVERIFY(producer.topic("t"));
    QVERIFY2(timer.elapsed() >= quiet - 100, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(setQuota(admin, kTests, "producer_byte_rate", std::nullopt), std::int16_t{0});
    QVERIFY(heard(test));
    QCOMPARE(other.call(produceRequest("t", 900'000), std::int16_t{12})->throttleTimeMs, 0);
}

void TestQuotas::consumersGetNothingUntilTheyMay()
{
    TestCluster test(1);
    START(test);
    Client admin = test.client(1);
    QCOMPARE(admin.createTopic("t", 1, 1), std::int16_t{0});
    for (int i = 0; i < 20; ++i)
        QCOMPARE(admin.produce("t", 0, {std::string(50'000, 'x')}).error, std::int16_t{0});
    QCOMPARE(bytesOf(*admin.call(fetchRequest("t", 0), std::int16_t{12})) / 50'000, std::size_t{20});
    QCOMPARE(setQuota(admin, kTests, "consumer_byte_rate", 30'000), std::int16_t{0});
    QVERIFY(heard(test));
    Client consumer = test.client(1);
    // No more at once than the quota's windows hold, and then an empty answer with the time to wait.
    auto answer = consumer.call(fetchRequest("t", 0), std::int16_t{12});
    QCOMPARE(answer->throttleTimeMs, 0);
    QVERIFY(bytesOf(*answer) > 0 && bytesOf(*answer) <= 300'000);
    answer = consumer.call(fetchRequest("t", 5), std::int16_t{12});
    QVERIFY(answer->throttleTimeMs > 0);
    QCOMPARE(answer->errorCode, std::int16_t{0});
    QCOMPARE(bytesOf(*answer), std::size_t{0});
    // What was not given does not count: after the quota is raised it is all there at once.
    QCOMPARE(setQuota(admin, kTests, "consumer_byte_rate", 10'000'000), std::int16_t{0});
    QVERIFY(heard(test));
    Client again = test.client(1);
    answer = again.call(fetchRequest("t", 5), std::int16_t{12});
    QCOMPARE(answer->throttleTimeMs, 0);
    QCOMPARE(bytesOf(*answer) / 50'000, std::size_t{15});
}

void TestQuotas::timeIsCounted()
{
    TestCluster test(1);
    START(test);
    Client admin = test.client(1);
    QCOMPARE(setQuota(admin, {{"user", "ANONYMOUS"}}, "request_percentage", 0.0001), std::int16_t{0});
    QVERIFY(heard(test));
    Client client = test.client(1);
    int most = 0;
    QVERIFY(eventually([&] {
        wire::MetadataRequest request;
        request.topics.reset();
        const auto answer = client.call(std::move(request));
        most = answer ? std::max(most, answer->throttleTimeMs) : -1;
        return most != 0;
    }));
    QVERIFY2(most > 0 && most <= 1000, qPrintable(QString::number(most)));
}

void TestQuotas::topicsAreMadeAtARate()
{
    TestCluster test(1);
    START(test);
    Client client = test.client(1);
    QCOMPARE(setQuota(client, kTests, "controller_mutation_rate", 1), std::int16_t{0});
    QVERIFY(heard(test));
    // Eleven are in the bucket; the first request may take more than there are.
    QCOMPARE(client.createTopic("many", 14, 1), std::int16_t{0});
    wire::CreateTopicsRequest create;
    for (const char *name : {"a", "b"}) {
        auto &topic = create.topics.emplace_back();
        topic.name = name;
        topic.numPartitions = 1;
        topic.replicationFactor = 1;
    }
    const auto refused = client.call(create);
    QCOMPARE(refused->topics.size(), std::size_t{2});
    QCOMPARE(refused->topics.front().errorCode, base::code(KafkaError::ThrottlingQuotaExceeded));
    QVERIFY(refused->throttleTimeMs > 0);
    QVERIFY(!test.cluster->image()->topic("a"));
    Client another = test.client(1);
    wire::DeleteTopicsRequest remove;
    remove.topics.emplace_back().name = "many";
    QCOMPARE(another.call(remove)->responses.front().errorCode, base::code(KafkaError::ThrottlingQuotaExceeded));
    Client third = test.client(1);
    wire::CreatePartitionsRequest grow;
    auto &topic = grow.topics.emplace_back();
    topic.name = "many";
    topic.count = 20;
    QCOMPARE(third.call(grow)->results.front().errorCode, base::code(KafkaError::ThrottlingQuotaExceeded));
    // An old client is not refused, and waits.
    Client old = test.client(1);
    const auto counted = old.call(create, std::int16_t{5});
    QCOMPARE(counted->topics.front().errorCode, std::int16_t{0});
    QVERIFY(counted->throttleTimeMs > 0);
    QVERIFY(test.cluster->image()->topic("a"));
}

void TestQuotas::connectionsComeAtARate()
{
    TestCluster test(1);
    START(test);
    {
        Client client = test.client(1);
        QCOMPARE(setQuota(client, {{"ip", "127.0.0.1"}}, "connection_creation_rate", 3), std::int16_t{0});
        QVERIFY(heard(test));
    }
    int served = 0;
    int turnedAway = 0;
    for (int i = 0; i < 36 && turnedAway < 3; ++i) {
        Client client = test.client(1);
        ++(client.call(wire::MetadataRequest{}) ? served : turnedAway);
    }
    QVERIFY2(served >= 25, qPrintable(QString::number(served)));
    QVERIFY2(turnedAway > 0, "everybody was let in");
}

void TestQuotas::logDirectoriesAreWhereTheyAre()
{
    TestCluster test(1);
    START(test);
    Client client = test.client(1);
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    const auto moveTo = [&](const std::string &path, const std::string &topic) {
        wire::AlterReplicaLogDirsRequest request;
        auto &dir = request.dirs.emplace_back();
        dir.path = path;
        auto &wanted = dir.topics.emplace_back();
        wanted.name = topic;
        wanted.partitions = {0};
        const auto response = client.call(std::move(request));
        return response ? response->results.front().partitions.front().errorCode : std::int16_t{-1};
    };
    const std::string home = test.options.directory + "/broker-1";
    QCOMPARE(moveTo(home, "t"), std::int16_t{0});
    QCOMPARE(moveTo(home + "/", "t"), std::int16_t{0});
    QCOMPARE(moveTo("/nowhere", "t"), base::code(KafkaError::LogDirNotFound));
    QCOMPARE(moveTo(home, "nobody"), base::code(KafkaError::ReplicaNotAvailable));
    QCOMPARE(moveTo(home, "not valid"), base::code(KafkaError::InvalidTopic));
}

QTEST_GUILESS_MAIN(TestQuotas)
#include "tst_quotas.moc"
