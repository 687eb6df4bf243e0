// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/groups/group_fixture.h"

#include "backend/sandbox/groups/group_requests.h"

using namespace weir::sandbox;
using namespace weir::sandbox::test;
using weir::base::KafkaError;
namespace base = weir::base;
namespace wire = weir::wire;

class TestGroupOffsets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void simpleConsumersCommit();
    void membersCommit();
    void refusesBadCommits();
    void commitsKeepTheSession();
    void commitsByTopicId();
    void fetchesInEveryShape();
    void fetchesByTopicId();
    void showsOnlyWhatIsCommitted();
    void stableFetchWaits();
    void givesUpOnTheLog();
    void refusedCommitsLeaveNothing();
    void deletesOffsets();
    void deletesGroups();
    void refusedDeletionBringsTheGroupBack();
    void expiresOffsetsOfEmptyGroups();
    void expiresOffsetsOfSimpleGroups();
    void expiresByTheClientsRetention();
    void expiresUnsubscribedTopicsOfLiveGroups();
    void forgetsDeletedTopics();
    void lists();
    void describes();
    void mapsGroupsToPartitions();
    void mapsLogErrors_data();
    void mapsLogErrors();

private:
    static Answer<wire::OffsetDeleteResponse> deleteOffset(Shard &shard, const std::string &group, const std::string &topic, std::int32_t partition)
    {
        wire::OffsetDeleteRequest request;
        request.groupId = group;
        request.topics.emplace_back().name = topic;
        request.topics.back().partitions.emplace_back().partitionIndex = partition;
        Answer<wire::OffsetDeleteResponse> answer;
        shard.coordinator->handle(request, 0, Shard::session(), answer.reply());
        return answer;
    }
    static KafkaError deletionError(const Answer<wire::OffsetDeleteResponse> &answer)
    {
        return static_cast<KafkaError>(answer->topics.at(0).partitions.at(0).errorCode);
    }
    static KafkaError deleteGroup(Shard &shard, const std::string &group)
    {
        wire::DeleteGroupsRequest request;
        request.groupsNames = {group};
        Answer<wire::DeleteGroupsResponse> answer;
        shard.coordinator->handle(request, 2, Shard::session(), answer.reply());
        return static_cast<KafkaError>(answer->results.at(0).errorCode);
    }
};

void TestGroupOffsets::simpleConsumersCommit()
{
    Shard shard;
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{-1});
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 42)), KafkaError::None);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{42});
    QCOMPARE(shard.stateOf("g"), std::string("Empty"));
    QCOMPARE(shard.coordinator->describeGroup("g", 6).protocolType, std::string());
    QCOMPARE(shard.coordinator->counters().offsets, std::uint64_t{1});
    // Also with a member id of its own making, and for the empty group id, which old consumers used.
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 1, 7, "me")), KafkaError::None);
    QCOMPARE(Shard::commitError(shard.commit("", "orders", 0, 1)), KafkaError::None);
    QCOMPARE(shard.offsetOf("", "orders", 0), std::int64_t{1});
    // Rewinding is a commit like any other.
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 3)), KafkaError::None);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{3});
}

void TestGroupOffsets::membersCommit()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 1);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 10, ids[0], 1)), KafkaError::None);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{10});
    // While others join, the last generation may still commit what it has done; not while it is being assigned anew.
    Answer<wire::JoinGroupResponse> other;
    shard.joinDynamic("g", other);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 11, ids[0], 1)), KafkaError::None);
    const auto again = shard.join("g", {.memberId = ids[0]});
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 12, ids[0], 1)), KafkaError::IllegalGeneration);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 12, ids[0], 2)), KafkaError::RebalanceInProgress);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{11});
}

