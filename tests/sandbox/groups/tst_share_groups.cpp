// SPDX-License-Identifier: GPL-3.0-or-later
// Share groups of the group coordinator: members, who reads what, and what the share coordinator is told.
#include "backend/sandbox/core/manual_owner.h"
#include "tests/sandbox/groups/group_fakes.h"

#include <QtTest>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

namespace {

using Heartbeat = wire::ShareGroupHeartbeatResponse;

/// Share coordinators that do as they are told when answerAll() comes.
class FakePersister final : public SharePersister
{
public:
    std::int16_t error = 0;
    std::map<SharePartitionKey, StoredShareState> states;
    std::vector<std::function<void()>> waiting;
    std::int64_t end = 100;

    void initialize(const SharePartitionKey &key, std::int32_t stateEpoch, std::int64_t startOffset, Stored done) override
    {
        answer([this, key, stateEpoch, startOffset, done] {
            if (error == 0)
                states[key] = {0, stateEpoch, -1, startOffset, -1, {}};
            done(error);
        });
    }
    void read(const SharePartitionKey &key, std::int32_t, Read done) override
    {
        answer([this, key, done] { done(states[key]); });
    }
    void write(const SharePartitionKey &, ShareStateUpdate, Stored done) override
    {
        answer([done] { done(0); });
    }
    void remove(const SharePartitionKey &key, Stored done) override
    {
        answer([this, key, done] {
            if (error == 0)
                states.erase(key);
            done(error);
        });
    }
    void summarize(const SharePartitionKey &key, Read done) override { read(key, -1, std::move(done)); }
    void endOffset(const base::Uuid &, std::int32_t, std::function<void(std::int64_t)> done) override
    {
        answer([this, done] { done(end); });
    }
    void answerAll()
    {
        while (!waiting.empty()) {
            for (const auto &each : std::exchange(waiting, {}))
                each();
        }
    }

private:
    void answer(std::function<void()> what)
    {
        waiting.push_back(std::move(what));
    }
};

struct Fixture {
    base::ManualClock clock;
    ManualOwner owner{clock};
    FakeLog log;
    FakeTopics topics;
    FakePersister persister;
    GroupConfig config;
    std::unique_ptr<GroupCoordinator> coordinator;
    Session session;

    Fixture()
    {
        config.shareAssignmentIntervalMs = 0;
        session.clientId = "test";
        start();
        coordinator->finishLoading(0);
    }
    void start()
    {
        coordinator.reset();
        coordinator = std::make_unique<GroupCoordinator>(owner, log, topics, config, 1);
        coordinator->shares().setPersister(&persister);
        coordinator->setOffsetsPartitions(1);
        coordinator->startLoading(0);
    }
    Answer<Heartbeat> send(const std::string &member, std::int32_t epoch, std::optional<std::vector<std::string>> names = {})
    {
        wire::ShareGroupHeartbeatRequest request;
        request.groupId = "g";
        request.memberId = member;
        request.memberEpoch = epoch;
        request.subscribedTopicNames = std::move(names);
        Answer<Heartbeat> answer;
        coordinator->shares().handle(request, 1, session, answer.reply());
        return answer;
    }
    Heartbeat join(const std::string &member, const std::vector<std::string> &names = {"orders"})
    {
        auto answer = send(member, 0, names);
        persister.answerAll();
        return answer ? *answer : Heartbeat{};
    }
    template <class Response, class Request>
    Response call(const Request &request)
    {
        Answer<Response> answer;
        coordinator->shares().handle(request, 0, session, answer.reply());
        persister.answerAll();
        return answer ? *answer : Response{};
    }
    wire::ShareGroupDescribeResponse::DescribedGroup described()
    {
        wire::ShareGroupDescribeRequest request;
        request.groupIds = {"g"};
        return call<wire::ShareGroupDescribeResponse>(request).groups.at(0);
    }
    base::Uuid id(const std::string &name) const { return topics.topics.find(name)->second.id; }
};

std::size_t partitionsOf(const Heartbeat &heartbeat)
{
    std::size_t count = 0;
    if (heartbeat.assignment) {
        for (const auto &topic : heartbeat.assignment->topicPartitions)
            count += topic.partitions.size();
    }
    return count;
}

} // namespace

class TestShareGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoJoinsHasPartitionsOnceTheyAreInitialized();
    void failedInitializationIsTriedAgain();
    void membersShare();
    void epochsAreLookedAt();
    void whoIsSilentGoes();
    void whatWasStoredIsLoaded();
    void otherProtocolsAreRefused();
    void offsetsAreToldSetAndForgotten();
    void anEmptyGroupIsDeleted();
};

void TestShareGroups::whoJoinsHasPartitionsOnceTheyAreInitialized()
{
    Fixture test;
    const auto answer = test.send("a", 0, std::vector<std::string>{"orders"});
    QVERIFY(!answer);
    test.persister.answerAll();
    QVERIFY(answer);
    QCOMPARE(answer.error(), KafkaError::None);
    QCOMPARE(partitionsOf(*answer), std::size_t{6});
    QCOMPARE(test.persister.states.size(), std::size_t{6});
    QCOMPARE(answer->memberEpoch, test.described().groupEpoch);
    QCOMPARE(test.described().groupState, std::string("Stable"));
    // Nothing new: nothing is told.
    const auto again = test.send("a", answer->memberEpoch);
    QVERIFY(again && !again->assignment);
}

void TestShareGroups::failedInitializationIsTriedAgain()
{
    Fixture test;
    test.persister.error = code(KafkaError::CoordinatorNotAvailable);
    const auto first = test.join("a");
    QCOMPARE(partitionsOf(first), std::size_t{0});
    QVERIFY(first.memberEpoch > 0);
    test.persister.error = 0;
    const auto second = test.send("a", first.memberEpoch);
    QVERIFY(second);
    test.persister.answerAll();
    const auto third = test.send("a", second->memberEpoch);
    QCOMPARE(partitionsOf(*third), std::size_t{6});
}

void TestShareGroups::membersShare()
{
    Fixture test;
    test.topics.add("one", 1);
    const auto a = test.join("a", {"one"});
    const auto b = test.join("b", {"one"});
    QCOMPARE(partitionsOf(a), std::size_t{1});
    QCOMPARE(partitionsOf(b), std::size_t{1});
    QCOMPARE(test.described().members.size(), std::size_t{2});
    // The topic grows: what is new is initialized, and given out after that.
    test.topics.topics.find("one")->second.partitions = 3;
    auto after = test.send("a", a.memberEpoch);
    test.persister.answerAll();
    after = test.send("a", after->memberEpoch);
    const auto other = test.send("b", b.memberEpoch);
    QCOMPARE(test.persister.states.size(), std::size_t{3});
    std::set<std::int32_t> all;
    for (const auto &member : test.described().members) {
        for (const auto &topic : member.assignment.topicPartitions)
            all.insert(topic.partitions.begin(), topic.partitions.end());
    }
    QCOMPARE(all, (std::set<std::int32_t>{0, 1, 2}));
}

void TestShareGroups::epochsAreLookedAt()
{
    Fixture test;
    QCOMPARE(test.send("a", 0).error(), KafkaError::InvalidRequest);
    QCOMPARE(test.send("", 0, std::vector<std::string>{"orders"}).error(), KafkaError::InvalidRequest);
    QCOMPARE(test.send("a", 3).error(), KafkaError::GroupIdNotFound);
    const auto joined = test.join("a");
    QCOMPARE(test.send("b", 3).error(), KafkaError::UnknownMemberId);
    QCOMPARE(test.send("a", joined.memberEpoch + 1).error(), KafkaError::FencedMemberEpoch);
    QCOMPARE(test.send("a", joined.memberEpoch).error(), KafkaError::None);
    QCOMPARE(test.send("a", -1)->memberEpoch, -1);
    QCOMPARE(test.send("a", -1).error(), KafkaError::UnknownMemberId);
    test.config.shareMaxSize = 1;
    test.coordinator->setConfig(test.config);
    QCOMPARE(static_cast<KafkaError>(test.join("a").errorCode), KafkaError::None);
    QCOMPARE(static_cast<KafkaError>(test.join("b").errorCode), KafkaError::GroupMaxSizeReached);
    test.config.servesShareGroups = false;
    test.coordinator->setConfig(test.config);
    QCOMPARE(static_cast<KafkaError>(test.join("c").errorCode), KafkaError::UnsupportedVersion);
}

