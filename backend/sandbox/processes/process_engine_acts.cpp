// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to the nodes of a running engine, and what is heard from them.
#include "backend/sandbox/processes/process_engine.h"

#include "backend/sandbox/apache/process_facts.h"

#include <boost/json.hpp>

#include <algorithm>
#include <csignal>
#include <fmt/format.h>
#include <unistd.h>

namespace weir::sandbox {

namespace json = boost::json;

namespace {

constexpr std::chrono::seconds kStopLimit{60};
constexpr std::chrono::milliseconds kLookEvery{500};
constexpr int kEventsAsked = 100;

template <class T>
T numberIn(const json::object &object, const char *name, T otherwise)
{
    const json::value *found = object.if_contains(name);
    return found != nullptr && found->is_number() ? found->to_number<T>() : otherwise;
}

bool flagIn(const json::object &object, const char *name)
{
    const json::value *found = object.if_contains(name);
    return found != nullptr && found->is_bool() && found->get_bool();
}

const json::object *objectIn(const json::object &object, const char *name)
{
    const json::value *found = object.if_contains(name);
    return found == nullptr ? nullptr : found->if_object();
}

BrokerFaults faultsFrom(const json::object &object)
{
    BrokerFaults faults;
    faults.slowMs = numberIn<std::int32_t>(object, "slowMs", 0);
    faults.dropPercent = numberIn<std::int32_t>(object, "dropPercent", 0);
    faults.errorCode = numberIn<std::int16_t>(object, "errorCode", 0);
    faults.errorApiKey = numberIn<std::int32_t>(object, "apiKey", -1);
    faults.errorCount = numberIn<std::int64_t>(object, "count", -1);
    faults.isolated = flagIn(object, "isolated");
    faults.followsNobody = flagIn(object, "followsNobody");
    faults.diskFull = flagIn(object, "diskFull");
    faults.sinceMs = numberIn<std::int64_t>(object, "sinceMs", 0);
    if (const json::value *until = object.if_contains("untilMs"); until != nullptr && until->is_number())
        faults.untilMs = until->to_number<std::int64_t>();
    return faults;
}

json::value orNull(std::int64_t value, bool known)
{
    return known ? json::value(value) : json::value(nullptr);
}

/// What every broker tells alike, as it hears it from the controller.
bool isOfPartitions(const std::string &kind)
{
    return kind == "leaders.moved" || kind == "isr.shrunk" || kind == "isr.expanded" || kind == "underreplicated";
}

} // namespace

base::Result<ProcessEngine::Node *> ProcessEngine::find(std::int32_t id, const char *action)
{
    const auto found = m_nodes.find(id);
    if (found == m_nodes.end())
        return base::fail(base::ErrorKind::NotFound, action, std::to_string(id), "there is no such broker");
    return &found->second;
}

void ProcessEngine::setState(Node &node, const char *state, const char *event)
{
    node.state = state;
    node.sinceMs = m_clock.wallMs();
    if (event != nullptr)
        m_events.add(event, node.role.kind == NodeRole::Kind::Broker ? node.role.broker : -1);
}

base::Status ProcessEngine::stopBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.stop"));
    if (!node->process)
        return base::fail(base::ErrorKind::Conflict, "broker.stop", std::to_string(id), "it is not running");
    node->process->signal(SIGCONT); // a paused one would not hear it
    // First the controlled shutdown, which hands over what it leads; then its process.
    const auto handedOver = ask(*node, {{"verb", "broker.stop"}, {"broker", id}});
    if (!handedOver)
        m_events.line(id, "broker.stop", base::describe(handedOver.error()));
    node->process->signal(SIGTERM);
    node->process->waitFor(kStopLimit);
    node->process.reset(); // hard, where it did not end by then
    setState(*node, "stopped", "broker.stopped");
    return {};
}

base::Status ProcessEngine::killBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.kill"));
    if (!node->process)
        return base::fail(base::ErrorKind::Conflict, "broker.kill", std::to_string(id), "it is not running");
    node->process.reset(); // SIGKILL
    setState(*node, "killed", "broker.killed");
    return {};
}

