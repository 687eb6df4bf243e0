// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/core/random.h"
#include "backend/sandbox/log/partition_log.h"
#include "backend/sandbox/metadata/image_builder.h"
#include "backend/sandbox/metadata/metadata_record.h"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace weir::sandbox {

/// The metadata log on the controller's disk: `meta.properties`, `.lock`, and `__cluster_metadata-0/` with segments and
/// snapshots (`<end offset>-<epoch>.checkpoint`) in Apache Kafka's formats. One owner.
class MetadataLog
{
public:
    struct Options
    {
        std::string directory;
        std::int32_t nodeId = -1;
        std::optional<std::string> clusterId; ///< nothing: that of the directory, or a new one
        LogConfig log;
    };

    /// Errors: Conflict where the directory belongs to another cluster or node, or to a running process; Storage;
    /// Invalid.
    static base::Result<std::unique_ptr<MetadataLog>> open(FileSystem &fs, Random &random, const base::Clock &clock,
                                                           Options options);

    const std::string &clusterId() const { return m_clusterId; }
    /// The epoch that the records to come are written in.
    std::int32_t epoch() const { return m_epoch; }
    /// The offset of the next record.
    std::int64_t endOffset() const { return m_log->logEndOffset(); }
    std::int64_t startOffset() const { return m_log->logStartOffset(); }
    /// Everything below is on the disk and may be told.
    std::int64_t committedOffset() const { return m_log->highWatermark(); }
    const PartitionLog &log() const { return *m_log; }

    /// The image that snapshot and log give. Once, after open().
    base::Result<ImagePtr> replay();
    /// Takes the next epoch and says so in the log, as a new leader of a Raft quorum of one does. Not yet flushed.
    base::Status becomeLeader();
    /// One batch: all of the records are there after a crash, or none. Gives the first one's offset. Not yet flushed.
    base::Result<std::int64_t> append(std::span<const MetadataRecord> records);
    /// What was appended is on the disk, and committed, when it returns.
    base::Status commit();
    /// Takes back what was appended since the last commit().
    base::Status rollBack();

    /// From the batch that holds `offset`, below the committed offset; at least one batch.
    base::Result<base::Bytes> read(std::int64_t offset, std::uint32_t maxBytes);

    /// @{ Snapshots.
    struct SnapshotId
    {
        std::int64_t endOffset = -1; ///< it holds everything below
        std::int32_t epoch = -1;
        bool operator==(const SnapshotId &) const = default;
    };
    const std::optional<SnapshotId> &latestSnapshot() const { return m_snapshot; }
    /// Writes the image as a snapshot and drops the part of the log that it stands for, but for the newest segment.
    base::Status writeSnapshot(const MetadataImage &image);
    base::Result<base::Bytes> readSnapshot(const SnapshotId &id);
    /// From that byte on, at most so many.
    base::Result<base::Bytes> readSnapshot(const SnapshotId &id, std::uint64_t position, std::size_t maxBytes);
    base::Result<std::uint64_t> snapshotSize(const SnapshotId &id);
    /// When this process wrote the latest one, or opened the log; monotone.
    std::chrono::nanoseconds snapshotTime() const { return m_snapshotTime; }
    /// Bytes appended since the latest snapshot (or the start).
    std::uint64_t bytesSinceSnapshot() const { return m_bytesSinceSnapshot; }
    /// @}

    /// Everything on the disk, files closed.
    base::Status close();

private:
    MetadataLog(FileSystem &fs, const base::Clock &clock, Options options);

    base::Status openDirectory(Random &random);
    base::Status openLog();
    base::Status findSnapshot();
    std::string snapshotPath(const SnapshotId &id) const;
    void cleanSnapshots();

    FileSystem &m_fs;
    const base::Clock &m_clock;
    Options m_options;
    std::string m_folder;
    std::string m_clusterId;
    std::unique_ptr<FileLock> m_lock;
    std::unique_ptr<PartitionLog> m_log;
    std::int32_t m_epoch = 0;
    std::optional<SnapshotId> m_snapshot;
    std::uint64_t m_bytesSinceSnapshot = 0;
    std::chrono::nanoseconds m_snapshotTime{};
};

} // namespace weir::sandbox
