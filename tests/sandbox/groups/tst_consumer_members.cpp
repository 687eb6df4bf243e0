// SPDX-License-Identifier: GPL-3.0-or-later
// Members of a group of the KIP-848 protocol: who may join, who is fenced, when a session ends, which offsets they may commit.
#include "tests/sandbox/groups/consumer_fixture.h"

using namespace weir::sandbox;
using namespace weir::sandbox::test;
namespace wire = weir::wire;
namespace base = weir::base;

namespace {

KafkaError commitOf(Shard &shard, const Consumer &member, std::int32_t partition, std::int32_t epoch, std::int16_t version = 9)
{
    return Shard::commitError(shard.commit("g", "orders", partition, 5, member.memberId, epoch, version));
}

KafkaError fetchOf(Shard &shard, std::optional<std::string> memberId, std::int32_t epoch)
{
    wire::OffsetFetchRequest request;
    auto &group = request.groups.emplace_back();
    group.groupId = "g";
    group.memberId = std::move(memberId);
    group.memberEpoch = epoch;
    group.topics.reset();
    Answer<wire::OffsetFetchResponse> answer;
    shard.coordinator->handle(request, 9, Shard::session(), answer.reply());
    return static_cast<KafkaError>(answer->groups.at(0).errorCode);
}

} // namespace

class TestConsumerMembers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhatMakesNoSense_data();
    void refusesWhatMakesNoSense();
    void answersByPartitionState();
    void unknownMembersAndGroups();
    void sessionsEnd();
    void slowRevokersAreRemoved();
    void staticMembersKeepTheirPlace();
    void instanceIdsAreGuarded();
    void groupsHaveALimit();
    void groupsHaveSettings();
    void commitsNeedTheEpoch();
    void fetchesNeedTheEpoch();
    void transactionsNeedTheEpoch();
    void offsetsOfSubscribedTopicsStay();
    void listsAndDescribes();
    void keepsATimeline();
    void theProtocolCanBeOff();
};

void TestConsumerMembers::refusesWhatMakesNoSense_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("words");
    QTest::newRow("member") << 0 << "MemberId can't be empty.";
    QTest::newRow("group") << 1 << "GroupId can't be empty.";
    QTest::newRow("instance") << 2 << "InstanceId can't be empty.";
    QTest::newRow("rack") << 3 << "RackId can't be empty.";
    QTest::newRow("timeout") << 4 << "RebalanceTimeoutMs must be provided in first request.";
    QTest::newRow("partitions") << 5 << "TopicPartitions must be empty when (re-)joining.";
    QTest::newRow("subscription") << 6 << "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null when (re-)joining.";
    QTest::newRow("static leave") << 7 << "InstanceId can't be null.";
    QTest::newRow("epoch") << 8 << "MemberEpoch is -3, but must be greater than or equal to -2.";
}

void TestConsumerMembers::refusesWhatMakesNoSense()
{
    QFETCH(int, fault);
    QFETCH(QString, words);
    Shard shard;
    Consumer a{&shard, "g", "a"};
    Beat request = a.request();
    switch (fault) {
    case 0: request.memberId.clear(); break;
    case 1: request.groupId.clear(); break;
    case 2: request.instanceId = ""; break;
    case 3: request.rackId = ""; break;
    case 4: request.rebalanceTimeoutMs = -1; break;
    case 5: request.topicPartitions.reset(); break;
    case 6: request.subscribedTopicNames.reset(); break;
    case 7: request.memberEpoch = -2; break;
    case 8: request.memberEpoch = -3; break;
    }
    const auto answer = a.send(request);
    QCOMPARE(answer.error(), KafkaError::InvalidRequest);
    QCOMPARE(QString::fromStdString(answer->errorMessage.value()), words);
}

void TestConsumerMembers::answersByPartitionState()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    const auto index = shard.coordinator->partitionOf("g");
    shard.coordinator->startLoading(index);
    QCOMPARE(a.beat(), KafkaError::CoordinatorLoadInProgress);
    shard.coordinator->resign(index);
    QCOMPARE(a.beat(), KafkaError::NotCoordinator);
    shard.coordinator->setOffsetsPartitions(0);
    QCOMPARE(a.beat(), KafkaError::CoordinatorNotAvailable);

    // Who waits for the log when the partition goes is told.
    Shard other;
    Consumer b{&other, "g", "b"};
    other.log.mode = FakeLog::Mode::Held;
    const auto parked = b.send(b.request());
    QVERIFY(!parked);
    other.coordinator->resign(other.coordinator->partitionOf("g"));
    QCOMPARE(parked.error(), KafkaError::NotCoordinator);
    QCOMPARE(other.owner.pendingTimers(), std::size_t{49});
}