void TestGroupOffsets::refusesBadCommits()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 1);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1)), KafkaError::UnknownMemberId);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1, "who", 1)), KafkaError::UnknownMemberId);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1, ids[0], 5)), KafkaError::IllegalGeneration);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1, ids[0], -1)), KafkaError::IllegalGeneration);
    QCOMPARE(Shard::commitError(shard.commit("none", "orders", 0, 1, "who", 1, 8)), KafkaError::IllegalGeneration);
    QCOMPARE(Shard::commitError(shard.commit("none", "orders", 0, 1, "who", 1, 9)), KafkaError::GroupIdNotFound);
    QCOMPARE(Shard::commitError(shard.commit("g", "none", 0, 1, ids[0], 1)), KafkaError::UnknownTopicOrPartition);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 6, 1, ids[0], 1)), KafkaError::UnknownTopicOrPartition);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", -1, 1, ids[0], 1)), KafkaError::UnknownTopicOrPartition);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1, ids[0], 1, 9, std::string(4'097, 'x'))), KafkaError::OffsetMetadataTooLarge);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1, ids[0], 1, 9, std::string(4'096, 'x'))), KafkaError::None);
    // Characters count, not bytes.
    std::string korean;
    for (int i = 0; i < 4'096; ++i)
        korean += "\xEA\xB0\x80";
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1, ids[0], 1, 9, korean)), KafkaError::None);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1, ids[0], 1, 9, korean + "x")), KafkaError::OffsetMetadataTooLarge);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1, ids[0], 1, 9, std::nullopt)), KafkaError::None);
    QVERIFY(shard.coordinator->describeGroup("none", 6).errorCode != 0);

    // One bad partition does not spoil the others.
    wire::OffsetCommitRequest request;
    request.groupId = "simple";
    request.topics.emplace_back().name = "orders";
    request.topics[0].partitions.resize(2);
    request.topics[0].partitions[0].partitionIndex = 99;
    request.topics[0].partitions[1].partitionIndex = 1;
    request.topics[0].partitions[1].committedOffset = 5;
    request.topics[0].partitions[1].committedMetadata = "note";
    Answer<wire::OffsetCommitResponse> answer;
    shard.coordinator->handle(request, 9, Shard::session(), answer.reply());
    QCOMPARE(answer->topics[0].partitions[0].errorCode, code(KafkaError::UnknownTopicOrPartition));
    QCOMPARE(answer->topics[0].partitions[1].errorCode, std::int16_t{0});
    QCOMPARE(shard.offsetOf("simple", "orders", 1), std::int64_t{5});
}

void TestGroupOffsets::commitsKeepTheSession()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 1);
    for (int i = 0; i < 10; ++i) {
        shard.advance(9'000);
        QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, i, ids[0], 1)), KafkaError::None);
    }
    QCOMPARE(shard.stateOf("g"), std::string("Stable"));
}

void TestGroupOffsets::commitsByTopicId()
{
    Shard shard;
    wire::OffsetCommitRequest request;
    request.groupId = "g";
    request.topics.emplace_back().topicId = shard.topics.topics["orders"].id;
    request.topics.back().partitions.emplace_back().committedOffset = 9;
    request.topics.emplace_back().topicId.bytes[0] = 1;
    request.topics.back().partitions.emplace_back();
    Answer<wire::OffsetCommitResponse> answer;
    shard.coordinator->handle(request, 10, Shard::session(), answer.reply());
    QCOMPARE(answer->topics[0].partitions[0].errorCode, std::int16_t{0});
    QVERIFY(answer->topics[0].topicId == request.topics[0].topicId);
    QCOMPARE(answer->topics[1].partitions[0].errorCode, code(KafkaError::UnknownTopicId));
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{9});
}

