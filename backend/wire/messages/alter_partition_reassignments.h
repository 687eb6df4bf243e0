// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Moves partitions to other replicas, or calls the move off (KIP-455).
/// v1 may refuse to change the number of replicas (KIP-860).
struct AlterPartitionReassignmentsRequest {
    static constexpr std::string_view kName = "AlterPartitionReassignmentsRequest";
    static constexpr std::int16_t apiKey = 45;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct ReassignablePartition {
        std::int32_t partitionIndex = 0;
        std::optional<std::vector<std::int32_t>> replicas; ///< null: calls a move off
        UnknownTags unknownTags;

        bool operator==(const ReassignablePartition &) const = default;
    };
    struct ReassignableTopic {
        std::string name;
        std::vector<ReassignablePartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const ReassignableTopic &) const = default;
    };

    std::int32_t timeoutMs = 60000;
    bool allowReplicationFactorChange = true;
    std::vector<ReassignableTopic> topics;
    UnknownTags unknownTags;

    bool operator==(const AlterPartitionReassignmentsRequest &) const = default;
};

struct AlterPartitionReassignmentsResponse {
    static constexpr std::string_view kName = "AlterPartitionReassignmentsResponse";
    static constexpr std::int16_t apiKey = 45;
    static constexpr VersionRange kVersions{0, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct ReassignablePartitionResponse {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        UnknownTags unknownTags;

        bool operator==(const ReassignablePartitionResponse &) const = default;
    };
    struct ReassignableTopicResponse {
        std::string name;
        std::vector<ReassignablePartitionResponse> partitions;
        UnknownTags unknownTags;

        bool operator==(const ReassignableTopicResponse &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    bool allowReplicationFactorChange = true;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage = std::string{};
    std::vector<ReassignableTopicResponse> responses;
    UnknownTags unknownTags;

    bool operator==(const AlterPartitionReassignmentsResponse &) const = default;
};

} // namespace weir::wire
