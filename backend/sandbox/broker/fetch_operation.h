// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/broker/fetch_session.h"

namespace weir::sandbox {

/// One Fetch request from its first read to its answer. It reads all its partitions on their owners; where that is less
/// than minBytes it parks on them, and reads again only those that woke it. Lives on its home owner; partitions hold it weakly.
class FetchOperation final : public DataWaiter, public std::enable_shared_from_this<FetchOperation>
{
public:
    struct Entry {
        FetchedPartition *session = nullptr; ///< in the session's list, or null
        std::string topic;                   ///< the topic's name, resolved
        std::string askedTopic;              ///< as asked, for the response
        base::Uuid askedId;
        PartitionId id;
        Partition::ReadRequest read;
        PartitionRead result;
        bool throttled = false; ///< counts for the leader's replication quota
        bool resolved = true; ///< false: the result's error stands
    };
    struct Limits {
        std::chrono::milliseconds maxWait{0};
        std::uint32_t minBytes = 0;
        std::uint32_t maxBytes = 0;
        bool follower = false;
    };
    using Done = std::function<void(FetchOperation &)>;

    FetchOperation(std::shared_ptr<Broker> broker, std::size_t home, std::vector<Entry> entries, Limits limits, Done done);

    /// On the home owner. `done` may come before it returns.
    void start();
    std::vector<Entry> &entries() { return m_entries; }

    void wake(std::size_t slot) override;
    bool isOver() const override { return m_over.load(std::memory_order_relaxed); }

private:
    void readSlots(std::vector<std::size_t> slots);
    /// A follower that is catching up gets nothing of a throttled partition while the quota is spent.
    static void throttle(const Shard &shard, Broker &broker, const Partition &partition, Entry &entry);
    void onRead();
    void finish();

    std::shared_ptr<Broker> m_broker;
    std::size_t m_home;
    std::vector<Entry> m_entries;
    const Limits m_limits; ///< read by all owners
    Done m_done;
    std::vector<std::size_t> m_woken; ///< woken while a read was under way
    std::size_t m_partsLeft = 0;
    TimerId m_timer = 0;
    bool m_parked = false;
    bool m_timeIsOver = false; ///< on the home owner only
    std::atomic<bool> m_over{false};
};

} // namespace weir::sandbox