void TestGroupOffsets::fetchesInEveryShape()
{
    Shard shard;
    shard.commit("g", "orders", 1, 11);
    shard.commit("g", "orders", 0, 10, {}, -1, 9, "why");
    shard.commit("g", "payments", 2, 12);
    for (const std::int16_t version : {std::int16_t{2}, std::int16_t{5}, std::int16_t{7}}) {
        const auto all = shard.fetch("g", version);
        QCOMPARE(all.error(), KafkaError::None);
        QCOMPARE(all->topics.size(), std::size_t{2});
        QVERIFY(all->groups.empty());
        QCOMPARE(all->topics[0].name, std::string("orders"));
        QCOMPARE(all->topics[0].partitions[0].committedOffset, std::int64_t{10});
        QCOMPARE(all->topics[0].partitions[0].metadata.value(), std::string("why"));
        QVERIFY(wire::encodeFlat(*all, version));
    }
    for (const std::int16_t version : {std::int16_t{8}, std::int16_t{9}, std::int16_t{10}}) {
        const auto all = shard.fetch("g", version);
        QVERIFY(all->topics.empty());
        QCOMPARE(all->groups.at(0).groupId, std::string("g"));
        QCOMPARE(all->groups.at(0).topics.at(1).partitions.at(0).committedOffset, std::int64_t{12});
        QVERIFY(wire::encodeFlat(*all, version));
    }
    QVERIFY(shard.fetch("none", 9)->groups.at(0).topics.empty());

    // Several groups in one, and partitions without a commit.
    wire::OffsetFetchRequest request;
    for (const auto *group : {"g", "none"}) {
        request.groups.emplace_back().groupId = group;
        request.groups.back().topics->emplace_back().name = "orders";
        request.groups.back().topics->back().partitionIndexes = {0, 5};
    }
    Answer<wire::OffsetFetchResponse> answer;
    shard.coordinator->handle(request, 8, Shard::session(), answer.reply());
    QCOMPARE(answer->groups.size(), std::size_t{2});
    QCOMPARE(answer->groups[0].topics[0].partitions[0].committedOffset, std::int64_t{10});
    QCOMPARE(answer->groups[0].topics[0].partitions[1].committedOffset, std::int64_t{-1});
    QCOMPARE(answer->groups[0].topics[0].partitions[1].metadata.value(), std::string());
    QCOMPARE(answer->groups[1].topics[0].partitions[0].committedOffset, std::int64_t{-1});
    QCOMPARE(answer->groups[1].errorCode, std::int16_t{0});

    // v1 has no error of the group, so each partition bears it.
    shard.coordinator->resign(shard.coordinator->partitionOf("g"));
    wire::OffsetFetchRequest old;
    old.groupId = "g";
    old.topics->emplace_back().name = "orders";
    old.topics->back().partitionIndexes = {3};
    Answer<wire::OffsetFetchResponse> v1;
    shard.coordinator->handle(old, 1, Shard::session(), v1.reply());
    QCOMPARE(v1->errorCode, std::int16_t{0});
    QCOMPARE(v1->topics.at(0).partitions.at(0).errorCode, code(KafkaError::NotCoordinator));
    QCOMPARE(v1->topics.at(0).partitions.at(0).committedOffset, std::int64_t{-1});
    QVERIFY(wire::encodeFlat(*v1, 1));
}

void TestGroupOffsets::fetchesByTopicId()
{
    Shard shard;
    shard.commit("g", "orders", 0, 10);
    shard.commit("g", "payments", 0, 20);
    const auto fetch = [&](const base::Uuid &id) {
        wire::OffsetFetchRequest request;
        request.groups.emplace_back().groupId = "g";
        request.groups.back().topics->emplace_back().topicId = id;
        request.groups.back().topics->back().partitionIndexes = {0};
        Answer<wire::OffsetFetchResponse> answer;
        shard.coordinator->handle(request, 10, Shard::session(), answer.reply());
        return answer->groups.at(0).topics.at(0).partitions.at(0);
    };
    QCOMPARE(fetch(shard.topics.topics["orders"].id).committedOffset, std::int64_t{10});
    base::Uuid unknown;
    unknown.bytes[3] = 3;
    QCOMPARE(fetch(unknown).errorCode, code(KafkaError::UnknownTopicId));
    // The topic was made anew: the offset of its namesake is not its own. By name it still is, as in Kafka.
    const auto anew = shard.topics.add("orders", 6);
    QCOMPARE(fetch(anew).committedOffset, std::int64_t{-1});
    QCOMPARE(fetch(anew).errorCode, std::int16_t{0});
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{10});
    // By id a topic that is gone cannot be named.
    shard.topics.topics.erase("payments");
    QCOMPARE(shard.fetch("g", 10)->groups.at(0).topics.size(), std::size_t{1});
    QCOMPARE(shard.fetch("g", 9)->groups.at(0).topics.size(), std::size_t{2});
}

