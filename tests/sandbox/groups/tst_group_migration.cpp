// SPDX-License-Identifier: GPL-3.0-or-later
// Groups change their protocol while they are in use: classic and new members in one group, and the way back.
#include "tests/sandbox/groups/consumer_fixture.h"

#include "backend/wire/blob.h"
#include "backend/wire/messages/consumer_protocol.h"

using namespace weir::sandbox;
using namespace weir::sandbox::test;
namespace wire = weir::wire;
namespace base = weir::base;

namespace {

using TopicPartitions = std::map<std::string, std::set<std::int32_t>>;

base::Bytes subscribing(const std::vector<std::string> &topics, const TopicPartitions &owned = {}, std::int16_t version = 1)
{
    wire::ConsumerProtocolSubscription subscription;
    subscription.topics = topics;
    for (const auto &[topic, partitions] : owned)
        subscription.ownedPartitions.push_back({topic, {partitions.begin(), partitions.end()}, {}});
    return *wire::encodeVersioned(subscription, version);
}

std::string assigning(const TopicPartitions &partitions)
{
    wire::ConsumerProtocolAssignment assignment;
    for (const auto &[topic, indexes] : partitions)
        assignment.assignedPartitions.push_back({topic, {indexes.begin(), indexes.end()}, {}});
    const auto bytes = *wire::encodeVersioned(assignment, 1);
    return {bytes.begin(), bytes.end()};
}

TopicPartitions assigned(const base::Bytes &bytes)
{
    TopicPartitions partitions;
    if (bytes.empty())
        return partitions;
    const auto assignment = wire::decodeVersioned<wire::ConsumerProtocolAssignment>(bytes);
    for (const auto &topic : assignment->message.assignedPartitions)
        partitions[topic.topic].insert(topic.partitions.begin(), topic.partitions.end());
    return partitions;
}

/// A client of the classic protocol. A cooperative one says what it has when it joins, an eager one gives up all before.
struct ClassicClient {
    Shard *shard = nullptr;
    std::string memberId{};
    std::optional<std::string> instanceId{};
    bool cooperative = true;
    std::int32_t generation = -1;
    TopicPartitions owned{};

    Answer<wire::JoinGroupResponse> join()
    {
        if (!cooperative)
            owned.clear();
        wire::JoinGroupRequest request;
        request.groupId = "g";
        request.memberId = memberId;
        request.groupInstanceId = instanceId;
        request.protocolType = "consumer";
        request.sessionTimeoutMs = 10'000;
        request.rebalanceTimeoutMs = 30'000;
        request.protocols.push_back({"range", subscribing({"orders"}, owned), {}});
        Answer<wire::JoinGroupResponse> answer;
        shard->coordinator->handle(request, 9, Shard::session("classic"), answer.reply());
        if (answer && answer.error() == KafkaError::MemberIdRequired) {
            memberId = answer->memberId;
            return join();
        }
        if (answer && answer.error() == KafkaError::None) {
            memberId = answer->memberId;
            generation = answer->generationId;
        }
        return answer;
    }
    KafkaError sync()
    {
        const auto answer = shard->sync("g", memberId, generation, {}, instanceId);
        if (answer && answer.error() == KafkaError::None)
            owned = assigned(answer->assignment);
        return answer.error();
    }
    KafkaError heartbeat() { return shard->heartbeat("g", memberId, generation, instanceId); }
    std::size_t count() const { return owned.contains("orders") ? owned.at("orders").size() : 0; }
    /// What a client does in its turn: it beats, and joins and syncs where it is told to.
    void turn()
    {
        if (heartbeat() == KafkaError::RebalanceInProgress) {
            join();
            sync();
        }
    }
};

/// Two classic members that share the six partitions.
std::vector<ClassicClient> classicGroup(Shard &shard, bool cooperative = true)
{
    std::vector<ClassicClient> clients{{&shard, {}, {}, cooperative}, {&shard, {}, {}, cooperative}};
    std::vector<Answer<wire::JoinGroupResponse>> joins;
    for (auto &client : clients)
        joins.push_back(client.join());
    shard.advance(9'000);
    for (std::size_t i = 0; i < clients.size(); ++i)
        clients[i].generation = joins[i]->generationId;
    shard.sync("g", clients[1].memberId, clients[1].generation);
    shard.sync("g", clients[0].memberId, clients[0].generation,
               {{clients[0].memberId, assigning({{"orders", {0, 1, 2}}})}, {clients[1].memberId, assigning({{"orders", {3, 4, 5}}})}});
    clients[0].owned = {{"orders", {0, 1, 2}}};
    clients[1].owned = {{"orders", {3, 4, 5}}};
    return clients;
}

} // namespace

class TestGroupMigration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upgradesWithoutARebalance();
    void classicMembersRebalance_data();
    void classicMembersRebalance();
    void downgradesWithTheLast();
    void rebalancesThatWait();
    void emptyGroupsChangeFreely();
    void classicMembersAreWatched();
    void staticMembersCross();
    void refusals();
    void thePolicyHolds();
    void restartsInBetween();
};

