// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/record_batch.h"

#include <cstdint>
#include <optional>

namespace weir::sandbox {

/// The settings of one partition's log, by Kafka's topic settings and with Kafka's defaults. Times in milliseconds,
/// sizes in bytes, -1 is "no limit". A plain value: who reads settings from maps fills it.
struct LogConfig
{
    static constexpr std::int64_t kNever = INT64_MAX;

    std::int32_t segmentBytes = 1'073'741'824;
    std::int64_t segmentMs = 604'800'000;
    std::int64_t segmentJitterMs = 0;
    std::int32_t segmentIndexBytes = 10'485'760;
    std::int32_t indexIntervalBytes = 4'096;

    bool deleteOld = true; ///< cleanup.policy has "delete"
    bool compact = false;  ///< cleanup.policy has "compact"
    std::int64_t retentionMs = 604'800'000;
    std::int64_t retentionBytes = -1;
    std::int64_t fileDeleteDelayMs = 60'000;

    std::int32_t maxMessageBytes = 1'048'588;
    wire::TimestampType messageTimestampType = wire::TimestampType::CreateTime;
    std::int64_t messageTimestampBeforeMaxMs = kNever;
    std::int64_t messageTimestampAfterMaxMs = 3'600'000;

    /// Nothing is "producer": a batch stays in the codec it came in.
    std::optional<wire::Compression> compressionType;
    int compressionGzipLevel = -1;
    int compressionLz4Level = 9;
    int compressionZstdLevel = 3;

    std::int64_t flushMessages = kNever;
    std::int64_t flushMs = kNever;

    std::int64_t deleteRetentionMs = 86'400'000;
    std::int64_t minCompactionLagMs = 0;
    std::int64_t maxCompactionLagMs = kNever;
    double minCleanableDirtyRatio = 0.5;

    /// Not used by the log itself; kept here because they are settings of the same topic.
    std::int32_t minInsyncReplicas = 1;
    bool uncleanLeaderElectionEnable = false;

    /// Broker-wide: producer.id.expiration.ms.
    std::int64_t producerIdExpirationMs = 86'400'000;
    /// Broker-wide: transaction.partition.verification.enable.
    bool verifyTransactions = true;
    /// A stored batch that inflates to more cannot have its compression converted (MESSAGE_TOO_LARGE).
    std::size_t maxInflatedBytes = std::size_t{256} << 20;
};

} // namespace weir::sandbox
