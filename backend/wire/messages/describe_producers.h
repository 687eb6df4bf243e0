// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Who writes to a partition with a producer id, and where an open transaction begins.
struct DescribeProducersRequest {
    static constexpr std::string_view kName = "DescribeProducersRequest";
    static constexpr std::int16_t apiKey = 61;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct TopicRequest {
        std::string name;
        std::vector<std::int32_t> partitionIndexes;
        UnknownTags unknownTags;

        bool operator==(const TopicRequest &) const = default;
    };

    std::vector<TopicRequest> topics;
    UnknownTags unknownTags;

    bool operator==(const DescribeProducersRequest &) const = default;
};

struct DescribeProducersResponse {
    static constexpr std::string_view kName = "DescribeProducersResponse";
    static constexpr std::int16_t apiKey = 61;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct ProducerState {
        std::int64_t producerId = 0;
        std::int32_t producerEpoch = 0;
        std::int32_t lastSequence = -1;
        std::int64_t lastTimestamp = -1;
        std::int32_t coordinatorEpoch = 0;
        std::int64_t currentTxnStartOffset = -1;
        UnknownTags unknownTags;

        bool operator==(const ProducerState &) const = default;
    };
    struct PartitionResponse {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        std::vector<ProducerState> activeProducers;
        UnknownTags unknownTags;

        bool operator==(const PartitionResponse &) const = default;
    };
    struct TopicResponse {
        std::string name;
        std::vector<PartitionResponse> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicResponse &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<TopicResponse> topics;
    UnknownTags unknownTags;

    bool operator==(const DescribeProducersResponse &) const = default;
};

} // namespace weir::wire
