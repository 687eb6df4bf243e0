// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/groups/group_fixture.h"

using namespace weir::sandbox;
using namespace weir::sandbox::test;
using weir::base::KafkaError;
namespace wire = weir::wire;

class TestGroupMembership : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsInTwoSteps();
    void oldVersionsJoinInOne();
    void refusesBadJoins();
    void waitsForTheInitialDelay();
    void delayEndsWithTheRebalanceTimeout();
    void votesForAProtocol();
    void syncsAroundTheLeader();
    void assignmentsOfThePastAreNotGiven();
    void refusesBadSyncs();
    void refusesBadHeartbeats();
    void joiningMemberMakesOthersRejoin();
    void rejoinWithTheSameMetadata();
    void expiresSessions();
    void heartbeatsKeepAlive();
    void dropsWhoDoesNotRejoin();
    void dropsWhoDoesNotSync();
    void dropsPendingMembers();
    void dropsNewMembersThatNeverGotAnAnswer();
    void leaves();
    void leavesInOldVersions();
    void limitsTheSize();
};

void TestGroupMembership::joinsInTwoSteps()
{
    Shard shard;
    const auto first = shard.join("g", {.clientId = "app"});
    QCOMPARE(first.error(), KafkaError::MemberIdRequired);
    QVERIFY(first->memberId.starts_with("app-"));
    QCOMPARE(first->memberId.size(), std::size_t{4 + 36});
    QCOMPARE(first->generationId, -1);

    const auto second = shard.join("g", {.memberId = first->memberId, .clientId = "app"});
    QVERIFY(!second);
    shard.advance(2'999);
    QVERIFY(!second);
    QCOMPARE(shard.stateOf("g"), std::string("PreparingRebalance"));
    shard.advance(1);
    QVERIFY(second);
    QCOMPARE(second.error(), KafkaError::None);
    QCOMPARE(second->generationId, 1);
    QCOMPARE(second->leader, first->memberId);
    QCOMPARE(second->protocolName.value(), std::string("range"));
    QCOMPARE(second->protocolType.value(), std::string("consumer"));
    QCOMPARE(second->members.size(), std::size_t{1});
    QVERIFY(second->members[0].metadata == subscription({"orders"}));
    QCOMPARE(shard.stateOf("g"), std::string("CompletingRebalance"));

    const auto synced = shard.sync("g", first->memberId, 1, {{first->memberId, "all"}});
    QCOMPARE(synced.error(), KafkaError::None);
    QVERIFY(synced->assignment == weir::base::toBytes(std::string_view("all")));
    QCOMPARE(synced->protocolName.value(), std::string("range"));
    QCOMPARE(shard.heartbeat("g", first->memberId, 1), KafkaError::None);

    const auto described = shard.coordinator->describeGroup("g", 6);
    QCOMPARE(described.groupState, std::string("Stable"));
    QCOMPARE(described.protocolData, std::string("range"));
    QCOMPARE(described.members.at(0).clientHost, std::string("/127.0.0.1"));
    QCOMPARE(described.members.at(0).clientId, std::string("app"));
    QVERIFY(described.members.at(0).memberAssignment == synced->assignment);
    QCOMPARE(shard.coordinator->counters().rebalancesCompleted, std::uint64_t{1});
    QCOMPARE(shard.coordinator->counters().rebalanceMsMax, std::uint64_t{3'000});
}

void TestGroupMembership::oldVersionsJoinInOne()
{
    Shard shard;
    const auto joined = shard.join("g", {.rebalanceTimeoutMs = -1, .version = 0});
    QVERIFY(!joined);
    shard.advance(3'000);
    QCOMPARE(joined.error(), KafkaError::None);
    QVERIFY(!joined->memberId.empty());
    QCOMPARE(shard.sync("g", joined->memberId, 1).error(), KafkaError::None);
    // v0: the session timeout is the rebalance timeout, so that is how long the group waits for it.
    Answer<wire::JoinGroupResponse> second;
    const auto id = shard.joinDynamic("g", second);
    for (int i = 0; i < 9; ++i) {
        shard.advance(1'000);
        shard.heartbeat("g", joined->memberId, 1);
    }
    QVERIFY(!second);
    shard.advance(60'000);
    QVERIFY(second);
    QCOMPARE(second->leader, id);
}

void TestGroupMembership::refusesBadJoins()
{
    Shard shard;
    QCOMPARE(shard.join("").error(), KafkaError::InvalidGroupId);
    QCOMPARE(shard.join("g", {.sessionTimeoutMs = 5'999}).error(), KafkaError::InvalidSessionTimeout);
    QCOMPARE(shard.join("g", {.sessionTimeoutMs = 1'800'001}).error(), KafkaError::InvalidSessionTimeout);
    const auto unknown = shard.join("g", {.memberId = "who"});
    QCOMPARE(unknown.error(), KafkaError::UnknownMemberId);
    QCOMPARE(unknown->memberId, std::string("who"));
    QVERIFY(shard.coordinator->listGroups({}).groups.empty());
    QCOMPARE(shard.join("g", {.protocols = {}}).error(), KafkaError::InconsistentGroupProtocol);
    QCOMPARE(shard.join("g", {.protocolType = ""}).error(), KafkaError::InconsistentGroupProtocol);

    shard.stableGroup("h", 1, {.protocols = {"range", "sticky"}});
    QCOMPARE(shard.join("h", {.protocolType = "connect"}).error(), KafkaError::InconsistentGroupProtocol);
    QCOMPARE(shard.join("h", {.protocols = {"roundrobin"}}).error(), KafkaError::InconsistentGroupProtocol);
    const auto stranger = shard.join("h", {.memberId = "who"});
    QCOMPARE(stranger.error(), KafkaError::UnknownMemberId);
    QVERIFY(!stranger->protocolName);
    // Up to v6 the name cannot be null.
    QVERIFY(shard.join("h", {.memberId = "who", .version = 6})->protocolName.has_value());
    QCOMPARE(shard.join("h", {.memberId = "who", .instanceId = "i"}).error(), KafkaError::UnknownMemberId);

    const auto pending = shard.join("h");
    QCOMPARE(shard.join("h", {.memberId = pending->memberId, .instanceId = "i"}).error(), KafkaError::UnknownServerError);
}

void TestGroupMembership::waitsForTheInitialDelay()
{
    Shard shard;
    Answer<wire::JoinGroupResponse> a;
    Answer<wire::JoinGroupResponse> b;
    shard.joinDynamic("g", a);
    shard.advance(2'000);
    shard.joinDynamic("g", b);
    shard.advance(1'000);
    QVERIFY(!a); // lengthened by b
    shard.advance(3'000);
    QVERIFY(a && b);
    QCOMPARE(a->generationId, 1);
    QCOMPARE(a->members.size(), std::size_t{2});
    QVERIFY(b->members.empty());
    QCOMPARE(shard.coordinator->counters().rebalancesStarted, std::uint64_t{1});
}

void TestGroupMembership::delayEndsWithTheRebalanceTimeout()
{
    Shard shard;
    std::vector<Answer<wire::JoinGroupResponse>> answers(8);
    int atMs = 0;
    for (auto &answer : answers) {
        if (answers[0])
            break;
        shard.joinDynamic("g", answer, {.rebalanceTimeoutMs = 7'000});
        shard.advance(1'000);
        atMs += 1'000;
    }
    // 3 s, 3 s more, and the second that is left of the 7; there is no more after that.
    QVERIFY(answers[0]);
    QCOMPARE(atMs, 7'000);
}

void TestGroupMembership::votesForAProtocol()
{
    Shard shard;
    std::vector<Answer<wire::JoinGroupResponse>> answers(3);
    shard.joinDynamic("g", answers[0], {.protocols = {"range", "sticky"}});
    shard.joinDynamic("g", answers[1], {.protocols = {"sticky", "range", "own"}});
    shard.joinDynamic("g", answers[2], {.protocols = {"sticky", "range"}});
    shard.advance(9'000);
    for (const auto &answer : answers)
        QCOMPARE(answer->protocolName.value(), std::string("sticky"));
}

void TestGroupMembership::syncsAroundTheLeader()
{
    Shard shard;
    Answer<wire::JoinGroupResponse> a;
    Answer<wire::JoinGroupResponse> b;
    const auto leader = shard.joinDynamic("g", a);
    const auto follower = shard.joinDynamic("g", b);
    shard.advance(6'000);
    QCOMPARE(a->leader, leader);
    const auto early = shard.sync("g", follower, 1);
    QVERIFY(!early);
    // The leader left the follower out: it gets an empty assignment.
    const auto led = shard.sync("g", leader, 1, {{leader, "mine"}, {"stranger", "lost"}});
    QVERIFY(led && early);
    QVERIFY(early->assignment.empty());
    QCOMPARE(early.error(), KafkaError::None);
    // Asked again, the same again.
    QVERIFY(shard.sync("g", leader, 1)->assignment == led->assignment);
}

void TestGroupMembership::assignmentsOfThePastAreNotGiven()
{
    Shard shard;
    Answer<wire::JoinGroupResponse> joined;
    const auto id = shard.joinDynamic("g", joined);
    shard.advance(3'000);
    QCOMPARE(joined->generationId, 1);
    // Before the first assignment is stored its leader joins anew with another subscription, and assigns again.
    shard.log.mode = FakeLog::Mode::Held;
    const auto past = shard.sync("g", id, 1, {{id, "past"}});
    const auto again = shard.join("g", {.memberId = id, .topics = {"orders", "payments"}});
    QCOMPARE(again.error(), KafkaError::None);
    QCOMPARE(again->generationId, 2);
    QCOMPARE(past.error(), KafkaError::RebalanceInProgress);
    const auto present = shard.sync("g", id, 2, {{id, "present"}});
    QVERIFY(!present);
    shard.log.commitHeld();
    QCOMPARE(present.error(), KafkaError::None);
    QVERIFY(present->assignment == weir::base::toBytes(std::string_view("present")));
}

void TestGroupMembership::refusesBadSyncs()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 1);
    QCOMPARE(shard.sync("", ids[0], 1).error(), KafkaError::InvalidGroupId);
    QCOMPARE(shard.sync("none", ids[0], 1).error(), KafkaError::UnknownMemberId);
    QCOMPARE(shard.sync("g", "who", 1).error(), KafkaError::UnknownMemberId);
    QCOMPARE(shard.sync("g", ids[0], 2).error(), KafkaError::IllegalGeneration);
    QCOMPARE(shard.sync("g", ids[0], 1, {}, {}, "sticky").error(), KafkaError::InconsistentGroupProtocol);
    QCOMPARE(shard.sync("g", ids[0], 1, {}, "instance").error(), KafkaError::UnknownMemberId);
    wire::SyncGroupRequest bare;
    bare.groupId = "g";
    bare.memberId = ids[0];
    bare.generationId = 1;
    Answer<wire::SyncGroupResponse> v5;
    shard.coordinator->handle(bare, 5, Shard::session(), v5.reply());
    QCOMPARE(v5.error(), KafkaError::InconsistentGroupProtocol);
    Answer<wire::SyncGroupResponse> v4;
    shard.coordinator->handle(bare, 4, Shard::session(), v4.reply());
    QCOMPARE(v4.error(), KafkaError::None);

    Answer<wire::JoinGroupResponse> other;
    shard.joinDynamic("g", other);
    QCOMPARE(shard.sync("g", ids[0], 1).error(), KafkaError::RebalanceInProgress);
}

void TestGroupMembership::refusesBadHeartbeats()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 1);
    QCOMPARE(shard.heartbeat("", ids[0], 1), KafkaError::InvalidGroupId);
    QCOMPARE(shard.heartbeat("none", ids[0], 1), KafkaError::UnknownMemberId);
    QCOMPARE(shard.heartbeat("g", "who", 1), KafkaError::UnknownMemberId);
    QCOMPARE(shard.heartbeat("g", ids[0], 0), KafkaError::IllegalGeneration);
    QCOMPARE(shard.heartbeat("g", ids[0], 1, "instance"), KafkaError::UnknownMemberId);
}

void TestGroupMembership::joiningMemberMakesOthersRejoin()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 2);
    Answer<wire::JoinGroupResponse> third;
    const auto newcomer = shard.joinDynamic("g", third);
    QCOMPARE(shard.heartbeat("g", ids[0], 1), KafkaError::RebalanceInProgress);
    const auto a = shard.join("g", {.memberId = ids[0]});
    QVERIFY(!a);
    const auto b = shard.join("g", {.memberId = ids[1]});
    // All are here: nobody waits any longer.
    QVERIFY(a && b && third);
    QCOMPARE(a->generationId, 2);
    QCOMPARE(a->leader, ids[0]);
    QCOMPARE(a->members.size(), std::size_t{3});
    QCOMPARE(third->memberId, newcomer);
    const auto waiting = shard.sync("g", newcomer, 2);
    // Somebody joins while the assignment is made: whoever waits for it is told.
    Answer<wire::JoinGroupResponse> fourth;
    shard.joinDynamic("g", fourth);
    QCOMPARE(waiting.error(), KafkaError::RebalanceInProgress);
}

void TestGroupMembership::rejoinWithTheSameMetadata()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 2);
    // A follower with nothing new is told what is; the leader or news start a rebalance.
    const auto same = shard.join("g", {.memberId = ids[1]});
    QCOMPARE(same.error(), KafkaError::None);
    QCOMPARE(same->generationId, 1);
    QVERIFY(same->members.empty());
    QCOMPARE(shard.stateOf("g"), std::string("Stable"));
    const auto news = shard.join("g", {.memberId = ids[1], .topics = {"orders", "payments"}});
    QVERIFY(!news);
    QCOMPARE(shard.stateOf("g"), std::string("PreparingRebalance"));
    const auto led = shard.join("g", {.memberId = ids[0]});
    QVERIFY(news && led);
    // The answer was lost: the same join in CompletingRebalance gives it again, to the leader with all members.
    const auto again = shard.join("g", {.memberId = ids[0]});
    QCOMPARE(again->generationId, 2);
    QCOMPARE(again->members.size(), std::size_t{2});
    QCOMPARE(shard.stateOf("g"), std::string("CompletingRebalance"));
}

void TestGroupMembership::expiresSessions()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 2);
    shard.advance(9'000);
    QCOMPARE(shard.heartbeat("g", ids[0], 1), KafkaError::None);
    shard.advance(999);
    QCOMPARE(shard.membersOf("g"), std::size_t{2});
    shard.advance(1);
    QCOMPARE(shard.membersOf("g"), std::size_t{1});
    QCOMPARE(shard.stateOf("g"), std::string("PreparingRebalance"));
    QCOMPARE(shard.coordinator->counters().sessionsExpired, std::uint64_t{1});
    QCOMPARE(shard.heartbeat("g", ids[1], 1), KafkaError::UnknownMemberId);
    QCOMPARE(shard.heartbeat("g", ids[0], 1), KafkaError::RebalanceInProgress);
    const auto rejoined = shard.join("g", {.memberId = ids[0]});
    QCOMPARE(rejoined->generationId, 2);
    QCOMPARE(rejoined->members.size(), std::size_t{1});
    // And when the last is gone too, the group is empty.
    shard.advance(120'000);
    QCOMPARE(shard.stateOf("g"), std::string("Empty"));
}

void TestGroupMembership::heartbeatsKeepAlive()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 1);
    const auto timers = shard.owner.pendingTimers();
    for (int i = 0; i < 1'000; ++i) {
        shard.advance(3'000);
        QCOMPARE(shard.heartbeat("g", ids[0], 1), KafkaError::None);
    }
    QCOMPARE(shard.owner.pendingTimers(), timers);
    shard.advance(9'999);
    QCOMPARE(shard.stateOf("g"), std::string("Stable"));
    shard.advance(1);
    QCOMPARE(shard.stateOf("g"), std::string("Empty"));
}

void TestGroupMembership::dropsWhoDoesNotRejoin()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 3, {.rebalanceTimeoutMs = 20'000});
    Answer<wire::JoinGroupResponse> fourth;
    shard.joinDynamic("g", fourth, {.rebalanceTimeoutMs = 20'000});
    const auto b = shard.join("g", {.memberId = ids[1], .rebalanceTimeoutMs = 20'000});
    // The other two live, but are too slow to rejoin.
    for (int i = 0; i < 4; ++i) {
        QVERIFY(!b);
        shard.heartbeat("g", ids[0], 1);
        shard.heartbeat("g", ids[2], 1);
        shard.advance(5'000);
    }
    QVERIFY(b && fourth);
    // The leader was among those that are gone.
    QVERIFY(b->leader != ids[0]);
    QCOMPARE(shard.membersOf("g"), std::size_t{2});
    QCOMPARE(shard.heartbeat("g", ids[0], 2), KafkaError::UnknownMemberId);
}

void TestGroupMembership::dropsWhoDoesNotSync()
{
    Shard shard;
    Answer<wire::JoinGroupResponse> a;
    Answer<wire::JoinGroupResponse> b;
    const auto leader = shard.joinDynamic("g", a, {.rebalanceTimeoutMs = 30'000});
    const auto silent = shard.joinDynamic("g", b, {.rebalanceTimeoutMs = 30'000});
    shard.advance(6'000);
    QCOMPARE(shard.sync("g", leader, 1, {{leader, "x"}}).error(), KafkaError::None);
    QCOMPARE(shard.stateOf("g"), std::string("Stable"));
    for (int i = 0; i < 6; ++i) {
        QCOMPARE(shard.membersOf("g"), std::size_t{2});
        shard.heartbeat("g", leader, 1);
        shard.heartbeat("g", silent, 1);
        shard.advance(5'000);
    }
    QCOMPARE(shard.membersOf("g"), std::size_t{1});
    QCOMPARE(shard.stateOf("g"), std::string("PreparingRebalance"));
}

void TestGroupMembership::dropsPendingMembers()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 1);
    const auto pending = shard.join("g", {.sessionTimeoutMs = 6'000});
    // A rebalance waits for the one that was given an id.
    const auto led = shard.join("g", {.memberId = ids[0]});
    QVERIFY(!led);
    shard.advance(5'999);
    QVERIFY(!led);
    shard.advance(1);
    QVERIFY(led);
    QCOMPARE(shard.join("g", {.memberId = pending->memberId}).error(), KafkaError::UnknownMemberId);
    const auto other = shard.join("g");
    QCOMPARE(shard.leave("g", other->memberId)->members.at(0).errorCode, std::int16_t{0});
    QCOMPARE(shard.join("g", {.memberId = other->memberId}).error(), KafkaError::UnknownMemberId);
}

void TestGroupMembership::dropsNewMembersThatNeverGotAnAnswer()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 1, {.sessionTimeoutMs = 60'000, .rebalanceTimeoutMs = 900'000});
    Answer<wire::JoinGroupResponse> late;
    shard.joinDynamic("g", late);
    // A new member has five minutes, whatever its session timeout.
    for (int i = 0; i < 10; ++i) {
        QVERIFY(!late);
        shard.heartbeat("g", ids[0], 1);
        shard.advance(30'000);
    }
    QCOMPARE(late.error(), KafkaError::UnknownMemberId);
    QCOMPARE(shard.membersOf("g"), std::size_t{1});
}

void TestGroupMembership::leaves()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 2);
    QCOMPARE(shard.leave("", ids[0]).error(), KafkaError::InvalidGroupId);
    QCOMPARE(shard.leave("none", ids[0])->members.at(0).errorCode, code(KafkaError::UnknownMemberId));
    QCOMPARE(shard.leave("g", "who")->members.at(0).errorCode, code(KafkaError::UnknownMemberId));
    const auto left = shard.leave("g", ids[0]);
    QCOMPARE(left.error(), KafkaError::None);
    QCOMPARE(left->members.at(0).memberId, ids[0]);
    QVERIFY(!left->members.at(0).groupInstanceId);
    const auto rest = shard.join("g", {.memberId = ids[1]});
    QCOMPARE(rest->leader, ids[1]);
    shard.leave("g", ids[1]);
    QCOMPARE(shard.stateOf("g"), std::string("Empty"));
    QCOMPARE(shard.coordinator->describeGroup("g", 6).protocolType, std::string("consumer"));
    // The next member starts from there, with the initial delay again.
    Answer<wire::JoinGroupResponse> back;
    shard.joinDynamic("g", back);
    shard.advance(2'999);
    QVERIFY(!back);
    shard.advance(1);
    QCOMPARE(back->generationId, 4);
}

void TestGroupMembership::leavesInOldVersions()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 1);
    const auto leave = [&](const std::string &memberId) {
        wire::LeaveGroupRequest request;
        request.groupId = "g";
        request.memberId = memberId;
        Answer<wire::LeaveGroupResponse> answer;
        shard.coordinator->handle(request, 2, Shard::session(), answer.reply());
        return answer;
    };
    QCOMPARE(leave("who").error(), KafkaError::UnknownMemberId);
    QVERIFY(leave("who")->members.empty());
    QCOMPARE(leave(ids[0]).error(), KafkaError::None);
    QCOMPARE(shard.stateOf("g"), std::string("Empty"));
}

void TestGroupMembership::limitsTheSize()
{
    Shard shard({.groupMaxSize = 2});
    const auto ids = shard.stableGroup("g", 2);
    const auto third = shard.join("g");
    QCOMPARE(third.error(), KafkaError::GroupMaxSizeReached);
    QVERIFY(third->memberId.empty());
    QCOMPARE(shard.heartbeat("g", ids[0], 1), KafkaError::None);

    // While a group is made, those who wait count.
    std::vector<Answer<wire::JoinGroupResponse>> answers(3);
    std::vector<std::string> given;
    for (int i = 0; i < 3; ++i)
        given.push_back(shard.join("h")->memberId);
    for (std::size_t i = 0; i < 3; ++i)
        answers[i] = shard.join("h", {.memberId = given[i]});
    QCOMPARE(answers[2].error(), KafkaError::GroupMaxSizeReached);
    shard.advance(9'000);
    QVERIFY(answers[0] && answers[1]);
}

QTEST_GUILESS_MAIN(TestGroupMembership)
#include "tst_group_membership.moc"
