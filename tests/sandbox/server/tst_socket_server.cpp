// SPDX-License-Identifier: GPL-3.0-or-later
// The listeners and connections of a broker over real sockets, with a sink in place of the broker that answers when told to.
#include "tests/sandbox/server/raw_client.h"

#include "backend/sandbox/server/network_pool.h"
#include "backend/sandbox/server/socket_server.h"

#include <QTest>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <sys/resource.h>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;
using std::chrono::seconds;

namespace {

constexpr std::int16_t kProduce = 0;
constexpr std::int16_t kFetch = 1;
constexpr std::int16_t kMetadata = 3;
constexpr std::size_t kMegabyte = 1U << 20;
constexpr int kSoon = 5000; // milliseconds; well before the sweep that looks for idle connections

/// Keeps what arrives until the test answers it, or answers at once. A Produce or Fetch request overlaps with its like.
class Sink final : public RequestSink
{
public:
    void accept(InboundRequest request, Responder responder) override
    {
        if (const std::int64_t bytes = m_answerAtOnce.load(); bytes >= 0) {
            send(responder, request.header.correlationId, static_cast<std::size_t>(bytes));
            m_accepted.fetch_add(1);
            return;
        }
        {
            const std::lock_guard lock(m_mutex);
            m_held.push_back({std::move(request), std::move(responder)});
            m_accepted.fetch_add(1);
        }
        m_arrived.notify_all();
    }
    Pace paceOf(std::int16_t apiKey) const override
    {
        return apiKey == kProduce ? Pace::Produce : apiKey == kFetch ? Pace::Read : Pace::Alone;
    }
    bool overloaded() const override { return false; }

    /// Answers with so many bytes as soon as a request arrives; -1: holds it.
    void answerAtOnce(std::int64_t bytes) { m_answerAtOnce = bytes; }
    std::size_t accepted() const { return m_accepted.load(); }
    bool waitForHeld(std::size_t count)
    {
        std::unique_lock lock(m_mutex);
        return m_arrived.wait_for(lock, seconds(20), [&] { return m_held.size() >= count; });
    }
    /// Stays at that number: nothing more arrives within the time.
    bool holdsNoMoreThan(std::size_t count)
    {
        std::unique_lock lock(m_mutex);
        return !m_arrived.wait_for(lock, std::chrono::milliseconds(300), [&] { return m_held.size() > count; });
    }
    std::size_t held()
    {
        const std::lock_guard lock(m_mutex);
        return m_held.size();
    }
    std::size_t heldBytes()
    {
        const std::lock_guard lock(m_mutex);
        std::size_t bytes = 0;
        for (const Held &one : m_held)
            bytes += one.request.body.size();
        return bytes;
    }
    /// The one at that place among those that are held, the first that came being 0.
    void answer(std::size_t place, std::size_t bytes = 0)
    {
        Held one = take(place);
        const std::int32_t id = one.request.header.correlationId;
        one.request = {};
        send(one.responder, id, bytes);
    }
    void drop(std::size_t place) { (void)take(place); }

private:
    struct Held {
        InboundRequest request;
        Responder responder;
    };
    Held take(std::size_t place)
    {
        const std::lock_guard lock(m_mutex);
        Held one = std::move(m_held.at(place));
        m_held.erase(m_held.begin() + static_cast<std::ptrdiff_t>(place));
        return one;
    }
    static void send(const Responder &responder, std::int32_t correlationId, std::size_t bytes)
    {
        wire::EncodedFrame frame;
        put(frame.bytes, static_cast<std::int32_t>(4 + bytes));
        put(frame.bytes, correlationId);
        frame.bytes.resize(frame.bytes.size() + bytes, std::uint8_t{'y'});
        frame.totalSize = frame.bytes.size();
        responder.send(std::move(frame));
    }

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::vector<Held> m_held;
    std::atomic<std::int64_t> m_answerAtOnce{-1};
    std::atomic<std::size_t> m_accepted{0};
};

/// One network thread: whatever would block it blocks everybody.
struct Server {
    explicit Server(ServerConfig config = {})
        : server(pool, sink, config, [](const std::string &) {})
    {
        const auto listening = server.listen({});
        if (!listening)
            qFatal("%s", base::describe(listening.error()).c_str());
        server.accept();
    }
    std::uint16_t port() const { return server.ports().front(); }

    Sink sink;
    NetworkPool pool{1};
    SocketServer server;
};

bool served(std::uint16_t port)
{
    RawClient client(port);
    return client.send(requestFrame(kMetadata, 77)) && client.answer() == 77;
}

} // namespace

class TestSocketServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersLeaveInTheOrderOfTheRequests();
    void oneThatIsAloneWaitsForThoseBefore();
    void aThousandIdleConnections();
    void aSlowReaderHoldsUpNobodyElse();
    void aHalfSentFrame();
    void aFrameOverTheLimit();
    void requestsUnderWayAreCounted();
    void anAnswerThatNobodyGivesEndsTheConnection();
};

