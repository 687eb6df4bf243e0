// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/log/log_fixture.h"

#include <cerrno>
#include <functional>
#include <map>
#include <random>
#include <set>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

/// A scripted life of a compacted log with transactions (produce, roll, commit, abort, flush, compact, delete records,
/// close), ended at every one of its operations on the disk: by kill -9, by a power failure that tears what was not synced,
/// or with that one operation failing and life going on. Whatever is left must open, hold what was promised and nothing
/// else, know its producers and transactions, and go on.
class TestLogCrash : public QObject
{
    Q_OBJECT

    static inline const std::string kDirectory = "/data/ledger-0";
    static constexpr std::int64_t kIdempotent = 1;
    static constexpr std::int64_t kTransactional = 2;
    static constexpr std::uint64_t kSector = 512;

    struct Written
    {
        std::string key;
        std::string value;
        std::int64_t transaction = -1; ///< its number; -1: outside of one
    };
    enum class Outcome { Open, Committed, Aborted };

    /// What the log has said to its writers.
    struct Promise
    {
        std::map<std::int64_t, Written> written; ///< by offset; acknowledged
        std::map<std::int64_t, Written> maybe;   ///< on its way when the end came
        std::map<std::int64_t, Outcome> transactions;
        std::set<std::int64_t> markers;          ///< offsets of control records
        std::int64_t flushedTo = 0;
        std::int64_t logEnd = 0;
        std::int64_t deletedBelow = 0;  ///< asked for: may be gone
        std::int64_t compactedBelow = 0; ///< a compaction up to there was begun: what is superseded may be gone
        std::int32_t nextSequence = 0;  ///< of the idempotent producer
        int failures = 0;
        bool ended = false;
    };

    base::ManualClock m_clock;
    std::unique_ptr<MemoryFileSystem> m_fs;

    static LogConfig config()
    {
        LogConfig config;
        config.segmentBytes = 1'500;
        config.indexIntervalBytes = 200;
        config.compact = true;
        config.deleteOld = false;
        config.minCleanableDirtyRatio = 0.01;
        config.deleteRetentionMs = 1'000;
        config.fileDeleteDelayMs = 500;
        config.messageTimestampAfterMaxMs = LogConfig::kNever;
        return config;
    }
    base::Result<std::unique_ptr<PartitionLog>> open(std::int64_t recoveryPoint = 0)
    {
        PartitionLog::OpenOptions options;
        options.recoveryPoint = recoveryPoint;
        return PartitionLog::open(*m_fs, kDirectory, config(), m_clock, options);
    }

    base::Bytes batchOf(const std::vector<Written> &records, std::int64_t producer, std::int32_t sequence, bool transactional)
    {
        wire::RecordBatchBuilder::Options options;
        options.producerId = producer;
        options.producerEpoch = 0;
        options.baseSequence = sequence;
        options.transactional = transactional;
        wire::RecordBatchBuilder builder(options);
        for (const Written &record : records)
            builder.add({m_clock.wallMs(), base::viewOf(record.key), base::viewOf(record.value), {}});
        return *builder.finish();
    }

    /// Appends and takes the promise down; retries as a client would. False: the end has come.
    bool append(PartitionLog &log, Promise &promise, const std::vector<Written> &records, base::ByteView batch, bool transactional, bool goesOn)
    {
        for (int attempt = 0; attempt < 5; ++attempt) {
            auto info = transactional ? appendVerified(log, batch) : log.appendAsLeader(batch, 0);
            if (info) {
                std::int64_t offset = info->baseOffset;
                for (const Written &record : records)
                    promise.written[offset++] = record;
                promise.logEnd = log.logEndOffset();
                log.setHighWatermark(log.logEndOffset());
                return true;
            }
            ++promise.failures;
            if (!goesOn)
                break;
        }
        std::int64_t offset = promise.logEnd;
        for (const Written &record : records)
            promise.maybe[offset++] = record;
        promise.ended = true;
        return false;
    }
    bool mark(PartitionLog &log, Promise &promise, std::int64_t transaction, bool commit, bool goesOn)
    {
        const base::Bytes marker = makeMarker(kTransactional, 0, commit, 0, m_clock.wallMs());
        for (int attempt = 0; attempt < 5; ++attempt) {
            if (const auto info = log.appendAsLeader(marker, 0, AppendOrigin::Coordinator)) {
                promise.transactions[transaction] = commit ? Outcome::Committed : Outcome::Aborted;
                promise.markers.insert(info->baseOffset);
                promise.logEnd = log.logEndOffset();
                log.setHighWatermark(log.logEndOffset());
                return true;
            }
            ++promise.failures;
            if (!goesOn)
                break;
        }
        promise.markers.insert(promise.logEnd);
        promise.ended = true;
        return false;
    }
    void compact(PartitionLog &log, Promise &promise)
    {
        auto job = log.takeCompaction();
        if (!job)
            return;
        promise.compactedBelow = log.activeSegmentBaseOffset();
        if (!job->run() || !log.applyCompaction(std::move(*job)))
            ++promise.failures;
    }

