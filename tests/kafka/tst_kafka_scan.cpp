// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/batch_scan.h"
#include "backend/kafka/time_merge.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace weir;
using namespace weir::kafka;

namespace {

struct Given {
    std::int64_t offset;
    std::int64_t timestamp;
    std::string value;
    std::string key = {};
};

base::Bytes batchOf(const std::vector<Given> &records, wire::RecordBatchBuilder::Options options = {})
{
    options.baseOffset = records.front().offset;
    wire::RecordBatchBuilder builder(options);
    for (const Given &given : records) {
        wire::RecordInput input;
        input.timestamp = given.timestamp;
        input.value = base::viewOf(given.value);
        if (!given.key.empty())
            input.key = base::viewOf(given.key);
        builder.addAt(given.offset, input);
    }
    return *builder.finish();
}

/// The end marker of a transaction, as a coordinator writes it.
base::Bytes markerOf(std::int64_t offset, std::int64_t producer, std::int16_t type)
{
    wire::RecordBatchBuilder::Options options;
    options.baseOffset = offset;
    options.producerId = producer;
    options.producerEpoch = 0;
    options.transactional = true;
    options.control = true;
    wire::RecordBatchBuilder builder(options);
    const base::Bytes key{0, 0, static_cast<std::uint8_t>(type >> 8), static_cast<std::uint8_t>(type)};
    const base::Bytes value(6);
    wire::RecordInput input;
    input.timestamp = 1;
    input.key = key;
    input.value = value;
    builder.add(input);
    return *builder.finish();
}

base::Bytes joined(std::initializer_list<base::Bytes> parts)
{
    base::Bytes all;
    for (const base::Bytes &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

ScanResult scan(const ScanQuery &query, const base::Bytes &bytes, std::int64_t from, std::int64_t until,
                std::vector<wire::FetchResponse::AbortedTransaction> aborted = {})
{
    BatchScan scanner(query, 3);
    wire::FetchResponse::PartitionData data;
    data.abortedTransactions = std::move(aborted);
    ScanResult result;
    if (auto status = scanner.scan(data, bytes, from, until, result); !status)
        qFatal("%s", base::describe(status.error()).c_str());
    return result;
}

QList<qint64> offsetsOf(const std::vector<model::Record> &records)
{
    QList<qint64> offsets;
    for (const model::Record &record : records)
        offsets.append(record.offset);
    return offsets;
}

model::Record record(qint32 partition, qint64 offset, qint64 time)
{
    model::Record result;
    result.partition = partition;
    result.offset = offset;
    result.timestampMs = time;
    return result;
}

} // namespace

class TestKafkaScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filterAgreesWithTheSimpleWay();
    void filterEdges();
    void rangeWithinBatches();
    void nextOffsetOfCutAnswers();
    void filterInEveryCodec_data();
    void filterInEveryCodec();
    void filterLooksAtPartsAlone();
    void untilTimestamp();
    void countsWithoutRecords();
    void recordsAreWhole();
    void transactions();
    void damagedBatchIsAnError();
    void mergeWaitsForTheSlowest();
    void mergeKeepsOffsetsInOrder();
    void mergeLimits();
};

void TestKafkaScan::filterAgreesWithTheSimpleWay()
{
    std::mt19937 random(11);
    for (int round = 0; round < 3000; ++round) {
        std::string hay(random() % 90, ' ');
        for (char &c : hay)
            c = "abAB.\xC3"[random() % 6];
        std::string needle(1 + random() % 4, ' ');
        for (char &c : needle)
            c = "abAB.\xC3"[random() % 6];
        const auto lower = [](std::string text) {
            std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
            return text;
        };
        const bool expected = lower(hay).find(lower(needle)) != std::string::npos;
        QCOMPARE(ByteFilter(needle).foundIn(base::viewOf(hay)), expected);
    }
}

void TestKafkaScan::filterEdges()
{
    QVERIFY(ByteFilter("").foundIn({}));
    QVERIFY(!ByteFilter("a").foundIn({}));
    QVERIFY(ByteFilter("A").foundIn(base::viewOf("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxa")));
    QVERIFY(ByteFilter("hello").foundIn(base::viewOf("HeLLo")));
    QVERIFY(!ByteFilter("hello!").foundIn(base::viewOf("hello")));
    QVERIFY(ByteFilter("\xEC\xA3\xBC\xEB\xAC\xB8").foundIn(base::viewOf("abc \xEC\xA3\xBC\xEB\xAC\xB8 def")));
}

void TestKafkaScan::rangeWithinBatches()
{
    const auto bytes = joined({batchOf({{10, 1, "a"}, {11, 2, "b"}, {12, 3, "c"}}), batchOf({{13, 4, "d"}, {15, 5, "e"}})});
    ScanQuery query;
    QCOMPARE(offsetsOf(scan(query, bytes, 11, 15).hits), (QList<qint64>{11, 12, 13}));
    QCOMPARE(offsetsOf(scan(query, bytes, 0, 100).hits), (QList<qint64>{10, 11, 12, 13, 15}));
    QCOMPARE(scan(query, bytes, 13, 100).records, 2);
    QCOMPARE(BatchScan::nextOffset(bytes, 10), 16);
}

void TestKafkaScan::nextOffsetOfCutAnswers()
{
    const auto first = batchOf({{0, 1, "a"}});
    auto bytes = joined({first, batchOf({{1, 1, std::string(500, 'x')}})});
    bytes.resize(bytes.size() - 100);
    QCOMPARE(BatchScan::nextOffset(bytes, 0), 1);
    bytes.resize(first.size() - 1);
    QCOMPARE(BatchScan::nextOffset(bytes, 0), 0);
    QCOMPARE(BatchScan::nextOffset({}, 7), 7);
}

void TestKafkaScan::filterInEveryCodec_data()
{
    QTest::addColumn<int>("codec");
    for (const int codec : {0, 1, 2, 3, 4})
        QTest::newRow(wire::toString(static_cast<wire::Compression>(codec)).data()) << codec;
}

void TestKafkaScan::filterInEveryCodec()
{
    QFETCH(int, codec);
    wire::RecordBatchBuilder::Options options;
    options.compression = static_cast<wire::Compression>(codec);
    const auto bytes = joined({batchOf({{0, 1, "order 17"}, {1, 2, "Order 18 PAID"}}, options), batchOf({{2, 3, "nothing here"}}, options)});
    ScanQuery query;
    query.filter = ByteFilter("order 18");
    const auto result = scan(query, bytes, 0, 100);
    QCOMPARE(offsetsOf(result.hits), (QList<qint64>{1}));
    QCOMPARE(result.records, 3);
    QCOMPARE(result.bytes, qint64(bytes.size()));
}

void TestKafkaScan::filterLooksAtPartsAlone()
{
    // "ab" lies across the end of a key and the start of a value only: no hit, though the batch holds the bytes.
    wire::RecordBatchBuilder builder;
    const std::string key = "xa";
    const std::string value = "bx";
    const std::string header = "trace";
    const std::vector<wire::RecordHeaderView> headers{{header, base::viewOf("QQ")}};
    wire::RecordInput input;
    input.timestamp = 1;
    input.key = base::viewOf(key);
    input.value = base::viewOf(value);
    input.headers = headers;
    builder.add(input);
    const auto bytes = *builder.finish();
    const auto hits = [&](const char *text) {
        ScanQuery query;
        query.filter = ByteFilter(text);
        return scan(query, bytes, 0, 10).hits.size();
    };
    QCOMPARE(hits("ab"), std::size_t(0));
    QCOMPARE(hits("XA"), std::size_t(1));
    QCOMPARE(hits("bx"), std::size_t(1));
    QCOMPARE(hits("Trace"), std::size_t(1));
    QCOMPARE(hits("qq"), std::size_t(1));
    QCOMPARE(hits("traceq"), std::size_t(0));
}

void TestKafkaScan::untilTimestamp()
{
    const auto bytes = batchOf({{0, 100, "a"}, {1, 300, "b"}, {2, 200, "c"}});
    ScanQuery query;
    query.untilTimestampMs = 300;
    QCOMPARE(offsetsOf(scan(query, bytes, 0, 10).hits), (QList<qint64>{0, 2}));
}

void TestKafkaScan::countsWithoutRecords()
{
    const auto bytes = joined({batchOf({{0, 1, "a"}, {1, 1, "b"}}), batchOf({{2, 1, "c"}})});
    ScanQuery query;
    query.countOnly = true;
    const auto all = scan(query, bytes, 0, 10);
    QCOMPARE(all.hitCount, 3);
    QVERIFY(all.hits.empty());
    QCOMPARE(scan(query, bytes, 1, 2).hitCount, 1);
    query.filter = ByteFilter("B");
    QCOMPARE(scan(query, bytes, 0, 10).hitCount, 1);
}

void TestKafkaScan::recordsAreWhole()
{
    wire::RecordBatchBuilder::Options options;
    options.baseOffset = 41;
    options.partitionLeaderEpoch = 5;
    wire::RecordBatchBuilder builder(options);
    const base::Bytes binary{0, 1, 255};
    const std::string name = "h";
    const std::vector<wire::RecordHeaderView> headers{{name, base::ByteView(binary)}, {name, std::nullopt}, {name, base::ByteView()}};
    wire::RecordInput input;
    input.timestamp = 1234;
    input.key = base::ByteView(); // empty, not null
    input.headers = headers;
    builder.add(input);
    ScanQuery query;
    query.topic = QStringLiteral("t");
    const auto found = scan(query, *builder.finish(), 0, 100).hits;
    QCOMPARE(found.size(), std::size_t(1));
    const model::Record &r = found.front();
    QCOMPARE(r.topic, QStringLiteral("t"));
    QCOMPARE(r.partition, 3);
    QCOMPARE(r.offset, 41);
    QCOMPARE(r.timestampMs, 1234);
    QCOMPARE(r.timestampType, model::Record::TimestampType::CreateTime);
    QCOMPARE(r.leaderEpoch, 5);
    QVERIFY(r.key && r.key->isEmpty());
    QVERIFY(!r.value);
    QCOMPARE(r.headers.size(), 3);
    QCOMPARE(*r.headers[0].value, QByteArray("\0\1\xff", 3));
    QVERIFY(!r.headers[1].value);
    QVERIFY(r.headers[2].value && r.headers[2].value->isEmpty());
}

void TestKafkaScan::transactions()
{
    wire::RecordBatchBuilder::Options options;
    options.transactional = true;
    options.producerId = 7;
    options.producerEpoch = 0;
    options.baseSequence = 0;
    const auto bytes = joined({batchOf({{0, 1, "aborted"}, {1, 1, "aborted"}}, options), batchOf({{2, 1, "plain"}}), markerOf(3, 7, 0),
                               batchOf({{4, 1, "committed"}}, options), markerOf(5, 7, 1)});
    const std::vector<wire::FetchResponse::AbortedTransaction> aborted{{7, 0}};
    ScanQuery query;
    QCOMPARE(offsetsOf(scan(query, bytes, 0, 100, aborted).hits), (QList<qint64>{0, 1, 2, 4}));
    query.readCommitted = true;
    QCOMPARE(offsetsOf(scan(query, bytes, 0, 100, aborted).hits), (QList<qint64>{2, 4}));
}

void TestKafkaScan::damagedBatchIsAnError()
{
    wire::RecordBatchBuilder::Options options;
    options.compression = wire::Compression::Gzip;
    auto bytes = batchOf({{0, 1, std::string(300, 'a')}}, options);
    bytes[wire::kBatchHeaderBytes] ^= 0xFF; // the magic of gzip
    ScanQuery query;
    BatchScan scanner(query, 0);
    wire::FetchResponse::PartitionData data;
    ScanResult result;
    QVERIFY(!scanner.scan(data, bytes, 0, 10, result).has_value());
}

void TestKafkaScan::mergeWaitsForTheSlowest()
{
    TimeMerge merge(2);
    merge.add(0, {record(0, 0, 10), record(0, 1, 30)}, 30);
    QVERIFY(merge.take().empty()); // nothing is known of the other yet
    merge.add(1, {}, 20);          // read, without a hit, up to 20
    QCOMPARE(offsetsOf(merge.take()), (QList<qint64>{0}));
    merge.add(1, {record(1, 9, 25)}, 40);
    QCOMPARE(offsetsOf(merge.take()), (QList<qint64>{9, 1}));
    merge.finish(1);
    merge.add(0, {record(0, 2, 99)}, 99);
    QCOMPARE(offsetsOf(merge.take()), (QList<qint64>{2}));
    QCOMPARE(merge.waitingBytes(), 0);
}

void TestKafkaScan::mergeKeepsOffsetsInOrder()
{
    std::vector<model::Record> records{record(0, 0, 50), record(0, 1, 10), record(1, 0, 20), record(1, 1, 60), record(0, 2, 55)};
    std::reverse(records.begin(), records.end());
    sortByTime(records);
    QList<qint64> zero;
    for (const auto &r : records) {
        if (r.partition == 0)
            zero.append(r.offset);
    }
    QCOMPARE(zero, (QList<qint64>{0, 1, 2}));
    QCOMPARE(records.front().partition, 1);
    QCOMPARE(records.back().timestampMs, 60);
}

void TestKafkaScan::mergeLimits()
{
    TimeMerge merge(1);
    merge.add(0, {record(0, 0, 1), record(0, 1, 2), record(0, 2, 3)}, 3);
    merge.finish(0);
    QCOMPARE(merge.take(2).size(), std::size_t(2));
    QCOMPARE(merge.take(2).size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(TestKafkaScan)
#include "tst_kafka_scan.moc"