void TestShareGroups::whoIsSilentGoes()
{
    Fixture test;
    const auto a = test.join("a");
    test.join("b");
    const auto epoch = test.described().groupEpoch;
    test.owner.advance(base::Milliseconds(test.config.shareSessionTimeoutMs - 1));
    QCOMPARE(test.send("a", a.memberEpoch).error(), KafkaError::None);
    test.owner.advance(base::Milliseconds(1));
    QCOMPARE(test.described().members.size(), std::size_t{1});
    QVERIFY(test.described().groupEpoch > epoch);
    test.owner.advance(base::Milliseconds(test.config.shareSessionTimeoutMs));
    QCOMPARE(test.described().groupState, std::string("Empty"));
}

void TestShareGroups::whatWasStoredIsLoaded()
{
    Fixture test;
    test.join("a");
    test.join("b", {"orders", "payments"});
    test.send("b", -1);
    const auto before = test.described();
    test.start();
    QVERIFY(test.coordinator->loadBatches(0, test.log.batches(0)).has_value());
    test.coordinator->finishLoading(0);
    QCOMPARE(test.described(), before);
    // Nothing is initialized a second time.
    test.persister.states.clear();
    QCOMPARE(test.send("a", before.members.at(0).memberEpoch).error(), KafkaError::None);
    test.persister.answerAll();
    QVERIFY(test.persister.states.empty());
    wire::ListGroupsRequest list;
    QCOMPARE(test.coordinator->listGroups(list).groups.at(0).groupType, std::string("share"));
}

void TestShareGroups::otherProtocolsAreRefused()
{
    Fixture test;
    test.join("a");
    wire::ConsumerGroupHeartbeatRequest heartbeat;
    heartbeat.groupId = "g";
    heartbeat.memberId = "c";
    heartbeat.rebalanceTimeoutMs = 1000;
    heartbeat.subscribedTopicNames = std::vector<std::string>{"orders"};
    heartbeat.topicPartitions.emplace();
    Answer<wire::ConsumerGroupHeartbeatResponse> consumer;
    test.coordinator->handle(heartbeat, 1, test.session, consumer.reply());
    QCOMPARE(consumer.error(), KafkaError::GroupIdNotFound);
    wire::JoinGroupRequest join;
    join.groupId = "g";
    join.protocolType = "consumer";
    join.sessionTimeoutMs = 10'000;
    join.rebalanceTimeoutMs = 10'000;
    join.protocols.emplace_back().name = "range";
    Answer<wire::JoinGroupResponse> classic;
    test.coordinator->handle(join, 5, test.session, classic.reply());
    QCOMPARE(classic.error(), KafkaError::InconsistentGroupProtocol);
    wire::OffsetCommitRequest commit;
    commit.groupId = "g";
    commit.generationIdOrMemberEpoch = -1;
    auto &topic = commit.topics.emplace_back();
    topic.name = "orders";
    topic.partitions.emplace_back();
    Answer<wire::OffsetCommitResponse> committed;
    test.coordinator->handle(commit, 9, test.session, committed.reply());
    QCOMPARE(committed->topics.at(0).partitions.at(0).errorCode, code(KafkaError::GroupIdNotFound));
}