    /// `goesOn`: a failure is met as a broker meets it, by trying again; else it is the end.
    void live(PartitionLog &log, Promise &promise, bool goesOn)
    {
        std::int32_t transactionalSequence = 0;
        for (int step = 0; step < 40 && !promise.ended; ++step) {
            const std::string tag = std::to_string(step);
            const std::vector<Written> plain{{"a" + std::to_string(step % 3), "plain " + tag + std::string(40, 'p')},
                                             {"b" + std::to_string(step % 5), "plain " + tag + std::string(30, 'q')}};
            if (!append(log, promise, plain, batchOf(plain, kIdempotent, promise.nextSequence, false), false, goesOn))
                return;
            promise.nextSequence += 2;
            if (step % 3 == 1) {
                // Two batches and their marker, other writers between them.
                promise.transactions[step] = Outcome::Open;
                const std::vector<Written> first{{"t" + std::to_string(step % 4), "txn " + tag + std::string(30, 't'), step}};
                if (!append(log, promise, first, batchOf(first, kTransactional, transactionalSequence++, true), true, goesOn))
                    return;
                const std::vector<Written> between{{"c", "between " + tag}, {"c", "between again " + tag}};
                if (!append(log, promise, between, batchOf(between, kIdempotent, promise.nextSequence, false), false, goesOn))
                    return;
                promise.nextSequence += 2;
                if (!mark(log, promise, step, step % 2 == 0, goesOn))
                    return;
            }
            if (step % 7 == 6 && log.flush())
                promise.flushedTo = log.recoveryPoint();
            if (step % 11 == 10)
                compact(log, promise);
            if (step == 25) {
                promise.deletedBelow = promise.logEnd / 2;
                if (!log.deleteRecordsBefore(promise.deletedBelow) || !log.deleteOldSegments())
                    ++promise.failures;
            }
            m_clock.advance(std::chrono::milliseconds(100));
            (void)log.tick();
        }
        if (!log.close())
            ++promise.failures;
        else
            promise.flushedTo = promise.logEnd;
    }

    /// What readers see: everything, and what they see who read committed records only.
    struct Found
    {
        std::map<std::int64_t, std::pair<std::string, std::string>> records;
        std::set<std::int64_t> markers;
        std::set<std::int64_t> committed;
    };
    static base::Status readUpTo(PartitionLog &log, std::int64_t bound, const std::function<void(const wire::RecordBatchView &, std::int64_t)> &onRecord,
                                 const std::function<void(const LogSlice &, std::int64_t)> &onSlice, std::map<std::int64_t, std::pair<std::string, std::string>> *into)
    {
        std::int64_t offset = log.logStartOffset();
        const std::int64_t start = offset;
        while (offset < bound) {
            WEIR_TRY(const LogSlice slice, log.read(offset, 700, bound));
            if (slice.empty())
                return {};
            onSlice(slice, offset);
            WEIR_TRY(const base::Bytes bytes, slice.read());
            base::Bytes scratch;
            WEIR_CHECK(wire::forEachBatch(bytes, [&](const wire::RecordBatchView &batch) -> base::Status {
                WEIR_CHECK(batch.checkCrc());
                offset = batch.header().nextOffset();
                WEIR_TRY(auto records, batch.records(scratch, 1 << 20));
                wire::RecordView record;
                for (;;) {
                    WEIR_TRY(const bool more, records.next(record));
                    if (!more)
                        return {};
                    if (record.offset < start)
                        continue;
                    onRecord(batch, record.offset);
                    if (into && !batch.header().isControl())
                        (*into)[record.offset] = {std::string(base::textOf(record.key.value_or(base::ByteView{}))),
                                                  std::string(base::textOf(record.value.value_or(base::ByteView{})))};
                }
            }));
        }
        return {};
    }
    static base::Result<Found> read(PartitionLog &log)
    {
        Found found;
        WEIR_CHECK(readUpTo(log, log.logEndOffset(), [&](const wire::RecordBatchView &batch, std::int64_t offset) {
            if (batch.header().isControl())
                found.markers.insert(offset);
        }, [](const LogSlice &, std::int64_t) {}, &found.records));
        // As a client filters: an aborted transaction begins where the answer says, and ends with its marker.
        std::map<std::int64_t, std::int64_t> begins; // offset -> producer
        std::set<std::int64_t> aborted;
        base::Status listed;
        const std::int64_t stable = log.lastStableOffset();
        WEIR_CHECK(readUpTo(log, stable, [&](const wire::RecordBatchView &batch, std::int64_t offset) {
            while (!begins.empty() && begins.begin()->first <= offset) {
                aborted.insert(begins.begin()->second);
                begins.erase(begins.begin());
            }
            if (batch.header().isControl())
                aborted.erase(batch.header().producerId);
            else if (!batch.header().isTransactional() || !aborted.contains(batch.header().producerId))
                found.committed.insert(offset);
        }, [&](const LogSlice &slice, std::int64_t offset) {
            const auto list = log.abortedIn(slice, offset, stable);
            if (!list)
                listed = base::fail(list.error());
            for (const AbortedTransaction &each : list.value_or(std::vector<AbortedTransaction>{}))
                begins[each.firstOffset] = each.producerId;
        }, nullptr));
        WEIR_CHECK(listed);
        return found;
    }

