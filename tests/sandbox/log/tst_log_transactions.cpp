// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "tests/sandbox/log/log_fixture.h"

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

/// Transactions in the log of one partition: verification (KIP-890), markers, last stable offset, aborted transactions.
class TestLogTransactions : public QObject
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
        config.fileDeleteDelayMs = 0;
        return config;
    }
    base::Result<std::unique_ptr<PartitionLog>> open(const LogConfig &config = {}, bool clean = false, std::int64_t recoveryPoint = 0)
    {
        PartitionLog::OpenOptions options;
        options.cleanShutdown = clean;
        options.recoveryPoint = recoveryPoint;
        return PartitionLog::open(*m_fs, kDirectory, config, m_clock, options);
    }
    template <class T>
    static int code(const base::Result<T> &result)
    {
        return result ? 0 : result.error().kafkaCode;
    }
    static int code(KafkaError error) { return static_cast<int>(error); }
    static base::Bytes records(std::int64_t producer, std::int16_t epoch, std::int32_t sequence, int count = 2)
    {
        return makeBatch({.count = count, .producerId = producer, .epoch = epoch, .sequence = sequence, .transactional = true});
    }
    static base::Result<AppendInfo> end(PartitionLog &log, std::int64_t producer, std::int16_t epoch, bool commit,
                                        std::int32_t coordinatorEpoch = 0, std::int16_t version = 0)
    {
        return log.appendAsLeader(makeMarker(producer, epoch, commit, coordinatorEpoch), 0, AppendOrigin::Coordinator,
                                  {.markerVersion = version});
    }
    /// Aborted transactions as a reader from `offset` on is told them.
    static base::Result<std::vector<AbortedTransaction>> told(PartitionLog &log, std::int64_t offset, std::uint32_t maxBytes = 1 << 20)
    {
        const std::int64_t stable = log.lastStableOffset();
        WEIR_TRY(const LogSlice slice, log.read(offset, maxBytes, stable));
        return log.abortedIn(slice, offset, stable);
    }
    std::vector<std::string> transactionIndexes() const
    {
        std::vector<std::string> names;
        const auto list = m_fs->list(kDirectory);
        for (const FileInfo &entry : *list) {
            if (entry.name.find(".txnindex") != std::string::npos)
                names.push_back(entry.name);
        }
        return names;
    }

