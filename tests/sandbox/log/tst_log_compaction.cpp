// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "tests/sandbox/log/log_fixture.h"

#include <map>
#include <random>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

/// cleanup.policy=compact: what stays, what goes, and that nothing is lost wherever it is interrupted.
class TestLogCompaction : public QObject
{
    Q_OBJECT

    struct Kept
    {
        std::string key;
        std::optional<std::string> value;
        std::int64_t timestamp = 0;
        bool operator==(const Kept &) const = default;
    };
    using Content = std::map<std::int64_t, Kept>;

    base::ManualClock m_clock;
    std::unique_ptr<MemoryFileSystem> m_fs;
    static inline const std::string kDirectory = "/data/users-0";

    static LogConfig compacted()
    {
        LogConfig config;
        config.segmentBytes = 2'000;
        config.indexIntervalBytes = 200;
        config.compact = true;
        config.deleteOld = false;
        config.deleteRetentionMs = 10'000;
        config.fileDeleteDelayMs = 1'000;
        config.messageTimestampAfterMaxMs = LogConfig::kNever;
        return config;
    }
    base::Result<std::unique_ptr<PartitionLog>> open(bool clean = false, const LogConfig &config = compacted())
    {
        PartitionLog::OpenOptions options;
        options.cleanShutdown = clean;
        return PartitionLog::open(*m_fs, kDirectory, config, m_clock, options);
    }
    using Pairs = std::vector<std::pair<std::string, std::optional<std::string>>>;
    base::Bytes batchOf(const Pairs &pairs, wire::RecordBatchBuilder::Options options = {})
    {
        wire::RecordBatchBuilder builder(options);
        for (const auto &[key, value] : pairs)
            builder.add(
                {m_clock.wallMs(), base::viewOf(key), value ? std::optional(base::viewOf(*value)) : std::nullopt, {}});
        return *builder.finish();
    }
    base::Bytes marker(std::int64_t producer, bool commit) { return makeMarker(producer, 0, commit, 1, m_clock.wallMs()); }
    static base::Result<Content> contentOf(PartitionLog &log)
    {
        Content content;
        std::int64_t offset = log.logStartOffset();
        for (;;) {
            WEIR_TRY(const LogSlice slice, log.read(offset, 500, INT64_MAX));
            if (slice.empty())
                return content;
            WEIR_TRY(const base::Bytes bytes, slice.read());
            base::Bytes scratch;
            WEIR_CHECK(wire::forEachBatch(bytes, [&](const wire::RecordBatchView &batch) -> base::Status {
                WEIR_CHECK(batch.checkCrc());
                offset = batch.header().nextOffset();
                if (batch.header().isControl())
                    return {};
                WEIR_TRY(auto records, batch.records(scratch, 1 << 20));
                wire::RecordView record;
                for (;;) {
                    WEIR_TRY(const bool more, records.next(record));
                    if (!more)
                        return {};
                    content[record.offset] = {std::string(base::textOf(record.key.value_or(base::ByteView{}))),
                                              record.value ? std::optional(std::string(base::textOf(*record.value)))
                                                           : std::nullopt,
                                              record.timestamp};
                }
            }));
        }
    }
    /// Does a whole pass; false where there was nothing to do.
    base::Result<bool> compact(PartitionLog &log)
    {
        log.setHighWatermark(log.logEndOffset());
        auto job = log.takeCompaction();
        if (!job)
            return false;
        WEIR_CHECK(job->run());
        return log.applyCompaction(std::move(*job));
    }
    /// Newest value of each key; a key whose newest record is a tombstone, or that has none, is not in it.
    static std::map<std::string, std::string> newest(const Content &content)
    {
        std::map<std::string, std::string> values;
        for (const auto &[offset, record] : content) {
            if (record.value)
                values[record.key] = *record.value;
            else
                values.erase(record.key);
        }
        return values;
    }
    void fill(PartitionLog &log, Content &all, int batches, unsigned seed)
    {
        std::mt19937 random(seed);
        for (int i = 0; i < batches; ++i) {
            Pairs pairs;
            const int count = 1 + static_cast<int>(random() % 5);
            for (int j = 0; j < count; ++j) {
                std::optional<std::string> value = "value " + std::to_string(random());
                if (random() % 8 == 0)
                    value.reset();
                pairs.emplace_back("key" + std::to_string(random() % 30), value);
            }
            wire::RecordBatchBuilder::Options options;
            options.compression = static_cast<wire::Compression>(random() % 5);
            const auto info = log.appendAsLeader(batchOf(pairs, options), i / 50);
            if (!info)
                return;
            for (int j = 0; j < count; ++j)
                all[info->baseOffset + j] = {pairs[static_cast<std::size_t>(j)].first,
                                             pairs[static_cast<std::size_t>(j)].second, m_clock.wallMs()};
            m_clock.advance(std::chrono::milliseconds(100));
        }
    }
    QString verify(PartitionLog &log, const Content &all)
    {
        const auto left = contentOf(log);
        if (!left)
            return QString::fromStdString(base::describe(left.error()));
        for (const auto &[offset, record] : *left) {
            const auto was = all.find(offset);
            if (was == all.end() || !(was->second == record))
                return QStringLiteral("offset %1 is not what was written").arg(offset);
        }
        if (newest(*left) != newest(all))
            return QStringLiteral("another newest state");
        // Every offset asked for leads to the next one there is.
        for (std::int64_t offset = log.logStartOffset(); offset < log.logEndOffset(); offset += 7) {
            const auto slice = log.read(offset, 1, INT64_MAX);
            if (!slice || slice->empty())
                return QStringLiteral("nothing at or after %1").arg(offset);
            const auto bytes = slice->read();
            const auto header = wire::peekBatchHeader(*bytes);
            if (!header || header->lastOffset() < offset)
                return QStringLiteral("asked for %1").arg(offset);
        }
        return {};
    }

private Q_SLOTS:
    void init() { m_fs = std::make_unique<MemoryFileSystem>(m_clock); }

