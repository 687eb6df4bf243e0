// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/weir/crash_log.h"
#include "app/weir/options.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace weir::app;

class TestOptions : public QObject
{
    Q_OBJECT

    static ParsedOptions parse(QStringList arguments)
    {
        arguments.prepend(QStringLiteral("weir"));
        return parseOptions(arguments);
    }

private Q_SLOTS:
    void readsWhatIsAskedFor()
    {
        QVERIFY(parse({}).options);
        QVERIFY(parse({QStringLiteral("--sandbox")}).options->sandbox);
        QCOMPARE(parse({QStringLiteral("--sandbox")}).options->sandboxPort, 19092);
        QCOMPARE(parse({QStringLiteral("--sandbox"), QStringLiteral("--sandbox-port"), QStringLiteral("21000")}).options->sandboxPort, 21000);
        QCOMPARE(parse({QStringLiteral("--bootstrap"), QStringLiteral("a:9092,[::1]:9093")}).options->bootstrap, QStringLiteral("a:9092,[::1]:9093"));
        QCOMPARE(parse({QStringLiteral("--profile"), QStringLiteral("shop eu")}).options->profile, QStringLiteral("shop eu"));
        const auto pictures = parse({QStringLiteral("--sandbox"), QStringLiteral("--screenshots"), QStringLiteral("out"), QStringLiteral("--language"), QStringLiteral("ko")});
        QCOMPARE(pictures.options->screenshots, QStringLiteral("out"));
        QCOMPARE(pictures.options->language, QStringLiteral("ko"));
    }

    void refusesWithAReason_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("word");
        QTest::newRow("unknown") << QStringList{QStringLiteral("--tpoic")} << QStringLiteral("tpoic");
        QTest::newRow("stray") << QStringList{QStringLiteral("orders")} << QStringLiteral("orders");
        QTest::newRow("two clusters") << QStringList{QStringLiteral("--sandbox"), QStringLiteral("--profile"), QStringLiteral("x")} << QStringLiteral("--profile");
        QTest::newRow("no port") << QStringList{QStringLiteral("--bootstrap"), QStringLiteral("host")} << QStringLiteral("host");
        QTest::newRow("bad port") << QStringList{QStringLiteral("--bootstrap"), QStringLiteral("host:70000")} << QStringLiteral("70000");
        QTest::newRow("sandbox port") << QStringList{QStringLiteral("--sandbox"), QStringLiteral("--sandbox-port"), QStringLiteral("80")} << QStringLiteral("80");
        QTest::newRow("port of no sandbox") << QStringList{QStringLiteral("--sandbox-port"), QStringLiteral("19092")} << QStringLiteral("--sandbox");
        QTest::newRow("language") << QStringList{QStringLiteral("--language"), QStringLiteral("fr")} << QStringLiteral("fr");
    }
    void refusesWithAReason()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, word);
        const ParsedOptions parsed = parse(arguments);
        QVERIFY(!parsed.options);
        QCOMPARE(parsed.exitCode, 2);
        QVERIFY2(parsed.text.contains(word), qPrintable(parsed.text));
    }

    void tellsItsVersion()
    {
        const ParsedOptions parsed = parse({QStringLiteral("--version")});
        QVERIFY(!parsed.options);
        QCOMPARE(parsed.exitCode, 0);
        QVERIFY(parsed.text.startsWith(QStringLiteral("weir ")));
    }

    void writesDownACrash()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("crash.log"));
        QVERIFY(takeLastCrash(path).isEmpty());
        const pid_t child = fork();
        if (child == 0) {
            installCrashLog(path);
            std::raise(SIGSEGV);
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status)); // the system still sees the crash
        QCOMPARE(WTERMSIG(status), SIGSEGV);
        const QString kept = takeLastCrash(path);
        QVERIFY(!kept.isEmpty());
        QFile file(kept);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("signal 11"));
        QVERIFY(takeLastCrash(path).isEmpty()); // told once
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
