// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/sandbox/broker/log_directories.h"
#include "backend/sandbox/broker/partition.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

namespace weir::sandbox {

class Shard;

/// Replicas of one shard on their way from one log directory to another (KIP-113): each has a second log, in a folder
/// "-future" of the directory where it is going, that takes batch after batch of the first. When it has them all the controller is
/// told where the replica is now (KIP-858), and with the controller's word it takes the first one's place, between two
/// requests, so that nobody sees anything of it. Belongs to the shard's owner, as the logs do.
class LogMoves
{
public:
    explicit LogMoves(Shard &shard);
    ~LogMoves();

    /// What AlterReplicaLogDirs asks of a replica: 0, or why not. One that is not here yet goes there when it comes
    /// (REPLICA_NOT_AVAILABLE).
    base::KafkaError ask(const std::string &topic, std::int32_t index, LogDirectory &to);
    /// The directory that was wished for a replica that comes now; null: any. It is wished for once.
    LogDirectory *takeWish(const std::string &topic, std::int32_t index);
    /// The replica has been opened: goes on with what an earlier run had begun.
    void resume(Partition &partition);
    /// Something was said of where the replica is.
    void onImage(const PartitionId &key);
    /// The replica is not to be here any more, or goes nowhere: its second log is deleted.
    void cancel(const PartitionId &key);
    /// The replica's own directory has failed: what was copied stays, for the next start.
    void leave(const PartitionId &key) { m_moves.erase(key); }
    void onFailed(const LogDirectory &directory);
    /// Where the replica is going; null: nowhere.
    LogDirectory *destinationOf(const PartitionId &key) const;
    /// visit(const PartitionId &, const LogDirectory &to, const PartitionLog &)
    template <class Visit>
    void forEach(Visit visit) const
    {
        for (const auto &[key, move] : m_moves)
            visit(key, *move.to, *move.log);
    }
    /// Files that are due for deletion.
    void everySecond();
    void close(bool clean, bool sync);

private:
    struct Move {
        LogDirectory *to = nullptr;
        std::unique_ptr<PartitionLog> log;
        std::uint64_t number = 0; ///< of all moves: what is on its way for another one is not for this
        bool posted = false;      ///< a step is on its way
    };

    base::Status begin(Partition &partition, LogDirectory &to, const std::string &folder);
    void step(const PartitionId &key, std::uint64_t number);
    void stepSoon(const PartitionId &key, std::chrono::milliseconds delay);
    base::Status swap(Partition &partition, Move &move);

    Shard &m_shard;
    std::unordered_map<PartitionId, Move, PartitionIdHash> m_moves;
    std::map<PartitionKey, LogDirectory *> m_wishes;
    std::uint64_t m_next = 1;
};

} // namespace weir::sandbox
