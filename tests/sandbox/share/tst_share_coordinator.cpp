// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "backend/sandbox/core/manual_owner.h"
#include "backend/sandbox/share/share_coordinator.h"
#include "backend/wire/record_batch.h"

#include <QtTest>

#include <limits>

using namespace weir;
using namespace weir::sandbox;
using base::KafkaError;

namespace {

/// A log in memory that commits at once, later, or refuses; what it took can be loaded again.
class FakeStateLog final : public ShareStateLog
{
public:
    enum class Mode { AtOnce, Held, Refusing };
    Mode mode = Mode::AtOnce;
    std::vector<GroupRecord> records;
    std::vector<Committed> held;
    std::int64_t deleted = 0;
    base::Uuid gone;

    std::int64_t append(std::int32_t, GroupRecord record, std::int64_t, Committed whenCommitted) override
    {
        if (mode == Mode::Refusing) {
            whenCommitted(code(KafkaError::NotEnoughReplicas));
            return -1;
        }
        records.push_back(std::move(record));
        if (mode == Mode::AtOnce)
            whenCommitted(0);
        else
            held.push_back(std::move(whenCommitted));
        return static_cast<std::int64_t>(records.size()) - 1;
    }
    void deleteBefore(std::int32_t, std::int64_t offset) override { deleted = offset; }
    bool knows(const base::Uuid &topicId, std::int32_t partition) const override { return topicId != gone && partition < 3; }

    base::Bytes batches(std::int64_t from = 0) const
    {
        base::Bytes all;
        for (auto at = static_cast<std::size_t>(from); at < records.size(); ++at) {
            wire::RecordBatchBuilder::Options options;
            options.baseOffset = static_cast<std::int64_t>(at);
            wire::RecordBatchBuilder builder(options);
            wire::RecordInput input;
            input.timestamp = 1;
            input.key = base::ByteView(records[at].key);
            if (records[at].value)
                input.value = base::ByteView(*records[at].value);
            builder.add(input);
            const auto batch = builder.finish();
            all.insert(all.end(), batch->begin(), batch->end());
        }
        return all;
    }
};

base::Uuid topicId(std::uint8_t last)
{
    base::Uuid id;
    id.bytes[15] = last;
    return id;
}

struct Fixture {
    base::ManualClock clock;
    ManualOwner owner{clock};
    FakeStateLog log;
    ShareCoordinatorConfig config;
    std::unique_ptr<ShareCoordinator> coordinator;
    SharePartitionKey key{"g", topicId(1), 0};

    explicit Fixture(std::int32_t updates = 500) { config.updatesPerSnapshot = updates; start(); }
    void start()
    {
        coordinator = std::make_unique<ShareCoordinator>(owner, log, config);
        coordinator->setPartitions(1);
        coordinator->startLoading(0);
    }
    void load(std::int64_t from = 0)
    {
        const auto loaded = coordinator->loadBatches(0, log.batches(from));
        QVERIFY2(loaded.has_value(), loaded ? "" : base::describe(loaded.error()).c_str());
        coordinator->finishLoading(0);
    }
    std::int16_t initialize(std::int32_t epoch, std::int64_t start)
    {
        std::int16_t got = -99;
        coordinator->initialize(key, epoch, start, [&](std::int16_t error) { got = error; });
        return got;
    }
    std::int16_t write(ShareStateUpdate update)
    {
        std::int16_t got = -99;
        coordinator->write(key, update, [&](std::int16_t error) { got = error; });
        return got;
    }
    StoredShareState read(std::int32_t epoch)
    {
        StoredShareState got;
        got.error = -99;
        coordinator->read(key, epoch, [&](StoredShareState state) { got = std::move(state); });
        return got;
    }
};

constexpr auto kDone = DeliveryState::Acknowledged;

} // namespace

class TestShareCoordinator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenIsRead();
    void whatWasWrittenIsLoaded();
    void updatesOfOlderSnapshotsAreIgnored();
    void refusedIsNotThere();
    void answersWaitForTheCommit();
    void olderOnesAreFencedOff();
    void removedIsGone();
    void deletedTopicsAreForgotten();
    void theLogIsPruned();
};

