// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/format.h"

#include <QTest>
#include <QTimeZone>

#include <limits>

using namespace weir::widgets;

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        format::setLanguage(Language::English);
        TimeDisplay::instance().setZone(TimeDisplay::Zone::Utc);
    }

    void counts()
    {
        QCOMPARE(format::count(0), QStringLiteral("0"));
        QCOMPARE(format::count(184220), QStringLiteral("184,220"));
        QCOMPARE(format::count(-1538), QStringLiteral("\u22121,538"));
        QCOMPARE(format::count(std::numeric_limits<qint64>::min()), QStringLiteral("\u22129,223,372,036,854,775,808"));
        QCOMPARE(format::plain(-1538), QStringLiteral("-1538"));
        QCOMPARE(format::count(std::optional<qint64>()), QStringLiteral("unknown"));
    }

    void shortCounts_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("korean");
        QTest::newRow("0") << 0.0 << "0" << "0";
        QTest::newRow("3000") << 3000.0 << "3,000" << "3,000";
        QTest::newRow("200k") << 200000.0 << "200 k" << QStringLiteral("20만");
        QTest::newRow("184k") << 184220.0 << "184 k" << QStringLiteral("18만");
        QTest::newRow("1.2M") << 1200000.0 << "1.2 M" << QStringLiteral("120만");
        QTest::newRow("100M") << 1e8 << "100 M" << QStringLiteral("1억");
        QTest::newRow("2.5") << 2.5 << "2.5" << "2.5";
    }

    void shortCounts()
    {
        QFETCH(double, value);
        QFETCH(QString, english);
        QFETCH(QString, korean);
        QCOMPARE(format::shortCount(value), english);
        format::setLanguage(Language::Korean);
        QCOMPARE(format::shortCount(value), korean);
    }

    void bytes_data()
    {
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QString>("shown");
        QTest::newRow("none") << qint64(0) << "0 B";
        QTest::newRow("62") << qint64(62) << "62 B";
        QTest::newRow("1023") << qint64(1023) << "1,023 B";
        QTest::newRow("KiB") << qint64(1024) << "1.0 KiB";
        QTest::newRow("164 MiB") << qint64(164) * 1048576 << "164 MiB";
        QTest::newRow("3.4 MiB") << qint64(3565158) << "3.4 MiB";
        QTest::newRow("18.4 GiB") << qint64(19756849562) << "18.4 GiB";
        QTest::newRow("just under") << qint64(1048575) << "1.0 MiB";
        QTest::newRow("three digits at most") << qint64(1047000) << "1.0 MiB";
    }

    void bytes()
    {
        QFETCH(qint64, value);
        QFETCH(QString, shown);
        QCOMPARE(format::bytes(value), shown);
    }

    void rates()
    {
        QCOMPARE(format::rate(2410), QStringLiteral("2,410 /s"));
        QCOMPARE(format::rate(0), QStringLiteral("0.0 /s"));
        QCOMPARE(format::byteRate(3565158), QStringLiteral("3.4 MiB/s"));
        QCOMPARE(format::rate(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("unknown"));
        format::setLanguage(Language::Korean);
        QCOMPARE(format::rate(2410), QStringLiteral("2,410 /초"));
    }

    void percents()
    {
        QCOMPARE(format::percent(0.38), QStringLiteral("38 %"));
        QCOMPARE(format::percent(0.031), QStringLiteral("3.1 %"));
        QCOMPARE(format::percent(0.02), QStringLiteral("2 %"));
        QCOMPARE(format::percent(0), QStringLiteral("0 %"));
        QCOMPARE(format::percent(1), QStringLiteral("100 %"));
        QCOMPARE(format::percent(0.99999), QStringLiteral("99.9 %"));
        QCOMPARE(format::percent(0.00001), QStringLiteral("0.1 %"));
        format::setLanguage(Language::Korean);
        QCOMPARE(format::percent(0.38), QStringLiteral("38%"));
    }

    void spans_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("korean");
        QTest::newRow("0") << qint64(0) << "0 s" << QStringLiteral("0초");
        QTest::newRow("3 ms") << qint64(3) << "3 ms" << QStringLiteral("3밀리초");
        QTest::newRow("0.2") << qint64(204) << "0.2 s" << QStringLiteral("0.2초");
        QTest::newRow("5") << qint64(5000) << "5 s" << QStringLiteral("5초");
        QTest::newRow("18") << qint64(18400) << "18 s" << QStringLiteral("18초");
        QTest::newRow("3:42") << qint64(222000) << "3 min 42 s" << QStringLiteral("3분 42초");
        QTest::newRow("33 min") << qint64(1980000) << "33 min" << QStringLiteral("33분");
        QTest::newRow("6 d 4 h") << qint64(6) * 86400000 + 4 * 3600000 + 59 * 60000 << "6 d 4 h" << QStringLiteral("6일 4시간");
        QTest::newRow("1 h 0 min 5 s") << qint64(3605000) << "1 h" << QStringLiteral("1시간");
        QTest::newRow("back") << qint64(-18000) << QStringLiteral("\u221218 s") << QStringLiteral("\u221218초");
    }

    void spans()
    {
        QFETCH(qint64, ms);
        QFETCH(QString, english);
        QFETCH(QString, korean);
        QCOMPARE(format::span(ms), english);
        format::setLanguage(Language::Korean);
        QCOMPARE(format::span(ms), korean);
    }

    void times()
    {
        const qint64 time = 1'795'248'494'482; // 2026-11-21 08:08:14.482 UTC
        QCOMPARE(format::timestamp(time), QStringLiteral("2026-11-21 08:08:14.482"));
        QCOMPARE(format::timeOfDay(time, time - 3600000), QStringLiteral("08:08:14.482"));
        QCOMPARE(format::timeOfDay(time, time - 86400000, false), QStringLiteral("2026-11-21 08:08:14"));
        QCOMPARE(format::clock(time, false), QStringLiteral("08:08"));
        QCOMPARE(TimeDisplay::instance().zoneName(), QStringLiteral("UTC"));
        TimeDisplay::instance().setZone(TimeDisplay::Zone::Local);
        QCOMPARE(format::timestamp(time), QDateTime::fromMSecsSinceEpoch(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")));
    }

    void words()
    {
        QCOMPARE(format::age(2900), QStringLiteral("2 s old"));
        QCOMPARE(format::estimate(QStringLiteral("41,200")), QStringLiteral("\u2248 41,200"));
        QCOMPARE(format::none(), QStringLiteral("none"));
        format::setLanguage(Language::Korean);
        QCOMPARE(format::age(2900), QStringLiteral("2초 전"));
        QCOMPARE(format::unknown(), QStringLiteral("알 수 없음"));
        QCOMPARE(format::exactBytes(1), QStringLiteral("1바이트"));
    }

    void splitting()
    {
        QCOMPARE(format::split(QStringLiteral("3.4 MiB")).first, QStringLiteral("3.4"));
        QCOMPARE(format::split(QStringLiteral("3.4 MiB")).second, QStringLiteral("MiB"));
        QCOMPARE(format::split(QStringLiteral("17")).second, QString());
        for (const QString &whole : {QStringLiteral("알 수 없음"), QStringLiteral("3 min 42 s"), QStringLiteral("\u2248 41,200"), QStringLiteral("없음")}) {
            QCOMPARE(format::split(whole).first, whole);
            QCOMPARE(format::split(whole).second, QString());
        }
    }
};

QTEST_MAIN(TestFormat)
#include "tst_format.moc"