void TestConsumerMembers::unknownMembersAndGroups()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    a.epoch = 3;
    QCOMPARE(a.beat(), KafkaError::GroupIdNotFound);
    a.epoch = 0;
    a.beat();
    Consumer b{&shard, "g", "b"};
    b.epoch = 1;
    const auto unknown = b.send(b.request());
    QCOMPARE(unknown.error(), KafkaError::UnknownMemberId);
    QCOMPARE(unknown->errorMessage.value(), std::string("Member b is not a member of group g."));
    QCOMPARE(b.leave(), KafkaError::UnknownMemberId);
    Consumer elsewhere{&shard, "none", "b"};
    QCOMPARE(elsewhere.leave(), KafkaError::GroupIdNotFound);
}

void TestConsumerMembers::sessionsEnd()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    Consumer b{&shard, "g", "b"};
    a.beat();
    shard.advance(1'000);
    b.beat();
    settle(shard, {&a, &b});
    shard.advance(30'000);
    a.beat();
    // An answer that names an error does not keep a session alive.
    Beat wrong = b.request();
    wrong.memberEpoch = 99;
    QCOMPARE(b.send(wrong).error(), KafkaError::FencedMemberEpoch);
    shard.advance(43'000 - 30'000);
    a.beat();
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{2});
    shard.advance(1'000);
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{1});
    a.beat();
    a.beat();
    QCOMPARE(a.count(), std::size_t{6});
    QCOMPARE(b.beat(), KafkaError::UnknownMemberId);
    QCOMPARE(shard.coordinator->counters().sessionsExpired, std::uint64_t{1});
}

