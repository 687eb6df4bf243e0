// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/groups/group_fixture.h"

#include "backend/sandbox/groups/group_records.h"

using namespace weir::sandbox;
using namespace weir::sandbox::test;
using weir::base::KafkaError;
namespace base = weir::base;
namespace wire = weir::wire;

class TestGroupStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesKafkasBytes();
    void readsOlderValues();
    void skipsUnknownKinds();
    void refusesBrokenRecords();
    void survivesARestart();
    void survivesAtAnyRecord();
    void loadedMembersHaveOneSession();
    void loadedStaticMembersStayStatic();
    void shrinksLoadedGroups();
    void loadsCompressedBatches();
    void tombstonesEndWhatWas();
    void restartsAlike_data();
    void restartsAlike();
    void eachAppendHasItsOwnAnswer();
    void aRefusedCommitIsForgottenWhateverIsUnderWay();
    void stableOffsetsWaitForEveryEarlierAppend();
};

namespace {

std::string hex(const base::Bytes &bytes) { return base::toHex(bytes); }

} // namespace

void TestGroupStorage::writesKafkasBytes()
{
    CommittedOffset offset;
    offset.offset = 258;
    offset.leaderEpoch = 3;
    offset.metadata = "m";
    offset.commitTimestampMs = 0x0102030405060708;
    const auto plain = offsetRecord("grp", "top", 7, offset);
    // Kind 1, both strings with int16 lengths, the partition.
    QCOMPARE(hex(plain.key), std::string("0001") + "0003677270" + "0003746f70" + "00000007");
    // Version 4, flexible: compact string, and no tagged field while the topic id is unknown.
    QCOMPARE(hex(*plain.value), std::string("0004") + "0000000000000102" + "00000003" + "026d" + "0102030405060708" + "00");
    offset.topicId.bytes[15] = 9;
    QCOMPARE(hex(*offsetRecord("grp", "top", 7, offset).value),
             std::string("0004") + "0000000000000102" + "00000003" + "026d" + "0102030405060708" + "01" + "0010" + "00000000000000000000000000000009");
    // A retention of its own has a place in version 1 only.
    offset.expireTimestampMs = 5;
    QCOMPARE(hex(*offsetRecord("grp", "top", 7, offset).value),
             std::string("0001") + "0000000000000102" + "00016d" + "0102030405060708" + "0000000000000005");
    QVERIFY(!offsetTombstone("grp", "top", 7).value);
    QVERIFY(offsetTombstone("grp", "top", 7).key == plain.key);

    Group group("grp", 0, 1);
    const auto empty = emptyGroupRecord(group);
    QCOMPARE(hex(empty.key), std::string("0002") + "0003677270");
    // Version 3: type, generation, no protocol, no leader, since when, no members.
    QCOMPARE(hex(*empty.value), std::string("0003") + "0000" + "00000000" + "ffff" + "ffff" + "0000000000000001" + "00000000");
    GroupMember member;
    member.memberId = "a";
    member.groupInstanceId = "i";
    member.clientId = "c";
    member.clientHost = "/h";
    member.rebalanceTimeoutMs = 2;
    member.sessionTimeoutMs = 3;
    member.protocolType = "consumer";
    member.protocols = {{"range", {1, 2}}};
    group.add(std::move(member));
    group.startNextGeneration(2);
    QCOMPARE(hex(*groupRecord(group, {{"a", {9}}}).value),
             std::string("0003") + "0008636f6e73756d6572" + "00000001" + "000572616e6765" + "000161" + "0000000000000002" + "00000001" +
                 "000161" + "000169" + "000163" + "00022f68" + "00000002" + "00000003" + "000000020102" + "0000000109");
    QVERIFY(!groupTombstone("grp").value);
}

