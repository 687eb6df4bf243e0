// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/address.h"
#include "backend/sandbox/broker/fault_switch.h"
#include "backend/sandbox/broker/quota_sensors.h"
#include "backend/sandbox/broker/replication_quota.h"
#include "backend/sandbox/broker/request_table.h"
#include "backend/sandbox/broker/shard.h"
#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/core/owner.h"
#include "backend/sandbox/security/scram_directory.h"
#include "backend/sandbox/security/token_directory.h"
#include "backend/sandbox/server/network.h"

#include <atomic>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace weir::sandbox {

class ClientTelemetry;
class ControllerLink;
class FetcherManager;
class GroupHost;
class IsrManager;
class DirectoryAssignments;
class LogDirectories;
class ProducerIds;
class ShareHost;
class TransactionHost;

/// What happened, for the log of the sandbox and for who listens on its control socket. Thread-safe.
using EventSink = std::function<void(std::int32_t broker, std::string kind, std::string text)>;

/// A name and a password that the nodes of a cluster share, and nobody else knows.
struct PeerLogin {
    std::string user;
    std::string password;
};

struct BrokerOptions {
    std::int32_t id = 1;
    std::string clusterId;
    std::vector<std::string> directories; ///< its log directories (log.dirs); at least one
    std::vector<ListenerConfig> listeners;
    std::string peerListener; ///< the one between brokers
    net::Address controller;
    /// How brokers log in with one another and with the controller; no user: not at all.
    PeerLogin peerLogin;
    // Shared with the listeners' logins, which outlive the broker by a moment. Null: nobody asks.
    std::shared_ptr<ScramDirectory> scramUsers;
    // The same. Null: there are no delegation tokens.
    std::shared_ptr<TokenDirectory> tokens;
    ConfigMap settings; ///< by Kafka's names: what its server.properties would say
    std::optional<std::string> rack;
};

/// What a broker stands on. Everything outlives it.
struct BrokerEnvironment {
    OwnerPool &handlers;
    Owner &background; ///< for what waits on the disk: fsync of rolled segments, deleting folders
    Network &network;
    FileSystem &files;
    const base::Clock &clock;
    EventSink events;
    /// Each new image, on the broker's main owner; may be empty.
    std::function<void(std::shared_ptr<const struct ImageUpdate>)> onImage;
    std::uint64_t seed = Random::anySeed(); ///< of what is left to chance
};

enum class BrokerState : std::uint8_t { Stopped, Starting, Running, ShuttingDown, Failed };
const char *wordOf(BrokerState state);

/// A number that status answers, taken from all shards.
struct BrokerStatus {
    std::int32_t leaders = 0;
    std::int32_t replicas = 0;
    std::int32_t underReplicated = 0;
    std::int32_t underMinIsr = 0;
    std::int32_t offline = 0;
    std::uint64_t logBytes = 0;
    std::uint64_t bytesIn = 0;   ///< produced to leaders here
    std::uint64_t bytesOut = 0;  ///< fetched by clients
    std::uint64_t messagesIn = 0;
    std::int32_t groups = 0;
};

/// One broker from start to stop; a restarted one is a new object. It knows the rest of the cluster only by Kafka's
/// messages over sockets. Public methods: any one thread that is neither a handler nor a network thread, unless said.
class Broker final : public RequestSink, public std::enable_shared_from_this<Broker>
{
public:
    // Shared: every task that it posts holds it until done.
    static std::shared_ptr<Broker> create(BrokerOptions options, BrokerEnvironment environment);
    ~Broker() override;

    /// Opens directory and listeners and begins to register with the controller. Errors: Conflict (port in use,
    /// directory of another broker), Storage, Invalid.
    base::Status start();
    /// Waits until it is unfenced and serves clients. Timeout, or what went wrong.
    base::Status waitUntilRunning(std::chrono::milliseconds timeout);
    enum class HandOver : std::uint8_t { Yes, No };
    enum class Sync : std::uint8_t { Yes, No };
    /// Hands its leaders over first if asked to (controlled shutdown), then closes its files cleanly.
    void stop(HandOver handOver, Sync sync);
    /// Ends as kill -9 would: nothing is handed over, flushed or written.
    void kill();
    void setPaused(bool paused);

    BrokerState state() const { return m_state.load(); }
    const BrokerOptions &options() const { return m_options; }
    std::vector<std::uint16_t> ports() const { return m_server->ports(); }
    const ServerCounters &counters() const { return m_server->counters(); }
    FaultSwitch &faults() { return m_faults; }
    /// Asks all owners; waits for them.
    BrokerStatus status();
    /// As this broker sees the cluster. Any thread... of the caller's; asks its main owner.
    ImagePtr image();

    // --- RequestSink
    void accept(InboundRequest request, Responder responder) override;
    Pace paceOf(std::int16_t apiKey) const override;
    bool overloaded() const override;
    std::chrono::milliseconds connectionDelay(const std::string &host) override;
    void disconnected(std::uint64_t connectionId) override;

