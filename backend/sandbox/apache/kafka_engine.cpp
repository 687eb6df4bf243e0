// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/apache/kafka_engine.h"

#include "backend/sandbox/apache/process_facts.h"
#include "backend/sandbox/core/random.h"

#include <boost/json.hpp>

#include <algorithm>
#include <arpa/inet.h>
#include <csignal>
#include <cstring>
#include <fmt/format.h>
#include <future>
#include <netinet/in.h>
#include <random>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace weir::sandbox {

using std::chrono::milliseconds;
using std::chrono::seconds;
namespace json = boost::json;

namespace {

constexpr const char *kHost = "127.0.0.1";
constexpr const char *kDescription = "/engine.json";
constexpr const char *kEngine = "apache-kafka";
constexpr seconds kStartLimit{120};
constexpr seconds kStopLimit{30};
constexpr milliseconds kLookEvery{200};

/// What it prints goes where its output goes, under the logging of Kafka 4 (log4j2) and of Kafka 3 (log4j).
constexpr const char *kLog4j2 = "status=off\nappender.out.type=Console\nappender.out.name=out\nappender.out.layout.type=PatternLayout\n"
                                "appender.out.layout.pattern=[%d] %p %m (%c)%n\nrootLogger.level=info\nrootLogger.appenderRef.out.ref=out\n";
constexpr const char *kLog4j = "log4j.rootLogger=INFO,out\nlog4j.appender.out=org.apache.log4j.ConsoleAppender\n"
                               "log4j.appender.out.layout=org.apache.log4j.PatternLayout\nlog4j.appender.out.layout.ConversionPattern=[%d] %p %m (%c)%n\n";

} // namespace

KafkaEngine::KafkaEngine(KafkaEngineOptions options, const base::Clock &clock)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_files(posixFileSystem())
    , m_events(clock)
{
    m_events.setQuiet(m_options.quiet);
}

base::Result<std::unique_ptr<KafkaEngine>> KafkaEngine::start(KafkaEngineOptions options, const base::Clock &clock)
{
    std::unique_ptr<KafkaEngine> engine(new KafkaEngine(std::move(options), clock));
    WEIR_CHECK(engine->begin());
    return engine;
}

KafkaEngine::~KafkaEngine()
{
    m_events.listen({});
    m_watch.reset();
    for (auto &[id, node] : m_nodes) {
        if (node.process)
            node.process->askToEnd();
    }
    const auto limit = std::chrono::steady_clock::now() + kStopLimit;
    for (auto &[id, node] : m_nodes) {
        if (node.process)
            node.process->waitUntil(limit);
        node.process.reset();
    }
    if (!m_options.ephemeral || !m_lock)
        return;
    for (const auto &[id, node] : m_nodes)
        (void)m_files.removeTree(directoryOf(id));
    for (const char *name : {kDescription, "/log4j2.properties", "/log4j.properties", "/.lock"})
        (void)m_files.remove(m_options.directory + name);
    if (m_madeDirectory)
        (void)m_files.removeTree(m_options.directory);
}

base::Status KafkaEngine::begin()
{
    m_startedAtMs = m_clock.wallMs();
    WEIR_TRY(m_install, findKafka(m_options.places, [this](const std::string &text) { m_events.line(-1, "engine", text); }));
    WEIR_CHECK(prepareDirectory());
    WEIR_CHECK(checkPorts());
    m_events.line(-1, "engine", fmt::format("Apache Kafka {} of {}", m_install.version, m_install.libs));
    std::vector<net::Address> bootstrap;
    std::vector<std::int32_t> ids;
    for (int id = 1; id <= m_options.brokers; ++id) {
        m_nodes[id];
        ids.push_back(id);
        bootstrap.push_back({kHost, portOf(id)});
        WEIR_CHECK(format(id));
    }
    for (const std::int32_t id : ids)
        WEIR_CHECK(launch(id));
    m_watch = std::make_unique<ClusterWatch>(bootstrap);
    WEIR_CHECK(waitFor(ids));
    for (const std::int32_t id : ids)
        setState(id, "running", "broker.started");
    m_events.add("started", -1);
    return {};
}