void TestGroupStorage::readsOlderValues()
{
    const auto bytes = [](const char *text) {
        const auto raw = QByteArray::fromHex(text);
        return base::Bytes(raw.begin(), raw.end());
    };
    // Version 0: offset, metadata, timestamp. Version 2 is the same; 3 has the leader epoch.
    const auto v0 = decodeOffsetValue(bytes("0000" "0000000000000007" "00016d" "0000000000000009"));
    QVERIFY(v0);
    QCOMPARE(v0->offset, std::int64_t{7});
    QCOMPARE(v0->leaderEpoch, -1);
    QVERIFY(!v0->expireTimestampMs);
    const auto v3 = decodeOffsetValue(bytes("0003" "0000000000000007" "00000002" "0000" "0000000000000009"));
    QVERIFY(v3);
    QCOMPARE(v3->leaderEpoch, 2);
    const auto oldKey = decodeGroupKey(bytes("0000" "000167" "000174" "00000001"));
    QVERIFY(oldKey && oldKey->kind == DecodedGroupKey::Kind::Offset);
    // Group, version 0: no time of the state, no rebalance timeout.
    Group group("g", 0, 1);
    QVERIFY(decodeGroupValue(bytes("0000" "0008636f6e73756d6572" "00000005" "000572616e6765" "000161" "00000001"
                                   "000161" "000163" "00022f68" "00001770" "00000000" "00000000"), group));
    QCOMPARE(group.generation(), 5);
    QVERIFY(!group.stateSinceMs());
    QCOMPARE(group.members().at("a").rebalanceTimeoutMs, 6'000);
    QVERIFY(group.isIn(GroupState::Stable));
}

void TestGroupStorage::skipsUnknownKinds()
{
    Shard shard;
    const auto partition = shard.coordinator->partitionOf("g");
    shard.coordinator->startLoading(partition);
    // StreamsGroupMetadataKey (kind 17).
    const base::Bytes key{0, 17, 0, 1, 'g'};
    QVERIFY(shard.coordinator->loadRecord(partition, key, base::ByteView{}));
    shard.coordinator->finishLoading(partition);
    QCOMPARE(shard.stateOf("g"), std::string("Dead"));
}

void TestGroupStorage::refusesBrokenRecords()
{
    Shard shard;
    shard.coordinator->startLoading(3);
    const base::Bytes tooShort{0};
    QVERIFY(!shard.coordinator->loadRecord(3, tooShort, std::nullopt));
    const base::Bytes cut{0, 1, 0, 9, 'g'};
    QVERIFY(!shard.coordinator->loadRecord(3, cut, std::nullopt));
    const base::Bytes key{0, 2, 0, 1, 'g'};
    const base::Bytes newer{0, 99};
    QVERIFY(!shard.coordinator->loadRecord(3, key, base::ByteView(newer)));
    const base::Bytes bomb{0, 3, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 0xFF, 0xFF, 0xFF};
    QVERIFY(!shard.coordinator->loadRecord(3, key, base::ByteView(bomb)));
}

void TestGroupStorage::survivesARestart()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 3, {.clientId = "worker"});
    shard.commit("g", "orders", 2, 1'000, ids[1], 1, 9, "note");
    shard.commit("simple", "payments", 1, 5);
    const auto before = shard.coordinator->describeGroup("g", 6);
    shard.start();
    QVERIFY(shard.coordinator->describeGroup("g", 6) == before);
    QCOMPARE(shard.offsetOf("g", "orders", 2), std::int64_t{1'000});
    QCOMPARE(shard.offsetOf("simple", "payments", 1), std::int64_t{5});
    QCOMPARE(shard.coordinator->counters().offsets, std::uint64_t{2});
    // Members go on as if nothing had been.
    for (const auto &id : ids)
        QCOMPARE(shard.heartbeat("g", id, 1), KafkaError::None);
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 2, 1'001, ids[1], 1)), KafkaError::None);
    QVERIFY(shard.sync("g", ids[2], 1)->assignment == base::toBytes("for " + ids[2]));
    const auto fetched = shard.fetch("simple", 9);
    QCOMPARE(fetched->groups[0].topics[0].partitions[0].metadata.value(), std::string());
}

void TestGroupStorage::survivesAtAnyRecord()
{
    // The broker dies after any number of records: what is left is a state that the group really was in.
    Shard shard;
    const auto ids = shard.stableGroup("g", 2);
    for (int i = 0; i < 5; ++i)
        shard.commit("g", "orders", 0, i, ids[0], 1);
    shard.leave("g", ids[0]);
    shard.leave("g", ids[1]);
    shard.advance(60'000);
    const auto partition = shard.coordinator->partitionOf("g");
    const auto all = shard.log.stored.at(partition);
    QVERIFY(all.size() >= 8);
    for (std::size_t kept = 1; kept <= all.size(); ++kept) {
        Shard after;
        after.log.stored[partition] = {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept)};
        after.start();
        const auto state = after.stateOf("g");
        QVERIFY(state == "Empty" || state == "Stable");
        const auto offset = after.offsetOf("g", "orders", 0);
        QCOMPARE(offset, std::clamp<std::int64_t>(static_cast<std::int64_t>(kept) - 3, -1, 4));
    }
}

void TestGroupStorage::loadedMembersHaveOneSession()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 2);
    shard.start();
    shard.advance(9'999);
    QCOMPARE(shard.heartbeat("g", ids[0], 1), KafkaError::None);
    QCOMPARE(shard.membersOf("g"), std::size_t{2});
    shard.advance(1);
    QCOMPARE(shard.membersOf("g"), std::size_t{1});
    QCOMPARE(shard.heartbeat("g", ids[0], 1), KafkaError::RebalanceInProgress);
    const auto rejoined = shard.join("g", {.memberId = ids[0]});
    QCOMPARE(rejoined->generationId, 2);
}

void TestGroupStorage::loadedStaticMembersStayStatic()
{
    Shard shard;
    const auto first = shard.join("g", {.instanceId = "one"});
    shard.advance(3'000);
    shard.sync("g", first->memberId, 1, {{first->memberId, "x"}}, "one");
    shard.start();
    QCOMPARE(shard.heartbeat("g", first->memberId, 1, "one"), KafkaError::None);
    const auto back = shard.join("g", {.instanceId = "one"});
    QCOMPARE(back->generationId, 1);
    QVERIFY(back->memberId != first->memberId);
    // The new id is stored before it is told.
    shard.start();
    QCOMPARE(shard.heartbeat("g", back->memberId, 1, "one"), KafkaError::None);
    QCOMPARE(shard.heartbeat("g", first->memberId, 1, "one"), KafkaError::FencedInstanceId);
    shard.log.mode = FakeLog::Mode::Refusing;
    const auto refused = shard.join("g", {.instanceId = "one"});
    QCOMPARE(refused.error(), KafkaError::NotCoordinator);
    QCOMPARE(shard.heartbeat("g", back->memberId, 1, "one"), KafkaError::None);
}

void TestGroupStorage::shrinksLoadedGroups()
{
    Shard shard;
    const auto ids = shard.stableGroup("g", 3);
    shard.config.groupMaxSize = 2;
    shard.start();
    QCOMPARE(shard.stateOf("g"), std::string("PreparingRebalance"));
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1, ids[0], 1)), KafkaError::None);
    const auto a = shard.join("g", {.memberId = ids[0]});
    const auto b = shard.join("g", {.memberId = ids[1]});
    QCOMPARE(shard.join("g", {.memberId = ids[2]}).error(), KafkaError::GroupMaxSizeReached);
    QVERIFY(a && b);
    QCOMPARE(shard.membersOf("g"), std::size_t{2});
}

