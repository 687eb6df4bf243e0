// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/model/group.h"

#include <QtTest/QTest>

using namespace weir::model;

class TestLag : public QObject
{
    Q_OBJECT

    static PartitionLag make(std::optional<qint64> committed, std::optional<qint64> start, std::optional<qint64> end)
    {
        PartitionLag lag;
        lag.topic = QStringLiteral("orders");
        lag.committed = committed;
        lag.logStart = start;
        lag.logEnd = end;
        judge(lag);
        return lag;
    }

private Q_SLOTS:
    void states_data()
    {
        QTest::addColumn<qint64>("committed");
        QTest::addColumn<LagState>("state");
        QTest::addColumn<qint64>("lag");
        QTest::addColumn<qint64>("lost");
        // The log holds [100, 200).
        QTest::newRow("behind") << qint64(140) << LagState::Normal << qint64(60) << qint64(0);
        QTest::newRow("at the end") << qint64(200) << LagState::Normal << qint64(0) << qint64(0);
        QTest::newRow("at the start") << qint64(100) << LagState::Normal << qint64(100) << qint64(0);
        QTest::newRow("expired") << qint64(40) << LagState::Expired << qint64(100) << qint64(60);
        QTest::newRow("ahead of the end") << qint64(230) << LagState::AheadOfEnd << qint64(-30) << qint64(0);
    }
    void states()
    {
        QFETCH(qint64, committed);
        const PartitionLag lag = make(committed, 100, 200);
        QTEST(lag.state, "state");
        QVERIFY(lag.lag.has_value());
        QTEST(*lag.lag, "lag");
        QTEST(lag.lost, "lost");
    }

    void neverCommittedIsNotZero()
    {
        for (const PartitionLag &lag : {make(std::nullopt, 100, 200), make(-1, 100, 200)}) {
            QCOMPARE(lag.state, LagState::NeverCommitted);
            QVERIFY(!lag.lag.has_value());
        }
    }

    void unreadLogEndIsUnknown()
    {
        const PartitionLag lag = make(140, 100, std::nullopt);
        QCOMPARE(lag.state, LagState::Unknown);
        QVERIFY(!lag.lag.has_value());
    }

    void totalCountsKnownPositiveLagsOnly()
    {
        Group group;
        QVERIFY(!group.totalLag().has_value());
        group.partitions = {make(140, 100, 200), make(std::nullopt, 100, 200), make(230, 100, 200)};
        QCOMPARE(*group.totalLag(), qint64(60));
        QCOMPARE(*group.worst()->lag, qint64(60));
        QCOMPARE(group.count(LagState::NeverCommitted), 1);
    }

    void membersWithoutPartitionsAreIdleOnlyBesideOthers()
    {
        Group group;
        group.members.resize(3);
        QCOMPARE(group.idleMembers(), 0); // a rebalance: nobody has anything
        group.members[0].assignment = {{QStringLiteral("orders"), 0}};
        QCOMPARE(group.idleMembers(), 0); // not stable: the others may be waiting for theirs
        group.state = GroupState::CompletingRebalance;
        QCOMPARE(group.idleMembers(), 0);
        group.state = GroupState::Stable;
        QCOMPARE(group.idleMembers(), 2);
        QCOMPARE(group.assignedPartitions(), 1);
    }

    void partitionsWithoutAMemberAreCountedInAStableGroup()
    {
        Group group;
        group.state = GroupState::Stable;
        group.members.resize(2);
        group.partitions = {make(140, 100, 200), make(150, 100, 200)};
        group.partitions[0].memberId = QStringLiteral("a");
        QCOMPARE(group.withoutMember(), 0); // assignments that are not told (another protocol) say nothing
        group.members[0].assignment = {{QStringLiteral("orders"), 0}};
        QCOMPARE(group.withoutMember(), 1);
        QVERIFY(group.isWithoutMember(group.partitions[1]));
        group.state = GroupState::PreparingRebalance;
        QCOMPARE(group.withoutMember(), 0);
    }

    void minIsrCountsBelowAndAt()
    {
        Topic topic;
        topic.partitions.resize(3);
        for (Partition &partition : topic.partitions)
            partition.replicas = {1, 2, 3};
        topic.partitions[0].isr = {1, 2, 3};
        topic.partitions[1].isr = {1, 2};
        topic.partitions[2].isr = {1};
        QCOMPARE(topic.underMinIsr(2), 1);
        QCOMPARE(topic.atMinIsr(2), 1);
        QCOMPARE(topic.atMinIsr(3), 0); // all replicas are there: none that lacks
        QCOMPARE(topic.underMinIsr(3), 2);
    }

    void sumsAreUnknownWhereOnePartIs()
    {
        Topic topic;
        topic.partitions.resize(2);
        topic.partitions[0].logStart = 0;
        topic.partitions[0].highWatermark = 10;
        QVERIFY(!topic.records().has_value());
        topic.partitions[1].logStart = 5;
        topic.partitions[1].highWatermark = 10;
        QCOMPARE(*topic.records(), qint64(15));
    }
};

QTEST_APPLESS_MAIN(TestLag)
#include "tst_lag.moc"
