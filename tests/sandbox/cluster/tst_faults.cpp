// SPDX-License-Identifier: GPL-3.0-or-later
// What a person breaks on purpose shows through the ordinary protocol as it does in life, and ends as it began.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/cluster/client_acts.h"
#include "backend/wire/messages/consumer_group_heartbeat.h"
#include "backend/wire/messages/describe_configs.h"
#include "backend/wire/messages/describe_log_dirs.h"
#include "backend/wire/messages/find_coordinator.h"
#include "backend/wire/messages/heartbeat.h"
#include "backend/wire/messages/join_group.h"
#include "backend/wire/messages/list_groups.h"
#include "backend/wire/messages/offset_fetch.h"
#include "backend/wire/messages/sync_group.h"

#include <QTest>

#include <algorithm>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

namespace {

const ConfigMap kAlone{
    {"offsets.topic.replication.factor", "1"}, {"transaction.state.log.replication.factor", "1"}, {"transaction.state.log.min.isr", "1"}};

BrokerFaults isolated()
{
    BrokerFaults faults;
    faults.isolated = true;
    return faults;
}
BrokerFaults followingNobody()
{
    BrokerFaults faults;
    faults.followsNobody = true;
    return faults;
}
BrokerFaults diskFull()
{
    BrokerFaults faults;
    faults.diskFull = true;
    return faults;
}

bool hasBroker(Client &client, std::int32_t id)
{
    wire::MetadataRequest request;
    request.topics.emplace();
    const auto response = client.call(std::move(request));
    return response && std::any_of(response->brokers.begin(), response->brokers.end(), [id](const auto &broker) { return broker.nodeId == id; });
}

/// A group has a coordinator once somebody has asked for it.
bool hasCoordinator(Client &client, const char *group)
{
    return eventually([&] {
        wire::FindCoordinatorRequest request;
        request.coordinatorKeys = {group};
        const auto found = client.call(std::move(request), std::int16_t{4});
        return found && !found->coordinators.empty() && found->coordinators.front().errorCode == 0;
    });
}

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIsolatedBrokerIsFencedAndServesWhatItKnew();
    void whoFollowsNobodyFallsOutOfSync();
    void aFullDiskTakesNothing();
    void aHangingTransactionHoldsReadersUpUntilItIsAborted();
    void onlyAHangingTransactionIsAborted();
    void anExpiredMemberHasToComeAgain();
    void anExpiredConsumerHasToComeAgain();
    void soManyRequestsOfAKeyAreAnsweredWithTheError();
    void anErrorOnEveryKeyLetsClientsIn();
    void whereThereIsNoPlaceForAnErrorNoneIsSet();
};

void TestFaults::anIsolatedBrokerIsFencedAndServesWhatItKnew()
{
    TestCluster test(3, {{"auto.leader.rebalance.enable", "false"}});
    START(test);
    Client client = test.client(1);
    QCOMPARE(client.createTopic("t", 1, 3), std::int16_t{0});
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 3; }));
    const int cutOff = test.leaderOf("t", 0);
    const int other = cutOff == 1 ? 2 : 1;
    Client inside = test.client(cutOff);
    QCOMPARE(inside.produce("t", 0, numbered(0, 5)).error, std::int16_t{0});
    QVERIFY(test.cluster->setFaults(cutOff, isolated()).has_value());
    // The others go on without it.
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) != cutOff && test.isrOf("t", 0) == 2; }));
    Client outside = test.client(other);
    QVERIFY(eventually([&] { return !hasBroker(outside, cutOff); }));
    // It takes itself for the leader still, and nobody confirms what it is given.
    QVERIFY(hasBroker(inside, cutOff));
    QCOMPARE(inside.fetch("t", 0, 0).values, numbered(0, 5));
    QVERIFY(inside.produceOnce("t", 0, {"lost"}, -1, {}, 1'000).error != 0);
    Client leader = test.client(test.leaderOf("t", 0));
    QCOMPARE(leader.produce("t", 0, numbered(5, 5)).error, std::int16_t{0});
    // Back in the network it gives up what only it had.
    QVERIFY(test.cluster->clearFaults(cutOff).has_value());
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 3; }));
    QVERIFY(eventually([&] { return hasBroker(outside, cutOff); }));
    QVERIFY(eventually([&] { return inside.fetch("t", 0, 0).values == numbered(0, 10); }));
}

