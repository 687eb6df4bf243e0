// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/cluster/address_book.h"
#include "backend/sandbox/cluster/cluster_directory.h"
#include "backend/sandbox/cluster/controller_node.h"
#include "backend/sandbox/cluster/engine.h"
#include "backend/sandbox/cluster/security_plan.h"
#include "backend/sandbox/core/full_disk.h"
#include "backend/sandbox/server/handler_pool.h"
#include "backend/sandbox/server/network_pool.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace weir::sandbox {

/// Which nodes a Cluster runs: all of them, or one, whose others run in processes of their own (ProcessEngine).
struct NodeRole {
    enum class Kind { All, Controller, Broker };
    Kind kind = Kind::All;
    std::int32_t broker = 0;  ///< Broker: which
    std::int32_t firstId = 1; ///< the number of the first broker, which ports are counted from
    std::string clusterId;    ///< Broker: as the controller said
    PeerLogin peers;          ///< what the nodes ask of each other, where they do
};

struct ClusterOptions {
    std::string directory; ///< made where it is missing
    int brokers = 3;       ///< those that the directory already holds are started too
    int logDirectories = 1; ///< of each broker; those that are there already are used too
    /// Listener k of the nth broker is on port + 100k + n - 1, the controller on port + 1000. 0: any free ports.
    std::uint16_t port = 19092;
    /// By name; listener.security.protocol.map says what another name than a protocol's stands for.
    std::vector<std::string> listeners{"PLAINTEXT"};
    std::string host = "127.0.0.1"; ///< what the listeners are bound to; the controller stays on the loopback
    std::string advertisedHost;     ///< what clients are told; empty: host
    /// May log in with PLAIN, and with SCRAM where these users' passwords are then kept in the metadata log.
    PlainUsers users;
    /// Of every broker and the controller, by Kafka's names. node.id is the number of the first broker (1 if absent).
    ConfigMap settings;
    bool ephemeral = false; ///< nothing is synced to the disk; what was made is deleted at the end
    bool quiet = false;     ///< no lines on stderr
    NodeRole role;
    FileSystem *files = nullptr; ///< null: the machine's own. Outlives the cluster.
};

/// N brokers and a controller in this process, or one of them: their threads, directories and lives. They meet by sockets only.
/// Methods: one thread, which is none of its own; they wait until done.
class Cluster final : public Engine
{
public:
    /// Returns when every broker serves clients. Errors carry what, where and why; `words()` of errors_text.h makes the line.
    static base::Result<std::unique_ptr<Cluster>> start(ClusterOptions options, const base::Clock &clock);
    ~Cluster() override;
    Cluster(const Cluster &) = delete;
    Cluster &operator=(const Cluster &) = delete;

    /// Closes everything cleanly. Idempotent.
    void stop();

    const ClusterOptions &options() const { return m_options; }
    /// Of the first listener.
    std::string bootstrap() const override { return m_book.bootstrap(0); }
    net::ClientConfig insideClient() const override { return m_book.insideClient(); }
    std::string controllerAddress() const override;
    std::string clusterId() const { return m_clusterId; }
    std::vector<std::int32_t> brokerIds() const override;
    std::vector<std::pair<std::string, std::string>> listenersOf(std::int32_t id) const override { return m_book.listenersOf(id); }
    EventLog &events() override { return m_events; }
    ImagePtr image() const { return m_controller->image(); }
    NetworkPool &network() { return *m_network; }
    HandlerPool &handlers() { return *m_handlers; }
    /// Null where it does not run. Valid until the next act.
    Broker *broker(std::int32_t id);

    base::Status stopBroker(std::int32_t id) override;
    base::Status killBroker(std::int32_t id) override;
    base::Status startBroker(std::int32_t id) override;
    base::Status restartBroker(std::int32_t id) override;
    base::Status pauseBroker(std::int32_t id) override;
    base::Status resumeBroker(std::int32_t id) override;
    base::Status startEmpty(std::int32_t id) override;
    base::Result<std::int32_t> addBroker() override;
    base::Status setFaults(std::int32_t id, BrokerFaults faults) override;
    base::Status clearFaults(std::optional<std::int32_t> id) override;
    ClusterReport report() override;
    base::Result<boost::json::array> telemetry() override;
    std::vector<ListenerReport> listeners() const override { return m_book.listeners(); }
    std::string certificateDirectory() const override;
    /// Ends faults whose time is over, or whose number of errors was given.
    void tick() override;

private:
    struct Node {
        std::int32_t id = 0;
        // Shared: tasks of a broker hold it until they are done.
        std::shared_ptr<Broker> broker;
        std::string state = "stopped";
        std::int64_t sinceMs = 0;
        BrokerFaults faults;
        std::uint64_t bytesKept = 0;
        std::uint64_t lastIn = 0;
        std::uint64_t lastOut = 0;
        double inRate = 0;
        double outRate = 0;
    };

    Cluster(ClusterOptions options, const base::Clock &clock);
    base::Status begin();
    base::Status prepareDirectory();
    base::Status beginController();
    base::Result<Node *> find(std::int32_t id, const char *action);
    base::Status launch(Node &node, bool wait);
    /// With how many errors are still to be given.
    BrokerFaults faultsOf(const Node &node) const;
    void setState(Node &node, const char *state, const char *event);
    void onImage(const ImageUpdate &update);
    std::vector<std::string> directoriesOf(std::int32_t id);
    void setFull(std::int32_t id, bool full);

    ClusterOptions m_options;
    FullDisk m_files;
    const base::Clock &m_clock;
    EventLog m_events;
    std::unique_ptr<FileLock> m_lock;
    std::unique_ptr<NetworkPool> m_network;
    std::unique_ptr<HandlerPool> m_handlers;
    std::unique_ptr<HandlerThread> m_background;
    std::unique_ptr<HandlerThread> m_controllerThread;
    SecurityPlan m_security;
    AddressBook m_book;
    std::unique_ptr<ControllerNode> m_controller;
    std::map<std::int32_t, Node> m_nodes;
    std::int64_t m_startedAtMs = 0;
    std::chrono::nanoseconds m_sampledAt{0};
    std::int64_t m_cpuNsAtSample = 0;
    double m_cpuPercent = 0;
    std::int64_t m_networkBusyNs = 0;
    std::int64_t m_handlerIdleNs = 0;
    double m_networkIdle = 1;
    double m_handlerIdle = 1;
    std::string m_clusterId;
    std::uint16_t m_controllerPort = 0;
    int m_firstId = 1;
    bool m_madeDirectory = false;
    bool m_stopped = false;

    std::mutex m_imageMutex; ///< brokers tell of the same images, each on its own thread; the first one counts
    std::int64_t m_seenOffset = -1;
    std::size_t m_underReplicated = 0;
};

} // namespace weir::sandbox