    // --- for handlers and the parts of the broker, on handler threads
    std::int32_t id() const { return m_options.id; }
    const std::string &clusterId() const { return m_options.clusterId; }
    std::size_t owners() const { return m_shards.size(); }
    Shard &shard(std::size_t owner) { return *m_shards[owner]; }
    std::size_t mainOwner() const { return m_main; }
    /// Where a partition lives, whatever its topic's id. The group coordinator's partitions live with it.
    std::size_t ownerOf(std::string_view topic, const PartitionId &key) const;
    void postTo(std::size_t owner, Owner::Task task) { m_shards[owner]->owner.post(std::move(task)); }
    /// The settings in force as that owner's image has them.
    BrokerConfigView config(const Shard &shard) const { return {m_options.settings, *shard.image, m_options.id}; }
    const RequestTable &table() const { return m_table; }
    const BrokerEnvironment &environment() const { return m_environment; }
    /// Whether access control entries decide who may do what (authorizer.class.name).
    bool authorizes() const { return m_authorizes; }
    LogDirectories &directories() { return *m_directories; }
    /// What a client did, by the keys of quotas. `then` gets how long it is to be quiet for the worst of it; at once where
    /// there are no quotas at all, else on the main owner. Any handler thread.
    using Charges = std::vector<std::pair<std::string_view, double>>;
    void charge(const Session &session, Charges charges, std::function<void(std::chrono::milliseconds)> then);
    /// Whether there are any quotas. Any thread.
    bool hasQuotas() const { return m_hasQuotas.load(std::memory_order_relaxed); }
    /// On the main owner.
    QuotaSensors &quotas() { return *m_quotas; }
    ReplicationQuota &leaderQuota() { return m_leaderQuota; }
    ReplicationQuota &followerQuota() { return m_followerQuota; }
    ReplicationQuota &moveQuota() { return m_moveQuota; }
    /// @{ On the main owner.
    ControllerLink &controller() { return *m_controller; }
    GroupHost &groups() { return *m_groups; }
    TransactionHost &transactions() { return *m_transactions; }
    ShareHost &shares() { return *m_shareHost; }
    ProducerIds &producerIds() { return *m_producerIds; }
    DirectoryAssignments &assignments() { return *m_assignments; }
    FetcherManager &fetchers() { return *m_fetchers; }
    IsrManager &isr() { return *m_isr; }
    ClientTelemetry &telemetry() { return *m_telemetry; }
    /// @}
    void event(std::string kind, std::string text) const;
    bool closing() const { return m_closing.load(std::memory_order_relaxed); }
    bool paused() const { return m_paused.load(std::memory_order_relaxed); }

    /// Sends a request to the controller as the client's own would be, waits until this broker's image holds what came of
    /// it, and answers on `owner`. With `inNameOf` the controller is told who asks (envelope.h). Any handler thread.
    template <class Request>
    void forward(std::size_t owner, Request request, std::int16_t version, Reply<net::ResponseOf<Request>> reply,
                 std::function<net::ResponseOf<Request>(std::int16_t error)> failed, std::optional<Session> inNameOf = {});

    /// A new image, on the main owner: hands it to the shards.
    void onImage(std::shared_ptr<const struct ImageUpdate> update);
    /// Calls back on the main owner once the controller's metadata as of now is in all shards' queues.
    void whenCaughtUp(std::function<void()> done);
    /// On the main owner: registered and unfenced.
    void onUnfenced();
    void fail(const base::Error &error);

private:
    explicit Broker(BrokerOptions options, BrokerEnvironment environment);

    /// Puts what follows from the place in the cluster among the settings, by Kafka's names, whatever these said before.
    void settlePlace();
    base::Status openDirectories(Random &random);
    /// On the main owner: takes it out of service, where it is not the last one.
    void onDirectoryFailed(std::size_t index, const base::Error &error);
    void end(bool clean, Sync sync);
    void checkpointLater();
    /// True where all of the directory's were written.
    bool saveCheckpoints(LogDirectory &directory, const std::vector<Shard::Checkpoint> &list);
    void onEveryOwner(const std::function<void(Shard &)> &work);
    void tell(base::Status status);
    void handle(InboundRequest request, Responder responder, std::size_t owner, std::int16_t errorCode);
    void takeQuotas(const std::shared_ptr<const ClientQuotas> &quotas);
    void startQuotas(const BrokerConfigView &view);

    BrokerOptions m_options;
    BrokerEnvironment m_environment;
    std::size_t m_main;
    bool m_authorizes = false;
    RequestTable m_table;
    FaultSwitch m_faults;
    std::unique_ptr<QuotaSensors> m_quotas;
    std::shared_ptr<const ClientQuotas> m_quotasKnown; ///< main owner only
    std::atomic<bool> m_hasQuotas{false};
    /// Network threads ask about new connections, and there are as many of them as there are sockets: a lock held for a sum.
    std::mutex m_connectionMutex;
    std::shared_ptr<const ClientQuotas> m_connectionQuotas;
    std::map<std::string, std::unique_ptr<WindowedRate>> m_connectionRates;
    QuotaSensors::Windows m_connectionWindows;
    ReplicationQuota m_leaderQuota{ReplicationQuota::Side::Leader};
    ReplicationQuota m_followerQuota{ReplicationQuota::Side::Follower};
    ReplicationQuota m_moveQuota{ReplicationQuota::Side::LogDirectories};
    std::unique_ptr<LogDirectories> m_directories; ///< before the shards, whose logs use them
    std::vector<std::unique_ptr<Shard>> m_shards;
    std::unique_ptr<RequestServer> m_server;
    std::unique_ptr<ControllerLink> m_controller;
    std::unique_ptr<FetcherManager> m_fetchers;
    std::unique_ptr<IsrManager> m_isr;
    std::unique_ptr<GroupHost> m_groups;
    std::unique_ptr<TransactionHost> m_transactions;
    std::unique_ptr<ShareHost> m_shareHost;
    std::unique_ptr<ProducerIds> m_producerIds;
    std::unique_ptr<DirectoryAssignments> m_assignments;
    std::unique_ptr<ClientTelemetry> m_telemetry;
    std::atomic<BrokerState> m_state{BrokerState::Stopped};
    std::atomic<bool> m_closing{false};
    std::atomic<bool> m_paused{false};
    std::promise<base::Status> m_running;
    std::atomic<bool> m_told{false};
    bool m_ended = false;
};

} // namespace weir::sandbox
