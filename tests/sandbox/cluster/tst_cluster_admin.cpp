// SPDX-License-Identifier: GPL-3.0-or-later
// What an administrator asks of the running cluster, by way of any broker: its resources, quorum and features, metadata by way
// of snapshots, and settings that act on what runs. Over real sockets, as tst_sandbox_cluster.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/metadata/controller.h"
#include "backend/wire/messages/add_raft_voter.h"
#include "backend/wire/messages/api_versions.h"
#include "backend/wire/messages/describe_cluster.h"
#include "backend/wire/messages/describe_configs.h"
#include "backend/wire/messages/describe_quorum.h"
#include "backend/wire/messages/get_telemetry_subscriptions.h"
#include "backend/wire/messages/list_config_resources.h"
#include "backend/wire/messages/push_telemetry.h"
#include "backend/wire/messages/remove_raft_voter.h"
#include "backend/wire/messages/unregister_broker.h"
#include "backend/wire/messages/update_features.h"

#include <QTest>

#include <algorithm>
#include <filesystem>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

namespace {

int c(KafkaError error)
{
    return code(error);
}

/// "16 java", in order.
std::vector<std::string> resources(Client &client, std::vector<std::int8_t> types, std::int16_t version = 1)
{
    wire::ListConfigResourcesRequest request;
    request.resourceTypes = std::move(types);
    const auto response = client.call(std::move(request), version);
    if (!response || response->errorCode != 0)
        return {"error " + std::to_string(response ? response->errorCode : -1)};
    std::vector<std::string> found;
    for (const auto &row : response->configResources)
        found.push_back(std::to_string(row.resourceType) + ' ' + row.resourceName);
    std::sort(found.begin(), found.end());
    return found;
}

int update(Client &client, const std::string &name, int level, std::int8_t type, bool validateOnly = false)
{
    wire::UpdateFeaturesRequest request;
    request.validateOnly = validateOnly;
    auto &one = request.featureUpdates.emplace_back();
    one.feature = name;
    one.maxVersionLevel = static_cast<std::int16_t>(level);
    one.upgradeType = type;
    const auto response = client.call(std::move(request));
    return response ? response->errorCode : -1;
}

int levelOf(Client &client, const std::string &name)
{
    wire::ApiVersionsRequest request;
    request.clientSoftwareName = "tests";
    request.clientSoftwareVersion = "1";
    const auto response = client.call(std::move(request));
    if (!response)
        return -1;
    for (const auto &feature : response->finalizedFeatures) {
        if (feature.name == name)
            return feature.maxVersionLevel;
    }
    return 0;
}

std::size_t segmentsOf(const TestCluster &test, const std::string &folder)
{
    std::size_t count = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(test.options.directory))
        count += entry.path().extension() == ".log" && entry.path().parent_path().filename() == folder ? 1 : 0;
    return count;
}

} // namespace

class TestClusterAdmin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resourcesAreListed();
    void quorumIsDescribedByAnyBroker();
    void featuresAreFinalizedForAll();
    void brokersAreTakenOut();
    void aBrokerStartsFromASnapshot();
    void telemetryFollowsSubscriptions();
    void settingsActOnWhatRuns();
    void inSyncReplicasFollowTheirSetting();
    void segmentsAndRetentionFollowSettings();
    void uncleanElectionFollowsItsSetting();
    void staticSettingsAreRefused();
};

