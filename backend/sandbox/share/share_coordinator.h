// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"
#include "backend/sandbox/core/owner.h"
#include "backend/sandbox/groups/group_ports.h"
#include "backend/sandbox/groups/share_persister.h"
#include "backend/sandbox/share/share_state.h"

#include <map>
#include <memory>
#include <vector>

namespace weir::sandbox {

/// Where the share coordinator keeps what it must not forget: the partitions of `__share_group_state` led by this broker.
class ShareStateLog
{
public:
    /// A Kafka error code, 0 once the high watermark has passed the record.
    using Committed = std::function<void(std::int16_t)>;

    virtual ~ShareStateLog() = default;
    /// `whenCommitted` is called exactly once, at once or later. Gives the record's offset; -1 where it was refused.
    virtual std::int64_t append(std::int32_t partition, GroupRecord record, std::int64_t timestampMs, Committed whenCommitted) = 0;
    /// What lies below is of no use any more.
    virtual void deleteBefore(std::int32_t partition, std::int64_t offset) = 0;
    virtual bool knows(const base::Uuid &topicId, std::int32_t partition) const = 0;
};

struct ShareCoordinatorConfig {
    std::int32_t updatesPerSnapshot = 500; ///< share.coordinator.snapshot.update.records.per.snapshot
    std::int32_t writeTimeoutMs = 5'000;   ///< share.coordinator.write.timeout.ms
    std::int32_t pruneIntervalMs = 300'000; ///< fixed in Kafka's default
};

/// Kafka's share coordinator (KIP-932): keeps for each partition and share group which records are done with, as the leader
/// of the partition tells it, for the partitions of `__share_group_state` that one owner has. All its members run on that
/// owner, and so do the replies, which come exactly once; what changes a state is answered when the log has committed it.
///
/// A partition is Absent (NOT_COORDINATOR), Loading (COORDINATOR_LOAD_IN_PROGRESS) or Active.
class ShareCoordinator
{
public:
    using Stored = SharePersister::Stored;
    using Read = SharePersister::Read;

    /// `log` must outlive the coordinator.
    ShareCoordinator(Owner &owner, ShareStateLog &log, ShareCoordinatorConfig config);
    ~ShareCoordinator();
    ShareCoordinator(const ShareCoordinator &) = delete;
    ShareCoordinator &operator=(const ShareCoordinator &) = delete;

    /// Partitions of `__share_group_state`; 0 while the topic does not exist.
    void setPartitions(std::int32_t count) { m_count = count; }
    void setConfig(const ShareCoordinatorConfig &config) { m_config = config; }

    /// As with the group coordinator: loadBatches() with what is in its log, in order, then finishLoading().
    void startLoading(std::int32_t partition);
    base::Status loadBatches(std::int32_t partition, base::ByteView batches);
    void finishLoading(std::int32_t partition);
    void resign(std::int32_t partition);
    /// Their states are forgotten.
    void onTopicsDeleted(const std::vector<base::Uuid> &topicIds);

    void initialize(const SharePartitionKey &key, std::int32_t stateEpoch, std::int64_t startOffset, Stored done);
    void read(const SharePartitionKey &key, std::int32_t leaderEpoch, Read done);
    void write(const SharePartitionKey &key, const ShareStateUpdate &update, Stored done);
    void remove(const SharePartitionKey &key, Stored done);
    void summarize(const SharePartitionKey &key, Read done);

    std::size_t size() const;
    /// Lets the log give up what newer snapshots have made useless.
    void prune();

private:
    struct Kept {
        ShareState state;
        std::int64_t snapshotOffset = -1; ///< of the newest snapshot record
    };
    struct Partition {
        std::int32_t index = 0;
        bool loading = true;
        std::int64_t end = 0; ///< after the newest record that was loaded or appended
        std::map<SharePartitionKey, Kept> states;
    };
    using PartitionPtr = std::shared_ptr<Partition>;
    struct Place {
        PartitionPtr partition;
        Kept *kept = nullptr; ///< nothing: the key is not known
        std::int16_t error = 0;
    };
    Place find(const SharePartitionKey &key) const;
    /// Writes the state as it is to be; `done` when that is committed, or it is as it was.
    void store(const PartitionPtr &partition, const SharePartitionKey &key, ShareState next, const ShareStateUpdate *update, Stored done);
    void append(const PartitionPtr &partition, const SharePartitionKey &key, std::optional<Kept> next, GroupRecord record, bool snapshot, Stored done);
    base::Status loadRecord(Partition &partition, base::ByteView key, std::optional<base::ByteView> value, std::int64_t offset);
    void schedulePruning();

    Owner &m_owner;
    ShareStateLog &m_log;
    ShareCoordinatorConfig m_config;
    std::int32_t m_count = 0;
    std::map<std::int32_t, PartitionPtr> m_partitions;
    TimerId m_pruneTimer = 0;
    // What is told to the log may come back when this is gone.
    std::shared_ptr<char> m_alive;
};

} // namespace weir::sandbox
