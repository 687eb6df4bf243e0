// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/broker_peers.h"
#include "backend/sandbox/groups/group_ports.h"
#include "backend/wire/messages/add_partitions_to_txn.h"

#include <list>
#include <map>
#include <tuple>

namespace weir::sandbox {

/// Asks the coordinator of a transaction whether a partition is part of it, or has it added, before the first record of the
/// transaction is written there (KIP-890). One request at a time for each coordinator, with all that has gathered for it
/// meanwhile. Who asks what another waits for is answered with it, and after it: the order of batches depends on that.
/// Main owner only.
class TransactionVerifier
{
public:
    using Wish = OffsetsTransaction::Wish;
    struct Question {
        std::string transactionalId;
        std::int64_t producerId = -1;
        std::int16_t producerEpoch = -1;
        std::string topic;
        std::int32_t partition = 0;
        Wish wish = Wish::Verify;
    };
    /// 0, or a code out of the coordinator's, NETWORK_EXCEPTION where it could not be asked.
    using Done = std::function<void(std::int16_t error)>;

    TransactionVerifier(Broker &broker, BrokerPeers &peers);
    void ask(Question question, Done done);

private:
    struct Entry {
        Question question;
        std::vector<Done> done;
        std::chrono::nanoseconds since{0};
    };
    using EntryPtr = std::shared_ptr<Entry>;
    using Entries = std::list<EntryPtr>;
    using Key = std::tuple<std::string, std::int64_t, std::int16_t, std::string, std::int32_t, Wish>;
    struct Queue {
        Entries waiting;
        bool busy = false;
    };

    static Key keyOf(const Question &question);
    void put(EntryPtr entry);
    void flush(std::int32_t coordinator);
    void onResponse(std::int32_t coordinator, Entries asked, const base::Result<wire::AddPartitionsToTxnResponse> &response);
    void answer(const EntryPtr &entry, std::int16_t error);

    Broker &m_broker;
    BrokerPeers &m_peers;
    std::map<std::int32_t, Queue> m_queues;
    std::map<Key, EntryPtr> m_open; ///< waiting, asked, or about to be asked again
    std::shared_ptr<char> m_alive; ///< answers that come after our end find it gone
};

} // namespace weir::sandbox