void TestConsumerMembers::slowRevokersAreRemoved()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    a.rebalanceTimeoutMs = 10'000;
    Consumer b{&shard, "g", "b"};
    a.beat();
    shard.advance(1'000);
    b.beat();
    a.beat();
    QCOMPARE(a.count(), std::size_t{3});
    // It beats on, but does not say that it gave anything up.
    Beat busy = a.request();
    busy.topicPartitions.reset();
    for (int i = 0; i < 9; ++i) {
        shard.advance(1'000);
        QCOMPARE(a.send(busy).error(), KafkaError::None);
    }
    shard.advance(1'000);
    QCOMPARE(a.send(busy).error(), KafkaError::UnknownMemberId);
    b.beat();
    b.beat();
    QCOMPARE(b.count(), std::size_t{6});
}

void TestConsumerMembers::staticMembersKeepTheirPlace()
{
    Shard shard;
    Consumer a{&shard, "g", "a", "one"};
    Consumer b{&shard, "g", "b", "two"};
    a.beat();
    shard.advance(1'000);
    b.beat();
    settle(shard, {&a, &b});
    const auto had = a.owned;
    const auto epoch = describedOf(shard, "g").groupEpoch;
    QCOMPARE(a.leave(ConsumerMember::kStaticLeaveEpoch), KafkaError::None);
    QCOMPARE(describedOf(shard, "g").members.at(0).memberEpoch, -2);
    b.beat();
    QCOMPARE(b.count(), std::size_t{3});
    // Another process with the same instance id: no rebalance, the same partitions.
    Consumer again{&shard, "g", "a2", "one"};
    QCOMPARE(again.beat(), KafkaError::None);
    QVERIFY(again.owned == had);
    QCOMPARE(again.epoch, epoch);
    QCOMPARE(describedOf(shard, "g").groupEpoch, epoch);
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Stable"));
    shard.start();
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{2});
    QCOMPARE(again.beat(), KafkaError::None);
    // Away for longer than its session it loses its place.
    again.leave(ConsumerMember::kStaticLeaveEpoch);
    for (int i = 0; i < 5; ++i) {
        shard.advance(10'000);
        b.beat();
    }
    b.beat();
    QCOMPARE(b.count(), std::size_t{6});
}

void TestConsumerMembers::instanceIdsAreGuarded()
{
    Shard shard;
    Consumer a{&shard, "g", "a", "one"};
    a.beat();
    Consumer twin{&shard, "g", "b", "one"};
    const auto refused = twin.send(twin.request());
    QCOMPARE(refused.error(), KafkaError::UnreleasedInstanceId);
    QCOMPARE(refused->errorMessage.value(),
             std::string("Static member b with instance id one cannot join the group because the instance id is owned by member a."));
    a.beat();
    a.leave(ConsumerMember::kStaticLeaveEpoch);
    QCOMPARE(twin.beat(), KafkaError::None);
    a.epoch = 1;
    const auto fenced = a.send(a.request());
    QCOMPARE(fenced.error(), KafkaError::FencedInstanceId);
    QCOMPARE(a.leave(), KafkaError::FencedInstanceId);
    Consumer unknown{&shard, "g", "c", "three"};
    unknown.epoch = 1;
    QCOMPARE(unknown.beat(), KafkaError::UnknownMemberId);
}

void TestConsumerMembers::groupsHaveALimit()
{
    GroupConfig config;
    config.consumerMaxSize = 1;
    Shard shard(config);
    Consumer a{&shard, "g", "a"};
    Consumer b{&shard, "g", "b"};
    a.beat();
    QCOMPARE(b.beat(), KafkaError::GroupMaxSizeReached);
    QCOMPARE(a.beat(), KafkaError::None);
    a.leave();
    QCOMPARE(b.beat(), KafkaError::None);
}

void TestConsumerMembers::groupsHaveSettings()
{
    Shard shard;
    shard.topics.settings.consumerHeartbeatIntervalMs = 7'000;
    shard.topics.settings.consumerSessionTimeoutMs = 50'000;
    Consumer a{&shard, "g", "a"};
    QCOMPARE(a.send(a.request())->heartbeatIntervalMs, 7'000);
    shard.advance(49'999);
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{1});
    shard.advance(1);
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{0});
}

void TestConsumerMembers::commitsNeedTheEpoch()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    Consumer b{&shard, "g", "b"};
    a.beat();
    QCOMPARE(commitOf(shard, a, 0, 1), KafkaError::None);
    QCOMPARE(commitOf(shard, a, 0, 2), KafkaError::StaleMemberEpoch);
    QCOMPARE(commitOf(shard, a, 0, 1, 8), KafkaError::UnsupportedVersion);
    QCOMPARE(commitOf(shard, b, 0, 1), KafkaError::UnknownMemberId);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 5)), KafkaError::UnknownMemberId);
    shard.advance(1'000);
    b.beat();
    settle(shard, {&a, &b});
    QCOMPARE(a.epoch, 2);
    // What it had in epoch 1 and has still it may commit as of epoch 1 (KIP-1251), nothing else.
    const auto kept = *a.owned.begin()->second.begin();
    const auto given = *b.owned.begin()->second.begin();
    QCOMPARE(commitOf(shard, a, kept, 1), KafkaError::None);
    QCOMPARE(commitOf(shard, a, given, 1), KafkaError::StaleMemberEpoch);
    QCOMPARE(commitOf(shard, b, given, 1), KafkaError::StaleMemberEpoch);
    QCOMPARE(commitOf(shard, b, given, 2), KafkaError::None);
    a.leave();
    b.leave();
    // Nobody is in it: an administrator may.
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 5)), KafkaError::None);
    QCOMPARE(commitOf(shard, a, 0, 2), KafkaError::UnknownMemberId);
}

void TestConsumerMembers::fetchesNeedTheEpoch()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    a.beat();
    QCOMPARE(fetchOf(shard, "a", 1), KafkaError::None);
    QCOMPARE(fetchOf(shard, "a", 0), KafkaError::StaleMemberEpoch);
    QCOMPARE(fetchOf(shard, "b", 1), KafkaError::UnknownMemberId);
    QCOMPARE(fetchOf(shard, std::nullopt, -1), KafkaError::None);
}

