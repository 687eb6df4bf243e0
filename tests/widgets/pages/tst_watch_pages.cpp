// SPDX-License-Identifier: GPL-3.0-or-later
// Overview, groups and brokers.
#include "tests/widgets/pages/page_window.h"
#include "widgets/charts/span_button.h"
#include "widgets/charts/time_chart.h"
#include "widgets/parts/format.h"
#include "widgets/parts/state_label.h"

#include <QHeaderView>
#include <QMenu>

using namespace weir;
using namespace weir::widgets;
using fakes::PageWindow;

class TestWatchPages : public QObject
{
    Q_OBJECT

    static Place at(const char *page) { return Place{QLatin1String(page)}; }
    static Place group(const char *id)
    {
        Place place = at("group");
        place.group = QLatin1String(id);
        return place;
    }
    static Place broker(qint32 id)
    {
        Place place = at("broker");
        place.broker = id;
        return place;
    }
    static void click(PageWindow &w, const QString &label)
    {
        auto *strip = w.page()->findChild<FactStrip *>();
        for (std::size_t i = 0; i < strip->facts().size(); ++i) {
            if (strip->facts()[i].label == label)
                Q_EMIT strip->factClicked(static_cast<int>(i));
        }
    }
    /// The line of "Needs attention" about an object, its cells joined.
    static QString attention(PageWindow &w, const QString &object)
    {
        TableView *const view = w.table("Needs attention");
        QStringList lines;
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            if (view->model()->index(row, 0).data().toString() == object)
                lines << view->model()->index(row, 1).data().toString() + QLatin1Char('|') + view->model()->index(row, 3).data().toString();
        }
        return lines.join(QLatin1Char('\n'));
    }

