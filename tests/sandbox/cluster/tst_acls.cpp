// SPDX-License-Identifier: GPL-3.0-or-later
// SCRAM users and access control entries of a running cluster: set and removed by requests, kept over a restart, and in force on
// every request, told in Kafka's own way for each.
#include "tests/sandbox/cluster/secured_cluster.h"

#include "backend/sandbox/security/scram_server.h"
#include "backend/net/scram_math.h"
#include "backend/wire/messages/alter_user_scram_credentials.h"
#include "backend/wire/messages/consumer_group_describe.h"
#include "backend/wire/messages/create_partitions.h"
#include "backend/wire/messages/delete_acls.h"
#include "backend/wire/messages/delete_groups.h"
#include "backend/wire/messages/delete_records.h"
#include "backend/wire/messages/delete_topics.h"
#include "backend/wire/messages/describe_acls.h"
#include "backend/wire/messages/describe_cluster.h"
#include "backend/wire/messages/describe_configs.h"
#include "backend/wire/messages/describe_groups.h"
#include "backend/wire/messages/describe_log_dirs.h"
#include "backend/wire/messages/describe_topic_partitions.h"
#include "backend/wire/messages/describe_user_scram_credentials.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/heartbeat.h"
#include "backend/wire/messages/incremental_alter_configs.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/list_groups.h"
#include "backend/wire/messages/offset_commit.h"
#include "backend/wire/messages/offset_fetch.h"
#include "backend/wire/messages/offset_for_leader_epoch.h"

#include <QTest>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;
using enum AclOperation;

namespace {

std::size_t forget(Client &admin)
{
    wire::DeleteAclsRequest request;
    auto &filter = request.filters.emplace_back();
    filter.resourceTypeFilter = 1;
    filter.resourceNameFilter.reset();
    filter.patternTypeFilter = 1;
    filter.principalFilter.reset();
    filter.hostFilter.reset();
    filter.operation = 1;
    filter.permissionType = 1;
    const auto response = admin.call(std::move(request));
    return response ? response->filterResults.at(0).matchingAcls.size() : 0;
}

wire::DescribeAclsRequest everything()
{
    wire::DescribeAclsRequest request;
    request.resourceTypeFilter = 1;
    request.resourceNameFilter.reset();
    request.patternTypeFilter = 1;
    request.principalFilter.reset();
    request.hostFilter.reset();
    request.operation = 1;
    request.permissionType = 1;
    return request;
}

wire::AlterUserScramCredentialsRequest upsert(const std::string &user, const std::string &password, int iterations = 8192)
{
    wire::AlterUserScramCredentialsRequest request;
    auto &row = request.upsertions.emplace_back();
    row.name = user;
    row.mechanism = kScramSha512;
    row.iterations = iterations;
    row.salt = base::toBytes("0123456789");
    row.saltedPassword = *net::scramSalted(net::SaslMechanism::ScramSha512, password, row.salt, iterations);
    return request;
}

} // namespace

class TestAcls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scramUsers();
    void scramUsersThatCannotBe();
    void entries();
    void entriesThatCannotBe();
    void withoutAnAuthorizer();
    void topics();
    void hiddenTopics();
    void groups();
    void clusterAndSettings();
    void sessionsAskAgain();
    void authorizedOperations();
};

void TestAcls::scramUsers()
{
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    QVERIFY(!test.as("carol").call(wire::MetadataRequest{}));
    auto altered = admin.call(upsert("carol", "carol-secret"));
    QVERIFY(altered);
    QCOMPARE(altered->results.size(), std::size_t{1});
    QCOMPARE(altered->results[0].errorCode, std::int16_t{0});
    QVERIFY(test.as("carol").call(wire::MetadataRequest{}));
    wire::DescribeUserScramCredentialsRequest describe;
    auto told = admin.call(describe);
    QVERIFY(told);
    QCOMPARE(told->results.size(), std::size_t{3});
    QCOMPARE(told->results[2].user, std::string("carol"));
    QCOMPARE(told->results[2].credentialInfos.size(), std::size_t{1});
    QCOMPARE(told->results[2].credentialInfos[0].iterations, 8192);
    // They are the log's, not the process's.
    test.stop();
    START(test);
    QVERIFY(test.as("carol").call(wire::MetadataRequest{}));
    Client again = test.as("admin");
    wire::AlterUserScramCredentialsRequest remove;
    remove.deletions.push_back({"carol", kScramSha512, {}});
    altered = again.call(remove);
    QVERIFY(altered && altered->results[0].errorCode == 0);
    QVERIFY(!test.as("carol").call(wire::MetadataRequest{}));
    altered = again.call(remove);
    QCOMPARE(altered->results[0].errorCode, base::code(KafkaError::ResourceNotFound));
    describe.users->push_back({"carol", {}});
    describe.users->push_back({"alice", {}});
    describe.users->push_back({"alice", {}});
    told = again.call(describe);
    QCOMPARE(told->results[0].errorCode, base::code(KafkaError::DuplicateResource));
    QCOMPARE(told->results[1].errorCode, base::code(KafkaError::ResourceNotFound));
    // Who may not look or change.
    Client alice = test.as("alice");
    QCOMPARE(alice.call(wire::DescribeUserScramCredentialsRequest{})->errorCode, kClusterNo);
    QCOMPARE(alice.call(upsert("alice", "x"))->results[0].errorCode, kClusterNo);
    const auto refused = alice.call(describe);
    QCOMPARE(refused->errorCode, kClusterNo);
    QCOMPARE(refused->results.size(), describe.users->size());
    QCOMPARE(refused->results[0].errorCode, kClusterNo);
}

