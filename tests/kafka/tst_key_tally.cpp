// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/key_tally.h"

#include <QTest>

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <random>

using namespace weir;
using namespace weir::kafka;
using model::Partitioner;

namespace {

std::vector<qint32> numbered(qint32 count)
{
    std::vector<qint32> ids;
    for (qint32 i = 0; i < count; ++i)
        ids.push_back(i);
    return ids;
}

QByteArray keyOf(int i)
{
    return "key-" + QByteArray::number(i);
}

qint32 placeOf(Partitioner partitioner, const QByteArray &key, qint32 partitions)
{
    return partitionOf(partitioner, keyHash(partitioner, key), partitions);
}

/// A topic of `partitions`, filled record by record.
class Topic
{
public:
    explicit Topic(qint32 partitions, KeyTally::Limits limits = {}) : m_ends(static_cast<std::size_t>(partitions), 0), m_tally(QStringLiteral("t"), numbered(partitions), limits) {}

    void add(qint32 partition, const std::optional<QByteArray> &key, qint64 timestamp = 0)
    {
        std::optional<base::ByteView> view;
        if (key)
            view = base::ByteView(reinterpret_cast<const std::uint8_t *>(key->constData()), static_cast<std::size_t>(key->size()));
        m_tally.add(partition, m_ends[static_cast<std::size_t>(partition)]++, timestamp, view);
    }
    /// `records` of `keys` keys, as a producer puts them that sees `seen` partitions.
    void fill(Partitioner partitioner, qint32 seen, int keys, int records, qint64 firstMs)
    {
        for (int i = 0; i < records; ++i)
            add(placeOf(partitioner, keyOf(i % keys), seen), keyOf(i % keys), firstMs + i);
    }
    model::KeyReport report() const { return m_tally.report(); }
    qint64 endOf(qint32 partition) const { return m_ends[static_cast<std::size_t>(partition)]; }

private:
    std::vector<qint64> m_ends;
    KeyTally m_tally;
};

} // namespace

