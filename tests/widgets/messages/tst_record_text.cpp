// SPDX-License-Identifier: GPL-3.0-or-later
// What copying and export write of a record, and what the fields of a place and time understand.
#include "widgets/pages/messages/record_text.h"
#include "widgets/pages/messages/scan_request.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>
#include <QtTest/QTest>

using namespace weir;
using namespace weir::widgets;

namespace {

model::Record sample()
{
    model::Record record;
    record.topic = QStringLiteral("orders");
    record.partition = 3;
    record.offset = 1042;
    record.timestampMs = 1'700'000'000'123;
    record.key = QByteArray("o-1");
    record.value = QByteArray("plain");
    return record;
}

QJsonObject parsed(const model::Record &record)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(recordJson(record), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("%s in %s", qPrintable(error.errorString()), recordJson(record).constData());
    return document.object();
}

qint64 utcMs(int year, int month, int day, int hour = 0, int minute = 0, int second = 0)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute, second), QTimeZone::utc()).toMSecsSinceEpoch();
}

} // namespace

class TestRecordText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonLine()
    {
        QCOMPARE(recordJson(sample()), QByteArray(R"({"topic":"orders","partition":3,"offset":1042,"timestamp":1700000000123,"key":"o-1","headers":[],"value":"plain"})"));
    }

    void jsonKeepsTheDigitsOfEmbeddedJson()
    {
        model::Record record = sample();
        record.value = QByteArray("{\"id\": 90071992547409931234567890,\n \"a\": 1.10}");
        QVERIFY(recordJson(record).endsWith("\"value\":{\"id\": 90071992547409931234567890,  \"a\": 1.10}}"));
    }

    void jsonOfWhatOnlyLooksLikeJson_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value : {"{", "{}}", "[1] [2]", "{\"a\":\"\n\"}", "{\"a\"", "[}", "{nonsense}", "{\"a\":01}", "[1,]"})
            QTest::newRow(value) << QByteArray(value);
    }
    void jsonOfWhatOnlyLooksLikeJson()
    {
        QFETCH(QByteArray, value);
        model::Record record = sample();
        record.value = value;
        // A line that no JSON reader takes would cost the whole file.
        QCOMPARE(parsed(record).value(QStringLiteral("value")).toString().toUtf8(), value);
    }

    void jsonOfNullEmptyAndBytes()
    {
        model::Record record = sample();
        record.key = std::nullopt;
        record.value = QByteArray("\xff\x00\x01", 3);
        record.headers = {{"n", std::nullopt}, {"e", QByteArray("")}, {"b", QByteArray("\xfe", 1)}, {"t", QByteArray("a\"\\\n\x01")}};
        const QJsonObject object = parsed(record);
        QVERIFY(object.value(QStringLiteral("key")).isNull());
        QCOMPARE(QByteArray::fromBase64(object.value(QStringLiteral("value")).toObject().value(QStringLiteral("base64")).toString().toLatin1()), *record.value);
        const QJsonArray headers = object.value(QStringLiteral("headers")).toArray();
        QCOMPARE(headers.size(), 4);
        QVERIFY(headers[0].toObject().value(QStringLiteral("value")).isNull());
        QCOMPARE(headers[1].toObject().value(QStringLiteral("value")).toString(QStringLiteral("?")), QString());
        QCOMPARE(headers[2].toObject().value(QStringLiteral("value")).toObject().value(QStringLiteral("base64")).toString(), QStringLiteral("/g=="));
        QCOMPARE(headers[3].toObject().value(QStringLiteral("value")).toString(), QStringLiteral("a\"\\\n\x01"));
        record.timestampMs = -1;
        QVERIFY(parsed(record).value(QStringLiteral("timestamp")).isNull());
    }

    void csvLine()
    {
        QCOMPARE(recordCsvHeader(), QByteArray("topic,partition,offset,timestamp,key,value,headers"));
        model::Record record = sample();
        QCOMPARE(recordCsv(record), QByteArray("orders,3,1042,2023-11-14T22:13:20.123Z,o-1,plain,"));
        record.key = QByteArray("a,\"b\"\r\nc");
        record.value = std::nullopt;
        record.headers = {{"h", QByteArray("1; 2")}, {"n", std::nullopt}};
        QCOMPARE(recordCsv(record), QByteArray("orders,3,1042,2023-11-14T22:13:20.123Z,\"a,\"\"b\"\"\r\nc\",,"
                                               "\"[{\"\"name\"\":\"\"h\"\",\"\"value\"\":\"\"1; 2\"\"},{\"\"name\"\":\"\"n\"\",\"\"value\"\":null}]\""));
        record.value = QByteArray("\xff", 1);
        record.timestampMs = -1;
        QVERIFY(recordCsv(record).startsWith("orders,3,1042,,"));
        QVERIFY(recordCsv(record).contains(",base64:/w==,"));
    }

    void csvTellsNullFromEmpty()
    {
        model::Record record = sample();
        record.value = QByteArray("");
        const QByteArray empty = recordCsv(record);
        record.value = std::nullopt;
        QVERIFY(empty != recordCsv(record));
    }

    void oneLineOfAnything()
    {
        QCOMPARE(oneLine("a\nb\tc"), QStringLiteral("a b c"));
        QCOMPARE(oneLine(QByteArray("\x00\xff", 2)), QStringLiteral("00 ff"));
        QCOMPARE(oneLine(QByteArray("주문").repeated(200), 10), QStringLiteral("주문주 …"));
    }

    void offsets_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("offset"); // -1: cannot be read
        QTest::newRow("plain") << "1042" << qint64(1042);
        QTest::newRow("grouped") << " 1,284,903 " << qint64(1284903);
        QTest::newRow("blanks") << "1 284 903" << qint64(1284903);
        QTest::newRow("negative") << "-1" << qint64(-1);
        QTest::newRow("words") << "12x" << qint64(-1);
        QTest::newRow("nothing") << "" << qint64(-1);
    }
    void offsets()
    {
        QFETCH(QString, text);
        QFETCH(qint64, offset);
        const auto read = parseStart(model::ReadStart::Kind::Offset, text, 0, true);
        QCOMPARE(read.value_or(-1), offset);
    }

    void times_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms"); // -1: cannot be read
        const qint64 now = utcMs(2026, 11, 21, 15, 0);
        QTest::newRow("15 min") << "15 min" << now - 15 * 60'000;
        QTest::newRow("2h") << "2h" << now - 2 * 3'600'000;
        QTest::newRow("minus") << "-30s" << now - 30'000;
        QTest::newRow("1 d") << "1 d" << now - 86'400'000;
        QTest::newRow("korean") << QStringLiteral("3시간") << now - 3 * 3'600'000;
        QTest::newRow("ms") << "1700000000123" << qint64(1700000000123);
        QTest::newRow("too small for ms") << "12" << qint64(-1);
        QTest::newRow("day") << "2026-11-20" << utcMs(2026, 11, 20);
        QTest::newRow("minute") << "2026-11-20 08:08" << utcMs(2026, 11, 20, 8, 8);
        QTest::newRow("second") << "2026-11-20T08:08:14" << utcMs(2026, 11, 20, 8, 8, 14);
        QTest::newRow("milliseconds") << "2026-11-20 08:08:14.250" << utcMs(2026, 11, 20, 8, 8, 14) + 250;
        QTest::newRow("iso with Z") << "2026-11-20T08:08:14Z" << utcMs(2026, 11, 20, 8, 8, 14);
        QTest::newRow("iso with offset") << "2026-11-20T08:08:14+09:00" << utcMs(2026, 11, 19, 23, 8, 14);
        QTest::newRow("today") << "08:08" << utcMs(2026, 11, 21, 8, 8);
        QTest::newRow("no such day") << "2026-02-30" << qint64(-1);
        QTest::newRow("words") << "yesterday" << qint64(-1);
        QTest::newRow("nothing") << "" << qint64(-1);
        QTest::newRow("too long a span") << "99999999999999999999 h" << qint64(-1);
    }
    void times()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto read = parseStart(model::ReadStart::Kind::Timestamp, text, utcMs(2026, 11, 21, 15, 0), true);
        QCOMPARE(read.value_or(-1), ms);
    }

    void localTime()
    {
        qputenv("TZ", "Asia/Seoul");
        tzset();
        const auto read = parseStart(model::ReadStart::Kind::Timestamp, QStringLiteral("2026-11-20 09:00"), 0, false);
        QCOMPARE(read.value_or(-1), utcMs(2026, 11, 20, 0, 0));
    }
};

QTEST_GUILESS_MAIN(TestRecordText)
#include "tst_record_text.moc"
