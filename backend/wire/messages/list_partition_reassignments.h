// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The moves of replicas under way (KIP-455). One version.
struct ListPartitionReassignmentsRequest {
    static constexpr std::string_view kName = "ListPartitionReassignmentsRequest";
    static constexpr std::int16_t apiKey = 46;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct ListPartitionReassignmentsTopics {
        std::string name;
        std::vector<std::int32_t> partitionIndexes;
        UnknownTags unknownTags;

        bool operator==(const ListPartitionReassignmentsTopics &) const = default;
    };

    std::int32_t timeoutMs = 60000;
    std::optional<std::vector<ListPartitionReassignmentsTopics>> topics; ///< null: all
    UnknownTags unknownTags;

    bool operator==(const ListPartitionReassignmentsRequest &) const = default;
};

struct ListPartitionReassignmentsResponse {
    static constexpr std::string_view kName = "ListPartitionReassignmentsResponse";
    static constexpr std::int16_t apiKey = 46;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct OngoingPartitionReassignment {
        std::int32_t partitionIndex = 0;
        std::vector<std::int32_t> replicas; ///< old and new ones
        std::vector<std::int32_t> addingReplicas;
        std::vector<std::int32_t> removingReplicas;
        UnknownTags unknownTags;

        bool operator==(const OngoingPartitionReassignment &) const = default;
    };
    struct OngoingTopicReassignment {
        std::string name;
        std::vector<OngoingPartitionReassignment> partitions;
        UnknownTags unknownTags;

        bool operator==(const OngoingTopicReassignment &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage = std::string{};
    std::vector<OngoingTopicReassignment> topics;
    UnknownTags unknownTags;

    bool operator==(const ListPartitionReassignmentsResponse &) const = default;
};

} // namespace weir::wire
