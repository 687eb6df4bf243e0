// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/error.h"
#include "backend/model/record.h"

namespace weir::model {

/// Which partition a producer gives a record.
enum class Spread {
    Murmur2,    ///< by key, as Java clients
    Crc32,      ///< by key, as librdkafka
    Fnv1a,      ///< by key, as Sarama
    Random,     ///< any, whatever the key
    RoundRobin, ///< one after the other, whatever the key
    Sticky,     ///< one partition a batch, then another; for records without a key
    Chosen      ///< the one of `partition`
};
inline constexpr bool isByKey(Spread spread)
{
    return spread == Spread::Murmur2 || spread == Spread::Crc32 || spread == Spread::Fnv1a;
}

/// Generated records for one topic, by a producer with these settings. Values are JSON text: a number and random letters.
struct LoadRequest {
    QString topic;
    qint64 records = 100'000;    ///< 0: until it is stopped
    double recordsPerSecond = 0; ///< 0: as fast as the cluster takes them
    qint32 valueBytes = 1024;    ///< at least kSmallestValue
    qint64 keys = 1000;          ///< so many different ones, in turn; 0: no key
    Spread spread = Spread::Murmur2;
    qint32 partition = 0;        ///< with Spread::Chosen
    ProduceRecord::Acks acks = ProduceRecord::Acks::All;
    RecordBatch::Codec codec = RecordBatch::Codec::None;
    double lingerMs = 5;         ///< linger.ms: how long a batch waits for more
    qint32 batchBytes = 16'384;  ///< batch.size
    qint64 bufferBytes = 33'554'432; ///< buffer.memory: what may wait in the producer

    static constexpr qint32 kSmallestValue = 32;
};

/// What the producer did until now. Counts are since the start; rates are the reader's to take from two of them.
struct LoadProgress {
    double seconds = 0;
    qint64 given = 0;        ///< records handed to the producer
    qint64 acknowledged = 0; ///< with acks=0: sent
    qint64 failed = 0;
    qint64 bytes = 0;        ///< keys and values of the acknowledged
    qint64 requests = 0;     ///< Produce requests
    qint64 batches = 0;      ///< record batches that went out
    qint64 batchedRecords = 0;
    qint64 batchedBytes = 0; ///< of those batches, before compression
    qint64 waitingRecords = 0; ///< in the producer's memory
    qint64 waitingBytes = 0;
    double latencyP50Ms = -1; ///< from handing over to the answer, over the last half second; -1: no answers
    double latencyP99Ms = -1;
    QVector<qint64> partitions; ///< acknowledged, by partition number
    std::optional<base::Error> lastError; ///< of the newest record that failed
    /// It ran, but its line in the audit log could not be written.
    std::optional<base::Error> auditError;

    double recordsPerBatch() const { return batches > 0 ? static_cast<double>(batchedRecords) / static_cast<double>(batches) : 0; }
    double bytesPerBatch() const { return batches > 0 ? static_cast<double>(batchedBytes) / static_cast<double>(batches) : 0; }
};

} // namespace weir::model
