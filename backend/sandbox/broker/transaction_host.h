// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/broker_peers.h"
#include "backend/sandbox/broker/coordinator_log.h"
#include "backend/sandbox/broker/transaction_verifier.h"
#include "backend/sandbox/transactions/transaction_coordinator.h"

namespace weir::sandbox {

inline constexpr std::string_view kTransactionsTopic = "__transaction_state";

/// Gives the transaction coordinator of a broker its log and its view of the cluster. The partitions of
/// `__transaction_state` live with it on the broker's main owner; everything here runs there.
class TransactionHost final : public TransactionLog, public TransactionCluster
{
public:
    explicit TransactionHost(Broker &broker);

    TransactionCoordinator &coordinator() { return m_coordinator; }
    /// Whether partitions are in a transaction, whoever coordinates it.
    TransactionVerifier &verifier() { return m_verifier; }
    void onPartition(const Partition &partition) { m_log.onPartition(partition); }
    void onImage(const ImageUpdate &update);
    void close();

    // --- TransactionLog
    void append(std::int32_t partition, GroupRecord record, std::int64_t timestampMs, Committed whenCommitted) override;
    // --- TransactionCluster
    Leader leaderOf(const std::string &topic, std::int32_t partition) const override;
    void send(std::int32_t broker, wire::WriteTxnMarkersRequest request, Reply<base::Result<wire::WriteTxnMarkersResponse>> reply) override;
    void nextProducerId(std::function<void(std::int16_t error, std::int64_t id)> done) override;

private:
    static TransactionConfig configOf(const BrokerConfigView &view);
    Shard &shard() const { return m_broker.shard(m_broker.mainOwner()); }

    Broker &m_broker;
    BrokerPeers m_markerPeers;
    BrokerPeers m_verifierPeers;
    TransactionCoordinator m_coordinator;
    CoordinatorLog m_log;
    TransactionVerifier m_verifier;
};

/// The partition of `__transaction_state` that keeps a transactional id, and the broker that leads it; -1 where there is none.
std::int32_t transactionCoordinatorOf(const MetadataImage &image, std::string_view transactionalId);

} // namespace weir::sandbox
