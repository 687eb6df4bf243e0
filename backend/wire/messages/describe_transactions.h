// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The state of transactional ids, asked of their coordinator.
struct DescribeTransactionsRequest {
    static constexpr std::string_view kName = "DescribeTransactionsRequest";
    static constexpr std::int16_t apiKey = 65;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::vector<std::string> transactionalIds;
    UnknownTags unknownTags;

    bool operator==(const DescribeTransactionsRequest &) const = default;
};

struct DescribeTransactionsResponse {
    static constexpr std::string_view kName = "DescribeTransactionsResponse";
    static constexpr std::int16_t apiKey = 65;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct TopicData {
        std::string topic;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicData &) const = default;
    };
    struct TransactionState {
        std::int16_t errorCode = 0;
        std::string transactionalId;
        std::string transactionState;
        std::int32_t transactionTimeoutMs = 0;
        std::int64_t transactionStartTimeMs = 0;
        std::int64_t producerId = 0;
        std::int16_t producerEpoch = 0;
        std::vector<TopicData> topics; ///< those that have no marker yet, while one is being written
        UnknownTags unknownTags;

        bool operator==(const TransactionState &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<TransactionState> transactionStates;
    UnknownTags unknownTags;

    bool operator==(const DescribeTransactionsResponse &) const = default;
};

} // namespace weir::wire
