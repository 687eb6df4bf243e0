// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/controller_link.h"

#include "backend/sandbox/broker/log_directories.h"
#include "backend/sandbox/metadata/controller.h"
#include "backend/sandbox/metadata/features.h"
#include "backend/wire/messages/broker_heartbeat.h"
#include "backend/wire/messages/broker_registration.h"
#include "backend/wire/messages/fetch.h"
#include "backend/wire/messages/fetch_snapshot.h"

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kRetry{100};
constexpr std::int32_t kMetadataMaxBytes = 8 << 20;
constexpr std::int64_t kMaxSnapshotBytes = std::int64_t{1} << 30;

} // namespace

PeerConnection::PeerConnection(Broker &broker, std::size_t owner, net::Address address, std::size_t networkThread, std::string clientId)
    : m_broker(broker)
    , m_owner(owner)
    , m_address(std::move(address))
    , m_thread(networkThread)
    , m_clientId(std::move(clientId))
{}

void PeerConnection::open()
{
    if (m_connection && m_connection->isOpen())
        return;
    net::ConnectionOptions options;
    options.config.clientId = m_clientId;
    options.config.idleTimeout = milliseconds(0);
    options.config.connectTimeout = milliseconds(5'000);
    if (const PeerLogin &login = m_broker.options().peerLogin; !login.user.empty()) {
        options.config.protocol = net::SecurityProtocol::SaslPlaintext;
        options.config.mechanism = net::SaslMechanism::Plain;
        options.config.user = login.user;
        options.config.password = login.password;
    }
    options.executor = [broker = m_broker.weak_from_this(), owner = m_owner](std::function<void()> work) {
        if (const auto self = broker.lock())
            self->postTo(owner, [self, work = std::move(work)] { work(); });
    };
    m_connection = m_broker.environment().network.connect(m_thread, m_address, std::move(options));
}

bool PeerConnection::isolated()
{
    if (!m_broker.faults().isolated.load(std::memory_order_relaxed))
        return false;
    if (m_connection)
        m_connection->close();
    m_connection.reset();
    return true;
}

void PeerConnection::failLater(std::function<void()> fail)
{
    m_broker.shard(m_owner).owner.after(milliseconds(200), [self = m_broker.shared_from_this(), fail = std::move(fail)] { fail(); });
}

void PeerConnection::close()
{
    m_closed = true;
    if (m_connection)
        m_connection->close();
    m_connection.reset();
}

ControllerLink::ControllerLink(Broker &broker, base::Uuid incarnation)
    : m_broker(broker)
    , m_owner(broker.shard(broker.mainOwner()).owner)
    , m_incarnation(incarnation)
    , m_requests(broker, broker.mainOwner(), broker.options().controller, static_cast<std::size_t>(broker.id()), "broker-" + std::to_string(broker.id()))
    , m_heartbeats(broker, broker.mainOwner(), broker.options().controller, static_cast<std::size_t>(broker.id()), "broker-" + std::to_string(broker.id()) + "-heartbeat")
    , m_log(broker, broker.mainOwner(), broker.options().controller, static_cast<std::size_t>(broker.id()), "broker-" + std::to_string(broker.id()) + "-metadata")
{}

void ControllerLink::start()
{
    registerBroker();
}

void ControllerLink::later(milliseconds delay, std::function<void()> work)
{
    m_owner.after(delay, [this, self = m_broker.shared_from_this(), work = std::move(work)] {
        if (!m_closed)
            work();
    });
}

void ControllerLink::registerBroker()
{
    wire::BrokerRegistrationRequest request;
    request.brokerId = m_broker.id();
    request.clusterId = m_broker.clusterId();
    request.incarnationId = m_incarnation;
    const auto ports = m_broker.ports();
    for (std::size_t i = 0; i < m_broker.options().listeners.size(); ++i) {
        wire::BrokerRegistrationRequest::Listener listener;
        listener.name = m_broker.options().listeners[i].name;
        listener.host = m_broker.options().listeners[i].advertisedHost();
        listener.port = ports[i];
        listener.securityProtocol = static_cast<std::int16_t>(m_broker.options().listeners[i].protocol());
        request.listeners.push_back(std::move(listener));
    }
    for (const SupportedFeature &ours : supportedFeatures()) {
        auto &feature = request.features.emplace_back();
        feature.name = ours.name;
        feature.minSupportedVersion = ours.min;
        feature.maxSupportedVersion = ours.max;
    }
    request.rack = m_broker.options().rack;
    request.logDirs = m_broker.directories().onlineIds();
    m_requests.send<wire::BrokerRegistrationRequest>(
        std::move(request), milliseconds(10'000),
        [this, self = m_broker.shared_from_this()](const base::Result<wire::BrokerRegistrationResponse> &response) {
            if (m_closed)
                return;
            if (!response) {
                later(kRetry, [this] { registerBroker(); });
                return;
            }
            const auto error = static_cast<KafkaError>(response->errorCode);
            if (error == KafkaError::None) {
                m_brokerEpoch = response->brokerEpoch;
                // Registered once more, it follows the log already.
                if (m_follower.image()->offset() < 0)
                    fetchMetadata();
            } else if (error == KafkaError::InconsistentClusterId || error == KafkaError::UnsupportedVersion
                       || error == KafkaError::InvalidRegistration || error == KafkaError::InvalidRequest) {
                m_broker.fail({base::ErrorKind::Peer, "broker.register", m_requests.address().toString(), {}, {}, response->errorCode});
            } else {
                // The controller still takes the former incarnation for alive until its session ends.
                later(kRetry, [this] { registerBroker(); });
            }
        });
}

void ControllerLink::heartbeatNow()
{
    m_heartbeatAgain = m_heartbeatInFlight;
    // Before the first one there is no need: it tells everything.
    if (m_heartbeatTimer != 0)
        heartbeat();
}

void ControllerLink::heartbeat()
{
    if (m_heartbeatInFlight || m_closed)
        return;
    m_owner.cancel(m_heartbeatTimer);
    if (m_broker.paused()) {
        m_heartbeatTimer = m_owner.after(milliseconds(200), [this, self = m_broker.shared_from_this()] { heartbeat(); });
        return;
    }
    m_heartbeatInFlight = true;
    wire::BrokerHeartbeatRequest request;
    request.brokerId = m_broker.id();
    request.brokerEpoch = m_brokerEpoch;
    request.currentMetadataOffset = m_applied;
    request.wantFence = false;
    request.wantShutDown = m_shuttingDown;
    request.offlineLogDirs = m_broker.directories().failedIds();
    const auto interval = milliseconds(m_broker.config(m_broker.shard(m_broker.mainOwner())).number("broker.heartbeat.interval.ms"));
    m_heartbeats.send<wire::BrokerHeartbeatRequest>(std::move(request), std::max(interval * 2, milliseconds(1'000)),
                                                    [this, self = m_broker.shared_from_this(), interval](const auto &response) {
                                                        m_heartbeatInFlight = false;
                                                        if (m_closed)
                                                            return;
                                                        onHeartbeat(response);
                                                        if (m_closed)
                                                            return;
                                                        // In a hurry to begin or to leave; else as configured.
                                                        const bool hurry = !m_unfenced || m_shuttingDown || std::exchange(m_heartbeatAgain, false);
                                                        const auto delay = !response ? kRetry : hurry ? std::min(interval, milliseconds(20)) : interval;
                                                        m_heartbeatTimer = m_owner.after(delay, [this, self] { heartbeat(); });
                                                    });
}

void ControllerLink::onHeartbeat(const base::Result<wire::BrokerHeartbeatResponse> &response)
{
    if (!response)
        return;
    const auto error = static_cast<KafkaError>(response->errorCode);
    if (error == KafkaError::StaleBrokerEpoch || error == KafkaError::BrokerIdNotRegistered) {
        // Somebody registered under this id meanwhile, or the controller forgot us: once more from the start.
        m_broker.event("broker.reregister", base::kafkaErrorName(response->errorCode));
        m_unfenced = false;
        registerBroker();
        return;
    }
    if (error != KafkaError::None)
        return;
    if (m_shuttingDown && response->shouldShutDown && m_released) {
        const auto released = std::move(m_released);
        m_released = {};
        released();
        return;
    }
    if (!response->isFenced && !m_unfenced) {
        m_unfenced = true;
    } else if (response->isFenced && m_unfenced && !m_shuttingDown) {
        m_unfenced = false;
        m_broker.event("broker.fenced", "the controller heard nothing of this broker for broker.session.timeout.ms");
    }
}

void ControllerLink::fetchMetadata()
{
    if (m_closed)
        return;
    if (m_broker.paused()) {
        later(milliseconds(50), [this] { fetchMetadata(); });
        return;
    }
    wire::FetchRequest request;
    request.clusterId = m_broker.clusterId();
    request.replicaState.replicaId = m_broker.id();
    request.replicaState.replicaEpoch = m_brokerEpoch;
    request.maxWaitMs = 500;
    request.minBytes = 1;
    request.maxBytes = kMetadataMaxBytes;
    request.sessionEpoch = -1;
    wire::FetchRequest::FetchTopic topic;
    topic.topic = std::string(kMetadataTopic);
    topic.topicId = metadataTopicId();
    wire::FetchRequest::FetchPartition partition;
    partition.partition = 0;
    partition.fetchOffset = m_follower.fetchOffset();
    partition.lastFetchedEpoch = m_follower.lastFetchedEpoch();
    partition.partitionMaxBytes = kMetadataMaxBytes;
    topic.partitions.push_back(std::move(partition));
    request.topics.push_back(std::move(topic));
    m_log.send<wire::FetchRequest>(std::move(request), milliseconds(10'000),
                                   [this, self = m_broker.shared_from_this()](const auto &response) {
                                       if (!m_closed)
                                           onMetadata(response);
                                   });
}

void ControllerLink::onMetadata(const base::Result<wire::FetchResponse> &response)
{
    if (!response || response->errorCode != 0 || response->responses.empty() || response->responses.front().partitions.empty()) {
        later(kRetry, [this] { fetchMetadata(); });
        return;
    }
    const auto &partition = response->responses.front().partitions.front();
    if (partition.errorCode != 0) {
        later(kRetry, [this] { fetchMetadata(); });
        return;
    }
    if (partition.snapshotId.endOffset >= 0) {
        // What comes next is only in a snapshot any more.
        m_snapshot = {};
        m_snapshot.endOffset = partition.snapshotId.endOffset;
        m_snapshot.epoch = partition.snapshotId.epoch;
        m_snapshot.leaderEpoch = partition.currentLeader.leaderEpoch;
        m_snapshot.highWatermark = partition.highWatermark;
        fetchSnapshot();
        return;
    }
    const auto bytes = partition.records.flatten();
    if (bytes && !bytes->empty()) {
        auto update = m_follower.append(*bytes);
        if (!update) {
            m_broker.fail(update.error());
            return;
        }
        if (*update)
            publish(std::move(**update), partition.highWatermark);
    }
    fetchMetadata();
}

void ControllerLink::fetchSnapshot()
{
    if (m_closed)
        return;
    wire::FetchSnapshotRequest request;
    request.clusterId = m_broker.clusterId();
    request.replicaId = m_broker.id();
    request.maxBytes = kMetadataMaxBytes;
    auto &topic = request.topics.emplace_back();
    topic.name = std::string(kMetadataTopic);
    auto &partition = topic.partitions.emplace_back();
    partition.currentLeaderEpoch = m_snapshot.leaderEpoch;
    partition.snapshotId.endOffset = m_snapshot.endOffset;
    partition.snapshotId.epoch = m_snapshot.epoch;
    partition.position = static_cast<std::int64_t>(m_snapshot.content.size());
    m_log.send<wire::FetchSnapshotRequest>(std::move(request), milliseconds(30'000),
                                           [this, self = m_broker.shared_from_this()](const auto &response) {
                                               if (!m_closed)
                                                   onSnapshot(response);
                                           });
}

void ControllerLink::onSnapshot(const base::Result<wire::FetchSnapshotResponse> &response)
{
    // Another one may have taken its place meanwhile: from the log again.
    const auto again = [this] {
        m_snapshot = {};
        later(kRetry, [this] { fetchMetadata(); });
    };
    if (!response || response->errorCode != 0 || response->topics.empty() || response->topics.front().partitions.empty())
        return again();
    const auto &partition = response->topics.front().partitions.front();
    const auto piece = partition.unalignedRecords.flatten();
    if (partition.errorCode != 0 || !piece || piece->empty() || partition.size > kMaxSnapshotBytes
        || partition.position != static_cast<std::int64_t>(m_snapshot.content.size()))
        return again();
    m_snapshot.content.insert(m_snapshot.content.end(), piece->begin(), piece->end());
    if (static_cast<std::int64_t>(m_snapshot.content.size()) < partition.size) {
        fetchSnapshot();
        return;
    }
    const Snapshot whole = std::exchange(m_snapshot, {});
    auto update = m_follower.loadSnapshot(whole.content, whole.endOffset, whole.epoch);
    if (!update) {
        m_broker.fail(update.error());
        return;
    }
    publish(std::move(*update), whole.highWatermark);
    fetchMetadata();
}

void ControllerLink::publish(ImageUpdate update, std::int64_t highWatermark)
{
    if (!m_published) {
        // What was true in the past must not be acted on: it may name a topic that was deleted since and made anew, and
        // the folder on the disk is that of the new one.
        if (update.image->offset() < highWatermark - 1)
            return;
        m_published = true;
        update.delta = differenceOf(MetadataImage(), *update.image);
    }
    const std::int64_t at = update.image->offset();
    m_broker.onImage(std::make_shared<const ImageUpdate>(std::move(update)));
    while (!m_waits.empty() && m_waits.front().offset <= at) {
        const auto done = std::move(m_waits.front().done);
        m_waits.pop_front();
        done();
    }
}

void ControllerLink::onApplied(std::int64_t offset, bool alive)
{
    if (m_closed)
        return;
    m_applied = std::max(m_applied, offset);
    // Not the answer to a heartbeat: it comes before the shards know. Of a cluster that starts, a Metadata response would then
    // name no broker at all, and a client that is told so forgets the addresses that it has (librdkafka: for good).
    if (alive)
        m_broker.onUnfenced();
    if (!m_unfenced && m_applied >= m_brokerEpoch)
        heartbeat();
}

void ControllerLink::whenCaughtUp(std::function<void()> done)
{
    // A read without waiting tells how far the controller has confirmed.
    wire::FetchRequest request;
    request.clusterId = m_broker.clusterId();
    request.replicaState.replicaId = -1;
    request.maxWaitMs = 0;
    request.maxBytes = 1;
    wire::FetchRequest::FetchTopic topic;
    topic.topic = std::string(kMetadataTopic);
    topic.topicId = metadataTopicId();
    wire::FetchRequest::FetchPartition partition;
    partition.fetchOffset = m_follower.fetchOffset();
    partition.partitionMaxBytes = 1;
    topic.partitions.push_back(std::move(partition));
    request.topics.push_back(std::move(topic));
    m_requests.send<wire::FetchRequest>(
        std::move(request), milliseconds(5'000),
        [this, self = m_broker.shared_from_this(), done = std::move(done)](const base::Result<wire::FetchResponse> &response) {
            if (m_closed || !response || response->responses.empty() || response->responses.front().partitions.empty()) {
                done();
                return;
            }
            const std::int64_t last = response->responses.front().partitions.front().highWatermark - 1;
            if (m_follower.image()->offset() >= last) {
                done();
                return;
            }
            // Shared: both the wait and the clock may call it, the first one does.
            auto once = std::make_shared<std::function<void()>>(done);
            const auto call = [once] {
                if (const auto work = std::exchange(*once, {}))
                    work();
            };
            const auto place = std::upper_bound(m_waits.begin(), m_waits.end(), last,
                                                [](std::int64_t offset, const Wait &wait) { return offset < wait.offset; });
            m_waits.insert(place, Wait{last, call});
            later(milliseconds(5'000), call);
        });
}

void ControllerLink::shutDown(milliseconds limit, std::function<void()> done)
{
    m_shuttingDown = true;
    // Shared: the grant and the clock may both end the wait.
    auto once = std::make_shared<std::function<void()>>(std::move(done));
    m_released = [once] {
        if (const auto work = std::exchange(*once, {}))
            work();
    };
    later(limit, m_released);
    if (m_unfenced)
        heartbeat();
    else
        m_released();
}

void ControllerLink::close()
{
    m_closed = true;
    m_requests.close();
    m_heartbeats.close();
    m_log.close();
    const auto waits = std::move(m_waits);
    m_waits.clear();
    for (const Wait &wait : waits)
        wait.done();
}

} // namespace weir::sandbox
