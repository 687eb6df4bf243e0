// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/net/io_thread.h"
#include "backend/sandbox/apache/child_process.h"
#include "backend/sandbox/cluster/address_book.h"
#include "backend/sandbox/cluster/cluster.h"

#include <boost/json/fwd.hpp>

#include <map>

namespace weir::sandbox {

struct ProcessEngineOptions {
    ClusterOptions cluster; ///< of all nodes; its port is not 0
    /// The program with the arguments that each node needs as this process had them; where its role is added.
    std::vector<std::string> command;
};

/// Weir's own brokers and their controller, each in a process of its own: kill is SIGKILL, pause SIGSTOP. A node is this
/// program with a role (NodeRole), driven over a control socket of its own in DIR/processes, where its log is too.
/// Methods: one thread, which is none of its own; they wait until done.
class ProcessEngine final : public Engine
{
public:
    /// Returns when every broker serves clients. Errors: as Cluster::start(), and "process.node" for a node that ended.
    static base::Result<std::unique_ptr<ProcessEngine>> start(ProcessEngineOptions options, const base::Clock &clock);
    /// Ends all nodes cleanly, those that do not within a minute hard.
    ~ProcessEngine() override;

    std::string bootstrap() const override { return m_book.bootstrap(0); }
    net::ClientConfig insideClient() const override { return m_book.insideClient(); }
    std::string controllerAddress() const override;
    std::vector<std::int32_t> brokerIds() const override;
    std::vector<std::pair<std::string, std::string>> listenersOf(std::int32_t id) const override { return m_book.listenersOf(id); }
    EventLog &events() override { return m_events; }

    base::Status stopBroker(std::int32_t id) override;
    base::Status killBroker(std::int32_t id) override;
    base::Status startBroker(std::int32_t id) override;
    base::Status restartBroker(std::int32_t id) override;
    base::Status pauseBroker(std::int32_t id) override;
    base::Status resumeBroker(std::int32_t id) override;
    base::Status startEmpty(std::int32_t id) override;
    base::Result<std::int32_t> addBroker() override;
    base::Status killController() override;
    base::Status startController() override;
    base::Status setFaults(std::int32_t id, BrokerFaults faults) override;
    base::Status clearFaults(std::optional<std::int32_t> id) override;
    ClusterReport report() override;
    base::Result<boost::json::array> telemetry() override;
    std::vector<ListenerReport> listeners() const override { return m_book.listeners(); }
    std::string certificateDirectory() const override;
    /// Notices nodes that ended by themselves, and asks the others how they are.
    void tick() override;

private:
    struct Node {
        NodeRole role;
        std::unique_ptr<ChildProcess> process;
        std::string state = "stopped";
        std::int64_t sinceMs = 0;
        BrokerReport last;      ///< what it said of itself
        ThreadsReport threads;
        std::uint64_t bytesKept = 0;
    };

    ProcessEngine(ProcessEngineOptions options, const base::Clock &clock);
    base::Status begin();
    base::Status prepareDirectory();
    base::Result<Node *> find(std::int32_t id, const char *action);
    Node &nodeOf(std::int32_t id);
    base::Status launch(Node &node);
    /// Until it answers on its control socket: then it serves.
    base::Status waitFor(Node &node);
    base::Status bring(Node &node, const char *event);
    /// One verb of its control socket (README.md of cluster).
    base::Result<boost::json::object> ask(const Node &node, boost::json::object request) const;
    void look(Node &node);
    void relayEvents(const Node &node, bool all);
    void setState(Node &node, const char *state, const char *event);
    std::string fileOf(const Node &node, const char *suffix) const;

    ProcessEngineOptions m_options;
    const base::Clock &m_clock;
    FileSystem &m_files;
    EventLog m_events;
    std::unique_ptr<FileLock> m_lock;
    SecurityPlan m_security;
    AddressBook m_book;
    std::string m_clusterId;
    std::int32_t m_firstId = 1;
    bool m_madeDirectory = false;
    Node m_controller;
    std::map<std::int32_t, Node> m_nodes;
    // Nodes die with the thread that started them; this one lives as long as we do.
    net::IoThread m_starter{"node-start"};
    std::map<std::int32_t, std::int64_t> m_heardMs; ///< until when a node's events are told
    std::int64_t m_toldMs = 0;                      ///< until when changes of partitions are told, whoever told them
    std::int64_t m_startedAtMs = 0;
    std::chrono::nanoseconds m_lookedAt{0};
    std::chrono::nanoseconds m_sampledAt{0};
    std::int64_t m_cpuTicks = 0;
    double m_cpuPercent = 0;
};

} // namespace weir::sandbox
