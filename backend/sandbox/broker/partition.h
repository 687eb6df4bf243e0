// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/base/uuid.h"
#include "backend/sandbox/core/owner.h"
#include "backend/sandbox/log/partition_log.h"
#include "backend/sandbox/metadata/image.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace weir::sandbox {

/// A partition without its topic's name, which a topic deleted and made anew has in common with its predecessor.
struct PartitionId {
    base::Uuid topicId;
    std::int32_t index = 0;

    bool operator==(const PartitionId &) const = default;
};
struct PartitionIdHash {
    std::size_t operator()(const PartitionId &key) const
    {
        return base::UuidHash{}(key.topicId) ^ (static_cast<std::size_t>(key.index) * 0x9E3779B97F4A7C15ULL);
    }
};

/// Somebody who waits for data: told once, then forgotten.
class DataWaiter
{
public:
    virtual ~DataWaiter() = default;
    /// On the partition's owner; must only post.
    virtual void wake(std::size_t slot) = 0;
    /// True once nobody wants the call any more. Any thread.
    virtual bool isOver() const = 0;
};

/// What a leader wants the controller to record about its in-sync replicas.
struct IsrProposal {
    std::string topic;
    PartitionId key;
    std::int32_t leaderEpoch = 0;
    std::int32_t partitionEpoch = 0;
    std::vector<std::int32_t> isr;
    std::vector<std::int64_t> brokerEpochs; ///< as the followers named theirs; -1 where that is not known
};

/// What a read gives; `records` may be empty.
struct PartitionRead {
    std::int16_t error = 0;
    std::int64_t highWatermark = -1;
    std::int64_t lastStableOffset = -1;
    std::int64_t logStartOffset = -1;
    std::vector<AbortedTransaction> aborted; ///< in `slice`, for a reader of committed records
    EpochEnd diverging;
    std::int32_t leaderId = -1;    ///< for errors that say "not me"
    std::int32_t leaderEpoch = -1;
    LogSlice slice;
};

/// A replica of this broker: as leader it appends, watches its followers and moves the high watermark; as follower it
/// takes what its leader sends. The rules are Kafka's (Partition.scala is the reference for behaviour: KIP-101, 320, 497,
/// 841, 966). Belongs to one owner and is touched by its tasks only.
class Partition
{
public:
    struct Environment {
        Owner &owner;
        std::int32_t brokerId;
        std::chrono::milliseconds replicaLagTimeMax{30'000};
        /// Sends the proposal; the answer comes back by onIsrAnswer().
        std::function<void(IsrProposal)> proposeIsr;
        /// The epoch of a broker that may be in a set of in-sync replicas (alive, not shutting down), or nothing.
        std::function<std::optional<std::int64_t>(std::int32_t broker)> eligibleEpoch;
    };
    enum class Role : std::uint8_t { None, Leader, Follower };

    Partition(Environment &environment, PartitionId key, std::string topic, std::unique_ptr<PartitionLog> log);
    ~Partition();
    const PartitionId &key() const { return m_key; }
    const std::string &topic() const { return m_topic; }
    Role role() const { return m_role; }
    bool isLeader() const { return m_role == Role::Leader; }
    std::int32_t leaderId() const { return m_leaderId; }
    std::int32_t leaderEpoch() const { return m_leaderEpoch; }
    PartitionLog &log() { return *m_log; }
    const PartitionLog &log() const { return *m_log; }
    /// One with the same content takes its place; gives back the former one.
    std::unique_ptr<PartitionLog> replaceLog(std::unique_ptr<PartitionLog> log);
    const std::vector<std::int32_t> &isr() const { return m_isr; }
    const std::vector<std::int32_t> &replicas() const { return m_replicas; }
    std::int32_t minIsr() const;
    bool underReplicated() const { return m_isr.size() + m_adding < m_replicas.size(); }
    bool underMinIsr() const { return m_isr.size() < static_cast<std::size_t>(minIsr()); }

    /// Takes what the metadata log says. True where this broker's role or its leader changed. Storage where the epoch of a
    /// new leader could not be written down: nothing has changed, and the same may be tried again.
    base::Result<bool> apply(const PartitionImage &image);
    /// The topic is gone, or the broker stops: everybody who waits gets the code.
    void resign(base::KafkaError code);

    /// Leader's append for a client or coordinator. With `needAll` it is refused below min.insync.replicas.
    base::Result<AppendInfo> append(base::ByteView batches, AppendOrigin origin, bool needAll, const TransactionTerms &terms = {});
    /// Batches of a producer whose transaction is being verified: what comes after them must not overtake them.
    void verificationBegins(std::int64_t producerId) { ++m_verifying[producerId]; }
    void verificationEnds(std::int64_t producerId);
    bool verifies(std::int64_t producerId) const { return m_verifying.contains(producerId); }
    bool verifiesAny() const { return !m_verifying.empty(); }
    /// The end of a producer's transaction.
    struct TransactionEnd {
        std::int64_t producerId = -1;
        std::int16_t producerEpoch = -1;
        bool commit = false;
        std::int32_t coordinatorEpoch = 0;
        std::int16_t version = 0; ///< transaction.version
    };
    /// Appends its marker; `done` as with whenCommitted().
    void endTransaction(const TransactionEnd &end, std::function<void(std::int16_t)> done);
    /// Called once with 0 or a Kafka code, when the high watermark has reached `offset` or leadership is lost. Gives an id
    /// for forget(), or 0 where it was called at once.
    std::uint64_t whenCommitted(std::int64_t offset, std::function<void(std::int16_t)> done);
    void forget(std::uint64_t wait);

