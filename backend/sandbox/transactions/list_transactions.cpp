// SPDX-License-Identifier: GPL-3.0-or-later
// ListTransactions 0-2 (1: by duration; 2: by a regular expression) and DescribeTransactions 0. Kafka reads patterns by RE2;
// here back references are understood as well, and a pattern that takes too long is refused.
#include "backend/sandbox/transactions/transaction_coordinator.h"

#include <boost/regex.hpp>

#include <algorithm>

namespace weir::sandbox {

using base::KafkaError;

void TransactionCoordinator::handle(const wire::ListTransactionsRequest &request, std::int16_t, const Session &, Reply<wire::ListTransactionsResponse> reply)
{
    wire::ListTransactionsResponse response;
    if (std::any_of(m_partitions.begin(), m_partitions.end(), [](const auto &entry) { return entry.second->loading; })) {
        response.errorCode = code(KafkaError::CoordinatorLoadInProgress);
        return reply(std::move(response));
    }
    std::set<TransactionState> states;
    for (const std::string &word : request.stateFilters) {
        if (const auto state = transactionStateOf(word))
            states.insert(*state);
        else
            response.unknownStateFilters.push_back(word);
    }
    const auto badPattern = [&] {
        wire::ListTransactionsResponse refused;
        refused.errorCode = code(KafkaError::InvalidRegularExpression);
        reply(std::move(refused));
    };
    std::optional<boost::regex> pattern;
    if (request.transactionalIdPattern && !request.transactionalIdPattern->empty()) {
        pattern.emplace(*request.transactionalIdPattern, boost::regex::perl | boost::regex::no_except);
        if (pattern->status() != 0)
            return badPattern();
    }
    const auto matches = [&pattern](const std::string &id) -> std::optional<bool> {
        try {
            return boost::regex_match(id, *pattern);
        } catch (const std::runtime_error &) {
            return std::nullopt; // its complexity has no bound
        }
    };
    const std::int64_t now = nowMs();
    for (const auto &[index, partition] : m_partitions) {
        for (const auto &[id, transaction] : partition->transactions) {
            const TransactionMetadata &is = transaction->is;
            const auto &ids = request.producerIdFilters;
            if (is.state == TransactionState::Dead || (!ids.empty() && std::find(ids.begin(), ids.end(), is.producerId) == ids.end())
                || (!request.stateFilters.empty() && !states.contains(is.state))
                || (request.durationFilter >= 0 && now - is.startMs <= request.durationFilter))
                continue;
            if (pattern) {
                const auto fits = matches(id);
                if (!fits)
                    return badPattern();
                if (!*fits)
                    continue;
            }
            auto &into = response.transactionStates.emplace_back();
            into.transactionalId = id;
            into.producerId = is.producerId;
            into.transactionState = wordOf(is.state);
        }
    }
    reply(std::move(response));
}

void TransactionCoordinator::handle(const wire::DescribeTransactionsRequest &request, std::int16_t, const Session &,
                                    Reply<wire::DescribeTransactionsResponse> reply)
{
    wire::DescribeTransactionsResponse response;
    for (const std::string &id : request.transactionalIds) {
        auto &into = response.transactionStates.emplace_back();
        into.transactionalId = id;
        if (id.empty()) {
            into.errorCode = code(KafkaError::InvalidRequest);
            continue;
        }
        const Place place = find(id);
        if (!place.partition || !place.transaction || place.transaction->is.state == TransactionState::Dead) {
            into.errorCode = code(place.partition ? KafkaError::TransactionalIdNotFound : place.error);
            continue;
        }
        const TransactionMetadata &is = place.transaction->is;
        into.transactionState = wordOf(is.state);
        into.transactionTimeoutMs = is.timeoutMs;
        into.transactionStartTimeMs = is.startMs;
        into.producerId = is.producerId;
        into.producerEpoch = is.producerEpoch;
        for (const auto &[topic, partitions] : is.partitions) {
            auto &data = into.topics.emplace_back();
            data.topic = topic;
            data.partitions.assign(partitions.begin(), partitions.end());
        }
    }
    reply(std::move(response));
}

} // namespace weir::sandbox
