// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Partitions that a transaction is about to write.
/// v2 PRODUCER_FENCED; v3 flexible; v4 several transactions at once, and whether partitions are only to be looked for
/// (KIP-890, spoken between brokers); v5 TRANSACTION_ABORTABLE.
struct AddPartitionsToTxnRequest {
    static constexpr std::string_view kName = "AddPartitionsToTxnRequest";
    static constexpr std::int16_t apiKey = 24;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 3;

    struct AddPartitionsToTxnTopic {
        std::string name;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const AddPartitionsToTxnTopic &) const = default;
    };
    struct AddPartitionsToTxnTransaction {
        std::string transactionalId;
        std::int64_t producerId = 0;
        std::int16_t producerEpoch = 0;
        bool verifyOnly = false; ///< true: are they in it? nothing is added
        std::vector<AddPartitionsToTxnTopic> topics;
        UnknownTags unknownTags;

        bool operator==(const AddPartitionsToTxnTransaction &) const = default;
    };

    std::vector<AddPartitionsToTxnTransaction> transactions;
    std::string v3AndBelowTransactionalId;
    std::int64_t v3AndBelowProducerId = 0;
    std::int16_t v3AndBelowProducerEpoch = 0;
    std::vector<AddPartitionsToTxnTopic> v3AndBelowTopics;
    UnknownTags unknownTags;

    bool operator==(const AddPartitionsToTxnRequest &) const = default;
};

struct AddPartitionsToTxnResponse {
    static constexpr std::string_view kName = "AddPartitionsToTxnResponse";
    static constexpr std::int16_t apiKey = 24;
    static constexpr VersionRange kVersions{0, 5};
    static constexpr std::int16_t flexibleFrom = 3;

    struct AddPartitionsToTxnPartitionResult {
        std::int32_t partitionIndex = 0;
        std::int16_t partitionErrorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const AddPartitionsToTxnPartitionResult &) const = default;
    };
    struct AddPartitionsToTxnTopicResult {
        std::string name;
        std::vector<AddPartitionsToTxnPartitionResult> resultsByPartition;
        UnknownTags unknownTags;

        bool operator==(const AddPartitionsToTxnTopicResult &) const = default;
    };
    struct AddPartitionsToTxnResult {
        std::string transactionalId;
        std::vector<AddPartitionsToTxnTopicResult> topicResults;
        UnknownTags unknownTags;

        bool operator==(const AddPartitionsToTxnResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<AddPartitionsToTxnResult> resultsByTransaction;
    std::vector<AddPartitionsToTxnTopicResult> resultsByTopicV3AndBelow;
    UnknownTags unknownTags;

    bool operator==(const AddPartitionsToTxnResponse &) const = default;
};

} // namespace weir::wire
