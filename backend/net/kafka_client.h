// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/connection.h"
#include "backend/net/task.h"
#include "backend/wire/messages/metadata.h"

namespace weir::net {

struct BrokerAddress {
    std::int32_t id = -1;
    Address address;
    std::string rack; ///< empty where none is named

    bool operator==(const BrokerAddress &) const = default;
};

/// What the last Metadata answer said about the servers.
struct ClusterInfo {
    std::string clusterId;
    std::int32_t controllerId = -1;
    std::vector<BrokerAddress> brokers; ///< by id

    const BrokerAddress *find(std::int32_t id) const;
};

/// Is told what happens, on the io thread.
struct ClientObserver {
    std::function<void(std::int32_t broker, const Address &address, const RequestTrace &trace)> onRequest;
    /// A connection became ready (no error) or could not be made or was lost.
    std::function<void(std::int32_t broker, const Address &address, const base::Error *error)> onConnection;
};

/// A client of a whole cluster: finds it by any live bootstrap address, keeps one connection a broker, reconnects with
/// back-off, and routes requests by broker, coordinator or controller.
///
/// Its tasks run on the io thread: begin them there (`thread().post`). Whoever begins one keeps the client by a shared
/// pointer until the task has ended. Every task ends by its deadline. A broker that was found dead a moment ago fails
/// at once during its back-off, so that one dead broker never slows an answer about the others.
///
/// Errors: as Connection, and
/// - `cluster.connect`, when no bootstrap address could be used: an argument each, address and what it said;
/// - `broker.advertised`, when the cluster answers but the address that it advertises for a broker cannot be reached:
///   the target is that address, `bootstrap` the one that works, `broker` the id.
class KafkaClient : public std::enable_shared_from_this<KafkaClient>
{
public:
    static std::shared_ptr<KafkaClient> create(IoThread &thread, ClientConfig config, ClientObserver observer = {});
    ~KafkaClient();

    IoThread &thread() { return m_thread; }
    const ClientConfig &config() const { return m_config; }

    /// @{ One request, one answer. A request that changes something is sent again only if it cannot have been received.
    template <class Request>
    Task<base::Result<ResponseOf<Request>>> toBroker(std::int32_t broker, Request request, Deadline deadline,
                                                     std::optional<std::int16_t> maxVersion = {})
    {
        auto raw = co_await rawToBroker(broker, Connection::rawRequest(std::move(request), maxVersion), deadline);
        co_return decoded<Request>(std::move(raw));
    }
    template <class Request>
    Task<base::Result<ResponseOf<Request>>> toAny(Request request, Deadline deadline)
    {
        auto raw = co_await rawToAny(Connection::rawRequest(std::move(request)), deadline);
        co_return decoded<Request>(std::move(raw));
    }
    /// `errorOf` finds NOT_CONTROLLER in an answer: the controller is then looked up again and asked.
    template <class Request>
    Task<base::Result<ResponseOf<Request>>> toController(Request request, Deadline deadline,
                                                         std::function<std::int16_t(const ResponseOf<Request> &)> errorOf,
                                                         std::optional<std::int16_t> maxVersion = {})
    {
        for (int attempt = 0;; ++attempt) {
            WEIR_CO_TRY(const std::int32_t controller, co_await this->controller(deadline, attempt > 0));
            auto raw = co_await rawToBroker(controller, Connection::rawRequest(request, maxVersion), deadline);
            auto response = decoded<Request>(std::move(raw));
            if (!response || attempt >= 3 || errorOf(*response) != kNotController)
                co_return response;
            co_await pause(m_config.backoffMin * 2);
        }
    }
    Task<base::Result<RawResponse>> rawToBroker(std::int32_t broker, RawRequest request, Deadline deadline);
    Task<base::Result<RawResponse>> rawToAny(RawRequest request, Deadline deadline);
    /// @}

    /// Asks any broker; what it says about the brokers is kept.
    Task<base::Result<wire::MetadataResponse>> metadata(wire::MetadataRequest request, Deadline deadline);
    /// The servers as last heard; asks if nothing is known yet, or if `fresh`.
    Task<base::Result<ClusterInfo>> cluster(Deadline deadline, bool fresh = false);
    /// What this broker offers. Connects if need be.
    Task<base::Result<PeerInfo>> peer(std::int32_t broker, Deadline deadline);
    Task<base::Result<PeerInfo>> anyPeer(Deadline deadline);
    /// The broker that coordinates each group; in one request where the cluster can (KIP-699). Waits a little for a
    /// coordinator that is just being made.
    Task<std::map<std::string, base::Result<std::int32_t>>> coordinators(std::vector<std::string> groups, Deadline deadline);
    Task<base::Result<std::int32_t>> coordinator(std::string group, Deadline deadline);
    /// Waits; ends early (false) when the client is closed.
    Task<bool> pause(std::chrono::nanoseconds delay);

    /// Ends all requests with Cancelled and all connections. From any thread.
    void close();

private:
    struct Node;
    // Shared with the tasks that wait on a node while the list of brokers changes.
    using NodePtr = std::shared_ptr<Node>;
    static constexpr std::int16_t kNotController = 41;

    KafkaClient(IoThread &thread, ClientConfig config, ClientObserver observer);

    template <class Request>
    static base::Result<ResponseOf<Request>> decoded(base::Result<RawResponse> raw)
    {
        base::Result<ResponseOf<Request>> response = tl::unexpected<base::Error>(base::Error{});
        Connection::decoding<Request>([&response](base::Result<ResponseOf<Request>> result) { response = std::move(result); })(std::move(raw));
        return response;
    }

    Task<base::Result<std::int32_t>> controller(Deadline deadline, bool fresh);
    Task<base::Result<NodePtr>> nodeOf(std::int32_t broker, Deadline deadline);
    Task<base::Result<NodePtr>> anyNode(Deadline deadline);
    Task<base::Status> ready(NodePtr node, Deadline deadline);
    Task<base::Result<RawResponse>> rawToNode(NodePtr node, RawRequest request, Deadline deadline);
    enum class WakeOn { Time, Change };
    Task<bool> wait(std::chrono::nanoseconds delay, WakeOn wakeOn);
    NodePtr nodeAt(const Address &address);
    base::Result<std::shared_ptr<Connection>> acquire(const NodePtr &node);
    void learn(const wire::MetadataResponse &response);
    void notify();
    void shutDown();
    std::int32_t brokerAt(const Address &address) const;
    base::Error diagnosed(const NodePtr &node, base::Error error) const;
    base::Error nobody(const std::vector<NodePtr> &tried, base::ErrorKind otherwise) const;

    IoThread &m_thread;
    const ClientConfig m_config;
    ClientObserver m_observer;
    std::shared_ptr<TlsContext> m_tls; // shared by the connections
    std::map<Address, NodePtr> m_nodes;
    ClusterInfo m_cluster;
    struct Waiter {
        std::function<void(bool)> resume;
        IoThread::Timer timer;
        WakeOn wakeOn = WakeOn::Time;
    };
    std::map<std::uint64_t, Waiter> m_waiters;
    std::uint64_t m_nextWaiter = 1;
    bool m_closed = false;
};

} // namespace weir::net
