// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a group of the KIP-848 protocol: epochs, targets, reconciliation, topics, what is stored.
#include "tests/sandbox/groups/consumer_fixture.h"

#include "backend/wire/messages/group_records.h"

using namespace weir::sandbox;
using namespace weir::sandbox::test;
namespace wire = weir::wire;
namespace base = weir::base;

namespace {

std::set<std::int32_t> partitionsOf(const Shard &shard, const Consumer &consumer, const std::string &topic = "orders")
{
    const auto found = shard.topics.find(topic);
    const auto has = consumer.owned.find(found->id);
    return has == consumer.owned.end() ? std::set<std::int32_t>{} : has->second;
}

/// Those of the group's records that are left after compaction, as lines: type, member, and what matters of the value.
std::map<std::pair<std::int16_t, std::string>, base::Bytes> keptRecords(const Shard &shard, const std::string &group)
{
    std::map<std::pair<std::int16_t, std::string>, base::Bytes> kept;
    const auto found = shard.log.stored.find(shard.coordinator->partitionOf(group));
    if (found == shard.log.stored.end())
        return kept;
    for (const GroupRecord &record : found->second) {
        const auto key = wire::decodeGroupKey(record.key);
        std::visit(
            [&](const auto &known) {
                if constexpr (requires { known.groupId; }) {
                    std::string name;
                    if constexpr (requires { known.memberId; })
                        name = known.memberId;
                    if constexpr (requires { known.regularExpression; })
                        name = known.regularExpression;
                    const std::pair place{std::decay_t<decltype(known)>::kRecordType, name};
                    if (record.value)
                        kept[place] = *record.value;
                    else
                        kept.erase(place);
                }
            },
            *key);
    }
    return kept;
}

} // namespace

class TestConsumerGroup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstMemberGetsAll();
    void partitionsMoveOnlyWhenGivenUp();
    void unchangedHeartbeatsAreShort();
    void lostAnswers();
    void lostAssignmentsAreToldAgain();
    void topicsThatGrowAppearAndVanish();
    void racksCount();
    void regularExpressions();
    void assignmentsWaitForTheirInterval();
    void assignorsAreChosen();
    void unsubscribedTopicsGoAtOnce();
    void recordsAreKafkas();
    void restartsContinue();
    void refusedRecordsAreNotLost();
    void emptyGroupsEnd();
    void storms_data();
    void storms();
};

void TestConsumerGroup::firstMemberGetsAll()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    const auto answer = a.send(a.request());
    QCOMPARE(answer.error(), KafkaError::None);
    QCOMPARE(answer->memberId.value(), std::string("a"));
    QCOMPARE(answer->memberEpoch, 1);
    QCOMPARE(answer->heartbeatIntervalMs, 5'000);
    QCOMPARE(answer->assignment->topicPartitions.size(), std::size_t{1});
    QCOMPARE(answer->assignment->topicPartitions[0].partitions, (std::vector<std::int32_t>{0, 1, 2, 3, 4, 5}));
    const auto group = describedOf(shard, "g");
    QCOMPARE(group.errorCode, std::int16_t{0});
    QCOMPARE(group.groupState, std::string("Stable"));
    QCOMPARE(group.groupEpoch, 1);
    QCOMPARE(group.assignmentEpoch, 1);
    QCOMPARE(group.assignorName, std::string("uniform"));
    QCOMPARE(group.members.at(0).clientHost, std::string("/127.0.0.1"));
    QCOMPARE(int(group.members.at(0).memberType), 1);
    QCOMPARE(group.members.at(0).assignment, group.members.at(0).targetAssignment);
    QCOMPARE(group.members.at(0).assignment.topicPartitions.at(0).topicName, std::string("orders"));

    // Version 0 lets the coordinator make the id.
    Beat old = Consumer{&shard, "old"}.request();
    Answer<Beaten> made;
    shard.coordinator->handle(old, 0, Shard::session(), made.reply());
    QCOMPARE(made.error(), KafkaError::None);
    QCOMPARE(made->memberId->size(), std::size_t{22});
}