void TestFaults::whoFollowsNobodyFallsOutOfSync()
{
    TestCluster test(3, {{"min.insync.replicas", "3"}});
    START(test);
    Client client = test.client(1);
    QCOMPARE(client.createTopic("t", 1, 3), std::int16_t{0});
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 3; }));
    const int lead = test.leaderOf("t", 0);
    const int follower = lead == 1 ? 2 : 1;
    Client leader = test.client(lead);
    QCOMPARE(leader.produce("t", 0, numbered(0, 5)).error, std::int16_t{0});
    QVERIFY(test.cluster->setFaults(follower, followingNobody()).has_value());
    (void)leader.produce("t", 0, numbered(5, 1), 1);
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 2; }));
    QCOMPARE(leader.produce("t", 0, numbered(6, 1)).error, base::code(KafkaError::NotEnoughReplicas));
    // It is alive all the while.
    QVERIFY(hasBroker(leader, follower));
    QVERIFY(test.cluster->clearFaults(follower).has_value());
    QVERIFY(eventually([&] { return test.isrOf("t", 0) == 3; }));
    QCOMPARE(leader.produce("t", 0, numbered(6, 1)).error, std::int16_t{0});
}

void TestFaults::aFullDiskTakesNothing()
{
    TestCluster test(3, {{"log.segment.bytes", "1048576"}});
    START(test);
    Client client = test.client(1);
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QVERIFY(eventually([&] { return test.leaderOf("t", 0) > 0; }));
    const int lead = test.leaderOf("t", 0);
    Client leader = test.client(lead);
    QCOMPARE(leader.produce("t", 0, numbered(0, 5)).error, std::int16_t{0});
    QVERIFY(test.cluster->setFaults(lead, diskFull()).has_value());
    QCOMPARE(leader.produce("t", 0, numbered(5, 1)).error, base::code(KafkaError::KafkaStorageError));
    // What is there is read as before.
    QCOMPARE(leader.fetch("t", 0, 0).values, numbered(0, 5));
    QVERIFY(test.cluster->clearFaults(lead).has_value());
    QVERIFY(eventually([&] { return leader.produce("t", 0, numbered(5, 1)).error == 0; }));
    QCOMPARE(leader.fetch("t", 0, 0).values, numbered(0, 6));
}