    /// Empty where all is as promised, else what is not. `reach`: up to where everything must be.
    static QString verify(PartitionLog &log, const Promise &promise, std::int64_t reach)
    {
        log.setHighWatermark(log.logEndOffset());
        const auto found = read(log);
        if (!found)
            return QString::fromStdString(base::describe(found.error()));
        if (log.logEndOffset() < reach)
            return QStringLiteral("ends at %1, promised %2").arg(log.logEndOffset()).arg(reach);
        if (log.logStartOffset() > promise.deletedBelow)
            return QStringLiteral("starts at %1, deleted below %2").arg(log.logStartOffset()).arg(promise.deletedBelow);
        std::map<std::int64_t, Written> all = promise.written;
        all.insert(promise.maybe.begin(), promise.maybe.end());
        std::map<std::string, std::int64_t> newest; // of what counts: an aborted record replaces nothing
        for (const auto &[offset, record] : found->records) {
            const auto known = all.find(offset);
            if (known == all.end())
                return QStringLiteral("offset %1 was never written").arg(offset);
            if (known->second.key != record.first || known->second.value != record.second)
                return QStringLiteral("offset %1 has another record").arg(offset);
            const auto transaction = promise.transactions.find(known->second.transaction);
            const bool aborted = transaction != promise.transactions.end() && transaction->second == Outcome::Aborted;
            if (!aborted)
                newest[record.first] = offset;
            const bool decided = offset < log.lastStableOffset();
            if (decided && found->committed.contains(offset) == aborted)
                return QStringLiteral("offset %1 is %2").arg(offset).arg(aborted ? QStringLiteral("read, but its transaction was aborted") : QStringLiteral("not read, but nothing aborted it"));
        }
        for (const std::int64_t offset : found->markers) {
            if (!promise.markers.contains(offset))
                return QStringLiteral("a marker at %1 was never written").arg(offset);
        }
        for (const auto &[offset, record] : promise.written) {
            if (offset >= reach || offset < log.logStartOffset() || found->records.contains(offset))
                continue;
            const auto transaction = promise.transactions.find(record.transaction);
            const bool aborted = transaction != promise.transactions.end() && transaction->second == Outcome::Aborted;
            const auto later = newest.find(record.key);
            const bool replaced = later != newest.end() && later->second > offset;
            if (offset >= promise.compactedBelow || (!aborted && !replaced))
                return QStringLiteral("offset %1 is lost").arg(offset);
        }
        return {};
    }

    /// Another life: it goes on where it ended, its producers are known, and nothing comes twice.
    QString goOn(PartitionLog &log, const Promise &promise)
    {
        const std::vector<Written> next{{"next", "next"}, {"next", "again"}};
        const std::int64_t end = log.logEndOffset();
        const auto info = log.appendAsLeader(batchOf(next, kIdempotent, promise.nextSequence, false), 1);
        if (!info)
            return QString::fromStdString(base::describe(info.error()));
        if (!info->duplicate && info->baseOffset != end)
            return QStringLiteral("goes on at %1 instead of %2").arg(info->baseOffset).arg(end);
        if (const auto again = log.appendAsLeader(batchOf(next, kIdempotent, promise.nextSequence, false), 1); !again || !again->duplicate)
            return QStringLiteral("a retry was taken for something new");
        return {};
    }

    int operationsOfALife()
    {
        init();
        Promise promise;
        if (auto log = open())
            live(**log, promise, false);
        return promise.ended || promise.failures > 0 ? -1 : m_fs->operations();
    }

private Q_SLOTS:
    void init() { m_fs = std::make_unique<MemoryFileSystem>(m_clock); }