void TestGroupStorage::loadsCompressedBatches()
{
    Shard shard;
    wire::RecordBatchBuilder builder({.compression = wire::Compression::Gzip});
    const auto partition = shard.coordinator->partitionOf("g");
    for (int i = 0; i < 6; ++i) {
        CommittedOffset offset;
        offset.offset = 100 + i;
        const auto record = offsetRecord("g", "orders", i, offset);
        wire::RecordInput input;
        input.key = base::ByteView(record.key);
        input.value = base::ByteView(*record.value);
        builder.add(input);
    }
    const auto batch = builder.finish();
    QVERIFY(batch);
    shard.coordinator->startLoading(partition);
    QVERIFY(shard.coordinator->loadBatches(partition, *batch));
    shard.coordinator->finishLoading(partition);
    QCOMPARE(shard.offsetOf("g", "orders", 5), std::int64_t{105});
}

void TestGroupStorage::tombstonesEndWhatWas()
{
    Shard shard;
    shard.commit("g", "orders", 0, 1);
    const auto partition = shard.coordinator->partitionOf("g");
    shard.log.stored[partition].push_back(offsetTombstone("g", "orders", 0));
    shard.log.stored[partition].push_back(groupTombstone("g"));
    shard.start();
    QCOMPARE(shard.stateOf("g"), std::string("Dead"));
    QCOMPARE(shard.coordinator->counters().offsets, std::uint64_t{0});
    // Compaction may have kept only part of it; a tombstone of what is not there is nothing.
    shard.log.stored[partition] = {groupTombstone("g"), offsetTombstone("g", "orders", 3)};
    shard.start();
    QCOMPARE(shard.stateOf("g"), std::string("Dead"));
}