base::Status ProcessEngine::bring(Node &node, const char *event)
{
    WEIR_CHECK(launch(node));
    WEIR_CHECK(waitFor(node));
    node.last = {};
    setState(node, "running", event);
    return {};
}

base::Status ProcessEngine::startBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.start"));
    if (node->process)
        return base::fail(base::ErrorKind::Conflict, "broker.start", std::to_string(id), "it is running");
    return bring(*node, "broker.started");
}

base::Status ProcessEngine::restartBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.restart"));
    if (node->process)
        WEIR_CHECK(stopBroker(id));
    return startBroker(id);
}

base::Status ProcessEngine::pauseBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.pause"));
    if (!node->process || node->state == "paused")
        return base::fail(base::ErrorKind::Conflict, "broker.pause", std::to_string(id), node->process ? "it is paused" : "it is not running");
    node->process->signal(SIGSTOP);
    setState(*node, "paused", "broker.paused");
    return {};
}

base::Status ProcessEngine::resumeBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.resume"));
    if (!node->process || node->state != "paused")
        return base::fail(base::ErrorKind::Conflict, "broker.resume", std::to_string(id), "it is not paused");
    node->process->signal(SIGCONT);
    setState(*node, "running", "broker.resumed");
    return {};
}

base::Status ProcessEngine::startEmpty(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.start-empty"));
    if (node->process)
        return base::fail(base::ErrorKind::Conflict, "broker.start-empty", std::to_string(id), "it is running; stop it first");
    // Made anew: how many there are may be known by nothing else.
    for (const std::string &directory : logDirectoriesOf(m_files, m_options.cluster, id)) {
        WEIR_CHECK(m_files.removeTree(directory));
        WEIR_CHECK(m_files.makeDirectory(directory));
    }
    node->bytesKept = 0;
    return startBroker(id);
}

base::Result<std::int32_t> ProcessEngine::addBroker()
{
    const std::int32_t id = m_nodes.rbegin()->first + 1;
    if (auto started = bring(nodeOf(id), nullptr); !started) {
        m_nodes.erase(id);
        m_book.remove(id);
        return base::fail(std::move(started.error()));
    }
    m_events.add("broker.added", id);
    return id;
}

base::Status ProcessEngine::killController()
{
    if (!m_controller.process)
        return base::fail(base::ErrorKind::Conflict, "controller.kill", {}, "it is not running");
    m_controller.process.reset(); // SIGKILL
    setState(m_controller, "killed", "controller.killed");
    return {};
}

base::Status ProcessEngine::startController()
{
    if (m_controller.process)
        return base::fail(base::ErrorKind::Conflict, "controller.start", {}, "it is running");
    return bring(m_controller, "controller.started");
}

base::Status ProcessEngine::setFaults(std::int32_t id, BrokerFaults faults)
{
    constexpr const char *kAction = "fault.set";
    WEIR_TRY(Node *const node, find(id, kAction));
    if (!node->process || node->state == "paused")
        return base::fail(base::ErrorKind::Conflict, kAction, std::to_string(id), node->process ? "it is paused" : "it is not running");
    const std::int64_t now = m_clock.wallMs();
    WEIR_CHECK(ask(*node, {{"verb", kAction}, {"broker", id}, {"slowMs", faults.slowMs}, {"dropPercent", faults.dropPercent},
                           {"errorCode", faults.errorCode}, {"apiKey", orNull(faults.errorApiKey, faults.errorApiKey >= 0)},
                           {"count", orNull(faults.errorCount, faults.errorCount >= 0)}, {"isolated", faults.isolated},
                           {"followsNobody", faults.followsNobody}, {"diskFull", faults.diskFull},
                           {"forMs", orNull(faults.untilMs ? std::max<std::int64_t>(0, *faults.untilMs - now) : 0, faults.untilMs.has_value())}}));
    look(*node);
    return {};
}

