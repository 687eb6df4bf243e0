// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/cluster_under_test.h"

#include "backend/base/murmur2.h"
#include "backend/kafka/wire_produce.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <set>

using namespace weir;
using namespace weir::model;

namespace {

struct Read {
    std::vector<Record> records;
    ReadProgress progress;
    std::optional<base::Error> error;
    bool ended = false;
};

/// Takes what comes until the stream ends, or until `enough`.
Read readAll(api::RecordStream stream, std::function<bool(const std::vector<Record> &)> enough = {})
{
    Read read;
    read.ended = QTest::qWaitFor([&] {
        const bool finished = stream->finished();
        for (Record &record : stream->take())
            read.records.push_back(std::move(record));
        return finished || (enough && enough(read.records));
    }, 60'000);
    read.progress = stream->progress();
    read.error = stream->error();
    return read;
}

ReadRequest request(const QString &topic, ReadStart::Kind kind, qint64 value = 0, qint64 limit = 0)
{
    ReadRequest result;
    result.topic = topic;
    result.start = {kind, value};
    result.limit = limit;
    return result;
}

QList<qint64> offsetsOf(const std::vector<Record> &records, qint32 partition = -1)
{
    QList<qint64> offsets;
    for (const Record &record : records) {
        if (partition < 0 || record.partition == partition)
            offsets.append(record.offset);
    }
    return offsets;
}

} // namespace

class TestContractRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everyPartOfARecord();
    void keysGoWhereJavaPutsThem();
    void acks_data();
    void acks();
    void produceErrors();
    void producingMakesNoTopic();
    void producingLeavesALine();
    void produceOverTheWireClient();
    void emptyTopicEndsAtOnce();
    void oldestNewestOffset();
    void newestOfManyHalfEmptyPartitions();
    void newestLooksFartherWhereItMust();
    void newestHitsOfASearch();
    void aStoppedSearchGivesWhatItFound();
    void theBatchOfARecord();
    void offsetsThatAreNotThere();
    void byTimestamp();
    void mergedInTimeOrder();
    void filterOverTheTopic();
    void countOnly();
    void liveTail();
    void largeRecord();
    void recordsThatWereDeleted();
    void unknownTopicAndPartition();
    void leavesNoTrace();
    void dropOfTheHandleStopsIt();
    void slowConsumerIsNotOverrun();

private:
    QString makeTopic(int partitions, const QMap<QString, QString> &configs = {}) { return ::makeTopic(*m_session, "records", partitions, configs); }
    ProduceAck produce(const QString &topic, qint32 partition, const QByteArray &value, std::optional<qint64> timestamp = {})
    {
        ProduceRecord record;
        record.topic = topic;
        record.partition = partition;
        record.value = value;
        record.timestampMs = timestamp;
        const auto ack = await(m_session->producer().send(record));
        if (!ack)
            qFatal("%s", base::describe(ack.error()).c_str());
        return *ack;
    }
    void produceMany(const QString &topic, qint32 partition, int count, qint64 firstMs, const char *text)
    {
        std::vector<api::Future<ProduceAck>> acks;
        for (int i = 0; i < count; ++i) {
            ProduceRecord record;
            record.topic = topic;
            record.partition = partition;
            record.value = QByteArray(text) + ' ' + QByteArray::number(i);
            record.timestampMs = firstMs + i;
            acks.push_back(m_session->producer().send(record));
        }
        for (auto &ack : acks) {
            if (const auto result = await(std::move(ack)); !result)
                qFatal("%s", base::describe(result.error()).c_str());
        }
    }

    ClusterUnderTest m_cluster;
    std::unique_ptr<kafka::KafkaSession> m_session;
};

void TestContractRecords::initTestCase()
{
    QString whyNot;
    if (!m_cluster.start(&whyNot))
        QFAIL(qPrintable(whyNot));
    m_session = m_cluster.open();
}

void TestContractRecords::cleanupTestCase()
{
    m_session.reset();
}

