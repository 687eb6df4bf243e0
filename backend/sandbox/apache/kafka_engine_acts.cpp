// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to the nodes of a running engine, and what is seen of them.
#include "backend/sandbox/apache/kafka_engine.h"

#include "backend/sandbox/apache/process_facts.h"

#include <algorithm>
#include <csignal>
#include <fmt/format.h>

namespace weir::sandbox {

namespace {

constexpr std::chrono::seconds kStopLimit{60};
constexpr std::chrono::milliseconds kSampleEvery{400};

} // namespace

base::Result<KafkaEngine::Node *> KafkaEngine::find(std::int32_t id, const char *action)
{
    const auto found = m_nodes.find(id);
    if (found == m_nodes.end())
        return base::fail(base::ErrorKind::NotFound, action, std::to_string(id), "there is no such broker");
    return &found->second;
}

void KafkaEngine::setState(std::int32_t id, const char *state, const char *event)
{
    Node &node = m_nodes.at(id);
    node.state = state;
    node.sinceMs = m_clock.wallMs();
    if (event != nullptr)
        m_events.add(event, id);
}

base::Status KafkaEngine::end(std::int32_t id, const char *action, int signal, const char *event)
{
    WEIR_TRY(Node *const node, find(id, action));
    if (!node->process)
        return base::fail(base::ErrorKind::Conflict, action, std::to_string(id), "it is not running");
    node->process->signal(signal);
    node->process->signal(SIGCONT); // a paused one would not hear it
    node->process->waitFor(kStopLimit);
    node->process.reset(); // hard, where it did not end by then
    setState(id, signal == SIGKILL ? "killed" : "stopped", event);
    return {};
}

base::Status KafkaEngine::stopBroker(std::int32_t id)
{
    return end(id, "broker.stop", SIGTERM, "broker.stopped");
}

base::Status KafkaEngine::killBroker(std::int32_t id)
{
    return end(id, "broker.kill", SIGKILL, "broker.killed");
}

base::Status KafkaEngine::startBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.start"));
    if (node->process)
        return base::fail(base::ErrorKind::Conflict, "broker.start", std::to_string(id), "it is running");
    WEIR_CHECK(format(id));
    WEIR_CHECK(launch(id));
    if (auto waited = waitFor({id}); !waited) {
        node->process.reset();
        setState(id, "stopped", nullptr);
        return waited;
    }
    setState(id, "running", "broker.started");
    return {};
}

base::Status KafkaEngine::restartBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.restart"));
    if (node->process)
        WEIR_CHECK(stopBroker(id));
    return startBroker(id);
}

base::Status KafkaEngine::pauseBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.pause"));
    if (!node->process || node->state == "paused")
        return base::fail(base::ErrorKind::Conflict, "broker.pause", std::to_string(id), node->process ? "it is paused" : "it is not running");
    node->process->signal(SIGSTOP);
    setState(id, "paused", "broker.paused");
    return {};
}

base::Status KafkaEngine::resumeBroker(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.resume"));
    if (!node->process || node->state != "paused")
        return base::fail(base::ErrorKind::Conflict, "broker.resume", std::to_string(id), "it is not paused");
    node->process->signal(SIGCONT);
    setState(id, "running", "broker.resumed");
    return {};
}

base::Status KafkaEngine::startEmpty(std::int32_t id)
{
    WEIR_TRY(Node *const node, find(id, "broker.start-empty"));
    if (node->process)
        return base::fail(base::ErrorKind::Conflict, "broker.start-empty", std::to_string(id), "it is running; stop it first");
    if (id <= m_controllers && m_controllers == 1)
        return base::fail(base::ErrorKind::Conflict, "broker.start-empty", std::to_string(id),
                          "it holds the cluster's only metadata; wipe the whole sandbox instead");
    WEIR_CHECK(m_files.removeTree(directoryOf(id) + "/data"));
    return startBroker(id);
}

