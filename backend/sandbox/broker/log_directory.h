// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/sandbox/core/file_system.h"
#include "backend/sandbox/core/random.h"
#include "backend/sandbox/log/checkpoint_file.h"

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::sandbox {

/// "orders-3" as a folder name.
std::string partitionFolder(const std::string &topic, std::int32_t partition);

/// The other way round; nothing for a folder of another name.
struct FolderName {
    std::string topic;
    std::int32_t partition = 0;
};
std::optional<FolderName> partitionOfFolder(const std::string &folder);

/// @{ "orders-3.<unique>-future": the folder of a replica on its way to another log directory (KIP-113).
std::string futureFolder(const std::string &topic, std::int32_t partition, const base::Uuid &unique);
std::optional<FolderName> partitionOfFuture(const std::string &folder);
/// @}

/// One of a broker's log directories in Apache Kafka's layout: `meta.properties`, the four offset checkpoints, the marker of a
/// clean end, and one folder a partition. Saving: one thread at a time; what was read at the opening, and what says so: any.
class LogDirectory
{
public:
    using Offsets = OffsetMap;

    /// Makes the directory where it is missing, and meta.properties in it. Conflict where it belongs to another broker or
    /// cluster, or another process holds it; Storage where it cannot be written. `files` outlives it.
    static base::Result<std::unique_ptr<LogDirectory>> open(FileSystem &files, std::string path, std::int32_t nodeId,
                                                            const std::string &clusterId, Random &random);
    /// One that could not be opened: it is offline, and its id is not known.
    static std::unique_ptr<LogDirectory> failed(FileSystem &files, std::string path);

    const std::string &path() const { return m_path; }
    const base::Uuid &id() const { return m_id; }
    FileSystem &files() const { return m_files; }
    std::string pathOf(const std::string &folder) const { return m_path + "/" + folder; }
    /// The marker of a clean end was there; it is gone once the directory was opened.
    bool wasClean() const { return m_wasClean; }
    std::int64_t recoveryPoint(const std::string &topic, std::int32_t partition) const { return valueOf(m_recoveryPoints, topic, partition); }
    std::int64_t logStartOffset(const std::string &topic, std::int32_t partition) const { return valueOf(m_logStarts, topic, partition); }
    std::int64_t highWatermark(const std::string &topic, std::int32_t partition) const { return valueOf(m_highWatermarks, topic, partition); }
    std::int64_t cleanedUpTo(const std::string &topic, std::int32_t partition) const { return valueOf(m_cleaned, topic, partition); }
    /// Folders of replicas on their way here that an earlier run left.
    const std::multimap<PartitionKey, std::string> &futuresFound() const { return m_futures; }

    base::Status saveCleaned(const Offsets &offsets) { return save("cleaner-offset-checkpoint", offsets); }
    base::Status saveRecoveryPoints(const Offsets &offsets) { return save("recovery-point-offset-checkpoint", offsets); }
    base::Status saveLogStarts(const Offsets &offsets) { return save("log-start-offset-checkpoint", offsets); }
    base::Status saveHighWatermarks(const Offsets &offsets) { return save("replication-offset-checkpoint", offsets); }
    base::Status markClean();
    void unlock() { m_lock.reset(); }

    /// @{ Any thread.
    /// Its disk works, as far as anybody knows. Once false it stays so until the broker starts again.
    std::atomic<bool> online{true};
    /// No new replica is put here (cordoned.log.dirs, KIP-1066).
    std::atomic<bool> cordoned{false};
    /// The folders of replicas in it, those on their way here too: what a place for the next one is chosen by.
    std::atomic<int> replicas{0};
    /// @}

private:
    LogDirectory(FileSystem &files, std::string path) : m_files(files), m_path(std::move(path)) {}
    static std::int64_t valueOf(const Offsets &offsets, const std::string &topic, std::int32_t partition);
    Offsets load(const std::string &name) const;
    base::Status save(const std::string &name, const Offsets &offsets);
    base::Status loadMetaProperties(std::int32_t nodeId, const std::string &clusterId, Random &random);
    base::Status findFolders();

    FileSystem &m_files;
    std::string m_path;
    std::unique_ptr<FileLock> m_lock;
    base::Uuid m_id;
    bool m_wasClean = false;
    Offsets m_recoveryPoints;
    Offsets m_logStarts;
    Offsets m_highWatermarks;
    Offsets m_cleaned;
    std::multimap<PartitionKey, std::string> m_futures;
};

} // namespace weir::sandbox