void TestClusterAdmin::resourcesAreListed()
{
    TestCluster test(2);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.setConfig(ConfigResourceType::ClientMetrics, "java", "interval.ms", "1000").error, 0);
    QCOMPARE(client.setConfig(ConfigResourceType::Group, "billing", "consumer.session.timeout.ms", "50000").error, 0);
    const std::vector<std::string> all{"16 java", "2 t", "32 billing", "4 1", "4 2", "8 1", "8 2"};
    QCOMPARE(resources(client, {}), all);
    QCOMPARE(resources(client, {2, 32}), (std::vector<std::string>{"2 t", "32 billing"}));
    QCOMPARE(resources(client, {}, 0), (std::vector<std::string>{"16 java"}));
    QCOMPARE(resources(client, {2, 7}), (std::vector<std::string>{"error 35"}));
    QCOMPARE(client.setConfig(ConfigResourceType::ClientMetrics, "java", "interval.ms", {}).error, 0);
    QCOMPARE(resources(client, {16}), std::vector<std::string>{});
    // What is set is told as such.
    wire::DescribeConfigsRequest request;
    auto &group = request.resources.emplace_back();
    group.resourceType = static_cast<std::int8_t>(ConfigResourceType::Group);
    group.resourceName = "billing";
    group.configurationKeys = {{"consumer.session.timeout.ms"}};
    const auto response = client.call(std::move(request));
    QVERIFY(response.has_value());
    QCOMPARE(response->results.at(0).configs.at(0).value.value_or(""), std::string("50000"));
    QCOMPARE(int(response->results.at(0).configs.at(0).configSource), 8);
}

void TestClusterAdmin::quorumIsDescribedByAnyBroker()
{
    TestCluster test(2);
    START(test);
    for (const int broker : {1, 2}) {
        Client client = test.client(broker);
        wire::DescribeQuorumRequest request;
        auto &topic = request.topics.emplace_back();
        topic.topicName = std::string(kMetadataTopic);
        topic.partitions.emplace_back();
        wire::DescribeQuorumResponse told;
        QVERIFY(eventually([&] {
            const auto response = client.call(request);
            if (!response || response->errorCode != 0)
                return false;
            told = *response;
            const auto &state = told.topics.at(0).partitions.at(0);
            return state.observers.size() == 2
                && std::all_of(state.observers.begin(), state.observers.end(), [&](const auto &one) { return one.logEndOffset == state.highWatermark; });
        }));
        const auto &state = told.topics.at(0).partitions.at(0);
        QCOMPARE(state.leaderId, 3000);
        QCOMPARE(state.currentVoters.at(0).replicaId, 3000);
        QCOMPARE(told.nodes.at(0).listeners.at(0).name, std::string("CONTROLLER"));
        QCOMPARE(told.nodes.at(0).listeners.at(0).host + ':' + std::to_string(told.nodes.at(0).listeners.at(0).port), test.cluster->controllerAddress());
    }
    // The quorum does not change.
    Client client = test.client();
    const auto added = client.call(wire::AddRaftVoterRequest{});
    QCOMPARE(int(added->errorCode), c(KafkaError::UnsupportedVersion));
    const auto removed = client.call(wire::RemoveRaftVoterRequest{});
    QCOMPARE(removed->errorMessage.value_or(""), std::string("Cluster doesn't support removing voter because the kraft.version feature is 0"));
}

void TestClusterAdmin::featuresAreFinalizedForAll()
{
    TestCluster test(2);
    START(test);
    Client one = test.client(1);
    Client two = test.client(2);
    const int before = levelOf(two, "transaction.version");
    const int other = before == 2 ? 1 : 2;
    QCOMPARE(update(one, "transaction.version", other, other < before ? 2 : 1, true), 0);
    QCOMPARE(levelOf(one, "transaction.version"), before);
    QCOMPARE(update(one, "transaction.version", other, other < before ? 2 : 1), 0);
    QCOMPARE(levelOf(one, "transaction.version"), other);
    QVERIFY(eventually([&] { return levelOf(two, "transaction.version") == other; }));
    QCOMPARE(update(one, "metadata.version", 20, 3), c(KafkaError::InvalidUpdateVersion));
    QCOMPARE(update(two, "group.version", 3, 1), c(KafkaError::InvalidUpdateVersion));
    test.stop();
    START(test);
    Client again = test.client();
    QCOMPARE(levelOf(again, "transaction.version"), other);
    QCOMPARE(levelOf(again, "metadata.version"), 29);
}