void TestConsumerGroup::partitionsMoveOnlyWhenGivenUp()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    Consumer b{&shard, "g", "b"};
    a.beat();
    shard.advance(1'000);
    QCOMPARE(b.beat(), KafkaError::None);
    QCOMPARE(b.epoch, 2);
    QCOMPARE(b.count(), std::size_t{0});
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Reconciling"));

    // a is told to give three up, and stays in its epoch until it says that it did.
    a.beat();
    QCOMPARE(a.epoch, 1);
    QCOMPARE(a.count(), std::size_t{3});
    b.beat();
    QCOMPARE(b.count(), std::size_t{0});
    const auto owned = a.owned;
    Beat notYet = a.request();
    notYet.topicPartitions = std::vector<Beat::TopicPartitions>{{shard.topics.find("orders")->id, {0, 1, 2, 3, 4, 5}, {}}};
    QCOMPARE(a.send(notYet)->memberEpoch, 1);
    b.beat();
    QCOMPARE(b.count(), std::size_t{0});
    a.beat();
    QCOMPARE(a.epoch, 2);
    QVERIFY(a.owned == owned);
    b.beat();
    QCOMPARE(b.count(), std::size_t{3});
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Stable"));
    auto both = partitionsOf(shard, a);
    both.merge(partitionsOf(shard, b));
    QCOMPARE(both.size(), std::size_t{6});
    QCOMPARE(shard.coordinator->counters().rebalancesStarted, std::uint64_t{2});
    QCOMPARE(shard.coordinator->counters().rebalancesCompleted, std::uint64_t{2});
    QCOMPARE(shard.coordinator->counters().consumerGroups, std::uint64_t{1});
}

void TestConsumerGroup::unchangedHeartbeatsAreShort()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    a.beat();
    const auto stored = shard.log.stored.at(shard.coordinator->partitionOf("g")).size();
    a.beat();
    a.beat();
    const auto answer = a.send(a.request());
    QVERIFY(!answer->assignment);
    QCOMPARE(answer->memberEpoch, 1);
    // Who names everything is told everything.
    Consumer all = a;
    all.toldAll = all.toldOwned = false;
    QVERIFY(all.send(all.request())->assignment);
    QCOMPARE(shard.log.stored.at(shard.coordinator->partitionOf("g")).size(), stored);
}

void TestConsumerGroup::lostAnswers()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    a.send(a.request());
    // The first answer was lost: the same again, and the same answer.
    a.beat();
    QCOMPARE(a.epoch, 1);
    QCOMPARE(a.count(), std::size_t{6});
    // A bump was lost: what it has is still its own, so it goes on.
    shard.advance(1'000);
    a.topics = std::vector<std::string>{"orders", "payments"};
    a.toldAll = a.toldOwned = false;
    QCOMPARE(a.send(a.request())->memberEpoch, 2);
    Beat again = a.request();
    QCOMPARE(a.send(again)->memberEpoch, 2);
    again.topicPartitions.reset();
    QCOMPARE(a.send(again).error(), KafkaError::FencedMemberEpoch);
    again.topicPartitions = std::vector<Beat::TopicPartitions>{{shard.topics.find("orders")->id, {77}, {}}};
    QCOMPARE(a.send(again).error(), KafkaError::FencedMemberEpoch);
    again.memberEpoch = 3;
    const auto ahead = a.send(again);
    QCOMPARE(ahead.error(), KafkaError::FencedMemberEpoch);
    QVERIFY(ahead->errorMessage->find("greater member epoch (3)") != std::string::npos);
    // Fenced, it begins anew under its id.
    a.take(*ahead);
    a.beat();
    QCOMPARE(a.epoch, 2);
    QCOMPARE(a.count(), std::size_t{9});
}

