// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/net/address.h"
#include "backend/net/client_config.h"
#include "backend/net/io_thread.h"

#include <cstdint>
#include <string>
#include <vector>

namespace weir::sandbox {

/// What a person breaks as a client of the cluster, with Kafka's own requests: they act whoever runs the brokers. Every
/// method waits until it is done; on a thread that is neither a handler's nor a network's. Errors: Unreachable, Timeout; Peer
/// with Kafka's code; NotFound where there is no such member.
class ClientActs
{
public:
    /// Whom it logs in as, and where (Engine::insideClient()).
    explicit ClientActs(net::ClientConfig config);

    struct Transaction {
        std::string transactionalId;
        std::string state; ///< Kafka's word: "Ongoing", "Empty", "CompleteAbort", ...
        std::int64_t producerId = -1;
    };
    /// Of all coordinators that answer, by transactional id.
    base::Result<std::vector<Transaction>> transactions();

    /// The member of a group, of the classic or the consumer protocol, is put out as if its session had ended; with an empty
    /// id all are. Gives their ids.
    base::Result<std::vector<std::string>> expireMembers(const std::string &group, const std::string &memberId);
    /// Whoever holds the transactional id is fenced, and its transaction aborted. NotFound where nobody ever had it.
    base::Status fenceProducer(const std::string &transactionalId);
    /// The same where a transaction is under way; Conflict where there is none.
    base::Status abortTransaction(const std::string &transactionalId);
    /// A record of a transaction that nobody will end before its timeout of `timeoutMs`: read_committed stops there.
    base::Status hangTransaction(const std::string &transactionalId, const std::string &topic, std::int32_t partition, std::int32_t timeoutMs);

private:
    base::Result<net::Address> coordinatorOf(std::int8_t type, const std::string &key, const char *action);
    base::Result<net::Address> leaderOf(const std::string &topic, std::int32_t partition, const char *action);

    base::Result<std::vector<std::string>> expireClassic(const net::Address &coordinator, const std::string &group, const std::string &memberId);
    base::Result<std::vector<std::string>> expireConsumers(const net::Address &coordinator, const std::string &group, const std::string &memberId);
    /// Its state, in Kafka's words: "Ongoing".
    base::Result<std::string> transactionState(const net::Address &coordinator, const std::string &transactionalId, const char *action);
    base::Status takeOver(const std::string &transactionalId, bool onlyOngoing, const char *action);

    net::ClientConfig m_config;
    net::IoThread m_thread{"sandbox-ctl"};
};

} // namespace weir::sandbox