void TestClusterAdmin::brokersAreTakenOut()
{
    TestCluster test(2);
    START(test);
    Client client = test.client();
    wire::UnregisterBrokerRequest request;
    request.brokerId = 7;
    QCOMPARE(int(client.call(request)->errorCode), c(KafkaError::BrokerIdNotRegistered));
    QVERIFY(test.cluster->stopBroker(2));
    request.brokerId = 2;
    QCOMPARE(int(client.call(request)->errorCode), 0);
    wire::DescribeClusterRequest describe;
    describe.includeFencedBrokers = true;
    const auto cluster = client.call(describe);
    QCOMPARE(cluster->brokers.size(), std::size_t{1});
    // One that is alive comes back by itself.
    QVERIFY(test.cluster->startBroker(2));
    QCOMPARE(int(client.call(request)->errorCode), 0);
    QVERIFY(eventually([&] { return test.cluster->image()->alive(2); }));
}

/// The metadata log begins behind a snapshot: a broker that comes new, and one that comes back, know everything all the same.
void TestClusterAdmin::aBrokerStartsFromASnapshot()
{
    TestCluster test(2, {{"metadata.log.max.record.bytes.between.snapshots", "3000"}});
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("kept", 1, 2), std::int16_t{0});
    Client leader = test.client(test.leaderOf("kept", 0));
    QCOMPARE(leader.produce("kept", 0, numbered(0, 5)).error, std::int16_t{0});
    for (int i = 0; i < 30; ++i)
        QCOMPARE(client.createTopic("t" + std::to_string(i), 3, 1), std::int16_t{0});
    const auto hasSnapshot = [&] {
        for (const auto &entry : std::filesystem::recursive_directory_iterator(test.options.directory)) {
            if (entry.path().extension() == ".checkpoint" && entry.path().filename().string().starts_with("0000"))
                return true;
        }
        return false;
    };
    QVERIFY(hasSnapshot());
    QVERIFY(test.cluster->stopBroker(2));
    QVERIFY(test.cluster->startEmpty(2));
    const auto added = test.cluster->addBroker();
    QVERIFY(added.has_value());
    for (const int broker : {2, *added}) {
        Client other = test.client(broker);
        QVERIFY(eventually([&] { return other.topic("t29").has_value() && other.topic("kept").has_value(); }));
    }
    QVERIFY(eventually([&] { return test.isrOf("kept", 0) == 2; }));
    // And after a start of everything.
    test.stop();
    START(test);
    Client again = test.client();
    QVERIFY(eventually([&] { return again.topic("t29").has_value(); }));
    QVERIFY(eventually([&] { return test.client(test.leaderOf("kept", 0)).fetch("kept", 0, 0).values == numbered(0, 5); }));
}

void TestClusterAdmin::telemetryFollowsSubscriptions()
{
    TestCluster test(1);
    START(test);
    Client client = test.client();
    const auto nothing = client.call(wire::GetTelemetrySubscriptionsRequest{});
    QVERIFY(nothing.has_value());
    QVERIFY(nothing->requestedMetrics.empty());
    QCOMPARE(client.setConfig(ConfigResourceType::ClientMetrics, "all", "metrics", "*").error, 0);
    QCOMPARE(client.setConfig(ConfigResourceType::ClientMetrics, "all", "match", "client_id=tests").error, 0);
    QCOMPARE(client.setConfig(ConfigResourceType::ClientMetrics, "all", "interval.ms", "100").error, 0);
    const auto told = client.call(wire::GetTelemetrySubscriptionsRequest{});
    QCOMPARE(told->requestedMetrics, std::vector<std::string>{""});
    QCOMPARE(told->pushIntervalMs, 100);
    QCOMPARE(told->telemetryMaxBytes, 1'048'576);
    wire::PushTelemetryRequest push;
    push.clientInstanceId = told->clientInstanceId;
    push.subscriptionId = told->subscriptionId;
    push.metrics = {0x0A, 0x00}; // one resource without metrics
    QCOMPARE(int(client.call(push)->errorCode), 0);
    push.subscriptionId += 1;
    QVERIFY(eventually([&] { return client.call(push)->errorCode == c(KafkaError::UnknownSubscriptionId); }));
}

