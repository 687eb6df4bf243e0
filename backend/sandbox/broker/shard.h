// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/access/access.h"
#include "backend/sandbox/broker/fetch_session.h"
#include "backend/sandbox/broker/partition.h"
#include "backend/sandbox/core/random.h"
#include "backend/sandbox/metadata/config_defs.h"
#include "backend/sandbox/metadata/image_builder.h"

#include <set>
#include <unordered_map>

namespace weir::sandbox {

class Broker;
class LogDirectory;
class LogMoves;
class ShareLeaders;

/// What one owner has of one broker: its partitions, its fetch sessions, and its own pointer to the newest metadata
/// image, so that nothing is shared and nothing locked. Touched by its owner's tasks only.
class Shard
{
public:
    Shard(Broker &broker, Owner &owner, std::size_t index, std::uint64_t seed);
    ~Shard();

    Broker &broker() const { return m_broker; }
    /// What share groups read here.
    ShareLeaders &shares() { return *m_shares; }

    Owner &owner;
    const std::size_t index;
    Random random;
    ImagePtr image;
    std::unordered_map<PartitionId, std::unique_ptr<Partition>, PartitionIdHash> partitions;
    /// Partitions whose log could not be opened, or whose directory has failed, and why.
    std::unordered_map<PartitionId, std::string, PartitionIdHash> offline;
    FetchSessions sessions;
    /// Topics whose creation was asked for by clients of this shard's connections and is not answered yet.
    std::set<std::string, std::less<>> creating;

    Partition *find(const PartitionId &key)
    {
        const auto found = partitions.find(key);
        return found == partitions.end() ? nullptr : found->second.get();
    }
    /// The code for a partition that is not here: it lives elsewhere, its disk failed, or nobody knows it.
    std::int16_t absenceOf(const PartitionId &key) const;

    /// What the session may do, as of this shard's image.
    Access accessOf(const Session &session) const;
    /// Takes over a new image: opens, leads, follows and drops what it says.
    void apply(const ImageUpdate &update);
    void startHousekeeping();
    /// Everybody who waits is answered, all logs are closed; cleanly or as they are. Gives the directories in which a log
    /// could not be closed cleanly, or may not have been opened.
    std::set<const LogDirectory *> close(bool clean, bool sync);
    bool closed() const { return m_closed; }

    /// The disk took, or refused, what was to be written: tells when that changes. It does not work again before
    /// everything that it had refused of the metadata was taken.
    void onStorage(bool works, const std::string &why);

    /// Replicas on their way to another log directory.
    LogMoves &moves() { return *m_moves; }
    /// That directory is in service no more: what is in it goes offline.
    void onDirectoryFailed(LogDirectory &directory);
    /// A folder of the directory is no replica's any more.
    void discard(LogDirectory &directory, const std::string &path);
    /// A folder that was renamed for it.
    void deleteLater(const std::string &folder);

    struct Checkpoint {
        const LogDirectory *directory = nullptr;
        std::string topic;
        std::int32_t partition = 0;
        std::int64_t recoveryPoint = 0;
        std::int64_t logStartOffset = 0;
        std::int64_t highWatermark = 0;
        std::int64_t cleanedUpTo = 0;
    };
    std::vector<Checkpoint> checkpoints() const;

private:
    void takeAuthorizer();
    void applyPartition(const std::string &topic, const PartitionId &key, const PartitionImage &state);
    void applyFailed(const PartitionId &key, const char *event, const base::Error &error);
    void retryFailed();
    // shard_logs.cpp
    base::Result<std::unique_ptr<PartitionLog>> openLog(const std::string &topic, const PartitionId &key, const PartitionImage &state);
    base::Result<std::unique_ptr<PartitionLog>> openIn(LogDirectory &directory, const std::string &topic, const PartitionId &key);
    /// The replica's folder, where one of the directories in service has it. Of several the one that goes furthest stays.
    base::Result<std::unique_ptr<PartitionLog>> openKept(const std::string &topic, const PartitionId &key);
    /// A copy that was to take the place of a replica whose directory is gone, as the controller has been told.
    base::Result<bool> promoteFuture(const std::string &topic, const PartitionId &key, const base::Uuid &assigned);
    /// The controller hears where the replica is, where it does not know.
    void tellDirectory(const PartitionId &key, const PartitionImage &state, const base::Uuid &directory);
    /// Its replica is not to be here; whoever waits for it gets the code.
    void drop(const PartitionId &key, base::KafkaError code);
    void renameStrays();
    void renameStrays(LogDirectory &directory);
    /// The broker's fetchers and groups hear what became of it.
    void announce(const Partition &partition);
    void housekeep();
    void everySecond();
    void flushRolled(Partition &partition);
    void compactNext();

    Broker &m_broker;
    Partition::Environment m_environment;
    std::unique_ptr<ShareLeaders> m_shares;
    std::unique_ptr<LogMoves> m_moves;
    /// Replicas whose directory has failed while they were here, and its id.
    std::unordered_map<PartitionId, base::Uuid, PartitionIdHash> m_lost;
    /// Partitions that could not be opened, or not led, and what kind of failure that was; tried again every second.
    std::unordered_map<PartitionId, base::ErrorKind, PartitionIdHash> m_failed;
    std::int64_t m_fetchers = 0; ///< num.replica.fetchers, as the followers here were announced with
    std::chrono::nanoseconds m_nextRetention{0};
    std::chrono::nanoseconds m_nextIsrCheck{0};
    std::chrono::nanoseconds m_nextCompaction{0};
    // Shared with the requests under way. Null where everybody may everything.
    std::shared_ptr<const Authorizer> m_authorizer;
    // Of which entries it is.
    std::shared_ptr<const AclEntries> m_authorized;
    bool m_swept = false;
    bool m_compacting = false; ///< one log at a time: the job has the background thread for as long as it takes
    bool m_closed = false;
    bool m_storageFails = false;
};

} // namespace weir::sandbox
