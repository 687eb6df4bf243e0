// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/crc32c.h"
#include "backend/base/kafka_error.h"
#include "backend/wire/record_batch.h"
#include "backend/wire/record_varint.h"

#include <QtTest/QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace weir;
using namespace weir::wire;
using base::Bytes;
using base::ByteView;
using base::KafkaError;
using base::viewOf;

namespace {

Bytes simpleBatch(int count = 3, Compression codec = Compression::None)
{
    RecordBatchBuilder::Options options;
    options.compression = codec;
    RecordBatchBuilder builder(options);
    for (int i = 0; i < count; ++i) {
        const std::string value = "value " + std::to_string(i);
        builder.add({1'000 + i, viewOf("key"), viewOf(value), {}});
    }
    return *builder.finish();
}

void fixCrc(Bytes &batch)
{
    base::writeBigEndian(batch.data() + kBatchCrcStart - 4, base::crc32c(ByteView{batch}.subspan(kBatchCrcStart)));
}

BatchRules produced()
{
    BatchRules rules;
    rules.nowMs = 2'000;
    return rules;
}

int codeOf(const base::Status &status)
{
    return status ? 0 : status.error().kafkaCode;
}
int codeOf(KafkaError code)
{
    return static_cast<int>(code);
}

} // namespace

class TestRecordBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Made by kafka-clients 4.3.1: MemoryRecordsBuilder with base offset 42, producer 1234 epoch 3 sequence 17,
    // transactional, leader epoch 9, three records.
    void batchesOfTheJavaClientAreRead_data()
    {
        QTest::addColumn<QByteArray>("batch");
        QTest::newRow("none") << QByteArray::fromHex(
            "000000000000002a0000007600000009023720a3dc0010000000020000018bcfe568000000018bcfe5680500000000000004"
            "d2000300000011000000036a000000066b657944612076616c75652c20612076616c75652c20612076616c75652c20612076"
            "616c756506026802780268010265000e00cf0f020100000c000a04000100");
        QTest::newRow("gzip") << QByteArray::fromHex(
            "000000000000002a000000730000000902f5e185d30011000000020000018bcfe568000000018bcfe5680500000000000004"
            "d2000300000011000000031f8b08000000000000ffcb62606060cb4ead744954284bcc294dd551c0c96063ca60aa60ca6064"
            "4a65e06338cfcfc4c8c0c0c3c0c5c2c0c8000050518ba845000000");
        QTest::newRow("snappy") << QByteArray::fromHex(
            "000000000000002a000000770000000902736a03280012000000020000018bcfe568000000018bcfe5680500000000000004"
            "d20003000000110000000382534e415050590000000001000000010000003245446a000000066b657944612076616c75652c"
            "206209006406026802780268010265000e00cf0f020100000c000a04000100");
        QTest::newRow("lz4") << QByteArray::fromHex(
            "000000000000002a000000730000000902c71495c60013000000020000018bcfe568000000018bcfe5680500000000000004"
            "d20003000000110000000304224d1860408233000000ff036a000000066b657944612076616c75652c20090006f00b060268"
            "02780268010265000e00cf0f020100000c000a0400010000000000");
        QTest::newRow("zstd") << QByteArray::fromHex(
            "000000000000002a000000700000000902b3e025f50014000000020000018bcfe568000000018bcfe5680500000000000004"
            "d20003000000110000000328b52ffd00589c0100c4026a000000066b657944612076616c75652c2006026802780268010265"
            "000e00cf0f020100000c000a040001000100b89430010000");
    }
    void batchesOfTheJavaClientAreRead()
    {
        QFETCH(QByteArray, batch);
        const ByteView bytes{reinterpret_cast<const std::uint8_t *>(batch.constData()),
                             static_cast<std::size_t>(batch.size())};
        const auto view = RecordBatchView::parse(bytes);
        QVERIFY(view);
        QVERIFY(view->crcMatches());
        const RecordBatchHeader &header = view->header();
        QCOMPARE(header.baseOffset, 42);
        QCOMPARE(header.lastOffset(), 44);
        QCOMPARE(header.partitionLeaderEpoch, 9);
        QCOMPARE(header.producerId, 1234);
        QCOMPARE(header.producerEpoch, std::int16_t{3});
        QCOMPARE(header.baseSequence, 17);
        QCOMPARE(header.lastSequence(), 19);
        QVERIFY(header.isTransactional());
        QVERIFY(!header.isControl());
        QCOMPARE(toString(header.compression()), std::string_view(QTest::currentDataTag()));
        QCOMPARE(header.maxTimestamp, 1'700'000'000'005);

        Bytes scratch;
        auto records = view->records(scratch, 1 << 20);
        QVERIFY(records);
        RecordView record;
        QVERIFY(records->next(record).value());
        QCOMPARE(record.offset, 42);
        QCOMPARE(record.timestamp, 1'700'000'000'000);
        QCOMPARE(base::textOf(*record.key), std::string_view("key"));
        QCOMPARE(base::textOf(*record.value), std::string_view("a value, a value, a value, a value"));
        const auto headers = record.headers();
        QCOMPARE(headers.size(), std::size_t{3});
        QCOMPARE(headers[0].key, std::string_view("h"));
        QCOMPARE(base::textOf(*headers[0].value), std::string_view("x"));
        QCOMPARE(headers[1].key, std::string_view("h"));
        QVERIFY(!headers[1].value);
        QVERIFY(headers[2].value && headers[2].value->empty());
        QVERIFY(records->next(record).value());
        QCOMPARE(record.timestamp, 1'699'999'999'000);
        QVERIFY(!record.key);
        QVERIFY(record.value && record.value->empty());
        QVERIFY(records->next(record).value());
        QVERIFY(record.key && record.key->empty());
        QVERIFY(!record.value);
        QVERIFY(!records->next(record).value());
    }

    void ourUncompressedBytesAreThoseOfTheJavaClient()
    {
        RecordBatchBuilder::Options options;
        options.baseOffset = 42;
        options.partitionLeaderEpoch = 9;
        options.producerId = 1234;
        options.producerEpoch = 3;
        options.baseSequence = 17;
        options.transactional = true;
        RecordBatchBuilder builder(options);
        const std::array<RecordHeaderView, 3> headers{
            RecordHeaderView{"h", viewOf("x")}, RecordHeaderView{"h", std::nullopt}, RecordHeaderView{"e", ByteView{}}};
        builder.add({1'700'000'000'000, viewOf("key"), viewOf("a value, a value, a value, a value"), headers});
        builder.add({1'699'999'999'000, std::nullopt, ByteView{}, {}});
        builder.add({1'700'000'000'005, ByteView{}, std::nullopt, {}});
        const std::size_t announced = builder.sizeInBytes();
        const Bytes batch = *builder.finish();
        QCOMPARE(batch.size(), announced);
        QVERIFY(builder.empty());
        QCOMPARE(base::toHex(batch),
                 std::string("000000000000002a0000007600000009023720a3dc0010000000020000018bcfe568000000018bcfe56805000"
                             "00000000004d2000300000011000000036a000000066b657944612076616c75652c20612076616c75652c2061"
                             "2076616c75652c20612076616c756506026802780268010265000e00cf0f020100000c000a04000100"));
    }

    void everyCodecRoundTrips_data()
    {
        QTest::addColumn<int>("codec");
        for (int codec = 0; codec <= 4; ++codec)
            QTest::addRow("%s", std::string(toString(static_cast<Compression>(codec))).c_str()) << codec;
    }
    void everyCodecRoundTrips()
    {
        QFETCH(int, codec);
        const Bytes batch = simpleBatch(500, static_cast<Compression>(codec));
        const auto view = RecordBatchView::parse(batch);
        QVERIFY(view && view->crcMatches());
        QVERIFY(validateBatch(*view, produced()));
        // To every other codec and back: the records are the same bytes.
        Bytes plain;
        QVERIFY(decompressInto(static_cast<Compression>(codec), view->recordBytes(), 1 << 20, plain));
        for (int other = 0; other <= 4; ++other) {
            const auto converted =
                convertCompression(*view, static_cast<Compression>(other), kDefaultCompressionLevel, 1 << 20);
            QVERIFY(converted);
            const auto again = RecordBatchView::parse(*converted);
            QVERIFY(again && again->crcMatches());
            QCOMPARE(static_cast<int>(again->header().compression()), other);
            QCOMPARE(again->header().recordsCount, 500);
            Bytes content;
            QVERIFY(decompressInto(static_cast<Compression>(other), again->recordBytes(), 1 << 20, content));
            QVERIFY(content == plain);
        }
    }

    // A few kB that inflate to much are packed again without that much memory, or refused where they stay long.
    void aBombIsPackedAgainInPieces()
    {
        constexpr std::size_t kMuch = std::size_t{96} << 20;
        RecordBatchBuilder::Options options;
        options.compression = Compression::Zstd;
        RecordBatchBuilder builder(options);
        const Bytes value(kMuch, std::uint8_t{0});
        RecordInput record;
        record.value = value;
        builder.add(record);
        const Bytes batch = *builder.finish();
        QVERIFY(batch.size() < 20'000);
        const auto view = RecordBatchView::parse(batch);
        QVERIFY(view);
        constexpr std::size_t kAllowed = std::size_t{256} << 20;
        for (const Compression codec : {Compression::Gzip, Compression::Lz4}) {
            const auto converted = convertCompression(*view, codec, kDefaultCompressionLevel, kAllowed);
            QVERIFY(converted && converted->size() < kMuch / 100);
            const auto again = RecordBatchView::parse(*converted);
            QVERIFY(again && again->crcMatches() && validateBatch(*again, produced()));
            Bytes content;
            QVERIFY(decompressInto(codec, again->recordBytes(), kAllowed, content));
            QVERIFY(content.size() > kMuch && std::count(content.begin() + 100, content.end(), 0) >= static_cast<std::ptrdiff_t>(kMuch - 100));
        }
        // Snappy packs to a twentieth at best.
        const auto snappy = convertCompression(*view, Compression::Snappy, kDefaultCompressionLevel, kAllowed);
        QVERIFY(!snappy);
        QCOMPARE(snappy.error().kafkaCode, static_cast<std::int16_t>(base::KafkaError::MessageTooLarge));
        QVERIFY(!convertCompression(*view, Compression::Gzip, kDefaultCompressionLevel, kMuch / 2));
    }

    void offsetAndEpochChangeInPlaceWithoutTheChecksum()
    {
        Bytes batch = simpleBatch();
        setBaseOffset(batch, 1'000'000'000'000);
        setPartitionLeaderEpoch(batch, 77);
        const auto view = RecordBatchView::parse(batch);
        QVERIFY(view && view->crcMatches());
        QCOMPARE(view->header().baseOffset, 1'000'000'000'000);
        QCOMPARE(view->header().lastOffset(), 1'000'000'000'002);
        QCOMPARE(view->header().partitionLeaderEpoch, 77);
    }

    void logAppendTimeIsInEveryRecord()
    {
        Bytes batch = simpleBatch();
        const RecordBatchHeader header = withLogAppendTime(*RecordBatchView::parse(batch), 123'456);
        writeBatchHeader(header, batch);
        const auto view = RecordBatchView::parse(batch);
        QVERIFY(view && view->crcMatches());
        QCOMPARE(view->header().timestampType(), TimestampType::LogAppendTime);
        Bytes scratch;
        auto records = view->records(scratch, 1 << 20);
        RecordView record;
        while (records->next(record).value())
            QCOMPARE(record.timestamp, 123'456);
    }

    void sequencesWrap()
    {
        QCOMPARE(addSequence(INT32_MAX, 1), 0);
        QCOMPARE(addSequence(INT32_MAX - 1, 3), 1);
        QCOMPARE(addSequence(1, -3), INT32_MAX - 1);
        QCOMPARE(addSequence(5, 5), 10);
    }

    void aCutBatchAtTheEndIsLeftOut()
    {
        Bytes two = simpleBatch(2);
        const std::size_t first = two.size();
        const Bytes second = simpleBatch(4);
        two.insert(two.end(), second.begin(), second.end());
        for (std::size_t length = 0; length <= two.size(); ++length) {
            int seen = 0;
            const auto used = forEachBatch(ByteView{two}.first(length), [&](const RecordBatchView &) -> base::Status {
                ++seen;
                return {};
            });
            QVERIFY(used);
            QCOMPARE(seen, length == two.size() ? 2 : length >= first ? 1 : 0);
        }
    }

    void everyFlippedBitIsNoticed()
    {
        const Bytes good = simpleBatch();
        for (std::size_t byte = 16; byte < good.size(); ++byte) { // before it: offset, length and epoch
            for (int bit = 0; bit < 8; ++bit) {
                Bytes bad = good;
                bad[byte] = static_cast<std::uint8_t>(bad[byte] ^ (1 << bit));
                const auto view = RecordBatchView::parse(bad);
                QVERIFY(!view || !view->checkCrc());
            }
        }
    }

    void badLengthsAreRefused()
    {
        for (const std::int32_t length : {0, -1, 48, INT32_MIN, INT32_MAX, 1'000'000}) {
            Bytes batch = simpleBatch();
            base::writeBigEndian(batch.data() + 8, length);
            const auto view = RecordBatchView::parse(batch);
            QVERIFY(!view);
            QCOMPARE(int{view.error().kafkaCode}, codeOf(KafkaError::CorruptMessage));
        }
        Bytes old = simpleBatch();
        old[16] = 1;
        QCOMPARE(int{RecordBatchView::parse(old).error().kafkaCode}, codeOf(KafkaError::UnsupportedForMessageFormat));
    }

    void whatAClientMayNotSendIsRefused()
    {
        const auto refusal = [](const std::function<void(Bytes &)> &damage, BatchRules rules = produced()) {
            Bytes batch = simpleBatch();
            damage(batch);
            fixCrc(batch);
            return codeOf(validateBatch(*RecordBatchView::parse(batch), rules));
        };
        const int invalid = codeOf(KafkaError::InvalidRecord);
        QCOMPARE(refusal([](Bytes &) {}), 0);
        QCOMPARE(refusal([](Bytes &b) { setBaseOffset(b, 1); }), invalid);
        QCOMPARE(refusal([](Bytes &b) { base::writeBigEndian<std::int32_t>(b.data() + 57, 4); }), invalid); // count
        QCOMPARE(refusal([](Bytes &b) { base::writeBigEndian<std::int32_t>(b.data() + 57, 0); }), invalid);
        QCOMPARE(refusal([](Bytes &b) { base::writeBigEndian<std::int32_t>(b.data() + 23, 5); }), invalid); // delta
        QCOMPARE(refusal([](Bytes &b) {
                     base::writeBigEndian<std::int32_t>(b.data() + 57, 2); // fewer records than there are
                     base::writeBigEndian<std::int32_t>(b.data() + 23, 1);
                 }),
                 invalid);
        QCOMPARE(refusal([](Bytes &b) { b[22] |= 0x20; }), invalid); // control
        QCOMPARE(refusal([](Bytes &b) { base::writeBigEndian<std::int64_t>(b.data() + 43, 9); }),
                 invalid);                                                                        // id without sequence
        QCOMPARE(refusal([](Bytes &b) { b[22] |= 0x08; }), codeOf(KafkaError::InvalidTimestamp)); // LogAppendTime
        QCOMPARE(refusal([](Bytes &b) { b[22] |= 0x05; }), codeOf(KafkaError::CorruptMessage));   // codec 5
        QCOMPARE(refusal([](Bytes &b) { b[22] |= 0x04; }), codeOf(KafkaError::CorruptMessage));   // not zstd at all
        QCOMPARE(refusal([](Bytes &b) { b[kBatchHeaderBytes] = 0x7E; }), invalid);                // record length
        QCOMPARE(refusal([](Bytes &b) { b[kBatchHeaderBytes + 3] = 2; }), invalid);               // offset delta
        QCOMPARE(refusal([](Bytes &b) { b[kBatchHeaderBytes + 4] = 0x7E; }), invalid);            // key length
    }

    void keysAndTimesAreDemandedWhereTheTopicDoes()
    {
        RecordBatchBuilder builder;
        builder.add({1'000, viewOf("k"), viewOf("v"), {}});
        builder.add({5'000, std::nullopt, viewOf("v"), {}});
        const Bytes batch = *builder.finish();
        const auto view = *RecordBatchView::parse(batch);
        BatchRules rules = produced();
        QVERIFY(validateBatch(view, rules));
        rules.keysRequired = true;
        const auto noKey = validateBatch(view, rules);
        QCOMPARE(codeOf(noKey), codeOf(KafkaError::InvalidRecord));
        QCOMPARE(noKey.error().arguments.front(), (std::pair<std::string, std::string>("batchIndex", "1")));
        rules.keysRequired = false;
        rules.afterMaxMs = 3'000;
        QVERIFY(validateBatch(view, rules));
        rules.afterMaxMs = 2'999;
        QCOMPARE(codeOf(validateBatch(view, rules)), codeOf(KafkaError::InvalidTimestamp));
        rules = produced();
        rules.beforeMaxMs = 999;
        QCOMPARE(codeOf(validateBatch(view, rules)), codeOf(KafkaError::InvalidTimestamp));
        rules.checkTimestamps = false;
        QVERIFY(validateBatch(view, rules));
    }

    void farAwayTimesDoNotOverflow()
    {
        RecordBatchBuilder builder;
        builder.add({INT64_MIN, viewOf("k"), viewOf("v"), {}});
        builder.add({INT64_MAX, viewOf("k"), viewOf("v"), {}});
        const Bytes batch = *builder.finish();
        BatchRules rules = produced();
        rules.beforeMaxMs = 1;
        QCOMPARE(codeOf(validateBatch(*RecordBatchView::parse(batch), rules)), codeOf(KafkaError::InvalidTimestamp));
    }

    // One record of 40 MB of zeros, some kilobytes as zstd: it is checked without ever being whole in memory.
    void aLongRecordIsValidatedWindowByWindow()
    {
        const Bytes zeros(40 << 20);
        for (const Compression codec : {Compression::Gzip, Compression::Lz4, Compression::Zstd}) {
            RecordBatchBuilder::Options options;
            options.compression = codec;
            RecordBatchBuilder builder(options);
            builder.add({1'000, viewOf("k"), ByteView{zeros}, {}});
            builder.add({1'000, viewOf("k"), viewOf("after"), {}});
            const Bytes batch = *builder.finish();
            const auto view = *RecordBatchView::parse(batch);
            QVERIFY(validateBatch(view, produced()));
            Bytes scratch;
            const auto records = view.records(scratch, 1 << 20);
            QVERIFY(!records);
            QCOMPARE(int{records.error().kafkaCode}, codeOf(KafkaError::MessageTooLarge));
            QVERIFY(scratch.capacity() <= std::size_t{2} << 20);
        }
    }

    void randomDamageNeverCrashesAndNeverReadsOutside()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 5'000; ++round) {
            Bytes batch = simpleBatch(5, static_cast<Compression>(round % 5));
            for (int i = 0; i < 3; ++i)
                batch[random() % batch.size()] = static_cast<std::uint8_t>(random());
            batch.resize(batch.size() - random() % 3);
            batch.shrink_to_fit(); // so that a sanitizer sees one byte too far
            const auto view = RecordBatchView::parse(batch);
            if (!view)
                continue;
            (void)validateBatch(*view, produced());
            Bytes scratch;
            auto records = view->records(scratch, 1 << 16);
            RecordView record;
            while (records && records->next(record).value_or(false))
                (void)record.headers();
        }
    }

    void varintsAtTheirLimits()
    {
        for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{63}, std::int64_t{64},
                                         std::int64_t{-64}, std::int64_t{-65}, INT64_MAX, INT64_MIN}) {
            Bytes bytes;
            putVarint(bytes, value);
            QCOMPARE(bytes.size(), varintBytes(value));
            std::int64_t back = 0;
            QCOMPARE(readVarint(bytes.data(), bytes.data() + bytes.size(), back), bytes.size());
            QCOMPARE(back, value);
            QCOMPARE(readVarint(bytes.data(), bytes.data() + bytes.size() - 1, back), std::size_t{0});
        }
        const Bytes endless(11, 0xFF);
        std::int64_t value = 0;
        QCOMPARE(readVarint(endless.data(), endless.data() + endless.size(), value), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestRecordBatch)
#include "tst_record_batch.moc"
