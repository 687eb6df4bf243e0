// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/exposition.h"

#include <QtTest/QTest>

#include <zlib.h>

using namespace weir;
using namespace weir::metrics;

class TestExposition : public QObject
{
    Q_OBJECT

    static ExpositionInput input()
    {
        auto snapshot = std::make_shared<model::ClusterSnapshot>();
        snapshot->takenAtMs = 1'700'000'000'500;
        model::Broker broker;
        broker.id = 1;
        broker.host = QStringLiteral("localhost");
        broker.port = 9092;
        broker.bytes = 4096;
        snapshot->brokers = {broker};
        model::Topic topic;
        topic.name = QStringLiteral("or\"ders\\");
        model::Partition partition;
        partition.leader = 1;
        partition.replicas = {1, 2};
        partition.isr = {1};
        partition.logStart = 5;
        partition.highWatermark = 105;
        topic.partitions = {partition};
        snapshot->topics = {topic};
        model::Group group;
        group.id = QStringLiteral("billing");
        group.members.resize(2);
        for (const std::optional<qint64> committed : {std::optional<qint64>(45), std::optional<qint64>(), std::optional<qint64>(115)}) {
            model::PartitionLag lag;
            lag.topic = topic.name;
            lag.partition = static_cast<qint32>(group.partitions.size());
            lag.committed = committed;
            lag.logStart = 5;
            lag.logEnd = 105;
            model::judge(lag);
            group.partitions.push_back(lag);
        }
        snapshot->groups = {group};
        ExpositionInput input;
        input.snapshot = snapshot;
        input.up = true;
        input.version = "0.1";
        input.groups.insert(group.id, {12.5, Verdict::FallingBehind});
        input.minInsync.insert(topic.name, 2);
        return input;
    }

    static bool has(const Exposition &exposition, const char *line)
    {
        const QStringList lines = QString::fromStdString(exposition.plain).split(QLatin1Char('\n'));
        return lines.contains(QString::fromUtf8(line));
    }

private Q_SLOTS:
    void kafkaExportersNamesHold()
    {
        const Exposition made = expose(input());
        QVERIFY(has(made, "kafka_brokers 1"));
        QVERIFY(has(made, "kafka_topic_partition_current_offset{topic=\"or\\\"ders\\\\\",partition=\"0\"} 105"));
        QVERIFY(has(made, "kafka_topic_partition_oldest_offset{topic=\"or\\\"ders\\\\\",partition=\"0\"} 5"));
        QVERIFY(has(made, "kafka_topic_partition_under_replicated_partition{topic=\"or\\\"ders\\\\\",partition=\"0\"} 1"));
        QVERIFY(has(made, "kafka_consumergroup_lag{consumergroup=\"billing\",topic=\"or\\\"ders\\\\\",partition=\"0\"} 60"));
        QVERIFY(has(made, "kafka_consumergroup_lag_sum{consumergroup=\"billing\",topic=\"or\\\"ders\\\\\"} 60"));
        QVERIFY(has(made, "kafka_consumergroup_members{consumergroup=\"billing\"} 2"));
        QVERIFY(has(made, "weir_consumergroup_lag_seconds{consumergroup=\"billing\"} 12.5"));
        QVERIFY(has(made, "weir_consumergroup_verdict{consumergroup=\"billing\",verdict=\"falling_behind\"} 1"));
    }

    void minIsrIsTold()
    {
        const Exposition made = expose(input());
        QVERIFY(has(made, "weir_topic_min_insync_replicas{topic=\"or\\\"ders\\\\\"} 2"));
        QVERIFY(has(made, "weir_topic_partition_under_min_isr{topic=\"or\\\"ders\\\\\",partition=\"0\"} 1"));
        QVERIFY(has(made, "weir_topic_partition_at_min_isr{topic=\"or\\\"ders\\\\\",partition=\"0\"} 0"));
        ExpositionInput unknown = input();
        unknown.minInsync.clear(); // not read, or not allowed to be: no sample, never a zero
        QVERIFY(expose(unknown).plain.find("min_isr{") == std::string::npos);
    }

    void whatWasNeverCommittedHasNoSample()
    {
        const Exposition made = expose(input());
        QVERIFY(made.plain.find("kafka_consumergroup_lag{consumergroup=\"billing\",topic=\"or\\\"ders\\\\\",partition=\"1\"}") == std::string::npos);
        QVERIFY(has(made, "kafka_consumergroup_lag{consumergroup=\"billing\",topic=\"or\\\"ders\\\\\",partition=\"2\"} -10"));
        QVERIFY(has(made, "weir_consumergroup_partitions{consumergroup=\"billing\",state=\"never_committed\"} 1"));
    }

    void aFailedLookShowsNoOldNumbers()
    {
        ExpositionInput failed = input();
        failed.up = false;
        const Exposition made = expose(failed);
        QVERIFY(has(made, "weir_up 0"));
        QVERIFY(made.plain.find("kafka_brokers") == std::string::npos);
    }

    void everyFamilyHasHelpAndTypeOnce()
    {
        const QStringList lines = QString::fromStdString(expose(input()).plain).split(QLatin1Char('\n'));
        QSet<QString> seen;
        for (const QString &line : lines) {
            if (!line.startsWith(QLatin1String("# TYPE")))
                continue;
            const QString name = line.section(QLatin1Char(' '), 2, 2);
            QVERIFY2(!seen.contains(name), qPrintable(name));
            seen.insert(name);
            QVERIFY(lines.filter(QStringLiteral("# HELP %1 ").arg(name)).size() == 1);
        }
        QVERIFY(seen.size() > 15);
    }

    void theGzipHoldsTheSame()
    {
        const Exposition made = expose(input());
        std::string unpacked(made.plain.size() + 100, '\0');
        z_stream stream{};
        QCOMPARE(inflateInit2(&stream, 15 + 16), Z_OK);
        stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(made.gzip.data()));
        stream.avail_in = static_cast<uInt>(made.gzip.size());
        stream.next_out = reinterpret_cast<Bytef *>(unpacked.data());
        stream.avail_out = static_cast<uInt>(unpacked.size());
        QCOMPARE(inflate(&stream, Z_FINISH), Z_STREAM_END);
        unpacked.resize(stream.total_out);
        inflateEnd(&stream);
        QCOMPARE(unpacked, made.plain);
    }
};

QTEST_APPLESS_MAIN(TestExposition)
#include "tst_exposition.moc"
