// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/base/uuid.h"
#include "backend/sandbox/log/checkpoint_file.h"
#include "backend/sandbox/log/partition_log.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::sandbox {

/// What `meta.properties` says of a log directory.
struct DirectoryIdentity {
    std::string clusterId;
    std::int32_t nodeId = -1;
    base::Uuid directoryId;
};

/// One of a broker's log directories (Kafka's `log.dirs`): its lock, its identity, its checkpoints, and the partitions found in it.
/// After open() everything that is read is constant; writing is for one thread at a time.
class LogDirectory
{
public:
    /// Creates the folder where it is missing and takes its lock. Errors: Conflict "log.directory.open" where another process
    /// holds it or it belongs to another cluster or node (peerText says which), Storage where it cannot be written.
    /// An identity's directoryId is used for a new directory only.
    static base::Result<std::unique_ptr<LogDirectory>> open(FileSystem &fs, std::string path, DirectoryIdentity identity);

    const std::string &path() const { return m_path; }
    const DirectoryIdentity &identity() const { return m_identity; }
    /// The `.kafka_cleanshutdown` of the last end was there; open() has removed it, so that a crash from now on is noticed.
    bool wasCleanShutdown() const { return m_clean; }
    /// The broker's epoch at its last clean end (KIP-966).
    std::optional<std::int64_t> lastBrokerEpoch() const { return m_lastBrokerEpoch; }

    /// Partitions whose folders are here; those marked for deletion are not among them.
    const std::vector<PartitionKey> &partitions() const { return m_partitions; }
    /// Folders that an interrupted deletion left ("...-delete"); remove them with FileSystem::removeTree when there is time.
    const std::vector<std::string> &deletedFolders() const { return m_deleted; }
    std::string partitionPath(const PartitionKey &key) const;

    /// Opens or creates a partition's log with what the checkpoints say of it, its high watermark set.
    base::Result<std::unique_ptr<PartitionLog>> openLog(const PartitionKey &key, const LogConfig &config, const base::Clock &clock,
                                                        const base::Uuid &topicId) const;

    struct Checkpoints {
        OffsetMap recoveryPoints;
        OffsetMap logStartOffsets; ///< only those that differ from the first segment's base need be here
        OffsetMap highWatermarks;
    };
    const Checkpoints &checkpoints() const { return m_checkpoints; }
    /// The three checkpoint files; a file whose content would be the same is left alone.
    base::Status writeCheckpoints(Checkpoints checkpoints, bool sync = false);
    /// After every log was closed and the checkpoints were written: the next start needs no recovery.
    base::Status markCleanShutdown(std::int64_t brokerEpoch);
    base::Result<DiskSpace> space() const { return m_fs.space(m_path); }

private:
    LogDirectory(FileSystem &fs, std::string path) : m_fs(fs), m_path(std::move(path)) {}
    base::Status load(DirectoryIdentity wanted);
    base::Status loadIdentity(const DirectoryIdentity &wanted);

    FileSystem &m_fs;
    std::string m_path;
    std::unique_ptr<FileLock> m_lock;
    DirectoryIdentity m_identity;
    bool m_clean = false;
    std::optional<std::int64_t> m_lastBrokerEpoch;
    std::vector<PartitionKey> m_partitions;
    std::vector<std::string> m_deleted;
    Checkpoints m_checkpoints;
};

/// "orders-0" -> {"orders", 0}; nothing for names that are no partition's.
std::optional<PartitionKey> partitionKeyOf(std::string_view folder);

} // namespace weir::sandbox
