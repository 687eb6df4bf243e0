// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/base/uuid.h"
#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/log/leader_epoch_cache.h"
#include "backend/sandbox/log/log_compaction.h"
#include "backend/sandbox/log/log_config.h"
#include "backend/sandbox/log/log_segment.h"
#include "backend/sandbox/log/log_types.h"
#include "backend/sandbox/log/producer_state.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace weir::sandbox {

/// One replica of one partition on disk, in Apache Kafka's layout: `<topic>-<partition>/` with segments (`.log`,
/// `.index`,
/// `.timeindex`, `.txnindex`), `leader-epoch-checkpoint`, `partition.metadata` and producer state `.snapshot`s.
/// One owner at a time, no locks. Reading gives file slices that any thread may send.
///
/// Errors carry Kafka's code: Storage with KAFKA_STORAGE_ERROR (56) where the disk fails; what was partly written is
/// cut away, nothing acknowledged is lost and the next append tries again. Data of an append is in the page cache when
/// append() returns: it survives kill -9; flush.messages and flush.ms decide about power failures.
class PartitionLog
{
public:
    struct OpenOptions
    {
        bool cleanShutdown = false;      ///< the folder's `.kafka_cleanshutdown` was there
        std::int64_t recoveryPoint = 0;  ///< of `recovery-point-offset-checkpoint`; batches from here on are verified
        std::int64_t logStartOffset = 0; ///< of `log-start-offset-checkpoint`
        std::int64_t cleanedUpTo = 0;    ///< of `cleaner-offset-checkpoint`
        base::Uuid topicId;              ///< written to partition.metadata when the folder is new
    };
    struct RecoveryReport
    {
        std::int64_t verifiedBytes = 0;
        std::int64_t truncatedBytes = 0;
        int rebuiltIndexes = 0;
        std::vector<std::string> quarantined; ///< files set aside because they could not be read as what they are
    };

    /// Opens or creates `directory` (its last part is `<topic>-<partition>`). Where partition.metadata names another
    /// topic id than the options do, it stays and topicId() tells it: the folder is of a topic that is no more.
    static base::Result<std::unique_ptr<PartitionLog>> open(FileSystem &fs, std::string directory, LogConfig config,
                                                            const base::Clock &clock, OpenOptions options);
    /// The topic id of a partition's folder that is not open; zero where it has none.
    static base::Result<base::Uuid> readTopicId(FileSystem &fs, const std::string &directory);
    ~PartitionLog();
    PartitionLog(const PartitionLog &) = delete;
    PartitionLog &operator=(const PartitionLog &) = delete;

    const std::string &directory() const { return m_directory; }
    const base::Uuid &topicId() const { return m_topicId; }
    const RecoveryReport &recovery() const { return m_recovery; }
    const LogConfig &config() const { return m_config; }
    void setConfig(LogConfig config) { m_config = config; }

    std::int64_t logStartOffset() const { return m_logStartOffset; }
    std::int64_t logEndOffset() const { return m_nextOffset; }
    std::int64_t highWatermark() const { return m_highWatermark; }
    /// Clamped to [log start, log end]; retention never deletes above it.
    void setHighWatermark(std::int64_t offset);
    /// First offset of the oldest open transaction at or above the log start, else the high watermark.
    std::int64_t lastStableOffset() const;
    std::int64_t recoveryPoint() const { return m_recoveryPoint; }
    std::uint64_t sizeInBytes() const;
    std::size_t segmentCount() const { return m_segments.size(); }
    std::int64_t activeSegmentBaseOffset() const { return active().baseOffset(); }

    /// Gives offsets, leader epoch and, if so configured, time. `batches` are not changed, nor kept.
    /// Codes: MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE, CORRUPT_MESSAGE, INVALID_RECORD, INVALID_TIMESTAMP,
    /// OUT_OF_ORDER_SEQUENCE_NUMBER, INVALID_PRODUCER_EPOCH, UNKNOWN_PRODUCER_ID, INVALID_TXN_STATE,
    /// TRANSACTION_COORDINATOR_FENCED, KAFKA_STORAGE_ERROR.
    base::Result<AppendInfo> appendAsLeader(base::ByteView batches, std::int32_t leaderEpoch,
                                            AppendOrigin origin = AppendOrigin::Client, const TransactionTerms &terms = {});
    /// Before a batch of a transaction is appended: 0 where the log has records of that transaction, else what to append
    /// it with once the coordinator knows of the partition (KIP-890).
    std::uint64_t startVerification(const wire::RecordBatchHeader &batch, bool supportsEpochBump);
    /// What a leader sent, as it is; a cut batch at the end is left out. Batches that lie wholly below the log end are
    /// skipped; offsets may have gaps (compaction makes them). Codes: CORRUPT_MESSAGE, OFFSET_OUT_OF_RANGE (a batch
    /// that lies across the log end or is out of order), KAFKA_STORAGE_ERROR.
    base::Result<AppendInfo> appendAsFollower(base::ByteView batches);