void TestGroupOffsets::showsOnlyWhatIsCommitted()
{
    Shard shard;
    shard.commit("g", "orders", 0, 1);
    shard.log.mode = FakeLog::Mode::Held;
    const auto commit = shard.commit("g", "orders", 0, 2);
    const auto fresh = shard.commit("fresh", "orders", 0, 2);
    QVERIFY(!commit);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{1});
    QCOMPARE(shard.stateOf("fresh"), std::string("Dead"));
    QCOMPARE(shard.coordinator->listGroups({}).groups.size(), std::size_t{1});
    shard.log.commitHeld();
    QCOMPARE(Shard::commitError(commit), KafkaError::None);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{2});
    QCOMPARE(shard.coordinator->listGroups({}).groups.size(), std::size_t{2});
}

void TestGroupOffsets::stableFetchWaits()
{
    Shard shard;
    shard.commit("g", "orders", 0, 1);
    shard.log.mode = FakeLog::Mode::Held;
    shard.commit("g", "orders", 0, 2);
    const auto stable = shard.fetch("g", 9, true);
    const auto plain = shard.fetch("g", 9);
    QVERIFY(!stable);
    QCOMPARE(plain->groups[0].topics[0].partitions[0].committedOffset, std::int64_t{1});
    shard.log.commitHeld();
    QCOMPARE(stable->groups[0].topics[0].partitions[0].committedOffset, std::int64_t{2});
    // With nothing under way it answers at once, and when the log hangs, that nobody knows.
    QVERIFY(shard.fetch("g", 7, true));
    shard.commit("g", "orders", 0, 3);
    const auto hangs = shard.fetch("g", 7, true);
    shard.advance(5'000);
    QCOMPARE(hangs.error(), KafkaError::NotCoordinator);
}

void TestGroupOffsets::givesUpOnTheLog()
{
    Shard shard;
    shard.log.mode = FakeLog::Mode::Held;
    const auto commit = shard.commit("g", "orders", 0, 5);
    shard.advance(4'999);
    QVERIFY(!commit);
    shard.advance(1);
    QCOMPARE(Shard::commitError(commit), KafkaError::CoordinatorNotAvailable);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{-1});
    // It was written after all: then it counts.
    shard.log.commitHeld();
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{5});
}

void TestGroupOffsets::refusedCommitsLeaveNothing()
{
    Shard shard;
    shard.commit("g", "orders", 0, 1);
    shard.log.mode = FakeLog::Mode::Refusing;
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 2)), KafkaError::NotCoordinator);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{1});
    shard.log.mode = FakeLog::Mode::Held;
    shard.commit("g", "orders", 0, 3);
    shard.log.commitHeld(KafkaError::NotEnoughReplicasAfterAppend);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{1});
    QCOMPARE(shard.coordinator->counters().offsets, std::uint64_t{1});
}

void TestGroupOffsets::deletesOffsets()
{
    Shard shard;
    QCOMPARE(deleteOffset(shard, "", "orders", 0).error(), KafkaError::InvalidGroupId);
    QCOMPARE(deleteOffset(shard, "none", "orders", 0).error(), KafkaError::GroupIdNotFound);
    shard.commit("g", "orders", 0, 1);
    shard.commit("g", "payments", 0, 1);
    QCOMPARE(deletionError(deleteOffset(shard, "g", "orders", 0)), KafkaError::None);
    QCOMPARE(deletionError(deleteOffset(shard, "g", "orders", 5)), KafkaError::None);
    QCOMPARE(deletionError(deleteOffset(shard, "g", "orders", 99)), KafkaError::UnknownTopicOrPartition);
    QCOMPARE(deletionError(deleteOffset(shard, "g", "none", 0)), KafkaError::UnknownTopicOrPartition);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{-1});
    QCOMPARE(shard.coordinator->counters().offsets, std::uint64_t{1});

    // Of a live group only what it does not read; of one that is not of consumers nobody knows what it reads.
    const auto ids = shard.stableGroup("live", 1);
    shard.commit("live", "orders", 0, 1, ids[0], 1);
    shard.commit("live", "payments", 0, 1, ids[0], 1);
    QCOMPARE(deletionError(deleteOffset(shard, "live", "orders", 0)), KafkaError::GroupSubscribedToTopic);
    QCOMPARE(deletionError(deleteOffset(shard, "live", "payments", 0)), KafkaError::None);
    QCOMPARE(shard.offsetOf("live", "payments", 0), std::int64_t{-1});
    QVERIFY(!shard.join("connect", {.protocolType = "connect", .version = 3}));
    shard.advance(3'000);
    QCOMPARE(deleteOffset(shard, "connect", "orders", 0).error(), KafkaError::NonEmptyGroup);
}

