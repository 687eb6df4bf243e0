// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The end of transactions, written by their coordinator (or an administrator) to each partition.
/// v1 flexible; v2 the transaction.version that the marker is made by (KIP-1228).
struct WriteTxnMarkersRequest {
    static constexpr std::string_view kName = "WriteTxnMarkersRequest";
    static constexpr std::int16_t apiKey = 27;
    static constexpr VersionRange kVersions{1, 2};
    static constexpr std::int16_t flexibleFrom = 1;

    struct WritableTxnMarkerTopic {
        std::string name;
        std::vector<std::int32_t> partitionIndexes;
        UnknownTags unknownTags;

        bool operator==(const WritableTxnMarkerTopic &) const = default;
    };
    struct WritableTxnMarker {
        std::int64_t producerId = 0;
        std::int16_t producerEpoch = 0;
        bool transactionResult = false; ///< true: commit
        std::vector<WritableTxnMarkerTopic> topics;
        std::int32_t coordinatorEpoch = 0;
        std::int8_t transactionVersion = 0;
        UnknownTags unknownTags;

        bool operator==(const WritableTxnMarker &) const = default;
    };

    std::vector<WritableTxnMarker> markers;
    UnknownTags unknownTags;

    bool operator==(const WriteTxnMarkersRequest &) const = default;
};

struct WriteTxnMarkersResponse {
    static constexpr std::string_view kName = "WriteTxnMarkersResponse";
    static constexpr std::int16_t apiKey = 27;
    static constexpr VersionRange kVersions{1, 2};
    static constexpr std::int16_t flexibleFrom = 1;

    struct WritableTxnMarkerPartitionResult {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const WritableTxnMarkerPartitionResult &) const = default;
    };
    struct WritableTxnMarkerTopicResult {
        std::string name;
        std::vector<WritableTxnMarkerPartitionResult> partitions;
        UnknownTags unknownTags;

        bool operator==(const WritableTxnMarkerTopicResult &) const = default;
    };
    struct WritableTxnMarkerResult {
        std::int64_t producerId = 0;
        std::vector<WritableTxnMarkerTopicResult> topics;
        UnknownTags unknownTags;

        bool operator==(const WritableTxnMarkerResult &) const = default;
    };

    std::vector<WritableTxnMarkerResult> markers;
    UnknownTags unknownTags;

    bool operator==(const WriteTxnMarkersResponse &) const = default;
};

} // namespace weir::wire
