// SPDX-License-Identifier: GPL-3.0-or-later
// Brokers and their life (KIP-631): registration, heartbeats, fencing; blocks of producer ids (KIP-730);
// DescribeCluster. Versions: BrokerRegistration 0-4 (v4 allows a feature's minimum of 0; log directories of v2 are
// kept), UnregisterBroker 0, BrokerHeartbeat 0-2 (v1 failed log directories), AllocateProducerIds 0, DescribeCluster 0-2
// (of the controllers). Not done: cordoned log directories, of which the log says nothing before metadata.version 30.
#include "backend/sandbox/metadata/controller_impl.h"
#include "backend/wire/messages/allocate_producer_ids.h"
#include "backend/wire/messages/broker_heartbeat.h"
#include "backend/wire/messages/broker_registration.h"
#include "backend/wire/messages/describe_cluster.h"
#include "backend/wire/messages/unregister_broker.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace weir::sandbox {

using base::KafkaError;

namespace {

constexpr std::int32_t kProducerIdBlock = 1000;
constexpr std::int8_t kBrokers = 1;
constexpr std::int8_t kControllers = 2;

wire::BrokerRegistrationChangeRecord changeOf(const BrokerImage &broker)
{
    wire::BrokerRegistrationChangeRecord record;
    record.brokerId = broker.id;
    record.brokerEpoch = broker.epoch;
    return record;
}

wire::BrokerRegistrationChangeRecord fencing(const BrokerImage &broker)
{
    wire::BrokerRegistrationChangeRecord record = changeOf(broker);
    record.fenced = 1;
    // Who is fenced has left, whatever it was about to do.
    if (broker.inControlledShutdown)
        record.inControlledShutdown = -1;
    return record;
}

wire::RegisterBrokerRecord registrationOf(const wire::BrokerRegistrationRequest &request)
{
    wire::RegisterBrokerRecord record;
    record.brokerId = request.brokerId;
    record.incarnationId = request.incarnationId;
    for (const auto &listener : request.listeners) {
        auto &endpoint = record.endPoints.emplace_back();
        endpoint.name = listener.name;
        endpoint.host = listener.host;
        endpoint.port = listener.port;
        endpoint.securityProtocol = listener.securityProtocol;
    }
    for (const auto &feature : request.features) {
        auto &one = record.features.emplace_back();
        one.name = feature.name;
        one.minSupportedVersion = feature.minSupportedVersion;
        one.maxSupportedVersion = feature.maxSupportedVersion;
    }
    record.rack = request.rack;
    record.logDirs = request.logDirs;
    return record;
}

bool supportsFinalized(const wire::BrokerRegistrationRequest &request, const MetadataImage &image)
{
    return std::all_of(request.features.begin(), request.features.end(), [&](const auto &feature) {
        const std::int16_t level = image.feature(feature.name);
        return level == 0 || (level >= feature.minSupportedVersion && level <= feature.maxSupportedVersion);
    });
}

} // namespace

std::chrono::nanoseconds Controller::Impl::sessionTimeout() const
{
    return std::chrono::milliseconds(settings().number("broker.session.timeout.ms"));
}

bool Controller::Impl::hasSession(std::int32_t brokerId) const
{
    const auto contact = m_contacts.find(brokerId);
    return contact != m_contacts.end() && contact->second.heard &&
           m_owner.clock().monotonic() - contact->second.last < sessionTimeout();
}

std::int16_t Controller::Impl::checkBrokerEpoch(std::int32_t brokerId, std::int64_t epoch) const
{
    const BrokerImage *broker = now().broker(brokerId);
    if (broker == nullptr)
        return code(KafkaError::BrokerIdNotRegistered);
    return broker->epoch == epoch ? std::int16_t{0} : code(KafkaError::StaleBrokerEpoch);
}

void Controller::Impl::handle(const wire::BrokerRegistrationRequest &request,
                              Reply<wire::BrokerRegistrationResponse> reply)
{
    wire::BrokerRegistrationResponse response;
    const auto refuse = [&](KafkaError error) {
        response.errorCode = code(error);
        reply(response);
    };
    if (request.clusterId != m_log->clusterId())
        return refuse(KafkaError::InconsistentClusterId);
    if (request.brokerId < 0 || request.listeners.empty())
        return refuse(KafkaError::InvalidRegistration);
    if (!supportsFinalized(request, now()))
        return refuse(KafkaError::UnsupportedVersion);

    const BrokerImage *known = now().broker(request.brokerId);
    const bool sameProcess = known != nullptr && known->incarnationId == request.incarnationId;
    if (known != nullptr && !sameProcess && !known->fenced && !known->inControlledShutdown &&
        hasSession(request.brokerId))
        return refuse(KafkaError::DuplicateBrokerRegistration);

    wire::RegisterBrokerRecord record = registrationOf(request);
    record.brokerEpoch = m_log->endOffset();
    if (sameProcess) {
        // The answer to an earlier attempt was lost: nothing about the broker has changed.
        record.brokerEpoch = known->epoch;
        record.fenced = known->fenced;
        record.inControlledShutdown = known->inControlledShutdown;
    }
    Records records;
    records.emplace_back(record);
    // Another process under the same id: whatever the old one led, it leads no more.
    if (known != nullptr && !sameProcess && !known->fenced)
        electFor(request.brokerId, -1, records);
    commit(std::move(records), [this, response, reply, id = request.brokerId,
                                epoch = record.brokerEpoch](const base::Status &status) mutable {
        response.errorCode = codeOf(status);
        if (status) {
            response.brokerEpoch = epoch;
            m_contacts[id] = {};
        }
        reply(response);
    });
}