private Q_SLOTS:
    void initTestCase() { LookController::instance().install(); }

    void aGroupSaysWhatOfItIsMissing()
    {
        PageWindow w;
        QVERIFY(w.open());
        w.go(group("billing"));
        QTRY_COMPARE(w.page()->state(), PageState::Ready);
        QCOMPARE(w.banners(), QString());
        QVERIFY(w.answer([](model::ClusterSnapshot &s) { PageWindow::group(s, "billing").missing.push_back({QStringLiteral("commits"), 2, fakes::sampleError()}); }));
        QTRY_VERIFY(w.banners().contains(QStringLiteral("A part of this group could not be read.")));
        QVERIFY(w.answer([](model::ClusterSnapshot &s) {
            PageWindow::group(s, "billing").missing.clear();
            s.missing.push_back({QStringLiteral("offsets"), 3, fakes::sampleError()}); // leads some of its partitions
        }));
        QTRY_VERIFY(w.banners().contains(QStringLiteral("Broker 3 did not answer")));
        QVERIFY(w.answer([](model::ClusterSnapshot &s) { s.missing.clear(); }));
        QTRY_COMPARE(w.banners(), QString());
        // A group that nobody could tell of is not said to be deleted.
        QVERIFY(w.answer([](model::ClusterSnapshot &s) {
            std::erase_if(s.groups, [](const model::Group &g) { return g.id == QLatin1String("billing"); });
            s.missing.push_back({QStringLiteral("groups"), 2, fakes::sampleError()});
        }));
        QTRY_VERIFY(w.words().contains(QStringLiteral("not all brokers answered")));
        QVERIFY(!w.words().contains(QStringLiteral("It was deleted")));
    }

    void aMemberWithoutAPartitionIsToldWhy()
    {
        PageWindow w;
        QVERIFY(w.open());
        w.go(group("price-watch"));
        QTRY_VERIFY(w.words().contains(QStringLiteral("Nobody reads as this group now."))); // empty: words in place of a bare table
        const auto five = [](model::ClusterSnapshot &s, model::GroupState state) {
            model::Group &group = PageWindow::group(s, "price-watch");
            group.state = state;
            group.members.clear();
            for (int m = 0; m < 5; ++m) {
                model::GroupMember member;
                member.memberId = member.clientId = QStringLiteral("m%1").arg(m);
                if (m < 3)
                    member.assignment.push_back({QStringLiteral("prices"), m});
                group.members.push_back(member);
            }
            for (int p = 0; p < 3; ++p)
                group.partitions[static_cast<std::size_t>(p)].memberId = QStringLiteral("m%1").arg(p);
        };
        QVERIFY(w.answer([&](model::ClusterSnapshot &s) { five(s, model::GroupState::Stable); }));
        QTRY_COMPARE(w.text("Members", QStringLiteral("m4"), "assignment"), QStringLiteral("no partition: 5 members, 3 partitions"));
        QCOMPARE(w.fact(QStringLiteral("Members")).sub, QStringLiteral("2 without a partition"));
        QVERIFY(w.answer([&](model::ClusterSnapshot &s) { five(s, model::GroupState::CompletingRebalance); }));
        QTRY_COMPARE(w.text("Members", QStringLiteral("m4"), "assignment"), QStringLiteral("none yet: the group rebalances"));
        QVERIFY(!w.fact(QStringLiteral("Members")).sub.contains(QStringLiteral("without")));
    }

    void partitionsWithoutAMemberAreSeen()
    {
        PageWindow w;
        QVERIFY(w.open());
        QVERIFY(w.answer([](model::ClusterSnapshot &s) {
            model::Group &group = PageWindow::group(s, "billing");
            group.partitions[4].memberId.clear();
            group.partitions[4].metadata = QStringLiteral("v7");
            group.members[0].assignment.removeAll({QStringLiteral("orders"), 4});
        }));
        w.go(group("billing"));
        QTRY_COMPARE(w.text("Lag by partition", QStringLiteral("orders/4"), "state"), QStringLiteral("No member"));
        QCOMPARE(w.cell("Lag by partition", QStringLiteral("orders/4"), "state")->state, State::Warn);
        QCOMPARE(w.text("Lag by partition", QStringLiteral("orders/3"), "state"), QStringLiteral("Normal"));
        QCOMPARE(w.text("Lag by partition", QStringLiteral("orders/4"), "metadata"), QStringLiteral("v7"));
        QVERIFY(w.table("Lag by partition")->isColumnHidden(w.table("Lag by partition")->tableModel()->columnById(QStringLiteral("metadata"))));
        QCOMPARE(w.fact(QStringLiteral("Members")).sub, QStringLiteral("1 partition without a member"));
        w.go(at("overview"));
        QTRY_VERIFY(attention(w, QStringLiteral("billing")).contains(QStringLiteral("1 partition with unread records has no member")));
    }

    void overviewTellsGroupsByStateAndTheWorstLag()
    {
        PageWindow w;
        QVERIFY(w.open());
        w.go(at("overview"));
        QTRY_COMPARE(w.fact(QStringLiteral("Consumer groups")).value, QStringLiteral("8"));
        QVERIFY(w.fact(QStringLiteral("Consumer groups")).sub.startsWith(QStringLiteral("5 ")));
        QCOMPARE(w.fact(QStringLiteral("Worst lag")).sub, QStringLiteral("analytics"));
        click(w, QStringLiteral("Worst lag"));
        QTRY_COMPARE(w.page()->place().group, QStringLiteral("analytics"));
        w.go(at("overview"));
        // What nobody could read is no zero.
        QVERIFY(w.answer([](model::ClusterSnapshot &s) {
            for (model::Group &group : s.groups) {
                for (model::PartitionLag &lag : group.partitions) {
                    lag.logEnd.reset();
                    model::judge(lag);
                }
            }
        }));
        QTRY_COMPARE(w.fact(QStringLiteral("Total lag")).value, QStringLiteral("unknown"));
        QVERIFY(w.fact(QStringLiteral("Total lag")).quiet);
        QCOMPARE(w.fact(QStringLiteral("Worst lag")).value, QStringLiteral("unknown"));
    }

    void overviewLeadsToWhatLacksReplicas()
    {
        PageWindow w;
        QVERIFY(w.open());
        QVERIFY(w.answer([](model::ClusterSnapshot &s) {
            for (const char *name : {"orders", "clicks", "prices", "payments", "carts"}) // four lack one, one is below its min ISR
                PageWindow::topic(s, name).partitions[0].isr.resize(name == QByteArray("carts") ? 1 : 2);
        }));
        w.go(at("overview"));
        QTRY_COMPARE(w.fact(QStringLiteral("Partitions")).sub, QStringLiteral("5 under-replicated"));
        QTRY_VERIFY(attention(w, QStringLiteral("carts")).startsWith(QStringLiteral("1 partition below min ISR")));
        QVERIFY(attention(w, QStringLiteral("orders")).startsWith(QStringLiteral("1 partition at min ISR"))); // of 2
        click(w, QStringLiteral("Partitions"));
        QTRY_COMPARE(w.page()->place().page, QStringLiteral("topics"));
        QCOMPARE(w.table("Topics")->tableModel()->rowCount(), 5);
    }

    void manyTopicsThatLackAReplicaAreOneItem()
    {
        PageWindow w;
        QVERIFY(w.open());
        for (const char *name : {"orders", "clicks", "prices", "payments"})
            w.session().topicSettings[QLatin1String(name)].insert(QStringLiteral("min.insync.replicas"), QStringLiteral("1"));
        w.go(at("overview"));
        w.feed()->expireSettings();
        QVERIFY(w.answer([](model::ClusterSnapshot &s) {
            for (const char *name : {"orders", "clicks", "prices", "payments"})
                PageWindow::topic(s, name).partitions[0].isr.resize(2);
        }));
        QTRY_COMPARE(attention(w, QStringLiteral("4 topics")), QStringLiteral("4 partitions lack a replica|Show topics"));
        QCOMPARE(attention(w, QStringLiteral("orders")), QString());
    }

    void freeSpaceIsNotCountedThreeTimes()
    {
        for (const std::size_t profile : {std::size_t(1), std::size_t(0)}) {
            PageWindow w;
            QVERIFY(w.open(profile));
            QVERIFY(w.answer([](model::ClusterSnapshot &s) { s.brokers[1].diskFree = qint64(20) << 30; }));
            w.go(at("overview"));
            // A sandbox has one volume; of a cluster the fullest broker is named.
            QTRY_COMPARE(w.fact(QStringLiteral("Disk")).sub, profile == 1 ? QStringLiteral("20.0 GiB free") : QStringLiteral("least free 20.0 GiB"));
        }
    }

    void aBrokerIsFollowed()
    {
        PageWindow w;
        QVERIFY(w.open());
        w.go(broker(3));
        QTRY_COMPARE(w.page()->state(), PageState::Ready);
        const auto pill = [&] { return w.page()->findChild<Pill *>()->word(); };
        QTRY_COMPARE(pill(), QStringLiteral("Running"));
        QCOMPARE(w.fact(QStringLiteral("Replicas")).sub, QStringLiteral("100 % of an even share"));
        QVERIFY(w.answer([](model::ClusterSnapshot &s) {
            s.brokers[2].alive = false;
            s.brokers[2].leaders = s.brokers[2].inSyncReplicas = 0;
            s.brokers[0].replicas *= 2;
        }));
        QTRY_COMPARE(pill(), QStringLiteral("Down"));
        QVERIFY(w.banners().contains(QStringLiteral("Broker 3 is down.")));
        QCOMPARE(w.fact(QStringLiteral("In sync")).sub, QStringLiteral("179 replicas missing"));
        QCOMPARE(w.fact(QStringLiteral("Replicas")).sub, QStringLiteral("75 % of an even share"));
        QVERIFY(w.answer([](model::ClusterSnapshot &s) { s.brokers[2].alive = true; }));
        QTRY_COMPARE(pill(), QStringLiteral("Running"));
        QTRY_COMPARE(w.banners(), QString());
    }

    void theLastNumberIsNotFlungToTheEdge()
    {
        PageWindow w;
        QVERIFY(w.open());
        w.go(at("brokers"));
        QTRY_COMPARE(w.table("Brokers")->tableModel()->rowCount(), 3);
        const TableView *const view = w.table("Brokers");
        const int last = view->tableModel()->columnById(QStringLiteral("written"));
        QTRY_VERIFY(view->columnWidth(last) > 0 && view->columnWidth(last) < 160);
        QCOMPARE(w.text("Brokers", QStringLiteral("1"), "replicashare"), QStringLiteral("100 %"));
        QVERIFY(w.answer([](model::ClusterSnapshot &s) { s.brokers[0].leaders = 0; }));
        QTRY_COMPARE(w.text("Brokers", QStringLiteral("1"), "skew"), QStringLiteral("0 %")); // a number, not nothing
    }

    void theSpanOfTheChartsIsChosenOnceForAllPages()
    {
        PageWindow w;
        w.t.settings.values.insert(QStringLiteral("charts/spanMs"), qint64(6 * 3600'000));
        QVERIFY(w.open());
        w.go(group("billing"));
        auto *const onGroup = w.page()->findChild<SpanButton *>();
        QCOMPARE(onGroup->spanMs(), qint64(6 * 3600'000));
        auto *const chart = w.page()->findChild<TimeChart *>();
        const qint64 now = w.feed()->snapshot()->takenAtMs;
        QVERIFY(w.answer([now](model::ClusterSnapshot &s) { s.takenAtMs = now + 40 * 60'000; }));
        QVERIFY(w.answer([now](model::ClusterSnapshot &s) { s.takenAtMs = now + 41 * 60'000; }));
        const QString first = format::timestamp(now, false);
        QTRY_VERIFY2(chart->asTable().contains(first), qPrintable(chart->asTable()));
        w.go(at("overview"));
        auto *const onOverview = w.page()->findChild<SpanButton *>();
        for (QAction *action : onOverview->menu()->actions()) {
            if (action->data().toLongLong() == 15 * 60'000)
                action->trigger();
        }
        QCOMPARE(onGroup->spanMs(), qint64(15 * 60'000));
        QTRY_VERIFY2(!chart->asTable().contains(first), qPrintable(chart->asTable())); // farther back than that
        QCOMPARE(w.t.settings.values.value(QStringLiteral("charts/spanMs")).toLongLong(), qint64(15 * 60'000));
    }
};

QTEST_MAIN(TestWatchPages)
#include "tst_watch_pages.moc"