void TestAcls::scramUsersThatCannotBe()
{
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    const auto errorOf = [&](wire::AlterUserScramCredentialsRequest request) { return admin.call(std::move(request))->results.at(0).errorCode; };
    QCOMPARE(errorOf(upsert("x", "p", 4095)), base::code(KafkaError::UnacceptableCredential));
    QCOMPARE(errorOf(upsert("x", "p", 16385)), base::code(KafkaError::UnacceptableCredential));
    QCOMPARE(errorOf(upsert("", "p")), base::code(KafkaError::UnacceptableCredential));
    auto other = upsert("x", "p");
    other.upsertions[0].mechanism = 3;
    QCOMPARE(errorOf(other), base::code(KafkaError::UnsupportedSaslMechanism));
    auto twice = upsert("x", "p");
    twice.upsertions.push_back(twice.upsertions[0]);
    QCOMPARE(errorOf(twice), base::code(KafkaError::DuplicateResource));
    QCOMPARE(test.cluster->image()->scramUsers()->size(), std::size_t{4});
}

void TestAcls::entries()
{
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Read), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Read), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Write, PatternType::Prefixed, AclPermission::Deny), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Group, "g", Read), std::int16_t{0});
    auto told = admin.call(everything());
    QVERIFY(told);
    QCOMPARE(told->resources.size(), std::size_t{3});
    QCOMPARE(told->resources[0].acls.size(), std::size_t{1});
    test.stop();
    START(test);
    Client again = test.as("admin");
    QVERIFY(*again.call(everything()) == *told);
    auto some = everything();
    some.patternTypeFilter = static_cast<std::int8_t>(PatternType::Match);
    some.resourceNameFilter = "tea";
    told = again.call(some);
    QCOMPARE(told->resources.size(), std::size_t{1});
    QCOMPARE(told->resources[0].acls[0].permissionType, std::int8_t{2});
    QCOMPARE(forget(again), std::size_t{3});
    QCOMPARE(again.call(everything())->resources.size(), std::size_t{0});
    Client alice = test.as("alice");
    QCOMPARE(alice.call(everything())->errorCode, kClusterNo);
    QCOMPARE(allow(alice, ResourceType::Topic, "t", All), kClusterNo);
    QCOMPARE(forget(alice), std::size_t{0});
}

void TestAcls::entriesThatCannotBe()
{
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    constexpr auto kInvalid = base::code(KafkaError::InvalidRequest);
    QCOMPARE(allow(admin, ResourceType::Any, "t", Read), kInvalid);
    QCOMPARE(allow(admin, ResourceType::Topic, "", Read), kInvalid);
    QCOMPARE(allow(admin, ResourceType::Cluster, "other", Read), kInvalid);
    QCOMPARE(allow(admin, ResourceType::Topic, "t", AclOperation::Any), kInvalid);
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Read, PatternType::Match), kInvalid);
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Read, PatternType::Literal, AclPermission::Any), kInvalid);
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Read, PatternType::Literal, AclPermission::Allow, "alice"), kInvalid);
    QVERIFY(test.cluster->image()->acls()->empty());
    // Another authorizer than Kafka's own is not one of ours, and is never left out in silence.
    TestCluster other(1, {{"authorizer.class.name", "com.example.Own"}});
    const auto started = other.start();
    QVERIFY(!started);
    QCOMPARE(started.error().target, std::string("authorizer.class.name"));
}