void Controller::Impl::handle(const wire::UnregisterBrokerRequest &request, Reply<wire::UnregisterBrokerResponse> reply)
{
    wire::UnregisterBrokerResponse response;
    response.errorMessage.reset();
    const BrokerImage *broker = now().broker(request.brokerId);
    if (broker == nullptr) {
        response.errorCode = code(KafkaError::BrokerIdNotRegistered);
        response.errorMessage = fmt::format("Broker ID {} is not currently registered", request.brokerId);
        reply(std::move(response));
        return;
    }
    Records records;
    // One that is alive after all hears of it with its next heartbeat, and registers anew.
    if (!broker->fenced)
        electFor(request.brokerId, -1, records);
    wire::UnregisterBrokerRecord record;
    record.brokerId = broker->id;
    record.brokerEpoch = broker->epoch;
    records.emplace_back(record);
    commit(std::move(records), [this, id = request.brokerId, response = std::move(response), reply](const base::Status &status) mutable {
        response.errorCode = codeOf(status);
        if (status) {
            m_contacts.erase(id);
            m_observers.erase(id);
        }
        reply(std::move(response));
    });
}

std::int64_t Controller::Impl::lowestActiveOffset() const
{
    std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
    for (const auto &[id, broker] : now().brokers()) {
        const auto contact = m_contacts.find(id);
        if (broker->active() && contact != m_contacts.end())
            lowest = std::min(lowest, contact->second.metadataOffset);
    }
    return lowest;
}

void Controller::Impl::handle(const wire::BrokerHeartbeatRequest &request, Reply<wire::BrokerHeartbeatResponse> reply)
{
    wire::BrokerHeartbeatResponse response;
    response.errorCode = checkBrokerEpoch(request.brokerId, request.brokerEpoch);
    if (response.errorCode != 0) {
        reply(response);
        return;
    }
    const BrokerImage &broker = *now().broker(request.brokerId);
    Contact &contact = m_contacts[request.brokerId];
    contact.last = m_owner.clock().monotonic();
    contact.heard = true;
    contact.metadataOffset = request.currentMetadataOffset;
    // First, and then all over again: what else follows is decided on what is left.
    if (Records failed = directoriesFailed(broker, request.offlineLogDirs); !failed.empty()) {
        commit(std::move(failed), [this, request, reply](const base::Status &status) {
            if (status)
                return handle(request, reply);
            wire::BrokerHeartbeatResponse refused;
            refused.errorCode = codeOf(status);
            reply(refused);
        });
        return;
    }

    enum class State : std::uint8_t { Fenced, Unfenced, ShuttingDown, Gone };
    const bool caughtUp = request.currentMetadataOffset >= broker.epoch;
    State next = State::Unfenced;
    if (broker.fenced) {
        if (request.wantShutDown)
            next = State::Gone;
        else if (request.wantFence || !caughtUp)
            next = State::Fenced;
    } else if (broker.inControlledShutdown) {
        const bool done = !leadsAnything(broker.id) && contact.shutdownOffset <= lowestActiveOffset();
        next = done ? State::Gone : State::ShuttingDown;
    } else if (request.wantFence) {
        next = request.wantShutDown ? State::Gone : State::Fenced;
    } else if (request.wantShutDown) {
        next = leadsAnything(broker.id) ? State::ShuttingDown : State::Gone;
    }

    Records records;
    if ((next == State::Fenced || next == State::Gone) && !broker.fenced) {
        records.emplace_back(fencing(broker));
        electFor(broker.id, -1, records);
    } else if (next == State::Unfenced && broker.fenced) {
        wire::BrokerRegistrationChangeRecord record = changeOf(broker);
        record.fenced = -1;
        records.emplace_back(record);
        electFor(-1, broker.id, records);
    } else if (next == State::ShuttingDown && !broker.inControlledShutdown) {
        wire::BrokerRegistrationChangeRecord record = changeOf(broker);
        record.inControlledShutdown = 1;
        records.emplace_back(record);
        electFor(broker.id, -1, records);
        contact.shutdownOffset = m_log->endOffset() + static_cast<std::int64_t>(records.size()) - 1;
    }
    response.isCaughtUp = caughtUp;
    response.isFenced = next == State::Fenced || next == State::Gone;
    response.shouldShutDown = next == State::Gone;
    if (records.empty()) {
        reply(response);
        return;
    }
    commit(std::move(records), [this, response, reply](const base::Status &status) mutable {
        if (!status) {
            response = {};
            response.errorCode = codeOf(status);
        }
        trackSessions();
        reply(response);
    });
}

