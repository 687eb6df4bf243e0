// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "tests/sandbox/log/log_fixture.h"

#include <cerrno>
#include <random>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

/// Ends of every kind: kill -9, power failure, a disk that fails or is full at any single operation, damaged files.
class TestLogRecovery : public QObject
{
    Q_OBJECT

    base::ManualClock m_clock;
    std::unique_ptr<MemoryFileSystem> m_fs;
    static inline const std::string kDirectory = "/data/orders-0";

    static LogConfig small()
    {
        LogConfig config;
        config.segmentBytes = 1'000;
        config.indexIntervalBytes = 100;
        config.fileDeleteDelayMs = 1'000;
        return config;
    }
    base::Result<std::unique_ptr<PartitionLog>> open(const LogConfig &config, bool clean = false,
                                                     std::int64_t recoveryPoint = 0, std::int64_t logStart = 0)
    {
        PartitionLog::OpenOptions options;
        options.cleanShutdown = clean;
        options.recoveryPoint = recoveryPoint;
        options.logStartOffset = logStart;
        options.topicId = *base::Uuid::parse("MkU3OEVBNTcwNTJENDM2Qg");
        return PartitionLog::open(*m_fs, kDirectory, config, m_clock, options);
    }

    static BatchSpec specOf(int i)
    {
        return {.count = 1 + i % 3,
                .timestamp = 1'700'000'000'000 + i,
                .compression = static_cast<wire::Compression>(i % 5),
                .valueBytes = static_cast<std::size_t>(20 + i % 50),
                .prefix = "batch" + std::to_string(i) + "-"};
    }

    /// What a trace promised: each acknowledged record, and what its end may have been.
    struct Promise
    {
        std::vector<std::string> values; ///< by offset; of acknowledged batches
        std::vector<std::string> maybe;  ///< of the batch whose append failed: there or not
        std::int64_t deletedBelow = 0;
        std::int64_t flushedTo = 0;
        int failures = 0;
        bool wrongCode = false;
    };

    // Appends, rolls, flushes, retention and DeleteRecords, with whatever faults are set. Ends at the first failure of
    // an append if `stop`, else goes on as a producer with retries would.
    void trace(PartitionLog &log, Promise &promise, int batches, bool stop)
    {
        for (int i = 0; i < batches; ++i) {
            const base::Bytes batch = makeBatch(specOf(i));
            std::vector<std::string> values;
            for (int j = 0; j < specOf(i).count; ++j) {
                std::string value = specOf(i).prefix + std::to_string(j);
                value.resize(std::max(value.size(), specOf(i).valueBytes), '.');
                values.push_back(std::move(value));
            }
            for (int attempt = 0;; ++attempt) {
                const auto info = log.appendAsLeader(batch, i / 7);
                if (info) {
                    if (info->baseOffset != static_cast<std::int64_t>(promise.values.size()))
                        promise.wrongCode = true;
                    promise.values.insert(promise.values.end(), values.begin(), values.end());
                    break;
                }
                ++promise.failures;
                promise.wrongCode = promise.wrongCode || info.error().kind != base::ErrorKind::Storage ||
                                    info.error().kafkaCode != static_cast<int>(KafkaError::KafkaStorageError);
                if (stop || attempt > 3) {
                    promise.maybe = values;
                    return;
                }
            }
            log.setHighWatermark(log.logEndOffset());
            if (i % 9 == 8 && log.flush())
                promise.flushedTo = log.recoveryPoint();
            if (i % 13 == 12) {
                const std::int64_t target = log.logEndOffset() / 3;
                if (target > promise.deletedBelow) {
                    promise.deletedBelow = target; // asked for: from now on it may be gone
                    if (auto moved = log.deleteRecordsBefore(target); !moved)
                        ++promise.failures;
                }
                if (!log.deleteOldSegments())
                    ++promise.failures;
            }
            m_clock.advance(std::chrono::milliseconds(300));
            (void)log.tick();
        }
    }