void TestAcls::withoutAnAuthorizer()
{
    TestCluster test(1);
    START(test);
    Client client = test.client();
    QCOMPARE(client.call(everything())->errorCode, base::code(KafkaError::SecurityDisabled));
    QCOMPARE(allow(client, ResourceType::Topic, "t", Read), base::code(KafkaError::SecurityDisabled));
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.call(upsert("x", "p"))->results[0].errorCode, std::int16_t{0});
}

void TestAcls::topics()
{
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    Client alice = test.as("alice");
    QCOMPARE(alice.createTopic("t", 1, 1), kTopicNo);
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Create), std::int16_t{0});
    QCOMPARE(alice.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(admin.createTopic("u", 1, 1), std::int16_t{0});
    QCOMPARE(admin.produce("t", 0, {"a"}).error, std::int16_t{0});
    QCOMPARE(alice.produceOnce("t", 0, {"b"}, -1, {}, 1000).error, kTopicNo);
    QCOMPARE(alice.fetch("t", 0, 0).error, kTopicNo);
    QVERIFY(!alice.listOffset("t", 0, -1));
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Write), std::int16_t{0});
    QCOMPARE(alice.produce("t", 0, {"b"}).error, std::int16_t{0});
    QCOMPARE(alice.produceOnce("u", 0, {"b"}, -1, {}, 1000).error, kTopicNo);
    // Write implies Describe, not Read.
    QCOMPARE(alice.listOffset("t", 0, -1).value_or(-1), std::int64_t{2});
    QCOMPARE(alice.fetch("t", 0, 0).error, kTopicNo);
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Read), std::int16_t{0});
    QCOMPARE(alice.fetch("t", 0, 0).values, (std::vector<std::string>{"a", "b"}));
    wire::OffsetForLeaderEpochRequest epochs;
    for (const char *name : {"t", "u"}) {
        epochs.topics.push_back({name, {}, {}});
        epochs.topics.back().partitions.emplace_back();
    }
    const auto ends = alice.call(epochs);
    QCOMPARE(ends->topics[0].partitions[0].errorCode, std::int16_t{0});
    QCOMPARE(ends->topics[1].partitions[0].errorCode, kTopicNo);
    wire::DeleteRecordsRequest records;
    records.timeoutMs = 5000;
    records.topics.push_back({"t", {{0, 1, {}}}, {}});
    QCOMPARE(alice.call(records)->topics[0].partitions[0].errorCode, kTopicNo);
    wire::CreatePartitionsRequest partitions;
    partitions.timeoutMs = 5000;
    partitions.topics.emplace_back().name = "t";
    partitions.topics.back().count = 2;
    partitions.topics.back().assignments.reset();
    QCOMPARE(alice.call(partitions)->results[0].errorCode, kTopicNo);
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Alter), std::int16_t{0});
    QCOMPARE(alice.call(partitions)->results[0].errorCode, std::int16_t{0});
    wire::DeleteTopicsRequest remove;
    remove.timeoutMs = 5000;
    remove.topics.emplace_back().name = "t";
    QCOMPARE(alice.call(remove)->responses[0].errorCode, kTopicNo);
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Delete), std::int16_t{0});
    QCOMPARE(alice.call(records)->topics[0].partitions[0].errorCode, std::int16_t{0});
    QCOMPARE(alice.call(remove)->responses[0].errorCode, std::int16_t{0});
    // What denies beats all that allows.
    QCOMPARE(allow(admin, ResourceType::Topic, "*", All), std::int16_t{0});
    QCOMPARE(alice.produce("u", 0, {"c"}).error, std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "u", Write, PatternType::Literal, AclPermission::Deny), std::int16_t{0});
    QCOMPARE(alice.produceOnce("u", 0, {"d"}, -1, {}, 1000).error, kTopicNo);
    // By Describe it is still seen: only writing is denied.
    QVERIFY(alice.topic("u"));
}

