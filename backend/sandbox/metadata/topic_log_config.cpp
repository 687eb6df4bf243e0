// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/topic_log_config.h"

#include "backend/sandbox/metadata/config_value.h"

#include <algorithm>
#include <limits>

namespace weir::sandbox {

LogConfig logConfigOf(const BrokerConfigView &broker, const ConfigMap &topic)
{
    LogConfig config;
    const auto take = [&]<class Number>(Number &field, std::string_view name) {
        const auto parsed = parseInteger(effectiveTopicConfig(broker, topic, name));
        if (parsed && *parsed >= std::numeric_limits<Number>::min() && *parsed <= std::numeric_limits<Number>::max())
            field = static_cast<Number>(*parsed);
    };
    take(config.segmentBytes, "segment.bytes");
    take(config.segmentMs, "segment.ms");
    take(config.segmentJitterMs, "segment.jitter.ms");
    take(config.segmentIndexBytes, "segment.index.bytes");
    take(config.indexIntervalBytes, "index.interval.bytes");
    take(config.retentionMs, "retention.ms");
    take(config.retentionBytes, "retention.bytes");
    take(config.fileDeleteDelayMs, "file.delete.delay.ms");
    take(config.maxMessageBytes, "max.message.bytes");
    take(config.messageTimestampBeforeMaxMs, "message.timestamp.before.max.ms");
    take(config.messageTimestampAfterMaxMs, "message.timestamp.after.max.ms");
    take(config.compressionGzipLevel, "compression.gzip.level");
    take(config.compressionLz4Level, "compression.lz4.level");
    take(config.compressionZstdLevel, "compression.zstd.level");
    take(config.flushMessages, "flush.messages");
    take(config.flushMs, "flush.ms");
    take(config.deleteRetentionMs, "delete.retention.ms");
    take(config.minCompactionLagMs, "min.compaction.lag.ms");
    take(config.maxCompactionLagMs, "max.compaction.lag.ms");
    take(config.minInsyncReplicas, "min.insync.replicas");

    const auto policies = splitConfigList(effectiveTopicConfig(broker, topic, "cleanup.policy"));
    const auto has = [&](std::string_view policy) {
        return std::find(policies.begin(), policies.end(), policy) != policies.end();
    };
    config.deleteOld = has("delete");
    config.compact = has("compact");
    config.compressionType = wire::compressionOf(effectiveTopicConfig(broker, topic, "compression.type"));
    if (effectiveTopicConfig(broker, topic, "message.timestamp.type") == "LogAppendTime")
        config.messageTimestampType = wire::TimestampType::LogAppendTime;
    if (const auto ratio = parseReal(effectiveTopicConfig(broker, topic, "min.cleanable.dirty.ratio")))
        config.minCleanableDirtyRatio = *ratio;
    config.uncleanLeaderElectionEnable =
        parseBoolean(effectiveTopicConfig(broker, topic, "unclean.leader.election.enable")).value_or(false);
    config.producerIdExpirationMs = broker.number("producer.id.expiration.ms");
    config.verifyTransactions = broker.flag("transaction.partition.verification.enable");
    return config;
}

} // namespace weir::sandbox
