// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/groups/group_fixture.h"

using namespace weir::sandbox;
using namespace weir::sandbox::test;
using weir::base::KafkaError;
namespace wire = weir::wire;

class TestGroupLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replacesStaticMembers();
    void replacedStaticLeaderSkipsAssignment();
    void staticMemberWithOtherProtocolsRebalances();
    void staticMembersKeepTheirPlace();
    void fencesStaticMembers();
    void sendsStaticMembersAway();
    void assignmentIsStoredFirst();
    void failedStoreStartsAnew();
    void answersByPartitionState();
    void resigningAnswersTheParked();
    void keepsATimeline();
    void storms_data();
    void storms();
};

void TestGroupLife::replacesStaticMembers()
{
    Shard shard;
    const auto first = shard.join("g", {.instanceId = "one"});
    const auto second = shard.join("g", {.instanceId = "two"});
    shard.advance(6'000);
    QVERIFY(first && second);
    QVERIFY(first->memberId.starts_with("one-"));
    const auto parked = shard.sync("g", second->memberId, 1, {}, "two");
    shard.sync("g", first->memberId, 1, {{first->memberId, "1"}, {second->memberId, "2"}}, "one");
    QCOMPARE(parked.error(), KafkaError::None);

    // The follower restarts within its session: no rebalance, the assignment stays.
    const auto back = shard.join("g", {.instanceId = "two"});
    QVERIFY(back);
    QCOMPARE(back.error(), KafkaError::None);
    QCOMPARE(back->generationId, 1);
    QVERIFY(back->memberId != second->memberId);
    QVERIFY(!back->skipAssignment);
    QVERIFY(back->members.empty());
    QCOMPARE(shard.stateOf("g"), std::string("Stable"));
    QVERIFY(shard.sync("g", back->memberId, 1, {}, "two")->assignment == weir::base::toBytes(std::string_view("2")));
    QCOMPARE(shard.heartbeat("g", second->memberId, 1, "two"), KafkaError::FencedInstanceId);
    QCOMPARE(shard.heartbeat("g", back->memberId, 1, "two"), KafkaError::None);
    QCOMPARE(shard.coordinator->counters().rebalancesStarted, std::uint64_t{1});
    // Its session runs under the new id, that of the old id is over.
    shard.advance(9'999);
    shard.heartbeat("g", first->memberId, 1, "one");
    QCOMPARE(shard.membersOf("g"), std::size_t{2});
    shard.advance(1);
    QCOMPARE(shard.membersOf("g"), std::size_t{1});
}

void TestGroupLife::replacedStaticLeaderSkipsAssignment()
{
    Shard shard;
    const auto first = shard.join("g", {.instanceId = "one"});
    shard.advance(3'000);
    shard.sync("g", first->memberId, 1, {{first->memberId, "1"}}, "one");
    const auto back = shard.join("g", {.instanceId = "one"});
    QCOMPARE(back->leader, back->memberId);
    QVERIFY(back->skipAssignment);
    QCOMPARE(back->members.size(), std::size_t{1});
    // Before v9 it must not believe that it leads, or it would assign anew.
    const auto older = shard.join("g", {.instanceId = "one", .version = 8});
    QCOMPARE(older->leader, back->memberId);
    QVERIFY(older->memberId != back->memberId);
    QVERIFY(!older->skipAssignment);
    QVERIFY(older->members.empty());
}

void TestGroupLife::staticMemberWithOtherProtocolsRebalances()
{
    Shard shard;
    const auto first = shard.join("g", {.instanceId = "one", .protocols = {"range", "sticky"}});
    shard.advance(3'000);
    shard.sync("g", first->memberId, 1, {}, "one");
    const auto back = shard.join("g", {.instanceId = "one", .protocols = {"sticky", "range"}});
    QVERIFY(back);
    QCOMPARE(back->generationId, 2);
    QCOMPARE(back->protocolName.value(), std::string("sticky"));
    // In the middle of an assignment the new id starts another one; who waited under the old id is fenced.
    const auto again = shard.join("g", {.instanceId = "one", .protocols = {"sticky", "range"}});
    QCOMPARE(again->generationId, 3);
}

void TestGroupLife::staticMembersKeepTheirPlace()
{
    Shard shard;
    const auto first = shard.join("g", {.instanceId = "one", .sessionTimeoutMs = 600'000, .rebalanceTimeoutMs = 20'000});
    shard.advance(3'000);
    shard.sync("g", first->memberId, 1, {}, "one");
    Answer<wire::JoinGroupResponse> dynamic;
    const auto id = shard.joinDynamic("g", dynamic, {.rebalanceTimeoutMs = 20'000});
    shard.advance(20'000);
    // The rebalance went on without it, but it is still counted in.
    QVERIFY(dynamic);
    QCOMPARE(dynamic->leader, id);
    QCOMPARE(dynamic->members.size(), std::size_t{2});
    shard.sync("g", id, 2, {{id, "a"}, {first->memberId, "b"}});
    const auto back = shard.join("g", {.instanceId = "one", .sessionTimeoutMs = 600'000, .rebalanceTimeoutMs = 20'000});
    QCOMPARE(back->generationId, 2);
    QVERIFY(shard.sync("g", back->memberId, 2, {}, "one")->assignment == weir::base::toBytes(std::string_view("b")));
}

void TestGroupLife::fencesStaticMembers()
{
    Shard shard;
    const auto first = shard.join("g", {.instanceId = "one"});
    shard.advance(1'000);
    // Two processes with one instance id: the later one wins, the earlier one is told while it still waits.
    const auto twin = shard.join("g", {.instanceId = "one"});
    QCOMPARE(first.error(), KafkaError::FencedInstanceId);
    shard.advance(5'000);
    QVERIFY(twin);
    QCOMPARE(twin.error(), KafkaError::None);
    QCOMPARE(shard.membersOf("g"), std::size_t{1});
    QCOMPARE(shard.sync("g", "other", 1, {}, "one").error(), KafkaError::FencedInstanceId);
    QCOMPARE(shard.join("g", {.memberId = "other", .instanceId = "one"}).error(), KafkaError::FencedInstanceId);
    QCOMPARE(shard.leave("g", "other", "one")->members.at(0).errorCode, code(KafkaError::FencedInstanceId));
}

void TestGroupLife::sendsStaticMembersAway()
{
    Shard shard;
    const auto first = shard.join("g", {.instanceId = "one"});
    shard.advance(3'000);
    shard.sync("g", first->memberId, 1, {}, "one");
    QCOMPARE(shard.leave("g", "", "two")->members.at(0).errorCode, code(KafkaError::UnknownMemberId));
    QCOMPARE(shard.leave("g", "")->members.at(0).errorCode, code(KafkaError::UnknownMemberId));
    QCOMPARE(shard.leave("g", "", "one")->members.at(0).errorCode, std::int16_t{0});
    QCOMPARE(shard.stateOf("g"), std::string("Empty"));
}

void TestGroupLife::assignmentIsStoredFirst()
{
    Shard shard;
    Answer<wire::JoinGroupResponse> joined;
    const auto id = shard.joinDynamic("g", joined);
    shard.advance(3'000);
    shard.log.mode = FakeLog::Mode::Held;
    const auto synced = shard.sync("g", id, 1, {{id, "x"}});
    QVERIFY(!synced);
    QCOMPARE(shard.stateOf("g"), std::string("CompletingRebalance"));
    shard.log.commitHeld();
    QCOMPARE(synced.error(), KafkaError::None);
    QCOMPARE(shard.stateOf("g"), std::string("Stable"));
}

void TestGroupLife::failedStoreStartsAnew()
{
    Shard shard;
    Answer<wire::JoinGroupResponse> joined;
    const auto id = shard.joinDynamic("g", joined);
    shard.advance(3'000);
    shard.log.mode = FakeLog::Mode::Held;
    const auto late = shard.sync("g", id, 1, {{id, "x"}});
    shard.advance(5'000);
    QCOMPARE(late.error(), KafkaError::CoordinatorNotAvailable);
    QCOMPARE(shard.stateOf("g"), std::string("PreparingRebalance"));
    shard.log.commitHeld();
    QCOMPARE(shard.stateOf("g"), std::string("PreparingRebalance"));

    shard.log.mode = FakeLog::Mode::AtOnce;
    const auto again = shard.join("g", {.memberId = id});
    shard.log.mode = FakeLog::Mode::Refusing;
    shard.log.refusal = KafkaError::KafkaStorageError;
    QCOMPARE(shard.sync("g", id, 2, {{id, "x"}}).error(), KafkaError::NotCoordinator);
    shard.log.refusal = KafkaError::NotEnoughReplicas;
    // A group that could not even be begun is none.
    const auto fresh = shard.join("fresh", {.version = 3});
    QCOMPARE(fresh.error(), KafkaError::CoordinatorNotAvailable);
    QCOMPARE(shard.coordinator->listGroups({}).groups.size(), std::size_t{1});
}

void TestGroupLife::answersByPartitionState()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 1);
    const auto partition = shard.coordinator->partitionOf("g");
    const auto expectAll = [&](KafkaError error, KafkaError heartbeat) {
        QCOMPARE(shard.join("g").error(), error);
        QCOMPARE(shard.sync("g", ids[0], 1).error(), error);
        QCOMPARE(shard.heartbeat("g", ids[0], 1), heartbeat);
        QCOMPARE(shard.leave("g", ids[0]).error(), error);
        QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1)), error);
        QCOMPARE(shard.fetch("g", 9)->groups.at(0).errorCode, code(error));
        QCOMPARE(shard.fetch("g", 2).error(), error);
        QCOMPARE(shard.coordinator->describeGroup("g", 6).errorCode, code(error));
        QCOMPARE(shard.coordinator->describeConsumerGroup("g").errorCode, code(error));
        Answer<wire::DeleteGroupsResponse::DeletableGroupResult> deleted;
        shard.coordinator->deleteGroup("g", deleted.reply());
        QCOMPARE(deleted.error(), error);
        wire::OffsetDeleteRequest request;
        request.groupId = "g";
        Answer<wire::OffsetDeleteResponse> offsets;
        shard.coordinator->handle(request, 0, Shard::session(), offsets.reply());
        QCOMPARE(offsets.error(), error);
    };
    shard.coordinator->startLoading(partition);
    expectAll(KafkaError::CoordinatorLoadInProgress, KafkaError::None);
    QCOMPARE(shard.coordinator->listGroups({}).errorCode, code(KafkaError::CoordinatorLoadInProgress));
    shard.coordinator->resign(partition);
    expectAll(KafkaError::NotCoordinator, KafkaError::NotCoordinator);
    QCOMPARE(shard.coordinator->listGroups({}).errorCode, std::int16_t{0});
    shard.coordinator->setOffsetsPartitions(0);
    expectAll(KafkaError::CoordinatorNotAvailable, KafkaError::CoordinatorNotAvailable);
    QCOMPARE(shard.coordinator->listGroups({}), wire::ListGroupsResponse());
}

void TestGroupLife::resigningAnswersTheParked()
{
    Shard shard;
    Answer<wire::JoinGroupResponse> a;
    Answer<wire::JoinGroupResponse> b;
    shard.joinDynamic("g", a);
    const auto follower = shard.joinDynamic("g", b);
    shard.advance(6'000);
    const auto sync = shard.sync("g", follower, 1);
    Answer<wire::JoinGroupResponse> waiting;
    shard.joinDynamic("other", waiting);
    shard.log.mode = FakeLog::Mode::Held;
    const auto commit = shard.commit("third", "orders", 0, 1);
    for (const auto *group : {"g", "other", "third"})
        shard.coordinator->resign(shard.coordinator->partitionOf(group));
    QCOMPARE(sync.error(), KafkaError::NotCoordinator);
    QCOMPARE(waiting.error(), KafkaError::NotCoordinator);
    QCOMPARE(Shard::commitError(commit), KafkaError::NotCoordinator);
    shard.log.commitHeld();
    shard.advance(1'000'000);
}

void TestGroupLife::keepsATimeline()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 2);
    shard.leave("g", ids[1]);
    shard.advance(10'000);
    std::string kinds;
    for (const auto &event : shard.coordinator->eventsOf("g"))
        kinds += std::string(wordOf(event.kind)) + " ";
    QCOMPARE(kinds, std::string("Created MemberJoined RebalanceStarted MemberJoined RebalanceCompleted MemberLeft RebalanceStarted "
                                "MemberExpired BecameEmpty "));
    const auto events = shard.coordinator->eventsOf("g");
    QCOMPARE(events[4].generation, 1);
    QCOMPARE(events[4].members, 2);
    QCOMPARE(events[7].memberId, ids[0]);
    for (int i = 0; i < 60; ++i)
        shard.leave("g", shard.stableGroup("g", 1)[0]);
    QCOMPARE(shard.coordinator->eventsOf("g").size(), kGroupEventsKept);
    QVERIFY(shard.coordinator->eventsOf("none").empty());
}

void TestGroupLife::storms_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 12; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

void TestGroupLife::storms()
{
    QFETCH(quint64, seed);
    Random random(seed);
    Shard shard;
    const std::vector<std::string> groups{"alpha", "beta"};
    struct Client {
        std::string group;
        std::string memberId;
        std::optional<std::string> instanceId;
        std::int32_t generation = -1;
        Answer<wire::JoinGroupResponse> join;
        bool joining = false;
    };
    std::vector<Client> clients;
    for (int i = 0; i < 14; ++i) {
        Client client;
        client.group = groups[random.below(groups.size())];
        if (random.below(3) == 0)
            client.instanceId = "static" + std::to_string(i % 5);
        clients.push_back(client);
    }
    std::vector<Answer<wire::JoinGroupResponse>> joins;
    std::vector<Answer<wire::SyncGroupResponse>> syncs;
    std::vector<Answer<wire::OffsetCommitResponse>> commits;
    std::map<std::string, std::int32_t> newest;

    for (int step = 0; step < 3'000; ++step) {
        Client &client = clients[random.below(clients.size())];
        switch (random.below(10)) {
        case 0:
        case 1:
        case 2: {
            if (client.joining && !client.join)
                break;
            client.join = shard.join(client.group, {.memberId = client.memberId, .instanceId = client.instanceId,
                                                    .topics = random.below(8) == 0 ? std::vector<std::string>{"payments"} : std::vector<std::string>{"orders"},
                                                    .rebalanceTimeoutMs = 15'000});
            client.joining = true;
            joins.push_back(client.join);
            break;
        }
        case 3:
        case 4: {
            std::map<std::string, std::string> assignment;
            if (client.join && client.join.error() == KafkaError::None) {
                for (const auto &member : client.join->members)
                    assignment[member.memberId] = std::to_string(client.generation);
            }
            syncs.push_back(shard.sync(client.group, client.memberId, client.generation, assignment, client.instanceId));
            break;
        }
        case 5:
            shard.heartbeat(client.group, client.memberId, client.generation, client.instanceId);
            break;
        case 6:
            commits.push_back(shard.commit(client.group, "orders", static_cast<std::int32_t>(random.below(6)), step, client.memberId, client.generation));
            break;
        case 7:
            if (random.below(4) == 0)
                shard.leave(client.group, client.memberId, client.instanceId);
            break;
        case 8:
            shard.log.mode = random.below(3) == 0 ? FakeLog::Mode::Held : FakeLog::Mode::AtOnce;
            if (shard.log.mode == FakeLog::Mode::AtOnce)
                shard.log.commitHeld();
            break;
        case 9:
            shard.advance(static_cast<std::int64_t>(random.below(random.below(10) == 0 ? 12'000 : 700)));
            break;
        }
        for (Client &each : clients) {
            if (!each.joining || !each.join)
                continue;
            each.joining = false;
            if (each.join.error() == KafkaError::None) {
                each.memberId = each.join->memberId;
                each.generation = each.join->generationId;
                QVERIFY(each.generation > 0);
            } else {
                each.memberId = each.join.error() == KafkaError::MemberIdRequired ? each.join->memberId : std::string{};
            }
        }
        for (const auto &group : groups) {
            const auto described = shard.coordinator->describeGroup(group, 5);
            std::set<std::string> instances;
            for (const auto &member : described.members) {
                if (member.groupInstanceId)
                    QVERIFY(instances.insert(*member.groupInstanceId).second);
            }
            if (described.groupState == "Empty")
                QVERIFY(described.members.empty());
            const auto events = shard.coordinator->eventsOf(group);
            if (!events.empty()) {
                QVERIFY(events.back().generation >= newest[group]);
                newest[group] = events.back().generation;
            }
        }
    }
    shard.log.mode = FakeLog::Mode::AtOnce;
    shard.log.commitHeld();
    shard.advance(2'000'000);
    for (const auto &group : groups)
        QCOMPARE(shard.stateOf(group), std::string("Empty"));
    for (const auto &join : joins)
        QVERIFY(join);
    for (const auto &sync : syncs)
        QVERIFY(sync);
    for (const auto &commit : commits)
        QVERIFY(commit);
    QVERIFY(newest["alpha"] > 3);
    // Nothing is left running but the check for expired offsets of each partition.
    QCOMPARE(shard.owner.pendingTimers(), std::size_t{50});
}

QTEST_GUILESS_MAIN(TestGroupLife)
#include "tst_group_life.moc"
