// SPDX-License-Identifier: GPL-3.0-or-later
// The load generator, and what its producer's settings do: read back from the log.
#include "tests/contract/cluster_under_test.h"

#include <set>

using namespace weir;
using namespace weir::model;

namespace {

struct Ran {
    std::vector<LoadProgress> samples;
    LoadProgress last;
    std::optional<base::Error> error;
};

Ran take(const api::LoadStream &stream)
{
    Ran ran;
    if (!QTest::qWaitFor([&] { return stream->finished(); }, 90'000))
        qFatal("the load does not end");
    ran.samples = stream->take();
    ran.last = stream->progress();
    ran.error = stream->error();
    return ran;
}

LoadRequest small(const QString &topic, qint64 records)
{
    LoadRequest request;
    request.topic = topic;
    request.records = records;
    request.valueBytes = 100;
    return request;
}

} // namespace

class TestContractLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everyRecordIsInTheTopicOnce();
    void lingerFillsBatches();
    void batchSizeBoundsThem();
    void whereRecordsGo_data();
    void whereRecordsGo();
    void atARateUntilStopped();
    void compressed();
    void refused();
    void itsLineInTheAuditLog();

private:
    QString makeTopic(int partitions) { return ::makeTopic(*m_session, "load", partitions); }
    Ran run(const LoadRequest &request) { return take(m_session->producer().load(request)); }
    std::vector<Record> read(const QString &topic)
    {
        ReadRequest request;
        request.topic = topic;
        request.start = {ReadStart::Kind::Oldest};
        request.limit = 0;
        const auto stream = m_session->records().read(request);
        if (!QTest::qWaitFor([&] { return stream->finished(); }, 60'000))
            qFatal("the topic is not read");
        return stream->take();
    }

    ClusterUnderTest m_cluster;
    std::unique_ptr<kafka::KafkaSession> m_session;
};

void TestContractLoad::initTestCase()
{
    QString whyNot;
    if (!m_cluster.start(&whyNot))
        QFAIL(qPrintable(whyNot));
    m_session = m_cluster.open();
}

void TestContractLoad::cleanupTestCase()
{
    m_session.reset();
}

void TestContractLoad::everyRecordIsInTheTopicOnce()
{
    const QString topic = makeTopic(3);
    const QString other = makeTopic(1);
    LoadRequest request = small(topic, 5000);
    request.keys = 50;
    const Ran ran = run(request);
    QVERIFY2(!ran.error, ran.error ? base::describe(*ran.error).c_str() : "");
    QCOMPARE(ran.last.given, 5000);
    QCOMPARE(ran.last.acknowledged, 5000);
    QCOMPARE(ran.last.failed, 0);
    QCOMPARE(ran.last.batchedRecords, 5000);
    QCOMPARE(ran.last.waitingRecords, 0);
    QVERIFY(ran.last.requests > 0 && ran.last.requests <= ran.last.batches);
    QVERIFY(ran.last.latencyP99Ms < 0 || ran.last.latencyP50Ms <= ran.last.latencyP99Ms);
    QVERIFY(!ran.samples.empty());
    const auto records = read(topic);
    QCOMPARE(records.size(), std::size_t(5000));
    std::set<QByteArray> keys;
    std::set<QByteArray> values;
    QVector<qint64> partitions(3);
    qint64 bytes = 0;
    for (const Record &record : records) {
        QVERIFY(record.key && record.value);
        QCOMPARE(record.value->size(), 100);
        QVERIFY(record.value->startsWith("{\"n\":") && record.value->endsWith("\"}"));
        keys.insert(*record.key);
        values.insert(record.value->left(record.value->indexOf(',')));
        ++partitions[record.partition];
        bytes += record.size();
    }
    QCOMPARE(keys.size(), std::size_t(50));
    QCOMPARE(values.size(), std::size_t(5000)); // none twice
    QCOMPARE(ran.last.partitions, partitions);
    QCOMPARE(ran.last.bytes, bytes);
    QVERIFY(read(other).empty());
}

/// Row by row of the log: with a linger fewer and fuller batches go out, in fewer requests.
void TestContractLoad::lingerFillsBatches()
{
    const auto with = [this](double lingerMs) {
        const QString topic = makeTopic(1);
        LoadRequest request = small(topic, 2000);
        request.recordsPerSecond = 2000;
        request.lingerMs = lingerMs;
        const Ran ran = run(request);
        std::set<qint64> batches;
        for (const Record &record : read(topic))
            batches.insert(record.batch.baseOffset);
        return std::pair(ran.last, static_cast<qint64>(batches.size()));
    };
    const auto [at0, inLogAt0] = with(0);
    const auto [at100, inLogAt100] = with(100);
    QCOMPARE(at0.acknowledged, 2000);
    QCOMPARE(at100.acknowledged, 2000);
    QCOMPARE(at0.batches, inLogAt0);
    QCOMPARE(at100.batches, inLogAt100);
    QVERIFY2(at100.recordsPerBatch() > 5 * at0.recordsPerBatch(),
             qPrintable(QStringLiteral("%1 against %2 records a batch").arg(at100.recordsPerBatch()).arg(at0.recordsPerBatch())));
    QVERIFY(at100.requests * 5 < at0.requests);
}

void TestContractLoad::batchSizeBoundsThem()
{
    const QString topic = makeTopic(1);
    LoadRequest request = small(topic, 3000);
    request.lingerMs = 200;
    request.batchBytes = 2000;
    const Ran ran = run(request);
    QCOMPARE(ran.last.acknowledged, 3000);
    QVERIFY(ran.last.bytesPerBatch() > 1000 && ran.last.bytesPerBatch() <= 2000);
    for (const Record &record : read(topic))
        QVERIFY(record.batch.bytes <= 2000);
}

void TestContractLoad::whereRecordsGo_data()
{
    QTest::addColumn<int>("spread");
    QTest::addColumn<int>("keys");
    QTest::newRow("murmur2") << int(Spread::Murmur2) << 500;
    QTest::newRow("crc32") << int(Spread::Crc32) << 500;
    QTest::newRow("fnv1a") << int(Spread::Fnv1a) << 500;
    QTest::newRow("random") << int(Spread::Random) << 500;
    QTest::newRow("round-robin") << int(Spread::RoundRobin) << 0;
    QTest::newRow("sticky") << int(Spread::Sticky) << 500;
    QTest::newRow("chosen") << int(Spread::Chosen) << 10;
}

void TestContractLoad::whereRecordsGo()
{
    QFETCH(int, spread);
    QFETCH(int, keys);
    const QString topic = makeTopic(6);
    LoadRequest request = small(topic, 3000);
    request.spread = Spread(spread);
    request.keys = keys;
    request.partition = 4;
    const Ran ran = run(request);
    QVERIFY2(!ran.error, ran.error ? base::describe(*ran.error).c_str() : "");
    QCOMPARE(ran.last.acknowledged, 3000);
    const auto looked = m_session->keyScans().keys({topic});
    QVERIFY(QTest::qWaitFor([&] { return looked->finished(); }, 60'000));
    const auto reports = looked->take();
    QCOMPARE(reports.size(), std::size_t(1));
    const KeyReport &report = reports.front();
    QCOMPARE(report.records, 3000);
    switch (Spread(spread)) {
    case Spread::Murmur2: QCOMPARE(report.placedBy(), QVector<Partitioner>{Partitioner::Murmur2}); break;
    case Spread::Crc32: QCOMPARE(report.placedBy(), QVector<Partitioner>{Partitioner::Crc32}); break;
    case Spread::Fnv1a: QCOMPARE(report.placedBy(), QVector<Partitioner>{Partitioner::Fnv1a}); break;
    case Spread::Random:
        QCOMPARE(report.placedBy(), QVector<Partitioner>());
        QVERIFY(report.splitKeys > 400);
        break;
    case Spread::RoundRobin:
        QCOMPARE(report.withoutKey, 3000);
        QVERIFY(report.keylessDifference() <= 1);
        break;
    case Spread::Sticky: QCOMPARE(report.withoutKey, 3000); break; // even only over many batches: nothing to hold it to
    case Spread::Chosen: QCOMPARE(ran.last.partitions[4], 3000); break;
    }
}

void TestContractLoad::atARateUntilStopped()
{
    LoadRequest request = small(makeTopic(2), 0);
    request.recordsPerSecond = 500;
    const auto stream = m_session->producer().load(request);
    QVERIFY(QTest::qWaitFor([&] { return stream->progress().acknowledged > 700; }, 30'000));
    stream->cancel();
    const Ran ran = take(stream);
    QVERIFY(!ran.error);
    QCOMPARE(ran.last.failed, 0);
    QCOMPARE(ran.last.acknowledged, ran.last.given);
    // It may fall behind on a busy machine, never run ahead.
    QVERIFY(static_cast<double>(ran.last.given) <= 500 * ran.last.seconds + 2);
    QVERIFY(ran.samples.size() >= 2);
}

void TestContractLoad::compressed()
{
    const QString topic = makeTopic(1);
    LoadRequest request = small(topic, 2000);
    request.valueBytes = 1000;
    request.codec = RecordBatch::Codec::Zstd;
    request.lingerMs = 50;
    request.batchBytes = 100'000;
    const Ran ran = run(request);
    QCOMPARE(ran.last.acknowledged, 2000);
    const auto records = read(topic);
    QCOMPARE(records.size(), std::size_t(2000));
    QCOMPARE(records.front().batch.codec, RecordBatch::Codec::Zstd);
    QCOMPARE(records.back().value->size(), 1000);
}

void TestContractLoad::refused()
{
    const Ran unknown = run(small(ClusterUnderTest::fresh("never-made"), 10));
    QVERIFY(unknown.error);
    QCOMPARE(unknown.error->kind, base::ErrorKind::NotFound);

    const QString topic = makeTopic(2);
    LoadRequest away = small(topic, 10);
    away.spread = Spread::Chosen;
    away.partition = 2;
    QCOMPARE(run(away).error->kind, base::ErrorKind::Invalid);
    LoadRequest tiny = small(topic, 10);
    tiny.valueBytes = 3;
    QCOMPARE(run(tiny).error->kind, base::ErrorKind::Invalid);

    const auto readOnly = m_cluster.open(true);
    QCOMPARE(take(readOnly->producer().load(small(topic, 10))).error->kind, base::ErrorKind::Refused);
    const auto production = m_cluster.open(false, true);
    QCOMPARE(take(production->producer().load(small(topic, 10))).error->kind, base::ErrorKind::Refused);
    QVERIFY(read(topic).empty());
    QVERIFY(!take(production->producer().load(small(topic, 10), production->profile().name)).error);
    QCOMPARE(read(topic).size(), std::size_t(10));
}

void TestContractLoad::itsLineInTheAuditLog()
{
    const QString topic = makeTopic(1);
    run(small(topic, 300));
    std::vector<AuditEntry> lines;
    for (const AuditEntry &entry : m_cluster.audit()) {
        if (entry.target == topic && entry.action == QLatin1String("record.load"))
            lines.push_back(entry);
    }
    QCOMPARE(lines.size(), std::size_t(1));
    QVERIFY(lines.front().ok);
    QCOMPARE(lines.front().detail, QStringLiteral("{\"records\":300}"));
    QVERIFY(lines.front().command.startsWith(QStringLiteral("kafka-producer-perf-test.sh --topic ") + topic + QStringLiteral(" --num-records 300 --record-size 100 --throughput -1")));
}

QTEST_GUILESS_MAIN(TestContractLoad)
#include "tst_contract_load.moc"
