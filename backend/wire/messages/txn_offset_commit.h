// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Offsets of a group that count once the transaction is committed.
/// v2 leader epoch; v3 flexible, the member of the group; v4 TRANSACTION_ABORTABLE; v5 adds the group to the transaction as
/// well (KIP-890, transaction.version 2).
struct TxnOffsetCommitRequest {
    static constexpr std::string_view kName = "TxnOffsetCommitRequest";
    static constexpr std::int16_t apiKey = 28;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 3;

    struct TxnOffsetCommitRequestPartition {
        std::int32_t partitionIndex = 0;
        std::int64_t committedOffset = 0;
        std::int32_t committedLeaderEpoch = -1;
        std::optional<std::string> committedMetadata = std::string{};
        UnknownTags unknownTags;

        bool operator==(const TxnOffsetCommitRequestPartition &) const = default;
    };
    struct TxnOffsetCommitRequestTopic {
        std::string name;
        std::vector<TxnOffsetCommitRequestPartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const TxnOffsetCommitRequestTopic &) const = default;
    };

    std::string transactionalId;
    std::string groupId;
    std::int64_t producerId = 0;
    std::int16_t producerEpoch = 0;
    std::int32_t generationId = -1;
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    std::vector<TxnOffsetCommitRequestTopic> topics;
    UnknownTags unknownTags;

    bool operator==(const TxnOffsetCommitRequest &) const = default;
};

struct TxnOffsetCommitResponse {
    static constexpr std::string_view kName = "TxnOffsetCommitResponse";
    static constexpr std::int16_t apiKey = 28;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 3;

    struct TxnOffsetCommitResponsePartition {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const TxnOffsetCommitResponsePartition &) const = default;
    };
    struct TxnOffsetCommitResponseTopic {
        std::string name;
        std::vector<TxnOffsetCommitResponsePartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const TxnOffsetCommitResponseTopic &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<TxnOffsetCommitResponseTopic> topics;
    UnknownTags unknownTags;

    bool operator==(const TxnOffsetCommitResponse &) const = default;
};

} // namespace weir::wire
