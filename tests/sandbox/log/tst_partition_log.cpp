// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/crc32c.h"
#include "backend/base/kafka_error.h"
#include "tests/sandbox/log/log_fixture.h"

#include <QtCore/QTemporaryDir>

#include <chrono>
#include <random>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using base::KafkaError;

class TestPartitionLog : public QObject
{
    Q_OBJECT

    base::ManualClock m_clock;
    std::unique_ptr<MemoryFileSystem> m_fs;
    static inline const std::string kDirectory = "/data/orders-0";
    static constexpr std::int64_t kStart = 1'700'000'000'000;

    base::Result<std::unique_ptr<PartitionLog>> open(LogConfig config = {}, bool clean = false,
                                                     std::int64_t recoveryPoint = 0)
    {
        PartitionLog::OpenOptions options;
        options.cleanShutdown = clean;
        options.recoveryPoint = recoveryPoint;
        return PartitionLog::open(*m_fs, kDirectory, config, m_clock, options);
    }
    static LogConfig small()
    {
        LogConfig config;
        config.segmentBytes = 1'000;
        config.indexIntervalBytes = 100;
        config.fileDeleteDelayMs = 60'000;
        return config;
    }
    template <class T>
    static int code(const base::Result<T> &result)
    {
        return result ? 0 : result.error().kafkaCode;
    }
    static int code(KafkaError error) { return static_cast<int>(error); }
    int files(const std::string &suffix) const
    {
        int count = 0;
        for (const std::string &path : m_fs->paths())
            count += path.ends_with(suffix) ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void init()
    {
        m_clock.advance(std::chrono::milliseconds(kStart - m_clock.wallMs()));
        m_fs = std::make_unique<MemoryFileSystem>(m_clock);
    }

    void appendedRecordsComeBackDenseAndInOrder()
    {
        MUST(auto log, open());
        for (int i = 0; i < 50; ++i) {
            BatchSpec spec;
            spec.count = 3;
            spec.prefix = "b" + std::to_string(i) + "-";
            spec.compression = static_cast<wire::Compression>(i % 5);
            MUST(const auto info, log->appendAsLeader(makeBatch(spec), 7));
            QCOMPARE(info.baseOffset, i * 3);
            QCOMPARE(info.lastOffset, i * 3 + 2);
            QCOMPARE(info.logAppendTimeMs, -1);
        }
        QCOMPARE(log->logEndOffset(), 150);
        QCOMPARE(log->latestEpoch(), 7);
        MUST(const auto records, readAll(*log));
        QCOMPARE(records.size(), std::size_t{150});
        for (std::size_t i = 0; i < records.size(); ++i) {
            QCOMPARE(records[i].offset, static_cast<std::int64_t>(i));
            QVERIFY(records[i].value.starts_with("b" + std::to_string(i / 3) + "-" + std::to_string(i % 3)));
        }
        // From the middle of a batch, in slices that cut batches.
        MUST(const auto some, readAll(*log, 100, 120, 200));
        QCOMPARE(some.size(), std::size_t{20});
        QCOMPARE(some.front().offset, 100);
    }

    void theBatchInTheFileIsTheProducersButForOffsetAndEpoch()
    {
        MUST(auto log, open());
        MUST_DO(log->appendAsLeader(makeBatch({.count = 4}), 0));
        base::Bytes sent = makeBatch({.count = 2, .compression = wire::Compression::Lz4});
        MUST_DO(log->appendAsLeader(sent, 12));
        wire::setBaseOffset(sent, 4);
        wire::setPartitionLeaderEpoch(sent, 12);
        MUST(const LogSlice slice, log->read(4, 1 << 20, 100));
        MUST(const base::Bytes stored, slice.read());
        QVERIFY(stored == sent);
    }

    void segmentsRollBySizeAndStayAsTheyWere()
    {
        MUST(auto log, open(small()));
        std::map<std::string, std::uint32_t> sums;
        for (int i = 0; i < 100; ++i) {
            MUST_DO(log->appendAsLeader(makeBatch({.count = 2, .valueBytes = 50}), 0));
            const std::string closedUpTo = segmentFileName(log->activeSegmentBaseOffset(), ".log");
            for (const std::string &path : m_fs->paths()) {
                const std::string name = path.substr(path.rfind('/') + 1);
                if (!path.ends_with(".log") || name >= closedUpTo)
                    continue;
                const std::uint32_t sum = base::crc32c(m_fs->content(path));
                QCOMPARE(sums.emplace(name, sum).first->second, sum);
                QVERIFY(m_fs->content(path).size() <= 1'000);
            }
        }
        QVERIFY(log->segmentCount() > 10);
        QCOMPARE(static_cast<int>(log->segmentCount()), files(".log"));
        QCOMPARE(files(".index"), files(".log"));
        QCOMPARE(files(".timeindex"), files(".log"));
        MUST(const auto records, readAll(*log, 0, INT64_MAX, 300));
        QCOMPARE(records.size(), std::size_t{200});
        for (std::int64_t offset = 0; offset < 200; ++offset) {
            MUST(const auto from, readAll(*log, offset, offset + 2));
            QVERIFY(!from.empty() && from.front().offset == offset);
        }
    }

    void segmentsRollByRecordTime()
    {
        LogConfig config;
        config.segmentMs = 1'000;
        MUST(auto log, open(config));
        MUST_DO(log->appendAsLeader(makeBatch({.timestamp = kStart}), 0));
        MUST_DO(log->appendAsLeader(makeBatch({.timestamp = kStart + 1'000}), 0));
        QCOMPARE(log->segmentCount(), std::size_t{1});
        MUST_DO(log->appendAsLeader(makeBatch({.timestamp = kStart + 1'001}), 0));
        QCOMPARE(log->segmentCount(), std::size_t{2});
        QCOMPARE(log->activeSegmentBaseOffset(), 2);
        // Reopened: the first batch's time is read from the file.
        MUST_DO(log->close());
        MUST(log, open(config, true));
        MUST_DO(log->appendAsLeader(makeBatch({.timestamp = kStart + 2'001}), 0));
        QCOMPARE(log->segmentCount(), std::size_t{2});
        MUST_DO(log->appendAsLeader(makeBatch({.timestamp = kStart + 2'002}), 0));
        QCOMPARE(log->segmentCount(), std::size_t{3});
    }

    void segmentsRollWhenAnIndexIsFull()
    {
        LogConfig config = small();
        config.segmentBytes = 1 << 20;
        config.segmentIndexBytes = 8 * 10;
        MUST(auto log, open(config));
        for (int i = 0; i < 40; ++i)
            MUST_DO(log->appendAsLeader(makeBatch({.timestamp = kStart + i, .valueBytes = 100}), 0));
        QVERIFY(log->segmentCount() >= 3);
        for (const std::string &path : m_fs->paths()) {
            if (path.ends_with(".index"))
                QVERIFY(m_fs->content(path).size() <= 80);
        }
    }

    void readingIsBounded()
    {
        MUST(auto log, open());
        std::vector<std::size_t> sizes;
        for (int i = 0; i < 10; ++i) {
            const auto batch = makeBatch({.count = 2, .valueBytes = static_cast<std::size_t>(20 + i)});
            sizes.push_back(batch.size());
            MUST_DO(log->appendAsLeader(batch, 0));
        }
        for (const std::int64_t out : {-1, 21})
            QCOMPARE(code(log->read(out, 100, 20)), code(KafkaError::OffsetOutOfRange));
        MUST(const auto atEnd, log->read(20, 100, 20));
        QVERIFY(atEnd.empty());
        MUST(const auto above, log->read(6, 100, 6)); // nothing committed from here on
        QVERIFY(above.empty());
        MUST(const auto one, log->read(0, 1, 20));
        QCOMPARE(one.size, static_cast<std::uint32_t>(sizes[0]));
        QVERIFY(one.firstBatchWhole);
        MUST(const auto cut, log->read(0, 1, 20, false));
        QCOMPARE(cut.size, 1U);
        QVERIFY(!cut.firstBatchWhole);
        MUST(const auto bounded, log->read(2, 1 << 20, 6));
        QCOMPARE(bounded.size, static_cast<std::uint32_t>(sizes[1] + sizes[2]));
        QCOMPARE(bounded.position, sizes[0]);
        MUST(const auto behind, log->bytesAfter(18));
        QCOMPARE(behind, sizes[9]);
        MUST(const auto all, log->bytesAfter(0));
        QCOMPARE(all, log->sizeInBytes());
    }

    void whatIsWrongIsRefusedWithKafkasCode()
    {
        LogConfig config;
        config.maxMessageBytes = 500;
        config.segmentBytes = 400;
        MUST(auto log, open(config));
        QCOMPARE(code(log->appendAsLeader(makeBatch({.valueBytes = 600}), 0)), code(KafkaError::MessageTooLarge));
        QCOMPARE(code(log->appendAsLeader(makeBatch({.valueBytes = 410}), 0)), code(KafkaError::RecordListTooLarge));
        base::Bytes bad = makeBatch({});
        bad.back() ^= 1;
        QCOMPARE(code(log->appendAsLeader(bad, 0)), code(KafkaError::CorruptMessage));
        QCOMPARE(code(log->appendAsLeader({}, 0)), code(KafkaError::InvalidRecord));
        base::Bytes two = makeBatch({});
        const base::Bytes second = makeBatch({});
        two.insert(two.end(), second.begin(), second.end());
        QCOMPARE(code(log->appendAsLeader(two, 0)), code(KafkaError::InvalidRecord));
        MUST(const auto both, log->appendAsLeader(two, 0, AppendOrigin::Coordinator));
        QCOMPARE(both.lastOffset, 1);
        QCOMPARE(code(log->appendAsLeader(makeBatch({.timestamp = kStart + 3'600'001}), 0)),
                 code(KafkaError::InvalidTimestamp));
        MUST_DO(log->appendAsLeader(makeBatch({.timestamp = kStart + 3'600'000}), 0));
        QCOMPARE(log->logEndOffset(), 3);
    }

    void compactedTopicsDemandKeys()
    {
        LogConfig config;
        config.compact = true;
        MUST(auto log, open(config));
        wire::RecordBatchBuilder builder;
        builder.add({kStart, std::nullopt, base::viewOf("v"), {}});
        MUST(const auto batch, builder.finish());
        QCOMPARE(code(log->appendAsLeader(batch, 0)), code(KafkaError::InvalidRecord));
        MUST_DO(log->appendAsLeader(makeBatch({}), 0));
    }

    void logAppendTimeIsTheBrokers()
    {
        LogConfig config;
        config.messageTimestampType = wire::TimestampType::LogAppendTime;
        MUST(auto log, open(config));
        MUST(const auto info,
             log->appendAsLeader(makeBatch({.count = 3, .timestamp = 5, .compression = wire::Compression::Zstd}), 0));
        QCOMPARE(info.logAppendTimeMs, kStart);
        MUST(const auto records, readAll(*log));
        for (const auto &record : records)
            QCOMPARE(record.timestamp, kStart);
    }

    void compressionIsTheTopics_data()
    {
        QTest::addColumn<int>("codec");
        for (int codec = 0; codec <= 4; ++codec)
            QTest::addRow("%d", codec) << codec;
    }
    void compressionIsTheTopics()
    {
        QFETCH(int, codec);
        LogConfig config;
        config.compressionType = static_cast<wire::Compression>(codec);
        MUST(auto log, open(config));
        for (int from = 0; from <= 4; ++from)
            MUST_DO(
                log->appendAsLeader(makeBatch({.count = 20, .compression = static_cast<wire::Compression>(from)}), 3));
        MUST(const LogSlice slice, log->read(0, 1 << 20, 100));
        MUST(const base::Bytes bytes, slice.read());
        MUST_DO(wire::forEachBatch(bytes, [&](const wire::RecordBatchView &batch) -> base::Status {
            if (static_cast<int>(batch.header().compression()) != codec || batch.header().partitionLeaderEpoch != 3)
                return base::fail(base::ErrorKind::Bug, "test", {}, "codec");
            return batch.checkCrc();
        }));
        MUST(const auto records, readAll(*log));
        QCOMPARE(records.size(), std::size_t{100});
    }

    void aBombIsNotUnpackedIntoATopicWithoutCompression()
    {
        LogConfig config;
        config.compressionType = wire::Compression::None;
        MUST(auto log, open(config));
        const base::Bytes bomb = makeBatch({.compression = wire::Compression::Zstd, .valueBytes = 30 << 20});
        QVERIFY(bomb.size() < 100'000);
        QCOMPARE(code(log->appendAsLeader(bomb, 0)), code(KafkaError::MessageTooLarge));
    }

    // --- idempotent producers

    void aRetryGetsTheOffsetsOfTheFirstTime()
    {
        MUST(auto log, open());
        for (int i = 0; i < 8; ++i)
            MUST_DO(log->appendAsLeader(makeBatch({.count = 2, .producerId = 9, .epoch = 1, .sequence = i * 2}), 0));
        for (int i = 3; i < 8; ++i) { // the last five are remembered
            MUST(const auto again,
                 log->appendAsLeader(makeBatch({.count = 2, .producerId = 9, .epoch = 1, .sequence = i * 2}), 0));
            QVERIFY(again.duplicate);
            QCOMPARE(again.baseOffset, i * 2);
            QCOMPARE(again.lastOffset, i * 2 + 1);
        }
        QCOMPARE(code(log->appendAsLeader(makeBatch({.count = 2, .producerId = 9, .epoch = 1, .sequence = 4}), 0)),
                 code(KafkaError::OutOfOrderSequenceNumber));
        QCOMPARE(log->logEndOffset(), 16);
    }

    void gapsAndOldEpochsAreRefused()
    {
        MUST(auto log, open());
        const auto send = [&](int sequence, int epoch, int count = 1) {
            return code(log->appendAsLeader(
                makeBatch(
                    {.count = count, .producerId = 9, .epoch = static_cast<std::int16_t>(epoch), .sequence = sequence}),
                0));
        };
        QCOMPARE(send(0, 1), 0);
        QCOMPARE(send(2, 1), code(KafkaError::OutOfOrderSequenceNumber));
        QCOMPARE(send(1, 1), 0);
        QCOMPARE(send(2, 0), code(KafkaError::InvalidProducerEpoch));
        QCOMPARE(send(2, 2), code(KafkaError::OutOfOrderSequenceNumber)); // a new epoch begins at 0
        QCOMPARE(send(0, 2), 0);
        QCOMPARE(send(2, 1), code(KafkaError::InvalidProducerEpoch));
        // Around the end of the numbers.
        QCOMPARE(code(log->appendAsLeader(
                     makeBatch({.count = 3, .producerId = 10, .epoch = 0, .sequence = INT32_MAX - 1}), 0)),
                 0);
        QCOMPARE(code(log->appendAsLeader(makeBatch({.count = 1, .producerId = 10, .epoch = 0, .sequence = 1}), 0)), 0);
        MUST(const auto again,
             log->appendAsLeader(makeBatch({.count = 3, .producerId = 10, .epoch = 0, .sequence = INT32_MAX - 1}), 0));
        QVERIFY(again.duplicate);
    }

    void producersSurviveCleanAndUncleanEnds_data()
    {
        QTest::addColumn<bool>("clean");
        QTest::newRow("clean") << true;
        QTest::newRow("killed") << false;
    }
    void producersSurviveCleanAndUncleanEnds()
    {
        QFETCH(bool, clean);
        MUST(auto log, open(small()));
        for (int i = 0; i < 60; ++i)
            MUST_DO(log->appendAsLeader(
                makeBatch({.count = 2, .producerId = 5 + i % 3, .epoch = 0, .sequence = i / 3 * 2, .valueBytes = 40}),
                3));
        if (clean)
            MUST_DO(log->close());
        log.reset();
        m_fs->kill();
        MUST(log, open(small(), clean));
        QCOMPARE(log->logEndOffset(), 120);
        QCOMPARE(log->producers().size(), std::size_t{3});
        for (int i = 57; i < 60; ++i) {
            MUST(const auto again,
                 log->appendAsLeader(
                     makeBatch(
                         {.count = 2, .producerId = 5 + i % 3, .epoch = 0, .sequence = i / 3 * 2, .valueBytes = 40}),
                     3));
            QVERIFY(again.duplicate);
            QCOMPARE(again.baseOffset, i * 2);
        }
        QCOMPARE(code(log->appendAsLeader(makeBatch({.producerId = 5, .epoch = 0, .sequence = 41}), 3)),
                 code(KafkaError::OutOfOrderSequenceNumber));
        MUST_DO(log->appendAsLeader(makeBatch({.producerId = 5, .epoch = 0, .sequence = 40}), 3));
    }

    void silentProducersAreForgotten()
    {
        MUST(auto log, open());
        MUST_DO(log->appendAsLeader(makeBatch({.timestamp = kStart, .producerId = 1, .epoch = 0, .sequence = 0}), 0));
        m_clock.advance(std::chrono::hours(25));
        QVERIFY(log->wantsTick());
        MUST_DO(log->tick());
        QCOMPARE(log->producers().size(), std::size_t{0});
    }

    void openTransactionsHoldTheLastStableOffsetBack()
    {
        MUST(auto log, open());
        MUST_DO(log->appendAsLeader(makeBatch({.count = 2}), 0));
        MUST_DO(appendVerified(*log, makeBatch({.count = 2, .producerId = 1, .epoch = 0, .sequence = 0, .transactional = true})));
        MUST_DO(log->appendAsLeader(makeBatch({.count = 2}), 0));
        log->setHighWatermark(6);
        QCOMPARE(log->lastStableOffset(), 2);
        MUST_DO(log->appendAsLeader(makeMarker(1, 0, true, 42), 0, AppendOrigin::Coordinator));
        QCOMPARE(log->lastStableOffset(), 2); // the marker is not committed yet
        log->setHighWatermark(7);
        QCOMPARE(log->lastStableOffset(), 7);
        QCOMPARE(log->producers().all().at(1).coordinatorEpoch, 42);
        m_fs->kill();
        MUST(log, open());
        QCOMPARE(log->producers().all().at(1).coordinatorEpoch, 42);
        QCOMPARE(log->producers().all().at(1).currentTxnFirstOffset, -1);
    }

    // --- time

    void timestampsAreFoundExactly()
    {
        for (const int codec : {0, 3}) {
            init();
            LogConfig config = small();
            config.messageTimestampAfterMaxMs = LogConfig::kNever;
            MUST(auto log, open(config));
            std::vector<std::int64_t> times;
            for (int i = 0; i < 80; ++i) {
                // Not ascending: every seventh batch is from earlier.
                const std::int64_t time = 1'000 + i * 10 - (i % 7 == 0 ? 35 : 0);
                MUST_DO(log->appendAsLeader(makeBatch({.count = 3,
                                                       .timestamp = time,
                                                       .timestampStep = 2,
                                                       .compression = static_cast<wire::Compression>(codec),
                                                       .valueBytes = 40}),
                                            4));
                for (int j = 0; j < 3; ++j)
                    times.push_back(time + j * 2);
            }
            QVERIFY(log->segmentCount() > 3);
            const auto check = [&](std::int64_t from) {
                for (std::int64_t wanted = 900; wanted < 1'900; ++wanted) {
                    std::int64_t expected = -1;
                    for (std::size_t i = static_cast<std::size_t>(from); i < times.size() && expected < 0; ++i) {
                        if (times[i] >= wanted)
                            expected = static_cast<std::int64_t>(i);
                    }
                    MUST(const auto found, log->findByTimestamp(wanted));
                    QCOMPARE(found ? found->offset : -1, expected);
                    if (found) {
                        QCOMPARE(found->timestamp, times[static_cast<std::size_t>(expected)]);
                        QCOMPARE(found->leaderEpoch, 4);
                    }
                }
            };
            check(0);
            MUST(const auto newest, log->findMaxTimestamp());
            QCOMPARE(newest->timestamp, *std::max_element(times.begin(), times.end()));
            QCOMPARE(newest->offset, std::max_element(times.begin(), times.end()) - times.begin());
            MUST_DO(log->close());
            MUST(log, open(config, true));
            check(0);
            log.reset();
            m_fs->kill();
            MUST(log, open(config));
            check(0);
            log->setHighWatermark(log->logEndOffset());
            MUST_DO(log->deleteRecordsBefore(50));
            check(50);
        }
    }

    void recordsWithoutTime()
    {
        MUST(auto log, open());
        MUST(const auto none, log->findMaxTimestamp());
        QVERIFY(!none);
        MUST_DO(log->appendAsLeader(makeBatch({.timestamp = -1, .timestampStep = 0}), 0));
        MUST(const auto still, log->findMaxTimestamp());
        QVERIFY(!still);
        MUST(const auto found, log->findByTimestamp(0));
        QVERIFY(!found);
    }

    // --- retention

    void retentionByTimeTakesWholeClosedSegments()
    {
        LogConfig config = small();
        config.retentionMs = 60'000;
        MUST(auto log, open(config));
        for (int i = 0; i < 30; ++i) {
            MUST_DO(
                log->appendAsLeader(makeBatch({.count = 2, .timestamp = m_clock.wallMs(), .valueBytes = 60}), i / 10));
            m_clock.advance(std::chrono::seconds(4));
        }
        MUST(const int held, log->deleteOldSegments());
        QCOMPARE(held, 0); // nothing is committed yet
        log->setHighWatermark(log->logEndOffset());
        const std::size_t before = log->segmentCount();
        MUST(const int gone, log->deleteOldSegments());
        QVERIFY(gone > 0 && static_cast<std::size_t>(gone) < before);
        QCOMPARE(log->segmentCount(), before - static_cast<std::size_t>(gone));
        MUST(const auto records, readAll(*log));
        QCOMPARE(records.front().offset, log->logStartOffset());
        // The newest record of the oldest segment that is left is young enough; each older segment's was not.
        QVERIFY(log->logStartOffset() > 0);
        QCOMPARE(code(log->read(log->logStartOffset() - 1, 100, 1'000)), code(KafkaError::OffsetOutOfRange));
        QCOMPARE(log->epochs().entries().front().startOffset, log->logStartOffset());
        // The files are renamed at once and removed after file.delete.delay.ms.
        QCOMPARE(files(".log.deleted"), gone);
        m_clock.advance(std::chrono::milliseconds(59'999));
        MUST_DO(log->tick());
        QCOMPARE(files(".log.deleted"), gone);
        m_clock.advance(std::chrono::milliseconds(1));
        MUST_DO(log->tick());
        QCOMPARE(files(".deleted"), 0);
    }

    void whenAllIsOldAppendingGoesOnInAnEmptySegment()
    {
        LogConfig config = small();
        config.retentionMs = 1'000;
        MUST(auto log, open(config));
        for (int i = 0; i < 20; ++i)
            MUST_DO(log->appendAsLeader(
                makeBatch({.count = 2, .timestamp = kStart, .timestampStep = 0, .valueBytes = 60}), 0));
        log->setHighWatermark(40);
        m_clock.advance(std::chrono::milliseconds(1'000));
        MUST(const int none, log->deleteOldSegments());
        QCOMPARE(none, 0);
        m_clock.advance(std::chrono::milliseconds(1));
        MUST_DO(log->deleteOldSegments());
        QCOMPARE(log->logStartOffset(), 40);
        QCOMPARE(log->logEndOffset(), 40);
        QCOMPARE(log->segmentCount(), std::size_t{1});
        MUST(const auto info, log->appendAsLeader(makeBatch({}), 0));
        QCOMPARE(info.baseOffset, 40);
        MUST(const int again, log->deleteOldSegments()); // the empty one is not deleted over and over
        QCOMPARE(again, 0);
        MUST_DO(log->close());
        MUST(log, open(config, true));
        QCOMPARE(log->logEndOffset(), 41);
    }

    void retentionBySize()
    {
        LogConfig config = small();
        config.retentionBytes = 3'000;
        config.retentionMs = -1;
        MUST(auto log, open(config));
        for (int i = 0; i < 100; ++i) {
            MUST_DO(log->appendAsLeader(makeBatch({.count = 2, .timestamp = 5, .valueBytes = 60}), 0));
            log->setHighWatermark(log->logEndOffset());
            MUST_DO(log->deleteOldSegments());
            QVERIFY(log->sizeInBytes() <= 4'000);
        }
        QVERIFY(log->sizeInBytes() > 2'900);
        config.deleteOld = false;
        config.retentionBytes = 0;
        log->setConfig(config);
        MUST(const int none, log->deleteOldSegments());
        QCOMPARE(none, 0);
    }

    void deleteRecordsMovesTheStart()
    {
        MUST(auto log, open(small()));
        for (int i = 0; i < 40; ++i)
            MUST_DO(log->appendAsLeader(makeBatch({.count = 2, .valueBytes = 60}), i / 8));
        log->setHighWatermark(50);
        QCOMPARE(code(log->deleteRecordsBefore(51)), code(KafkaError::OffsetOutOfRange));
        MUST(const bool moved, log->deleteRecordsBefore(33));
        QVERIFY(moved);
        MUST(const bool again, log->deleteRecordsBefore(20));
        QVERIFY(!again);
        QCOMPARE(log->logStartOffset(), 33);
        MUST(const auto records, readAll(*log));
        QCOMPARE(records.front().offset, 33);
        QCOMPARE(log->epochs().entries().front(), (EpochStart{2, 33}));
        const std::size_t before = log->segmentCount();
        MUST(const int gone, log->deleteOldSegments());
        QVERIFY(gone > 0);
        QCOMPARE(log->segmentCount(), before - static_cast<std::size_t>(gone));
        QCOMPARE(log->logStartOffset(), 33);
        MUST_DO(log->close());
        PartitionLog::OpenOptions options;
        options.cleanShutdown = true;
        options.logStartOffset = 33;
        MUST(log, PartitionLog::open(*m_fs, kDirectory, small(), m_clock, options));
        QCOMPARE(log->logStartOffset(), 33);
    }

    void aSliceOutlivesItsSegment()
    {
        QTemporaryDir folder;
        LogConfig config = small();
        config.fileDeleteDelayMs = 0;
        PartitionLog::OpenOptions options;
        const std::string directory = folder.path().toStdString() + "/orders-0";
        MUST(auto log, PartitionLog::open(posixFileSystem(), directory, config, m_clock, options));
        for (int i = 0; i < 40; ++i)
            MUST_DO(log->appendAsLeader(makeBatch({.count = 2, .valueBytes = 60}), 0));
        MUST(const LogSlice slice, log->read(0, 1 << 20, 100));
        MUST(const base::Bytes before, slice.read());
        MUST(const wire::Records records, slice.records());
        log->setHighWatermark(80);
        MUST_DO(log->deleteRecordsBefore(80));
        MUST_DO(log->deleteOldSegments());
        QVERIFY(!posixFileSystem().exists(directory + "/" + segmentFileName(0, ".log")));
        MUST(const base::Bytes after, slice.read());
        QVERIFY(before == after);
        MUST(const base::Bytes sent, records.flatten());
        QVERIFY(before == sent);
        MUST_DO(log->renameForDeletion(*base::Uuid::parse("MkU3OEVBNTcwNTJENDM2Qg")));
        QVERIFY(log->directory().ends_with("/orders-0.MkU3OEVBNTcwNTJENDM2Qg-delete"));
        QVERIFY(posixFileSystem().exists(log->directory()));
        QVERIFY(!log->appendAsLeader(makeBatch({}), 0));
    }

    // --- epochs, followers, truncation

    void epochsAreInKafkasFile()
    {
        MUST(auto log, open());
        MUST_DO(log->assignEpoch(0));
        MUST_DO(log->appendAsLeader(makeBatch({.count = 10}), 0));
        MUST_DO(log->assignEpoch(2)); // a leader that wrote nothing
        MUST_DO(log->assignEpoch(3));
        MUST_DO(log->appendAsLeader(makeBatch({.count = 5}), 3));
        QCOMPARE(base::textOf(m_fs->content(kDirectory + "/leader-epoch-checkpoint")),
                 std::string_view("0\n2\n0 0\n3 10\n"));
        QCOMPARE(log->endOffsetForEpoch(0), (EpochEnd{0, 10}));
        QCOMPARE(log->endOffsetForEpoch(2), (EpochEnd{0, 10}));
        QCOMPARE(log->endOffsetForEpoch(3), (EpochEnd{3, 15}));
        QCOMPARE(log->endOffsetForEpoch(4), (EpochEnd{-1, -1}));
        QCOMPARE(log->endOffsetForEpoch(-1), (EpochEnd{-1, -1}));
        QCOMPARE(*log->epochs().epochAt(9), 0);
        QCOMPARE(*log->epochs().epochAt(10), 3);
    }

    void aFollowersFilesAreTheLeadersByteForByte()
    {
        MUST(auto leader, open(small()));
        MUST(auto follower, PartitionLog::open(*m_fs, "/other/orders-0", small(), m_clock, {}));
        std::mt19937 random(3);
        for (int i = 0; i < 200; ++i) {
            MUST_DO(leader->appendAsLeader(makeBatch({.count = 1 + i % 4,
                                                      .timestamp = kStart + i,
                                                      .compression = static_cast<wire::Compression>(i % 5),
                                                      .producerId = i % 2 == 0 ? -1 : 7,
                                                      .epoch = static_cast<std::int16_t>(i % 2 == 0 ? -1 : 0),
                                                      .sequence = -1,
                                                      .valueBytes = random() % 90}),
                                           i / 50, AppendOrigin::Coordinator));
            while (follower->logEndOffset() < leader->logEndOffset() && i % 3 == 0) {
                MUST(const LogSlice slice, leader->read(follower->logEndOffset(),
                                                        1 + static_cast<std::uint32_t>(random() % 3'000), INT64_MAX));
                MUST(const base::Bytes bytes, slice.read());
                MUST_DO(follower->appendAsFollower(bytes));
            }
        }
        while (follower->logEndOffset() < leader->logEndOffset()) {
            MUST(const LogSlice slice, leader->read(follower->logEndOffset(), 700, INT64_MAX));
            MUST(const base::Bytes bytes, slice.read());
            MUST_DO(follower->appendAsFollower(bytes));
        }
        QVERIFY(follower->epochs().entries() == leader->epochs().entries());
        QCOMPARE(follower->sizeInBytes(), leader->sizeInBytes());
        MUST(const auto mine, readAll(*follower));
        MUST(const auto theirs, readAll(*leader));
        QVERIFY(mine == theirs);
        // Sent once more, nothing happens; with a batch that goes back, it is refused.
        MUST(const LogSlice last, leader->read(leader->logEndOffset() - 1, 1 << 20, INT64_MAX));
        MUST(base::Bytes bytes, last.read());
        MUST(const auto nothing, follower->appendAsFollower(bytes));
        QCOMPARE(nothing.bytes, 0U);
        base::Bytes across = makeBatch({.count = 9, .baseOffset = follower->logEndOffset() - 2});
        QCOMPARE(code(follower->appendAsFollower(across)), code(KafkaError::OffsetOutOfRange));
        base::Bytes bad = makeBatch({.count = 2, .baseOffset = follower->logEndOffset()});
        bad.back() ^= 1;
        QCOMPARE(code(follower->appendAsFollower(bad)), code(KafkaError::CorruptMessage));
    }

    void truncationCutsBatchesEpochsAndProducers()
    {
        for (std::int64_t to = 0; to <= 60; to += 7) {
            init();
            MUST(auto log, open(small()));
            for (int i = 0; i < 30; ++i)
                MUST_DO(log->appendAsLeader(makeBatch({.count = 2,
                                                       .timestamp = kStart + i * 10,
                                                       .producerId = 1,
                                                       .epoch = 0,
                                                       .sequence = i * 2,
                                                       .valueBytes = 60}),
                                            i / 5));
            MUST(const bool cut, log->truncateTo(to));
            QCOMPARE(cut, to < 60);
            const std::int64_t end = to / 2 * 2; // a batch that holds the offset goes as a whole
            QCOMPARE(log->logEndOffset(), end);
            MUST(const auto records, readAll(*log));
            QCOMPARE(records.size(), static_cast<std::size_t>(end));
            QVERIFY(log->epochs().entries().empty() || log->epochs().entries().back().startOffset < end);
            MUST(const auto newest, log->findMaxTimestamp());
            QCOMPARE(newest ? newest->offset : -1, end - 1);
            MUST(const auto info, log->appendAsLeader(makeBatch({.count = 2,
                                                                 .producerId = 1,
                                                                 .epoch = 0,
                                                                 .sequence = static_cast<std::int32_t>(end),
                                                                 .valueBytes = 60}),
                                                      9));
            QVERIFY(!info.duplicate);
            QCOMPARE(info.baseOffset, end);
            MUST_DO(log->close());
            MUST(log, open(small(), true));
            QCOMPARE(log->logEndOffset(), end + 2);
            MUST(const auto after, readAll(*log));
            QCOMPARE(after.size(), static_cast<std::size_t>(end + 2));
        }
    }

    void aFollowerFarBehindStartsAnew()
    {
        MUST(auto log, open(small()));
        for (int i = 0; i < 30; ++i)
            MUST_DO(log->appendAsLeader(makeBatch({.count = 2, .valueBytes = 60}), 1));
        MUST_DO(log->truncateFullyAndStartAt(1'000));
        QCOMPARE(log->logStartOffset(), 1'000);
        QCOMPARE(log->logEndOffset(), 1'000);
        QCOMPARE(log->latestEpoch(), -1);
        MUST_DO(log->appendAsFollower(makeBatch({.count = 3, .baseOffset = 1'000, .leaderEpoch = 4})));
        QCOMPARE(log->latestEpoch(), 4);
        MUST_DO(log->close());
        MUST(log, open(small(), true));
        QCOMPARE(log->logStartOffset(), 1'000);
        QCOMPARE(log->logEndOffset(), 1'003);
        MUST_DO(log->truncateFullyAndStartAt(1'000));
        QCOMPARE(log->logEndOffset(), 1'000);
    }

    // --- opening

    void theTopicsIdIsKept()
    {
        PartitionLog::OpenOptions options;
        options.topicId = *base::Uuid::parse("MkU3OEVBNTcwNTJENDM2Qg");
        MUST(auto log, PartitionLog::open(*m_fs, kDirectory, {}, m_clock, options));
        QCOMPARE(base::textOf(m_fs->content(kDirectory + "/partition.metadata")),
                 std::string_view("version: 0\ntopic_id: MkU3OEVBNTcwNTJENDM2Qg\n"));
        options.topicId = *base::Uuid::parse("NkU3OEVBNTcwNTJENDM2Qg");
        MUST(log, PartitionLog::open(*m_fs, kDirectory, {}, m_clock, options));
        QCOMPARE(log->topicId().toString(), std::string("MkU3OEVBNTcwNTJENDM2Qg"));
    }

    void staleCheckpointsDoNotTouchANewPartition()
    {
        PartitionLog::OpenOptions options;
        options.cleanShutdown = true;
        options.recoveryPoint = 77;
        options.logStartOffset = 50;
        MUST(auto log, PartitionLog::open(*m_fs, kDirectory, {}, m_clock, options));
        QCOMPARE(log->logStartOffset(), 0);
        QCOMPARE(log->logEndOffset(), 0);
        QCOMPARE(log->recoveryPoint(), 0);
    }

    void idlePartitionsCostLittle()
    {
        MUST(auto log, open());
        QCOMPARE(files(".index"), 0); // made with the first record
        MUST_DO(log->appendAsLeader(makeBatch({}), 0));
        QCOMPARE(files(".index"), 1);
        QVERIFY(log->wantsTick());
        m_clock.advance(std::chrono::minutes(2));
        MUST_DO(log->tick());
        QVERIFY(!log->wantsTick());
        MUST_DO(log->appendAsLeader(makeBatch({}), 0));
        MUST(const auto records, readAll(*log));
        QCOMPARE(records.size(), std::size_t{2});
    }

    void flushPolicyIsTheTopics()
    {
        LogConfig config;
        config.flushMessages = 4;
        MUST(auto log, open(config));
        MUST_DO(log->appendAsLeader(makeBatch({.count = 3}), 0));
        QCOMPARE(log->recoveryPoint(), 0);
        MUST_DO(log->appendAsLeader(makeBatch({.count = 1}), 0));
        QCOMPARE(log->recoveryPoint(), 4);
        config.flushMessages = LogConfig::kNever;
        config.flushMs = 1'000;
        log->setConfig(config);
        MUST_DO(log->appendAsLeader(makeBatch({.count = 1}), 0));
        MUST_DO(log->tick());
        QCOMPARE(log->recoveryPoint(), 4);
        m_clock.advance(std::chrono::seconds(1));
        MUST_DO(log->tick());
        QCOMPARE(log->recoveryPoint(), 5);
    }

    void rolledSegmentsAreFlushedElsewhere()
    {
        MUST(auto log, open(small()));
        for (int i = 0; i < 40; ++i)
            MUST_DO(log->appendAsLeader(makeBatch({.count = 2, .valueBytes = 60}), 0));
        auto job = log->takeFlushJob();
        QVERIFY(job);
        QCOMPARE(job->upTo, log->activeSegmentBaseOffset());
        MUST_DO(job->run());
        log->flushed(*job);
        QCOMPARE(log->recoveryPoint(), log->activeSegmentBaseOffset());
        QVERIFY(!log->takeFlushJob());
    }
};

QTEST_GUILESS_MAIN(TestPartitionLog)
#include "tst_partition_log.moc"
