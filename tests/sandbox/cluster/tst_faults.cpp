// SPDX-License-Identifier: GPL-3.0-or-later
// What a person breaks on purpose shows through the ordinary protocol as it does in life, and ends as it began.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/base/kafka_error.h"
#include "backend/sandbox/cluster/client_acts.h"
#include "backend/wire/messages/heartbeat.h"
#include "backend/wire/messages/join_group.h"
#include "backend/wire/messages/sync_group.h"

#include <QTest>

#include <algorithm>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

namespace {

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

} // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anIsolatedBrokerIsFencedAndServesWhatItKnew();
    void whoFollowsNobodyFallsOutOfSync();
    void aFullDiskTakesNothing();
    void aHangingTransactionHoldsReadersUpUntilItIsAborted();
    void anExpiredMemberHasToComeAgain();
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
    TestCluster test(1, {{"offsets.topic.replication.factor", "1"}, {"transaction.state.log.replication.factor", "1"}, {"transaction.state.log.min.isr", "1"}});
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
    TestCluster test(1, {{"offsets.topic.replication.factor", "1"}});
    START(test);
    Client client = test.client(1);
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

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