void TestShareGroups::offsetsAreToldSetAndForgotten()
{
    Fixture test;
    test.join("a");
    test.persister.states[{"g", test.id("orders"), 2}] = {0, 1, 5, 40, 10, {}};
    wire::DescribeShareGroupOffsetsRequest describe;
    auto &asked = describe.groups.emplace_back();
    asked.groupId = "g";
    asked.topics.reset();
    const auto all = test.call<wire::DescribeShareGroupOffsetsResponse>(describe);
    const auto &rows = all.groups.at(0).topics.at(0).partitions;
    QCOMPARE(rows.size(), std::size_t{6});
    QCOMPARE(rows[2].startOffset, std::int64_t{40});
    QCOMPARE(rows[2].lag, std::int64_t{50});
    QCOMPARE(rows[3].startOffset, std::int64_t{-1});
    QCOMPARE(rows[3].lag, std::int64_t{-1});

    wire::AlterShareGroupOffsetsRequest alter;
    alter.groupId = "g";
    auto &topic = alter.topics.emplace_back();
    topic.topicName = "orders";
    topic.partitions.push_back({2, 7, {}});
    topic.partitions.push_back({6, 7, {}});
    QCOMPARE(test.call<wire::AlterShareGroupOffsetsResponse>(alter).errorCode, code(KafkaError::NonEmptyGroup));
    test.send("a", -1);
    const auto epoch = test.described().groupEpoch;
    const auto altered = test.call<wire::AlterShareGroupOffsetsResponse>(alter);
    QCOMPARE(altered.errorCode, std::int16_t{0});
    QCOMPARE(altered.responses.at(0).partitions.at(0).errorCode, std::int16_t{0});
    QCOMPARE(altered.responses.at(0).partitions.at(1).errorCode, code(KafkaError::UnknownTopicOrPartition));
    const StoredShareState &state = test.persister.states[{"g", test.id("orders"), 2}];
    QCOMPARE(state.startOffset, std::int64_t{7});
    QCOMPARE(state.stateEpoch, epoch + 1);
    // Where a group is to begin that nobody has joined yet; for nothing none is made.
    alter.groupId = "later";
    topic.partitions.erase(topic.partitions.begin());
    QCOMPARE(test.call<wire::AlterShareGroupOffsetsResponse>(alter).responses.at(0).partitions.at(0).errorCode, code(KafkaError::UnknownTopicOrPartition));
    describe.groups.front().groupId = "later";
    QCOMPARE(test.call<wire::DescribeShareGroupOffsetsResponse>(describe).groups.at(0).errorCode, code(KafkaError::GroupIdNotFound));
    topic.partitions.front().partitionIndex = 3;
    QCOMPARE(test.call<wire::AlterShareGroupOffsetsResponse>(alter).errorCode, std::int16_t{0});
    QCOMPARE(test.call<wire::DescribeShareGroupOffsetsResponse>(describe).groups.at(0).topics.at(0).partitions.at(0).startOffset, std::int64_t{7});
    describe.groups.front().groupId = "g";

    wire::DeleteShareGroupOffsetsRequest forget;
    forget.groupId = "g";
    forget.topics.emplace_back().topicName = "orders";
    forget.topics.emplace_back().topicName = "payments";
    const auto forgotten = test.call<wire::DeleteShareGroupOffsetsResponse>(forget);
    QCOMPARE(forgotten.responses.at(0).errorCode, std::int16_t{0});
    QCOMPARE(forgotten.responses.at(1).errorCode, code(KafkaError::UnknownTopicOrPartition));
    // The other group's is still there.
    QCOMPARE(test.persister.states.size(), std::size_t{1});
    QCOMPARE(test.persister.states.begin()->first.groupId, std::string("later"));
    QVERIFY(test.call<wire::DescribeShareGroupOffsetsResponse>(describe).groups.at(0).topics.empty());
    describe.groups.front().groupId = "none";
    QCOMPARE(test.call<wire::DescribeShareGroupOffsetsResponse>(describe).groups.at(0).errorCode, code(KafkaError::GroupIdNotFound));
}

void TestShareGroups::anEmptyGroupIsDeleted()
{
    Fixture test;
    test.join("a");
    Answer<wire::DeleteGroupsResponse::DeletableGroupResult> full;
    test.coordinator->deleteGroup("g", full.reply());
    QCOMPARE(full.error(), KafkaError::NonEmptyGroup);
    test.send("a", -1);
    Answer<wire::DeleteGroupsResponse::DeletableGroupResult> empty;
    test.coordinator->deleteGroup("g", empty.reply());
    QVERIFY(!empty);
    test.persister.answerAll();
    QCOMPARE(empty.error(), KafkaError::None);
    QVERIFY(test.persister.states.empty());
    QCOMPARE(test.described().errorCode, code(KafkaError::GroupIdNotFound));
    test.start();
    QVERIFY(test.coordinator->loadBatches(0, test.log.batches(0)).has_value());
    test.coordinator->finishLoading(0);
    QCOMPARE(test.described().errorCode, code(KafkaError::GroupIdNotFound));
}

QTEST_GUILESS_MAIN(TestShareGroups)
#include "tst_share_groups.moc"
