// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// A producer id and epoch.
/// v2 flexible; v3 a producer may ask for its next epoch (KIP-360); v4 PRODUCER_FENCED; v5 TRANSACTION_ABORTABLE
/// (KIP-890). v6 (two-phase commit, KIP-939) is not stable in Kafka 4.3 and not spoken.
struct InitProducerIdRequest {
    static constexpr std::string_view kName = "InitProducerIdRequest";
    static constexpr std::int16_t apiKey = 22;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 2;

    std::optional<std::string> transactionalId = std::string{}; ///< null: idempotent only
    std::int32_t transactionTimeoutMs = 0;
    std::int64_t producerId = -1;
    std::int16_t producerEpoch = -1;
    UnknownTags unknownTags;

    bool operator==(const InitProducerIdRequest &) const = default;
};

struct InitProducerIdResponse {
    static constexpr std::string_view kName = "InitProducerIdResponse";
    static constexpr std::int16_t apiKey = 22;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 2;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::int64_t producerId = -1;
    std::int16_t producerEpoch = 0;
    UnknownTags unknownTags;

    bool operator==(const InitProducerIdResponse &) const = default;
};

} // namespace weir::wire