base::Status KafkaEngine::prepareDirectory()
{
    m_madeDirectory = !m_files.exists(m_options.directory);
    WEIR_CHECK(m_files.makeDirectory(m_options.directory));
    WEIR_TRY(m_lock, m_files.lock(m_options.directory + "/.lock"));
    WEIR_TRY(const auto entries, m_files.list(m_options.directory));
    int highest = 0;
    const bool known = m_files.exists(m_options.directory + kDescription);
    for (const FileInfo &entry : entries) {
        int id = 0;
        if (std::sscanf(entry.name.c_str(), "broker-%d", &id) == 1)
            highest = std::max(highest, id);
        // Deleting at the end must never touch what somebody keeps here.
        if (m_options.ephemeral && entry.name != ".lock")
            return base::fail(base::ErrorKind::Conflict, "sandbox.ephemeral", m_options.directory, entry.name);
    }
    if (highest > 0 && !known)
        return base::fail(base::ErrorKind::Conflict, "engine.directory", m_options.directory, "weir");
    m_options.brokers = std::max(m_options.brokers, highest);
    m_controllers = m_options.brokers >= 3 ? 3 : 1;
    if (known) {
        WEIR_TRY(const base::Bytes text, readFile(m_files, m_options.directory + kDescription));
        boost::system::error_code error;
        const json::value value = json::parse(std::string(base::textOf(text)), error);
        const json::object *object = error ? nullptr : value.if_object();
        const json::value *cluster = object ? object->if_contains("clusterId") : nullptr;
        const json::value *controllers = object ? object->if_contains("controllers") : nullptr;
        if (!cluster || !cluster->is_string() || !controllers || !controllers->is_int64())
            return base::fail(base::ErrorKind::Invalid, "engine.directory", m_options.directory, "engine.json cannot be read");
        m_clusterId = std::string(cluster->get_string());
        m_controllers = static_cast<int>(controllers->get_int64());
    } else {
        Random random(std::random_device{}());
        m_clusterId = random.uuid().toString();
        const std::string text = json::serialize(json::object{{"engine", kEngine}, {"clusterId", m_clusterId}, {"controllers", m_controllers}});
        WEIR_CHECK(replaceFile(m_files, m_options.directory + kDescription, base::viewOf(text), true));
    }
    WEIR_CHECK(replaceFile(m_files, m_options.directory + "/log4j2.properties", base::viewOf(std::string_view(kLog4j2)), false));
    return replaceFile(m_files, m_options.directory + "/log4j.properties", base::viewOf(std::string_view(kLog4j)), false);
}

/// A node says late and in many lines that its port is taken.
base::Status KafkaEngine::checkPorts() const
{
    std::vector<std::uint16_t> ports;
    for (int id = 1; id <= m_options.brokers; ++id) {
        ports.push_back(portOf(id));
        if (id <= m_controllers)
            ports.push_back(controllerPortOf(id));
    }
    for (const std::uint16_t port : ports) {
        const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int on = 1;
        ::setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int bound = ::bind(probe, reinterpret_cast<const sockaddr *>(&address), sizeof address);
        const int why = errno;
        ::close(probe);
        if (bound != 0)
            return base::fail(base::ErrorKind::Conflict, "sandbox.listen", fmt::format("{}:{}", kHost, port), std::strerror(why));
    }
    return {};
}

std::string KafkaEngine::directoryOf(std::int32_t id) const
{
    return fmt::format("{}/broker-{}", m_options.directory, id);
}

std::uint16_t KafkaEngine::portOf(std::int32_t id) const
{
    return static_cast<std::uint16_t>(m_options.port + id - 1);
}

std::uint16_t KafkaEngine::controllerPortOf(std::int32_t id) const
{
    return static_cast<std::uint16_t>(m_options.port + 1000 + id - 1);
}

/// Ours first where a person may know better, last where the cluster would not come together without it.
std::string KafkaEngine::propertiesOf(std::int32_t id) const
{
    const int copies = std::min(m_options.brokers, 3);
    std::string text = fmt::format("offsets.topic.replication.factor={0}\ntransaction.state.log.replication.factor={0}\n"
                                   "transaction.state.log.min.isr={1}\nshare.coordinator.state.topic.replication.factor={0}\n"
                                   "share.coordinator.state.topic.min.isr={1}\n",
                                   copies, std::min(copies, 2));
    for (const auto &[name, value] : m_options.settings)
        text += fmt::format("{}={}\n", name, value);
    const bool controls = id <= m_controllers;
    std::string voters;
    for (int voter = 1; voter <= m_controllers; ++voter)
        voters += fmt::format("{}{}@{}:{}", voters.empty() ? "" : ",", voter, kHost, controllerPortOf(voter));
    const std::string client = fmt::format("PLAINTEXT://{}:{}", kHost, portOf(id));
    text += fmt::format("process.roles={}\nnode.id={}\ncontroller.quorum.voters={}\nlisteners={}{}\nadvertised.listeners={}\n"
                        "controller.listener.names=CONTROLLER\nlistener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n"
                        "inter.broker.listener.name=PLAINTEXT\nlog.dirs={}/data\n",
                        controls ? "broker,controller" : "broker", id, voters, client,
                        controls ? fmt::format(",CONTROLLER://{}:{}", kHost, controllerPortOf(id)) : std::string(), client, directoryOf(id));
    return text;
}

