// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <string_view>
#include <vector>

namespace weir::wire {

/// A broker tells the controller in which of its log directories replicas are (KIP-858). One version.
struct AssignReplicasToDirsRequest {
    static constexpr std::string_view kName = "AssignReplicasToDirsRequest";
    static constexpr std::int16_t apiKey = 73;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionData {
        std::int32_t partitionIndex = 0;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct TopicData {
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicData &) const = default;
    };
    struct DirectoryData {
        base::Uuid id;
        std::vector<TopicData> topics;
        UnknownTags unknownTags;

        bool operator==(const DirectoryData &) const = default;
    };

    std::int32_t brokerId = 0;
    std::int64_t brokerEpoch = -1;
    std::vector<DirectoryData> directories;
    UnknownTags unknownTags;

    bool operator==(const AssignReplicasToDirsRequest &) const = default;
};

struct AssignReplicasToDirsResponse {
    static constexpr std::string_view kName = "AssignReplicasToDirsResponse";
    static constexpr std::int16_t apiKey = 73;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionData {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct TopicData {
        base::Uuid topicId;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicData &) const = default;
    };
    struct DirectoryData {
        base::Uuid id;
        std::vector<TopicData> topics;
        UnknownTags unknownTags;

        bool operator==(const DirectoryData &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<DirectoryData> directories;
    UnknownTags unknownTags;

    bool operator==(const AssignReplicasToDirsResponse &) const = default;
};

} // namespace weir::wire
