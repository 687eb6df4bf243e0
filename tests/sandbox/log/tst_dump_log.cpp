// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/log/log_fixture.h"

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

/// Apache Kafka's own dump-log reads the files we write: every segment deep, both indexes checked against the log, and
/// the producer snapshots. WEIR_KAFKA_LIBS is the folder with the jars of a Kafka distribution.
class TestDumpLog : public QObject
{
    Q_OBJECT

    base::ManualClock m_clock;
    QTemporaryDir m_folder;
    QString m_libs;

    QByteArray dump(const QStringList &arguments)
    {
        QProcess java;
        java.setProcessChannelMode(QProcess::MergedChannels);
        java.start(QStringLiteral("java"),
                   QStringList{QStringLiteral("-XX:TieredStopAtLevel=1"), QStringLiteral("-Xmx256m"),
                               QStringLiteral("-cp"), m_libs + QStringLiteral("/*"),
                               QStringLiteral("org.apache.kafka.tools.DumpLogSegments")} +
                       arguments);
        if (!java.waitForStarted() || !java.waitForFinished(120'000))
            return QByteArrayLiteral("dump-log did not end: ") + java.errorString().toUtf8();
        const QByteArray text = java.readAll();
        return java.exitCode() == 0
                   ? text
                   : QByteArrayLiteral("Exception: exit code ") + QByteArray::number(java.exitCode()) + text;
    }
    QStringList files(const QString &directory, const QString &pattern) const
    {
        QStringList paths;
        const QDir dir(directory);
        for (const QString &name : dir.entryList({pattern}, QDir::Files, QDir::Name))
            paths.append(dir.filePath(name));
        return paths;
    }
    static QByteArray complaints(const QByteArray &text)
    {
        QByteArray found;
        for (const QByteArray &line : text.split('\n')) {
            for (const char *word :
                 {"Mismatches", "Exception", "not match", "could not be found", "isvalid: false", "corrupt",
                  "Out of order", "did not end", "isCrcValid: false", "trailing", "is followed by"}) {
                // Of every file that does not begin at offset 0 dump-log says that -1 is followed by its first offset.
                if (line.contains(word) && !line.contains("SLF4J") && !line.contains(" -1 is followed by"))
                    found += line + '\n';
            }
        }
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_libs = qEnvironmentVariable("WEIR_KAFKA_LIBS");
        if (m_libs.isEmpty() || QDir(m_libs).entryList({QStringLiteral("kafka-tools-*.jar")}).isEmpty())
            QSKIP("WEIR_KAFKA_LIBS names no folder with Apache Kafka's jars");
        QVERIFY(m_folder.isValid());
    }

    void kafkaReadsWhatWeWrote_data()
    {
        QTest::addColumn<int>("codec");
        QTest::addColumn<bool>("logAppendTime");
        for (int codec = 0; codec <= 4; ++codec) {
            QTest::addRow("%s", std::string(wire::toString(static_cast<wire::Compression>(codec))).c_str())
                << codec << false;
        }
        QTest::newRow("log append time") << 0 << true;
    }
    void kafkaReadsWhatWeWrote()
    {
        QFETCH(int, codec);
        QFETCH(bool, logAppendTime);
        const QString directory = m_folder.filePath(QStringLiteral("orders%1-%2").arg(codec).arg(int{logAppendTime}));
        LogConfig config;
        config.segmentBytes = codec == 0 ? 60'000 : 8'000;
        config.indexIntervalBytes = 1'000;
        config.compressionType = static_cast<wire::Compression>(codec);
        config.compressionLz4Level = 12;
        if (logAppendTime)
            config.messageTimestampType = wire::TimestampType::LogAppendTime;
        PartitionLog::OpenOptions options;
        options.topicId = *base::Uuid::parse("MkU3OEVBNTcwNTJENDM2Qg");
        MUST(auto log, PartitionLog::open(posixFileSystem(), directory.toStdString(), config, m_clock, options));
        int records = 0;
        for (int i = 0; i < 300; ++i) {
            BatchSpec spec;
            spec.count = 1 + i % 7;
            spec.timestamp = 1'700'000'000'000 + i * 100 - (i % 5 == 0 ? 2'000 : 0); // not ascending
            spec.compression = static_cast<wire::Compression>(i % 5);
            spec.valueBytes = static_cast<std::size_t>(50 + i * 13 % 400);
            if (i % 3 == 0) {
                spec.producerId = 4'000 + i % 2;
                spec.epoch = static_cast<std::int16_t>(i); // a new epoch each time begins at 0
                spec.sequence = 0;
            }
            MUST_DO(log->appendAsLeader(makeBatch(spec), i / 60));
            records += spec.count;
            m_clock.advance(std::chrono::milliseconds(50));
        }
        QVERIFY(log->segmentCount() >= 2);
        // A truncation, then more: what a follower does after a change of leaders.
        MUST_DO(log->truncateTo(log->logEndOffset() - 20));
        for (int i = 0; i < 20; ++i)
            MUST_DO(
                log->appendAsLeader(makeBatch({.count = 2, .timestamp = 1'700'000'060'000 + i, .valueBytes = 200}), 7));
        records = static_cast<int>(log->logEndOffset());
        MUST_DO(log->close());

        const QByteArray deep = dump({QStringLiteral("--deep-iteration"), QStringLiteral("--files"),
                                      files(directory, QStringLiteral("*.log")).join(QLatin1Char(','))});
        QVERIFY2(complaints(deep).isEmpty(), complaints(deep).left(2'000).constData());
        QCOMPARE(deep.count("| offset: "), records);
        const QByteArray name =
            QByteArrayLiteral("compresscodec: ") + wire::toString(static_cast<wire::Compression>(codec)).data();
        QVERIFY(deep.contains(name));
        if (logAppendTime)
            QVERIFY(deep.contains("LogAppendTime") && !deep.contains("CreateTime"));

        const QStringList indexes =
            files(directory, QStringLiteral("*.index")) + files(directory, QStringLiteral("*.timeindex"));
        QVERIFY(indexes.size() >= 4);
        const QByteArray sound =
            dump({QStringLiteral("--index-sanity-check"), QStringLiteral("--files"), indexes.join(QLatin1Char(','))});
        QVERIFY2(complaints(sound).isEmpty(), complaints(sound).left(2'000).constData());
        QVERIFY2(sound.count("passed sanity check") + sound.count("is empty.") == indexes.size(), sound.constData());
        const QByteArray verified =
            dump({QStringLiteral("--verify-index-only"), QStringLiteral("--files"), indexes.join(QLatin1Char(','))});
        QVERIFY2(complaints(verified).isEmpty(), complaints(verified).left(2'000).constData());

        const QStringList snapshots = files(directory, QStringLiteral("*.snapshot"));
        QVERIFY(!snapshots.isEmpty());
        const QByteArray producers = dump({QStringLiteral("--files"), snapshots.join(QLatin1Char(','))});
        QVERIFY2(complaints(producers).isEmpty(), complaints(producers).left(2'000).constData());
        QVERIFY2(producers.contains("producerId: 4000") && producers.contains("producerId: 4001"),
                 producers.constData());
    }

    void kafkaReadsWhatWeCompacted()
    {
        const QString directory = m_folder.filePath(QStringLiteral("users-0"));
        LogConfig config;
        config.segmentBytes = 5'000;
        config.indexIntervalBytes = 500;
        config.compact = true;
        config.messageTimestampAfterMaxMs = LogConfig::kNever;
        MUST(auto log, PartitionLog::open(posixFileSystem(), directory.toStdString(), config, m_clock, {}));
        for (int i = 0; i < 200; ++i) {
            wire::RecordBatchBuilder::Options options;
            options.compression = static_cast<wire::Compression>(i % 5);
            if (i % 4 == 0) {
                options.producerId = 9'000 + i;
                options.producerEpoch = 0;
                options.baseSequence = 0;
            }
            wire::RecordBatchBuilder builder(options);
            for (int j = 0; j < 6; ++j) {
                const std::string key = "key" + std::to_string((i * 7 + j * 3) % 25);
                const std::string value(static_cast<std::size_t>(20 + (i + j) % 60), 'v');
                builder.add({m_clock.wallMs() + i,
                             base::viewOf(key),
                             (i + j) % 9 == 0 ? std::nullopt : std::optional(base::viewOf(value)),
                             {}});
            }
            MUST(const base::Bytes batch, builder.finish());
            MUST_DO(log->appendAsLeader(batch, i / 40));
        }
        log->setHighWatermark(log->logEndOffset());
        auto job = log->takeCompaction();
        QVERIFY(job);
        MUST_DO(job->run());
        QVERIFY(job->numbers().recordsKept < job->numbers().recordsRead / 4);
        MUST(const bool applied, log->applyCompaction(std::move(*job)));
        QVERIFY(applied);
        MUST_DO(log->close());
        const QByteArray deep = dump({QStringLiteral("--deep-iteration"), QStringLiteral("--files"),
                                      files(directory, QStringLiteral("*.log")).join(QLatin1Char(','))});
        // Compaction leaves gaps between offsets; everything else must be as ever.
        QByteArray others;
        for (const QByteArray &line : complaints(deep).split('\n'))
            others += line.contains("is followed by") ? QByteArray() : line;
        QVERIFY2(others.isEmpty(), others.left(2'000).constData());
        QVERIFY(deep.contains("deleteHorizonMs: OptionalLong["));
        const QStringList indexes =
            files(directory, QStringLiteral("*.index")) + files(directory, QStringLiteral("*.timeindex"));
        const QByteArray verified =
            dump({QStringLiteral("--verify-index-only"), QStringLiteral("--files"), indexes.join(QLatin1Char(','))});
        QVERIFY2(complaints(verified).isEmpty(), complaints(verified).left(2'000).constData());
    }

    void kafkaReadsOurTransactions()
    {
        const QString directory = m_folder.filePath(QStringLiteral("paid-0"));
        MUST(auto log, PartitionLog::open(posixFileSystem(), directory.toStdString(), {}, m_clock, {}));
        for (int i = 0; i < 4; ++i) {
            MUST_DO(appendVerified(*log, makeBatch({.count = 2, .producerId = 7, .epoch = 0, .sequence = i * 2, .transactional = true})));
            MUST_DO(log->appendAsLeader(makeMarker(7, 0, i % 2 == 0, 5), 0, AppendOrigin::Coordinator));
        }
        MUST_DO(appendVerified(*log, makeBatch({.producerId = 8, .epoch = 3, .sequence = 0, .transactional = true}))); // 12, open
        MUST_DO(log->close());
        const QByteArray deep = dump({QStringLiteral("--deep-iteration"), QStringLiteral("--files"),
                                      files(directory, QStringLiteral("*.log")).join(QLatin1Char(','))});
        QVERIFY2(complaints(deep).isEmpty(), complaints(deep).left(2'000).constData());
        QCOMPARE(deep.count("endTxnMarker: COMMIT coordinatorEpoch: 5"), 2);
        QCOMPARE(deep.count("endTxnMarker: ABORT coordinatorEpoch: 5"), 2);
        const QByteArray aborted = dump({QStringLiteral("--files"), files(directory, QStringLiteral("*.txnindex")).join(QLatin1Char(','))});
        QVERIFY2(aborted.contains("version: 0 producerId: 7 firstOffset: 3 lastOffset: 5 lastStableOffset: 6"), aborted.constData());
        QVERIFY2(aborted.contains("version: 0 producerId: 7 firstOffset: 9 lastOffset: 11 lastStableOffset: 12"), aborted.constData());
        const QByteArray producers = dump({QStringLiteral("--files"), files(directory, QStringLiteral("*.snapshot")).join(QLatin1Char(','))});
        QVERIFY2(producers.contains("producerId: 8 producerEpoch: 3 coordinatorEpoch: -1 currentTxnFirstOffset: OptionalLong[12]"), producers.constData());
    }

    void itWouldComplain()
    {
        const QString directory = m_folder.filePath(QStringLiteral("damaged-0"));
        MUST(auto log, PartitionLog::open(posixFileSystem(), directory.toStdString(), {}, m_clock, {}));
        for (int i = 0; i < 100; ++i)
            MUST_DO(log->appendAsLeader(makeBatch({.timestamp = 1'700'000'000'000 + i, .valueBytes = 500}), 0));
        MUST_DO(log->close());
        const QString index = files(directory, QStringLiteral("*.index")).constFirst();
        QFile file(index);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.size() >= 16);
        file.seek(11);
        file.write("\x01", 1);
        file.close();
        QVERIFY(!complaints(dump({QStringLiteral("--verify-index-only"), QStringLiteral("--files"), index})).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDumpLog)
#include "tst_dump_log.moc"