    /// Everything promised is there, in place, and nothing else but the batch that was on its way.
    QString verify(PartitionLog &log, const Promise &promise, std::int64_t mustReach)
    {
        const auto records = readAll(log);
        if (!records)
            return QString::fromStdString(base::describe(records.error()));
        if (log.logStartOffset() > promise.deletedBelow)
            return QStringLiteral("starts at %1, deleted only below %2")
                .arg(log.logStartOffset())
                .arg(promise.deletedBelow);
        if (log.logEndOffset() < mustReach)
            return QStringLiteral("ends at %1, promised %2").arg(log.logEndOffset()).arg(mustReach);
        std::vector<std::string> all = promise.values;
        all.insert(all.end(), promise.maybe.begin(), promise.maybe.end());
        std::int64_t next = log.logStartOffset();
        for (const SeenRecord &record : *records) {
            if (record.offset != next++)
                return QStringLiteral("offset %1 instead of %2").arg(record.offset).arg(next - 1);
            if (record.offset >= static_cast<std::int64_t>(all.size()))
                return QStringLiteral("offset %1 was never written").arg(record.offset);
            if (record.value != all[static_cast<std::size_t>(record.offset)])
                return QStringLiteral("offset %1 has another value").arg(record.offset);
        }
        if (next != log.logEndOffset())
            return QStringLiteral("ends at %1, records to %2").arg(log.logEndOffset()).arg(next);
        // And it goes on.
        if (const auto info = log.appendAsLeader(makeBatch({}), 50); !info)
            return QString::fromStdString(base::describe(info.error()));
        else if (info->baseOffset != next)
            return QStringLiteral("goes on at %1").arg(info->baseOffset);
        return {};
    }

private Q_SLOTS:
    void init() { m_fs = std::make_unique<MemoryFileSystem>(m_clock); }