class TestKeyTally : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The rule of each partitioner, against librdkafka's own functions; Sarama's masked one has no second source here.
    void partitionsAreThoseOfTheClients()
    {
        QCOMPARE(placeOf(Partitioner::Murmur2, "foobar", 6), 0);
        QCOMPARE(placeOf(Partitioner::Murmur2, "abc", 6), 3);
        std::mt19937 random(7);
        for (int i = 0; i < 20'000; ++i) {
            QByteArray key(1 + static_cast<int>(random() % 24), '\0');
            for (char &byte : key)
                byte = static_cast<char>(random());
            const auto partitions = static_cast<qint32>(1 + random() % 300);
            const auto size = static_cast<std::size_t>(key.size());
            QCOMPARE(placeOf(Partitioner::Murmur2, key, partitions), rd_kafka_msg_partitioner_murmur2(nullptr, key.constData(), size, partitions, nullptr, nullptr));
            QCOMPARE(placeOf(Partitioner::Crc32, key, partitions), rd_kafka_msg_partitioner_consistent(nullptr, key.constData(), size, partitions, nullptr, nullptr));
            QCOMPARE(placeOf(Partitioner::Fnv1a, key, partitions), rd_kafka_msg_partitioner_fnv1a(nullptr, key.constData(), size, partitions, nullptr, nullptr));
        }
        // "a" hashes to 0xE40C292C, a negative number: -468965076 % 7 is -6, and without its sign bit 1678518572 % 7 is 3.
        QCOMPARE(placeOf(Partitioner::Fnv1a, "a", 7), 6);
        QCOMPARE(placeOf(Partitioner::Fnv1aMasked, "a", 7), 3);
    }

    void keysInOnePartitionEach()
    {
        Topic topic(6);
        topic.fill(Partitioner::Murmur2, 6, 100, 10'000, 1000);
        const auto report = topic.report();
        QCOMPARE(report.records, 10'000);
        QCOMPARE(report.withKey(), 10'000);
        QCOMPARE(report.distinctKeys, 100);
        QCOMPARE(report.splitKeys, 0);
        QVERIFY(report.splits.empty());
        QCOMPARE(report.placedBy(), QVector<Partitioner>{Partitioner::Murmur2});
        QCOMPARE(report.fit(Partitioner::Murmur2).mismatches, 0);
        QCOMPARE(report.fit(Partitioner::Murmur2).records, 10'000);
        qint64 sum = 0;
        qint64 distinct = 0;
        qint64 largest = 0;
        for (const auto &partition : report.partitions) {
            sum += partition.records;
            distinct += partition.distinctKeys;
            largest = std::max(largest, partition.records);
        }
        QCOMPARE(sum, 10'000);
        QCOMPARE(distinct, 100);
        QCOMPARE(*report.skew(), double(largest) * 6 / 10'000);
    }

    void placedByAnother_data()
    {
        QTest::addColumn<int>("partitioner");
        for (const Partitioner partitioner : {Partitioner::Crc32, Partitioner::Fnv1a, Partitioner::Fnv1aMasked})
            QTest::newRow(qPrintable(QString::number(int(partitioner)))) << int(partitioner);
    }
    void placedByAnother()
    {
        QFETCH(int, partitioner);
        Topic topic(6);
        topic.fill(Partitioner(partitioner), 6, 1000, 5000, 1000);
        const auto report = topic.report();
        QCOMPARE(report.placedBy(), QVector<Partitioner>{Partitioner(partitioner)});
        const auto &murmur2 = report.fit(Partitioner::Murmur2);
        QVERIFY(!murmur2.fits());
        QVERIFY(murmur2.earlierCounts.isEmpty());
        // One key in six lies there by chance.
        QVERIFY2(murmur2.mismatchShare() > 0.75 && murmur2.mismatchShare() < 0.9, qPrintable(QString::number(murmur2.mismatchShare())));
    }

    void placedByNone()
    {
        Topic topic(6);
        for (int i = 0; i < 3000; ++i)
            topic.add(i / 500, keyOf(i), i);
        const auto report = topic.report();
        QVERIFY(report.placementTells());
        QVERIFY(report.placedBy().isEmpty());
        for (const auto &fit : report.fits)
            QVERIFY(fit.earlierCounts.isEmpty());
    }

    /// After partitions were added most keys go elsewhere: that is what the tool shows, and no word against murmur2.
    void partitionsWereAdded()
    {
        Topic topic(6);
        topic.fill(Partitioner::Murmur2, 4, 100, 10'000, 1000);
        std::vector<qint64> ends;
        for (qint32 i = 0; i < 6; ++i)
            ends.push_back(topic.endOf(i));
        topic.fill(Partitioner::Murmur2, 6, 100, 1000, 50'000);
        const auto report = topic.report();
        int moved = 0;
        for (int i = 0; i < 100; ++i)
            moved += placeOf(Partitioner::Murmur2, keyOf(i), 4) != placeOf(Partitioner::Murmur2, keyOf(i), 6);
        QVERIFY(moved > 20);
        QCOMPARE(report.splitKeys, qint64(moved));
        QCOMPARE(report.splits.size(), std::size_t(moved));
        qint64 before = 0;
        for (const auto &split : report.splits) {
            QCOMPARE(split.places.size(), 2);
            QCOMPARE(split.places[0].partition, placeOf(Partitioner::Murmur2, split.key, 4));
            QCOMPARE(split.places[0].records, 100);
            QCOMPARE(split.second().partition, placeOf(Partitioner::Murmur2, split.key, 6));
            QCOMPARE(split.second().records, 10);
            QVERIFY(split.second().firstOffset >= ends[std::size_t(split.second().partition)]);
            QVERIFY(split.second().firstTimestampMs >= std::max<qint64>(before, 50'000));
            before = split.second().firstTimestampMs;
        }
        const auto &fit = report.fit(Partitioner::Murmur2);
        QVERIFY(fit.mismatches > 2000);
        QCOMPARE(fit.earlierCounts, QVector<qint32>{4});
        QCOMPARE(fit.unexplained, 0);
        QCOMPARE(report.placedBy(), QVector<Partitioner>{Partitioner::Murmur2});
        QVERIFY(!report.fit(Partitioner::Crc32).fits());
    }

    void partitionsWereAddedTwice()
    {
        Topic topic(12);
        topic.fill(Partitioner::Murmur2, 3, 500, 2000, 1000);
        topic.fill(Partitioner::Murmur2, 6, 500, 2000, 50'000);
        topic.fill(Partitioner::Murmur2, 12, 500, 2000, 90'000);
        const auto report = topic.report();
        QCOMPARE(report.fit(Partitioner::Murmur2).earlierCounts, (QVector<qint32>{3, 6}));
        QCOMPARE(report.placedBy(), QVector<Partitioner>{Partitioner::Murmur2});
    }

    void whereNothingCanBeSaid()
    {
        Topic one(1);
        one.fill(Partitioner::Murmur2, 1, 100, 1000, 0);
        QVERIFY(!one.report().placementTells());
        QVERIFY(one.report().placedBy().isEmpty());
        Topic keyless(3);
        keyless.add(0, std::nullopt);
        QVERIFY(!keyless.report().placementTells());
        Topic nothing(3);
        QVERIFY(!nothing.report().skew());
        QCOMPARE(nothing.report().keylessSpread(), model::KeylessSpread::None);
        // The empty key is one, apart from none, but no partitioner is judged by it.
        Topic empty(3);
        empty.add(1, QByteArray(""));
        empty.add(2, QByteArray(""));
        const auto report = empty.report();
        QCOMPARE(report.emptyKey, 2);
        QCOMPARE(report.withoutKey, 0);
        QCOMPARE(report.distinctKeys, 1);
        QCOMPARE(report.splitKeys, 1);
        QVERIFY(!report.placementTells());
    }

    void recordsWithoutKey()
    {
        Topic robin(6);
        for (int i = 0; i < 1003; ++i)
            robin.add(i % 6, std::nullopt);
        QCOMPARE(robin.report().keylessSpread(), model::KeylessSpread::RoundRobin);
        QCOMPARE(robin.report().keylessDifference(), 1);
        robin.add(0, std::nullopt);
        robin.add(0, std::nullopt);
        QCOMPARE(robin.report().keylessSpread(), model::KeylessSpread::Uneven);
        Topic sticky(6);
        for (int i = 0; i < 1000; ++i)
            sticky.add(i / 100 % 6, std::nullopt);
        QCOMPARE(sticky.report().keylessSpread(), model::KeylessSpread::Uneven);
        QCOMPARE(sticky.report().keylessDifference(), 100);
        Topic few(6);
        few.add(0, std::nullopt);
        QCOMPARE(few.report().keylessSpread(), model::KeylessSpread::TooFew);
    }

    void memoryIsBounded()
    {
        Topic few(2, {.keys = 10, .keyBytes = 1 << 20, .places = 15});
        for (int i = 0; i < 100; ++i)
            few.add(0, keyOf(i));
        auto report = few.report();
        QCOMPARE(report.distinctKeys, 10);
        QCOMPARE(report.recordsNotKept, 90);
        QCOMPARE(report.records, 100);
        for (int i = 0; i < 10; ++i)
            few.add(1, keyOf(i));
        report = few.report();
        QCOMPARE(report.splitKeys, 5);
        QCOMPARE(report.recordsNotKept, 95);
        Topic large(1, {.keys = 1000, .keyBytes = 100, .places = 1000});
        large.add(0, QByteArray(60, 'a'));
        large.add(0, QByteArray(60, 'b'));
        QCOMPARE(large.report().distinctKeys, 1);
        QCOMPARE(large.report().recordsNotKept, 1);
    }

    void theEarliestSplitsAreKept()
    {
        Topic topic(2);
        for (int i = 0; i < 6000; ++i) {
            topic.add(0, keyOf(i), 10);
            topic.add(1, keyOf(i), 100'000 - i);
        }
        const auto report = topic.report();
        QCOMPARE(report.splitKeys, 6000);
        QCOMPARE(report.splits.size(), model::KeyReport::kMostSplits);
        QCOMPARE(report.splits.front().key, keyOf(5999));
        QCOMPARE(report.splits.back().key, keyOf(5000));
    }
};

QTEST_GUILESS_MAIN(TestKeyTally)
#include "tst_key_tally.moc"
