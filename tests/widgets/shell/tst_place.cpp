// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/place.h"

#include <QTest>

using weir::widgets::Place;

class TestPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linksComeBackWhole_data()
    {
        QTest::addColumn<Place>("place");
        Place plain{QStringLiteral("overview")};
        QTest::newRow("plain") << plain;
        Place full{QStringLiteral("topic")};
        full.topic = QStringLiteral("orders");
        full.partition = 3;
        full.offset = 9'007'199'254'740'993;
        full.timestampMs = 1'764'000'000'123;
        full.group = QStringLiteral("billing");
        full.broker = 2;
        full.tab = QStringLiteral("records");
        full.filter = QStringLiteral("value.total > 500 and value.note like '%50% & more=yes#'");
        full.more.insert(QStringLiteral("start"), QStringLiteral("oldest"));
        QTest::newRow("full") << full;
        Place odd{QStringLiteral("topic")};
        odd.topic = QStringLiteral("a&b=c d+e%20f;김치/..?");
        QTest::newRow("odd names") << odd;
        Place negative{QStringLiteral("group")};
        negative.partition = -1;
        negative.offset = std::numeric_limits<qint64>::min();
        QTest::newRow("limits") << negative;
    }
    void linksComeBackWhole()
    {
        QFETCH(Place, place);
        QString cluster;
        const auto back = Place::fromLink(place.toLink(QStringLiteral("shop & co")), &cluster);
        QVERIFY(back);
        QVERIFY(*back == place);
        QCOMPARE(cluster, QStringLiteral("shop & co"));
    }

    void refusesWhatIsNoLink_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("word") << QStringLiteral("orders");
        QTest::newRow("other scheme") << QStringLiteral("https://example.org/topic");
        QTest::newRow("no page") << QStringLiteral("weir:");
        QTest::newRow("prefix of the palette") << QStringLiteral("t:orders");
    }
    void refusesWhatIsNoLink()
    {
        QFETCH(QString, text);
        QVERIFY(!Place::fromLink(text));
    }

    void ignoresNumbersThatAreNone()
    {
        const auto place = Place::fromLink(QStringLiteral("weir:topic?topic=a&partition=99999999999&offset=x"));
        QVERIFY(place);
        QVERIFY(!place->partition);
        QVERIFY(!place->offset);
    }

    void knowsTheSameObject()
    {
        Place a{QStringLiteral("topic")};
        a.topic = QStringLiteral("orders");
        Place b = a;
        b.tab = QStringLiteral("config");
        b.offset = 5;
        QVERIFY(a.sameObject(b));
        b.topic = QStringLiteral("clicks");
        QVERIFY(!a.sameObject(b));
    }
};

QTEST_APPLESS_MAIN(TestPlace)
#include "tst_place.moc"
