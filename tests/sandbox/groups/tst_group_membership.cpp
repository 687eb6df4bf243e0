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

void TestGroupMembership::replacesStaticMembers()
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

void TestGroupMembership::replacedStaticLeaderSkipsAssignment()
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

void TestGroupMembership::staticMemberWithOtherProtocolsRebalances()
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

void TestGroupMembership::staticMembersKeepTheirPlace()
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

void TestGroupMembership::fencesStaticMembers()
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

void TestGroupMembership::sendsStaticMembersAway()
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

void TestGroupMembership::assignmentIsStoredFirst()
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

void TestGroupMembership::failedStoreStartsAnew()
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

void TestGroupMembership::answersByPartitionState()
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
    QCOMPARE(shard.coordinator->listGroups({}).errorCode, code(KafkaError::CoordinatorNotAvailable));
}

void TestGroupMembership::resigningAnswersTheParked()
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

void TestGroupMembership::keepsATimeline()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 2);
    shard.leave("g", ids[1]);
    shard.advance(10'000);
    std::string kinds;
    for (const auto &event : shard.coordinator->eventsOf("g"))
        kinds += std::string(toString(event.kind)) + " ";
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

void TestGroupMembership::storms_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 12; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

/// Random clients against a random log in random time. Whatever happens: nobody is answered twice, every parked request is
/// answered in the end, a Stable group's members have assignments of their generation, and generations never go back.
void TestGroupMembership::storms()
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

QTEST_GUILESS_MAIN(TestGroupMembership)
#include "tst_group_membership.moc"