void TestAcls::hiddenTopics()
{
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    Client alice = test.as("alice");
    QCOMPARE(admin.createTopic("seen", 1, 1), std::int16_t{0});
    QCOMPARE(admin.createTopic("unseen", 1, 1), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "se", Describe, PatternType::Prefixed), std::int16_t{0});
    wire::MetadataRequest all;
    all.topics.reset();
    auto metadata = alice.call(all);
    QCOMPARE(metadata->topics.size(), std::size_t{1});
    QCOMPARE(*metadata->topics[0].name, std::string("seen"));
    wire::MetadataRequest named;
    named.topics->emplace_back().name = "unseen";
    named.topics->emplace_back().name = "no-such";
    metadata = alice.call(named);
    QCOMPARE(metadata->topics.size(), std::size_t{2});
    // Neither tells whether it is there, and none is made.
    QCOMPARE(metadata->topics[0].errorCode, kTopicNo);
    QCOMPARE(metadata->topics[1].errorCode, kTopicNo);
    QVERIFY(metadata->topics[0].partitions.empty());
    QVERIFY(!test.cluster->image()->topic("no-such"));
    // Seen is not made: "se..." may be described and not created.
    wire::MetadataRequest fresh;
    fresh.topics->emplace_back().name = "second";
    QCOMPARE(alice.call(fresh)->topics.at(0).errorCode, kTopicNo);
    QCOMPARE(allow(admin, ResourceType::Cluster, kClusterName, Create), std::int16_t{0});
    // As in Kafka the first answer does not wait for the topic.
    QTRY_COMPARE_WITH_TIMEOUT(alice.call(fresh)->topics.at(0).errorCode, std::int16_t{0}, 30'000);
    wire::MetadataRequest byId;
    byId.topics->emplace_back().name.reset();
    byId.topics->back().topicId = test.cluster->image()->topic("unseen")->id;
    metadata = alice.call(byId);
    QCOMPARE(metadata->topics.at(0).errorCode, base::code(KafkaError::UnknownTopicId));
    QVERIFY(!metadata->topics.at(0).name);
    // An empty list of version 0 means all; one that was emptied does not.
    wire::MetadataRequest old;
    old.topics->emplace_back().name = "unseen";
    metadata = alice.call(old, std::int16_t{0});
    QCOMPARE(metadata->topics.size(), std::size_t{1});
    QCOMPARE(metadata->topics[0].errorCode, kTopicNo);
    wire::DescribeTopicPartitionsRequest pages;
    auto told = alice.call(pages);
    QCOMPARE(told->topics.size(), std::size_t{2});
    pages.topics.push_back({"unseen", {}});
    told = alice.call(pages);
    QCOMPARE(told->topics.size(), std::size_t{1});
    QCOMPARE(told->topics[0].errorCode, kTopicNo);
    wire::DeleteTopicsRequest remove;
    remove.timeoutMs = 5000;
    remove.topics.emplace_back().topicId = byId.topics->back().topicId;
    const auto removed = alice.call(remove);
    QCOMPARE(removed->responses.at(0).errorCode, kTopicNo);
    QVERIFY(!removed->responses.at(0).name);
}

