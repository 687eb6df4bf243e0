// SPDX-License-Identifier: GPL-3.0-or-later
// The processes of an engine: how they begin, end, and what they leave as their last words.
#include "backend/sandbox/apache/child_process.h"
#include "backend/sandbox/apache/kafka_install.h"
#include "backend/sandbox/apache/process_facts.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/prctl.h>
#include <thread>
#include <unistd.h>

using namespace weir;
using namespace weir::sandbox;
using std::chrono::seconds;

class TestEngineProcesses : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    std::string output() const { return m_directory.filePath(QStringLiteral("output")).toStdString(); }

private Q_SLOTS:
    void printsAndEndsWithItsCode()
    {
        const auto text = runToEnd({"sh", "-c", "echo out; echo err >&2"}, seconds(60));
        QVERIFY(text);
        QCOMPARE(*text, std::string("out\nerr\n"));
        const auto failed = runToEnd({"sh", "-c", "echo why; exit 3"}, seconds(60));
        QVERIFY(!failed);
        QCOMPARE(failed.error().kind, base::ErrorKind::Peer);
        QCOMPARE(failed.error().peerText, std::string("why\n"));
    }

    void aProgramThatIsNotThereIsSaid()
    {
        const auto missing = ChildProcess::start({"/nowhere/java"}, output());
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, base::ErrorKind::NotFound);
        QCOMPARE(missing.error().target, std::string("/nowhere/java"));
    }

    void itHasNoneOfOurFiles()
    {
        QFile kept(m_directory.filePath(QStringLiteral("kept")));
        QVERIFY(kept.open(QIODevice::WriteOnly));
        // The shell's own list has 0 to 2 and what it reads the folder by.
        const int copy = ::dup(kept.handle()); // without FD_CLOEXEC
        const auto text = runToEnd({"sh", "-c", "ls -l /proc/self/fd"}, seconds(60));
        ::close(copy);
        QVERIFY(text);
        QVERIFY2(text->find("kept") == std::string::npos, text->c_str());
        QVERIFY(text->find("/dev/null") != std::string::npos);
    }

    void signalsReachIt()
    {
        auto child = ChildProcess::start({"sleep", "1000"}, output());
        QVERIFY(child);
        QVERIFY((*child)->running());
        QVERIFY(!(*child)->waitFor(std::chrono::milliseconds(0)));
        (*child)->signal(SIGTERM);
        QVERIFY((*child)->waitFor(seconds(60)));
        QCOMPARE((*child)->exitCode(), -SIGTERM);
        QVERIFY(!(*child)->running());
        (*child)->signal(SIGKILL); // nobody's process any more: nothing is sent
    }

    void itEndsWithUs()
    {
        pid_t pid = 0;
        {
            const auto child = ChildProcess::start({"sleep", "1000"}, output());
            QVERIFY(child);
            pid = (*child)->pid();
            QCOMPARE(::kill(pid, 0), 0);
        }
        QCOMPARE(::kill(pid, 0), -1);
        // And with the thread that began it, whoever forgot it.
        std::unique_ptr<ChildProcess> left;
        std::thread([&] { left = std::move(*ChildProcess::start({"sleep", "1000"}, output())); }).join();
        QVERIFY(left->waitFor(seconds(60)));
        QCOMPARE(left->exitCode(), -SIGKILL);
    }

    void factsOfAProcess()
    {
        const ProcessFacts facts = processFacts(::getpid());
        QVERIFY(facts.residentBytes > 1 << 20);
        QVERIFY(cpuSeconds(100) > 0);
        QCOMPARE(processFacts(0).residentBytes, 0);
    }

    void javaVersions_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("version");
        QTest::newRow("17") << QByteArray("openjdk version \"17.0.18\" 2026-01-20\nOpenJDK Runtime Environment") << 17;
        QTest::newRow("21 early") << QByteArray("openjdk version \"21-ea\" 2023-09-19") << 21;
        QTest::newRow("8") << QByteArray("java version \"1.8.0_402\"") << 8;
        QTest::newRow("options before it") << QByteArray("Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version \"17\" 2021") << 17;
        QTest::newRow("none") << QByteArray("java: not found") << 0;
    }
    void javaVersions()
    {
        QFETCH(QByteArray, text);
        QTEST(javaVersionIn(text.toStdString()), "version");
    }

    void lastWordsAreTheReason()
    {
        QCOMPARE(lastWords("[x] INFO starting\n[x] ERROR Exiting Kafka: no log directory (kafka.Kafka$)\njava.lang.RuntimeException: no log directory\n"
                           "\tat kafka.SomeException.run(Kafka.scala:1)\n[x] INFO shut down\n"),
                 std::string("java.lang.RuntimeException: no log directory"));
        QCOMPARE(lastWords("one\ntwo\n\n"), std::string("two"));
        QCOMPARE(lastWords(std::string(5000, 'x')).size(), std::size_t(500));
        QCOMPARE(lastWords(""), std::string());
    }
};

QTEST_GUILESS_MAIN(TestEngineProcesses)
#include "tst_engine_processes.moc"
