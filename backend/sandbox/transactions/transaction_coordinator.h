// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/sandbox/core/owner.h"
#include "backend/sandbox/core/session.h"
#include "backend/sandbox/transactions/transaction_markers.h"
#include "backend/sandbox/transactions/transaction_metadata.h"
#include "backend/sandbox/transactions/transaction_ports.h"
#include "backend/wire/messages/add_offsets_to_txn.h"
#include "backend/wire/messages/add_partitions_to_txn.h"
#include "backend/wire/messages/describe_transactions.h"
#include "backend/wire/messages/end_txn.h"
#include "backend/wire/messages/init_producer_id.h"
#include "backend/wire/messages/list_transactions.h"

#include <map>
#include <memory>

namespace weir::sandbox {

/// Kafka's transaction coordinator (KIP-98, 360, 447, 588, 664, 890), for the partitions of `__transaction_state` that one
/// owner has. All its members run on that owner, and so do the replies, which come exactly once.
///
/// A partition is Absent, Loading or Active. A request for an id of an Absent one is answered NOT_COORDINATOR, of a Loading
/// one COORDINATOR_LOAD_IN_PROGRESS. A state is in force when the log has committed it; until then others who ask about the
/// id are answered CONCURRENT_TRANSACTIONS.
class TransactionCoordinator
{
public:
    /// `log` and `cluster` must outlive the coordinator.
    TransactionCoordinator(Owner &owner, TransactionLog &log, TransactionCluster &cluster, TransactionConfig config);
    ~TransactionCoordinator();
    /// From here on what is late is aborted, and what was not used for long forgotten. Once; owner thread, unlike the making.
    void start();
    TransactionCoordinator(const TransactionCoordinator &) = delete;
    TransactionCoordinator &operator=(const TransactionCoordinator &) = delete;

    /// Partitions of `__transaction_state` in the cluster; 0 (the start) while the topic does not exist.
    void setPartitions(std::int32_t count) { m_count = count; }
    /// Partitions of `__consumer_offsets`; 0 while that does not exist.
    void setOffsetsPartitions(std::int32_t count) { m_offsetsCount = count; }
    void setConfig(const TransactionConfig &config) { m_config = config; }
    /// The finalized level of the feature transaction.version.
    void setVersion(std::int16_t version) { m_version = version; }
    /// Leaders have changed: markers that wait for one are tried again.
    void onLeaders() { m_markers.retry(); }
    std::int32_t partitionOf(std::string_view transactionalId) const;

    /// This broker became the leader of the partition in that epoch: loadBatches() with what is in its log, in order, then
    /// finishLoading(), which goes on with transactions that were being ended.
    void startLoading(std::int32_t partition, std::int32_t epoch);
    /// Whole record batches (v2). An error leaves the partition Loading; what it held up to there counts.
    base::Status loadBatches(std::int32_t partition, base::ByteView batches);
    void finishLoading(std::int32_t partition);
    /// This broker leads the partition no longer: its transactions are forgotten.
    void resign(std::int32_t partition);

    void handle(const wire::InitProducerIdRequest &request, std::int16_t version, const Session &session, Reply<wire::InitProducerIdResponse> reply);
    void handle(const wire::AddPartitionsToTxnRequest &request, std::int16_t version, const Session &session, Reply<wire::AddPartitionsToTxnResponse> reply);
    void handle(const wire::AddOffsetsToTxnRequest &request, std::int16_t version, const Session &session, Reply<wire::AddOffsetsToTxnResponse> reply);
    void handle(const wire::EndTxnRequest &request, std::int16_t version, const Session &session, Reply<wire::EndTxnResponse> reply);
    void handle(const wire::DescribeTransactionsRequest &request, std::int16_t version, const Session &session,
                Reply<wire::DescribeTransactionsResponse> reply);
    void handle(const wire::ListTransactionsRequest &request, std::int16_t version, const Session &session, Reply<wire::ListTransactionsResponse> reply);

    /// Transactions whose markers are being written.
    std::size_t ending() const { return m_markers.size(); }
    std::size_t size() const;

private:
    using TransactionPtr = std::shared_ptr<Transaction>;
    using Answered = std::function<void(base::KafkaError)>;
    /// A partition of `__transaction_state` that this broker leads.
    struct Partition {
        std::int32_t index = 0;
        std::int32_t epoch = 0;
        bool loading = true;
        std::map<std::string, TransactionPtr> transactions;
    };
    using PartitionPtr = std::shared_ptr<Partition>;
    struct Place {
        PartitionPtr partition;
        TransactionPtr transaction; ///< nothing: the id is not known
        base::KafkaError error = base::KafkaError::None;
    };
    /// A producer's or our own wish to end a transaction.
    struct End {
        std::string id;
        std::int64_t producerId = -1;
        std::int16_t producerEpoch = -1;
        bool commit = false;
        bool fromClient = true;
        std::int16_t clientVersion = 0;
    };
    using EndReply = std::function<void(base::KafkaError error, std::int64_t producerId, std::int16_t producerEpoch)>;
    struct Decision {
        base::KafkaError error = base::KafkaError::None;
        bool append = false; ///< false: the answer is `error`, which may be none for a retry
        bool epochFence = false;
        bool needsProducerId = false;
        bool nothingAdded = false;
    };

    // transaction_coordinator.cpp
    Place find(const std::string &transactionalId) const;
    std::int64_t nowMs() const { return m_owner.clock().wallMs(); }
    /// `settled` comes with what became of it, `answered` then or when a client has waited long enough.
    void append(const PartitionPtr &partition, const TransactionPtr &transaction, TransactionMetadata next, Answered answered, Answered settled = {});
    void startMarkers(const PartitionPtr &partition, const TransactionPtr &transaction);
    void complete(const TransactionMarkers::EndingPtr &ending);

    // init_producer.cpp
    void initProducer(const wire::InitProducerIdRequest &request, std::optional<std::int64_t> freshId, const EndReply &reply);
    void fence(const PartitionPtr &partition, const TransactionPtr &transaction, const EndReply &reply);

    // transaction_partitions.cpp
    void addPartitions(const std::string &id, std::int64_t producerId, std::int16_t epoch, const TopicPartitions &partitions, std::int16_t clientVersion, const Answered &reply);
    base::KafkaError verify(const wire::AddPartitionsToTxnRequest::AddPartitionsToTxnTransaction &asked, wire::AddPartitionsToTxnResponse::AddPartitionsToTxnResult &result) const;
    void addToOne(const wire::AddPartitionsToTxnRequest::AddPartitionsToTxnTransaction &asked, std::int16_t version, std::int16_t clientVersion,
                  Reply<wire::AddPartitionsToTxnResponse::AddPartitionsToTxnResult> reply);

    // end_transaction.cpp
    void end(const End &wish, std::optional<std::int64_t> freshId, const EndReply &reply);
    Decision decide(const Transaction &transaction, const End &wish) const;

    // transaction_expiry.cpp
    void scheduleAborts();
    void scheduleExpiry();
    void abortTimedOut();
    void removeExpired();

    Owner &m_owner;
    TransactionLog &m_log;
    TransactionCluster &m_cluster;
    TransactionConfig m_config;
    std::int32_t m_count = 0;
    std::int32_t m_offsetsCount = 0;
    std::int16_t m_version = 0;
    std::map<std::int32_t, PartitionPtr> m_partitions;
    TransactionMarkers m_markers;
    TimerId m_abortTimer = 0;
    TimerId m_expiryTimer = 0;
    std::shared_ptr<char> m_alive; ///< answers that come after our end find it gone
};

} // namespace weir::sandbox