void TestConsumerGroup::lostAssignmentsAreToldAgain()
{
    Shard shard;
    shard.topics.settings.consumerAssignmentIntervalMs = 0;
    Consumer a{&shard, "g", "a"};
    Consumer b{&shard, "g", "b"};
    a.beat();
    a.beat();
    b.beat();
    b.beat();
    // a does not hear that it has to give up three, and has nothing new to say.
    const auto silent = [](Consumer &member) {
        member.toldAll = member.toldOwned = true;
        return member.request();
    };
    QVERIFY(a.send(silent(a))->assignment);
    for (int i = 0; i < 2 * kAssignmentRepeats; ++i)
        QVERIFY(a.send(silent(a))->assignment);
    a.take(*a.send(silent(a)));
    QCOMPARE(a.count(), std::size_t{3});
    a.beat();
    QVERIFY(!a.send(silent(a))->assignment);
    // b does not hear of what it gets in the epoch that it is in already; nor from the coordinator after this one.
    QVERIFY(b.send(silent(b))->assignment);
    shard.start();
    b.take(*b.send(silent(b)));
    QCOMPARE(b.count(), std::size_t{3});
    b.beat();
    QVERIFY(!b.send(silent(b))->assignment);
    // Who does not say that it heard it is not told for ever.
    shard.start();
    for (int i = 0; i < kAssignmentRepeats; ++i)
        QVERIFY(a.send(silent(a))->assignment);
    QVERIFY(!a.send(silent(a))->assignment);
}

