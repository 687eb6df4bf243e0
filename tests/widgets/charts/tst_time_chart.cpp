// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/time_chart.h"
#include "widgets/parts/format.h"

#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

using namespace weir::widgets;

namespace {

constexpr qint64 kStart = 1'795'248'000'000; // 2026-11-21 08:00 UTC

ChartSeries series(const QString &id, std::initializer_list<double> values)
{
    ChartSeries s{id, id, {}};
    qint64 time = kStart;
    for (const double v : values) {
        s.points.push_back({time, v});
        time += 5000;
    }
    return s;
}

QString legendOf(const TimeChart &chart)
{
    for (const QWidget *child : chart.findChildren<QWidget *>())
        if (QLatin1String(child->metaObject()->className()).endsWith(QLatin1String("ChartLegend")))
            return child->accessibleName();
    return {};
}

} // namespace

class TestTimeChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        LookController::instance().setThemeChoice(ThemeChoice::Light);
        LookController::instance().install();
    }

    void theLegendTellsTheLastValueWithoutCrosshair()
    {
        TimeChart chart;
        chart.setSeries({series(QStringLiteral("clicks"), {1, 2, 3})});
        QCOMPARE(legendOf(chart), QStringLiteral("clicks: 3"));
    }

    void theCrosshairIsSharedAndTellsItsValues()
    {
        ChartCursor cursor;
        TimeChart a;
        TimeChart b;
        a.setSharedCursor(&cursor);
        b.setSharedCursor(&cursor);
        a.setSeries({series(QStringLiteral("in"), {1, 20, 3})});
        b.setSeries({series(QStringLiteral("out"), {4, 50, 6})});
        QSignalSpy spy(&a, &TimeChart::cursorTimeChanged);
        cursor.setTime(kStart + 5000);
        QCOMPARE(legendOf(a), QStringLiteral("in: 20"));
        QCOMPARE(legendOf(b), QStringLiteral("out: 50"));
        QCOMPARE(spy.last().first().toString(), format::clock(kStart + 5000));
        cursor.setTime({});
        QCOMPARE(legendOf(a), QStringLiteral("in: 3"));
        QCOMPARE(spy.last().first().toString(), QString());
    }

    void aGapIsUnknownAndNeverZero()
    {
        ChartCursor cursor;
        TimeChart chart;
        chart.setSharedCursor(&cursor);
        chart.setSeries({series(QStringLiteral("lag"), {1, std::numeric_limits<double>::quiet_NaN(), 3})});
        cursor.setTime(kStart + 5000);
        QCOMPARE(legendOf(chart), QStringLiteral("lag: unknown"));
        QVERIFY(chart.asTable().contains(QLatin1String("\t\n")));
    }

    void moreThanEightSeriesAreSummedAsOther()
    {
        std::vector<ChartSeries> many;
        for (int i = 0; i < 10; ++i)
            many.push_back(series(QStringLiteral("t%1").arg(i), {double(i), double(i)}));
        TimeChart chart;
        chart.setSeries(many);
        // t9 .. t3 stay; t2 + t1 + t0 = 3.
        const QString legend = legendOf(chart);
        QVERIFY2(legend.startsWith(QLatin1String("t9: 9, t8: 8")), qPrintable(legend));
        QVERIFY2(legend.endsWith(QLatin1String("t3: 3, other: 3")), qPrintable(legend));
    }

    void appendKeepsWhatIsYoungEnough()
    {
        TimeChart chart;
        chart.setSeries({series(QStringLiteral("x"), {1, 2, 3})});
        ChartSeries more{QStringLiteral("x"), QStringLiteral("x"), {{kStart + 15000, 4}, {kStart + 10000, 99}}};
        chart.append({more}, kStart + 5000);
        const QStringList lines = chart.asTable().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 4); // head, 2, 3, 4; a late point is not written over a newer one
        QVERIFY(lines.last().endsWith(QLatin1String("\t4")));
    }

    void keysMoveTheCrosshair()
    {
        ChartCursor cursor;
        TimeChart chart;
        chart.setSharedCursor(&cursor);
        chart.setSeries({series(QStringLiteral("x"), {1, 2, 3})});
        chart.show();
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(*cursor.time(), kStart + 10000);
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(*cursor.time(), kStart + 5000);
        QTest::keyClick(&chart, Qt::Key_Home);
        QCOMPARE(*cursor.time(), kStart);
        QTest::keyClick(&chart, Qt::Key_Escape);
        QVERIFY(!cursor.time());
    }

    void itPaintsInBothThemes()
    {
        TimeChart chart;
        chart.resize(500, 300);
        chart.setSeries({series(QStringLiteral("x"), {0, 0, 0}), series(QStringLiteral("y"), {5, 6, 2})});
        chart.setBands({{kStart, kStart + 5000, State::Paused, {}}});
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        const QImage light = chart.grab().toImage();
        LookController::instance().setThemeChoice(ThemeChoice::Dark);
        QTRY_VERIFY(chart.grab().toImage().pixelColor(250, 60).lightness() < 128);
        QVERIFY(light.pixelColor(250, 60).lightness() > 128);
        LookController::instance().setThemeChoice(ThemeChoice::Light);
    }
};

QTEST_MAIN(TestTimeChart)
#include "tst_time_chart.moc"
