// SPDX-License-Identifier: GPL-3.0-or-later
// The control socket: its verbs, their answers and errors, events, its mode.
#include "tests/sandbox/cluster/cluster_client.h"

#include "backend/sandbox/cluster/control_server.h"

#include <boost/json.hpp>

#include <QTest>

#include <atomic>
#include <sys/stat.h>

using namespace weir;
using namespace weir::sandbox;
using namespace weir::sandbox::test;

namespace json = boost::json;

namespace {

/// A workload that only remembers what it was told.
class FakeDemo final : public DemoControl
{
public:
    base::Status start() override
    {
        m_on = true;
        return {};
    }
    void stop() override { m_on = false; }
    bool running() const override { return m_on; }
    base::Status setPart(const std::string &name, bool on) override
    {
        if (name != "orders")
            return base::fail(base::ErrorKind::NotFound, "demo.set", name);
        m_part = on;
        return {};
    }
    std::vector<DemoPart> parts() const override { return {{"orders", true, m_part, 12.5, {}}}; }

private:
    bool m_on = false;
    bool m_part = true;
};

/// Whoever copies it last keeps what it stands for; its end takes a while and is noted.
class SlowEnd
{
public:
    SlowEnd(std::shared_ptr<std::promise<void>> mayEnd, std::atomic<bool> &ended) : m_mayEnd(std::move(mayEnd)), m_ended(ended) {}
    ~SlowEnd()
    {
        m_mayEnd->get_future().wait_for(std::chrono::seconds(2));
        m_ended = true;
    }

private:
    std::shared_ptr<std::promise<void>> m_mayEnd;
    std::atomic<bool> &m_ended;
};

} // namespace

class TestControlSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void statusNamesEveryBroker();
    void actsOnBrokers();
    void faultsAreSetAndEnd();
    void demoIsDelegated();
    void tellsWhatIsWrong();
    void eventsArrive();
    void shutdownIsPassedOn();
    void anEventUnderWayOutlivesNothing();

private:
    json::object ask(json::object request)
    {
        const auto answer = callControl(m_path, json::serialize(request), {});
        return answer ? json::parse(*answer).as_object() : json::object{};
    }
    json::object ok(const json::object &request)
    {
        json::object answer = ask(request);
        if (!answer.contains("ok") || !answer["ok"].as_bool()) {
            qWarning("%s", json::serialize(answer).c_str());
            return {};
        }
        return answer["result"].as_object();
    }
    std::string errorKind(const json::object &request)
    {
        json::object answer = ask(request);
        return answer.contains("error") ? std::string(answer["error"].as_object()["kind"].as_string()) : std::string();
    }
    std::string stateOf(int broker)
    {
        json::object status = ok({{"verb", "status"}});
        for (json::value &row : status["brokers"].as_array()) {
            if (row.as_object()["id"].as_int64() == broker)
                return std::string(row.as_object()["state"].as_string());
        }
        return {};
    }

    std::unique_ptr<TestCluster> m_test;
    std::unique_ptr<ControlServer> m_server;
    std::string m_path;
    std::atomic<int> m_shutdowns{0};
};

void TestControlSocket::init()
{
    m_test = std::make_unique<TestCluster>(2);
    const auto begun = m_test->start();
    QVERIFY2(begun.has_value(), begun ? "" : base::describe(begun.error()).c_str());
    m_path = m_test->options.directory + "/control.sock";
    m_shutdowns = 0;
    ControlServer::Options options;
    options.path = m_path;
    options.startMs = 71;
    options.demo = [](const net::ClientConfig &) { return std::make_unique<FakeDemo>(); };
    options.shutdown = [this] { ++m_shutdowns; };
    m_server = std::make_unique<ControlServer>(*m_test->cluster, m_test->clock, options);
    QVERIFY(m_server->start().has_value());
}

void TestControlSocket::cleanup()
{
    m_server.reset();
    QVERIFY(::access(m_path.c_str(), F_OK) != 0);
    m_test.reset();
}

