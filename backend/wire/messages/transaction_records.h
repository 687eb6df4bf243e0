// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/blob.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the records of __transaction_state hold. The key stands behind an int16 with its record type, the value behind one
// with its version.

namespace weir::wire {

struct TransactionLogKey {
    static constexpr std::string_view kName = "TransactionLogKey";
    static constexpr std::int16_t kRecordType = 0;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string transactionalId;
    UnknownTags unknownTags;

    bool operator==(const TransactionLogKey &) const = default;
};

/// v1 flexible, and what KIP-890 needs to know of the producer ids before and after.
struct TransactionLogValue {
    static constexpr std::string_view kName = "TransactionLogValue";
    static constexpr std::int16_t kRecordType = 0;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 1;

    struct PartitionsSchema {
        std::string topic;
        std::vector<std::int32_t> partitionIds;
        UnknownTags unknownTags;

        bool operator==(const PartitionsSchema &) const = default;
    };

    std::int64_t producerId = 0;
    std::int64_t previousProducerId = -1;
    std::int64_t nextProducerId = -1;
    std::int16_t producerEpoch = 0;
    std::int16_t nextProducerEpoch = -1;
    std::int32_t transactionTimeoutMs = 0;
    std::int8_t transactionStatus = 0;
    std::optional<std::vector<PartitionsSchema>> transactionPartitions = std::vector<PartitionsSchema>{};
    std::int64_t transactionLastUpdateTimestampMs = 0;
    std::int64_t transactionStartTimestampMs = 0;
    std::int16_t clientTransactionVersion = 0;
    UnknownTags unknownTags;

    bool operator==(const TransactionLogValue &) const = default;
};

base::Result<base::Bytes> encodeTransactionKey(const TransactionLogKey &key);
/// Nothing for a key of a type that this build does not know. Error: as decode().
base::Result<std::optional<TransactionLogKey>> decodeTransactionKey(base::ByteView bytes);

} // namespace weir::wire
