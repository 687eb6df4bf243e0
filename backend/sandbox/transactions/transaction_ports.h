// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/core/session.h"
#include "backend/sandbox/groups/group_ports.h"
#include "backend/wire/messages/write_txn_markers.h"

#include <functional>
#include <string>

namespace weir::sandbox {

/// The broker settings that the transaction coordinator reads, under Kafka's names and with Kafka's defaults.
struct TransactionConfig {
    std::int32_t maxTimeoutMs = 900'000;           ///< transaction.max.timeout.ms
    std::int64_t idExpirationMs = 604'800'000;     ///< transactional.id.expiration.ms
    std::int64_t abortIntervalMs = 10'000;         ///< transaction.abort.timed.out.transaction.cleanup.interval.ms
    std::int64_t expirationIntervalMs = 3'600'000; ///< transaction.remove.expired.transaction.cleanup.interval.ms
    std::int64_t requestTimeoutMs = 30'000;        ///< request.timeout.ms: a client waits no longer for the log
    std::int64_t markerRetryMs = 100;              ///< fixed in Kafka
};

/// Where the coordinator keeps what it must not forget: the partitions of `__transaction_state` led by this broker.
class TransactionLog
{
public:
    using Committed = std::function<void(std::int16_t)>;

    virtual ~TransactionLog() = default;
    /// As OffsetsLog::append().
    virtual void append(std::int32_t partition, GroupRecord record, std::int64_t timestampMs, Committed whenCommitted) = 0;
};

/// The cluster as the coordinator sees it: who leads a partition, and how markers get there.
class TransactionCluster
{
public:
    enum class Leadership : std::uint8_t {
        Led,      ///< by a broker that is alive
        Leaderless,
        Unknown   ///< there is no such partition (any more)
    };
    struct Leader {
        Leadership leadership = Leadership::Unknown;
        std::int32_t broker = -1;
    };

    virtual ~TransactionCluster() = default;
    virtual Leader leaderOf(const std::string &topic, std::int32_t partition) const = 0;
    /// `reply` comes once, on the coordinator's owner, never before send() returns.
    virtual void send(std::int32_t broker, wire::WriteTxnMarkersRequest request, Reply<base::Result<wire::WriteTxnMarkersResponse>> reply) = 0;
    /// A producer id that nobody else gets, or a Kafka code.
    virtual void nextProducerId(std::function<void(std::int16_t error, std::int64_t id)> done) = 0;
};

} // namespace weir::sandbox