void TestControlSocket::statusNamesEveryBroker()
{
    struct stat info{};
    QCOMPARE(::stat(m_path.c_str(), &info), 0);
    QCOMPARE(info.st_mode & 0777, mode_t{0600});
    json::object status = ok({{"id", 7}, {"verb", "status"}});
    QCOMPARE(status["brokers"].as_array().size(), std::size_t{2});
    QCOMPARE(status["pid"].as_int64(), static_cast<std::int64_t>(::getpid()));
    QCOMPARE(std::string(status["dataDirectory"].as_string()), m_test->options.directory);
    QVERIFY(status["residentBytes"].as_int64() > 1'000'000);
    QCOMPARE(status["startMs"].as_double(), 71.0);
    QCOMPARE(ask({{"id", 7}, {"verb", "status"}})["id"].as_int64(), 7);
    Client client = m_test->client();
    QCOMPARE(client.createTopic("t", 4, 2), std::int16_t{0});
    json::object row = ok({{"verb", "status"}})["brokers"].as_array().front().as_object();
    QCOMPARE(row["replicas"].as_int64(), 4);
    QCOMPARE(row["inSync"].as_int64(), 4);
    QCOMPARE(row["leaders"].as_int64(), 2);
}

void TestControlSocket::actsOnBrokers()
{
    ok({{"verb", "broker.kill"}, {"broker", 2}});
    QCOMPARE(stateOf(2), std::string("killed"));
    ok({{"verb", "broker.start"}, {"broker", "2"}});
    QCOMPARE(stateOf(2), std::string("running"));
    ok({{"verb", "broker.pause"}, {"broker", 2}});
    QCOMPARE(stateOf(2), std::string("paused"));
    ok({{"verb", "broker.resume"}, {"broker", 2}});
    ok({{"verb", "broker.stop"}, {"broker", 2}});
    QCOMPARE(stateOf(2), std::string("stopped"));
    ok({{"verb", "broker.start-empty"}, {"broker", 2}});
    ok({{"verb", "broker.restart"}, {"broker", 2}});
    QCOMPARE(stateOf(2), std::string("running"));
    QCOMPARE(ok({{"verb", "broker.add"}})["broker"].as_int64(), 3);
    QCOMPARE(stateOf(3), std::string("running"));
}

void TestControlSocket::faultsAreSetAndEnd()
{
    ok({{"verb", "fault.set"}, {"broker", 1}, {"slowMs", 300}, {"forMs", 1500}});
    json::object faults = ok({{"verb", "status"}})["brokers"].as_array().front().as_object()["faults"].as_object();
    QCOMPARE(faults["slowMs"].as_int64(), 300);
    QVERIFY(faults["untilMs"].is_int64());
    QCOMPARE(faults["isolated"].as_bool(), false);
    Client client = m_test->client(1);
    const auto before = std::chrono::steady_clock::now();
    (void)client.listOffset("none", 0, -1);
    QVERIFY(std::chrono::steady_clock::now() - before >= std::chrono::milliseconds(300));
    QVERIFY(eventually([&] {
        return ok({{"verb", "status"}})["brokers"].as_array().front().as_object()["faults"].as_object()["slowMs"].as_int64() == 0;
    }));
    ok({{"verb", "fault.set"}, {"broker", 1}, {"followsNobody", true}, {"diskFull", "true"}});
    faults = ok({{"verb", "status"}})["brokers"].as_array().front().as_object()["faults"].as_object();
    QCOMPARE(faults["followsNobody"].as_bool(), true);
    QCOMPARE(faults["diskFull"].as_bool(), true);
    QCOMPARE(errorKind({{"verb", "fault.set"}, {"broker", 1}, {"isolated", "perhaps"}}), std::string("Invalid"));
    ok({{"verb", "fault.set"}, {"broker", 1}, {"dropPercent", 100}});
    Client dropped = m_test->client(1);
    QVERIFY(!dropped.call(wire::MetadataRequest{}).has_value());
    ok({{"verb", "fault.clear"}});
    Client again = m_test->client(1);
    QVERIFY(again.call(wire::MetadataRequest{}).has_value());
    QCOMPARE(again.createTopic("t", 1, 1), std::int16_t{0});
    QVERIFY(eventually([&] { return m_test->leaderOf("t", 0) > 0; }));
    const int leader = m_test->leaderOf("t", 0);
    Client producer = m_test->client(leader);
    ok({{"verb", "fault.set"}, {"broker", leader}, {"errorCode", 7}, {"apiKey", 0}, {"count", 1}});
    QCOMPARE(producer.produce("t", 0, {"a"}).error, std::int16_t{7});
    QCOMPARE(producer.produce("t", 0, {"a"}).error, std::int16_t{0});
    QCOMPARE(producer.listOffset("t", 0, -1).value_or(-1), std::int64_t{1});
}