base::Status ProcessEngine::clearFaults(std::optional<std::int32_t> id)
{
    if (id)
        WEIR_CHECK(find(*id, "fault.clear"));
    for (auto &[nodeId, node] : m_nodes) {
        if ((id && *id != nodeId) || !node.process || node.state == "paused")
            continue;
        WEIR_CHECK(ask(node, {{"verb", "fault.clear"}, {"broker", nodeId}}));
        look(node);
    }
    return {};
}

/// What the broker says of itself; kept as it was where it says nothing.
void ProcessEngine::look(Node &node)
{
    const auto said = ask(node, {{"verb", "status"}});
    if (!said)
        return;
    node.bytesKept = numberIn<std::uint64_t>(*said, "bytesKept", 0);
    if (const json::object *threads = objectIn(*said, "threads")) {
        node.threads.network = numberIn<std::size_t>(*threads, "network", 0);
        node.threads.handlers = numberIn<std::size_t>(*threads, "handlers", 0);
        node.threads.networkIdle = numberIn<double>(*threads, "networkIdle", 1);
        node.threads.handlerIdle = numberIn<double>(*threads, "handlerIdle", 1);
        node.threads.requestQueue = numberIn<std::size_t>(*threads, "requestQueue", 0);
        node.threads.responseQueue = numberIn<std::int64_t>(*threads, "responseQueue", 0);
        node.threads.connections = numberIn<std::int64_t>(*threads, "connections", 0);
    }
    const json::value *brokers = said->if_contains("brokers");
    if (brokers == nullptr || !brokers->is_array() || brokers->get_array().empty() || !brokers->get_array().front().is_object())
        return;
    const json::object &row = brokers->get_array().front().get_object();
    node.last.leaders = numberIn<std::int32_t>(row, "leaders", 0);
    node.last.replicas = numberIn<std::int32_t>(row, "replicas", 0);
    node.last.inSync = numberIn<std::int32_t>(row, "inSync", 0);
    node.last.bytesInPerSecond = numberIn<double>(row, "bytesInPerSecond", 0);
    node.last.bytesOutPerSecond = numberIn<double>(row, "bytesOutPerSecond", 0);
    if (const json::object *faults = objectIn(row, "faults"))
        node.last.faults = faultsFrom(*faults);
}

/// The node's own events are told as ours; those that all brokers tell alike only where `all`.
void ProcessEngine::relayEvents(const Node &node, bool all)
{
    const auto said = ask(node, {{"verb", "events"}, {"limit", kEventsAsked}});
    const json::value *list = said ? said->if_contains("events") : nullptr;
    if (list == nullptr || !list->is_array())
        return;
    std::int64_t &heard = m_heardMs.try_emplace(node.role.broker, 0).first->second;
    std::int64_t newest = heard;
    std::int64_t told = m_toldMs;
    for (const json::value &value : list->get_array()) {
        const json::object *event = value.if_object();
        if (event == nullptr)
            continue;
        const json::value *named = event->if_contains("kind");
        const std::string kind = named != nullptr && named->is_string() ? std::string(named->get_string()) : std::string();
        const auto atMs = numberIn<std::int64_t>(*event, "atMs", 0);
        const bool own = kind.starts_with("storage.") || kind.starts_with("fault.");
        const bool news = isOfPartitions(kind) ? all && atMs > m_toldMs : own && atMs > heard;
        newest = std::max(newest, atMs);
        if (isOfPartitions(kind) && all)
            told = std::max(told, atMs);
        if (!news)
            continue;
        std::vector<std::string> arguments;
        if (const json::value *words = event->if_contains("arguments"); words != nullptr && words->is_array()) {
            for (const json::value &word : words->get_array())
                arguments.emplace_back(word.is_string() ? std::string(word.get_string()) : std::string());
        }
        m_events.add(kind, numberIn<std::int32_t>(*event, "broker", -1), std::move(arguments));
    }
    heard = newest;
    m_toldMs = told;
}

