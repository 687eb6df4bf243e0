// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/log/log_fixture.h"

#include <QtCore/QTemporaryDir>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

/// On the machine's own disk: a process that appends is ended by kill -9 at whatever point it has reached.
class TestLogKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingAcknowledgedIsLostAndNothingIsThereTwice()
    {
        QTemporaryDir folder;
        const std::string directory = folder.path().toStdString() + "/orders-0";
        const base::SystemClock clock;
        LogConfig config;
        config.segmentBytes = 200'000;
        config.indexIntervalBytes = 512;
        std::int32_t sequence = 0;
        for (int round = 0; round < 20; ++round) {
            int acknowledgements[2];
            QCOMPARE(::pipe(acknowledgements), 0);
            const pid_t child = ::fork();
            QVERIFY(child >= 0);
            if (child == 0) {
                // Tells every acknowledged sequence; the pipe stands for the client at the other end of a socket.
                ::close(acknowledgements[0]);
                auto log = PartitionLog::open(posixFileSystem(), directory, config, clock, {});
                for (std::int32_t next = sequence; log; ++next) {
                    BatchSpec spec;
                    spec.timestamp = clock.wallMs();
                    spec.producerId = 1;
                    spec.epoch = 0;
                    spec.sequence = next;
                    spec.valueBytes = static_cast<std::size_t>(100 + next % 900);
                    spec.prefix = "s" + std::to_string(next) + "-";
                    const auto info = (*log)->appendAsLeader(makeBatch(spec), round);
                    if (!info || ::write(acknowledgements[1], &next, sizeof next) != sizeof next)
                        ::_exit(3);
                }
                ::_exit(2);
            }
            ::close(acknowledgements[1]);
            std::int32_t told = -1;
            const int enough = 50 + round * 37;
            for (int i = 0; i < enough; ++i)
                QCOMPARE(::read(acknowledgements[0], &told, sizeof told), static_cast<ssize_t>(sizeof told));
            ::kill(child, SIGKILL);
            while (::read(acknowledgements[0], &told, sizeof told) == static_cast<ssize_t>(sizeof told)) {
            }
            ::close(acknowledgements[0]);
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QVERIFY(WIFSIGNALED(status));

            MUST(auto log, PartitionLog::open(posixFileSystem(), directory, config, clock, {}));
            MUST(const auto records, readAll(*log));
            // One more than was told may be there: its acknowledgement was on the way.
            QVERIFY(static_cast<std::int32_t>(records.size()) >= told + 1);
            QVERIFY(static_cast<std::int32_t>(records.size()) <= told + 2);
            for (std::size_t i = 0; i < records.size(); ++i) {
                QCOMPARE(records[i].offset, static_cast<std::int64_t>(i));
                QVERIFY(records[i].value.starts_with("s" + std::to_string(i) + "-"));
            }
            sequence = static_cast<std::int32_t>(records.size());
            QCOMPARE(log->latestEpoch(), round);
        }
    }
};

QTEST_GUILESS_MAIN(TestLogKilled)
#include "tst_log_killed.moc"
