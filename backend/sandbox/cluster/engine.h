// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/net/client_config.h"
#include "backend/sandbox/cluster/event_log.h"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace weir::sandbox {

/// Faults of one broker, as a person sets them.
struct BrokerFaults {
    std::int32_t slowMs = 0;
    std::int32_t dropPercent = 0;
    std::int16_t errorCode = 0;
    std::int32_t errorApiKey = -1;
    std::int64_t errorCount = -1; ///< so many (in a report: so many more); below 0: until cleared
    bool isolated = false;        ///< cut off from the other brokers and the controller, not from clients
    bool followsNobody = false;   ///< fetches nothing, and so falls out of sync
    bool diskFull = false;        ///< nothing in its directory grows
    std::int64_t sinceMs = 0;
    std::optional<std::int64_t> untilMs;

    bool any() const { return slowMs > 0 || dropPercent > 0 || errorCode != 0 || isolated || followsNobody || diskFull; }
};

struct BrokerReport {
    std::int32_t id = 0;
    std::string address;
    std::string state; ///< running, paused, stopped, killed, starting
    std::int64_t stateSinceMs = 0;
    std::int32_t leaders = 0;
    std::int32_t replicas = 0;
    std::int32_t inSync = 0;
    std::optional<double> bytesInPerSecond; ///< none: the engine does not say
    std::optional<double> bytesOutPerSecond;
    BrokerFaults faults;
    std::int64_t pid = 0; ///< of a broker in a process of its own
};

/// The two thread layers as their operators watch them (requirements 43 to 45), over the time since the last report.
struct ThreadsReport {
    std::size_t network = 0;
    std::size_t handlers = 0;
    double networkIdle = 1; ///< Kafka's NetworkProcessorAvgIdlePercent, 0 to 1
    double handlerIdle = 1; ///< RequestHandlerAvgIdlePercent
    std::size_t requestQueue = 0;
    std::int64_t responseQueue = 0;
    std::int64_t connections = 0;
};

/// How a client comes in.
struct ListenerReport {
    std::string name;
    std::string protocol;  ///< "SASL_SSL"
    std::string bootstrap; ///< of all brokers
    std::vector<std::string> mechanisms;
    std::string clientProperties; ///< a client.properties, with PASSWORD for a password
};

struct ClusterReport {
    std::string engine; ///< "weir" or "apache-kafka", as --engine names them
    std::int64_t startedAtMs = 0;
    std::string directory;
    std::string bootstrap;
    std::string controller;
    std::string clusterId; ///< empty: the engine does not say
    std::string controllerState; ///< as of a broker; empty: it has no process of its own
    std::int64_t controllerPid = 0;
    std::uint64_t bytesKept = 0;
    std::int64_t residentBytes = 0;
    double cpuPercent = 0;
    std::optional<ThreadsReport> threads; ///< none: the engine does not say
    std::vector<BrokerReport> brokers;
};

/// What runs the brokers behind the control socket: Weir's own (Cluster), or another Kafka in processes of its own.
/// Methods: one thread at a time; acts wait until they are done. Errors of acts: NotFound for a broker that is not there,
/// Conflict where its state does not allow the act, Unsupported for what this engine cannot do, and what a start gives.
class Engine
{
public:
    virtual ~Engine() = default;

    virtual std::string bootstrap() const = 0; ///< "h:p,h:p"
    /// How a client inside this process reaches the cluster, whatever its listeners ask of others.
    virtual net::ClientConfig insideClient() const = 0;
    virtual std::string controllerAddress() const = 0;
    virtual std::vector<std::int32_t> brokerIds() const = 0;
    /// By listener, "h:p".
    virtual std::vector<std::pair<std::string, std::string>> listenersOf(std::int32_t id) const = 0;
    virtual EventLog &events() = 0;

    virtual base::Status stopBroker(std::int32_t id) = 0;
    virtual base::Status killBroker(std::int32_t id) = 0;
    virtual base::Status startBroker(std::int32_t id) = 0;
    virtual base::Status restartBroker(std::int32_t id) = 0;
    virtual base::Status pauseBroker(std::int32_t id) = 0;
    virtual base::Status resumeBroker(std::int32_t id) = 0;
    /// Starts a broker that is not running with an empty log directory.
    virtual base::Status startEmpty(std::int32_t id) = 0;
    virtual base::Result<std::int32_t> addBroker() = 0;
    /// The controller where it has a process of its own: kill -9, and its return.
    virtual base::Status killController();
    virtual base::Status startController();
    virtual base::Status setFaults(std::int32_t id, BrokerFaults faults) = 0;
    /// Nothing: of all brokers.
    virtual base::Status clearFaults(std::optional<std::int32_t> id) = 0;

    virtual ClusterReport report() = 0;
    /// What clients have pushed to the brokers that run (KIP-714), in rows as README.md has them.
    virtual base::Result<boost::json::array> telemetry();
    virtual std::vector<ListenerReport> listeners() const = 0;
    /// Where certificates are that the sandbox made itself; empty where there are none.
    virtual std::string certificateDirectory() const { return {}; }
    /// What time brings: called a few times a second.
    virtual void tick() = 0;
};

} // namespace weir::sandbox