    void theNewestRecordOfEachKeyStays()
    {
        MUST(auto log, open());
        Content all;
        for (int round = 0; round < 6; ++round) {
            fill(*log, all, 80, static_cast<unsigned>(round));
            const std::int64_t end = log->logEndOffset();
            const std::int64_t activeBase = log->activeSegmentBaseOffset();
            const std::uint64_t before = log->sizeInBytes();
            MUST(const bool done, compact(*log));
            QVERIFY(done);
            QCOMPARE(log->logEndOffset(), end);
            QCOMPARE(log->activeSegmentBaseOffset(), activeBase);
            QCOMPARE(log->cleanedUpTo(), activeBase);
            QVERIFY(log->sizeInBytes() < before);
            const QString problem = verify(*log, all);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            // Below the active segment each key is there once.
            MUST(const Content left, contentOf(*log));
            std::map<std::string, int> times;
            for (const auto &[offset, record] : left) {
                if (offset < activeBase)
                    QCOMPARE(++times[record.key], 1);
            }
            MUST(const bool again, compact(*log));
            QVERIFY(!again); // nothing new to do
        }
        // What has become small is joined by the next pass.
        LogConfig eager = compacted();
        eager.minCleanableDirtyRatio = 0;
        log->setConfig(eager);
        const std::size_t apart = log->segmentCount();
        MUST_DO(log->roll());
        MUST(const bool joined, compact(*log));
        QVERIFY(joined && log->segmentCount() * 2 < apart);
        // After ends of both kinds.
        MUST_DO(log->close());
        for (const bool clean : {true, false}) {
            MUST(log, open(clean));
            const QString problem = verify(*log, all);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
        for (const auto &[offset, record] : all) {
            MUST(const auto found, log->findByTimestamp(record.timestamp));
            QVERIFY(found && found->timestamp >= record.timestamp);
        }
        m_clock.advance(std::chrono::seconds(2));
        MUST_DO(log->tick());
        for (const std::string &path : m_fs->paths())
            QVERIFY2(path.find(".cleaned") == std::string::npos && path.find(".swap") == std::string::npos &&
                         path.find(".deleted") == std::string::npos,
                     path.c_str());
    }

    void tombstonesGoWhenTheirTimeHasCome()
    {
        MUST(auto log, open());
        MUST_DO(log->appendAsLeader(batchOf({{"a", "1"}, {"b", "1"}}), 0));
        MUST_DO(log->appendAsLeader(batchOf({{"a", std::nullopt}, {"c", "1"}}), 0));
        MUST_DO(log->roll());
        MUST(const bool first, compact(*log));
        QVERIFY(first);
        MUST(Content left, contentOf(*log));
        QCOMPARE(left.size(), std::size_t{3});
        QVERIFY(!left.at(2).value); // a late consumer learns that "a" is gone
        const std::int64_t written = left.at(2).timestamp;
        m_clock.advance(std::chrono::milliseconds(9'999));
        MUST_DO(log->appendAsLeader(batchOf({{"d", std::string(300, 'x')}}), 0));
        MUST_DO(log->roll());
        MUST(const bool second, compact(*log));
        QVERIFY(second);
        MUST(left, contentOf(*log));
        QVERIFY(left.count(2) == 1);
        QCOMPARE(left.at(2).timestamp, written); // the horizon is not a record's time
        m_clock.advance(std::chrono::milliseconds(1));
        MUST_DO(log->appendAsLeader(batchOf({{"e", std::string(900, 'x')}}), 0));
        MUST_DO(log->roll());
        MUST(const bool third, compact(*log));
        QVERIFY(third);
        MUST(left, contentOf(*log));
        QVERIFY(left.count(2) == 0);
        QVERIFY(left.count(3) == 1);
        QCOMPARE(log->logEndOffset(), 6);
    }

    void abortedRecordsGoAndHideNothing()
    {
        MUST(auto log, open());
        const auto produce = [&](std::int64_t producer, std::int32_t sequence, const char *key, const char *value) {
            wire::RecordBatchBuilder::Options options;
            options.producerId = producer;
            options.producerEpoch = 0;
            options.baseSequence = sequence;
            options.transactional = true;
            return appendVerified(*log, batchOf({{key, value}}, options)).has_value();
        };
        MUST_DO(log->appendAsLeader(batchOf({{"a", "committed"}, {"b", "old"}, {"c", "old"}}), 0)); // 0..2
        QVERIFY(produce(1, 0, "a", "aborted"));                                                     // 3
        QVERIFY(produce(2, 0, "b", "new"));                                                         // 4
        MUST_DO(log->appendAsLeader(marker(1, false), 0, AppendOrigin::Coordinator));               // 5
        MUST_DO(log->appendAsLeader(marker(2, true), 0, AppendOrigin::Coordinator));                // 6
        QVERIFY(produce(1, 1, "d", "committed"));                                                   // 7
        MUST_DO(log->appendAsLeader(marker(1, true), 0, AppendOrigin::Coordinator));                // 8
        MUST_DO(log->roll());
        QVERIFY(produce(3, 0, "c", "undecided")); // 9
        MUST_DO(log->roll());
        MUST(const bool done, compact(*log));
        QVERIFY(done);
        MUST(const Content left, contentOf(*log));
        QVERIFY(left.count(0) == 1 && left.count(3) == 0);
        QVERIFY(left.count(1) == 0 && left.count(4) == 1);
        QVERIFY(left.count(2) == 1 && left.count(9) == 1);
        QVERIFY(left.count(7) == 1);
        QCOMPARE(log->cleanedUpTo(), 9);
        QCOMPARE(log->lastStableOffset(), 9);
    }

    void producersAreStillKnown()
    {
        MUST(auto log, open());
        for (int i = 0; i < 40; ++i) {
            wire::RecordBatchBuilder::Options options;
            options.producerId = 7;
            options.producerEpoch = 0;
            options.baseSequence = i;
            MUST_DO(log->appendAsLeader(batchOf({{"same", std::string(100, 'x')}}, options), 0));
        }
        MUST_DO(log->appendAsLeader(batchOf({{"same", "last"}}), 0));
        MUST_DO(log->roll());
        MUST(const bool done, compact(*log));
        QVERIFY(done);
        MUST(const Content left, contentOf(*log));
        QCOMPARE(left.size(), std::size_t{1});
        // Every snapshot is lost, so that the batches must tell.
        for (const std::string &path : m_fs->paths()) {
            if (path.ends_with(".snapshot"))
                MUST_DO(m_fs->remove(path));
        }
        m_fs->kill();
        MUST(log, open());
        wire::RecordBatchBuilder::Options options;
        options.producerId = 7;
        options.producerEpoch = 0;
        options.baseSequence = 39;
        MUST(const auto again, log->appendAsLeader(batchOf({{"same", std::string(100, 'x')}}, options), 0));
        QVERIFY(again.duplicate);
        QCOMPARE(again.baseOffset, 39);
    }

    void aFollowerTakesACompactedLog()
    {
        MUST(auto log, open());
        Content all;
        fill(*log, all, 150, 4);
        MUST(const bool done, compact(*log));
        QVERIFY(done);
        MUST(auto follower, PartitionLog::open(*m_fs, "/other/users-0", compacted(), m_clock, {}));
        while (follower->logEndOffset() < log->logEndOffset()) {
            MUST(const LogSlice slice, log->read(follower->logEndOffset(), 700, INT64_MAX));
            MUST(const base::Bytes bytes, slice.read());
            MUST_DO(follower->appendAsFollower(bytes));
        }
        MUST(const Content mine, contentOf(*log));
        MUST(const Content theirs, contentOf(*follower));
        QVERIFY(mine == theirs);
        const QString problem = verify(*follower, all);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void itWaitsForEnoughAndForTheLag()
    {
        LogConfig config = compacted();
        config.minCleanableDirtyRatio = 0.5;
        MUST(auto log, open(false, config));
        Content all;
        fill(*log, all, 100, 1);
        QVERIFY(!log->takeCompaction()); // nothing is committed
        MUST(const bool done, compact(*log));
        QVERIFY(done);
        MUST_DO(log->appendAsLeader(batchOf({{"x", "1"}}), 0));
        MUST_DO(log->roll());
        MUST(const bool little, compact(*log));
        QVERIFY(!little);
        config.maxCompactionLagMs = 1'000;
        log->setConfig(config);
        m_clock.advance(std::chrono::hours(1));
        MUST(const bool overdue, compact(*log));
        QVERIFY(overdue);
        config.minCompactionLagMs = 60'000;
        log->setConfig(config);
        fill(*log, all, 200, 2);
        MUST(const bool young, compact(*log));
        QVERIFY(!young);
        m_clock.advance(std::chrono::hours(1));
        MUST(const bool old, compact(*log));
        QVERIFY(old);
        config.compact = false;
        log->setConfig(config);
        fill(*log, all, 200, 3);
        MUST(const bool off, compact(*log));
        QVERIFY(!off);
    }

    void whatWasCutMeanwhileIsNotPutBack()
    {
        MUST(auto log, open());
        Content all;
        fill(*log, all, 100, 1);
        log->setHighWatermark(log->logEndOffset());
        auto job = log->takeCompaction();
        QVERIFY(job);
        QVERIFY(!log->takeCompaction()); // one at a time
        MUST_DO(job->run());
        MUST_DO(log->truncateTo(10));
        MUST(const bool applied, log->applyCompaction(std::move(*job)));
        QVERIFY(!applied);
        QCOMPARE(log->logEndOffset(), 10);
        for (const std::string &path : m_fs->paths())
            QVERIFY(path.find(".cleaned") == std::string::npos);
    }

    void readersAreNotDisturbed()
    {
        MUST(auto log, open());
        Content all;
        fill(*log, all, 100, 1);
        MUST(const LogSlice slice, log->read(0, 100'000, INT64_MAX));
        MUST(const base::Bytes before, slice.read());
        MUST(const bool done, compact(*log));
        QVERIFY(done);
        MUST(const base::Bytes after, slice.read());
        QVERIFY(before == after);
    }

    void nothingIsLostWhereverItIsInterrupted()
    {
        int operations = 0;
        for (int at = -1; at < operations; ++at) {
            init();
            Content all;
            {
                MUST(auto log, open());
                fill(*log, all, 120, 9);
                const int start = m_fs->operations();
                if (at >= 0)
                    m_fs->failFrom(at);
                const auto done = compact(*log);
                QVERIFY(done || at >= 0); // an index that stays behind is no failure
                if (at < 0)
                    operations = m_fs->operations() - start;
                else // the log that goes on without a restart is right as well
                    QVERIFY2(verify(*log, all).isEmpty(),
                             qPrintable(QStringLiteral("at %1 before the restart: %2").arg(at).arg(verify(*log, all))));
            }
            const bool power = at % 2 == 1;
            m_fs->clearFaults();
            if (power && at >= 0) {
                // Sync what was produced, so that only the compaction is at stake.
                for (const std::string &path : m_fs->paths()) {
                    if (path.ends_with(".log"))
                        m_fs->setContent(path, m_fs->content(path));
                }
            }
            m_fs->kill();
            MUST(auto log, open());
            const QString problem = verify(*log, all);
            QVERIFY2(problem.isEmpty(),
                     qPrintable(QStringLiteral("interrupted at operation %1: %2").arg(at).arg(problem)));
            QCOMPARE(log->logEndOffset(), all.rbegin()->first + 1);
            MUST(const bool done, compact(*log));
            const QString after = verify(*log, all);
            QVERIFY2(after.isEmpty(), qPrintable(QStringLiteral("compacted after %1: %2").arg(at).arg(after)));
            (void)done;
        }
        QVERIFY(operations > 20);
    }

    void aDamagedBatchIsNotCopied()
    {
        MUST(auto log, open());
        Content all;
        fill(*log, all, 100, 1);
        log->setHighWatermark(log->logEndOffset());
        const std::string path = kDirectory + "/" + segmentFileName(0, ".log");
        base::Bytes content = m_fs->content(path);
        content[content.size() / 2] ^= 1;
        m_fs->setContent(path, content);
        auto job = log->takeCompaction();
        QVERIFY(job);
        QVERIFY(!job->run());
        job.reset();
        QVERIFY(!log->takeCompaction()); // not again and again
        m_clock.advance(std::chrono::minutes(5));
        QVERIFY(log->takeCompaction());
        for (const std::string &left : m_fs->paths())
            QVERIFY(left.find(".cleaned") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestLogCompaction)
#include "tst_log_compaction.moc"