void TestAcls::groups()
{
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    Client alice = test.as("alice");
    QCOMPARE(admin.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(admin.createTopic("u", 1, 1), std::int16_t{0});
    wire::FindCoordinatorRequest find;
    find.coordinatorKeys = {"g", "h"};
    QVERIFY(eventually([&] { return admin.call(find)->coordinators.at(0).errorCode == 0; }));
    QCOMPARE(alice.call(find)->coordinators.at(1).errorCode, kGroupNo);
    find.keyType = 7;
    QCOMPARE(alice.call(find)->coordinators.at(1).errorCode, base::code(KafkaError::InvalidRequest));
    find.keyType = wire::FindCoordinatorRequest::kGroup;
    wire::OffsetCommitRequest commit;
    commit.groupId = "g";
    commit.generationIdOrMemberEpoch = -1;
    for (const char *name : {"t", "u"}) {
        auto &topic = commit.topics.emplace_back();
        topic.name = name;
        topic.partitions.emplace_back().committedOffset = 5;
    }
    const auto committed = [&](Client &client) {
        std::map<std::string, std::int16_t> errors;
        const auto response = client.call(commit, std::int16_t{9});
        for (const auto &topic : response->topics)
            errors[topic.name] = topic.partitions.at(0).errorCode;
        return errors;
    };
    using Errors = std::map<std::string, std::int16_t>;
    QVERIFY(eventually([&] { return committed(admin) == Errors{{"t", 0}, {"u", 0}}; }));
    QCOMPARE(committed(alice), (Errors{{"t", kGroupNo}, {"u", kGroupNo}}));
    QCOMPARE(allow(admin, ResourceType::Group, "g", Read), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Read), std::int16_t{0});
    QCOMPARE(committed(alice), (Errors{{"t", 0}, {"u", kTopicNo}}));
    const auto found = alice.call(find);
    for (const auto &one : found->coordinators)
        QCOMPARE(one.errorCode, one.key == "g" ? std::int16_t{0} : kGroupNo);
    // All of a group: what may be seen; by name: each for itself.
    wire::OffsetFetchRequest fetch;
    auto &group = fetch.groups.emplace_back();
    group.groupId = "g";
    group.topics.reset();
    fetch.groups.emplace_back().groupId = "h";
    auto offsets = alice.call(fetch, std::int16_t{9});
    QCOMPARE(offsets->groups.size(), std::size_t{2});
    QCOMPARE(offsets->groups[0].topics.size(), std::size_t{1});
    QCOMPARE(offsets->groups[0].topics[0].partitions.at(0).committedOffset, std::int64_t{5});
    QCOMPARE(offsets->groups[1].errorCode, kGroupNo);
    fetch.groups.resize(1);
    fetch.groups[0].topics.emplace();
    for (const char *name : {"t", "u"}) {
        auto &topic = fetch.groups[0].topics->emplace_back();
        topic.name = name;
        topic.partitionIndexes = {0};
    }
    offsets = alice.call(fetch, std::int16_t{9});
    QCOMPARE(offsets->groups[0].topics.size(), std::size_t{2});
    QCOMPARE(offsets->groups[0].topics[1].partitions.at(0).errorCode, kTopicNo);
    wire::OffsetFetchRequest old;
    old.groupId = "h";
    old.topics.reset();
    QCOMPARE(alice.call(old, std::int16_t{7})->errorCode, kGroupNo);
    wire::HeartbeatRequest heartbeat;
    heartbeat.groupId = "h";
    QCOMPARE(alice.call(heartbeat)->errorCode, kGroupNo);
    heartbeat.groupId = "g";
    QVERIFY(alice.call(heartbeat)->errorCode != kGroupNo);
    wire::DescribeGroupsRequest describe;
    describe.groups = {"h", "g"};
    const auto told = alice.call(describe);
    for (const auto &one : told->groups)
        QCOMPARE(one.errorCode == kGroupNo, one.groupId == "h");
    commit.groupId = "h";
    QVERIFY(eventually([&] { return committed(admin) == Errors{{"t", 0}, {"u", 0}}; }));
    QCOMPARE(admin.call(wire::ListGroupsRequest{})->groups.size(), std::size_t{2});
    QCOMPARE(alice.call(wire::ListGroupsRequest{})->groups.size(), std::size_t{1});
    wire::DeleteGroupsRequest remove;
    remove.groupsNames = {"g"};
    QCOMPARE(alice.call(remove)->results.at(0).errorCode, kGroupNo);
    QCOMPARE(allow(admin, ResourceType::Group, "g", Delete), std::int16_t{0});
    QCOMPARE(alice.call(remove)->results.at(0).errorCode, std::int16_t{0});
}

void TestAcls::clusterAndSettings()
{
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    Client alice = test.as("alice");
    QCOMPARE(admin.createTopic("t", 1, 1), std::int16_t{0});
    wire::DescribeConfigsRequest configs;
    configs.resources.push_back({2, "t", std::nullopt, {}});
    configs.resources.push_back({4, "1", std::nullopt, {}});
    const auto errorsOf = [&](const wire::DescribeConfigsResponse &response) {
        std::map<int, std::int16_t> errors;
        for (const auto &row : response.results)
            errors[row.resourceType] = row.errorCode;
        return errors;
    };
    using Errors = std::map<int, std::int16_t>;
    QCOMPARE(errorsOf(*alice.call(configs)), (Errors{{2, kTopicNo}, {4, kClusterNo}}));
    QCOMPARE(allow(admin, ResourceType::Topic, "t", AlterConfigs), std::int16_t{0});
    QCOMPARE(errorsOf(*alice.call(configs)), (Errors{{2, 0}, {4, kClusterNo}}));
    configs.resources.push_back({9, "t", std::nullopt, {}});
    QCOMPARE(errorsOf(*alice.call(configs)), (Errors{{2, 0}, {4, kClusterNo}, {9, base::code(KafkaError::InvalidRequest)}}));
    wire::IncrementalAlterConfigsRequest alter;
    for (const auto &[type, name, key] : {std::tuple{2, "t", "retention.ms"}, std::tuple{4, "", "log.retention.ms"}}) {
        auto &resource = alter.resources.emplace_back();
        resource.resourceType = static_cast<std::int8_t>(type);
        resource.resourceName = name;
        auto &config = resource.configs.emplace_back();
        config.name = key;
        config.value = "1000000";
    }
    const auto altered = alice.call(alter);
    for (const auto &row : altered->responses)
        QCOMPARE(row.errorCode, row.resourceType == 2 ? std::int16_t{0} : kClusterNo);
    wire::DescribeLogDirsRequest dirs;
    dirs.topics.reset();
    const auto told = alice.call(dirs);
    QCOMPARE(told->errorCode, kClusterNo);
    QVERIFY(told->results.empty());
    // KIP-679: one topic to write to is enough for an idempotent producer.
    wire::InitProducerIdRequest init;
    init.transactionalId.reset();
    QCOMPARE(alice.call(init)->errorCode, kClusterNo);
    QCOMPARE(allow(admin, ResourceType::Topic, "w", Write), std::int16_t{0});
    QCOMPARE(alice.call(init)->errorCode, std::int16_t{0});
    init.transactionalId = "x";
    QCOMPARE(alice.call(init)->errorCode, base::code(KafkaError::TransactionalIdAuthorizationFailed));
    QCOMPARE(allow(admin, ResourceType::Cluster, kClusterName, Describe), std::int16_t{0});
    QCOMPARE(alice.call(dirs)->errorCode, std::int16_t{0});
}

