// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/shard.h"
#include "backend/sandbox/share/share_partition.h"

#include <deque>
#include <map>
#include <memory>

namespace weir::sandbox {

/// What share groups read of the partitions that a shard leads (KIP-932): who has which records, for how long, and what the
/// share coordinator is told of it. The shard's own; what is asked of the share coordinator goes by way of the main owner.
///
/// The first who reads a partition for a group has its state fetched from the share coordinator; when the partition gets
/// another leader, or the group's last member here has gone, it is dropped, for the share coordinator has it all.
class ShareLeaders
{
public:
    /// Kafka's group settings, as of now.
    struct Terms {
        SharePartitionLimits limits;
        bool committedOnly = false;    ///< share.isolation.level
        bool mayRenew = true;          ///< share.renew.acknowledge.enable
        std::string reset;             ///< share.auto.offset.reset
    };
    static Terms termsOf(const Broker &broker, const Shard &shard, const std::string &groupId);

    struct Ask {
        std::string groupId;
        std::string memberId;
        PartitionId id;
        std::int32_t maxRecords = 0;
        std::uint32_t maxBytes = 0;
        bool wholeBatches = true;
        bool minOneMessage = true;
        bool onlyLook = false; ///< how many bytes there are; nothing is acquired
    };
    struct Taken {
        std::int16_t error = 0;
        std::uint32_t bytes = 0;
        base::Bytes records;
        std::vector<AcquiredRun> runs;
    };

    explicit ShareLeaders(Shard &shard) : m_shard(shard) {}
    ~ShareLeaders() { close(); }

    /// What can be given to the member now. Where that is nothing, and no error, `waiter` is woken when it may be otherwise.
    Taken acquire(const Ask &ask, const std::shared_ptr<DataWaiter> &waiter, std::size_t slot);
    using Done = std::function<void(std::int16_t error)>;
    /// `done` comes when the share coordinator has stored it, or with why not; perhaps at once.
    void acknowledge(const std::string &groupId, const std::string &memberId, const PartitionId &id, const std::vector<AcknowledgedRun> &runs, Done done);
    /// The member's session has ended: what it has goes back. `last`: no other member of the group reads here.
    void release(const std::string &groupId, const std::string &memberId, bool last);
    /// The partition has another leader, or another epoch of one.
    void onPartition(const Partition &partition);
    void close();
    std::size_t size() const { return m_entries.size(); }

private:
    using Time = SharePartition::Time;
    using Key = std::pair<std::string, PartitionId>;
    struct KeyLess {
        bool operator()(const Key &a, const Key &b) const
        {
            return std::tie(a.first, a.second.topicId, a.second.index) < std::tie(b.first, b.second.topicId, b.second.index);
        }
    };
    struct Write {
        SharePartition::ChangeId change = 0; ///< 0: only where to begin
        std::vector<StateRun> runs;
        Done done;
    };
    enum class Phase : std::uint8_t { Reading, Ready, Failed };
    struct Entry {
        SharePartitionKey key;
        PartitionId id;
        std::int32_t leaderEpoch = -1;
        std::int32_t stateEpoch = -1;
        Phase phase = Phase::Reading;
        std::int16_t error = 0; ///< why it failed
        bool retired = false;   ///< goes when its last write is done
        Terms terms;
        std::optional<SharePartition> state;
        std::int64_t toldStart = -1;
        std::deque<Write> queued;
        bool writing = false;
        TimerId expiry = 0;
        Time expiresAt{0};
        std::vector<std::pair<std::weak_ptr<DataWaiter>, std::size_t>> waiters;
    };
    // Shared: timers and answers of the share coordinator hold it weakly.
    using EntryPtr = std::shared_ptr<Entry>;

    Time now() const { return m_shard.owner.clock().monotonic(); }
    EntryPtr find(const std::string &groupId, const PartitionId &id) const;
    EntryPtr ensure(const std::string &groupId, const Partition &partition);
    void read(const EntryPtr &entry);
    void onRead(const EntryPtr &entry, const StoredShareState &stored);
    std::int64_t startOf(const Entry &entry, Partition &partition) const;
    void drop(const EntryPtr &entry, std::int16_t error);
    static void addWaiter(Entry &entry, const std::shared_ptr<DataWaiter> &waiter, std::size_t slot);
    static void wake(Entry &entry);
    void arm(const EntryPtr &entry);
    void store(const EntryPtr &entry, const SharePartition::Change &change, Done done);
    void pump(const EntryPtr &entry);
    void onWritten(const EntryPtr &entry, const std::vector<Write> &batch, std::int16_t error);
    /// What of the runs belongs to aborted transactions is nobody's to read.
    void leaveOutAborted(const EntryPtr &entry, const std::string &memberId, base::ByteView records, const std::vector<AbortedTransaction> &aborted, std::vector<AcquiredRun> &runs);

    Shard &m_shard;
    std::map<Key, EntryPtr, KeyLess> m_entries;
};

} // namespace weir::sandbox
