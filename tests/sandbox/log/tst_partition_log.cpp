// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/kafka_error.h"
#include "tests/sandbox/log/log_fixture.h"

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

    base::Result<std::unique_ptr<PartitionLog>> open(LogConfig config = {}, PartitionLog::OpenOptions options = {})
    {
        return PartitionLog::open(*m_fs, kDirectory, config, m_clock, options);
    }
    static int code(const base::Error &error) { return error.kafkaCode; }

private Q_SLOTS:
    void init() { m_fs = std::make_unique<MemoryFileSystem>(m_clock); }

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

    void cleanRestartKeepsEverything()
    {
        {
            MUST(auto log, open());
            for (int i = 0; i < 10; ++i)
                MUST_DO(log->appendAsLeader(makeBatch({.count = 2, .producerId = 5, .epoch = 0, .sequence = i * 2}), 3));
            MUST_DO(log->close());
        }
        MUST(auto log, open({}, {.cleanShutdown = true}));
        QCOMPARE(log->logEndOffset(), 20);
        QCOMPARE(log->latestEpoch(), 3);
        QCOMPARE(log->recovery().verifiedBytes, 0);
        QCOMPARE(log->producers().size(), std::size_t{1});
        // The newest batch of a producer is known again, so its retry is recognised.
        MUST(const auto again, log->appendAsLeader(makeBatch({.count = 2, .producerId = 5, .epoch = 0, .sequence = 18}), 3));
        QVERIFY(again.duplicate);
        QCOMPARE(again.baseOffset, 18);
        MUST(const auto next, log->appendAsLeader(makeBatch({.count = 1, .producerId = 5, .epoch = 0, .sequence = 20}), 3));
        QCOMPARE(next.baseOffset, 20);
    }
};

QTEST_GUILESS_MAIN(TestPartitionLog)
#include "tst_partition_log.moc"