void TestFaults::aHangingTransactionHoldsReadersUpUntilItIsAborted()
{
    TestCluster test(1, kAlone);
    START(test);
    Client client = test.client(1);
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.produce("t", 0, numbered(0, 3)).error, std::int16_t{0});
    ClientActs acts(test.cluster->insideClient());
    const auto hung = acts.hangTransaction("orders", "t", 0, 600'000);
    QVERIFY2(hung.has_value(), hung ? "" : base::describe(hung.error()).c_str());
    QCOMPARE(client.produce("t", 0, numbered(3, 2)).error, std::int16_t{0});
    const auto stable = [&] {
        wire::FetchRequest request;
        request.sessionEpoch = -1;
        request.isolationLevel = 1;
        auto &topic = request.topics.emplace_back();
        topic.topic = "t";
        topic.partitions.emplace_back().partitionMaxBytes = 1 << 20;
        const auto response = client.call(std::move(request), std::int16_t{12});
        return response ? response->responses.front().partitions.front().lastStableOffset : -1;
    };
    // Six records are there, and who reads what is committed sees three.
    QCOMPARE(client.listOffset("t", 0, -1).value_or(-1), std::int64_t{6});
    QCOMPARE(stable(), std::int64_t{3});
    const auto fenced = acts.fenceProducer("orders");
    QVERIFY2(fenced.has_value(), fenced ? "" : base::describe(fenced.error()).c_str());
    // With the marker that ended it.
    QVERIFY(eventually([&] { return stable() == 7; }));
    QCOMPARE(acts.hangTransaction("orders", "nowhere", 0, 1'000).error().kafkaCode, base::code(KafkaError::UnknownTopicOrPartition));
}

void TestFaults::anExpiredMemberHasToComeAgain()
{
    TestCluster test(1, kAlone);
    START(test);
    Client client = test.client(1);
    QVERIFY(hasCoordinator(client, "g"));
    wire::JoinGroupRequest join;
    join.groupId = "g";
    join.sessionTimeoutMs = 30'000;
    join.rebalanceTimeoutMs = 30'000;
    join.protocolType = "consumer";
    join.protocols.emplace_back().name = "range";
    std::optional<wire::JoinGroupResponse> joined;
    QVERIFY(eventually([&] {
        const auto answer = client.call(join, std::int16_t{5});
        if (answer && answer->errorCode == base::code(KafkaError::MemberIdRequired))
            join.memberId = answer->memberId;
        if (answer && answer->errorCode == 0)
            joined = *answer;
        return joined.has_value();
    }));
    wire::SyncGroupRequest sync;
    sync.groupId = "g";
    sync.memberId = joined->memberId;
    sync.generationId = joined->generationId;
    auto &assignment = sync.assignments.emplace_back();
    assignment.memberId = joined->memberId;
    QCOMPARE(client.call(sync, std::int16_t{3})->errorCode, std::int16_t{0});
    const auto beat = [&] {
        wire::HeartbeatRequest request;
        request.groupId = "g";
        request.memberId = joined->memberId;
        request.generationId = joined->generationId;
        return client.call(std::move(request), std::int16_t{3})->errorCode;
    };
    QCOMPARE(beat(), std::int16_t{0});
    ClientActs acts(test.cluster->insideClient());
    QCOMPARE(acts.expireMembers("g", "nobody").error().kind, base::ErrorKind::NotFound);
    const auto gone = acts.expireMembers("g", {});
    QVERIFY2(gone.has_value(), gone ? "" : base::describe(gone.error()).c_str());
    QCOMPARE(*gone, std::vector<std::string>{joined->memberId});
    QCOMPARE(beat(), base::code(KafkaError::UnknownMemberId));
}

void TestFaults::onlyAHangingTransactionIsAborted()
{
    TestCluster test(1, kAlone);
    START(test);
    Client client = test.client(1);
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    ClientActs acts(test.cluster->insideClient());
    QCOMPARE(acts.abortTransaction("nobody").error().kind, base::ErrorKind::NotFound);
    QCOMPARE(acts.fenceProducer("nobody").error().kind, base::ErrorKind::NotFound);
    const auto hung = acts.hangTransaction("orders", "t", 0, 600'000);
    QVERIFY2(hung.has_value(), hung ? "" : base::describe(hung.error()).c_str());
    const auto aborted = acts.abortTransaction("orders");
    QVERIFY2(aborted.has_value(), aborted ? "" : base::describe(aborted.error()).c_str());
    QVERIFY(eventually([&] { return client.listOffset("t", 0, -1).value_or(-1) == 2; }));
    QCOMPARE(acts.abortTransaction("orders").error().kind, base::ErrorKind::Conflict);
    const auto known = acts.transactions();
    QVERIFY2(known.has_value(), known ? "" : base::describe(known.error()).c_str());
    QCOMPARE(known->size(), std::size_t{1});
    QCOMPARE(known->front().transactionalId, std::string("orders"));
    QCOMPARE(known->front().state, std::string("Empty"));
    QVERIFY(acts.fenceProducer("orders").has_value());
}

void TestFaults::anExpiredConsumerHasToComeAgain()
{
    TestCluster test(1, kAlone);
    START(test);
    Client client = test.client(1);
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QVERIFY(hasCoordinator(client, "g"));
    wire::ConsumerGroupHeartbeatRequest join;
    join.groupId = "g";
    join.memberId = "AAAAAAAAAAAAAAAAAAAAAQ";
    join.rebalanceTimeoutMs = 30'000;
    join.subscribedTopicNames = {"t"};
    join.topicPartitions.emplace();
    std::optional<wire::ConsumerGroupHeartbeatResponse> joined;
    QVERIFY(eventually([&] {
        const auto answer = client.call(join, std::int16_t{1});
        if (answer && answer->errorCode == 0)
            joined = *answer;
        return joined.has_value();
    }));
    const auto beat = [&] {
        wire::ConsumerGroupHeartbeatRequest request;
        request.groupId = "g";
        request.memberId = join.memberId;
        request.memberEpoch = joined->memberEpoch;
        return client.call(std::move(request), std::int16_t{1})->errorCode;
    };
    QCOMPARE(beat(), std::int16_t{0});
    ClientActs acts(test.cluster->insideClient());
    QCOMPARE(acts.expireMembers("g", "nobody").error().kind, base::ErrorKind::NotFound);
    const auto gone = acts.expireMembers("g", {});
    QVERIFY2(gone.has_value(), gone ? "" : base::describe(gone.error()).c_str());
    QCOMPARE(*gone, std::vector<std::string>{join.memberId});
    QCOMPARE(beat(), base::code(KafkaError::UnknownMemberId));
}

void TestFaults::soManyRequestsOfAKeyAreAnsweredWithTheError()
{
    TestCluster test(1, kAlone);
    START(test);
    Client client = test.client(1);
    QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
    QCOMPARE(client.produce("t", 0, numbered(0, 2)).error, std::int16_t{0});
    BrokerFaults faults;
    faults.errorCode = base::code(KafkaError::NotEnoughReplicas);
    faults.errorApiKey = wire::ProduceRequest::apiKey;
    faults.errorCount = 2;
    QVERIFY(test.cluster->setFaults(1, faults).has_value());
    QCOMPARE(test.cluster->report().brokers.front().faults.errorCount, std::int64_t{2});
    QCOMPARE(client.produceOnce("t", 0, {"a"}, -1, {}, 1'000).error, base::code(KafkaError::NotEnoughReplicas));
    // Other keys are served as ever, and do not count.
    QCOMPARE(client.fetch("t", 0, 0).values, numbered(0, 2));
    QCOMPARE(test.cluster->report().brokers.front().faults.errorCount, std::int64_t{1});
    QCOMPARE(client.produceOnce("t", 0, {"b"}, -1, {}, 1'000).error, base::code(KafkaError::NotEnoughReplicas));
    QCOMPARE(client.produceOnce("t", 0, {"c"}, -1, {}, 1'000).error, std::int16_t{0});
    QCOMPARE(client.fetch("t", 0, 0).values.size(), std::size_t{3});
    // It is over, and said so.
    test.cluster->tick();
    QVERIFY(!test.cluster->report().brokers.front().faults.any());
    QCOMPARE(test.cluster->events().newest(1).front().kind, std::string("fault.cleared"));
}

void TestFaults::anErrorOnEveryKeyLetsClientsIn()
{
    TestCluster test(1, kAlone);
    START(test);
    Client before = test.client(1);
    QCOMPARE(before.createTopic("t", 1, 1), std::int16_t{0});
    BrokerFaults faults;
    faults.errorCode = base::code(KafkaError::UnknownServerError);
    QVERIFY(test.cluster->setFaults(1, faults).has_value());
    Client client = test.client(1);
    wire::MetadataRequest metadata;
    metadata.topics.emplace().emplace_back().name = "t";
    const auto told = client.call(metadata);
    QVERIFY2(told.has_value(), told ? "" : base::describe(told.error()).c_str());
    QCOMPARE(told->topics.front().errorCode, faults.errorCode);
    // What a request asks for one by one is refused one by one.
    wire::OffsetFetchRequest offsets;
    offsets.groups.emplace_back().groupId = "g";
    QCOMPARE(client.call(offsets, std::int16_t{9})->groups.front().errorCode, faults.errorCode);
    wire::DescribeConfigsRequest configs;
    auto &resource = configs.resources.emplace_back();
    resource.resourceType = 2;
    resource.resourceName = "t";
    QCOMPARE(client.call(configs)->results.front().errorCode, faults.errorCode);
    QCOMPARE(client.call(wire::ListGroupsRequest{})->errorCode, faults.errorCode);
    QVERIFY(test.cluster->clearFaults(std::nullopt).has_value());
    QCOMPARE(client.call(metadata)->topics.front().errorCode, std::int16_t{0});
}

void TestFaults::whereThereIsNoPlaceForAnErrorNoneIsSet()
{
    TestCluster test(1, kAlone);
    START(test);
    BrokerFaults faults;
    faults.errorCode = base::code(KafkaError::UnknownServerError);
    faults.errorApiKey = wire::DescribeLogDirsRequest::apiKey;
    QVERIFY(test.cluster->setFaults(1, faults).has_value());
    faults.errorApiKey = 999;
    QCOMPARE(test.cluster->setFaults(1, faults).error().kind, base::ErrorKind::Invalid);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