// One timer for the session that ends next. A fenced broker has none: there is nothing more to take from it.
void Controller::Impl::trackSessions()
{
    const auto time = m_owner.clock().monotonic();
    std::optional<std::chrono::nanoseconds> next;
    for (const auto &[id, broker] : now().brokers()) {
        if (broker->fenced)
            continue;
        // One that was alive when an earlier controller ended gets a whole session to be heard of.
        const auto contact = m_contacts.try_emplace(id, Contact{.last = time}).first;
        const auto due = contact->second.last + sessionTimeout();
        next = next ? std::min(*next, due) : due;
    }
    if (m_sessionTimer != 0) {
        if (next && *next >= m_sessionDue)
            return;
        m_owner.cancel(m_sessionTimer);
        m_sessionTimer = 0;
    }
    if (!next)
        return;
    m_sessionDue = *next;
    const auto delay =
        std::chrono::ceil<std::chrono::milliseconds>(std::max(*next - time, std::chrono::nanoseconds(0)));
    m_sessionTimer = m_owner.after(delay, [this, alive = m_alive] {
        if (*alive)
            expireSessions();
    });
}

void Controller::Impl::expireSessions()
{
    m_sessionTimer = 0;
    const auto time = m_owner.clock().monotonic();
    if (time - m_sessionDue > sessionTimeout() / 2) {
        // It is we who slept (a suspended machine, a stopped process): the heartbeats may be in the queue behind this.
        for (auto &[id, contact] : m_contacts)
            contact.last = std::max(contact.last, time - sessionTimeout() / 2);
    }
    Records records;
    for (const auto &[id, broker] : now().brokers()) {
        if (broker->fenced || time - m_contacts[id].last < sessionTimeout())
            continue;
        // One at a time: each election has to know of the fencing before it.
        records.emplace_back(fencing(*broker));
        electFor(id, -1, records);
        break;
    }
    if (records.empty()) {
        trackSessions();
        return;
    }
    commit(std::move(records), [this](const base::Status &status) {
        if (status)
            trackSessions();
        else
            later(std::chrono::seconds(1), [this] { trackSessions(); });
    });
}

void Controller::Impl::handle(const wire::AllocateProducerIdsRequest &request,
                              Reply<wire::AllocateProducerIdsResponse> reply)
{
    wire::AllocateProducerIdsResponse response;
    response.errorCode = checkBrokerEpoch(request.brokerId, request.brokerEpoch);
    const std::int64_t start = now().nextProducerId();
    if (response.errorCode == 0 && start > std::numeric_limits<std::int64_t>::max() - kProducerIdBlock)
        response.errorCode = code(KafkaError::UnknownServerError);
    if (response.errorCode != 0) {
        reply(response);
        return;
    }
    wire::ProducerIdsRecord record;
    record.brokerId = request.brokerId;
    record.brokerEpoch = request.brokerEpoch;
    record.nextProducerId = start + kProducerIdBlock;
    commit({record}, [response, reply, start](const base::Status &status) mutable {
        response.errorCode = codeOf(status);
        if (status) {
            response.producerIdStart = start;
            response.producerIdLen = kProducerIdBlock;
        }
        reply(response);
    });
}

void Controller::Impl::handle(const wire::DescribeClusterRequest &request, std::int16_t version,
                              Reply<wire::DescribeClusterResponse> reply)
{
    wire::DescribeClusterResponse response;
    response.endpointType = version >= 1 ? kControllers : kBrokers;
    if (version >= 1 && request.endpointType != kControllers) {
        const bool brokers = request.endpointType == kBrokers;
        response.errorCode = code(brokers ? KafkaError::MismatchedEndpointType : KafkaError::UnsupportedEndpointType);
        response.errorMessage = brokers ? std::string("The request was sent to an endpoint of type CONTROLLER, but we "
                                                      "wanted an endpoint of type BROKER")
                                        : fmt::format("Unsupported endpoint type {}", request.endpointType);
        reply(response);
        return;
    }
    response.clusterId = m_log->clusterId();
    response.controllerId = m_options.nodeId;
    if (!m_options.listeners.empty()) {
        auto &node = response.brokers.emplace_back();
        node.brokerId = m_options.nodeId;
        node.host = m_options.listeners.front().host;
        node.port = m_options.listeners.front().port;
    }
    reply(response);
}

} // namespace weir::sandbox
