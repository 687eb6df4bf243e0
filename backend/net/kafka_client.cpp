// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/kafka_client.h"

#include "backend/base/kafka_error.h"
#include "backend/wire/messages/find_coordinator.h"

#include <algorithm>
#include <random>
#include <set>

namespace weir::net {

using base::ErrorKind;
using base::KafkaError;
using Clock = std::chrono::steady_clock;

namespace {

/// How long one bootstrap address may keep silent before the next is tried beside it.
constexpr std::chrono::milliseconds kNextCandidateAfter{300};
constexpr int kCoordinatorTries = 4;

/// Requests that only read: sent again when the connection was lost under them.
bool onlyReads(std::int16_t apiKey)
{
    // Fetch, ListOffsets, Metadata, OffsetFetch, FindCoordinator, DescribeGroups, ListGroups, ApiVersions,
    // OffsetForLeaderEpoch, DescribeAcls, DescribeConfigs, DescribeLogDirs, ListPartitionReassignments, DescribeQuorum,
    // DescribeCluster, DescribeProducers, DescribeTransactions, ListTransactions, ConsumerGroupDescribe
    static const std::set<std::int16_t> kReading{1, 2, 3, 9, 10, 15, 16, 18, 23, 29, 32, 35, 46, 55, 60, 61, 65, 66, 69};
    return kReading.contains(apiKey);
}

std::string argument(const base::Error &error, std::string_view name)
{
    for (const auto &[key, value] : error.arguments) {
        if (key == name)
            return value;
    }
    return {};
}

std::chrono::nanoseconds jittered(std::chrono::nanoseconds delay)
{
    static thread_local std::minstd_rand random{std::random_device{}()};
    return delay * std::uniform_int_distribution<int>(80, 120)(random) / 100;
}

} // namespace

/// One address, and the connection to it when there is one.
struct KafkaClient::Node {
    Address address;
    // Shared with the tasks that have just sent on it.
    std::shared_ptr<Connection> connection;
    bool ready = false;
    int failures = 0; ///< in a row, without having been ready
    Clock::time_point retryAt{};
    base::Error lastError;
    PeerInfo peer;
    bool everReady = false;
};

const BrokerAddress *ClusterInfo::find(std::int32_t id) const
{
    const auto found = std::find_if(brokers.begin(), brokers.end(), [id](const BrokerAddress &broker) { return broker.id == id; });
    return found == brokers.end() ? nullptr : &*found;
}

std::shared_ptr<KafkaClient> KafkaClient::create(IoThread &thread, ClientConfig config, ClientObserver observer)
{
    std::shared_ptr<KafkaClient> client(new KafkaClient(thread, std::move(config), std::move(observer)));
    thread.closeOnExit(client, [weak = std::weak_ptr<KafkaClient>(client)] {
        if (const auto self = weak.lock())
            self->shutDown();
    });
    return client;
}

KafkaClient::KafkaClient(IoThread &thread, ClientConfig config, ClientObserver observer)
    : m_thread(thread), m_config(std::move(config)), m_observer(std::move(observer))
{
}

KafkaClient::~KafkaClient() = default;

void KafkaClient::close()
{
    m_thread.dispatch([self = shared_from_this()] { self->shutDown(); });
}

void KafkaClient::shutDown()
{
    if (m_closed)
        return;
    m_closed = true;
    m_observer = {};
    for (const auto &[address, node] : std::exchange(m_nodes, {})) {
        node->ready = false;
        if (const auto connection = std::exchange(node->connection, nullptr))
            connection->close();
    }
    // Posted: a waiter may be the very task that closes.
    for (auto &[id, waiter] : std::exchange(m_waiters, {}))
        m_thread.post([resume = std::move(waiter.resume)] { resume(false); });
}

// --- waiting ---

Task<bool> KafkaClient::pause(std::chrono::nanoseconds delay)
{
    co_return co_await wait(delay, WakeOn::Time);
}

Task<bool> KafkaClient::wait(std::chrono::nanoseconds delay, WakeOn wakeOn)
{
    const auto self = shared_from_this();
    if (m_closed)
        co_return false;
    // In named variables, here and below: gcc 12 destroys the captures of a lambda that is a temporary of a co_await twice.
    std::function<void(std::function<void(bool)>)> begin = [this, delay, wakeOn](std::function<void(bool)> done) {
        const auto id = m_nextWaiter++;
        Waiter &waiter = m_waiters[id];
        waiter.resume = std::move(done);
        waiter.wakeOn = wakeOn;
        waiter.timer = m_thread.startTimer(std::max(delay, std::chrono::nanoseconds(0)), [this, id] {
            const auto found = m_waiters.find(id);
            if (found == m_waiters.end())
                return;
            const auto resume = std::move(found->second.resume);
            m_waiters.erase(found);
            resume(true);
        });
    };
    Callback<bool> waiting(std::move(begin));
    co_return co_await waiting;
}

void KafkaClient::notify()
{
    for (auto it = m_waiters.begin(); it != m_waiters.end();) {
        if (it->second.wakeOn == WakeOn::Time) {
            ++it;
            continue;
        }
        m_thread.post([resume = std::move(it->second.resume)] { resume(true); });
        it = m_waiters.erase(it);
    }
}

// --- nodes ---

KafkaClient::NodePtr KafkaClient::nodeAt(const Address &address)
{
    NodePtr &node = m_nodes[address];
    if (!node) {
        node = std::make_shared<Node>();
        node->address = address;
    }
    return node;
}

std::int32_t KafkaClient::brokerAt(const Address &address) const
{
    for (const BrokerAddress &broker : m_cluster.brokers) {
        if (broker.address == address)
            return broker.id;
    }
    return -1;
}

base::Result<std::shared_ptr<Connection>> KafkaClient::acquire(const NodePtr &node)
{
    if (m_closed)
        return base::fail(ErrorKind::Cancelled, "broker.connect", node->address.toString());
    if (node->connection && node->connection->isOpen())
        return node->connection;
    if (node->failures > 0 && Clock::now() < node->retryAt)
        return base::fail(node->lastError);
    if (m_config.usesTls() && !m_tls) {
        WEIR_TRY(m_tls, TlsContext::create(m_config.tls));
    }

    ConnectionOptions options;
    options.config = m_config;
    options.config.bootstrap.clear();
    options.tls = m_tls;
    const std::weak_ptr<KafkaClient> weak = weak_from_this();
    const std::weak_ptr<Node> weakNode = node;
    options.onReady = [weak, weakNode](const PeerInfo &peer) {
        const auto self = weak.lock();
        const auto strong = weakNode.lock();
        if (!self || !strong || self->m_closed)
            return;
        strong->ready = true;
        strong->everReady = true;
        strong->failures = 0;
        strong->peer = peer;
        if (self->m_observer.onConnection)
            self->m_observer.onConnection(self->brokerAt(strong->address), strong->address, nullptr);
        self->notify();
    };
    options.onClosed = [weak, weakNode](const base::Error &why) {
        const auto self = weak.lock();
        const auto strong = weakNode.lock();
        if (!self || !strong || self->m_closed)
            return;
        const bool wasReady = std::exchange(strong->ready, false);
        strong->lastError = why;
        if (!wasReady) {
            ++strong->failures;
            const auto grown = std::chrono::nanoseconds(self->m_config.backoffMin) * (1LL << std::min(strong->failures - 1, 10));
            strong->retryAt = Clock::now() + jittered(std::min<std::chrono::nanoseconds>(grown, self->m_config.backoffMax));
        }
        strong->connection.reset();
        const bool idle = argument(why, "reason") == "idle";
        if (self->m_observer.onConnection && !idle)
            self->m_observer.onConnection(self->brokerAt(strong->address), strong->address, &why);
        self->notify();
    };
    options.trace = [weak, address = node->address](const RequestTrace &trace) {
        const auto self = weak.lock();
        if (self && self->m_observer.onRequest)
            self->m_observer.onRequest(self->brokerAt(address), address, trace);
    };
    node->ready = false;
    node->connection = Connection::open(m_thread, node->address, std::move(options));
    return node->connection;
}

Task<base::Status> KafkaClient::ready(NodePtr node, Deadline deadline)
{
    for (;;) {
        if (auto connection = acquire(node); !connection)
            co_return base::fail(diagnosed(node, std::move(connection.error())));
        if (node->ready)
            co_return base::Status();
        if (deadline.passed())
            co_return base::fail(ErrorKind::Timeout, "broker.connect", node->address.toString());
        co_await wait(deadline.left(), WakeOn::Change);
        if (!node->ready && !node->connection && node->failures > 0)
            co_return base::fail(diagnosed(node, node->lastError));
    }
}

Task<base::Result<KafkaClient::NodePtr>> KafkaClient::anyNode(Deadline deadline)
{
    std::vector<NodePtr> candidates;
    for (const BrokerAddress &broker : m_cluster.brokers)
        candidates.push_back(nodeAt(broker.address));
    for (const Address &address : m_config.bootstrap) {
        const NodePtr node = nodeAt(address);
        if (std::find(candidates.begin(), candidates.end(), node) == candidates.end())
            candidates.push_back(node);
    }
    if (candidates.empty())
        co_return base::fail(ErrorKind::Invalid, "cluster.connect", {}, "no bootstrap address");

    std::size_t next = 0;
    auto nextAt = Clock::now();
    for (;;) {
        if (m_closed)
            co_return base::fail(ErrorKind::Cancelled, "cluster.connect");
        NodePtr best;
        bool connecting = false;
        for (const NodePtr &node : candidates) {
            const bool open = node->connection && node->connection->isOpen();
            connecting = connecting || (open && !node->ready);
            if (open && node->ready && (!best || node->connection->pending() < best->connection->pending()))
                best = node;
        }
        if (best)
            co_return best;
        if (next < candidates.size() && (!connecting || Clock::now() >= nextAt)) {
            (void)acquire(candidates[next++]);
            nextAt = Clock::now() + kNextCandidateAfter;
            continue;
        }
        if (!connecting)
            co_return base::fail(nobody(candidates, ErrorKind::Unreachable));
        if (deadline.passed())
            co_return base::fail(nobody(candidates, ErrorKind::Timeout));
        co_await wait(std::min<std::chrono::nanoseconds>(kNextCandidateAfter, deadline.left()), WakeOn::Change);
    }
}

base::Error KafkaClient::nobody(const std::vector<NodePtr> &tried, ErrorKind otherwise) const
{
    base::Error error{otherwise, "cluster.connect", {}, {}, {}, 0};
    const base::Error *telling = nullptr;
    for (const NodePtr &node : tried) {
        error.target += (error.target.empty() ? "" : ", ") + node->address.toString();
        const base::Error &said = node->lastError;
        const bool spoke = node->failures > 0 || node->everReady;
        // A peer that answered and refused tells more than one that is not there.
        if (spoke && (!telling || (telling->kind == ErrorKind::Unreachable && said.kind != ErrorKind::Unreachable)))
            telling = &said;
        const std::string stage = argument(said, "stage");
        error.arguments.emplace_back(node->address.toString(),
                                     !spoke ? std::string("no answer") : (stage.empty() ? "" : stage + ": ")
                                                 + (said.peerText.empty() ? base::wordOf(said.kind) : said.peerText));
    }
    if (!telling)
        return error;
    if (tried.size() == 1 || telling->kind != ErrorKind::Unreachable)
        return *telling;
    error.kind = telling->kind;
    error.peerText = telling->peerText;
    return error;
}

/// The cluster was heard, so it is there: what fails is the address that it gave for this broker.
base::Error KafkaClient::diagnosed(const NodePtr &node, base::Error error) const
{
    const bool bootstrap = std::find(m_config.bootstrap.begin(), m_config.bootstrap.end(), node->address) != m_config.bootstrap.end();
    const std::int32_t broker = brokerAt(node->address);
    if (broker >= 0)
        error.arguments.emplace_back("broker", std::to_string(broker));
    if (error.action != "broker.connect" || bootstrap || node->everReady || broker < 0)
        return error;
    for (const auto &[address, other] : m_nodes) {
        if (other->everReady) {
            error.action = "broker.advertised";
            error.arguments.emplace_back("bootstrap", address.toString());
            break;
        }
    }
    return error;
}

Task<base::Result<KafkaClient::NodePtr>> KafkaClient::nodeOf(std::int32_t broker, Deadline deadline)
{
    if (!m_cluster.find(broker)) {
        WEIR_CO_TRY(const ClusterInfo fresh, co_await cluster(deadline, true));
        if (!fresh.find(broker))
            co_return base::fail(ErrorKind::NotFound, "broker.lookup", std::to_string(broker));
    }
    co_return nodeAt(m_cluster.find(broker)->address);
}

// --- requests ---

Task<base::Result<RawResponse>> KafkaClient::rawToNode(NodePtr node, RawRequest request, Deadline deadline)
{
    const auto self = shared_from_this();
    for (int attempt = 0;; ++attempt) {
        auto acquired = acquire(node);
        if (!acquired)
            co_return base::fail(diagnosed(node, std::move(acquired.error())));
        const std::shared_ptr<Connection> connection = std::move(*acquired);
        std::function<void(RawCallback)> begin = [&connection, &request, deadline](RawCallback done) { connection->sendRaw(request, deadline, std::move(done)); };
        Callback<base::Result<RawResponse>> answering(std::move(begin));
        auto response = co_await answering;
        if (response)
            co_return response;
        // A connection that the broker closed while nobody looked costs one more try, not an error.
        const base::Error &error = response.error();
        const bool lost = error.kind == ErrorKind::Unreachable && error.action == "broker.connection";
        const bool harmless = argument(error, "written") == "no" || onlyReads(request.apiKey);
        if (attempt > 0 || !lost || !harmless || argument(error, "hint") == "sasl")
            co_return base::fail(diagnosed(node, std::move(response.error())));
    }
}

Task<base::Result<RawResponse>> KafkaClient::rawToBroker(std::int32_t broker, RawRequest request, Deadline deadline)
{
    WEIR_CO_TRY(NodePtr node, co_await nodeOf(broker, deadline));
    co_return co_await rawToNode(std::move(node), std::move(request), deadline);
}

Task<base::Result<RawResponse>> KafkaClient::rawToAny(RawRequest request, Deadline deadline)
{
    for (int attempt = 0;; ++attempt) {
        WEIR_CO_TRY(NodePtr node, co_await anyNode(deadline));
        auto response = co_await rawToNode(std::move(node), request, deadline);
        // Another broker may know as well.
        if (response || attempt >= 2 || response.error().kind != ErrorKind::Unreachable || !onlyReads(request.apiKey) || deadline.passed())
            co_return response;
    }
}

void KafkaClient::learn(const wire::MetadataResponse &response)
{
    if (response.brokers.empty())
        return;
    ClusterInfo info;
    info.clusterId = response.clusterId.value_or(std::string());
    info.controllerId = response.controllerId;
    for (const auto &broker : response.brokers) {
        info.brokers.push_back({broker.nodeId, Address{broker.host, static_cast<std::uint16_t>(broker.port)},
                                broker.rack.value_or(std::string())});
    }
    std::sort(info.brokers.begin(), info.brokers.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    m_cluster = std::move(info);
    // Addresses that nobody has any more: brokers come and go for months.
    std::erase_if(m_nodes, [this](const auto &entry) {
        const auto &[address, node] = entry;
        return !node->connection && brokerAt(address) < 0
               && std::find(m_config.bootstrap.begin(), m_config.bootstrap.end(), address) == m_config.bootstrap.end();
    });
}

Task<base::Result<wire::MetadataResponse>> KafkaClient::metadata(wire::MetadataRequest request, Deadline deadline)
{
    auto response = co_await toAny(std::move(request), deadline);
    if (!response)
        co_return response;
    if (response->errorCode == code(KafkaError::RebootstrapRequired)) {
        // KIP-1102: what we know of the cluster is stale; begin again from the bootstrap list.
        m_cluster = {};
        co_return base::fail(ErrorKind::Peer, "cluster.metadata", {}, {}, response->errorCode);
    }
    if (response->errorCode != 0)
        co_return base::fail(ErrorKind::Peer, "cluster.metadata", {}, {}, response->errorCode);
    learn(*response);
    co_return response;
}

Task<base::Result<ClusterInfo>> KafkaClient::cluster(Deadline deadline, bool fresh)
{
    if (fresh || m_cluster.brokers.empty()) {
        wire::MetadataRequest request;
        request.topics = std::vector<wire::MetadataRequest::MetadataRequestTopic>{};
        request.allowAutoTopicCreation = false;
        WEIR_CO_TRY(const auto response, co_await metadata(std::move(request), deadline));
        (void)response;
    }
    co_return m_cluster;
}

Task<base::Result<std::int32_t>> KafkaClient::controller(Deadline deadline, bool fresh)
{
    WEIR_CO_TRY(const ClusterInfo info, co_await cluster(deadline, fresh));
    if (info.find(info.controllerId))
        co_return info.controllerId;
    if (fresh)
        co_return base::fail(ErrorKind::Unreachable, "cluster.controller", {}, {}, code(KafkaError::NotController));
    WEIR_CO_TRY(const ClusterInfo again, co_await cluster(deadline, true));
    if (!again.find(again.controllerId))
        co_return base::fail(ErrorKind::Unreachable, "cluster.controller", {}, {}, code(KafkaError::NotController));
    co_return again.controllerId;
}

Task<base::Result<PeerInfo>> KafkaClient::peer(std::int32_t broker, Deadline deadline)
{
    WEIR_CO_TRY(const NodePtr node, co_await nodeOf(broker, deadline));
    WEIR_CO_CHECK(co_await ready(node, deadline));
    co_return node->peer;
}

Task<base::Result<PeerInfo>> KafkaClient::anyPeer(Deadline deadline)
{
    WEIR_CO_TRY(const NodePtr node, co_await anyNode(deadline));
    co_return node->peer;
}

Task<std::map<std::string, base::Result<std::int32_t>>> KafkaClient::coordinators(std::vector<std::string> groups, Deadline deadline)
{
    using Request = wire::FindCoordinatorRequest;
    using Response = wire::FindCoordinatorResponse;
    std::map<std::string, base::Result<std::int32_t>> found;
    std::vector<std::string> open = std::move(groups);
    for (int attempt = 0; !open.empty(); ++attempt) {
        std::vector<std::string> again;
        const auto note = [&](const std::string &key, std::int16_t error, std::int32_t node, const std::optional<std::string> &words) {
            if (error == 0)
                found.insert_or_assign(key, node);
            else
                found.insert_or_assign(key, base::fail(ErrorKind::Peer, "group.coordinator", key, words.value_or(std::string()), error));
            if (error != 0 && base::isRetriable(error))
                again.push_back(key);
        };
        auto peer = co_await anyPeer(deadline);
        if (!peer) {
            for (const std::string &key : open)
                found.insert_or_assign(key, base::fail(peer.error()));
            break;
        }
        const bool batched = peer->common(Request::apiKey, Request::kVersions).value_or(std::int16_t{0}) >= 4;
        std::vector<Task<base::Result<Response>>> tasks;
        for (std::size_t i = 0; i < open.size(); i += batched ? open.size() : 1) {
            Request request;
            if (batched)
                request.coordinatorKeys = open;
            else
                request.key = open[i];
            tasks.push_back(toAny(std::move(request), deadline));
        }
        const auto answers = co_await whenAll(std::move(tasks));
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (!answers[i]) {
                for (std::size_t k = batched ? 0 : i; k < (batched ? open.size() : i + 1); ++k)
                    found.insert_or_assign(open[k], base::fail(answers[i].error()));
            } else if (batched) {
                for (const auto &entry : answers[i]->coordinators)
                    note(entry.key, entry.errorCode, entry.nodeId, entry.errorMessage);
            } else {
                note(open[i], answers[i]->errorCode, answers[i]->nodeId, answers[i]->errorMessage);
            }
        }
        open = std::move(again);
        if (open.empty() || attempt + 1 >= kCoordinatorTries || deadline.passed() || !co_await pause(std::chrono::milliseconds(100) * (attempt + 1)))
            break;
    }
    co_return found;
}

Task<base::Result<std::int32_t>> KafkaClient::coordinator(std::string group, Deadline deadline)
{
    std::vector<std::string> groups(1, group);
    auto found = co_await coordinators(std::move(groups), deadline);
    const auto entry = found.find(group);
    if (entry == found.end())
        co_return base::fail(ErrorKind::Peer, "group.coordinator", group);
    co_return entry->second;
}

} // namespace weir::net