void TestShareCoordinator::whatWasWrittenIsRead()
{
    Fixture test;
    // Before it is loaded, and where it is another's.
    QCOMPARE(test.initialize(1, 5), code(KafkaError::CoordinatorLoadInProgress));
    test.load();
    QCOMPARE(test.read(0).startOffset, std::int64_t{-1});
    QCOMPARE(test.write({1, 0, 5, 0, {}}), code(KafkaError::InvalidRequest));
    QCOMPARE(test.initialize(1, 5), std::int16_t{0});
    QCOMPARE(test.write({1, 2, 5, 3, {{6, 8, kDone, 1}, {9, 9, DeliveryState::Available, 2}}}), std::int16_t{0});
    // Runs that cannot be.
    constexpr auto kEnd = std::numeric_limits<std::int64_t>::max();
    for (const StateRun &run : {StateRun{8, 7, kDone, 1}, StateRun{-1, 7, kDone, 1}, StateRun{9, kEnd, kDone, 1}, StateRun{9, 9, static_cast<DeliveryState>(3), 1},
                                StateRun{9, 9, kDone, -1}})
        QCOMPARE(test.write({1, 2, 5, 3, {run}}), code(KafkaError::InvalidRequest));
    const auto got = test.read(2);
    QCOMPARE(got.error, std::int16_t{0});
    QCOMPARE(got.stateEpoch, 1);
    QCOMPARE(got.startOffset, std::int64_t{5});
    QCOMPARE(got.completeCount, 3);
    QCOMPARE(got.runs, (std::vector<StateRun>{{6, 8, kDone, 1}, {9, 9, DeliveryState::Available, 2}}));
    test.key.partition = 3;
    QCOMPARE(test.initialize(1, 0), code(KafkaError::UnknownTopicOrPartition));
    test.coordinator->resign(0);
    QCOMPARE(test.read(2).error, code(KafkaError::NotCoordinator));
}

void TestShareCoordinator::whatWasWrittenIsLoaded()
{
    // With and without snapshots in between the same comes out.
    for (const int updates : {0, 1, 3, 500}) {
        Fixture test(updates);
        test.load();
        QCOMPARE(test.initialize(1, 0), std::int16_t{0});
        for (std::int64_t i = 0; i < 10; ++i)
            QCOMPARE(test.write({1, 4, 0, static_cast<std::int32_t>(i), {{2 * i + 1, 2 * i + 1, kDone, 1}}}), std::int16_t{0});
        const auto before = test.read(4);
        QCOMPARE(before.runs.size(), std::size_t{10});
        test.start();
        test.load();
        const auto after = test.read(4);
        QCOMPARE(after.runs, before.runs);
        QCOMPARE(after.completeCount, before.completeCount);
        QCOMPARE(after.stateEpoch, 1);
        // Older leaders stay fenced off.
        QCOMPARE(test.read(3).error, code(KafkaError::FencedLeaderEpoch));
    }
}

void TestShareCoordinator::updatesOfOlderSnapshotsAreIgnored()
{
    Fixture test(2);
    test.load();
    QCOMPARE(test.initialize(1, 0), std::int16_t{0});
    QCOMPARE(test.write({1, 4, 0, 0, {{1, 1, DeliveryState::Available, 2}}}), std::int16_t{0});
    QCOMPARE(test.write({1, 4, 0, 1, {{1, 1, kDone, 2}}}), std::int16_t{0});
    QCOMPARE(test.log.records.size(), std::size_t{3});
    // A snapshot, an update of it, the next snapshot: the update comes last.
    std::swap(test.log.records[1], test.log.records[2]);
    test.start();
    test.load();
    QCOMPARE(test.read(4).runs, (std::vector<StateRun>{{1, 1, kDone, 2}}));
}

void TestShareCoordinator::refusedIsNotThere()
{
    Fixture test;
    test.load();
    QCOMPARE(test.initialize(1, 0), std::int16_t{0});
    test.log.mode = FakeStateLog::Mode::Refusing;
    QCOMPARE(test.write({1, 0, 0, 1, {{0, 4, kDone, 1}}}), code(KafkaError::CoordinatorNotAvailable));
    test.log.mode = FakeStateLog::Mode::AtOnce;
    QVERIFY(test.read(0).runs.empty());
}

