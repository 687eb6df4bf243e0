// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Sizes of the partitions on a broker's disks.
/// v2 flexible; v3 an error for the whole answer; v4 size of the volume (KIP-827); v5 cordoned (KIP-1066).
struct DescribeLogDirsRequest {
    static constexpr std::string_view kName = "DescribeLogDirsRequest";
    static constexpr std::int16_t apiKey = 35;
    static constexpr VersionRange kVersions{1, 5};
    static constexpr std::int16_t flexibleFrom = 2;

    struct DescribableLogDirTopic {
        std::string topic;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const DescribableLogDirTopic &) const = default;
    };

    std::optional<std::vector<DescribableLogDirTopic>> topics = std::vector<DescribableLogDirTopic>{}; ///< null: all
    UnknownTags unknownTags;

    bool operator==(const DescribeLogDirsRequest &) const = default;
};

struct DescribeLogDirsResponse {
    static constexpr std::string_view kName = "DescribeLogDirsResponse";
    static constexpr std::int16_t apiKey = 35;
    static constexpr VersionRange kVersions{1, 5};
    static constexpr std::int16_t flexibleFrom = 2;

    struct DescribeLogDirsPartition {
        std::int32_t partitionIndex = 0;
        std::int64_t partitionSize = 0;
        std::int64_t offsetLag = 0;
        bool isFutureKey = false; ///< a replica on its way to this directory
        UnknownTags unknownTags;

        bool operator==(const DescribeLogDirsPartition &) const = default;
    };
    struct DescribeLogDirsTopic {
        std::string name;
        std::vector<DescribeLogDirsPartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const DescribeLogDirsTopic &) const = default;
    };
    struct DescribeLogDirsResult {
        std::int16_t errorCode = 0;
        std::string logDir;
        std::vector<DescribeLogDirsTopic> topics;
        std::int64_t totalBytes = -1;  ///< -1: unknown
        std::int64_t usableBytes = -1; ///< -1: unknown
        bool isCordoned = false;
        UnknownTags unknownTags;

        bool operator==(const DescribeLogDirsResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<DescribeLogDirsResult> results;
    UnknownTags unknownTags;

    bool operator==(const DescribeLogDirsResponse &) const = default;
};

} // namespace weir::wire
