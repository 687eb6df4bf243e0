// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/log/log_config.h"
#include "backend/sandbox/log/log_segment.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace weir::sandbox {

/// cleanup.policy=compact for one partition: of each key the newest record stays, a tombstone for delete.retention.ms.
/// The partition's owner makes a job of closed segments, run() may take its time on any other thread, and the owner
/// puts the result in place (PartitionLog::takeCompaction, applyCompaction). Offsets never change; the active segment,
/// open transactions and what is not committed are not touched. Records of aborted transactions go; a marker whose transaction
/// has no batch left stays for delete.retention.ms more.
class CompactionJob
{
public:
    struct Source
    {
        std::int64_t baseOffset = 0;
        std::uint64_t size = 0;
        std::int64_t nextBase = 0;
        std::unique_ptr<LogSegment> reader; ///< of the same file, for the other thread alone
    };
    /// Segments that became one, in order; written beside them with the suffix ".cleaned".
    struct Group
    {
        std::vector<std::int64_t> replaced;
        std::unique_ptr<LogSegment> cleaned;
    };
    struct Numbers
    {
        std::int64_t recordsRead = 0;
        std::int64_t recordsKept = 0;
        std::uint64_t bytesRead = 0;
        std::uint64_t bytesWritten = 0;
    };

    /// Reads, and writes what is left, synced. On an error, or when the job is dropped, nothing of it stays.
    base::Status run();
    const Numbers &numbers() const { return m_numbers; }

    CompactionJob(CompactionJob &&) = default;
    CompactionJob &operator=(CompactionJob &&) = default;
    ~CompactionJob();

private:
    friend class PartitionLog;
    CompactionJob(FileSystem &fs, std::string directory, LogConfig config, std::int64_t nowMs)
        : m_fs(&fs), m_directory(std::move(directory)), m_config(config), m_nowMs(nowMs)
    {
    }

    struct OpenTransaction
    {
        std::int64_t firstOffset = 0;
    };
    struct Aborted
    {
        std::int64_t producerId = 0;
        std::int64_t firstOffset = 0;
        std::int64_t lastOffset = 0;
    };

    base::Status findTransactions();
    base::Status syncSources();
    base::Status readKeys();
    base::Status writeGroups();
    base::Status copy(LogSegment &from, LogSegment &to);
    /// The batch as it is to be written: empty where nothing is left of it, nothing where it stays as it is.
    base::Result<std::optional<base::Bytes>> filter(const wire::RecordBatchView &batch);
    base::Result<std::optional<base::Bytes>> filterMarker(const wire::RecordBatchView &batch);
    /// The batch anew with those of its records; none where it stays for its producer's sequence numbers alone.
    base::Result<std::optional<base::Bytes>> rebuilt(const wire::RecordBatchHeader &header, const std::vector<wire::RecordView> &kept, bool setHorizon);
    bool isNewestOfProducer(const wire::RecordBatchHeader &header) const;
    bool isAborted(const wire::RecordBatchHeader &header) const;
    bool isOpen(const wire::RecordBatchHeader &header) const;
    base::Status forEachBatch(LogSegment &segment,
                              const std::function<base::Status(const wire::RecordBatchView &)> &each);

    FileSystem *m_fs;
    std::string m_directory;
    LogConfig m_config;
    std::int64_t m_nowMs;
    std::int64_t m_syncedUpTo = 0; ///< the log's recovery point
    std::int64_t m_dirtyFrom = 0;
    std::int64_t m_upTo = 0; ///< offsets from here on are left alone; may shrink while keys are read
    std::vector<Source> m_sources;
    std::unordered_map<std::int64_t, std::int64_t> m_producersEnd; ///< producer -> last offset of its newest batch
    std::unordered_map<std::string, std::int64_t> m_newest;        ///< key -> offset
    std::vector<Aborted> m_aborted;
    std::unordered_map<std::int64_t, OpenTransaction> m_open;
    std::set<std::int64_t> m_withData;       ///< producers of whose transaction a batch was read since their last marker
    std::set<std::int64_t> m_removedMarkers; ///< offsets
    std::int64_t m_cleanedUpTo = 0;
    base::Bytes m_scratch;
    std::vector<Group> m_groups;
    Numbers m_numbers;
    std::shared_ptr<void> m_token; ///< the log sees by it that the job is still about
};

} // namespace weir::sandbox