void TestConsumerGroup::topicsThatGrowAppearAndVanish()
{
    Shard shard;
    Consumer a{&shard, "g", "a", {}, std::vector<std::string>{"orders", "later"}};
    a.beat();
    QCOMPARE(a.count(), std::size_t{6});
    std::uint64_t version = 1;
    const auto changed = [&] {
        shard.coordinator->onTopicsChanged(++version);
        shard.advance(1'000);
        a.beat();
        a.beat();
    };
    shard.topics.topics["orders"].partitions = 8;
    changed();
    QCOMPARE(a.count(), std::size_t{8});
    QCOMPARE(a.epoch, 2);
    shard.topics.add("later", 2);
    changed();
    QCOMPARE(a.count(), std::size_t{10});
    // One that nobody subscribes to is nobody's business.
    shard.topics.add("other", 2);
    changed();
    QCOMPARE(a.epoch, 3);
    shard.topics.topics.erase("orders");
    changed();
    QCOMPARE(a.epoch, 4);
    QCOMPARE(a.count(), std::size_t{2});
    // Under the same name, but another.
    shard.topics.topics.erase("later");
    shard.topics.add("later", 2);
    changed();
    QCOMPARE(a.epoch, 5);
    QCOMPARE(a.owned.begin()->first, shard.topics.find("later")->id);
}

void TestConsumerGroup::racksCount()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    a.beat();
    shard.topics.racks = 1'000'000;
    shard.coordinator->onTopicsChanged(2);
    shard.advance(1'000);
    a.beat();
    QCOMPARE(a.epoch, 2);
}

void TestConsumerGroup::regularExpressions()
{
    Shard shard;
    Consumer a{&shard, "g", "a", {}, std::vector<std::string>{}, "pay.*|later|secret"};
    a.beat();
    QCOMPARE(partitionsOf(shard, a, "payments").size(), std::size_t{3});
    QCOMPARE(a.count(), std::size_t{3});
    QCOMPARE(describedOf(shard, "g").members.at(0).subscribedTopicRegex.value(), std::string("pay.*|later|secret"));
    shard.topics.add("later", 2);
    shard.topics.add("latest", 2);
    shard.topics.add("secret", 2);
    shard.coordinator->onTopicsChanged(2);
    shard.advance(1'000);
    a.beat();
    QCOMPARE(a.count(), std::size_t{5});
    // It matches the whole name, of what the member may know of, and is kept.
    const auto kept = keptRecords(shard, "g");
    const auto stored = wire::decodeVersioned<wire::ConsumerGroupRegularExpressionValue>(kept.at({16, "pay.*|later|secret"}));
    QCOMPARE(stored->message.topics, (std::vector<std::string>{"later", "payments"}));
    a.regex = "(";
    a.toldAll = false;
    const auto refused = a.send(a.request());
    QCOMPARE(refused.error(), KafkaError::InvalidRegularExpression);
    QVERIFY(refused->errorMessage->starts_with("SubscribedTopicRegex `(` is not a valid regular expression: "));
    // Names and an expression together; nobody uses the old one any more.
    shard.advance(1'000);
    a.topics = std::vector<std::string>{"orders"};
    a.regex = "latest";
    a.beat();
    a.beat();
    QCOMPARE(a.count(), std::size_t{8});
    QVERIFY(!keptRecords(shard, "g").contains({16, "pay.*|later|secret"}));
    // No expression any more.
    shard.advance(1'000);
    a.regex = "";
    a.toldAll = false;
    a.beat();
    a.beat();
    QCOMPARE(a.count(), std::size_t{6});
    QVERIFY(!describedOf(shard, "g").members.at(0).subscribedTopicRegex);
    a.leave();
    QVERIFY(!keptRecords(shard, "g").contains({16, "latest"}));
}

void TestConsumerGroup::assignmentsWaitForTheirInterval()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    Consumer b{&shard, "g", "b"};
    a.beat();
    b.beat();
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Assigning"));
    QCOMPARE(describedOf(shard, "g").groupEpoch, 2);
    QCOMPARE(describedOf(shard, "g").assignmentEpoch, 1);
    shard.advance(999);
    a.beat();
    QCOMPARE(a.count(), std::size_t{6});
    shard.advance(1);
    a.beat();
    QCOMPARE(a.count(), std::size_t{3});
    shard.topics.settings.consumerAssignmentIntervalMs = 0;
    Consumer c{&shard, "g", "c"};
    c.beat();
    QCOMPARE(describedOf(shard, "g").assignmentEpoch, 3);
}

void TestConsumerGroup::assignorsAreChosen()
{
    Shard shard;
    Consumer a{&shard, "g", "a", {}, std::vector<std::string>{"orders", "payments"}, {}, "range"};
    Consumer b{&shard, "g", "b", {}, std::vector<std::string>{"orders", "payments"}, {}, "range"};
    Consumer c{&shard, "g", "c", {}, std::vector<std::string>{"orders", "payments"}};
    a.beat();
    shard.advance(1'000);
    b.beat();
    shard.advance(1'000);
    c.beat();
    settle(shard, {&a, &b, &c});
    QCOMPARE(describedOf(shard, "g").assignorName, std::string("range"));
    QCOMPARE(partitionsOf(shard, a), (std::set<std::int32_t>{0, 1}));
    QCOMPARE(partitionsOf(shard, b, "payments"), (std::set<std::int32_t>{1}));
    Consumer d{&shard, "g", "d", {}, std::vector<std::string>{"orders"}, {}, "sticky"};
    const auto refused = d.send(d.request());
    QCOMPARE(refused.error(), KafkaError::UnsupportedAssignor);
    QCOMPARE(refused->errorMessage.value(), std::string("ServerAssignor sticky is not supported. Supported assignors: uniform, range."));
    // The wish of most members counts, and a changed one is heard.
    shard.advance(1'000);
    for (Consumer *each : {&a, &b}) {
        each->assignor = "uniform";
        each->toldAll = false;
        each->beat();
    }
    QCOMPARE(describedOf(shard, "g").assignorName, std::string("uniform"));
}

void TestConsumerGroup::unsubscribedTopicsGoAtOnce()
{
    Shard shard;
    Consumer a{&shard, "g", "a", {}, std::vector<std::string>{"orders", "payments"}};
    a.beat();
    // Within the interval: no new target, but what it no longer wants is not left with it.
    a.topics = std::vector<std::string>{"payments"};
    a.toldAll = false;
    a.beat();
    QCOMPARE(describedOf(shard, "g").assignmentEpoch, 1);
    QCOMPARE(a.count(), std::size_t{3});
    a.beat();
    QVERIFY(partitionsOf(shard, a).empty());
    shard.advance(1'000);
    settle(shard, {&a});
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Stable"));
    QCOMPARE(a.count(), std::size_t{3});
}

void TestConsumerGroup::recordsAreKafkas()
{
    Shard shard;
    Consumer a{&shard, "g", "a", "i1", std::vector<std::string>{"orders"}, {}, "range"};
    a.beat();
    const auto kept = keptRecords(shard, "g");
    QCOMPARE(kept.size(), std::size_t{5});
    const auto epoch = wire::decodeVersioned<wire::ConsumerGroupMetadataValue>(kept.at({3, ""}));
    QCOMPARE(epoch->message.epoch, 1);
    QVERIFY(epoch->message.metadataHash != 0);
    const auto member = wire::decodeVersioned<wire::ConsumerGroupMemberMetadataValue>(kept.at({5, "a"}));
    QCOMPARE(member->message.instanceId.value(), std::string("i1"));
    QVERIFY(!member->message.rackId);
    QCOMPARE(member->message.subscribedTopicNames, std::vector<std::string>{"orders"});
    QCOMPARE(member->message.rebalanceTimeoutMs, 60'000);
    QCOMPARE(member->message.serverAssignor.value(), std::string("range"));
    QVERIFY(!member->message.classicMemberMetadata);
    const auto target = wire::decodeVersioned<wire::ConsumerGroupTargetAssignmentMetadataValue>(kept.at({6, ""}));
    QCOMPARE(target->message.assignmentEpoch, 1);
    const auto wanted = wire::decodeVersioned<wire::ConsumerGroupTargetAssignmentMemberValue>(kept.at({7, "a"}));
    QCOMPARE(wanted->message.topicPartitions.at(0).partitions.size(), std::size_t{6});
    const auto has = wire::decodeVersioned<wire::ConsumerGroupCurrentMemberAssignmentValue>(kept.at({8, "a"}));
    QCOMPARE(has->message.memberEpoch, 1);
    QCOMPARE(has->message.previousMemberEpoch, 0);
    QCOMPARE(int(has->message.state), 0);
    QCOMPARE(has->message.assignedPartitions.at(0).assignmentEpochs.value(), (std::vector<std::int32_t>{1, 1, 1, 1, 1, 1}));
    // A member that leaves takes its three with it.
    a.leave();
    const auto rest = keptRecords(shard, "g");
    QCOMPARE(rest.size(), std::size_t{2});
    QCOMPARE(wire::decodeVersioned<wire::ConsumerGroupMetadataValue>(rest.at({3, ""}))->message.epoch, 2);
}

void TestConsumerGroup::restartsContinue()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    Consumer b{&shard, "g", "b", "ib", std::vector<std::string>{}, "pay.*"};
    a.beat();
    shard.advance(1'000);
    b.beat();
    settle(shard, {&a, &b});
    shard.commit("g", "orders", 1, 5, "a", a.epoch);
    const auto before = describedOf(shard, "g");
    shard.start();
    QCOMPARE(describedOf(shard, "g"), before);
    QCOMPARE(shard.offsetOf("g", "orders", 1), std::int64_t{5});
    const auto epoch = a.epoch;
    QCOMPARE(a.beat(), KafkaError::None);
    QCOMPARE(b.beat(), KafkaError::None);
    QCOMPARE(a.epoch, epoch);
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Stable"));
    // In the middle of a move as well: the session runs, and so does the time to give partitions up.
    shard.advance(1'000);
    Consumer c{&shard, "g", "c"};
    c.beat();
    a.beat();
    shard.start();
    QCOMPARE(describedOf(shard, "g").members.size(), std::size_t{3});
    settle(shard, {&a, &b, &c});
    QCOMPARE(c.count(), std::size_t{3});
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Stable"));
    shard.start();
    shard.advance(45'000);
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Empty"));
    shard.start();
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Empty"));
}

void TestConsumerGroup::refusedRecordsAreNotLost()
{
    Shard shard;
    Consumer a{&shard, "g", "a"};
    shard.log.mode = FakeLog::Mode::Refusing;
    shard.log.refusal = KafkaError::NotEnoughReplicas;
    QCOMPARE(a.beat(), KafkaError::CoordinatorNotAvailable);
    // Nothing of it is stored, so nobody sees it.
    QCOMPARE(describedOf(shard, "g").errorCode, base::code(KafkaError::GroupIdNotFound));
    shard.log.mode = FakeLog::Mode::AtOnce;
    QCOMPARE(a.beat(), KafkaError::None);
    QCOMPARE(a.count(), std::size_t{6});
    QCOMPARE(keptRecords(shard, "g").size(), std::size_t{5});
    // Refused late, after newer ones went the same way: the newest counts.
    shard.log.mode = FakeLog::Mode::Held;
    shard.advance(1'000);
    a.topics = std::vector<std::string>{"orders", "payments"};
    a.toldAll = false;
    const auto first = a.send(a.request());
    a.topics = std::vector<std::string>{"payments"};
    const auto second = a.send(a.request());
    shard.log.stored[shard.coordinator->partitionOf("g")].clear();
    shard.log.commitHeld(KafkaError::NotEnoughReplicas);
    QCOMPARE(first.error(), KafkaError::CoordinatorNotAvailable);
    QCOMPARE(second.error(), KafkaError::CoordinatorNotAvailable);
    shard.log.mode = FakeLog::Mode::AtOnce;
    // It heard nothing of two epochs and has what it is to give up: it begins anew.
    QCOMPARE(a.beat(), KafkaError::FencedMemberEpoch);
    QCOMPARE(a.beat(), KafkaError::None);
    const auto kept = keptRecords(shard, "g");
    QCOMPARE(wire::decodeVersioned<wire::ConsumerGroupMemberMetadataValue>(kept.at({5, "a"}))->message.subscribedTopicNames, std::vector<std::string>{"payments"});
    QCOMPARE(wire::decodeVersioned<wire::ConsumerGroupMetadataValue>(kept.at({3, ""}))->message.epoch, describedOf(shard, "g").groupEpoch);
}

void TestConsumerGroup::emptyGroupsEnd()
{
    GroupConfig config;
    config.offsetsRetentionMinutes = 60;
    Shard shard(config);
    Consumer a{&shard, "g", "a"};
    a.beat();
    shard.commit("g", "orders", 0, 7, "a", a.epoch);
    Answer<wire::DeleteGroupsResponse::DeletableGroupResult> refused;
    shard.coordinator->deleteGroup("g", refused.reply());
    QCOMPARE(refused.error(), KafkaError::NonEmptyGroup);
    a.leave();
    Answer<wire::DeleteGroupsResponse::DeletableGroupResult> deleted;
    shard.coordinator->deleteGroup("g", deleted.reply());
    QCOMPARE(deleted.error(), KafkaError::None);
    QCOMPARE(describedOf(shard, "g").errorCode, base::code(KafkaError::GroupIdNotFound));
    QVERIFY(keptRecords(shard, "g").empty());
    shard.start();
    QCOMPARE(describedOf(shard, "g").errorCode, base::code(KafkaError::GroupIdNotFound));
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{-1});

    // One whose offsets have all expired goes by itself; while somebody subscribes they stay.
    a.beat();
    shard.commit("g", "orders", 0, 7, "a", a.epoch);
    const auto retentionMs = shard.config.offsetsRetentionMinutes * 60'000;
    for (std::int64_t passed = 0; passed < retentionMs + shard.config.offsetsRetentionCheckIntervalMs; passed += 40'000) {
        shard.advance(40'000);
        a.beat();
    }
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{7});
    a.leave();
    shard.advance(shard.config.offsetsRetentionCheckIntervalMs + 1);
    QCOMPARE(describedOf(shard, "g").errorCode, base::code(KafkaError::GroupIdNotFound));
    QVERIFY(keptRecords(shard, "g").empty());
}

void TestConsumerGroup::storms_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 10; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

void TestConsumerGroup::storms()
{
    QFETCH(quint64, seed);
    Random random(seed);
    Shard shard;
    std::vector<Consumer> all(8);
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].shard = &shard;
        all[i].memberId = "m" + std::to_string(i);
        if (i % 3 == 0)
            all[i].instanceId = "i" + std::to_string(i);
    }
    std::uint64_t version = 1;
    std::int32_t epoch = 0;
    for (int step = 0; step < 1'500; ++step) {
        Consumer &one = all[random.below(all.size())];
        const auto kind = random.below(20);
        if (kind < 13) {
            one.beat();
        } else if (kind < 14) {
            if (one.epoch > 0)
                one.leave(one.instanceId && random.below(2) == 0 ? ConsumerMember::kStaticLeaveEpoch : ConsumerMember::kLeaveEpoch);
        } else if (kind < 15) {
            one.topics = random.below(2) == 0 ? std::vector<std::string>{"orders"} : std::vector<std::string>{"orders", "payments"};
            one.toldAll = false;
        } else if (kind < 16) {
            shard.topics.topics["orders"].partitions += random.below(3) == 0 ? 1 : 0;
            shard.coordinator->onTopicsChanged(++version);
        } else if (kind < 17 && random.below(4) == 0) {
            shard.start();
            shard.coordinator->onTopicsChanged(version);
        } else if (kind < 18) {
            // An answer that never arrives.
            one.send(one.request());
        } else {
            shard.advance(static_cast<std::int64_t>(random.below(random.below(12) == 0 ? 50'000 : 900)));
        }
        // Whoever is in the group and alive: nobody else has its partitions.
        const auto group = describedOf(shard, "g");
        std::set<std::pair<std::string, std::int32_t>> owned;
        for (const auto &member : group.members) {
            for (const auto &topic : member.assignment.topicPartitions) {
                for (const auto partition : topic.partitions)
                    QVERIFY(owned.insert({topic.topicName, partition}).second);
            }
        }
        QVERIFY(group.groupEpoch >= epoch);
        QVERIFY(group.assignmentEpoch <= group.groupEpoch);
        epoch = group.groupEpoch;
        // What is on disk is what is known.
        if (step % 100 == 0) {
            Shard copy;
            copy.topics = shard.topics;
            copy.log.stored = shard.log.stored;
            copy.start();
            QCOMPARE(describedOf(copy, "g"), group);
        }
    }
    std::vector<Consumer *> alive;
    for (Consumer &each : all)
        alive.push_back(&each);
    shard.advance(60'000);
    settle(shard, alive);
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Stable"));
    std::size_t given = 0;
    for (const Consumer &each : all)
        given += each.count();
    const bool wanted = std::any_of(all.begin(), all.end(), [](const Consumer &each) { return each.topics->size() == 2; });
    QCOMPARE(given, static_cast<std::size_t>(shard.topics.find("orders")->partitions) + (wanted ? 3U : 0U));
    for (Consumer &each : all)
        QCOMPARE(each.leave(), KafkaError::None);
    QCOMPARE(consumerStateOf(shard, "g"), std::string("Empty"));
    QCOMPARE(shard.owner.pendingTimers(), std::size_t{50});
}

QTEST_GUILESS_MAIN(TestConsumerGroup)
#include "tst_consumer_group.moc"