void TestShareCoordinator::answersWaitForTheCommit()
{
    Fixture test;
    test.load();
    QCOMPARE(test.initialize(1, 0), std::int16_t{0});
    test.log.mode = FakeStateLog::Mode::Held;
    std::vector<std::int16_t> got;
    test.coordinator->write(test.key, {1, 0, 0, 1, {{0, 0, kDone, 1}}}, [&](std::int16_t error) { got.push_back(error); });
    test.coordinator->write(test.key, {1, 0, 0, 2, {{1, 1, kDone, 1}}}, [&](std::int16_t error) { got.push_back(error); });
    QVERIFY(got.empty());
    test.log.held.front()(0);
    QCOMPARE(got, (std::vector<std::int16_t>{0}));
    test.owner.advance(std::chrono::milliseconds(test.config.writeTimeoutMs));
    QCOMPARE(got, (std::vector<std::int16_t>{0, code(KafkaError::CoordinatorNotAvailable)}));
    // Late, and nobody is told twice.
    test.log.held.back()(0);
    QCOMPARE(got.size(), std::size_t{2});
}

void TestShareCoordinator::olderOnesAreFencedOff()
{
    Fixture test;
    test.load();
    QCOMPARE(test.initialize(3, 0), std::int16_t{0});
    QCOMPARE(test.read(7).error, std::int16_t{0});
    QCOMPARE(test.write({3, 6, 0, 0, {}}), code(KafkaError::FencedLeaderEpoch));
    QCOMPARE(test.write({2, 7, 0, 0, {}}), code(KafkaError::FencedStateEpoch));
    QCOMPARE(test.initialize(2, 0), code(KafkaError::FencedStateEpoch));
    QCOMPARE(test.initialize(4, 11), std::int16_t{0});
    QCOMPARE(test.read(7).startOffset, std::int64_t{11});
}

void TestShareCoordinator::removedIsGone()
{
    Fixture test;
    test.load();
    QCOMPARE(test.initialize(1, 9), std::int16_t{0});
    std::int16_t got = -99;
    test.coordinator->remove(test.key, [&](std::int16_t error) { got = error; });
    QCOMPARE(got, std::int16_t{0});
    QCOMPARE(test.coordinator->size(), std::size_t{0});
    test.start();
    test.load();
    QCOMPARE(test.coordinator->size(), std::size_t{0});
}

void TestShareCoordinator::deletedTopicsAreForgotten()
{
    Fixture test;
    test.load();
    QCOMPARE(test.initialize(1, 9), std::int16_t{0});
    test.coordinator->onTopicsDeleted({topicId(2)});
    QCOMPARE(test.coordinator->size(), std::size_t{1});
    test.coordinator->onTopicsDeleted({topicId(1)});
    QCOMPARE(test.coordinator->size(), std::size_t{0});
    // The same of one that was deleted while nobody had it.
    QCOMPARE(test.initialize(1, 9), std::int16_t{0});
    test.log.gone = topicId(1);
    test.start();
    test.load();
    QCOMPARE(test.coordinator->size(), std::size_t{0});
}

void TestShareCoordinator::theLogIsPruned()
{
    Fixture test(2);
    test.load();
    QCOMPARE(test.initialize(1, 0), std::int16_t{0});
    for (std::int64_t i = 0; i < 7; ++i)
        QCOMPARE(test.write({1, 0, i, 0, {{i + 1, i + 1, kDone, 1}}}), std::int16_t{0});
    const auto before = test.read(0);
    test.coordinator->prune();
    QVERIFY2(test.log.deleted > 3, qPrintable(QString::number(test.log.deleted)));
    // What is left is enough.
    test.start();
    test.load(test.log.deleted);
    const auto after = test.read(0);
    QCOMPARE(after.runs, before.runs);
    QCOMPARE(after.startOffset, before.startOffset);
}

QTEST_GUILESS_MAIN(TestShareCoordinator)
#include "tst_share_coordinator.moc"