void TestControlSocket::demoIsDelegated()
{
    QCOMPARE(ok({{"verb", "status"}})["demo"].as_bool(), false);
    QCOMPARE(errorKind({{"verb", "demo.set"}, {"name", "orders"}, {"on", false}}), std::string("Conflict"));
    ok({{"verb", "demo.on"}});
    ok({{"verb", "demo.set"}, {"name", "orders"}, {"on", false}});
    json::object status = ok({{"verb", "status"}});
    QCOMPARE(status["demo"].as_bool(), true);
    QCOMPARE(status["demoParts"].as_array().front().as_object()["on"].as_bool(), false);
    QCOMPARE(errorKind({{"verb", "demo.set"}, {"name", "nothing"}, {"on", false}}), std::string("NotFound"));
    ok({{"verb", "demo.off"}});
    QCOMPARE(ok({{"verb", "status"}})["demo"].as_bool(), false);
}

void TestControlSocket::tellsWhatIsWrong()
{
    QCOMPARE(errorKind({{"verb", "broker.fly"}}), std::string("Unsupported"));
    QCOMPARE(errorKind({{"verb", "broker.kill"}}), std::string("Invalid"));
    QCOMPARE(errorKind({{"verb", "broker.kill"}, {"broker", 9}}), std::string("NotFound"));
    QCOMPARE(errorKind({{"verb", "broker.start"}, {"broker", 1}}), std::string("Conflict"));
    QCOMPARE(errorKind({{"verb", "fault.set"}, {"broker", 1}, {"dropPercent", 200}}), std::string("Invalid"));
    const auto answer = callControl(m_path, "not json", {});
    QVERIFY(answer.has_value());
    QCOMPARE(json::parse(*answer).as_object()["ok"].as_bool(), false);
}

void TestControlSocket::eventsArrive()
{
    std::vector<std::string> lines;
    std::atomic<bool> subscribed{false};
    auto listening = std::async(std::launch::async, [&] {
        (void)callControl(m_path, R"({"id":1,"verb":"events.subscribe"})", [&](const std::string &line) {
            lines.push_back(line);
            subscribed = true;
            return line.find("broker.killed") == std::string::npos;
        });
    });
    QVERIFY(eventually([&] { return subscribed.load(); }));
    ok({{"verb", "broker.kill"}, {"broker", 2}});
    QCOMPARE(listening.wait_for(std::chrono::seconds(20)), std::future_status::ready);
    json::object event = json::parse(lines.back()).as_object()["event"].as_object();
    QCOMPARE(event["broker"].as_int64(), 2);
    QVERIFY(event["atMs"].as_int64() > 0);
    json::array kept = ok({{"verb", "events"}, {"limit", 1000}})["events"].as_array();
    bool found = false;
    for (const json::value &one : kept)
        found = found || one.as_object().at("kind").as_string() == "broker.killed";
    QVERIFY(found);
}

void TestControlSocket::shutdownIsPassedOn()
{
    ok({{"verb", "shutdown"}});
    QVERIFY(eventually([&] { return m_shutdowns == 1; }));
    // Said again it is the same wish.
    ok({{"verb", "shutdown"}});
    ok({{"verb", "status"}});
    QCOMPARE(m_shutdowns.load(), 1);
}

/// The thread on which an event happens may be the last one to hold the server, and must not find its threads gone.
void TestControlSocket::anEventUnderWayOutlivesNothing()
{
    m_server.reset();
    // Set once the server is gone; what it was made of has to be gone before that.
    const auto serverIsGone = std::make_shared<std::promise<void>>();
    std::atomic<bool> ended{false};
    ControlServer::Options options;
    options.path = m_path;
    options.shutdown = [end = std::make_shared<SlowEnd>(serverIsGone, ended)] { Q_UNUSED(end) };
    m_server = std::make_unique<ControlServer>(*m_test->cluster, m_test->clock, std::move(options));
    QVERIFY(m_server->start().has_value());
    // So large that it is still being written down when the server ends.
    auto large = std::async(std::launch::async, [&] { m_test->cluster->events().add("large", -1, {std::string(96U << 20, '"')}); });
    QVERIFY(eventually([&] {
        const auto newest = m_test->cluster->events().newest(1);
        return !newest.empty() && newest.front().kind == "large";
    }));
    m_server.reset();
    QVERIFY(ended.load());
    serverIsGone->set_value();
    large.get();
}

QTEST_GUILESS_MAIN(TestControlSocket)
#include "tst_control_socket.moc"