void TestGroupStorage::restartsAlike_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 10; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

/// Whatever simple consumers commit and delete in whatever order, a restart changes nothing of it, nor does compaction.
void TestGroupStorage::restartsAlike()
{
    QFETCH(quint64, seed);
    Random random(seed);
    Shard shard;
    const std::vector<std::string> groups{"a", "b", "c", "d"};
    const std::vector<std::string> topics{"orders", "payments"};
    std::map<std::string, std::int64_t> model;
    for (int step = 0; step < 400; ++step) {
        const auto &group = groups[random.below(groups.size())];
        const auto &topic = topics[random.below(topics.size())];
        const auto partition = static_cast<std::int32_t>(random.below(3));
        switch (random.below(8)) {
        case 0: {
            wire::OffsetDeleteRequest request;
            request.groupId = group;
            request.topics.emplace_back().name = topic;
            request.topics.back().partitions.emplace_back().partitionIndex = partition;
            Answer<wire::OffsetDeleteResponse> answer;
            shard.coordinator->handle(request, 0, Shard::session(), answer.reply());
            model.erase(group + topic + std::to_string(partition));
            break;
        }
        case 1:
            if (random.below(10) == 0) {
                Answer<wire::DeleteGroupsResponse::DeletableGroupResult> answer;
                shard.coordinator->deleteGroup(group, answer.reply());
                std::erase_if(model, [&](const auto &entry) { return entry.first.starts_with(group); });
            }
            break;
        case 2:
            if (random.below(20) == 0)
                shard.start();
            break;
        case 3:
            if (random.below(10) == 0) {
                // Compaction: of each key the last record.
                for (auto &[index, records] : shard.log.stored) {
                    std::vector<GroupRecord> kept;
                    for (std::size_t i = 0; i < records.size(); ++i) {
                        const bool last = std::none_of(records.begin() + static_cast<std::ptrdiff_t>(i) + 1, records.end(),
                                                       [&](const auto &later) { return later.key == records[i].key; });
                        if (last)
                            kept.push_back(records[i]);
                    }
                    records = std::move(kept);
                }
                shard.start();
            }
            break;
        default:
            QCOMPARE(Shard::commitError(shard.commit(group, topic, partition, step)), KafkaError::None);
            model[group + topic + std::to_string(partition)] = step;
        }
        const auto known = model.find(group + topic + std::to_string(partition));
        QCOMPARE(shard.offsetOf(group, topic, partition), known == model.end() ? std::int64_t{-1} : known->second);
    }
    shard.start();
    QCOMPARE(shard.coordinator->counters().offsets, std::uint64_t{model.size()});
}