void TestGroupOffsets::deletesGroups()
{
    Shard shard;
    QCOMPARE(deleteGroup(shard, "none"), KafkaError::GroupIdNotFound);
    const auto ids = shard.stableGroup("g", 1);
    shard.commit("g", "orders", 0, 1, ids[0], 1);
    QCOMPARE(deleteGroup(shard, "g"), KafkaError::NonEmptyGroup);
    shard.leave("g", ids[0]);
    QCOMPARE(deleteGroup(shard, "g"), KafkaError::None);
    QCOMPARE(shard.stateOf("g"), std::string("Dead"));
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{-1});
    QCOMPARE(deleteGroup(shard, "g"), KafkaError::GroupIdNotFound);
    // And it is gone after a restart, while a new one of its name starts from nothing.
    shard.start();
    QCOMPARE(shard.stateOf("g"), std::string("Dead"));
    shard.stableGroup("g", 1);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{-1});
}

void TestGroupOffsets::refusedDeletionBringsTheGroupBack()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 1);
    shard.commit("g", "orders", 0, 1, ids[0], 1);
    shard.leave("g", ids[0]);
    shard.log.mode = FakeLog::Mode::Refusing;
    QCOMPARE(deleteGroup(shard, "g"), KafkaError::NotCoordinator);
    QCOMPARE(shard.stateOf("g"), std::string("Empty"));
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{1});
    shard.log.mode = FakeLog::Mode::AtOnce;
    QCOMPARE(deleteGroup(shard, "g"), KafkaError::None);
}

void TestGroupOffsets::expiresOffsetsOfEmptyGroups()
{
    constexpr std::int64_t kDay = 86'400'000;
    Shard shard;
    const auto ids = shard.stableGroup("g", 1, {.sessionTimeoutMs = 1'800'000});
    shard.commit("g", "orders", 0, 1, ids[0], 1);
    // What a live group reads does not age.
    for (std::int64_t ms = 0; ms < 9 * kDay; ms += 1'700'000) {
        shard.advance(1'700'000);
        QCOMPARE(shard.heartbeat("g", ids[0], 1), KafkaError::None);
    }
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{1});
    shard.leave("g", ids[0]);
    shard.advance(7 * kDay - 600'000);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{1});
    shard.advance(1'200'000);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{-1});
    QCOMPARE(shard.stateOf("g"), std::string("Dead"));
    QCOMPARE(shard.coordinator->counters().offsetExpirations, std::uint64_t{1});
    shard.start();
    QCOMPARE(shard.stateOf("g"), std::string("Dead"));
}

void TestGroupOffsets::expiresOffsetsOfSimpleGroups()
{
    constexpr std::int64_t kDay = 86'400'000;
    Shard shard;
    shard.commit("g", "orders", 0, 1);
    shard.advance(4 * kDay);
    shard.commit("g", "orders", 1, 1);
    shard.advance(4 * kDay);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{-1});
    QCOMPARE(shard.offsetOf("g", "orders", 1), std::int64_t{1});
    QCOMPARE(shard.stateOf("g"), std::string("Empty"));
    shard.advance(4 * kDay);
    QCOMPARE(shard.stateOf("g"), std::string("Dead"));
}

