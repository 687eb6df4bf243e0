// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/log/log_types.h"
#include "backend/sandbox/log/transaction_index.h"
#include "backend/wire/record_batch.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace weir::sandbox {

/// A batch that an idempotent producer wrote.
struct ProducedBatch
{
    std::int32_t lastSequence = -1;
    std::int64_t lastOffset = -1;
    std::int32_t offsetDelta = 0; ///< last offset - base offset
    std::int64_t timestamp = -1;  ///< the batch's maxTimestamp

    std::int64_t baseOffset() const { return lastOffset - offsetDelta; }
    std::int32_t firstSequence() const { return wire::addSequence(lastSequence, -offsetDelta); }
};

struct ProducerState
{
    static constexpr std::size_t kBatchesKept = 5; ///< as many as a Java producer has in flight

    std::int64_t producerId = -1;
    std::int16_t epoch = -1;
    std::int32_t coordinatorEpoch = -1;
    std::int64_t currentTxnFirstOffset = -1;
    std::int64_t lastTimestamp = -1;
    std::array<ProducedBatch, kBatchesKept> batches; ///< oldest first
    std::uint8_t batchCount = 0;

    std::int32_t lastSequence() const { return batchCount == 0 ? -1 : batches[batchCount - 1U].lastSequence; }
    const ProducedBatch *find(std::int32_t firstSequence, std::int32_t lastSequence) const;
    void push(const ProducedBatch &batch);
};

/// The end of a transaction, as a control batch tells it (KIP-98).
struct EndMarker
{
    bool commit = false;
    std::int32_t coordinatorEpoch = -1;
};
/// Nothing for control records of other kinds.
std::optional<EndMarker> endMarkerOf(const wire::RecordView &record);
/// That of a control batch, which has one record.
std::optional<EndMarker> endMarkerOf(const wire::RecordBatchView &batch);

/// What the log knows of its producers: enough to recognise a retry and a gap, and where transactions are open. Snapshots are in Kafka's file format
/// (`<offset>.snapshot`, version 1, CRC-32C), of which only the newest batch of each producer survives a restart.
class ProducerStates
{
public:
    /// The earlier batch where this one is a retry, nothing where it may be appended. Codes: INVALID_PRODUCER_EPOCH,
    /// OUT_OF_ORDER_SEQUENCE_NUMBER. Only for batches with a producer id that are not control batches.
    base::Result<std::optional<ProducedBatch>> check(const wire::RecordBatchHeader &batch) const;
    /// Whether the end of a transaction may be appended. Codes: INVALID_PRODUCER_EPOCH, TRANSACTION_COORDINATOR_FENCED.
    base::Status checkMarker(const wire::RecordBatchHeader &batch, const EndMarker &marker, std::int16_t transactionVersion) const;
    /// Takes a batch that is in the log; `marker` where it ends a transaction. Gives the transaction if that was aborted.
    std::optional<AbortedTransaction> apply(const wire::RecordBatchHeader &batch, const EndMarker *marker);

    /// A transaction of that epoch has records here.
    bool hasOpenTransaction(std::int64_t producerId, std::int16_t epoch) const;
    /// The first record of a transaction is about to come: what it has to be appended with once the coordinator has said
    /// that the partition is part of the transaction (KIP-890). The next record or marker of the producer ends its worth.
    std::uint64_t startVerification(std::int64_t producerId, std::int32_t sequence, std::int16_t epoch, bool supportsEpochBump,
                                    std::int64_t nowMs);
    bool isVerified(std::int64_t producerId, std::uint64_t verification) const;

    std::size_t size() const { return m_producers.size(); }
    const std::unordered_map<std::int64_t, ProducerState> &all() const { return m_producers; }
    /// First offset of the oldest transaction that is open, or whose marker is not below the high watermark yet.
    std::optional<std::int64_t> firstUnstableOffset() const;
    void onHighWatermark(std::int64_t highWatermark);

    void clear();
    /// Offset up to which batches are in here.
    std::int64_t mapEndOffset() const { return m_mapEndOffset; }
    void setMapEndOffset(std::int64_t offset) { m_mapEndOffset = offset; }
    /// Forgets who is silent for longer than `maxAgeMs` and has no open transaction.
    void removeExpired(std::int64_t nowMs, std::int64_t maxAgeMs);

    base::Status save(FileSystem &fs, const std::string &path, bool sync) const;
    /// Replaces everything. Invalid where the file is damaged.
    base::Status load(FileSystem &fs, const std::string &path);

private:
    struct Finished
    {
        std::int64_t firstOffset = 0;
        std::int64_t markerOffset = 0;
    };
    struct Verification
    {
        std::uint64_t id = 0;
        std::int32_t lowestSequence = 0;
        std::int16_t epoch = -1;
        bool supportsEpochBump = false;
        std::int64_t sinceMs = 0;
    };
    std::unordered_map<std::int64_t, ProducerState> m_producers;
    std::map<std::int64_t, std::int64_t> m_open; ///< first offset -> producer
    std::vector<Finished> m_finished;            ///< transactions whose marker is at or above the high watermark
    std::unordered_map<std::int64_t, Verification> m_verifications;
    std::uint64_t m_lastVerification = 0;
    std::int64_t m_mapEndOffset = 0;
};

} // namespace weir::sandbox