base::Status KafkaEngine::format(std::int32_t id)
{
    const std::string directory = directoryOf(id);
    WEIR_CHECK(m_files.makeDirectory(directory));
    const std::string properties = directory + "/server.properties";
    WEIR_CHECK(replaceFile(m_files, properties, base::viewOf(propertiesOf(id)), false));
    if (m_files.exists(directory + "/data/meta.properties"))
        return {};
    std::vector<std::string> words = m_install.command({"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                                                        "-Dlog4j2.configurationFile=" + m_options.directory + "/log4j2.properties",
                                                        "-Dlog4j.configuration=file:" + m_options.directory + "/log4j.properties"},
                                                       "kafka.tools.StorageTool");
    words.insert(words.end(), {"format", "--ignore-formatted", "-t", m_clusterId, "-c", properties});
    if (const auto done = runToEnd(std::move(words), kStartLimit); !done)
        return base::fail(done.error().kind, "engine.format", directory, lastWords(done.error().peerText));
    return {};
}

base::Status KafkaEngine::launch(std::int32_t id)
{
    const std::string directory = directoryOf(id);
    const std::string output = directory + "/server.log";
    // One run's words; those of the run before are kept beside them.
    (void)m_files.rename(output, output + ".1");
    std::vector<std::string> words = m_install.command({"-Xms256m", "-Xmx768m", "-Djava.awt.headless=true",
                                                        "-Dlog4j2.configurationFile=" + m_options.directory + "/log4j2.properties",
                                                        "-Dlog4j.configuration=file:" + m_options.directory + "/log4j.properties"},
                                                       "kafka.Kafka");
    words.push_back(directory + "/server.properties");
    std::promise<base::Result<std::unique_ptr<ChildProcess>>> begun;
    m_starter.post([&] { begun.set_value(ChildProcess::start(std::move(words), output)); });
    WEIR_TRY(m_nodes.at(id).process, begun.get_future().get());
    setState(id, "starting", nullptr);
    return {};
}

base::Status KafkaEngine::waitFor(const std::vector<std::int32_t> &ids)
{
    const auto limit = std::chrono::steady_clock::now() + kStartLimit;
    for (;;) {
        m_watch->look();
        const auto seen = m_watch->latest();
        const bool all = seen && std::all_of(ids.begin(), ids.end(), [&seen](std::int32_t id) {
            return std::find(seen->brokers.begin(), seen->brokers.end(), id) != seen->brokers.end();
        });
        if (all)
            return {};
        for (const std::int32_t id : ids) {
            Node &node = m_nodes.at(id);
            const bool ended = !node.process || !node.process->running();
            if (!ended && std::chrono::steady_clock::now() < limit)
                continue;
            const auto text = readFile(m_files, directoryOf(id) + "/server.log");
            auto error = base::Error{ended ? base::ErrorKind::Peer : base::ErrorKind::Timeout, "engine.node", std::to_string(id), {},
                                     text ? lastWords(std::string(base::textOf(*text))) : std::string(), 0};
            return base::fail(std::move(error).with("log", directoryOf(id) + "/server.log"));
        }
        std::this_thread::sleep_for(kLookEvery);
    }
}

std::string KafkaEngine::bootstrap() const
{
    std::string list;
    for (const auto &[id, node] : m_nodes)
        list += fmt::format("{}{}:{}", list.empty() ? "" : ",", kHost, portOf(id));
    return list;
}

net::ClientConfig KafkaEngine::insideClient() const
{
    net::ClientConfig config;
    for (const auto &[id, node] : m_nodes)
        config.bootstrap.push_back({kHost, portOf(id)});
    return config;
}

std::string KafkaEngine::controllerAddress() const
{
    return fmt::format("{}:{}", kHost, controllerPortOf(1));
}

std::vector<std::int32_t> KafkaEngine::brokerIds() const
{
    std::vector<std::int32_t> ids;
    for (const auto &[id, node] : m_nodes)
        ids.push_back(id);
    return ids;
}

std::vector<std::pair<std::string, std::string>> KafkaEngine::listenersOf(std::int32_t id) const
{
    return {{"PLAINTEXT", fmt::format("{}:{}", kHost, portOf(id))}};
}

std::vector<ListenerReport> KafkaEngine::listeners() const
{
    ListenerReport plain;
    plain.name = plain.protocol = net::wordOf(net::SecurityProtocol::Plaintext);
    plain.bootstrap = bootstrap();
    plain.clientProperties = fmt::format("bootstrap.servers={}\nsecurity.protocol={}\n", plain.bootstrap, plain.protocol);
    return {plain};
}

} // namespace weir::sandbox