void TestGroupMigration::upgradesWithoutARebalance()
{
    Shard shard;
    auto classic = classicGroup(shard);
    shard.commit("g", "orders", 0, 5, classic[0].memberId, 1);
    Consumer a{&shard, "g", "a"};
    QCOMPARE(a.beat(), KafkaError::None);
    const auto group = describedOf(shard, "g");
    QCOMPARE(group.groupEpoch, 2);
    QCOMPARE(group.members.size(), std::size_t{3});
    for (const auto &member : group.members) {
        QCOMPARE(int(member.memberType), member.memberId == "a" ? 1 : 0);
        QCOMPARE(member.memberEpoch, member.memberId == "a" ? 2 : 1);
        QCOMPARE(member.subscribedTopicNames, std::vector<std::string>{"orders"});
    }
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{5});
    // The generation stands for the epoch: who was in it goes on until it is told.
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 6, classic[0].memberId, 1)), KafkaError::None);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 6, classic[0].memberId, 2)), KafkaError::IllegalGeneration);
    QCOMPARE(classic[0].heartbeat(), KafkaError::RebalanceInProgress);
    QCOMPARE(classic[0].sync(), KafkaError::RebalanceInProgress);
}

void TestGroupMigration::classicMembersRebalance_data()
{
    QTest::addColumn<bool>("cooperative");
    QTest::newRow("eager") << false;
    QTest::newRow("cooperative") << true;
}

void TestGroupMigration::classicMembersRebalance()
{
    QFETCH(bool, cooperative);
    Shard shard;
    auto classic = classicGroup(shard, cooperative);
    Consumer a{&shard, "g", "a"};
    for (int round = 0; round < 8; ++round) {
        a.beat();
        for (auto &client : classic)
            client.turn();
        shard.advance(1'000);
    }
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Stable"));
    QCOMPARE(a.count(), std::size_t{2});
    QCOMPARE(classic[0].count(), std::size_t{2});
    QCOMPARE(classic[1].count(), std::size_t{2});
    QCOMPARE(classic[0].heartbeat(), KafkaError::None);
    // A classic member joins, too, and one leaves.
    ClassicClient third{&shard, {}, {}, cooperative};
    const auto joined = third.join();
    QCOMPARE(joined.error(), KafkaError::None);
    QCOMPARE(joined->leader, std::string());
    QCOMPARE(joined->protocolName.value(), std::string("range"));
    QVERIFY(joined->members.empty());
    QCOMPARE(third.sync(), KafkaError::None);
    QCOMPARE(shard.leave("g", classic[0].memberId)->members.at(0).errorCode, std::int16_t{0});
    for (int round = 0; round < 8; ++round) {
        a.beat();
        classic[1].turn();
        third.turn();
        shard.advance(1'000);
    }
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Stable"));
    std::set<std::int32_t> all = a.owned.begin()->second;
    for (const auto *client : {&classic[1], &third})
        all.insert(client->owned.at("orders").begin(), client->owned.at("orders").end());
    QCOMPARE(all.size(), std::size_t{6});
    QCOMPARE(a.count() + classic[1].count() + third.count(), std::size_t{6});
}

void TestGroupMigration::downgradesWithTheLast()
{
    Shard shard;
    auto classic = classicGroup(shard);
    Consumer a{&shard, "g", "a"};
    for (int round = 0; round < 8; ++round) {
        a.beat();
        for (auto &client : classic)
            client.turn();
        shard.advance(1'000);
    }
    shard.commit("g", "orders", 0, 5, classic[0].memberId, classic[0].generation);
    QCOMPARE(a.leave(), KafkaError::None);
    QCOMPARE(describedOf(shard, "g").errorCode, base::code(KafkaError::GroupIdNotFound));
    QCOMPARE(shard.stateOf("g"), std::string("PreparingRebalance"));
    QCOMPARE(shard.membersOf("g"), std::size_t{2});
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{5});
    QCOMPARE(classic[0].heartbeat(), KafkaError::RebalanceInProgress);
    const auto first = classic[0].join();
    const auto second = classic[1].join();
    QCOMPARE(first.error(), KafkaError::None);
    QCOMPARE(first->generationId, second->generationId);
    QCOMPARE(first->protocolName.value(), std::string("range"));
    QVERIFY(first->leader == classic[0].memberId || first->leader == classic[1].memberId);
    classic[0].generation = first->generationId;
    // And up again.
    QCOMPARE(a.beat(), KafkaError::None);
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{3});
    // A session that ends does the same as leaving.
    for (int i = 0; i < 9; ++i) {
        shard.advance(5'000);
        for (auto &client : classic)
            client.turn();
    }
    QCOMPARE(shard.membersOf("g"), std::size_t{2});
}

void TestGroupMigration::rebalancesThatWait()
{
    Shard shard;
    auto classic = classicGroup(shard);
    // One waits in a rebalance for the other when the group changes.
    ClassicClient third{&shard};
    const auto parked = third.join();
    QVERIFY(!parked);
    const auto rejoining = classic[0].join();
    QVERIFY(!rejoining);
    Consumer a{&shard, "g", "a"};
    QCOMPARE(a.beat(), KafkaError::None);
    QCOMPARE(parked.error(), KafkaError::RebalanceInProgress);
    QCOMPARE(rejoining.error(), KafkaError::RebalanceInProgress);
    // Who was never answered is not in it, and comes under the id that it was given.
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{3});
    QCOMPARE(third.join().error(), KafkaError::None);
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{4});
}