void TestContractRecords::everyPartOfARecord()
{
    const QString topic = makeTopic(1);
    ProduceRecord record;
    record.topic = topic;
    record.key = QByteArray("k\0\xff", 3);
    record.value = QByteArray("값");
    record.headers = {{QByteArray("h"), QByteArray("1")}, {QByteArray("h"), std::nullopt}, {QByteArray("b"), QByteArray("\0\1\2", 3)}, {QByteArray("e"), QByteArray("")}};
    record.timestampMs = QDateTime::currentMSecsSinceEpoch() - 5000;
    const auto ack = await(m_session->producer().send(record));
    WEIR_VERIFY_RESULT(ack);
    QCOMPARE(ack->partition, 0);
    QCOMPARE(ack->offset, std::optional<qint64>(0));
    QCOMPARE(ack->timestampMs, *record.timestampMs);
    QVERIFY(ack->latencyMs > 0);
    ProduceRecord tombstone;
    tombstone.topic = topic;
    tombstone.key = QByteArray("");
    WEIR_VERIFY_RESULT(await(m_session->producer().send(tombstone)));

    const auto read = readAll(m_session->records().read(request(topic, ReadStart::Kind::Oldest)));
    QVERIFY(read.ended && !read.error);
    QCOMPARE(read.records.size(), std::size_t(2));
    const Record &first = read.records[0];
    QCOMPARE(first.topic, topic);
    QCOMPARE(first.timestampMs, *record.timestampMs);
    QCOMPARE(first.timestampType, Record::TimestampType::CreateTime);
    QCOMPARE(*first.key, *record.key);
    QCOMPARE(*first.value, *record.value);
    QCOMPARE(first.headers, record.headers);
    QVERIFY(first.leaderEpoch >= 0);
    QVERIFY(read.records[1].key && read.records[1].key->isEmpty());
    QVERIFY(!read.records[1].value);
    const auto one = await(m_session->records().record(topic, 0, 1));
    WEIR_VERIFY_RESULT(one);
    QCOMPARE(*one, read.records[1]);
    QCOMPARE(await(m_session->records().record(topic, 0, 2)).error().kind, base::ErrorKind::NotFound);
}

void TestContractRecords::keysGoWhereJavaPutsThem()
{
    const QString topic = makeTopic(6);
    for (const char *key : {"foobar", "abc", "21", "주문"}) {
        ProduceRecord record;
        record.topic = topic;
        record.key = QByteArray(key);
        record.value = QByteArray("x");
        const auto ack = await(m_session->producer().send(record));
        WEIR_VERIFY_RESULT(ack);
        QCOMPARE(ack->partition, base::murmur2Partition(base::viewOf(key), 6));
    }
}

void TestContractRecords::acks_data()
{
    QTest::addColumn<int>("acks");
    for (const int acks : {0, 1, 2})
        QTest::newRow(qPrintable(QString::number(acks))) << acks;
}