    void aWholeLifeTouchesEverything()
    {
        MUST(auto log, open());
        Promise promise;
        live(*log, promise, false);
        QCOMPARE(promise.failures, 0);
        QVERIFY(!promise.ended);
        QVERIFY(promise.compactedBelow > 0);
        QVERIFY(promise.deletedBelow > 0);
        log.reset();
        m_fs->kill();
        MUST(log, open());
        const QString problem = verify(*log, promise, promise.logEnd);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        MUST(const auto found, read(*log));
        QVERIFY(found.records.size() < promise.written.size()); // compaction took something
        int committed = 0;
        int aborted = 0;
        for (const auto &[number, outcome] : promise.transactions) {
            committed += outcome == Outcome::Committed ? 1 : 0;
            aborted += outcome == Outcome::Aborted ? 1 : 0;
        }
        QVERIFY(committed > 3 && aborted > 3);
    }

    void killedAtEveryOperation()
    {
        const int operations = operationsOfALife();
        QVERIFY(operations > 300);
        for (int at = 0; at < operations; ++at) {
            init();
            Promise promise;
            m_fs->failFrom(at);
            if (auto log = open())
                live(**log, promise, false);
            m_fs->kill();
            m_fs->clearFaults();
            MUST(auto log, open());
            QString problem = verify(*log, promise, promise.logEnd);
            if (problem.isEmpty())
                problem = goOn(*log, promise);
            QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("killed at operation %1: %2").arg(at).arg(problem)));
        }
    }

    void powerLostAtEveryOperation_data()
    {
        QTest::addColumn<int>("tear");
        QTest::newRow("nothing unsynced is left") << 0;
        QTest::newRow("everything is left") << 1;
        QTest::newRow("torn at a sector") << 2;
        QTest::newRow("torn anywhere") << 3;
    }
    void powerLostAtEveryOperation()
    {
        QFETCH(int, tear);
        const int operations = operationsOfALife();
        QVERIFY(operations > 300);
        std::mt19937 random(7);
        for (int at = 0; at < operations; ++at) {
            init();
            Promise promise;
            m_fs->failFrom(at);
            if (auto log = open())
                live(**log, promise, false);
            m_fs->crash([&](const std::string &, std::uint64_t synced, std::uint64_t size) -> std::uint64_t {
                const std::uint64_t unsynced = size - synced;
                switch (tear) {
                case 0: return 0;
                case 1: return unsynced;
                case 2: return std::min(unsynced, random() % (unsynced / kSector + 2) * kSector);
                default: return random() % (unsynced + 1);
                }
            });
            m_fs->clearFaults();
            // The checkpoint of the recovery point may be older than the flush that it tells of, never newer.
            MUST(auto log, open(at % 2 == 0 ? promise.flushedTo : 0));
            const QString problem = verify(*log, promise, promise.flushedTo);
            QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("power lost at operation %1: %2").arg(at).arg(problem)));
            MUST_DO(log->appendAsLeader(makeBatch({}), 1));
        }
    }

    void anyOneOperationMayFail_data()
    {
        QTest::addColumn<int>("errorNumber");
        QTest::newRow("EIO") << EIO;
        QTest::newRow("ENOSPC") << ENOSPC;
    }
    void anyOneOperationMayFail()
    {
        QFETCH(int, errorNumber);
        const int operations = operationsOfALife();
        for (int at = 8; at < operations; ++at) { // the first few are the opening itself
            init();
            Promise promise;
            MUST(auto log, open());
            m_fs->failOperation(at - 8, errorNumber);
            live(*log, promise, true);
            QVERIFY2(!promise.ended, qPrintable(QStringLiteral("operation %1").arg(at)));
            log.reset();
            m_fs->kill();
            m_fs->clearFaults();
            MUST(log, open());
            QString problem = verify(*log, promise, promise.logEnd);
            if (problem.isEmpty())
                problem = goOn(*log, promise);
            QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("operation %1 failed: %2").arg(at).arg(problem)));
        }
    }

    void endedAgainWhileItRecovers()
    {
        const int operations = operationsOfALife();
        for (int at = 5; at < operations; at += 17) {
            for (int again = 0;; ++again) {
                init();
                Promise promise;
                m_fs->failFrom(at);
                if (auto log = open())
                    live(**log, promise, false);
                m_fs->kill();
                m_fs->clearFaults();
                const int before = m_fs->operations();
                m_fs->failFrom(again);
                const bool whole = open().has_value() && m_fs->operations() - before <= again;
                m_fs->kill();
                m_fs->clearFaults();
                MUST(auto log, open());
                QString problem = verify(*log, promise, promise.logEnd);
                if (problem.isEmpty())
                    problem = goOn(*log, promise);
                QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("killed at %1 and again at %2: %3").arg(at).arg(again).arg(problem)));
                if (whole)
                    break;
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestLogCrash)
#include "tst_log_crash.moc"
