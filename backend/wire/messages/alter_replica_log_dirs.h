// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Moves replicas of one broker between its log directories (KIP-113).
/// v2 flexible.
struct AlterReplicaLogDirsRequest {
    static constexpr std::string_view kName = "AlterReplicaLogDirsRequest";
    static constexpr std::int16_t apiKey = 34;
    static constexpr VersionRange kVersions{1, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    struct AlterReplicaLogDirTopic {
        std::string name;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const AlterReplicaLogDirTopic &) const = default;
    };
    struct AlterReplicaLogDir {
        std::string path;
        std::vector<AlterReplicaLogDirTopic> topics;
        UnknownTags unknownTags;

        bool operator==(const AlterReplicaLogDir &) const = default;
    };

    std::vector<AlterReplicaLogDir> dirs;
    UnknownTags unknownTags;

    bool operator==(const AlterReplicaLogDirsRequest &) const = default;
};

struct AlterReplicaLogDirsResponse {
    static constexpr std::string_view kName = "AlterReplicaLogDirsResponse";
    static constexpr std::int16_t apiKey = 34;
    static constexpr VersionRange kVersions{1, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    struct AlterReplicaLogDirPartitionResult {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const AlterReplicaLogDirPartitionResult &) const = default;
    };
    struct AlterReplicaLogDirTopicResult {
        std::string topicName;
        std::vector<AlterReplicaLogDirPartitionResult> partitions;
        UnknownTags unknownTags;

        bool operator==(const AlterReplicaLogDirTopicResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<AlterReplicaLogDirTopicResult> results;
    UnknownTags unknownTags;

    bool operator==(const AlterReplicaLogDirsResponse &) const = default;
};

} // namespace weir::wire
