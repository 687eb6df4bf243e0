// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/processes/process_engine.h"

#include "backend/sandbox/apache/process_facts.h"
#include "backend/sandbox/cluster/cluster_directory.h"
#include "backend/sandbox/cluster/control_server.h"
#include "backend/sandbox/processes/node_secrets.h"

#include <boost/json.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <fmt/format.h>
#include <future>
#include <thread>

namespace weir::sandbox {

using std::chrono::milliseconds;
using std::chrono::seconds;
namespace json = boost::json;

namespace {

constexpr const char *kHost = "127.0.0.1";
constexpr seconds kStartLimit{60};
constexpr seconds kStopLimit{60};
constexpr seconds kAskLimit{5};
constexpr milliseconds kLookEvery{20};
/// A socket's path may be about a hundred characters long; DIR/processes/broker-1000.sock adds these.
constexpr std::size_t kLongestDirectory = 75;

} // namespace

ProcessEngine::ProcessEngine(ProcessEngineOptions options, const base::Clock &clock)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_files(posixFileSystem())
    , m_events(clock)
{
    m_events.setQuiet(m_options.cluster.quiet);
    m_controller.role.kind = NodeRole::Kind::Controller;
}

base::Result<std::unique_ptr<ProcessEngine>> ProcessEngine::start(ProcessEngineOptions options, const base::Clock &clock)
{
    std::unique_ptr<ProcessEngine> engine(new ProcessEngine(std::move(options), clock));
    WEIR_CHECK(engine->begin());
    return engine;
}

ProcessEngine::~ProcessEngine()
{
    m_events.listen({});
    const auto end = [](Node &node) {
        if (node.process)
            node.process->askToEnd();
    };
    // The controller last: brokers that end need none, and the others should not miss it.
    for (auto &[id, node] : m_nodes)
        end(node);
    const auto limit = std::chrono::steady_clock::now() + kStopLimit;
    const auto wait = [limit](Node &node) {
        if (node.process)
            node.process->waitUntil(limit);
        node.process.reset();
    };
    for (auto &[id, node] : m_nodes)
        wait(node);
    end(m_controller);
    wait(m_controller);
    if (!m_lock)
        return;
    const std::string &directory = m_options.cluster.directory;
    (void)m_files.remove(processDirectory(directory) + "/secrets");
    if (!m_options.cluster.ephemeral)
        return;
    for (const char *name : {"/controller", "/tls", "/processes"})
        (void)m_files.removeTree(directory + name);
    for (const auto &[id, node] : m_nodes) {
        for (const std::string &one : logDirectoriesOf(m_files, m_options.cluster, id))
            (void)m_files.removeTree(one);
    }
    (void)m_files.remove(directory + "/.lock");
    if (m_madeDirectory)
        (void)m_files.removeTree(directory);
}

base::Status ProcessEngine::begin()
{
    WEIR_CHECK(validateStaticConfigs(m_options.cluster.settings));
    m_startedAtMs = m_clock.wallMs();
    WEIR_CHECK(prepareDirectory());
    WEIR_TRY(m_security, SecurityPlan::create(m_options.cluster, m_clock)); // makes the certificates that all nodes use
    m_book = AddressBook(m_options.cluster, m_security, m_firstId);
    const PeerLogin &peers = m_security.peerLogin();
    const std::string secrets = processDirectory(m_options.cluster.directory) + "/secrets";
    WEIR_CHECK(writeSecrets(secrets, {peers, m_options.cluster.users}));
    setState(m_controller, "starting", nullptr);
    WEIR_CHECK(launch(m_controller));
    WEIR_CHECK(waitFor(m_controller));
    WEIR_TRY(const json::object said, ask(m_controller, {{"verb", "status"}}));
    if (const json::value *id = said.if_contains("clusterId"); id != nullptr && id->is_string())
        m_clusterId = std::string(id->get_string());
    for (int id = m_firstId; id < m_firstId + m_options.cluster.brokers; ++id) {
        WEIR_CHECK(launch(nodeOf(id)));
    }
    for (auto &[id, node] : m_nodes)
        WEIR_CHECK(waitFor(node));
    m_events.add("started", -1, {bootstrap()});
    return {};
}

base::Status ProcessEngine::prepareDirectory()
{
    const std::string &directory = m_options.cluster.directory;
    if (directory.size() > kLongestDirectory)
        return base::fail(base::ErrorKind::Storage, "directory.make", directory, "its name is too long for the sockets of processes in it");
    WEIR_TRY(auto taken, takeDirectory(m_files, m_options.cluster));
    m_lock = std::move(taken.lock);
    m_firstId = taken.firstId;
    m_madeDirectory = taken.made;
    return m_files.makeDirectory(processDirectory(directory));
}

ProcessEngine::Node &ProcessEngine::nodeOf(std::int32_t id)
{
    Node &node = m_nodes[id];
    node.role.kind = NodeRole::Kind::Broker;
    node.role.broker = id;
    m_book.add(id);
    return node;
}

std::string ProcessEngine::fileOf(const Node &node, const char *suffix) const
{
    return fmt::format("{}/{}{}", processDirectory(m_options.cluster.directory), processName(node.role), suffix);
}

base::Status ProcessEngine::launch(Node &node)
{
    const std::string output = fileOf(node, ".log");
    // One run's words; those of the run before are kept beside them.
    (void)m_files.rename(output, output + ".1");
    (void)m_files.remove(fileOf(node, ".sock"));
    std::vector<std::string> words = m_options.command;
    words.insert(words.end(), {"--node", processName(node.role), "--first-id", std::to_string(m_firstId)});
    if (!m_clusterId.empty())
        words.insert(words.end(), {"--cluster-id", m_clusterId});
    std::promise<base::Result<std::unique_ptr<ChildProcess>>> begun;
    m_starter.post([&] { begun.set_value(ChildProcess::start(std::move(words), output)); });
    WEIR_TRY(node.process, begun.get_future().get());
    setState(node, "starting", nullptr);
    return {};
}

base::Status ProcessEngine::waitFor(Node &node)
{
    const auto limit = std::chrono::steady_clock::now() + kStartLimit;
    for (;;) {
        if (ask(node, {{"verb", "status"}})) {
            setState(node, "running", nullptr);
            return {};
        }
        const bool ended = !node.process || !node.process->running();
        if (ended || std::chrono::steady_clock::now() >= limit) {
            const auto text = readFile(m_files, fileOf(node, ".log"));
            auto error = base::Error{ended ? base::ErrorKind::Peer : base::ErrorKind::Timeout, "process.node", processName(node.role), {},
                                     text ? lastWords(std::string(base::textOf(*text))) : std::string(), 0};
            node.process.reset();
            setState(node, "stopped", nullptr);
            return base::fail(std::move(error).with("log", fileOf(node, ".log")));
        }
        std::this_thread::sleep_for(kLookEvery);
    }
}

base::Result<json::object> ProcessEngine::ask(const Node &node, json::object request) const
{
    const std::string verb(request.at("verb").as_string());
    request["id"] = 1;
    // Its log may have to reach the disk first.
    const milliseconds limit = verb == "broker.stop" ? milliseconds(kStopLimit) : milliseconds(kAskLimit);
    WEIR_TRY(const std::string line, callControl(fileOf(node, ".sock"), json::serialize(request), {}, limit));
    boost::system::error_code error;
    const json::value answer = json::parse(line, error);
    const json::object *object = error ? nullptr : answer.if_object();
    const json::value *result = object ? object->if_contains("result") : nullptr;
    if (result != nullptr && result->is_object())
        return result->get_object();
    const json::value *failure = object ? object->if_contains("error") : nullptr;
    std::string text = line;
    base::ErrorKind kind = base::ErrorKind::Peer;
    if (failure != nullptr && failure->is_object()) {
        if (const json::value *said = failure->get_object().if_contains("words"); said != nullptr && said->is_string())
            text = std::string(said->get_string());
        if (const json::value *said = failure->get_object().if_contains("kind"); said != nullptr && said->is_string()) {
            for (const base::ErrorKind known : {base::ErrorKind::Invalid, base::ErrorKind::Conflict, base::ErrorKind::NotFound, base::ErrorKind::Unsupported}) {
                if (said->get_string() == base::wordOf(known))
                    kind = known;
            }
        }
    }
    return base::fail(kind, verb, processName(node.role), text);
}

std::string ProcessEngine::controllerAddress() const
{
    return fmt::format("{}:{}", kHost, m_book.controllerPort());
}

std::vector<std::int32_t> ProcessEngine::brokerIds() const
{
    std::vector<std::int32_t> ids;
    for (const auto &[id, node] : m_nodes)
        ids.push_back(id);
    return ids;
}

std::string ProcessEngine::certificateDirectory() const
{
    return m_security.certificates() ? m_security.certificates()->directory : std::string();
}

} // namespace weir::sandbox
