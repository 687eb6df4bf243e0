// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/owner.h"
#include "backend/sandbox/transactions/transaction_metadata.h"
#include "backend/sandbox/transactions/transaction_ports.h"

#include <map>
#include <memory>
#include <vector>

namespace weir::sandbox {

/// Brings the markers of decided transactions to the leaders of their partitions: one request at a time for each broker,
/// with all that has gathered for it meanwhile. What cannot be delivered now is tried again until it can, or until the
/// partition is gone. One owner.
class TransactionMarkers
{
public:
    /// A transaction whose end is decided. Its partitions leave `transaction->is` as they get their marker.
    struct Ending {
        std::shared_ptr<Transaction> transaction;
        std::int32_t partition = 0; ///< of `__transaction_state`
        std::int32_t coordinatorEpoch = 0;
        bool commit = false;
        TransactionMetadata completed; ///< what it is then
        bool cancelled = false;
    };
    using EndingPtr = std::shared_ptr<Ending>;

    /// `done` when every partition has its marker.
    TransactionMarkers(Owner &owner, TransactionCluster &cluster, std::int64_t retryMs, std::function<void(const EndingPtr &)> done)
        : m_owner(owner), m_cluster(cluster), m_retryMs(retryMs), m_done(std::move(done)), m_alive(std::make_shared<char>())
    {
    }
    ~TransactionMarkers();

    void start(EndingPtr ending);
    /// This broker coordinates that partition no more.
    void cancel(std::int32_t partition);
    /// Leaders have changed: what waits is looked at again.
    void retry();
    /// Transactions that are not done.
    std::size_t size() const { return m_endings.size(); }

private:
    struct Part {
        EndingPtr ending;
        std::string topic;
        std::int32_t partition = 0;
    };
    struct Queue {
        std::vector<Part> parts;
        bool busy = false;
    };

    void place(std::vector<Part> parts);
    void flush(std::int32_t broker);
    void onResponse(std::int32_t broker, std::vector<Part> sent, const base::Result<wire::WriteTxnMarkersResponse> &response);
    void delivered(const Part &part);
    void later(Part part);
    void finishIfDone(const EndingPtr &ending);

    Owner &m_owner;
    TransactionCluster &m_cluster;
    std::int64_t m_retryMs;
    std::function<void(const EndingPtr &)> m_done;
    std::vector<EndingPtr> m_endings;
    std::map<std::int32_t, Queue> m_queues;
    std::vector<Part> m_waiting;
    TimerId m_timer = 0;
    std::shared_ptr<char> m_alive; ///< answers that come after our end find it gone
};

} // namespace weir::sandbox
