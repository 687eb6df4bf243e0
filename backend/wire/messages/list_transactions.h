// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The transactional ids of one coordinator.
/// v1 longer than a duration (KIP-994); v2 by a regular expression (KIP-1152).
struct ListTransactionsRequest {
    static constexpr std::string_view kName = "ListTransactionsRequest";
    static constexpr std::int16_t apiKey = 66;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    std::vector<std::string> stateFilters; ///< empty: all
    std::vector<std::int64_t> producerIdFilters;
    std::int64_t durationFilter = -1; ///< milliseconds
    std::optional<std::string> transactionalIdPattern;
    UnknownTags unknownTags;

    bool operator==(const ListTransactionsRequest &) const = default;
};

struct ListTransactionsResponse {
    static constexpr std::string_view kName = "ListTransactionsResponse";
    static constexpr std::int16_t apiKey = 66;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    struct TransactionState {
        std::string transactionalId;
        std::int64_t producerId = 0;
        std::string transactionState;
        UnknownTags unknownTags;

        bool operator==(const TransactionState &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<std::string> unknownStateFilters;
    std::vector<TransactionState> transactionStates;
    UnknownTags unknownTags;

    bool operator==(const ListTransactionsResponse &) const = default;
};

} // namespace weir::wire