base::Result<std::int32_t> KafkaEngine::addBroker()
{
    const std::int32_t id = m_nodes.rbegin()->first + 1;
    m_nodes[id];
    if (auto started = startBroker(id); !started) {
        m_nodes.erase(id);
        (void)m_files.removeTree(directoryOf(id));
        return base::fail(std::move(started.error()));
    }
    m_events.add("broker.added", id);
    return id;
}

base::Status KafkaEngine::setFaults(std::int32_t id, BrokerFaults)
{
    WEIR_CHECK(find(id, "fault.set"));
    return base::fail(base::ErrorKind::Unsupported, "fault.set", std::to_string(id),
                      "Apache Kafka cannot be told to fail single requests; pause or kill the broker, or use the engine weir");
}

base::Status KafkaEngine::clearFaults(std::optional<std::int32_t> id)
{
    if (id)
        WEIR_CHECK(find(*id, "fault.clear"));
    return {};
}

void KafkaEngine::tick()
{
    for (auto &[id, node] : m_nodes) {
        if (!node.process || node.process->running())
            continue;
        m_events.line(id, "engine", fmt::format("the node ended by itself ({}); what it said: {}/server.log", node.process->exitCode(), directoryOf(id)));
        node.process.reset();
        setState(id, "killed", "broker.killed");
    }
    if (const auto now = m_watch->latest(); now && now != m_seen) {
        tellOfLeaders(*now);
        m_seen = now;
    }
    m_watch->look();
}

void KafkaEngine::tellOfLeaders(const ClusterSample &now)
{
    if (!m_seen)
        return;
    std::map<std::pair<std::int32_t, std::int32_t>, int> moved;
    for (const auto &[partition, leader] : now.leaders) {
        const auto before = m_seen->leaders.find(partition);
        if (before != m_seen->leaders.end() && before->second != leader)
            ++moved[{before->second, leader}];
    }
    for (const auto &[way, count] : moved)
        m_events.add("leaders.moved", way.second, {std::to_string(count), std::to_string(way.first), std::to_string(way.second)});
    if (now.underReplicated != m_seen->underReplicated)
        m_events.add("underreplicated", -1, {std::to_string(now.underReplicated)});
}

ClusterReport KafkaEngine::report()
{
    ClusterReport report;
    report.engine = "apache-kafka";
    report.startedAtMs = m_startedAtMs;
    report.directory = m_options.directory;
    report.bootstrap = bootstrap();
    report.controller = controllerAddress();
    const auto seen = m_watch->latest();
    std::int64_t ticks = 0;
    for (const auto &[id, node] : m_nodes) {
        BrokerReport row;
        row.id = id;
        row.address = fmt::format("127.0.0.1:{}", portOf(id));
        row.state = node.state;
        row.stateSinceMs = node.sinceMs;
        if (seen && seen->byBroker.contains(id)) {
            const ClusterSample::Counts &counts = seen->byBroker.at(id);
            row.leaders = counts.leaders;
            row.replicas = counts.replicas;
            row.inSync = counts.inSync;
        }
        if (node.process) {
            const ProcessFacts facts = processFacts(node.process->pid());
            report.residentBytes += facts.residentBytes;
            ticks += facts.cpuTicks;
        }
        report.brokers.push_back(std::move(row));
    }
    const auto now = m_clock.monotonic();
    if (m_sampledAt.count() == 0 || now - m_sampledAt >= kSampleEvery) {
        // Of nodes that ended, the time they took is gone with them.
        const double seconds = std::chrono::duration<double>(now - m_sampledAt).count();
        m_cpuPercent = m_sampledAt.count() == 0 || ticks < m_cpuTicks ? 0 : cpuSeconds(ticks - m_cpuTicks) * 100 / seconds;
        m_cpuTicks = ticks;
        m_sampledAt = now;
        m_bytesKept = 0;
        for (const auto &[id, node] : m_nodes)
            m_bytesKept += bytesIn(directoryOf(id) + "/data");
    }
    report.cpuPercent = m_cpuPercent;
    report.bytesKept = m_bytesKept;
    return report;
}

} // namespace weir::sandbox
