// SPDX-License-Identifier: GPL-3.0-or-later
// A log copied while it goes on being written, cut, shortened at its start: the copy is the same in the end.
#include "backend/sandbox/log/log_copy.h"
#include "tests/sandbox/log/log_fixture.h"

#include <QtTest>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

class TestLogCopy : public QObject
{
    Q_OBJECT

private:
    base::ManualClock m_clock;
    std::unique_ptr<MemoryFileSystem> m_disk;
    std::unique_ptr<PartitionLog> m_from;
    std::unique_ptr<PartitionLog> m_to;

    std::unique_ptr<PartitionLog> open(const std::string &path)
    {
        LogConfig config;
        config.segmentBytes = 4096;
        config.fileDeleteDelayMs = 0;
        auto log = PartitionLog::open(*m_disk, path, config, m_clock, {});
        return log ? std::move(*log) : nullptr;
    }
    void append(int batches, std::int32_t epoch, const std::string &prefix = "v")
    {
        for (int i = 0; i < batches; ++i) {
            BatchSpec spec;
            spec.count = 5;
            spec.valueBytes = 100;
            spec.prefix = prefix;
            MUST_DO(m_from->appendAsLeader(makeBatch(spec), epoch));
        }
        m_from->setHighWatermark(m_from->logEndOffset());
    }
    /// Steps until all is there; how many it took, or -1.
    int finish()
    {
        for (int steps = 1; steps < 1000; ++steps) {
            const auto copied = copyLog(*m_from, *m_to, 1500);
            if (!copied)
                return -1;
            if (copied->all)
                return steps;
        }
        return -1;
    }
    void same()
    {
        QCOMPARE(m_to->logStartOffset(), m_from->logStartOffset());
        QCOMPARE(m_to->logEndOffset(), m_from->logEndOffset());
        QCOMPARE(m_to->highWatermark(), m_from->highWatermark());
        MUST(const auto expected, readAll(*m_from));
        MUST(const auto found, readAll(*m_to));
        QCOMPARE(found, expected);
        for (std::int32_t epoch = 0; epoch <= m_to->latestEpoch(); ++epoch)
            QCOMPARE(m_to->endOffsetForEpoch(epoch), m_from->endOffsetForEpoch(epoch));
    }

private Q_SLOTS:
    void init()
    {
        m_disk = std::make_unique<MemoryFileSystem>(m_clock);
        m_from = open("/a/t-0");
        m_to = open("/b/t-0.0123456789012345678901-future");
        QVERIFY(m_from && m_to);
    }
    void cleanup()
    {
        m_from.reset();
        m_to.reset();
    }
    void copiesInSteps();
    void anEmptyLogIsThereAtOnce();
    void goesOnWithWhatIsWrittenMeanwhile();
    void beginsInsideABatch();
    void isOvertakenByTheStart();
    void isCutWithTheLog();
    void isCutAndWrittenAnewBetweenTwoSteps();
    void isCutBelowWhatTheLogHasLeft();
    void goesOnAfterItIsOpenedAnew();
    void takesTheNameOfTheFirst();
};

void TestLogCopy::copiesInSteps()
{
    append(30, 0);
    QVERIFY(m_from->segmentCount() > 2);
    QVERIFY(finish() > 5);
    same();
    QCOMPARE(finish(), 1);
}

void TestLogCopy::anEmptyLogIsThereAtOnce()
{
    QCOMPARE(finish(), 1);
    MUST_DO(m_from->truncateFullyAndStartAt(42));
    QCOMPARE(finish(), 1);
    same();
}

void TestLogCopy::goesOnWithWhatIsWrittenMeanwhile()
{
    append(10, 0);
    for (int i = 0; i < 8; ++i) {
        MUST_DO(copyLog(*m_from, *m_to, 1500));
        append(1, i / 2);
    }
    QVERIFY(finish() > 0);
    same();
}

void TestLogCopy::beginsInsideABatch()
{
    append(6, 0);
    MUST_DO(m_from->deleteRecordsBefore(7));
    QVERIFY(finish() > 0);
    same();
    QCOMPARE(m_to->logStartOffset(), std::int64_t(7));
}

void TestLogCopy::isOvertakenByTheStart()
{
    append(30, 0);
    MUST_DO(copyLog(*m_from, *m_to, 1500));
    QVERIFY(m_to->logEndOffset() < 100);
    MUST_DO(m_from->deleteRecordsBefore(102));
    MUST_DO(m_from->deleteOldSegments());
    QVERIFY(finish() > 0);
    same();
    // And where the copy has it all, its start follows.
    MUST_DO(m_from->deleteRecordsBefore(120));
    QCOMPARE(finish(), 1);
    same();
}

void TestLogCopy::isCutWithTheLog()
{
    append(5, 0);
    append(5, 1);
    QVERIFY(finish() > 0);
    m_from->setHighWatermark(0);
    MUST_DO(m_from->truncateTo(30));
    QVERIFY(finish() > 0);
    QCOMPARE(m_to->logEndOffset(), std::int64_t(30));
    same();
}

void TestLogCopy::isCutAndWrittenAnewBetweenTwoSteps()
{
    append(5, 0);
    append(5, 1, "old");
    QVERIFY(finish() > 0);
    // An unclean leader: another epoch, other records, and more of them than there were.
    MUST_DO(m_from->truncateTo(20));
    append(10, 2, "new");
    QVERIFY(finish() > 0);
    same();
}

void TestLogCopy::isCutBelowWhatTheLogHasLeft()
{
    append(4, 3);
    QVERIFY(finish() > 0);
    MUST_DO(m_from->truncateFullyAndStartAt(500));
    append(3, 4, "new");
    QVERIFY(finish() > 0);
    same();
    MUST_DO(m_from->truncateFullyAndStartAt(0));
    append(3, 5, "newer");
    QVERIFY(finish() > 0);
    same();
}

void TestLogCopy::goesOnAfterItIsOpenedAnew()
{
    append(20, 0);
    for (int i = 0; i < 3; ++i)
        MUST_DO(copyLog(*m_from, *m_to, 1500));
    const std::string path = m_to->directory();
    const std::int64_t end = m_to->logEndOffset();
    m_to.reset();
    m_to = open(path);
    QVERIFY(m_to);
    QCOMPARE(m_to->logEndOffset(), end);
    QVERIFY(finish() > 0);
    same();
}

void TestLogCopy::takesTheNameOfTheFirst()
{
    append(20, 0);
    QVERIFY(finish() > 0);
    MUST_DO(m_to->renameTo("/b/t-0"));
    QCOMPARE(m_to->directory(), std::string("/b/t-0"));
    BatchSpec spec;
    spec.count = 5;
    for (int i = 0; i < 60; ++i)
        MUST_DO(m_to->appendAsLeader(makeBatch(spec), 1));
    MUST_DO(m_to->flush());
    MUST(const auto before, readAll(*m_to));
    m_to.reset();
    m_to = open("/b/t-0");
    QVERIFY(m_to);
    QCOMPARE(m_to->latestEpoch(), 1);
    MUST(const auto after, readAll(*m_to));
    QCOMPARE(after, before);
}

QTEST_APPLESS_MAIN(TestLogCopy)
#include "tst_log_copy.moc"
