// SPDX-License-Identifier: GPL-3.0-or-later
// Ten thousand connections to one broker: most of them idle, some half open, some that ask and never read. The others are
// served all the same. The clients' ends are in a process of their own, which runs this program again, for one process may
// often not have so many files.
#include "tests/sandbox/cluster/cluster_client.h"
#include "tests/sandbox/server/raw_client.h"

#include "backend/wire/messages/api_versions.h"

#include <QFile>
#include <QProcess>

#include <cstdio>
#include <sys/resource.h>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

namespace {

constexpr int kIdle = 10'000;
constexpr int kHalf = 300;   ///< each on a half sent frame, and on a listener with TLS and login where nobody begins
constexpr int kGreedy = 100; ///< ask, and do not read
constexpr rlim_t kFiles = kIdle + 3 * kHalf + kGreedy + 500;
/// A buffer of 4 kB, and what a socket needs beside it.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kMemoryIsOurs = false; // the sanitizer keeps books on every piece
#else
constexpr bool kMemoryIsOurs = true;
#endif
constexpr std::int64_t kMostOfOne = 10 << 10;
/// What was sent and is not answered, and what is answered and not read.
constexpr std::int64_t kMostOfGreedy = 1 << 20;

bool mayOpen(rlim_t files)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_max < files)
        return false;
    limit.rlim_cur = std::max(limit.rlim_cur, files);
    return ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

base::Bytes frameOf(std::int32_t id)
{
    wire::RequestHeader header;
    header.correlationId = id;
    return wire::encodeRequestFrame(header, wire::ApiVersionsRequest{}, 0)->bytes;
}

/// One line from whoever started this process.
bool told(const char *word)
{
    char line[64] = {};
    return std::fgets(line, sizeof(line), stdin) != nullptr && std::string_view(line).starts_with(word);
}

void say(const char *word, int number)
{
    std::printf("%s %d\n", word, number);
    std::fflush(stdout);
}

/// The other process.
int clients(std::uint16_t port, std::uint16_t securePort)
{
    if (!mayOpen(kFiles))
        return 2;
    std::vector<RawClient> idle;
    idle.reserve(kIdle);
    int answered = 0;
    for (int i = 0; i < kIdle; ++i) {
        idle.emplace_back(port);
        // Half of them said something before they fell silent.
        if (i % 2 == 0)
            answered += idle.back().send(frameOf(i)) && idle.back().answer() == i ? 1 : 0;
        else
            answered += idle.back().connected() ? 1 : 0;
    }
    say("open", answered);
    if (!told("go"))
        return 3;
    std::vector<RawClient> others;
    others.reserve(2 * kHalf + kGreedy);
    const base::Bytes frame = frameOf(1);
    for (int i = 0; i < kHalf; ++i) {
        others.emplace_back(port);
        (void)others.back().send(base::ByteView(frame).first(1 + static_cast<std::size_t>(i) % (frame.size() - 1)));
        others.emplace_back(securePort);
        if (i % 2 == 0)
            (void)others.back().send(base::Bytes{0x16, 0x03, 0x01, 0x02}); // a TLS record begins so
    }
    base::Bytes many;
    for (int i = 0; i < 2'000; ++i)
        many.insert(many.end(), frame.begin(), frame.end());
    for (int i = 0; i < kGreedy; ++i) {
        others.emplace_back(port, 4096);
        (void)others.back().sendWhatFits(many);
    }
    say("ready", static_cast<int>(others.size()));
    if (!told("ask"))
        return 3;
    answered = 0;
    for (int i = 0; i < kIdle; ++i)
        answered += idle[static_cast<std::size_t>(i)].send(frameOf(i)) && idle[static_cast<std::size_t>(i)].answer() == i ? 1 : 0;
    say("answered", answered);
    return told("end") ? 0 : 4;
}

std::int64_t residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

} // namespace

class TestManyConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tenThousandAndTheOthersAreServed()
    {
        if (!mayOpen(kFiles))
            QSKIP("this process may not open as many files as are needed (RLIMIT_NOFILE)");
        TestCluster test(1);
        test.options.listeners = {"PLAINTEXT", "SASL_SSL"};
        test.options.users = {{"alice", "alice-secret"}};
        START(test);
        Client client = test.client();
        QCOMPARE(client.createTopic("t", 1, 1), std::int16_t{0});
        QCOMPARE(client.produce("t", 0, numbered(0, 1)).error, std::int16_t{0});
        const std::int64_t before = residentBytes();
        const std::int64_t openBefore = test.cluster->broker(1)->counters().connections.value();

        const auto portOf = [&](std::size_t listener) { return QString::number(test.cluster->broker(1)->ports().at(listener)); };
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--clients"), portOf(0), portOf(1)});
        const auto line = [&process]() -> QByteArray {
            while (!process.canReadLine()) {
                if (!process.waitForReadyRead(120'000))
                    return "nothing";
            }
            return process.readLine().trimmed();
        };
        QCOMPARE(line(), QByteArray("open ") + QByteArray::number(kIdle));
        const std::int64_t each = (residentBytes() - before) / kIdle;
        qInfo("%lld bytes for each idle connection", static_cast<long long>(each));
        QVERIFY2(!kMemoryIsOurs || each < kMostOfOne, QByteArray::number(static_cast<qlonglong>(each)).constData());
        process.write("go\n");
        QCOMPARE(line(), QByteArray("ready ") + QByteArray::number(2 * kHalf + kGreedy));

        // Those that came before, and those that come now, are served at once.
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(client.produce("t", 0, numbered(i, 1)).error, std::int16_t{0});
            QCOMPARE(client.fetch("t", 0, i).error, std::int16_t{0});
        }
        Client late = test.client();
        QVERIFY(late.topic("t").has_value());
        net::ClientConfig config;
        config.protocol = net::SecurityProtocol::SaslSsl;
        config.mechanism = net::SaslMechanism::Plain;
        config.user = "alice";
        config.password = "alice-secret";
        config.tls.caFile = test.cluster->certificateDirectory() + "/ca.pem";
        Client secure(test.io, test.cluster->listenersOf(1).at(1).second, config);
        QVERIFY(secure.topic("t").has_value());
        QVERIFY2(timer.elapsed() < 30'000, QByteArray::number(timer.elapsed()).constData());

        // All are held, and those that do not read do not make it owe them without end.
        const std::int64_t open = test.cluster->broker(1)->counters().connections.value() - openBefore;
        QVERIFY2(open >= kIdle + 2 * kHalf + kGreedy, QByteArray::number(static_cast<qlonglong>(open)).constData());
        const std::int64_t grown = residentBytes() - before;
        QVERIFY2(!kMemoryIsOurs || grown < (kIdle + 2 * kHalf) * kMostOfOne + kGreedy * kMostOfGreedy, QByteArray::number(static_cast<qlonglong>(grown)).constData());
        process.write("ask\n");
        QCOMPARE(line(), QByteArray("answered ") + QByteArray::number(kIdle));
        process.write("end\n");
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(test.cluster->broker(1)->counters().connections.value() < openBefore + 100, 30'000);
    }
};

int main(int argc, char **argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "--clients")
        return clients(static_cast<std::uint16_t>(std::atoi(argv[2])), static_cast<std::uint16_t>(std::atoi(argv[3])));
    QCoreApplication application(argc, argv);
    TestManyConnections test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_many_connections.moc"
