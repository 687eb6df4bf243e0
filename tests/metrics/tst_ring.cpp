// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/ring.h"

#include <QtTest/QTest>

#include <cmath>
#include <limits>

using namespace weir::metrics;

class TestRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEverySampleOfTheLastWhile()
    {
        Ring ring;
        for (int i = 0; i < 100; ++i)
            ring.append({i * 5000, static_cast<double>(i % 7)});
        const auto points = ring.points(0, 1'000'000, 1000);
        QCOMPARE(points.size(), std::size_t(100));
        QCOMPARE(points.front().atMs, qint64(0));
        QCOMPARE(ring.last()->atMs, qint64(495'000));
    }

    void aDayIsBoundedAndReachesBackByMeans()
    {
        Ring ring;
        const qint64 day = 24 * 3600'000LL;
        for (qint64 at = 0; at < day; at += 5000)
            ring.append({at, static_cast<double>((at / 5000) % 12)}); // a minute's mean is 5.5
        const auto points = ring.points(0, day, 100'000);
        QVERIFY(points.front().atMs < 3600'000);
        QCOMPARE(points.front().value, 5.5);
        for (std::size_t i = 1; i < points.size(); ++i)
            QVERIFY(points[i].atMs > points[i - 1].atMs);
        QVERIFY(ring.bytes() < 64 * 1024);
    }

    void aLevelLineCostsTwoPoints()
    {
        Ring ring;
        for (int i = 0; i < 500; ++i)
            ring.append({i * 1000, 3.0});
        const auto points = ring.points(0, 1'000'000, 1000);
        QCOMPARE(points.size(), std::size_t(2));
        QCOMPARE(points.back().atMs, qint64(499'000));
    }

    void timeDoesNotGoBack()
    {
        Ring ring;
        ring.append({1000, 1});
        ring.append({500, 2});
        QCOMPARE(ring.points(0, 2000, 10).size(), std::size_t(1));
    }

    void thinningKeepsPeaksAndGaps()
    {
        std::vector<Point> points;
        for (int i = 0; i < 10'000; ++i)
            points.push_back({i, i == 4321 ? 1000.0 : i % 2 * 1.0});
        points[7000].value = std::numeric_limits<double>::quiet_NaN();
        const auto thin = decimate(points, 200);
        QVERIFY(thin.size() <= 210);
        QVERIFY(std::any_of(thin.begin(), thin.end(), [](const Point &p) { return p.value == 1000.0; }));
        QVERIFY(std::any_of(thin.begin(), thin.end(), [](const Point &p) { return std::isnan(p.value); }));
        QCOMPARE(thin.back().atMs, qint64(9999));
    }
};

QTEST_APPLESS_MAIN(TestRing)
#include "tst_ring.moc"
