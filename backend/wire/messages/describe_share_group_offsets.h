// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Where share groups stand in their partitions (KIP-932).
/// v1 lag (KIP-1226).
struct DescribeShareGroupOffsetsRequest {
    static constexpr std::string_view kName = "DescribeShareGroupOffsetsRequest";
    static constexpr std::int16_t apiKey = 90;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct DescribeShareGroupOffsetsRequestTopic {
        std::string topicName;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const DescribeShareGroupOffsetsRequestTopic &) const = default;
    };
    struct DescribeShareGroupOffsetsRequestGroup {
        std::string groupId;
        /// null: all
        std::optional<std::vector<DescribeShareGroupOffsetsRequestTopic>> topics = std::vector<DescribeShareGroupOffsetsRequestTopic>{};
        UnknownTags unknownTags;

        bool operator==(const DescribeShareGroupOffsetsRequestGroup &) const = default;
    };

    std::vector<DescribeShareGroupOffsetsRequestGroup> groups;
    UnknownTags unknownTags;

    bool operator==(const DescribeShareGroupOffsetsRequest &) const = default;
};

struct DescribeShareGroupOffsetsResponse {
    static constexpr std::string_view kName = "DescribeShareGroupOffsetsResponse";
    static constexpr std::int16_t apiKey = 90;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct DescribeShareGroupOffsetsResponsePartition {
        std::int32_t partitionIndex = 0;
        std::int64_t startOffset = 0;
        std::int32_t leaderEpoch = 0;
        std::int64_t lag = -1; ///< -1: unknown
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        UnknownTags unknownTags;

        bool operator==(const DescribeShareGroupOffsetsResponsePartition &) const = default;
    };
    struct DescribeShareGroupOffsetsResponseTopic {
        std::string topicName;
        base::Uuid topicId;
        std::vector<DescribeShareGroupOffsetsResponsePartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const DescribeShareGroupOffsetsResponseTopic &) const = default;
    };
    struct DescribeShareGroupOffsetsResponseGroup {
        std::string groupId;
        std::vector<DescribeShareGroupOffsetsResponseTopic> topics;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        UnknownTags unknownTags;

        bool operator==(const DescribeShareGroupOffsetsResponseGroup &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DescribeShareGroupOffsetsResponseGroup> groups;
    UnknownTags unknownTags;

    bool operator==(const DescribeShareGroupOffsetsResponse &) const = default;
};

} // namespace weir::wire