    /// Everything is on the disk when it returns; moves the recovery point to the log end.
    base::Status flush();
    /// fsync of what was rolled, for another thread: run() there, then flushed() here. Nothing where there is nothing
    /// to do, or a job that was given is still on its way (one that failed is given again after half a minute).
    struct FlushJob
    {
        FileSystem *fs = nullptr;
        std::string directory;
        std::vector<std::shared_ptr<File>> files;
        std::int64_t upTo = 0;
        base::Status run() const;
    };
    std::optional<FlushJob> takeFlushJob();
    void flushed(const FlushJob &job);
    /// Starts a new segment even if the active one has room. An empty active segment stays.
    base::Status roll();

    /// From the batch that holds `offset` (or the next one there is) to `maxBytes`, never at or above `upperBound`
    /// (high watermark, last stable offset or log end), never across a segment. With `minOneMessage` a first batch
    /// longer than `maxBytes` comes whole. Code OFFSET_OUT_OF_RANGE outside of [log start, log end].
    base::Result<LogSlice> read(std::int64_t offset, std::uint32_t maxBytes, std::int64_t upperBound,
                                bool minOneMessage = true);
    /// For a reader of committed records who got `slice` by read(offset, ..., upperBound): the aborted transactions with
    /// records in it, and perhaps some that begin a little behind it.
    base::Result<std::vector<AbortedTransaction>> abortedIn(const LogSlice &slice, std::int64_t offset, std::int64_t upperBound);
    /// The first record whose timestamp is at or after `timestamp`, exactly; nothing where there is none.
    base::Result<std::optional<OffsetAndTime>> findByTimestamp(std::int64_t timestamp);
    /// The record with the highest timestamp (the first of them); nothing in an empty log.
    base::Result<std::optional<OffsetAndTime>> findMaxTimestamp();
    /// Bytes from the batch that holds `offset` to the end of the log.
    base::Result<std::uint64_t> bytesAfter(std::int64_t offset);

    std::int32_t latestEpoch() const { return m_epochs.latestEpoch(); }
    const LeaderEpochCache &epochs() const { return m_epochs; }
    /// Remembers that `epoch` starts at the log end (on becoming leader).
    base::Status assignEpoch(std::int32_t epoch);
    /// KIP-101: the epoch that answers `epoch` and where it ends; {-1, -1} where it is unknown.
    EpochEnd endOffsetForEpoch(std::int32_t epoch) const;
    /// Drops everything at and above `offset`. False where there was nothing to drop.
    base::Result<bool> truncateTo(std::int64_t offset);
    /// Empty, continuing at `offset`: a follower whose log lies wholly below its leader's start.
    base::Status truncateFullyAndStartAt(std::int64_t offset);
    /// DeleteRecords: moves the log start offset. Code OFFSET_OUT_OF_RANGE above the high watermark. Whole segments
    /// below go with the next deleteOldSegments(). True where it moved.
    base::Result<bool> deleteRecordsBefore(std::int64_t offset);

    /// Retention by time, size and log start offset, on whole segments below the high watermark. Gives their number.
    base::Result<int> deleteOldSegments();
    /// Everything that time asks for: flush.ms, files due for deletion, producers that expired, idle files. Call it
    /// about once a second where wantsTick() says so.
    base::Status tick();
    bool wantsTick() const;
    /// Clean end: indexes and producer state written, everything flushed with `sync`.
    base::Status close(bool sync = true);
    /// Renames the folder to `<topic>-<partition>.<uuid>-delete`; the log stays readable for who holds slices,
    /// appending ends.
    base::Status renameForDeletion(const base::Uuid &unique);
    /// Gives the folder another name on the same disk, under which the log goes on.
    base::Status renameTo(const std::string &directory);
    /// What it then is called.
    static std::string pathForDeletion(const std::string &directory, const base::Uuid &unique);