void TestGroupMigration::emptyGroupsChangeFreely()
{
    Shard shard;
    // Offsets alone, then the new protocol, then the classic one; the offsets stay.
    shard.commit("g", "orders", 0, 5);
    Consumer a{&shard, "g", "a"};
    QCOMPARE(a.beat(), KafkaError::None);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{5});
    a.leave();
    const auto ids = shard.stableGroup("g", 1);
    QCOMPARE(shard.stateOf("g"), std::string("Stable"));
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{5});
    shard.start();
    QCOMPARE(shard.stateOf("g"), std::string("Stable"));
    QCOMPARE(describedOf(shard, "g").errorCode, base::code(KafkaError::GroupIdNotFound));
    shard.leave("g", ids[0]);
    QCOMPARE(a.beat(), KafkaError::None);
    QCOMPARE(a.epoch, 1);
    shard.start();
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Stable"));
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{5});
}

void TestGroupMigration::classicMembersAreWatched()
{
    Shard shard;
    auto classic = classicGroup(shard);
    Consumer a{&shard, "g", "a"};
    a.beat();
    // Told to join, it only beats on.
    for (int i = 0; i < 6; ++i) {
        QCOMPARE(classic[0].heartbeat(), KafkaError::RebalanceInProgress);
        classic[1].turn();
        shard.advance(5'000);
        a.beat();
    }
    QCOMPARE(classic[0].heartbeat(), KafkaError::UnknownMemberId);
    // Joined, it does not ask for its assignment.
    QCOMPARE(classic[1].join().error(), KafkaError::None);
    for (int i = 0; i < 6; ++i) {
        classic[1].heartbeat();
        shard.advance(5'000);
        a.beat();
    }
    QCOMPARE(classic[1].heartbeat(), KafkaError::UnknownMemberId);
    // Its own session counts, not the group's.
    ClassicClient third{&shard};
    third.join();
    third.sync();
    shard.advance(9'999);
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{2});
    shard.advance(1);
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{1});
}

void TestGroupMigration::staticMembersCross()
{
    Shard shard;
    Consumer other{&shard, "g", "other"};
    Consumer a{&shard, "g", "a", "one"};
    other.beat();
    shard.advance(1'000);
    a.beat();
    settle(shard, {&a, &other});
    // A classic process takes the place of one of the new protocol, and the other way round.
    ClassicClient classic{&shard, {}, "one"};
    QCOMPARE(classic.join().error(), KafkaError::None);
    QCOMPARE(classic.sync(), KafkaError::None);
    QCOMPARE(classic.count(), std::size_t{3});
    QCOMPARE(a.send(a.request()).error(), KafkaError::FencedInstanceId);
    Consumer back{&shard, "g", "b", "one"};
    QCOMPARE(back.beat(), KafkaError::None);
    QCOMPARE(back.count(), std::size_t{3});
    QCOMPARE(classic.heartbeat(), KafkaError::FencedInstanceId);
    // An administrator sends it away by its name.
    QCOMPARE(shard.leave("g", {}, "one")->members.at(0).errorCode, std::int16_t{0});
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{1});
    // With the last of the new protocol replaced the group is a classic one.
    Consumer last{&shard, "g", "c", "two"};
    shard.advance(1'000);
    last.beat();
    ClassicClient first{&shard};
    first.join();
    first.sync();
    other.leave();
    ClassicClient second{&shard, {}, "two"};
    const auto joined = second.join();
    QVERIFY(!joined);
    QCOMPARE(shard.stateOf("g"), std::string("PreparingRebalance"));
    QCOMPARE(shard.membersOf("g"), std::size_t{2});
}

void TestGroupMigration::refusals()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    a.beat();
    // Another kind of member, or one whose words cannot be read.
    const auto connect = shard.join("g", {.protocolType = "connect"});
    QCOMPARE(connect.error(), KafkaError::InconsistentGroupProtocol);
    wire::JoinGroupRequest request;
    request.groupId = "g";
    request.protocolType = "consumer";
    request.sessionTimeoutMs = 10'000;
    request.protocols.push_back({"range", {0}, {}});
    Answer<wire::JoinGroupResponse> unreadable;
    shard.coordinator->handle(request, 9, Shard::session(), unreadable.reply());
    QCOMPARE(unreadable.error(), KafkaError::InconsistentGroupProtocol);
    // A member of the new protocol does not speak the classic one.
    QCOMPARE(shard.heartbeat("g", "a", 1), KafkaError::UnknownMemberId);
    QCOMPARE(shard.sync("g", "a", 1).error(), KafkaError::UnknownMemberId);
    QCOMPARE(shard.leave("g", "a")->members.at(0).errorCode, base::code(KafkaError::UnknownMemberId));
    QCOMPARE(a.beat(), KafkaError::None);
    // A group of workers is not converted.
    Answer<wire::JoinGroupResponse> worker;
    shard.joinDynamic("workers", worker, {.protocolType = "connect"});
    Consumer b{&shard, "workers", "b"};
    const auto refused = b.send(b.request());
    QCOMPARE(refused.error(), KafkaError::GroupIdNotFound);
    QCOMPARE(refused->errorMessage.value(), std::string("Cannot upgrade classic group workers to consumer group because the group does not use the consumer embedded protocol."));
    // Nor is one whose assignor tells its members what the coordinator does not know.
    wire::ConsumerProtocolAssignment assignment;
    assignment.userData = base::Bytes{1};
    const auto bytes = *wire::encodeVersioned(assignment, 1);
    Consumer c{&shard, "custom", "c"};
    const auto ids = shard.stableGroup("custom", 1);
    const auto again = shard.join("custom", {.memberId = ids[0]});
    shard.sync("custom", ids[0], again->generationId, {{ids[0], std::string(bytes.begin(), bytes.end())}});
    const auto custom = c.send(c.request());
    QVERIFY2(custom->errorMessage->find("an unsupported custom assignor is in use") != std::string::npos, custom->errorMessage->c_str());
}

void TestGroupMigration::thePolicyHolds()
{
    GroupConfig config;
    config.consumerUpgrades = false;
    Shard shard(config);
    classicGroup(shard);
    Consumer a{&shard, "g", "a"};
    QCOMPARE(a.beat(), KafkaError::GroupIdNotFound);
    QCOMPARE(shard.stateOf("g"), std::string("Stable"));
    config.consumerDowngrades = false;
    Shard neither(config);
    Consumer only{&neither, "g", "a"};
    only.beat();
    ClassicClient refused{&neither};
    QCOMPARE(refused.join().error(), KafkaError::InconsistentGroupProtocol);

    config.consumerUpgrades = true;
    config.consumerDowngrades = false;
    Shard other(config);
    auto classic = classicGroup(other);
    Consumer b{&other, "g", "b"};
    QCOMPARE(b.beat(), KafkaError::None);
    b.leave();
    QCOMPARE(describedOf(other, "g").members.size(), std::size_t{2});
    for (int round = 0; round < 4; ++round) {
        for (auto &client : classic)
            client.turn();
        other.advance(1'000);
    }
    QCOMPARE(classic[0].count() + classic[1].count(), std::size_t{6});
}

void TestGroupMigration::restartsInBetween()
{
    Shard shard;
    auto classic = classicGroup(shard);
    Consumer a{&shard, "g", "a"};
    a.beat();
    const auto before = describedOf(shard, "g");
    shard.start();
    QCOMPARE(describedOf(shard, "g"), before);
    for (int round = 0; round < 8; ++round) {
        a.beat();
        for (auto &client : classic)
            client.turn();
        shard.advance(1'000);
    }
    QCOMPARE(a.count() + classic[0].count() + classic[1].count(), std::size_t{6});
    a.leave();
    shard.start();
    QCOMPARE(shard.membersOf("g"), std::size_t{2});
    QCOMPARE(describedOf(shard, "g").errorCode, base::code(KafkaError::GroupIdNotFound));
    QCOMPARE(classic[0].heartbeat(), KafkaError::None);
}

QTEST_GUILESS_MAIN(TestGroupMigration)
#include "tst_group_migration.moc"