void TestSocketServer::answersLeaveInTheOrderOfTheRequests()
{
    Server test;
    RawClient client(test.port());
    constexpr std::int32_t kRequests = 60;
    base::Bytes all;
    for (std::int32_t i = 0; i < kRequests; ++i) {
        const auto frame = requestFrame(kProduce, i, static_cast<std::size_t>(i) * 7);
        all.insert(all.end(), frame.begin(), frame.end());
    }
    QVERIFY(client.send(all));
    QVERIFY(test.sink.waitForHeld(kRequests));
    // The last one first, and the one that all wait for at the very end.
    while (test.sink.held() > 1)
        test.sink.answer(test.sink.held() - 1, test.sink.held());
    test.sink.answer(0);
    for (std::int32_t i = 0; i < kRequests; ++i)
        QCOMPARE(client.answer().value_or(-1), i);
}

void TestSocketServer::oneThatIsAloneWaitsForThoseBefore()
{
    Server test;
    RawClient client(test.port());
    base::Bytes all;
    std::int32_t id = 0;
    for (const std::int16_t key : {kFetch, kFetch, kMetadata, kMetadata, kProduce}) {
        const auto frame = requestFrame(key, id++);
        all.insert(all.end(), frame.begin(), frame.end());
    }
    QVERIFY(client.send(all));
    QVERIFY(test.sink.waitForHeld(2));
    QVERIFY(test.sink.holdsNoMoreThan(2));
    test.sink.answer(1);
    QVERIFY(test.sink.holdsNoMoreThan(1));
    test.sink.answer(0);
    for (std::int32_t next = 2; next < 5; ++next) {
        QVERIFY(test.sink.waitForHeld(1));
        QVERIFY(test.sink.holdsNoMoreThan(1));
        test.sink.answer(0);
    }
    for (std::int32_t i = 0; i < 5; ++i)
        QCOMPARE(client.answer().value_or(-1), i);
}

void TestSocketServer::aThousandIdleConnections()
{
    constexpr std::size_t kIdle = 1000;
    rlimit files{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &files), 0);
    // Both ends of each are in this process.
    constexpr rlim_t kNeeded = 2 * kIdle + 200;
    if (files.rlim_cur < kNeeded) {
        if (files.rlim_max < kNeeded)
            QSKIP("this process may not open the 2,200 files that are needed (RLIMIT_NOFILE)");
        files.rlim_cur = kNeeded;
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &files), 0);
    }
    ServerConfig config;
    config.backlog = 1024;
    Server test(config);
    test.sink.answerAtOnce(10);
    std::vector<RawClient> idle;
    idle.reserve(kIdle);
    for (std::size_t i = 0; i < kIdle; ++i) {
        idle.emplace_back(test.port());
        QVERIFY(idle.back().connected());
        // Half of them have said something before they fell silent.
        if (i % 2 == 0) {
            QVERIFY(idle.back().send(requestFrame(kMetadata, 5)));
            QCOMPARE(idle.back().answer().value_or(-1), 5);
        }
    }
    RawClient busy(test.port());
    for (std::int32_t i = 0; i < 2000; ++i) {
        QVERIFY(busy.send(requestFrame(kFetch, i)));
        QCOMPARE(busy.answer().value_or(-1), i);
    }
    QCOMPARE(test.server.counters().connections.value(), static_cast<std::int64_t>(kIdle + 1));
    for (RawClient &client : idle) {
        QVERIFY(client.send(requestFrame(kMetadata, 6)));
        QCOMPARE(client.answer().value_or(-1), 6);
    }
    idle.clear();
    QTRY_COMPARE_WITH_TIMEOUT(test.server.counters().connections.value(), std::int64_t{1}, kSoon);
}

