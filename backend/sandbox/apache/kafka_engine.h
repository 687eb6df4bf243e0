// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/sandbox/apache/child_process.h"
#include "backend/sandbox/apache/cluster_watch.h"
#include "backend/sandbox/apache/kafka_install.h"
#include "backend/sandbox/cluster/engine.h"
#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/metadata/image.h"

#include <map>

namespace weir::sandbox {

struct KafkaEngineOptions {
    std::string directory; ///< made where it is missing; node i lives in broker-i
    int brokers = 1;       ///< those that the directory already holds are started too
    /// Broker i listens on port + i - 1; the controllers, which are in the first nodes' processes, on port + 1000 + i - 1.
    std::uint16_t port = 19092;
    ConfigMap settings; ///< of every node, by Kafka's names
    bool ephemeral = false;
    bool quiet = false;
    KafkaPlaces places = KafkaPlaces::fromEnvironment();
};

/// A real Apache Kafka (KRaft) as the sandbox's engine: each node a Java process of its own on the loopback, with what it
/// prints in broker-i/server.log. Stop is SIGTERM, kill SIGKILL, pause SIGSTOP. Faults of single requests it cannot make.
/// Three nodes and more have three controllers, fewer have one; the directory keeps to what it began with.
class KafkaEngine final : public Engine
{
public:
    /// Returns when every broker serves clients. Errors: those of findKafka(), `sandbox.listen`, `engine.directory`,
    /// `engine.format`, and `engine.node` for a node that ended, with the words that it left.
    static base::Result<std::unique_ptr<KafkaEngine>> start(KafkaEngineOptions options, const base::Clock &clock);
    /// Ends all nodes cleanly, those that do not within half a minute hard.
    ~KafkaEngine() override;

    std::string bootstrap() const override;
    net::ClientConfig insideClient() const override;
    std::string controllerAddress() const override;
    std::vector<std::int32_t> brokerIds() const override;
    std::vector<std::pair<std::string, std::string>> listenersOf(std::int32_t id) const override;
    EventLog &events() override { return m_events; }
    const std::string &kafkaVersion() const { return m_install.version; }

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
    std::vector<ListenerReport> listeners() const override;
    /// Notices nodes that ended by themselves, and what the cluster says of its leaders.
    void tick() override;

private:
    struct Node {
        std::unique_ptr<ChildProcess> process;
        std::string state = "stopped";
        std::int64_t sinceMs = 0;
    };

    KafkaEngine(KafkaEngineOptions options, const base::Clock &clock);
    base::Status begin();
    base::Status prepareDirectory();
    base::Status checkPorts() const;
    base::Result<Node *> find(std::int32_t id, const char *action);
    base::Status format(std::int32_t id);
    base::Status launch(std::int32_t id);
    /// Until these brokers are among those alive.
    base::Status waitFor(const std::vector<std::int32_t> &ids);
    base::Status end(std::int32_t id, const char *state, int signal, const char *event);
    std::string propertiesOf(std::int32_t id) const;
    std::string directoryOf(std::int32_t id) const;
    std::uint16_t portOf(std::int32_t id) const;
    std::uint16_t controllerPortOf(std::int32_t id) const;
    void setState(std::int32_t id, const char *state, const char *event);
    void tellOfLeaders(const ClusterSample &now);

    KafkaEngineOptions m_options;
    const base::Clock &m_clock;
    FileSystem &m_files;
    EventLog m_events;
    KafkaInstall m_install;
    std::unique_ptr<FileLock> m_lock;
    std::string m_clusterId;
    int m_controllers = 1;
    bool m_madeDirectory = false;
    std::map<std::int32_t, Node> m_nodes;
    // Nodes die with the thread that started them; this one lives as long as we do.
    net::IoThread m_starter{"engine-start"};
    std::unique_ptr<ClusterWatch> m_watch;
    // Shared with the watch that gave it.
    std::shared_ptr<const ClusterSample> m_seen;
    std::int64_t m_startedAtMs = 0;
    std::chrono::nanoseconds m_sampledAt{0};
    std::int64_t m_cpuTicks = 0;
    double m_cpuPercent = 0;
    std::uint64_t m_bytesKept = 0;
};

} // namespace weir::sandbox