void TestConsumerMembers::transactionsNeedTheEpoch()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    a.beat();
    const auto commit = [&](const std::string &memberId, std::int32_t epoch) {
        wire::TxnOffsetCommitRequest request;
        request.groupId = "g";
        request.transactionalId = "t";
        request.producerId = 7;
        request.producerEpoch = 0;
        request.memberId = memberId;
        request.generationId = epoch;
        auto &topic = request.topics.emplace_back();
        topic.name = "orders";
        topic.partitions.emplace_back().committedOffset = 3;
        Answer<wire::TxnOffsetCommitResponse> answer;
        shard.coordinator->handle(request, 4, Shard::session(), answer.reply());
        return static_cast<KafkaError>(answer->topics.at(0).partitions.at(0).errorCode);
    };
    QCOMPARE(commit("a", 1), KafkaError::None);
    QCOMPARE(commit("a", 2), KafkaError::IllegalGeneration);
    QCOMPARE(commit("b", 1), KafkaError::UnknownMemberId);
    QCOMPARE(commit("", -1), KafkaError::None);
}

void TestConsumerMembers::offsetsOfSubscribedTopicsStay()
{
    Shard shard;
    Consumer a{&shard, "g", "a", {}, std::vector<std::string>{}, "ord.*"};
    a.beat();
    shard.commit("g", "orders", 0, 5, "a", 1);
    const auto remove = [&] {
        wire::OffsetDeleteRequest request;
        request.groupId = "g";
        auto &topic = request.topics.emplace_back();
        topic.name = "orders";
        topic.partitions.emplace_back();
        Answer<wire::OffsetDeleteResponse> answer;
        shard.coordinator->handle(request, 0, Shard::session(), answer.reply());
        return static_cast<KafkaError>(answer->topics.at(0).partitions.at(0).errorCode);
    };
    QCOMPARE(remove(), KafkaError::GroupSubscribedToTopic);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{5});
    a.leave();
    QCOMPARE(remove(), KafkaError::None);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{-1});
}

void TestConsumerMembers::listsAndDescribes()
{
    Shard shard;
    Consumer a{&shard, "new", "a"};
    a.beat();
    shard.stableGroup("old", 1);
    const auto names = [&](std::vector<std::string> types, std::vector<std::string> states) {
        wire::ListGroupsRequest request;
        request.typesFilter = std::move(types);
        request.statesFilter = std::move(states);
        std::string all;
        for (const auto &group : shard.coordinator->listGroups(request).groups)
            all += group.groupId + ":" + group.groupType + ":" + group.protocolType + ":" + group.groupState + " ";
        return all;
    };
    QCOMPARE(names({"consumer"}, {}), std::string("new:consumer:consumer:Stable "));
    QCOMPARE(names({"Classic"}, {}), std::string("old:classic:consumer:Stable "));
    QCOMPARE(names({}, {"assigning"}), std::string());
    QVERIFY(names({}, {"stable"}).size() > 40);
    // Each kind of description is of its own kind of group.
    const auto classic = shard.coordinator->describeGroup("new", 6);
    QCOMPARE(classic.errorCode, base::code(KafkaError::GroupIdNotFound));
    QCOMPARE(classic.errorMessage.value(), std::string("Group new is not a classic group."));
    QCOMPARE(classic.groupState, std::string("Dead"));
    QCOMPARE(shard.coordinator->describeGroup("new", 5).errorCode, std::int16_t{0});
    QCOMPARE(describedOf(shard, "old").errorMessage.value(), std::string("Group old is not a consumer group."));
    QCOMPARE(describedOf(shard, "none").errorMessage.value(), std::string("Group none not found."));
}

void TestConsumerMembers::keepsATimeline()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    Consumer b{&shard, "g", "b"};
    a.beat();
    shard.advance(1'000);
    b.beat();
    settle(shard, {&a, &b});
    b.leave();
    shard.advance(45'000);
    std::string kinds;
    for (const auto &event : shard.coordinator->eventsOf("g"))
        kinds += std::string(wordOf(event.kind)) + " ";
    QCOMPARE(kinds, std::string("Created MemberJoined RebalanceCompleted MemberJoined RebalanceStarted RebalanceCompleted MemberLeft RebalanceStarted "
                                "MemberExpired BecameEmpty "));
}

void TestConsumerMembers::theProtocolCanBeOff()
{
    GroupConfig config;
    config.servesConsumerProtocol = false;
    Shard shard(config);
    Consumer a{&shard, "g", "a"};
    QCOMPARE(a.beat(), KafkaError::UnsupportedVersion);
}

QTEST_GUILESS_MAIN(TestConsumerMembers)
#include "tst_consumer_members.moc"
