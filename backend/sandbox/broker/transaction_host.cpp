// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/transaction_host.h"

#include "backend/sandbox/broker/group_host.h"
#include "backend/sandbox/broker/handlers/handlers.h"
#include "backend/sandbox/broker/producer_ids.h"
#include "backend/sandbox/metadata/image_builder.h"

namespace weir::sandbox {

std::int32_t transactionCoordinatorOf(const MetadataImage &image, std::string_view transactionalId)
{
    const TopicPtr topic = image.topic(kTransactionsTopic);
    if (!topic || topic->partitions.empty())
        return -1;
    const PartitionImage *partition = topic->partition(offsetsPartitionOf(transactionalId, static_cast<std::int32_t>(topic->partitions.size())));
    return partition != nullptr && image.alive(partition->leader) ? partition->leader : -1;
}

TransactionConfig TransactionHost::configOf(const BrokerConfigView &view)
{
    TransactionConfig config;
    config.maxTimeoutMs = static_cast<std::int32_t>(view.number("transaction.max.timeout.ms"));
    config.idExpirationMs = view.number("transactional.id.expiration.ms");
    config.abortIntervalMs = view.number("transaction.abort.timed.out.transaction.cleanup.interval.ms");
    config.expirationIntervalMs = view.number("transaction.remove.expired.transaction.cleanup.interval.ms");
    config.requestTimeoutMs = view.number("request.timeout.ms");
    return config;
}

TransactionHost::TransactionHost(Broker &broker)
    : m_broker(broker)
    , m_markerPeers(broker, "transaction-markers")
    , m_verifierPeers(broker, "transaction-verifier")
    , m_coordinator(broker.shard(broker.mainOwner()).owner, *this, *this, configOf(broker.config(broker.shard(broker.mainOwner()))))
    , m_log(broker, kTransactionsTopic, "transactions.load",
            {[this](std::int32_t partition, std::int32_t epoch) { m_coordinator.startLoading(partition, epoch); },
             [this](std::int32_t partition, base::ByteView batches) { return m_coordinator.loadBatches(partition, batches); },
             [this](std::int32_t partition) { m_coordinator.finishLoading(partition); },
             [this](std::int32_t partition) { m_coordinator.resign(partition); }})
    , m_verifier(broker, m_verifierPeers)
{}

void TransactionHost::onImage(const ImageUpdate &update)
{
    const auto partitionsOf = [&update](std::string_view name) {
        const TopicPtr topic = update.image->topic(name);
        return topic ? static_cast<std::int32_t>(topic->partitions.size()) : 0;
    };
    m_coordinator.setPartitions(partitionsOf(kTransactionsTopic));
    m_coordinator.setOffsetsPartitions(partitionsOf(kOffsetsTopic));
    m_coordinator.setVersion(update.image->feature("transaction.version"));
    for (const TopicPtr &topic : update.delta.deletedTopics) {
        if (topic->name == kTransactionsTopic)
            m_log.onTopicDeleted();
    }
    if (!update.delta.configs.empty())
        m_coordinator.setConfig(configOf({m_broker.options().settings, *update.image, m_broker.id()}));
}

void TransactionHost::close()
{
    m_markerPeers.close();
    m_verifierPeers.close();
}

void TransactionHost::append(std::int32_t partition, GroupRecord record, std::int64_t timestampMs, Committed whenCommitted)
{
    CoordinatorLog::Batch batch;
    batch.records.push_back(std::move(record));
    batch.timestampMs = timestampMs;
    m_log.append(partition, batch, std::move(whenCommitted));
}

TransactionCluster::Leader TransactionHost::leaderOf(const std::string &topic, std::int32_t partition) const
{
    const MetadataImage &image = *shard().image;
    const TopicPtr known = image.topic(topic);
    const PartitionImage *state = known ? known->partition(partition) : nullptr;
    if (state == nullptr)
        return {Leadership::Unknown, -1};
    if (!image.alive(state->leader))
        return {Leadership::Leaderless, -1};
    return {Leadership::Led, state->leader};
}

void TransactionHost::send(std::int32_t broker, wire::WriteTxnMarkersRequest request, Reply<base::Result<wire::WriteTxnMarkersResponse>> reply)
{
    const std::size_t main = m_broker.mainOwner();
    const auto later = [self = m_broker.shared_from_this(), main, reply](base::Result<wire::WriteTxnMarkersResponse> response) {
        self->postTo(main, [self, reply, response = std::move(response)] { reply(response); });
    };
    if (broker == m_broker.id()) {
        writeTxnMarkers(m_broker, main, std::move(request), [later](wire::WriteTxnMarkersResponse response) { later(std::move(response)); });
        return;
    }
    PeerConnection *peer = m_markerPeers.to(broker);
    if (peer == nullptr) {
        later(base::fail(base::ErrorKind::Unreachable, "transaction.markers", "broker " + std::to_string(broker)));
        return;
    }
    peer->send<wire::WriteTxnMarkersRequest>(std::move(request), ControllerLink::kRequestTimeout, later);
}

void TransactionHost::nextProducerId(std::function<void(std::int16_t error, std::int64_t id)> done)
{
    m_broker.producerIds().next(std::move(done));
}

} // namespace weir::sandbox
