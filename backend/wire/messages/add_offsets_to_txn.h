// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>

namespace weir::wire {

/// The offsets of a group are about to be committed within a transaction.
/// v2 PRODUCER_FENCED; v3 flexible; v4 TRANSACTION_ABORTABLE.
struct AddOffsetsToTxnRequest {
    static constexpr std::string_view kName = "AddOffsetsToTxnRequest";
    static constexpr std::int16_t apiKey = 25;
    static constexpr VersionRange kVersions{0, 4};
    static constexpr std::int16_t flexibleFrom = 3;

    std::string transactionalId;
    std::int64_t producerId = 0;
    std::int16_t producerEpoch = 0;
    std::string groupId;
    UnknownTags unknownTags;

    bool operator==(const AddOffsetsToTxnRequest &) const = default;
};

struct AddOffsetsToTxnResponse {
    static constexpr std::string_view kName = "AddOffsetsToTxnResponse";
    static constexpr std::int16_t apiKey = 25;
    static constexpr VersionRange kVersions{0, 4};
    static constexpr std::int16_t flexibleFrom = 3;

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    UnknownTags unknownTags;

    bool operator==(const AddOffsetsToTxnResponse &) const = default;
};

} // namespace weir::wire
