// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Raises the log start offset of partitions. v1 as v0; v2 flexible.
struct DeleteRecordsRequest {
    static constexpr std::string_view kName = "DeleteRecordsRequest";
    static constexpr std::int16_t apiKey = 21;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    struct DeleteRecordsPartition {
        std::int32_t partitionIndex = 0;
        std::int64_t offset = 0; ///< -1: the high watermark
        UnknownTags unknownTags;

        bool operator==(const DeleteRecordsPartition &) const = default;
    };
    struct DeleteRecordsTopic {
        std::string name;
        std::vector<DeleteRecordsPartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const DeleteRecordsTopic &) const = default;
    };

    std::vector<DeleteRecordsTopic> topics;
    std::int32_t timeoutMs = 0;
    UnknownTags unknownTags;

    bool operator==(const DeleteRecordsRequest &) const = default;
};

struct DeleteRecordsResponse {
    static constexpr std::string_view kName = "DeleteRecordsResponse";
    static constexpr std::int16_t apiKey = 21;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    struct DeleteRecordsPartitionResult {
        std::int32_t partitionIndex = 0;
        std::int64_t lowWatermark = 0;
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const DeleteRecordsPartitionResult &) const = default;
    };
    struct DeleteRecordsTopicResult {
        std::string name;
        std::vector<DeleteRecordsPartitionResult> partitions;
        UnknownTags unknownTags;

        bool operator==(const DeleteRecordsTopicResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DeleteRecordsTopicResult> topics;
    UnknownTags unknownTags;

    bool operator==(const DeleteRecordsResponse &) const = default;
};

} // namespace weir::wire