    /// A job where cleanup.policy=compact has enough to do (min.cleanable.dirty.ratio, the compaction lags). One at a
    /// time; after one that failed and was dropped the next is given five minutes later.
    std::optional<CompactionJob> takeCompaction();
    /// Puts in place what a job wrote. False where the log was cut or deleted meanwhile and the work was for nothing.
    base::Result<bool> applyCompaction(CompactionJob job);
    /// Offset up to which the log is compacted (Kafka's `cleaner-offset-checkpoint`).
    std::int64_t cleanedUpTo() const { return m_cleanedUpTo; }

    const ProducerStates &producers() const { return m_producers; }

private:
    PartitionLog(FileSystem &fs, std::string directory, LogConfig config, const base::Clock &clock);

    struct PendingDelete
    {
        std::int64_t dueMs = 0;
        std::vector<std::string> paths;
    };

    LogSegment &active() { return *m_segments.rbegin()->second; }
    const LogSegment &active() const { return *m_segments.rbegin()->second; }

    // partition_log_load.cpp
    base::Status load(const OpenOptions &options);
    base::Status loadSegments(std::vector<std::int64_t> &snapshots);
    /// Gives the offset from which on segments were read anew.
    base::Result<std::int64_t> recoverSegments(const OpenOptions &options);
    base::Status finishSwap(std::int64_t baseOffset, std::uint64_t size);
    base::Status loadEpochs();
    base::Status loadProducers(std::vector<std::int64_t> snapshots, std::int64_t indexFrom = INT64_MAX);
    base::Status loadPartitionMetadata(const base::Uuid &topicId);
    /// Aborted transactions whose marker is at or above `indexFrom` are noted in their segment's index.
    base::Status rebuildProducers(std::int64_t upTo, std::int64_t indexFrom = INT64_MAX);

    base::Status roll(std::int64_t offset);
    base::Status maybeRoll(std::uint64_t bytes, std::int64_t maxTimestamp, std::int64_t maxOffset);
    base::Status maybeFlush(std::int64_t newRecords);
    base::Status dropSegments(const std::vector<std::int64_t> &baseOffsets);
    base::Status dropFiles(const std::vector<std::string> &paths);
    base::Result<AppendInfo> appendOne(const wire::RecordBatchView &batch, std::int32_t leaderEpoch,
                                       AppendOrigin origin, const TransactionTerms &terms);
    /// The producers learn of a batch that is in the active segment.
    void noteProducer(const wire::RecordBatchView &batch, const wire::RecordBatchHeader &header);
    base::Status write(std::span<const wire::RecordBatchHeader> headers, std::span<const base::ByteView> pieces);
    base::Status checkWritable() const;
    base::Result<std::optional<OffsetAndTime>> searchTimestamp(LogSegment &segment, std::int64_t timestamp);
    void touch(LogSegment &segment);
    std::string snapshotPath(std::int64_t offset) const;
    base::Status saveSnapshot();
    /// With our name, and with KAFKA_STORAGE_ERROR where it was the disk.
    base::Error named(base::Error error) const;

    FileSystem &m_fs;
    std::string m_directory;
    std::string m_name; ///< `<topic>-<partition>`
    LogConfig m_config;
    const base::Clock &m_clock;
    base::Uuid m_topicId;
    RecoveryReport m_recovery;

    std::map<std::int64_t, std::unique_ptr<LogSegment>> m_segments; ///< by base offset; never empty once open
    LeaderEpochCache m_epochs;
    ProducerStates m_producers;
    std::vector<PendingDelete> m_pendingDeletes;

    std::int64_t m_nextOffset = 0;
    std::int64_t m_logStartOffset = 0;
    std::int64_t m_highWatermark = 0;
    std::int64_t m_recoveryPoint = 0;
    std::int64_t m_cleanedUpTo = 0;
    std::weak_ptr<void> m_compaction;     ///< of the job that is on its way
    std::int64_t m_compactionTakenMs = 0; ///< of a job whose result has not come
    bool m_compactionStuck = false;
    std::int64_t m_unflushedRecords = 0;
    std::int64_t m_lastFlushMs = 0;
    std::int64_t m_lastUseMs = 0;
    std::int64_t m_lastExpiryMs = 0;
    std::int64_t m_flushJobUpTo = -1;
    std::int64_t m_flushJobMs = 0;
    std::int64_t m_snapshotOffset = -1;       ///< of the newest snapshot file
    std::vector<std::int64_t> m_openSegments; ///< closed segments whose files are open, least recently used first
    bool m_filesOpen = false;
    bool m_closed = false;
};

} // namespace weir::sandbox