void TestContractRecords::acks()
{
    QFETCH(int, acks);
    const QString topic = makeTopic(1);
    ProduceRecord record;
    record.topic = topic;
    record.value = QByteArray("x");
    record.acks = static_cast<ProduceRecord::Acks>(acks);
    const auto ack = await(m_session->producer().send(record));
    WEIR_VERIFY_RESULT(ack);
    QCOMPARE(ack->offset.has_value(), acks != 0);
    QTRY_COMPARE_WITH_TIMEOUT(readAll(m_session->records().read(request(topic, ReadStart::Kind::Oldest))).records.size(), std::size_t(1), 20'000);
}

void TestContractRecords::produceErrors()
{
    const QString topic = makeTopic(1, {{QStringLiteral("max.message.bytes"), QStringLiteral("1000")}});
    ProduceRecord record;
    record.topic = topic;
    record.value = QByteArray(5000, 'x');
    const auto large = await(m_session->producer().send(record));
    QVERIFY(!large);
    QCOMPARE(int(large.error().kafkaCode), 10);
    QVERIFY(!large.error().peerText.empty());
    record.value = QByteArray("x");
    record.partition = 9;
    QVERIFY(!await(m_session->producer().send(record)));
}

/// Brokers make unknown topics for clients that ask for it; a console that is open all day must never be one of them.
void TestContractRecords::producingMakesNoTopic()
{
    const QString gone = makeTopic(3);
    produce(gone, 0, "x");
    const auto plan = await(m_session->changes().preview({DeleteTopic{gone}}));
    WEIR_VERIFY_RESULT(plan);
    QVERIFY(await(m_session->changes().apply(*plan))->ok());
    QTRY_VERIFY_WITH_TIMEOUT(!await(m_session->cluster().topic(gone)).has_value(), 20'000);
    for (const QString &name : {ClusterUnderTest::fresh("never-made"), gone}) {
        ProduceRecord record;
        record.topic = name;
        record.value = QByteArray("x");
        const auto ack = await(m_session->producer().send(record));
        QVERIFY(!ack);
        QCOMPARE(int(ack.error().kind), int(base::ErrorKind::NotFound));
        QVERIFY(!await(m_session->cluster().topic(name)).has_value());
    }
}

void TestContractRecords::producingLeavesALine()
{
    const QString topic = makeTopic(2);
    const auto linesOf = [&] {
        std::vector<AuditEntry> lines;
        for (const AuditEntry &entry : m_cluster.audit()) {
            if (entry.target == topic && entry.action == QLatin1String("record.produce"))
                lines.push_back(entry);
        }
        return lines;
    };
    ProduceRecord record;
    record.topic = topic;
    record.partition = 1;
    record.key = QByteArray("secret-key");
    record.value = QByteArray("secret-value");
    record.headers = {{"secret-header", QByteArray("x")}};
    for (qint64 offset : {0, 1}) {
        WEIR_VERIFY_RESULT(await(m_session->producer().send(record)));
        const auto lines = linesOf(); // there before the answer is
        QCOMPARE(lines.size(), static_cast<std::size_t>(offset) + 1);
        const AuditEntry &line = lines.back();
        QVERIFY(line.ok);
        QCOMPARE(line.profile, QStringLiteral("contract"));
        QCOMPARE(line.detail, QStringLiteral("{\"offset\":%1,\"partition\":1}").arg(offset));
        QCOMPARE(line.command, QString(QStringLiteral("kafka-console-producer.sh --bootstrap-server \"$BOOTSTRAP\" --topic ") + topic));
        QVERIFY(!QString(line.detail + line.command + line.error).contains(QStringLiteral("secret")));
    }
    record.partition = 99;
    const auto refused = await(m_session->producer().send(record));
    QVERIFY(!refused);
    const AuditEntry line = linesOf().back();
    QVERIFY(!line.ok);
    QCOMPARE(line.error, QString::fromStdString(base::describe(refused.error())));
    QVERIFY(!QString(line.detail + line.command + line.error).contains(QStringLiteral("secret")));

    // Many at a time share lines, and none is lost.
    const std::size_t before = linesOf().size();
    produceMany(topic, 0, 3000, 1'000, "bulk");
    const auto lines = linesOf();
    qint64 records = 0, next = 0;
    for (std::size_t i = before; i < lines.size(); ++i) {
        const QJsonObject detail = QJsonDocument::fromJson(lines[i].detail.toUtf8()).object();
        QCOMPARE(detail.value(QStringLiteral("offset")).toInteger(), next);
        records += detail.value(QStringLiteral("records")).toInteger(1);
        next = detail.value(QStringLiteral("lastOffset")).toInteger(next) + 1;
    }
    QCOMPARE(records, 3000);
    QCOMPARE(next, 3000);
    QVERIFY(lines.size() - before < 3000);
}

/// What stands in for librdkafka does the same as it.
void TestContractRecords::produceOverTheWireClient()
{
    const QString topic = makeTopic(6, {{QStringLiteral("max.message.bytes"), QStringLiteral("1000")}});
    net::IoThread thread;
    net::ClientConfig config;
    config.bootstrap = *net::Address::parseList(m_cluster.bootstrap().toStdString());
    const auto client = net::KafkaClient::create(thread, config);
    const auto send = [&](const ProduceRecord &record) {
        return await(kafka::call<ProduceAck>(client, [client, record] { return kafka::produceOverWire(client, record, net::Deadline::in(std::chrono::seconds(20))); }));
    };
    ProduceRecord record;
    record.topic = topic;
    record.key = QByteArray("foobar");
    record.value = QByteArray("값");
    record.headers = {{QByteArray("h"), QByteArray("1")}, {QByteArray("h"), std::nullopt}};
    record.timestampMs = 1'700'000'000'000;
    const auto ack = send(record);
    WEIR_VERIFY_RESULT(ack);
    QCOMPARE(ack->partition, base::murmur2Partition(base::viewOf("foobar"), 6));
    QCOMPARE(ack->offset, std::optional<qint64>(0));
    const auto read = await(m_session->records().record(topic, ack->partition, 0));
    WEIR_VERIFY_RESULT(read);
    QCOMPARE(*read->key, *record.key);
    QCOMPARE(*read->value, *record.value);
    QCOMPARE(read->headers, record.headers);
    QCOMPARE(read->timestampMs, *record.timestampMs);
    record.acks = ProduceRecord::Acks::None;
    const auto silent = send(record);
    WEIR_VERIFY_RESULT(silent);
    QVERIFY(!silent->offset);
    record.acks = ProduceRecord::Acks::All;
    record.partition = 9;
    QCOMPARE(send(record).error().kind, base::ErrorKind::Invalid);
    record.partition = 0;
    record.value = QByteArray(5000, 'x');
    QCOMPARE(int(send(record).error().kafkaCode), 10);
    client->close();
}

void TestContractRecords::emptyTopicEndsAtOnce()
{
    const QString topic = makeTopic(3);
    for (const auto kind : {ReadStart::Kind::Newest, ReadStart::Kind::Oldest, ReadStart::Kind::Offset, ReadStart::Kind::Timestamp}) {
        const auto read = readAll(m_session->records().read(request(topic, kind, 0, 100)));
        QVERIFY(read.ended);
        QVERIFY(!read.error);
        QVERIFY(read.records.empty());
        QCOMPARE(read.progress.totalRecords, 0);
    }
}

void TestContractRecords::oldestNewestOffset()
{
    const QString topic = makeTopic(1);
    produceMany(topic, 0, 30, 1'000'000, "r");
    QCOMPARE(offsetsOf(readAll(m_session->records().read(request(topic, ReadStart::Kind::Oldest, 0, 3))).records), (QList<qint64>{0, 1, 2}));
    QCOMPARE(offsetsOf(readAll(m_session->records().read(request(topic, ReadStart::Kind::Newest, 0, 3))).records), (QList<qint64>{29, 28, 27}));
    QCOMPARE(offsetsOf(readAll(m_session->records().read(request(topic, ReadStart::Kind::Newest, 0, 100))).records).size(), 30);
    QCOMPARE(offsetsOf(readAll(m_session->records().read(request(topic, ReadStart::Kind::Offset, 28))).records), (QList<qint64>{28, 29}));
    QVERIFY(readAll(m_session->records().read(request(topic, ReadStart::Kind::Offset, 99))).records.empty());
    auto until = request(topic, ReadStart::Kind::Offset, 10);
    until.untilOffset = 12;
    QCOMPARE(offsetsOf(readAll(m_session->records().read(until)).records), (QList<qint64>{10, 11}));
}

void TestContractRecords::newestOfManyHalfEmptyPartitions()
{
    const QString topic = makeTopic(50);
    for (int partition = 0; partition < 50; partition += 2)
        produceMany(topic, partition, 12, 1'000'000 + partition, "r");
    const auto read = readAll(m_session->records().read(request(topic, ReadStart::Kind::Newest, 0, 100)));
    QVERIFY(read.ended && !read.error);
    QCOMPARE(read.records.size(), std::size_t(100));
    // The newest hundred by time, newest first: all that are younger than the youngest that is left out.
    QVERIFY(std::is_sorted(read.records.begin(), read.records.end(), [](const Record &a, const Record &b) { return a.timestampMs > b.timestampMs; }));
    QCOMPARE(read.records.front().timestampMs, 1'000'000 + 48 + 11);
    const auto all = readAll(m_session->records().read(request(topic, ReadStart::Kind::Oldest)));
    QCOMPARE(all.records.size(), std::size_t(25 * 12));
    QCOMPARE(read.records.back().timestampMs, all.records[200].timestampMs);
}

void TestContractRecords::newestLooksFartherWhereItMust()
{
    // All the young records are in one of ten partitions: an equal share of each would miss them.
    const QString topic = makeTopic(10);
    for (int partition = 0; partition < 9; ++partition)
        produceMany(topic, partition, 20, 1'000'000, "old");
    produceMany(topic, 9, 300, 2'000'000, "young");
    const auto read = readAll(m_session->records().read(request(topic, ReadStart::Kind::Newest, 0, 100)));
    QCOMPARE(read.records.size(), std::size_t(100));
    QCOMPARE(offsetsOf(read.records, 9).size(), 100);
    QCOMPARE(read.records.front().offset, 299);
    QCOMPARE(read.records.back().offset, 200);
}

void TestContractRecords::newestHitsOfASearch()
{
    // More hits than wanted, the newest of them behind much that is none, in a partition of its own.
    const QString topic = makeTopic(3);
    produceMany(topic, 0, 1000, 1'000'000, "needle");
    produceMany(topic, 1, 1000, 2'000'000, "needle");
    produceMany(topic, 1, 2000, 3'000'000, "straw");
    auto wanted = request(topic, ReadStart::Kind::Newest, 0, 500);
    wanted.filter = QStringLiteral("needle");
    const auto read = readAll(m_session->records().read(wanted));
    QVERIFY(read.ended && !read.error);
    QCOMPARE(read.records.size(), std::size_t(500));
    for (std::size_t i = 0; i < read.records.size(); ++i) {
        QCOMPARE(read.records[i].partition, 1);
        QCOMPARE(read.records[i].offset, 999 - qint64(i));
    }
}

void TestContractRecords::aStoppedSearchGivesWhatItFound()
{
    // More hits than a stream holds: the search waits with the older ones until somebody takes the newest.
    const QString topic = makeTopic(2);
    for (int partition = 0; partition < 2; ++partition)
        produceMany(topic, partition, 30'000, 1'000'000, "needle");
    auto wanted = request(topic, ReadStart::Kind::Newest, 0, 500'000);
    wanted.filter = QStringLiteral("needle");
    api::RecordStream stream = m_session->records().read(wanted);
    QVERIFY(QTest::qWaitFor([&] { return stream->waiting() > 0; }, 60'000));
    QVERIFY(stream->waiting() < 60'000); // not all at the end
    QVERIFY(stream->progress().records > 0 && stream->progress().seconds > 0);
    stream->cancel();
    QVERIFY(QTest::qWaitFor([&] { return stream->finished(); }, 60'000));
    const std::vector<Record> found = stream->take();
    QVERIFY(found.size() >= 30'000);
    QCOMPARE(found.front().offset, 29'999);
    QVERIFY(std::is_sorted(found.begin(), found.end(), [](const Record &a, const Record &b) { return a.timestampMs > b.timestampMs; }));
}

void TestContractRecords::theBatchOfARecord()
{
    const QString topic = makeTopic(1);
    produceMany(topic, 0, 20, 1'000'000, "r");
    const auto read = readAll(m_session->records().read(request(topic, ReadStart::Kind::Oldest)));
    QCOMPARE(read.records.size(), std::size_t(20));
    for (const Record &record : read.records) {
        QVERIFY(record.batch.baseOffset >= 0 && record.batch.baseOffset <= record.offset);
        QVERIFY(record.batch.baseOffset + record.batch.records > record.offset);
        QVERIFY(record.batch.bytes > 61);
        QCOMPARE(record.batch.producerId, -1); // a plain producer
        QCOMPARE(record.batch.baseSequence, -1);
    }
}

void TestContractRecords::offsetsThatAreNotThere()
{
    const QString topic = makeTopic(1);
    produceMany(topic, 0, 10, 1'000'000, "r");
    const auto plan = await(m_session->changes().preview({DeleteRecords{topic, {{0, 6}}}}));
    WEIR_VERIFY_RESULT(plan);
    QVERIFY(await(m_session->changes().apply(*plan))->ok());
    const auto outside = [&](qint64 offset) { return readAll(m_session->records().read(request(topic, ReadStart::Kind::Offset, offset))).progress.outside; };
    QCOMPARE(outside(2), (std::vector<OffsetOutside>{{0, 6, 10}}));
    QCOMPARE(outside(11), (std::vector<OffsetOutside>{{0, 6, 10}}));
    QVERIFY(outside(6).empty());
    QVERIFY(outside(10).empty()); // the next that will be written
}

void TestContractRecords::byTimestamp()
{
    const QString topic = makeTopic(2);
    produceMany(topic, 0, 10, 1'000'000, "a");
    produceMany(topic, 1, 10, 1'000'005, "b");
    auto from = request(topic, ReadStart::Kind::Timestamp, 1'000'008);
    const auto read = readAll(m_session->records().read(from));
    QCOMPARE(offsetsOf(read.records, 0), (QList<qint64>{8, 9}));
    QCOMPARE(offsetsOf(read.records, 1), (QList<qint64>{3, 4, 5, 6, 7, 8, 9}));
    from.untilTimestampMs = 1'000'010;
    const auto window = readAll(m_session->records().read(from));
    QCOMPARE(offsetsOf(window.records, 0), (QList<qint64>{8, 9}));
    QCOMPARE(offsetsOf(window.records, 1), (QList<qint64>{3, 4}));
    QVERIFY(readAll(m_session->records().read(request(topic, ReadStart::Kind::Timestamp, 9'000'000))).records.empty());
}

void TestContractRecords::mergedInTimeOrder()
{
    const QString topic = makeTopic(3);
    for (int partition = 0; partition < 3; ++partition) {
        for (int i = 0; i < 40; ++i)
            produce(topic, partition, "x", 1'000'000 + i * 3 + partition);
    }
    const auto read = readAll(m_session->records().read(request(topic, ReadStart::Kind::Oldest)));
    QCOMPARE(read.records.size(), std::size_t(120));
    for (std::size_t i = 0; i < read.records.size(); ++i)
        QCOMPARE(read.records[i].timestampMs, 1'000'000 + qint64(i));
}

void TestContractRecords::filterOverTheTopic()
{
    const QString topic = makeTopic(4);
    for (int partition = 0; partition < 4; ++partition)
        produceMany(topic, partition, 2000, 1'000'000 + partition * 10'000, "haystack");
    produce(topic, 2, "the NEEDLE is here", 5'000'000);
    produceMany(topic, 2, 100, 6'000'000, "hay");
    auto wanted = request(topic, ReadStart::Kind::Oldest);
    wanted.filter = QStringLiteral("needle");
    auto read = readAll(m_session->records().read(wanted));
    QCOMPARE(read.records.size(), std::size_t(1));
    QCOMPARE(read.records.front().offset, 2000);
    QCOMPARE(read.progress.records, 8101);
    QCOMPARE(read.progress.totalRecords, 8101);
    QCOMPARE(read.progress.hits, 1);
    QVERIFY(read.progress.bytes > 8101 * 10);
    wanted.start.kind = ReadStart::Kind::Newest;
    wanted.limit = 5;
    QCOMPARE(readAll(m_session->records().read(wanted)).records.size(), std::size_t(1));
    wanted.filter = QStringLiteral("haystack 1999");
    read = readAll(m_session->records().read(wanted));
    QCOMPARE(read.records.size(), std::size_t(4));
    wanted.limit = 2;
    read = readAll(m_session->records().read(wanted));
    QCOMPARE(read.records.size(), std::size_t(2));
    QCOMPARE(read.records.front().partition, 3);
}

void TestContractRecords::countOnly()
{
    const QString topic = makeTopic(2);
    produceMany(topic, 0, 50, 1'000'000, "even");
    produceMany(topic, 1, 70, 1'000'000, "odd");
    auto count = request(topic, ReadStart::Kind::Oldest);
    count.countOnly = true;
    auto read = readAll(m_session->records().read(count));
    QVERIFY(read.records.empty());
    QCOMPARE(read.progress.hits, 120);
    count.filter = QStringLiteral("ODD");
    QCOMPARE(readAll(m_session->records().read(count)).progress.hits, 70);
    count.partitions = {0};
    QCOMPARE(readAll(m_session->records().read(count)).progress.hits, 0);
}

void TestContractRecords::liveTail()
{
    const QString topic = makeTopic(2);
    produce(topic, 0, "before");
    auto stream = m_session->records().read(request(topic, ReadStart::Kind::Live));
    QTRY_VERIFY_WITH_TIMEOUT(stream->progress().live, 20'000);
    produce(topic, 0, "one");
    produce(topic, 1, "two");
    std::set<QByteArray> seen;
    QTRY_VERIFY_WITH_TIMEOUT(([&] {
        for (const Record &record : stream->take())
            seen.insert(*record.value);
        return seen.size() >= 2;
    })(), 20'000);
    QCOMPARE(seen, (std::set<QByteArray>{"one", "two"}));
    QVERIFY(!stream->finished());
    stream->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(stream->finished(), 20'000);
    QVERIFY(!stream->error());
}

void TestContractRecords::largeRecord()
{
    const QString topic = makeTopic(1, {{QStringLiteral("max.message.bytes"), QStringLiteral("30000000")}});
    produce(topic, 0, "small");
    QByteArray large(20'000'000, 'x');
    large.replace(19'000'000, 6, "needle");
    produce(topic, 0, large);
    produce(topic, 0, "after");
    const auto read = readAll(m_session->records().read(request(topic, ReadStart::Kind::Newest, 0, 10)));
    QCOMPARE(read.records.size(), std::size_t(3));
    QVERIFY(*read.records[1].value == large);
    QCOMPARE(read.records[1].valueCut, 0);
    // The beginning alone, for a list; the filter looks at the whole all the same.
    auto shortened = request(topic, ReadStart::Kind::Newest, 0, 10);
    shortened.valueBytes = 1000;
    shortened.filter = QStringLiteral("needle");
    const auto list = readAll(m_session->records().read(shortened));
    QCOMPARE(list.records.size(), std::size_t(1));
    QCOMPARE(*list.records[0].value, large.left(1000));
    QCOMPARE(list.records[0].valueCut, large.size() - 1000);
    QCOMPARE(list.records[0].size(), qint64(large.size()));
    const auto whole = await(m_session->records().record(topic, 0, list.records[0].offset));
    WEIR_VERIFY_RESULT(whole);
    QVERIFY(*whole->value == large);
    auto filtered = request(topic, ReadStart::Kind::Oldest);
    filtered.filter = QStringLiteral("needle");
    QCOMPARE(offsetsOf(readAll(m_session->records().read(filtered)).records), (QList<qint64>{1}));
}

void TestContractRecords::recordsThatWereDeleted()
{
    const QString topic = makeTopic(1);
    produceMany(topic, 0, 10, 1'000'000, "r");
    const auto plan = await(m_session->changes().preview({DeleteRecords{topic, {{0, 6}}}}));
    WEIR_VERIFY_RESULT(plan);
    QVERIFY(await(m_session->changes().apply(*plan))->ok());
    QCOMPARE(offsetsOf(readAll(m_session->records().read(request(topic, ReadStart::Kind::Oldest))).records), (QList<qint64>{6, 7, 8, 9}));
    QCOMPARE(offsetsOf(readAll(m_session->records().read(request(topic, ReadStart::Kind::Offset, 2))).records), (QList<qint64>{6, 7, 8, 9}));
    QCOMPARE(await(m_session->records().record(topic, 0, 3)).error().kind, base::ErrorKind::NotFound);
}

void TestContractRecords::unknownTopicAndPartition()
{
    const auto read = readAll(m_session->records().read(request(QStringLiteral("no-such-topic"), ReadStart::Kind::Newest, 0, 10)));
    QVERIFY(read.ended);
    QVERIFY(read.error);
    QCOMPARE(read.error->kind, base::ErrorKind::NotFound);
    auto wrong = request(makeTopic(1), ReadStart::Kind::Oldest);
    wrong.partitions = {0, 5};
    QCOMPARE(readAll(m_session->records().read(wrong)).error->kind, base::ErrorKind::NotFound);
}

void TestContractRecords::leavesNoTrace()
{
    const QString topic = makeTopic(1);
    produce(topic, 0, "x");
    const auto groups = [&] {
        const auto snapshot = await(m_session->cluster().snapshot({}));
        QStringList ids;
        for (const Group &group : (*snapshot)->groups)
            ids.append(group.id);
        return ids;
    };
    const QStringList before = groups();
    QCOMPARE(readAll(m_session->records().read(request(topic, ReadStart::Kind::Newest, 0, 10))).records.size(), std::size_t(1));
    QCOMPARE(groups(), before);
}

void TestContractRecords::dropOfTheHandleStopsIt()
{
    const QString topic = makeTopic(1);
    for (int i = 0; i < 5; ++i)
        m_session->records().read(request(topic, ReadStart::Kind::Live));
    // And a session that goes while reads are under way goes at once.
    auto session = m_cluster.open();
    auto stream = session->records().read(request(topic, ReadStart::Kind::Live));
    session.reset();
    QVERIFY(stream->finished());
}

void TestContractRecords::slowConsumerIsNotOverrun()
{
    const QString topic = makeTopic(1, {{QStringLiteral("max.message.bytes"), QStringLiteral("30000000")}});
    for (int i = 0; i < 20; ++i)
        produce(topic, 0, QByteArray(10'000'000, 'x'));
    auto stream = m_session->records().read(request(topic, ReadStart::Kind::Oldest));
    // Nobody takes anything: 200 MB must not pile up.
    QTRY_VERIFY_WITH_TIMEOUT(stream->waiting() >= 2, 30'000);
    QTest::qWait(500);
    QVERIFY2(stream->waiting() <= 12, qPrintable(QString::number(stream->waiting())));
    const auto read = readAll(std::move(stream));
    QVERIFY(read.ended && !read.error);
    QCOMPARE(offsetsOf(read.records).size(), 20);
}

QTEST_GUILESS_MAIN(TestContractRecords)
#include "tst_contract_records.moc"