    void everythingAcknowledgedSurvivesAKillAtAnyOperation()
    {
        int operations = 0;
        {
            MUST(auto log, open(small()));
            Promise promise;
            trace(*log, promise, 60, true);
            QCOMPARE(promise.failures, 0);
            operations = m_fs->operations();
        }
        QVERIFY(operations > 150);
        for (int at = 0; at < operations; ++at) {
            init();
            Promise promise;
            m_fs->failFrom(at);
            if (auto log = open(small()))
                trace(**log, promise, 60, true);
            m_fs->kill();
            m_fs->clearFaults();
            MUST(auto log, open(small(), false, 0, 0));
            const QString problem = verify(*log, promise, static_cast<std::int64_t>(promise.values.size()));
            QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("killed at operation %1: %2").arg(at).arg(problem)));
        }
    }

    void everythingFlushedSurvivesAPowerFailureAtAnyOperation()
    {
        std::mt19937 random(5);
        int operations = 0;
        {
            MUST(auto log, open(small()));
            Promise promise;
            trace(*log, promise, 60, true);
            operations = m_fs->operations();
        }
        for (int at = 0; at < operations; ++at) {
            init();
            Promise promise;
            m_fs->failFrom(at);
            if (auto log = open(small()))
                trace(**log, promise, 60, true);
            // Of what was not synced, a random part of each file made it, whatever part of other files did.
            m_fs->crash([&](const std::string &, std::uint64_t synced, std::uint64_t size) {
                return random() % (size - synced + 1);
            });
            m_fs->clearFaults();
            MUST(auto log, open(small(), false, promise.flushedTo, 0));
            if (log->logEndOffset() < promise.flushedTo)
                QFAIL(qPrintable(QStringLiteral("power lost at operation %1: %2 of %3 flushed")
                                     .arg(at)
                                     .arg(log->logEndOffset())
                                     .arg(promise.flushedTo)));
            const QString problem = verify(*log, promise, promise.flushedTo);
            QVERIFY2(problem.isEmpty(),
                     qPrintable(QStringLiteral("power lost at operation %1: %2").arg(at).arg(problem)));
        }
    }

    void aSingleFailingOperationCostsNothing_data()
    {
        QTest::addColumn<int>("errorNumber");
        QTest::newRow("EIO") << EIO;
        QTest::newRow("ENOSPC") << ENOSPC;
    }
    void aSingleFailingOperationCostsNothing()
    {
        QFETCH(int, errorNumber);
        for (int at = 8; at < 190; ++at) { // the first few are the opening itself
            init();
            Promise promise;
            MUST(auto log, open(small()));
            m_fs->failOperation(at - 8, errorNumber);
            trace(*log, promise, 60, false);
            QVERIFY(!promise.wrongCode);
            QVERIFY(promise.maybe.empty());
            const QString before = verify(*log, promise, static_cast<std::int64_t>(promise.values.size()));
            QVERIFY2(before.isEmpty(), qPrintable(QStringLiteral("operation %1: %2").arg(at).arg(before)));
            promise.values.push_back("v0........"); // what verify() appended
            const bool clean = at % 2 == 0;
            if (clean)
                MUST_DO(log->close());
            const std::int64_t start = log->logStartOffset();
            log.reset();
            m_fs->kill();
            MUST(log, open(small(), clean, 0, start));
            const QString after = verify(*log, promise, static_cast<std::int64_t>(promise.values.size()));
            QVERIFY2(after.isEmpty(), qPrintable(QStringLiteral("operation %1, restarted: %2").arg(at).arg(after)));
        }
    }

    void aFullDiskIsAnsweredAndAppendingGoesOnWhenThereIsRoom()
    {
        for (std::uint64_t room = 0; room < 3'000; room += 97) {
            init();
            MUST(auto log, open(small()));
            MUST_DO(log->appendAsLeader(makeBatch({}), 0));
            m_fs->setRoom(room);
            std::int64_t acknowledged = 1;
            int refused = 0;
            while (refused < 5) {
                const auto info = log->appendAsLeader(makeBatch({.valueBytes = 100}), 0);
                if (info) {
                    QCOMPARE(info->baseOffset, acknowledged);
                    ++acknowledged;
                } else {
                    QCOMPARE(int{info.error().kafkaCode}, static_cast<int>(KafkaError::KafkaStorageError));
                    QCOMPARE(info.error().kind, base::ErrorKind::Storage);
                    ++refused;
                }
                QVERIFY(acknowledged < 100);
            }
            MUST(const auto readable, readAll(*log)); // reading is not disturbed
            QCOMPARE(static_cast<std::int64_t>(readable.size()), acknowledged);
            // What was written of the refused batch is gone from the file.
            std::uint64_t onDisk = 0;
            for (const std::string &path : m_fs->paths())
                onDisk += path.ends_with(".log") ? m_fs->content(path).size() : 0;
            QCOMPARE(onDisk, log->sizeInBytes());
            m_fs->setRoom(std::nullopt);
            for (int i = 0; i < 20; ++i) {
                MUST(const auto info, log->appendAsLeader(makeBatch({.valueBytes = 100}), 0));
                QCOMPARE(info.baseOffset, acknowledged++);
            }
            m_fs->kill();
            MUST(log, open(small()));
            QCOMPARE(log->logEndOffset(), acknowledged);
            QCOMPARE(log->recovery().truncatedBytes, 0);
            MUST(const auto records, readAll(*log));
            QCOMPARE(static_cast<std::int64_t>(records.size()), acknowledged);
        }
    }

    void aTornTailIsCutAndNeverServed()
    {
        std::int64_t full = 0;
        base::Bytes whole;
        const std::string path = kDirectory + "/" + segmentFileName(0, ".log");
        LogConfig config;
        {
            MUST(auto log, open(config));
            for (int i = 0; i < 5; ++i)
                MUST_DO(log->appendAsLeader(makeBatch(specOf(i)), 0));
            full = log->logEndOffset();
            whole = m_fs->content(path);
        }
        for (std::size_t length = 0; length <= whole.size(); ++length) {
            m_fs->setContent(path, base::Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)));
            m_fs->kill();
            MUST(auto log, open(config));
            MUST(const auto records, readAll(*log));
            QCOMPARE(static_cast<std::int64_t>(records.size()), log->logEndOffset());
            QCOMPARE(log->logEndOffset() == full, length == whole.size());
            QCOMPARE(m_fs->content(path).size() + static_cast<std::size_t>(log->recovery().truncatedBytes), length);
        }
    }

    void aFlippedBitCutsThereAndSetsTheRestAside()
    {
        std::int64_t end = 0;
        {
            MUST(auto log, open(small()));
            for (int i = 0; i < 60; ++i)
                MUST_DO(log->appendAsLeader(makeBatch({.count = 2, .valueBytes = 60}), 0));
            end = log->logEndOffset();
            QVERIFY(log->segmentCount() > 5);
        }
        std::vector<std::string> logs;
        for (const std::string &path : m_fs->paths()) {
            if (path.ends_with(".log"))
                logs.push_back(path);
        }
        base::Bytes content = m_fs->content(logs[2]);
        content[content.size() - 3] ^= 0x10;
        m_fs->setContent(logs[2], content);
        m_fs->kill();
        MUST(auto log, open(small()));
        QVERIFY(log->logEndOffset() < end);
        QVERIFY(log->recovery().truncatedBytes > 0);
        QVERIFY(!log->recovery().quarantined.empty());
        MUST(const auto records, readAll(*log));
        QCOMPARE(static_cast<std::int64_t>(records.size()), log->logEndOffset());
        MUST(const auto info, log->appendAsLeader(makeBatch({}), 0));
        QCOMPARE(info.baseOffset, static_cast<std::int64_t>(records.size()));
        // Below the recovery point nothing is read again.
        m_fs->kill();
        MUST(log, open(small(), false, log->logEndOffset()));
        QVERIFY(log->recovery().verifiedBytes <= 1'000);
    }

    void damagedIndexesAreMadeAnew_data()
    {
        QTest::addColumn<QString>("damage");
        for (const char *damage : {"missing", "empty", "shorter", "odd", "noise", "zeros", "beyond"})
            QTest::newRow(damage) << QString::fromLatin1(damage);
    }
    void damagedIndexesAreMadeAnew()
    {
        QFETCH(QString, damage);
        for (const std::string suffix : {".index", ".timeindex"}) {
            init();
            LogConfig config = small();
            config.segmentBytes = 20'000;
            {
                MUST(auto log, open(config));
                for (int i = 0; i < 300; ++i)
                    MUST_DO(log->appendAsLeader(
                        makeBatch({.count = 2, .timestamp = 1'700'000'000'000 + i * 10, .valueBytes = 60}), 0));
                MUST_DO(log->close());
            }
            for (const std::string &path : m_fs->paths()) {
                if (!path.ends_with(suffix))
                    continue;
                base::Bytes content = m_fs->content(path);
                if (damage == QLatin1String("missing")) {
                    MUST_DO(m_fs->remove(path));
                    continue;
                }
                if (damage == QLatin1String("empty"))
                    content.clear();
                else if (damage == QLatin1String("shorter"))
                    content.resize(content.size() / 2 / 24 * 24);
                else if (damage == QLatin1String("odd"))
                    content.resize(content.size() - 3);
                else if (damage == QLatin1String("zeros"))
                    content.assign(content.size(), 0);
                else if (damage == QLatin1String("beyond"))
                    for (std::size_t i = 4; i + 4 <= content.size(); i += 8)
                        base::writeBigEndian<std::int32_t>(content.data() + i, 1'000'000'000);
                else
                    for (auto &byte : content)
                        byte = static_cast<std::uint8_t>(byte * 31 + 7);
                m_fs->setContent(path, content);
            }
            m_fs->kill();
            MUST(auto log, open(config, true, 600));
            QCOMPARE(log->logEndOffset(), 600);
            for (std::int64_t offset = 0; offset < 600; offset += 11) {
                MUST(const auto records, readAll(*log, offset, offset + 2));
                QVERIFY(!records.empty());
                QCOMPARE(records.front().offset, offset);
            }
            // A time index that was cut between two entries looks like a good one.
            for (int i = 0; i < 300 && damage != QLatin1String("shorter"); i += 13) {
                MUST(const auto found, log->findByTimestamp(1'700'000'000'000 + i * 10));
                QVERIFY(found);
                QCOMPARE(found->offset, i * 2);
            }
        }
    }

    void damagedSmallFilesAreRebuiltFromTheBatches()
    {
        std::vector<EpochStart> epochs;
        {
            MUST(auto log, open(small()));
            for (int i = 0; i < 40; ++i)
                MUST_DO(log->appendAsLeader(
                    makeBatch({.count = 2, .producerId = 4, .epoch = 0, .sequence = i * 2, .valueBytes = 60}), i / 9));
            epochs = log->epochs().entries();
            MUST_DO(log->close());
        }
        for (const char *text :
             {"", "0\n", "0\n7\n0 0\n", "garbage", "1\n0\n", "0\n1\n5 5\nmore", "0\n2\n3 10\n1 20\n"}) {
            m_fs->setContent(kDirectory + "/leader-epoch-checkpoint", base::toBytes(text));
            for (const std::string &path : m_fs->paths()) {
                if (path.ends_with(".snapshot"))
                    m_fs->setContent(path, base::toBytes(text));
            }
            m_fs->kill();
            MUST(auto log, open(small(), true, 80));
            QVERIFY(log->epochs().entries() == epochs);
            MUST(const auto again,
                 log->appendAsLeader(
                     makeBatch({.count = 2, .producerId = 4, .epoch = 0, .sequence = 78, .valueBytes = 60}), 4));
            QVERIFY(again.duplicate);
            MUST_DO(log->close());
        }
    }

    void leftoversAreSweptUp()
    {
        {
            MUST(auto log, open(small()));
            MUST_DO(log->appendAsLeader(makeBatch({}), 0));
            MUST_DO(log->close());
        }
        for (const char *name :
             {"00000000000000000500.index", "00000000000000000007.log.deleted", "leader-epoch-checkpoint.tmp",
              "00000000000000000007.log.cleaned", "00000000000000000900.snapshot"})
            m_fs->setContent(kDirectory + "/" + name, {1, 2, 3});
        m_fs->setContent(kDirectory + "/notes.txt", {1});
        MUST(auto log, open(small(), true));
        QCOMPARE(log->logEndOffset(), 1);
        for (const std::string &path : m_fs->paths())
            QVERIFY2(path.find("500") == std::string::npos && path.find("deleted") == std::string::npos &&
                         path.find(".tmp") == std::string::npos && path.find("cleaned") == std::string::npos &&
                         path.find("900") == std::string::npos,
                     path.c_str());
        QVERIFY(m_fs->exists(kDirectory + "/notes.txt"));
    }

    void namesOfAnotherFormAreNoSnapshots()
    {
        const std::string strangers[] = {kDirectory + "/abcdefghijklmnopqrst.snapshot", kDirectory + "/99999999999999999999.snapshot"};
        MUST(auto log, open(small()));
        for (int i = 0; i < 10; ++i)
            MUST_DO(log->appendAsLeader(makeBatch({.count = 2}), 0));
        for (const std::string &stranger : strangers)
            m_fs->setContent(stranger, {1});
        MUST(const bool cut, log->truncateTo(10));
        QVERIFY(cut);
        MUST_DO(log->truncateFullyAndStartAt(100));
        for (const std::string &stranger : strangers)
            QVERIFY(m_fs->exists(stranger));
    }

    void aSecondKillDuringRecoveryLosesNothing()
    {
        for (int at = 0; at < 60; ++at) {
            init();
            Promise promise;
            {
                MUST(auto log, open(small()));
                trace(*log, promise, 40, true);
            }
            m_fs->kill();
            m_fs->failFrom(at);
            (void)open(small());
            m_fs->kill();
            m_fs->clearFaults();
            MUST(auto log, open(small()));
            const QString problem = verify(*log, promise, static_cast<std::int64_t>(promise.values.size()));
            QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("recovery killed at %1: %2").arg(at).arg(problem)));
        }
    }
};

QTEST_GUILESS_MAIN(TestLogRecovery)
#include "tst_log_recovery.moc"
