// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/cluster_under_test.h"

#include <librdkafka/rdkafka.h>

using namespace weir;
using namespace weir::model;

namespace {

QByteArray keyOf(int i)
{
    return "customer-" + QByteArray::number(i);
}

struct Found {
    std::optional<KeyReport> report;
    ReadProgress progress;
    std::optional<base::Error> error;
};

Found take(const api::KeyStream &stream)
{
    Found found;
    if (!QTest::qWaitFor([&] { return stream->finished(); }, 60'000))
        return found;
    auto reports = stream->take();
    if (!reports.empty())
        found.report = std::move(reports.back());
    found.progress = stream->progress();
    found.error = stream->error();
    return found;
}

/// Another client: librdkafka with a partitioner of its own choice. Empty: it went well.
QByteArray produceAs(const QString &bootstrap, const QString &topic, const char *partitioner, int keys, int records)
{
    char error[256] = {};
    rd_kafka_conf_t *const conf = rd_kafka_conf_new();
    if (rd_kafka_conf_set(conf, "bootstrap.servers", bootstrap.toUtf8().constData(), error, sizeof error) != RD_KAFKA_CONF_OK
        || rd_kafka_conf_set(conf, "partitioner", partitioner, error, sizeof error) != RD_KAFKA_CONF_OK)
        return error;
    rd_kafka_t *const producer = rd_kafka_new(RD_KAFKA_PRODUCER, conf, error, sizeof error);
    if (producer == nullptr)
        return error;
    QByteArray problem;
    for (int i = 0; i < records && problem.isEmpty(); ++i) {
        const QByteArray key = keyOf(i % keys);
        const auto sent = rd_kafka_producev(producer, RD_KAFKA_V_TOPIC(topic.toUtf8().constData()), RD_KAFKA_V_KEY(key.constData(), static_cast<std::size_t>(key.size())),
                                            RD_KAFKA_V_VALUE(const_cast<char *>("x"), std::size_t(1)), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_END);
        if (sent != RD_KAFKA_RESP_ERR_NO_ERROR)
            problem = rd_kafka_err2str(sent);
    }
    if (rd_kafka_flush(producer, 30'000) != RD_KAFKA_RESP_ERR_NO_ERROR)
        problem = "not flushed";
    rd_kafka_destroy(producer);
    return problem;
}

} // namespace

class TestContractKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void oneKeyInOnePartitionUntilPartitionsAreAdded();
    void placedByAnotherClient_data();
    void placedByAnotherClient();
    void recordsWithoutKey();
    void theNewestOnly();
    void ofOneTimeOnly();
    void keysBeyondTheBound();
    void stoppedAndEmptyAndUnknown();

private:
    QString makeTopic(int partitions) { return ::makeTopic(*m_session, "keys", partitions); }
    /// In the order given; what was acknowledged.
    std::vector<ProduceAck> send(api::ClusterSession &session, const std::vector<ProduceRecord> &records)
    {
        std::vector<api::Future<ProduceAck>> underWay;
        for (const ProduceRecord &record : records)
            underWay.push_back(session.producer().send(record));
        std::vector<ProduceAck> acks;
        for (auto &future : underWay) {
            const auto ack = await(std::move(future));
            if (!ack)
                qFatal("%s", base::describe(ack.error()).c_str());
            acks.push_back(*ack);
        }
        return acks;
    }
    Found look(const QString &topic, qint64 newest = 0)
    {
        KeyScanRequest request;
        request.topic = topic;
        request.newest = newest;
        return take(m_session->keyScans().keys(request));
    }

    ClusterUnderTest m_cluster;
    std::unique_ptr<kafka::KafkaSession> m_session;
};

void TestContractKeys::initTestCase()
{
    QString whyNot;
    if (!m_cluster.start(&whyNot))
        QFAIL(qPrintable(whyNot));
    m_session = m_cluster.open();
}

void TestContractKeys::cleanupTestCase()
{
    m_session.reset();
}

void TestContractKeys::oneKeyInOnePartitionUntilPartitionsAreAdded()
{
    const QString topic = makeTopic(4);
    const auto records = [&topic](int count, qint64 firstMs) {
        std::vector<ProduceRecord> list;
        for (int i = 0; i < count; ++i) {
            ProduceRecord record;
            record.topic = topic;
            record.key = keyOf(i % 100);
            record.value = QByteArray::number(i);
            record.timestampMs = firstMs + i;
            list.push_back(record);
        }
        return list;
    };
    const qint64 begun = 1'700'000'000'000;
    const auto before = send(*m_session, records(10'000, begun));
    auto found = look(topic);
    QVERIFY(found.report && !found.error && found.report->whole);
    QCOMPARE(found.report->records, 10'000);
    QCOMPARE(found.report->distinctKeys, 100);
    QCOMPARE(found.report->recordsNotKept, 0);
    QCOMPARE(found.report->splitKeys, 0);
    QCOMPARE(found.report->placedBy(), QVector<Partitioner>{Partitioner::Murmur2});
    QCOMPARE(found.report->fit(Partitioner::Murmur2).mismatches, 0);
    QCOMPARE(found.progress.records, 10'000);
    QCOMPARE(found.progress.totalRecords, 10'000);

    applyChange(*m_session, AddPartitions{topic, 6});
    waitForPartitions(*m_session, topic, 6);
    // A producer that begins now knows of six from its first record on.
    const auto fresh = m_cluster.open();
    const auto after = send(*fresh, records(1000, begun + 60'000));
    QMap<QByteArray, ProduceAck> moved; // the first acknowledged of each key that went elsewhere
    for (int i = 0; i < 100; ++i) {
        if (before[std::size_t(i)].partition != after[std::size_t(i)].partition)
            moved.insert(keyOf(i), after[std::size_t(i)]);
    }
    QVERIFY(moved.size() > 20);
    found = look(topic);
    QVERIFY(found.report && found.report->whole);
    QCOMPARE(found.report->records, 11'000);
    QCOMPARE(found.report->partitions.size(), std::size_t(6));
    QCOMPARE(found.report->splitKeys, qint64(moved.size()));
    for (const SplitKey &split : found.report->splits) {
        QVERIFY(moved.contains(split.key));
        QCOMPARE(split.places.size(), 2);
        QCOMPARE(split.places[0].records, 100);
        QCOMPARE(split.second().partition, moved[split.key].partition);
        QCOMPARE(split.second().firstOffset, *moved[split.key].offset);
        QCOMPARE(split.second().firstTimestampMs, moved[split.key].timestampMs);
        QCOMPARE(split.second().records, 10);
    }
    QCOMPARE(found.report->fit(Partitioner::Murmur2).earlierCounts, QVector<qint32>{4});
    QCOMPARE(found.report->placedBy(), QVector<Partitioner>{Partitioner::Murmur2});
}

void TestContractKeys::placedByAnotherClient_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("partitioner");
    QTest::newRow("crc32") << QByteArray("consistent_random") << int(Partitioner::Crc32);
    QTest::newRow("fnv1a") << QByteArray("fnv1a_random") << int(Partitioner::Fnv1a);
}

void TestContractKeys::placedByAnotherClient()
{
    QFETCH(QByteArray, name);
    QFETCH(int, partitioner);
    const QString topic = makeTopic(6);
    QCOMPARE(produceAs(m_cluster.bootstrap(), topic, name.constData(), 500, 3000), QByteArray());
    const auto found = look(topic);
    QVERIFY(found.report);
    QCOMPARE(found.report->records, 3000);
    QCOMPARE(found.report->splitKeys, 0);
    QCOMPARE(found.report->placedBy(), QVector<Partitioner>{Partitioner(partitioner)});
    QCOMPARE(found.report->fit(Partitioner(partitioner)).mismatches, 0);
    const PartitionerFit &murmur2 = found.report->fit(Partitioner::Murmur2);
    QVERIFY(!murmur2.fits());
    QVERIFY2(murmur2.mismatchShare() > 0.7 && murmur2.mismatchShare() < 0.95, qPrintable(QString::number(murmur2.mismatchShare())));
}

void TestContractKeys::recordsWithoutKey()
{
    const QString topic = makeTopic(3);
    std::vector<ProduceRecord> records;
    for (int i = 0; i < 100; ++i) {
        ProduceRecord record;
        record.topic = topic;
        record.partition = i % 3;
        record.value = QByteArray("x");
        records.push_back(record);
    }
    send(*m_session, records);
    auto found = look(topic);
    QVERIFY(found.report);
    QCOMPARE(found.report->withoutKey, 100);
    QCOMPARE(found.report->keylessSpread(), KeylessSpread::RoundRobin);
    records.resize(30);
    for (ProduceRecord &record : records)
        record.partition = 1; // as a batch of a sticky producer
    send(*m_session, records);
    found = look(topic);
    QCOMPARE(found.report->keylessSpread(), KeylessSpread::Uneven);
    QCOMPARE(found.report->keylessDifference(), 30);
    QVERIFY(!found.report->placementTells());
}

/// The newest by time over all partitions: what one of them got of late stays to be seen.
void TestContractKeys::theNewestOnly()
{
    const QString topic = makeTopic(2);
    std::vector<ProduceRecord> records;
    for (int i = 0; i < 6000; ++i) {
        ProduceRecord record;
        record.topic = topic;
        record.partition = i < 5000 ? 0 : 1;
        record.key = keyOf(i);
        record.value = QByteArray("x");
        record.timestampMs = 1'700'000'000'000 + i * 10;
        records.push_back(record);
    }
    send(*m_session, records);
    auto found = look(topic, 1500);
    QVERIFY(found.report && found.report->whole);
    QVERIFY2(found.report->records <= 1500 && found.report->records >= 1350, qPrintable(QString::number(found.report->records)));
    QCOMPARE(found.report->partitions[1].records, 1000);
    QCOMPARE(found.progress.totalRecords, found.report->records);
    found = look(topic, 100'000);
    QCOMPARE(found.report->records, 6000);
}

void TestContractKeys::ofOneTimeOnly()
{
    const QString topic = makeTopic(2);
    std::vector<ProduceRecord> records;
    for (int i = 0; i < 3000; ++i) {
        ProduceRecord record;
        record.topic = topic;
        record.partition = i % 3 == 0 ? 1 : 0;
        record.value = QByteArray("x");
        record.timestampMs = 1'700'000'000'000;
        records.push_back(record);
    }
    send(*m_session, records);
    const auto found = look(topic, 300);
    QVERIFY(found.report);
    QCOMPARE(found.report->partitions[0].records, 200);
    QCOMPARE(found.report->partitions[1].records, 100);
}

void TestContractKeys::keysBeyondTheBound()
{
    const QString topic = makeTopic(2);
    QCOMPARE(produceAs(m_cluster.bootstrap(), topic, "murmur2_random", 100, 200), QByteArray());
    KeyScanRequest request;
    request.topic = topic;
    request.mostKeys = 10;
    const auto found = take(m_session->keyScans().keys(request));
    QVERIFY(found.report);
    QCOMPARE(found.report->distinctKeys, 10);
    QCOMPARE(found.report->recordsNotKept, 180);
    QCOMPARE(found.report->records, 200);
}

void TestContractKeys::stoppedAndEmptyAndUnknown()
{
    const QString topic = makeTopic(3);
    auto found = look(topic);
    QVERIFY(found.report && found.report->whole && !found.error);
    QCOMPARE(found.report->records, 0);
    QCOMPARE(found.report->partitions.size(), std::size_t(3));
    QVERIFY(!found.report->skew());

    KeyScanRequest request;
    request.topic = topic;
    const auto stream = m_session->keyScans().keys(request);
    stream->cancel();
    found = take(stream);
    QVERIFY(!found.error);
    QVERIFY(!found.report || !found.report->whole);

    found = look(QStringLiteral("no-such-topic"));
    QVERIFY(found.error && !found.report);
    QCOMPARE(found.error->kind, base::ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(TestContractKeys)
#include "tst_contract_keys.moc"