/// A right that is taken away ends what a fetch session had begun.
void TestAcls::sessionsAskAgain()
{
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    Client alice = test.as("alice");
    QCOMPARE(admin.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(admin.produce("t", 0, {"a"}).error, std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Read), std::int16_t{0});
    wire::FetchRequest request;
    request.sessionEpoch = 0;
    request.minBytes = 1;
    auto &topic = request.topics.emplace_back();
    topic.topic = "t";
    topic.partitions.emplace_back().partitionMaxBytes = 1000;
    auto response = alice.call(request, std::int16_t{12});
    QVERIFY(response);
    QVERIFY(response->sessionId > 0);
    QCOMPARE(response->responses.at(0).partitions.at(0).errorCode, std::int16_t{0});
    request.sessionId = response->sessionId;
    request.topics.clear();
    QCOMPARE(forget(admin), std::size_t{1});
    for (int epoch = 1; epoch < 3; ++epoch) {
        request.sessionEpoch = epoch;
        response = alice.call(request, std::int16_t{12});
        QCOMPARE(response->responses.size(), std::size_t{1});
        QCOMPARE(response->responses[0].partitions.at(0).errorCode, kTopicNo);
        QVERIFY(response->responses[0].partitions.at(0).records.size() == 0);
    }
}

void TestAcls::authorizedOperations()
{
    const auto bits = [](std::initializer_list<AclOperation> list) {
        std::int32_t all = 0;
        for (const AclOperation one : list)
            all |= 1 << static_cast<int>(one);
        return all;
    };
    SecuredCluster test;
    START(test);
    Client admin = test.as("admin");
    Client alice = test.as("alice");
    QCOMPARE(admin.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(allow(admin, ResourceType::Topic, "t", Write), std::int16_t{0});
    wire::MetadataRequest metadata;
    metadata.topics->emplace_back().name = "t";
    metadata.includeTopicAuthorizedOperations = true;
    QCOMPARE(alice.call(metadata)->topics.at(0).topicAuthorizedOperations, bits({Write, Describe}));
    QCOMPARE(admin.call(metadata)->topics.at(0).topicAuthorizedOperations,
             bits({Read, Write, Create, Describe, Delete, Alter, DescribeConfigs, AlterConfigs}));
    metadata.includeTopicAuthorizedOperations = false;
    QCOMPARE(admin.call(metadata)->topics.at(0).topicAuthorizedOperations, INT32_MIN);
    wire::DescribeClusterRequest cluster;
    cluster.includeClusterAuthorizedOperations = true;
    QCOMPARE(alice.call(cluster)->clusterAuthorizedOperations, 0);
    QCOMPARE(admin.call(cluster)->clusterAuthorizedOperations,
             bits({Create, ClusterAction, DescribeConfigs, AlterConfigs, IdempotentWrite, Alter, Describe}));
    // Where nobody decides, everybody may everything, and is told so.
    TestCluster open(1);
    START(open);
    QCOMPARE(open.client().call(cluster)->clusterAuthorizedOperations,
             bits({Create, ClusterAction, DescribeConfigs, AlterConfigs, IdempotentWrite, Alter, Describe}));
}

QTEST_GUILESS_MAIN(TestAcls)
#include "tst_acls.moc"