    struct ReadRequest {
        std::int64_t offset = 0;
        std::uint32_t maxBytes = 0;
        std::int32_t currentLeaderEpoch = -1;
        std::int32_t lastFetchedEpoch = -1;
        std::int64_t followerLogStart = -1;
        std::int32_t replicaId = -1; ///< of a follower; -1: a client
        std::int64_t replicaEpoch = -1;
        bool onlyFromLeader = false;
        bool committedOnly = false; ///< read_committed
        bool minOneMessage = true;
    };
    PartitionRead read(const ReadRequest &request);
    void watch(std::weak_ptr<DataWaiter> waiter, std::size_t slot, bool follower);

    /// Whether this leader knows yet how far the records of earlier leaders are committed. Before that its high watermark
    /// may be behind what clients have been told (KIP-207).
    bool knowsCommitted() const { return m_log->highWatermark() >= m_leaderEpochStart; }

    /// 0, or why this is not the leader of that epoch (-1: any).
    std::int16_t checkLeader(std::int32_t currentLeaderEpoch, bool onlyLeader = true) const;

    // --- follower
    /// Appends what the leader sent; takes over its high watermark and log start.
    base::Status takeFromLeader(base::ByteView batches, std::int64_t highWatermark, std::int64_t logStartOffset);
    /// Cuts back to where this log and the leader's agree, as far as `diverging` tells.
    base::Status truncateToDiverging(const EpochEnd &diverging);

    // --- leader
    /// What the controller said to that proposal. An answer that comes when the metadata log has gone past it, or another
    /// proposal is under way, is no news.
    void onIsrAnswer(const IsrProposal &proposal, std::int16_t error, std::int32_t leader, std::int32_t leaderEpoch,
                     std::int32_t partitionEpoch, const std::vector<std::int32_t> &isr);
    /// Drops replicas that have not caught up for replica.lag.time.max.ms. Call it at half of that.
    void shrinkIsr();
    /// Moves the log start (DeleteRecords); `done` when all live replicas have.
    base::Result<std::int64_t> deleteRecordsBefore(std::int64_t offset);
    /// The least log start offset of the replicas; what DeleteRecords waits for.
    std::int64_t lowWatermark() const;
    std::uint64_t whenLowWatermark(std::int64_t offset, std::function<void(std::int16_t)> done);

    struct ReplicaLag {
        std::int32_t broker = -1;
        std::int64_t logEndOffset = -1;
        std::chrono::milliseconds behindFor{0};
    };
    std::vector<ReplicaLag> followers() const;

    struct Totals {
        std::uint64_t bytesIn = 0;
        std::uint64_t bytesOut = 0;
        std::uint64_t messagesIn = 0;
    };
    Totals totals;
private:
    struct Remote {
        std::int64_t brokerEpoch = -1;
        std::int64_t logEndOffset = -1; ///< -1: it has not fetched since we lead
        std::int64_t logStartOffset = -1;
        std::chrono::nanoseconds lastCaughtUp{0};
        std::chrono::nanoseconds lastFetch{0};
        std::int64_t leaderEndAtLastFetch = 0;
    };
    struct Wait {
        std::uint64_t id = 0;
        std::int64_t offset = 0;
        std::function<void(std::int16_t)> done;
    };
    struct Watch {
        std::weak_ptr<DataWaiter> waiter;
        std::size_t slot = 0;
    };
    class Watches
    {
    public:
        void add(Watch watch);
        void wakeAll();

    private:
        std::vector<Watch> m_list;
        std::size_t m_purgeAt = 32;
    };

    base::Status becomeLeader(const PartitionImage &image);
    void becomeFollower(const PartitionImage &image);
    void onFollowerFetch(const ReadRequest &request);
    void maybeExpandIsr(std::int32_t replica, const Remote &remote);
    void propose(std::vector<std::int32_t> isr);
    bool moveHighWatermark();
    void onHighWatermarkMoved();
    void completeWaits(std::deque<Wait> &waits, std::int64_t upTo, std::int16_t code);
    void failWaits(std::int16_t code);
    std::chrono::nanoseconds now() const { return m_environment.owner.clock().monotonic(); }

    Environment &m_environment;
    PartitionId m_key;
    std::string m_topic;
    std::unique_ptr<PartitionLog> m_log;
    Role m_role = Role::None;
    std::int32_t m_leaderId = -1;
    std::int32_t m_leaderEpoch = -1;
    std::int32_t m_partitionEpoch = -1;
    std::vector<std::int32_t> m_replicas;
    std::vector<std::int32_t> m_isr;
    std::size_t m_adding = 0; ///< so many of the replicas are on their way here, and not missed yet
    std::int64_t m_leaderEpochStart = 0;
    std::map<std::int32_t, Remote> m_remotes;
    /// What the controller was asked to record and has not answered; its members count as in sync for the high watermark.
    std::optional<std::vector<std::int32_t>> m_proposed;
    std::map<std::int64_t, std::int32_t> m_verifying; ///< batches on their way, by producer
    std::deque<Wait> m_commitWaits; ///< ascending offset
    std::deque<Wait> m_lowWaits;
    std::uint64_t m_nextWait = 1;
    Watches m_endWatches;  ///< followers wait for the log end
    Watches m_highWatches; ///< clients wait for the high watermark
};

} // namespace weir::sandbox