void TestGroupOffsets::expiresByTheClientsRetention()
{
    Shard shard;
    shard.commit("g", "orders", 0, 1, {}, -1, 4, std::string{}, 3'600'000);
    shard.commit("g", "orders", 1, 1);
    shard.advance(3'500'000);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{1});
    shard.start(); // it is stored as well
    shard.advance(800'000);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{-1});
    QCOMPARE(shard.offsetOf("g", "orders", 1), std::int64_t{1});
}

void TestGroupOffsets::expiresUnsubscribedTopicsOfLiveGroups()
{
    Shard shard({.offsetsRetentionMinutes = 60});
    const auto ids = shard.stableGroup("g", 1, {.sessionTimeoutMs = 1'800'000});
    shard.commit("g", "orders", 0, 1, ids[0], 1);
    shard.commit("g", "payments", 0, 1, ids[0], 1);
    for (int i = 0; i < 4; ++i) {
        shard.advance(1'200'000);
        QCOMPARE(shard.heartbeat("g", ids[0], 1), KafkaError::None);
    }
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{1});
    QCOMPARE(shard.offsetOf("g", "payments", 0), std::int64_t{-1});
    QCOMPARE(shard.stateOf("g"), std::string("Stable"));
}

void TestGroupOffsets::forgetsDeletedTopics()
{
    Shard shard;
    for (const auto *group : {"a", "b"}) {
        shard.commit(group, "orders", 0, 1);
        shard.commit(group, "orders", 1, 1);
        shard.commit(group, "payments", 0, 1);
    }
    shard.coordinator->onTopicDeleted("orders", 0, 6);
    for (const auto *group : {"a", "b"}) {
        QCOMPARE(shard.offsetOf(group, "orders", 0), std::int64_t{-1});
        QCOMPARE(shard.offsetOf(group, "orders", 1), std::int64_t{-1});
        QCOMPARE(shard.offsetOf(group, "payments", 0), std::int64_t{1});
    }
    shard.start();
    QCOMPARE(shard.offsetOf("a", "orders", 0), std::int64_t{-1});
    QCOMPARE(shard.offsetOf("a", "payments", 0), std::int64_t{1});
}

void TestGroupOffsets::lists()
{
    Shard shard;
    shard.stableGroup("stable", 1);
    shard.commit("empty", "orders", 0, 1);
    shard.join("joining", {.version = 3});
    const auto list = [&](std::vector<std::string> states, std::vector<std::string> types) {
        wire::ListGroupsRequest request;
        request.statesFilter = std::move(states);
        request.typesFilter = std::move(types);
        std::set<std::string> ids;
        for (const auto &group : shard.coordinator->listGroups(request).groups)
            ids.insert(group.groupId);
        return ids;
    };
    QCOMPARE(list({}, {}).size(), std::size_t{3});
    QVERIFY((list({"Stable"}, {}) == std::set<std::string>{"stable"}));
    QVERIFY((list({" stable ", "EMPTY"}, {}) == std::set<std::string>{"stable", "empty"}));
    QVERIFY((list({"preparingrebalance"}, {"Classic"}) == std::set<std::string>{"joining"}));
    QVERIFY(list({}, {"consumer"}).empty());
    QVERIFY(list({"Nonsense"}, {}).empty());
    const auto all = shard.coordinator->listGroups({});
    QCOMPARE(all.groups[0].groupType, std::string("classic"));
    for (std::int16_t version = 0; version <= 5; ++version)
        QVERIFY(wire::encodeFlat(all, version));
    const auto counters = shard.coordinator->counters();
    QCOMPARE(counters.groupsByState[static_cast<std::size_t>(GroupState::Stable)], std::uint64_t{1});
    QCOMPARE(counters.groupsByState[static_cast<std::size_t>(GroupState::PreparingRebalance)], std::uint64_t{1});
    QCOMPARE(counters.groupsByState[static_cast<std::size_t>(GroupState::Empty)], std::uint64_t{1});
}