void TestClusterAdmin::settingsActOnWhatRuns()
{
    TestCluster test(2);
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    Client leader = test.client(test.leaderOf("t", 0));
    const std::string block(3000, 'x');
    const auto topic = ConfigResourceType::Topic;
    const auto broker = ConfigResourceType::Broker;
    const auto produces = [&](int expected) {
        return eventually([&] { return leader.produceOnce("t", 0, {block}, -1, {}, 5000).error == expected; }, std::chrono::seconds(10));
    };
    QVERIFY(produces(0));
    QCOMPARE(client.setConfig(broker, "", "message.max.bytes", "2000").error, 0);
    QVERIFY(produces(c(KafkaError::MessageTooLarge)));
    QCOMPARE(client.setConfig(topic, "t", "max.message.bytes", "10000").error, 0);
    QVERIFY(produces(0));
    QCOMPARE(client.setConfig(topic, "t", "max.message.bytes", {}).error, 0);
    QVERIFY(produces(c(KafkaError::MessageTooLarge)));
    QCOMPARE(client.setConfig(broker, "", "message.max.bytes", {}).error, 0);
    QVERIFY(produces(0));
    // A record of the year 2023 is too old.
    QCOMPARE(client.setConfig(broker, std::to_string(test.leaderOf("t", 0)), "log.message.timestamp.before.max.ms", "1000").error, 0);
    QVERIFY(produces(c(KafkaError::InvalidTimestamp)));
    QCOMPARE(client.setConfig(topic, "t", "message.timestamp.type", "LogAppendTime").error, 0);
    QVERIFY(produces(0));
    QCOMPARE(client.setConfig(broker, "", "compression.type", "zstd").error, 0);
    wire::FetchRequest fetch;
    fetch.maxWaitMs = 0;
    fetch.sessionEpoch = -1;
    auto &wanted = fetch.topics.emplace_back();
    wanted.topic = "t";
    wanted.partitions.emplace_back().partitionMaxBytes = 1 << 20;
    QVERIFY(eventually([&] {
        const auto produced = leader.produceOnce("t", 0, {block}, -1, {}, 5000);
        wanted.partitions.front().fetchOffset = produced.baseOffset;
        const auto answer = leader.call(fetch, std::int16_t{12});
        const auto bytes = answer->responses.at(0).partitions.at(0).records.flatten();
        bool compressed = false;
        (void)wire::forEachBatch(*bytes, [&](const wire::RecordBatchView &batch) -> base::Status {
            compressed = batch.header().compression() == wire::Compression::Zstd;
            return {};
        });
        return compressed;
    }));
}

void TestClusterAdmin::inSyncReplicasFollowTheirSetting()
{
    TestCluster test(2, {{"replica.lag.time.max.ms", "1000"}});
    START(test);
    Client client = test.client(1);
    wire::CreateTopicsRequest request;
    auto &topic = request.topics.emplace_back();
    topic.name = "t";
    topic.numPartitions = -1;
    topic.replicationFactor = -1;
    topic.assignments.emplace_back().brokerIds = {1, 2};
    QCOMPARE(int(client.call(request)->topics.at(0).errorCode), 0);
    QCOMPARE(client.produce("t", 0, {"a"}).error, std::int16_t{0});
    QVERIFY(test.cluster->stopBroker(2));
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 1; }));
    const auto produces = [&](int expected) {
        return eventually([&] { return client.produceOnce("t", 0, {"b"}, -1, {}, 5000).error == expected; }, std::chrono::seconds(10));
    };
    QVERIFY(produces(0));
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "", "min.insync.replicas", "2").error, 0);
    QVERIFY(produces(c(KafkaError::NotEnoughReplicas)));
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "", "min.insync.replicas", {}).error, 0);
    QVERIFY(produces(0));
}

