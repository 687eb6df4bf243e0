// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/derive.h"

#include <QtTest/QTest>

using namespace weir;
using namespace weir::metrics;

class TestDerive : public QObject
{
    Q_OBJECT

    /// One topic of one partition that holds [0, end), read by one group that has committed `committed`.
    static model::ClusterSnapshot look(qint64 atMs, qint64 end, std::optional<qint64> committed, int members = 1, qint64 start = 0)
    {
        model::ClusterSnapshot snapshot;
        snapshot.takenAtMs = atMs;
        model::Topic topic;
        topic.name = QStringLiteral("orders");
        model::Partition partition;
        partition.leader = 1;
        partition.logStart = start;
        partition.highWatermark = end;
        partition.bytes = end * 10;
        topic.partitions = {partition};
        snapshot.topics = {topic};
        model::Group group;
        group.id = QStringLiteral("billing");
        group.members.resize(static_cast<std::size_t>(members));
        model::PartitionLag lag;
        lag.topic = topic.name;
        lag.committed = committed;
        lag.logStart = start;
        lag.logEnd = end;
        model::judge(lag);
        group.partitions = {lag};
        snapshot.groups = {group};
        return snapshot;
    }

    struct Run {
        History history;
        Deriver deriver{history};
        std::optional<model::ClusterSnapshot> before;
        void add(model::ClusterSnapshot now)
        {
            deriver.add(before ? &*before : nullptr, now);
            before = std::move(now);
        }
        Judgement judgement() const { return deriver.judgement(QStringLiteral("billing")); }
        double last(Measure measure, const QString &subject) const
        {
            const auto point = history.last({measure, subject, {}, -1});
            return point ? point->value : -1;
        }
    };

private Q_SLOTS:
    void ratesAreGrowthOverTime()
    {
        Run run;
        run.add(look(10'000, 1000, 900));
        QCOMPARE(run.last(Measure::TopicRecordsWritten, QStringLiteral("orders")), -1.0); // one look gives no rate
        run.add(look(15'000, 1500, 1150));
        QCOMPARE(run.last(Measure::TopicRecordsWritten, QStringLiteral("orders")), 100.0);
        QCOMPARE(run.last(Measure::TopicBytesWritten, QStringLiteral("orders")), 1000.0);
        QCOMPARE(run.last(Measure::GroupRecordsCommitted, QStringLiteral("billing")), 50.0);
        QCOMPARE(run.last(Measure::GroupLag, QStringLiteral("billing")), 350.0);
    }

    /// A log end that is not known for a look (its leader moves) is a gap, not a dip of the sum.
    void aPartitionThatIsNotKnownForALookMakesAGap()
    {
        const auto two = [](qint64 atMs, bool secondKnown) {
            model::ClusterSnapshot snapshot = look(atMs, 1000, 900);
            model::PartitionLag second = snapshot.groups[0].partitions[0];
            second.partition = 1;
            if (!secondKnown)
                second.logEnd.reset();
            second.lag.reset();
            model::judge(second);
            snapshot.groups[0].partitions.push_back(second);
            return snapshot;
        };
        Run run;
        run.add(two(10'000, true));
        run.add(two(15'000, false));
        const auto total = run.history.last({Measure::GroupLag, QStringLiteral("billing"), {}, -1});
        QVERIFY(total);
        QCOMPARE(total->atMs, 10'000);
        QCOMPARE(total->value, 200.0);
        const auto topic = run.history.last({Measure::GroupTopicLag, QStringLiteral("billing"), QStringLiteral("orders"), -1});
        QCOMPARE(topic->atMs, 10'000);
        run.add(two(20'000, true));
        QCOMPARE(run.history.last({Measure::GroupLag, QStringLiteral("billing"), {}, -1})->atMs, 20'000);
    }

    void aRecreatedTopicGivesNoNegativeRate()
    {
        Run run;
        run.add(look(10'000, 1000, 900));
        run.add(look(15'000, 10, 5));
        QCOMPARE(run.last(Measure::TopicRecordsWritten, QStringLiteral("orders")), 0.0);
    }

    void secondsBehindComesFromWhenTheLogEndPassedTheCommit()
    {
        Run run;
        for (int i = 0; i <= 10; ++i)
            run.add(look(10'000 + i * 1000, 100 * i, 0));
        // 100 records a second; the commit at 500 was passed at second 5, five seconds ago.
        run.add(look(21'000, 1100, 500));
        QCOMPARE(*run.deriver.secondsBehind(QStringLiteral("billing")), 6.0);
        run.add(look(22'000, 1200, 1200));
        QCOMPARE(*run.deriver.secondsBehind(QStringLiteral("billing")), 0.0);
    }

    void aCommitOlderThanWhatWasSeenIsUnknownInTime()
    {
        Run run;
        run.add(look(10'000, 1000, 10));
        run.add(look(11'000, 1100, 10));
        QVERIFY(!run.deriver.secondsBehind(QStringLiteral("billing")).has_value());
    }

    void verdicts()
    {
        Run keeping;
        for (int i = 0; i < 20; ++i)
            keeping.add(look(i * 5000 + 5000, 1000 + i * 100, 1000 + i * 100 - (i % 3) * 20));
        QCOMPARE(keeping.judgement().verdict, Verdict::KeepingUp);

        Run behind;
        for (int i = 0; i < 20; ++i)
            behind.add(look(i * 5000 + 5000, 1000 + i * 1000, 900 + i * 600));
        QCOMPARE(behind.judgement().verdict, Verdict::FallingBehind);

        Run stalled;
        for (int i = 0; i < 20; ++i)
            stalled.add(look(i * 5000 + 5000, 1000 + i * 10, 900));
        QCOMPARE(stalled.judgement().verdict, Verdict::Stalled);
        QCOMPARE(stalled.judgement().topic, QStringLiteral("orders"));

        Run rewound;
        for (int i = 0; i < 5; ++i)
            rewound.add(look(i * 5000 + 5000, 1000, i < 3 ? 900 : 400));
        QCOMPARE(rewound.judgement().verdict, Verdict::Rewound);
        QCOMPARE(rewound.judgement().amount, qint64(500));

        Run nobody;
        nobody.add(look(5000, 1000, 900, 0));
        QCOMPARE(nobody.judgement().verdict, Verdict::NoMember);
        nobody.add(look(10'000, 1000, 1000, 0));
        QCOMPARE(nobody.judgement().verdict, Verdict::Idle);

        Run never;
        never.add(look(5000, 1000, std::nullopt));
        QCOMPARE(never.judgement().verdict, Verdict::NeverCommitted);

        Run lost;
        lost.add(look(5000, 1000, 100, 1, 400));
        QCOMPARE(lost.judgement().verdict, Verdict::OffsetsLost);
        QCOMPARE(lost.judgement().amount, qint64(300));
    }

    void standingStillWithNothingToReadIsNoStall()
    {
        Run run;
        for (int i = 0; i < 30; ++i)
            run.add(look(i * 5000 + 5000, 1000, 1000));
        run.add(look(200'000, 1010, 1000)); // the first unread record has only just come
        QVERIFY(run.judgement().verdict != Verdict::Stalled);
    }

    void drainTimeIsUnknownWhereTheLagGrows()
    {
        Run run;
        run.add(look(10'000, 1000, 0));
        run.add(look(20'000, 1100, 600)); // reads 60 a second, 10 are written
        QCOMPARE(*run.deriver.secondsToDrain(QStringLiteral("billing")), 10.0);
        run.add(look(30'000, 9000, 610));
        QVERIFY(!run.deriver.secondsToDrain(QStringLiteral("billing")).has_value());
    }

    void partitionSeriesOnlyWhereWatched()
    {
        Run run;
        const SeriesKey key{Measure::GroupPartitionLag, QStringLiteral("billing"), QStringLiteral("orders"), 0};
        run.add(look(10'000, 1000, 0));
        QVERIFY(!run.history.contains(key));
        run.deriver.watchPartitions(QStringLiteral("billing"), true);
        run.add(look(20'000, 1000, 0));
        QVERIFY(run.history.contains(key));
    }
};

QTEST_APPLESS_MAIN(TestDerive)
#include "tst_derive.moc"
