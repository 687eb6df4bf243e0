// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/core/random.h"
#include "backend/sandbox/share/share_partition.h"
#include "backend/sandbox/share/share_state.h"

#include <QtTest>

using namespace weir::sandbox;
using weir::base::KafkaError;

class TestShareState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laterCounts();
    void oldOnesAreFenced();
    void snapshotsAreDue();
    void restoredAsItWas();
};

void TestShareState::laterCounts()
{
    Random random(1);
    for (int round = 0; round < 300; ++round) {
        std::map<std::int64_t, StateRun> model;
        std::vector<StateRun> runs;
        std::int64_t start = 0;
        for (int step = 0; step < 20; ++step) {
            start += static_cast<std::int64_t>(random.below(3));
            std::vector<StateRun> newer;
            for (std::uint64_t i = random.below(4); i > 0; --i) {
                const auto first = static_cast<std::int64_t>(random.below(40));
                const StateRun run{first, first + static_cast<std::int64_t>(random.below(8)), random.below(2) == 0 ? DeliveryState::Available : DeliveryState::Acknowledged,
                                   static_cast<std::int16_t>(random.below(3))};
                newer.push_back(run);
                for (std::int64_t offset = run.firstOffset; offset <= run.lastOffset; ++offset)
                    model[offset] = run;
            }
            model.erase(model.begin(), model.lower_bound(start));
            runs = overlaid(runs, newer, start);
            std::size_t told = 0;
            std::int64_t last = -1;
            for (const StateRun &run : runs) {
                QVERIFY(run.firstOffset > last && run.firstOffset <= run.lastOffset);
                last = run.lastOffset;
                for (std::int64_t offset = run.firstOffset; offset <= run.lastOffset; ++offset, ++told) {
                    QCOMPARE(int(model.at(offset).state), int(run.state));
                    QCOMPARE(model.at(offset).deliveryCount, run.deliveryCount);
                }
            }
            QCOMPARE(told, model.size());
            for (std::size_t i = 1; i < runs.size(); ++i)
                QVERIFY(runs[i - 1].lastOffset + 1 < runs[i].firstOffset || runs[i - 1].state != runs[i].state || runs[i - 1].deliveryCount != runs[i].deliveryCount);
        }
    }
}

void TestShareState::oldOnesAreFenced()
{
    ShareState state = ShareState::initialized(3, 10);
    QCOMPARE(state.check(3, 0), KafkaError::None);
    QVERIFY(state.readBy(5));
    QVERIFY(!state.readBy(5));
    QCOMPARE(state.check(2, 5), KafkaError::FencedStateEpoch);
    QCOMPARE(state.check(3, 4), KafkaError::FencedLeaderEpoch);
    QCOMPARE(state.check(-1, -1), KafkaError::None);
    state.apply({3, 6, 12, 1, {{12, 14, DeliveryState::Acknowledged, 1}}});
    QCOMPARE(state.leaderEpoch(), 6);
    QCOMPARE(state.startOffset(), std::int64_t{12});
    state.apply({3, 6, -1, 1, {{9, 12, DeliveryState::Available, 2}}});
    QCOMPARE(state.runs(), (std::vector<StateRun>{{12, 12, DeliveryState::Available, 2}, {13, 14, DeliveryState::Acknowledged, 1}}));
}

void TestShareState::snapshotsAreDue()
{
    ShareState state = ShareState::initialized(0, 0);
    QVERIFY(state.isSnapshotDue(2));
    state.snapshotTaken();
    QCOMPARE(state.snapshotEpoch(), 0);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(!state.isSnapshotDue(2));
        state.apply({0, 0, -1, -1, {}});
    }
    QVERIFY(state.isSnapshotDue(2));
}

void TestShareState::restoredAsItWas()
{
    ShareState state;
    state.restore(4, 2, 7, 20, 3, {{18, 22, DeliveryState::Archived, 5}});
    QCOMPARE(state.runs(), (std::vector<StateRun>{{20, 22, DeliveryState::Archived, 5}}));
    QCOMPARE(state.check(2, 6), KafkaError::FencedLeaderEpoch);
    SharePartition partition(state.startOffset(), state.runs(), {});
    QCOMPARE(partition.startOffset(), std::int64_t{23});
}

QTEST_GUILESS_MAIN(TestShareState)
#include "tst_share_state.moc"
