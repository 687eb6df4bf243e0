// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>

namespace weir::wire {

/// Commits or aborts a transaction.
/// v2 PRODUCER_FENCED; v3 flexible; v4 TRANSACTION_ABORTABLE; v5 every transaction has an epoch of its own, the next one
/// is in the answer (KIP-890, transaction.version 2).
struct EndTxnRequest {
    static constexpr std::string_view kName = "EndTxnRequest";
    static constexpr std::int16_t apiKey = 26;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 3;

    std::string transactionalId;
    std::int64_t producerId = 0;
    std::int16_t producerEpoch = 0;
    bool committed = false;
    UnknownTags unknownTags;

    bool operator==(const EndTxnRequest &) const = default;
};

struct EndTxnResponse {
    static constexpr std::string_view kName = "EndTxnResponse";
    static constexpr std::int16_t apiKey = 26;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 3;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::int64_t producerId = -1;
    std::int16_t producerEpoch = -1;
    UnknownTags unknownTags;

    bool operator==(const EndTxnResponse &) const = default;
};

} // namespace weir::wire