private Q_SLOTS:
    void init()
    {
        m_clock.advance(std::chrono::milliseconds(1'700'000'000'000 - m_clock.wallMs()));
        m_fs = std::make_unique<MemoryFileSystem>(m_clock);
    }

    void recordsNeedTheWordOfTheCoordinator()
    {
        MUST(auto log, open());
        const auto first = records(1, 0, 0);
        QCOMPARE(code(log->appendAsLeader(first, 0)), code(KafkaError::InvalidTxnState));
        const auto header = *wire::peekBatchHeader(first);
        const std::uint64_t verified = log->startVerification(header, false);
        QVERIFY(verified != 0);
        QCOMPARE(log->startVerification(header, false), verified); // asked twice, one answer serves both
        QCOMPARE(code(log->appendAsLeader(first, 0, AppendOrigin::Client, {.verification = verified + 1})), code(KafkaError::InvalidTxnState));
        MUST_DO(log->appendAsLeader(first, 0, AppendOrigin::Client, {.verification = verified}));
        // From now on the log knows of the transaction itself.
        QCOMPARE(log->startVerification(header, false), std::uint64_t{0});
        MUST_DO(log->appendAsLeader(records(1, 0, 2), 0));
        MUST_DO(end(*log, 1, 0, true));
        QCOMPARE(code(log->appendAsLeader(records(1, 0, 4), 0)), code(KafkaError::InvalidTxnState));
        // A word given before a marker came says nothing about what follows it.
        const std::uint64_t stale = log->startVerification(*wire::peekBatchHeader(records(1, 0, 4)), false);
        MUST_DO(end(*log, 1, 0, false));
        QCOMPARE(code(log->appendAsLeader(records(1, 0, 4), 0, AppendOrigin::Client, {.verification = stale})), code(KafkaError::InvalidTxnState));
        MUST_DO(appendVerified(*log, records(1, 0, 4)));
        // A retry of what is in the log needs no word.
        MUST(const auto again, log->appendAsLeader(records(1, 0, 4), 0));
        QVERIFY(again.duplicate);
    }

    /// transaction.version 2: the client goes on when its coordinator has decided, and may be faster than the markers.
    void aMarkerSaysNothingOfTheNextTransaction()
    {
        MUST(auto log, open());
        MUST_DO(appendVerified(*log, records(1, 0, 0)));
        const auto next = records(1, 1, 0);
        const std::uint64_t word = log->startVerification(*wire::peekBatchHeader(next), true);
        QVERIFY(word != 0);
        MUST_DO(end(*log, 1, 1, true, 0, 2));
        MUST_DO(log->appendAsLeader(next, 0, AppendOrigin::Client, {.verification = word}));
        // That of its own transaction, or of a later one, ends it.
        MUST_DO(end(*log, 1, 2, true, 0, 2));
        const auto third = records(1, 2, 0);
        const std::uint64_t stale = log->startVerification(*wire::peekBatchHeader(third), true);
        MUST_DO(end(*log, 1, 3, false, 0, 2));
        QVERIFY(!log->appendAsLeader(third, 0, AppendOrigin::Client, {.verification = stale}).has_value());
    }

    void whatIsNotVerifiedCanBeAllowed()
    {
        LogConfig config;
        config.verifyTransactions = false;
        MUST(auto log, open(config));
        QCOMPARE(log->startVerification(*wire::peekBatchHeader(records(1, 0, 0)), false), std::uint64_t{0});
        MUST_DO(log->appendAsLeader(records(1, 0, 0), 0));
    }

    void theFirstToBeVerifiedIsTheFirstToBeWritten()
    {
        MUST(auto log, open());
        // Two requests on their way, the later one's word comes first.
        const std::uint64_t word = log->startVerification(*wire::peekBatchHeader(records(1, 0, 0)), false);
        QCOMPARE(log->startVerification(*wire::peekBatchHeader(records(1, 0, 2)), false), word);
        QCOMPARE(code(log->appendAsLeader(records(1, 0, 2), 0, AppendOrigin::Client, {.verification = word})),
                 code(KafkaError::OutOfOrderSequenceNumber));
        MUST_DO(log->appendAsLeader(records(1, 0, 0), 0, AppendOrigin::Client, {.verification = word}));
        MUST_DO(log->appendAsLeader(records(1, 0, 2), 0, AppendOrigin::Client, {.verification = word}));
        // With an epoch for each transaction an unknown producer begins at 0.
        const std::uint64_t other = log->startVerification(*wire::peekBatchHeader(records(2, 0, 5)), true);
        QCOMPARE(code(log->appendAsLeader(records(2, 0, 5), 0, AppendOrigin::Client, {.verification = other})),
                 code(KafkaError::OutOfOrderSequenceNumber));
    }

    void oldMarkersAreFencedOff()
    {
        MUST(auto log, open());
        MUST_DO(appendVerified(*log, records(1, 5, 0)));
        QCOMPARE(code(end(*log, 1, 4, false)), code(KafkaError::InvalidProducerEpoch));
        MUST_DO(end(*log, 1, 5, true, 7));
        MUST_DO(appendVerified(*log, records(1, 5, 2)));
        QCOMPARE(code(end(*log, 1, 5, true, 6)), code(KafkaError::TransactionCoordinatorFenced));
        // transaction.version 2: the marker's epoch is above that of the records, unless it is told again.
        QCOMPARE(code(end(*log, 1, 5, true, 7, 2)), code(KafkaError::InvalidProducerEpoch));
        MUST_DO(end(*log, 1, 6, true, 7, 2));
        MUST_DO(end(*log, 1, 6, true, 7, 2));
        QCOMPARE(code(log->appendAsLeader(records(1, 5, 4), 0)), code(KafkaError::InvalidProducerEpoch));
        MUST_DO(appendVerified(*log, records(1, 6, 0)));
    }

    void abortedTransactionsAreTold()
    {
        MUST(auto log, open());
        MUST_DO(appendVerified(*log, records(1, 0, 0)));            // 0, 1
        MUST_DO(appendVerified(*log, records(2, 0, 0)));            // 2, 3
        MUST_DO(end(*log, 1, 0, false));                            // 4
        MUST_DO(appendVerified(*log, records(1, 0, 2)));            // 5, 6
        MUST_DO(end(*log, 2, 0, true));                             // 7
        MUST_DO(end(*log, 1, 0, false));                            // 8
        log->setHighWatermark(9);
        QCOMPARE(log->lastStableOffset(), 9);
        const AbortedTransaction one{1, 0, 4, 2};
        const AbortedTransaction two{1, 5, 8, 9};
        MUST(const auto all, told(*log, 0));
        QCOMPARE(all, (std::vector{one, two}));
        MUST(const auto later, told(*log, 5));
        QCOMPARE(later, (std::vector{two}));
        MUST(const auto none, told(*log, 9));
        QVERIFY(none.empty());
        // A reader that may not see so far is not told of what comes later.
        MUST(const LogSlice slice, log->read(0, 1 << 20, 5));
        MUST(const auto bounded, log->abortedIn(slice, 0, 5));
        QCOMPARE(bounded, (std::vector{one}));

        MUST_DO(log->close());
        QCOMPARE(transactionIndexes(), (std::vector<std::string>{"00000000000000000000.txnindex"}));
        MUST(const auto file, readFile(*m_fs, kDirectory + "/00000000000000000000.txnindex"));
        QCOMPARE(file.size(), std::size_t{2 * 34});
        QCOMPARE(base::readBigEndian<std::int16_t>(file.data()), std::int16_t{0});
        QCOMPARE(base::readBigEndian<std::int64_t>(file.data() + 2), std::int64_t{1});
        QCOMPARE(base::readBigEndian<std::int64_t>(file.data() + 10), std::int64_t{0});
        QCOMPARE(base::readBigEndian<std::int64_t>(file.data() + 18), std::int64_t{4});
        QCOMPARE(base::readBigEndian<std::int64_t>(file.data() + 26), std::int64_t{2});
    }

    void committedAloneLeaveNoFile()
    {
        MUST(auto log, open());
        MUST_DO(appendVerified(*log, records(1, 0, 0)));
        MUST_DO(end(*log, 1, 0, true));
        MUST_DO(log->roll());
        MUST_DO(log->close());
        QVERIFY(transactionIndexes().empty());
    }

    void theyAreToldAfterEveryKindOfEnd_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("clean") << 0;
        QTest::newRow("killed") << 1;
        QTest::newRow("powerLost") << 2;
    }
    void theyAreToldAfterEveryKindOfEnd()
    {
        QFETCH(int, how);
        MUST(auto log, open(small()));
        std::vector<AbortedTransaction> expected;
        for (int i = 0; i < 40; ++i) {
            const std::int64_t first = log->logEndOffset();
            MUST_DO(appendVerified(*log, records(1, 0, i * 2)));
            const bool commit = i % 3 == 0;
            MUST_DO(end(*log, 1, 0, commit, i));
            if (!commit)
                expected.push_back({1, first, first + 2, first + 3});
        }
        const std::int64_t open1 = log->logEndOffset();
        MUST_DO(appendVerified(*log, records(1, 0, 80)));
        QVERIFY(log->segmentCount() > 3);
        const std::int64_t recoveryPoint = how == 2 ? 0 : 30;
        MUST_DO(log->flush());
        if (how == 0)
            MUST_DO(log->close());
        else if (how == 1)
            m_fs->kill();
        else
            m_fs->crash();
        MUST(log, open(small(), how == 0, recoveryPoint));
        log->setHighWatermark(log->logEndOffset());
        QCOMPARE(log->lastStableOffset(), open1);
        QVERIFY(log->producers().hasOpenTransaction(1, 0));
        QCOMPARE(log->producers().all().at(1).coordinatorEpoch, 39);
        std::vector<AbortedTransaction> seen;
        for (std::int64_t at = 0; at < open1; ++at) {
            MUST(const auto part, told(*log, at, 1));
            for (const auto &one : part) {
                if (std::find(seen.begin(), seen.end(), one) == seen.end())
                    seen.push_back(one);
            }
        }
        QCOMPARE(seen, expected);
        // The next marker goes on where the last one was noted.
        MUST_DO(end(*log, 1, 0, false, 40));
        log->setHighWatermark(log->logEndOffset());
        MUST(const auto last, told(*log, open1));
        QCOMPARE(last, (std::vector{AbortedTransaction{1, open1, open1 + 2, open1 + 3}}));
    }

    void anAbortFarBehindItsRecordsIsFound()
    {
        MUST(auto log, open(small()));
        MUST_DO(appendVerified(*log, records(1, 0, 0))); // 0, 1 in the first segment
        for (int i = 0; i < 30; ++i) {
            const std::int32_t sequence = i * 2;
            MUST_DO(appendVerified(*log, records(2, 0, sequence)));
            MUST_DO(end(*log, 2, 0, true));
        }
        const std::int64_t marker = log->logEndOffset();
        MUST_DO(end(*log, 1, 0, false));
        log->setHighWatermark(log->logEndOffset());
        QVERIFY(log->segmentCount() > 2);
        MUST(const auto first, told(*log, 0, 10));
        QCOMPARE(first, (std::vector{AbortedTransaction{1, 0, marker, marker + 1}}));
    }

    void aFollowerKnowsWhatItsLeaderKnows()
    {
        MUST(auto leader, open());
        MUST_DO(appendVerified(*leader, records(1, 0, 0)));
        MUST_DO(appendVerified(*leader, records(2, 0, 0)));
        MUST_DO(end(*leader, 1, 0, false, 3));
        MUST(const LogSlice slice, leader->read(0, 1 << 20, INT64_MAX));
        MUST(const base::Bytes bytes, slice.read());
        MUST(auto follower, PartitionLog::open(*m_fs, "/data/orders-1", {}, m_clock, {}));
        MUST_DO(follower->appendAsFollower(bytes));
        follower->setHighWatermark(5);
        QCOMPARE(follower->lastStableOffset(), 2);
        QVERIFY(follower->producers().hasOpenTransaction(2, 0) && !follower->producers().hasOpenTransaction(1, 0));
        MUST(const LogSlice read, follower->read(0, 1 << 20, 2));
        MUST(const auto aborted, follower->abortedIn(read, 0, 2));
        QCOMPARE(aborted, (std::vector{AbortedTransaction{1, 0, 4, 2}}));
    }

    void whatIsCutAwayIsForgotten()
    {
        MUST(auto log, open());
        MUST_DO(appendVerified(*log, records(1, 0, 0))); // 0, 1
        MUST_DO(end(*log, 1, 0, false));                 // 2
        MUST_DO(appendVerified(*log, records(1, 0, 2))); // 3, 4
        MUST_DO(end(*log, 1, 0, false));                 // 5
        MUST_DO(log->truncateTo(5));
        QVERIFY(log->producers().hasOpenTransaction(1, 0));
        log->setHighWatermark(5);
        QCOMPARE(log->lastStableOffset(), 3);
        MUST_DO(end(*log, 1, 0, true)); // this time it is a commit
        log->setHighWatermark(6);
        MUST(const auto all, told(*log, 0));
        QCOMPARE(all, (std::vector{AbortedTransaction{1, 0, 2, 3}}));
        MUST_DO(log->truncateTo(0));
        QVERIFY(!log->producers().hasOpenTransaction(1, 0));
        QCOMPARE(log->lastStableOffset(), 0);
    }

    void compactionKeepsWhatReadersMustLeaveOut()
    {
        LogConfig config = small();
        config.compact = true;
        config.deleteOld = false;
        config.minCleanableDirtyRatio = 0;
        MUST(auto log, open(config));
        const auto compact = [&]() -> base::Result<bool> {
            auto job = log->takeCompaction();
            if (!job)
                return false;
            WEIR_CHECK(job->run());
            return log->applyCompaction(std::move(*job));
        };
        MUST_DO(appendVerified(*log, records(1, 0, 0))); // 0, 1
        MUST_DO(end(*log, 1, 0, false));                 // 2
        MUST_DO(log->roll());
        MUST_DO(appendVerified(*log, records(1, 0, 2))); // 3, 4
        log->setHighWatermark(5);
        MUST(const bool first, compact());
        QVERIFY(first);
        MUST(const auto left, readAll(*log, 0, 3));
        QCOMPARE(left.size(), std::size_t{1}); // the marker
        QVERIFY(transactionIndexes().empty());
        // Records of the open transaction stay where they are, and are told when it is aborted.
        MUST_DO(log->roll());
        MUST_DO(end(*log, 1, 0, false)); // 5
        log->setHighWatermark(6);
        MUST(const auto all, told(*log, 3));
        QCOMPARE(all, (std::vector{AbortedTransaction{1, 3, 5, 6}}));
    }

    void markersGoWhenNothingIsLeftOfTheirTransaction()
    {
        LogConfig config = small();
        config.compact = true;
        config.deleteOld = false;
        config.minCleanableDirtyRatio = 0;
        config.deleteRetentionMs = 10'000;
        MUST(auto log, open(config));
        std::int32_t sequence = 0;
        // Offsets of the markers that are left, after one more pass over everything.
        const auto pass = [&]() -> base::Result<std::vector<std::int64_t>> {
            WEIR_CHECK(appendVerified(*log, records(9, 0, std::exchange(sequence, sequence + 1), 1)));
            WEIR_CHECK(end(*log, 9, 0, true));
            WEIR_CHECK(log->roll());
            log->setHighWatermark(log->logEndOffset());
            auto job = log->takeCompaction();
            if (!job)
                return base::fail(base::ErrorKind::Bug, "test.compact");
            WEIR_CHECK(job->run());
            WEIR_TRY(const bool applied, log->applyCompaction(std::move(*job)));
            std::vector<std::int64_t> markers;
            for (std::int64_t at = 0; applied && at < 6;) {
                WEIR_TRY(const LogSlice slice, log->read(at, 1 << 20, INT64_MAX));
                WEIR_TRY(const base::Bytes bytes, slice.read());
                WEIR_CHECK(wire::forEachBatch(bytes, [&](const wire::RecordBatchView &batch) -> base::Status {
                    at = batch.header().nextOffset();
                    if (batch.header().isControl() && batch.header().recordsCount > 0 && batch.header().baseOffset < 6)
                        markers.push_back(batch.header().baseOffset);
                    return {};
                }));
            }
            return markers;
        };
        using Markers = std::vector<std::int64_t>;
        MUST_DO(appendVerified(*log, records(1, 0, 0)));                          // 0, 1
        MUST_DO(end(*log, 1, 0, false));                                          // 2
        MUST_DO(appendVerified(*log, makeBatch({.count = 1, .producerId = 2, .epoch = 0, .sequence = 0, .prefix = "kept", .transactional = true}))); // 3
        MUST_DO(end(*log, 2, 0, true));                                           // 4
        MUST_DO(appendVerified(*log, records(1, 0, 2)));                          // 5, 6
        MUST_DO(end(*log, 1, 0, true));                                           // 7
        MUST_DO(log->roll());
        MUST(const Markers first, pass());
        QCOMPARE(first, (Markers{2, 4}));
        // Of the aborted one nothing is left: its marker is given a time, and goes when that is over.
        MUST(const Markers second, pass());
        QCOMPARE(second, (Markers{2, 4}));
        m_clock.advance(std::chrono::milliseconds(9'999));
        MUST(const Markers third, pass());
        QVERIFY(std::find(third.begin(), third.end(), 2) != third.end());
        m_clock.advance(std::chrono::milliseconds(2));
        MUST(const Markers fourth, pass());
        QVERIFY(std::find(fourth.begin(), fourth.end(), 2) == fourth.end());
        MUST(const auto aborted, told(*log, 0));
        QVERIFY(aborted.empty());
    }
};

QTEST_APPLESS_MAIN(TestLogTransactions)
#include "tst_log_transactions.moc"