base::Result<json::array> ProcessEngine::telemetry()
{
    json::array clients;
    for (const auto &[id, node] : m_nodes) {
        if (node.state != "running")
            continue;
        WEIR_TRY(const json::object said, ask(node, {{"verb", "telemetry"}}));
        if (const json::value *rows = said.if_contains("clients"); rows != nullptr && rows->is_array()) {
            for (const json::value &row : rows->get_array())
                clients.push_back(row);
        }
    }
    return clients;
}

void ProcessEngine::tick()
{
    const auto noticeEnd = [this](Node &node, const char *event) {
        if (!node.process || node.process->running())
            return;
        m_events.line(node.role.broker, "process", fmt::format("{} ended by itself ({}); what it said: {}", processName(node.role),
                                                               node.process->exitCode(), fileOf(node, ".log")));
        node.process.reset();
        setState(node, "killed", event);
    };
    noticeEnd(m_controller, "controller.killed");
    for (auto &[id, node] : m_nodes)
        noticeEnd(node, "broker.killed");
    if (m_clock.monotonic() - m_lookedAt < kLookEvery)
        return;
    m_lookedAt = m_clock.monotonic();
    bool first = true;
    for (auto &[id, node] : m_nodes) {
        if (node.state != "running")
            continue;
        look(node);
        // One that is cut off hears nothing of the others.
        relayEvents(node, first && !node.last.faults.isolated);
        first = first && node.last.faults.isolated;
    }
}

ClusterReport ProcessEngine::report()
{
    ClusterReport report;
    report.engine = "weir";
    report.startedAtMs = m_startedAtMs;
    report.directory = m_options.cluster.directory;
    report.bootstrap = bootstrap();
    report.controller = controllerAddress();
    report.clusterId = m_clusterId;
    report.controllerState = m_controller.state;
    std::int64_t ticks = 0;
    const auto addProcess = [&](pid_t pid) {
        const ProcessFacts facts = processFacts(pid);
        report.residentBytes += facts.residentBytes;
        ticks += facts.cpuTicks;
    };
    addProcess(::getpid());
    if (m_controller.process) {
        report.controllerPid = m_controller.process->pid();
        addProcess(m_controller.process->pid());
    }
    ThreadsReport &threads = report.threads.emplace();
    double networkIdle = 0;
    double handlerIdle = 0;
    for (const auto &[id, node] : m_nodes) {
        BrokerReport row = node.last;
        row.id = id;
        row.address = m_book.address(id, 0);
        row.state = node.state;
        row.stateSinceMs = node.sinceMs;
        report.bytesKept += node.bytesKept;
        if (node.process) {
            row.pid = node.process->pid();
            addProcess(node.process->pid());
            threads.network += node.threads.network;
            threads.handlers += node.threads.handlers;
            networkIdle += node.threads.networkIdle * static_cast<double>(node.threads.network);
            handlerIdle += node.threads.handlerIdle * static_cast<double>(node.threads.handlers);
            threads.requestQueue += node.threads.requestQueue;
            threads.responseQueue += node.threads.responseQueue;
            threads.connections += node.threads.connections;
        } else { // the others have taken over what it led
            row.leaders = row.inSync = 0;
            row.faults = {};
            row.bytesInPerSecond.reset();
            row.bytesOutPerSecond.reset();
        }
        report.brokers.push_back(std::move(row));
    }
    if (threads.network > 0)
        threads.networkIdle = networkIdle / static_cast<double>(threads.network);
    if (threads.handlers > 0)
        threads.handlerIdle = handlerIdle / static_cast<double>(threads.handlers);
    const auto now = m_clock.monotonic();
    if (m_sampledAt.count() == 0 || now - m_sampledAt >= kLookEvery) {
        // Of nodes that ended, the time they took is gone with them.
        const double seconds = std::chrono::duration<double>(now - m_sampledAt).count();
        m_cpuPercent = m_sampledAt.count() == 0 || ticks < m_cpuTicks ? 0 : cpuSeconds(ticks - m_cpuTicks) * 100 / seconds;
        m_cpuTicks = ticks;
        m_sampledAt = now;
    }
    report.cpuPercent = m_cpuPercent;
    return report;
}

} // namespace weir::sandbox