void TestGroupOffsets::describes()
{
    Shard shard;
    const auto absent5 = shard.coordinator->describeGroup("none", 5);
    QCOMPARE(absent5.errorCode, std::int16_t{0});
    QCOMPARE(absent5.groupState, std::string("Dead"));
    const auto absent6 = shard.coordinator->describeGroup("none", 6);
    QCOMPARE(absent6.errorCode, code(KafkaError::GroupIdNotFound));
    QCOMPARE(absent6.errorMessage.value(), std::string("Group none not found."));
    QCOMPARE(absent6.groupState, std::string("Dead"));

    const auto ids = shard.stableGroup("g", 2);
    Answer<wire::JoinGroupResponse> other;
    shard.joinDynamic("g", other);
    const auto during = shard.coordinator->describeGroup("g", 6);
    QCOMPARE(during.groupState, std::string("PreparingRebalance"));
    QCOMPARE(during.protocolData, std::string());
    QCOMPARE(during.members.size(), std::size_t{3});
    QVERIFY(during.members[0].memberMetadata.empty());

    // Kafka's tools ask here first and take GROUP_ID_NOT_FOUND for "ask DescribeGroups".
    for (const auto *group : {"g", "none"})
        QCOMPARE(shard.coordinator->describeConsumerGroup(group).errorCode, code(KafkaError::GroupIdNotFound));
    QCOMPARE(shard.coordinator->describeConsumerGroup("").errorCode, code(KafkaError::InvalidGroupId));

    wire::DescribeGroupsRequest request;
    request.groups = {"g", "none"};
    for (std::int16_t version = 0; version <= 6; ++version) {
        Answer<wire::DescribeGroupsResponse> answer;
        shard.coordinator->handle(request, version, Shard::session(), answer.reply());
        QCOMPARE(answer->groups.size(), std::size_t{2});
        QVERIFY(wire::encodeFlat(*answer, version));
    }
}

void TestGroupOffsets::mapsGroupsToPartitions()
{
    // Values of Java's Math.abs-by-mask of String.hashCode modulo 50.
    QCOMPARE(javaHashCode(""), 0);
    QCOMPARE(javaHashCode("hello"), 99162322);
    QCOMPARE(javaHashCode("polygenelubricants"), std::numeric_limits<std::int32_t>::min());
    QCOMPARE(javaHashCode("\xEA\xB0\x80"), 0xAC00);
    QCOMPARE(javaHashCode("\xF0\x9F\x98\x80"), 0xD83D * 31 + 0xDE00);
    QCOMPARE(offsetsPartitionOf("hello", 50), 22);
    QCOMPARE(offsetsPartitionOf("polygenelubricants", 50), 0);
}

void TestGroupOffsets::mapsLogErrors_data()
{
    QTest::addColumn<int>("log");
    QTest::addColumn<int>("client");
    const auto row = [](KafkaError log, KafkaError client) {
        QTest::newRow(base::kafkaErrorName(code(log))) << int{code(log)} << int{code(client)};
    };
    row(KafkaError::None, KafkaError::None);
    row(KafkaError::UnknownTopicOrPartition, KafkaError::CoordinatorNotAvailable);
    row(KafkaError::NotEnoughReplicas, KafkaError::CoordinatorNotAvailable);
    row(KafkaError::RequestTimedOut, KafkaError::CoordinatorNotAvailable);
    row(KafkaError::NotLeaderOrFollower, KafkaError::NotCoordinator);
    row(KafkaError::KafkaStorageError, KafkaError::NotCoordinator);
    row(KafkaError::MessageTooLarge, KafkaError::UnknownServerError);
    row(KafkaError::RecordListTooLarge, KafkaError::UnknownServerError);
    row(KafkaError::NetworkException, KafkaError::CoordinatorLoadInProgress);
}

void TestGroupOffsets::mapsLogErrors()
{
    QFETCH(int, log);
    QFETCH(int, client);
    QCOMPARE(int{coordinatorErrorOf(static_cast<std::int16_t>(log))}, client);
}

QTEST_GUILESS_MAIN(TestGroupOffsets)
#include "tst_group_offsets.moc"