void TestClusterAdmin::segmentsAndRetentionFollowSettings()
{
    TestCluster test(1, {{"log.retention.check.interval.ms", "100"}});
    START(test);
    Client client = test.client();
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    // The records are of 2023: time alone would take them at once.
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "", "log.retention.ms", "-1").error, 0);
    const std::string block(400'000, 'x');
    for (int i = 0; i < 6; ++i)
        QCOMPARE(client.produce("t", 0, {block}).error, std::int16_t{0});
    QCOMPARE(segmentsOf(test, "t-0"), std::size_t{1});
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "", "log.segment.bytes", "1048576").error, 0);
    for (int i = 0; i < 6; ++i)
        QCOMPARE(client.produce("t", 0, {block}).error, std::int16_t{0});
    QVERIFY(segmentsOf(test, "t-0") >= 3);
    // By size, then by time.
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "", "log.retention.bytes", "1500000").error, 0);
    QVERIFY(eventually([&] { return client.listOffset("t", 0, -2).value_or(0) > 5; }));
    QVERIFY(client.listOffset("t", 0, -2).value_or(0) < 12);
    QCOMPARE(client.setConfig(ConfigResourceType::Broker, "1", "log.retention.ms", "1000").error, 0);
    QVERIFY(eventually([&] { return client.listOffset("t", 0, -2).value_or(0) == 12; }));
}

void TestClusterAdmin::uncleanElectionFollowsItsSetting()
{
    TestCluster test(2, {{"replica.lag.time.max.ms", "1000"}});
    START(test);
    Client client = test.client(1);
    wire::CreateTopicsRequest request;
    auto &topic = request.topics.emplace_back();
    topic.name = "t";
    topic.numPartitions = -1;
    topic.replicationFactor = -1;
    topic.assignments.emplace_back().brokerIds = {2, 1};
    QCOMPARE(int(client.call(request)->topics.at(0).errorCode), 0);
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) == 2; }));
    QVERIFY(test.cluster->stopBroker(1));
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 1; }));
    Client two = test.client(2);
    QCOMPARE(two.produce("t", 0, {"lost"}).error, std::int16_t{0});
    QVERIFY(test.cluster->killBroker(2));
    QVERIFY(test.cluster->startBroker(1));
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) == -1; }));
    Client one = test.client(1);
    QCOMPARE(one.setConfig(ConfigResourceType::Broker, "", "unclean.leader.election.enable", "true").error, 0);
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) == 1; }));
}

void TestClusterAdmin::staticSettingsAreRefused()
{
    TestCluster test(1);
    START(test);
    Client client = test.client();
    const auto words = [&](const std::string &resource, const std::string &name, const std::string &value) {
        const Client::ConfigAnswer answer = client.setConfig(ConfigResourceType::Broker, resource, name, value);
        return std::to_string(answer.error) + ' ' + answer.words;
    };
    for (const char *resource : {"", "1"}) {
        for (const char *name : {"log.retention.check.interval.ms", "log.roll.hours", "log.retention.minutes", "num.partitions", "broker.rack", "log.dirs"})
            QCOMPARE(words(resource, name, "1"), std::string("42 Cannot update these configs dynamically: [") + name + "]");
    }
    QCOMPARE(words("", "ssl.keystore.location", "x"),
             std::string("42 These security configs can be dynamically updated only per-listener using the listener prefix: [ssl.keystore.location]"));
    QCOMPARE(words("", "log.segment.bytes", "x"), std::string("42 Invalid value x for configuration log.segment.bytes: Not a number of type INT"));
    QVERIFY(words("1", "num.replica.fetchers", "5").ends_with("value should not be greater than double the current value 1"));
    QCOMPARE(words("", "no.such.config", "x"), std::string("0 "));
}

QTEST_GUILESS_MAIN(TestClusterAdmin)
#include "tst_cluster_admin.moc"