/// The log refuses at once what is too large, while an earlier append still waits for the followers.
void TestGroupStorage::eachAppendHasItsOwnAnswer()
{
    Shard shard;
    shard.log.mode = FakeLog::Mode::Held;
    const auto first = shard.commit("g", "orders", 0, 10);
    shard.log.mode = FakeLog::Mode::Refusing;
    shard.log.refusal = KafkaError::MessageTooLarge;
    const auto refused = shard.commit("g", "orders", 1, 20);
    QVERIFY(!first);
    QVERIFY(refused);
    QCOMPARE(Shard::commitError(refused), KafkaError::UnknownServerError);
    shard.log.commitHeld();
    QVERIFY(first);
    QCOMPARE(Shard::commitError(first), KafkaError::None);
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{10});
    QCOMPARE(shard.offsetOf("g", "orders", 1), std::int64_t{-1});
    // The next one is not taken for one of them.
    shard.log.mode = FakeLog::Mode::Held;
    const auto next = shard.commit("g", "orders", 2, 30);
    QVERIFY(!next);
    shard.log.commitHeld(KafkaError::NotEnoughReplicasAfterAppend);
    QCOMPARE(Shard::commitError(next), KafkaError::CoordinatorNotAvailable);
}

void TestGroupStorage::aRefusedCommitIsForgottenWhateverIsUnderWay()
{
    Shard shard;
    shard.log.mode = FakeLog::Mode::Held;
    const auto first = shard.commit("g", "orders", 0, 10);
    shard.log.mode = FakeLog::Mode::Refusing;
    shard.log.refusal = KafkaError::MessageTooLarge;
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 20)), KafkaError::UnknownServerError);
    shard.log.mode = FakeLog::Mode::Held;
    const auto gone = shard.commit("h", "orders", 0, 1);
    shard.log.commitHeld(KafkaError::NotEnoughReplicasAfterAppend);
    QCOMPARE(Shard::commitError(first), KafkaError::CoordinatorNotAvailable);
    // Neither was taken: nothing is stored, and nothing is left to expire.
    QCOMPARE(shard.offsetOf("g", "orders", 0), std::int64_t{-1});
    QCOMPARE(shard.coordinator->counters().offsets, std::uint64_t{0});

    OffsetStore store;
    CommittedOffset taken;
    taken.offset = 1;
    CommittedOffset refused;
    refused.offset = 2;
    store.stage("g", "t", 0, taken);
    store.stage("g", "t", 0, refused);
    store.settle("g", "t", 0, refused, false);
    store.settle("g", "t", 0, taken, true);
    QVERIFY(store.latest("g", "t", 0) && store.latest("g", "t", 0)->offset == 1);
    QVERIFY(store.committed("g", "t", 0) && store.committed("g", "t", 0)->offset == 1);
}

void TestGroupStorage::stableOffsetsWaitForEveryEarlierAppend()
{
    Shard shard;
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 1)), KafkaError::None);
    shard.log.mode = FakeLog::Mode::Held;
    const auto waiting = shard.commit("g", "orders", 0, 2);
    shard.log.mode = FakeLog::Mode::Refusing;
    shard.log.refusal = KafkaError::NotEnoughReplicas;
    const auto refused = shard.commit("g", "orders", 0, 3);
    QCOMPARE(Shard::commitError(refused), KafkaError::CoordinatorNotAvailable);
    const auto stable = shard.fetch("g", 9, true);
    shard.log.mode = FakeLog::Mode::Refusing;
    // One more that ends at once is not the one that it waits for.
    QCOMPARE(Shard::commitError(shard.commit("g", "orders", 0, 4)), KafkaError::CoordinatorNotAvailable);
    QVERIFY(!stable);
    shard.log.commitHeld();
    QVERIFY(waiting);
    QVERIFY(stable);
    QCOMPARE(stable->groups.at(0).errorCode, std::int16_t{0});
    QCOMPARE(stable->groups.at(0).topics.at(0).partitions.at(0).committedOffset, std::int64_t{2});
}

QTEST_GUILESS_MAIN(TestGroupStorage)
#include "tst_group_storage.moc"