void TestSocketServer::aSlowReaderHoldsUpNobodyElse()
{
    ServerConfig config;
    config.sendBufferBytes = 64 << 10;
    Server test(config);
    test.sink.answerAtOnce(kMegabyte);
    RawClient slow(test.port(), 64 << 10);
    constexpr std::int32_t kRequests = 100;
    for (std::int32_t i = 0; i < kRequests; ++i)
        QVERIFY(slow.send(requestFrame(kFetch, i)));
    QTRY_VERIFY_WITH_TIMEOUT(test.sink.accepted() > 0, 20'000);
    for (int i = 0; i < 20; ++i) {
        RawClient other(test.port());
        QVERIFY(other.send(requestFrame(kFetch, i)));
        const auto answer = other.response();
        QVERIFY(answer);
        QCOMPARE(answer->correlationId, i);
        QCOMPARE(answer->bodyBytes, kMegabyte);
    }
    // What it does not read is not kept for it without end: 200 more of the same are not even looked at.
    base::Bytes more;
    for (std::int32_t i = 0; i < 2 * kRequests; ++i) {
        const auto frame = requestFrame(kFetch, kRequests + i, 2000);
        more.insert(more.end(), frame.begin(), frame.end());
    }
    const std::size_t taken = slow.sendWhatFits(more);
    QVERIFY(test.server.counters().responseQueue.value() <= 128);
    QVERIFY(served(test.port()));
    for (std::int32_t i = 0; i < kRequests; ++i) {
        const auto answer = slow.response();
        QVERIFY(answer);
        QCOMPARE(answer->correlationId, i);
        QCOMPARE(answer->bodyBytes, kMegabyte);
    }
    const std::size_t whole = taken / requestFrame(kFetch, 0, 2000).size();
    for (std::size_t i = 0; i < whole; ++i)
        QCOMPARE(slow.answer().value_or(-1), kRequests + static_cast<std::int32_t>(i));
}

void TestSocketServer::aHalfSentFrame()
{
    Server test;
    test.sink.answerAtOnce(0);
    // Cut in the length, in the header, and in the body of one that is longer than the connection's own buffer.
    for (const std::size_t body : {std::size_t{100}, kMegabyte}) {
        for (const std::size_t cut : {std::size_t{2}, std::size_t{9}, std::size_t{80}}) {
            const auto before = test.sink.accepted();
            RawClient client(test.port());
            const auto frame = requestFrame(kProduce, 8, body);
            QVERIFY(client.send(base::ByteView(frame).first(cut)));
            QVERIFY(served(test.port()));
            QCOMPARE(test.sink.accepted(), before + 1);
            QVERIFY(client.send(base::ByteView(frame).subspan(cut)));
            QCOMPARE(client.answer().value_or(-1), 8);
        }
    }
    // Who hangs up in the middle leaves nothing behind.
    {
        RawClient gone(test.port());
        const auto frame = requestFrame(kProduce, 9, kMegabyte);
        QVERIFY(gone.send(base::ByteView(frame).first(kMegabyte / 2)));
        QTRY_COMPARE_WITH_TIMEOUT(test.server.counters().connections.value(), std::int64_t{1}, kSoon);
    }
    QTRY_COMPARE_WITH_TIMEOUT(test.server.counters().connections.value(), std::int64_t{0}, kSoon);
    QVERIFY(served(test.port()));
}

void TestSocketServer::aFrameOverTheLimit()
{
    ServerConfig config;
    config.maxRequestBytes = kMegabyte;
    Server test(config);
    test.sink.answerAtOnce(0);
    RawClient other(test.port());
    RawClient largest(test.port());
    QVERIFY(largest.send(requestFrame(kProduce, 1, kMegabyte - 10)));
    QCOMPARE(largest.answer().value_or(-1), 1);
    QCOMPARE(test.server.counters().garbage.value(), std::int64_t{0});
    // One byte more, two thousand million, less than nothing, and too short for a header: each ends its connection at once.
    std::int64_t refused = 0;
    for (const std::int32_t length : {static_cast<std::int32_t>(kMegabyte) + 1, INT32_MAX, -1, 0, 7}) {
        RawClient client(test.port());
        base::Bytes start;
        put(start, length);
        put(start, std::int64_t{0});
        QVERIFY(client.send(start));
        QVERIFY(client.isEnded());
        QCOMPARE(test.server.counters().garbage.value(), ++refused);
    }
    QVERIFY(other.send(requestFrame(kMetadata, 2)));
    QCOMPARE(other.answer().value_or(-1), 2);
}

/// Requests that are being worked on lie in memory as those do that wait; acks=all may last as long as the client likes.
void TestSocketServer::requestsUnderWayAreCounted()
{
    Server test;
    RawClient client(test.port());
    constexpr std::int32_t kRequests = 24;
    constexpr std::size_t kBody = 4 * kMegabyte;
    std::thread sender([&] {
        for (std::int32_t i = 0; i < kRequests; ++i) {
            if (!client.send(requestFrame(kProduce, i, kBody)))
                return;
        }
    });
    const bool came = test.sink.waitForHeld(4);
    const bool stayed = test.sink.holdsNoMoreThan(5);
    const std::size_t bytes = test.sink.heldBytes();
    // Each answer makes room for others, to the last.
    std::int32_t answered = 0;
    while (answered < kRequests && test.sink.waitForHeld(1)) {
        test.sink.answer(0);
        ++answered;
    }
    std::int32_t received = 0;
    while (received < answered && client.answer() == received)
        ++received;
    sender.join();
    QVERIFY(came);
    QVERIFY2(stayed, qPrintable(QString::number(bytes)));
    QVERIFY2(bytes <= 20 * kMegabyte, qPrintable(QString::number(bytes)));
    QCOMPARE(answered, kRequests);
    QCOMPARE(received, kRequests);
}

void TestSocketServer::anAnswerThatNobodyGivesEndsTheConnection()
{
    Server test;
    RawClient client(test.port());
    QVERIFY(client.send(requestFrame(kMetadata, 1)));
    QVERIFY(test.sink.waitForHeld(1));
    test.sink.drop(0);
    QVERIFY(client.isEnded());
    QTRY_COMPARE_WITH_TIMEOUT(test.server.counters().connections.value(), std::int64_t{0}, kSoon);
}

QTEST_GUILESS_MAIN(TestSocketServer)
#include "tst_socket_server.moc"
