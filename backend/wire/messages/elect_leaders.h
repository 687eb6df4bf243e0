// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Elects leaders of partitions: the preferred replica, or any replica left (KIP-183, KIP-460).
/// v1 the kind of election, an error for the whole answer; v2 flexible.
struct ElectLeadersRequest {
    static constexpr std::string_view kName = "ElectLeadersRequest";
    static constexpr std::int16_t apiKey = 43;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    struct TopicPartitions {
        std::string topic;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicPartitions &) const = default;
    };

    std::int8_t electionType = 0; ///< 0 preferred, 1 unclean
    std::optional<std::vector<TopicPartitions>> topicPartitions = std::vector<TopicPartitions>{}; ///< null: all
    std::int32_t timeoutMs = 60000;
    UnknownTags unknownTags;

    bool operator==(const ElectLeadersRequest &) const = default;
};

struct ElectLeadersResponse {
    static constexpr std::string_view kName = "ElectLeadersResponse";
    static constexpr std::int16_t apiKey = 43;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 2;

    struct PartitionResult {
        std::int32_t partitionId = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        UnknownTags unknownTags;

        bool operator==(const PartitionResult &) const = default;
    };
    struct ReplicaElectionResult {
        std::string topic;
        std::vector<PartitionResult> partitionResult;
        UnknownTags unknownTags;

        bool operator==(const ReplicaElectionResult &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::vector<ReplicaElectionResult> replicaElectionResults;
    UnknownTags unknownTags;

    bool operator==(const ElectLeadersResponse &) const = default;
};

} // namespace weir::wire
