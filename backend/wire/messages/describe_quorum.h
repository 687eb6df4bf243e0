// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The voters and observers of the metadata log, and how far each has come (KIP-595).
/// v1 when each last fetched and had caught up (KIP-836); v2 directory ids, addresses of the voters, messages (KIP-853).
struct DescribeQuorumRequest {
    static constexpr std::string_view kName = "DescribeQuorumRequest";
    static constexpr std::int16_t apiKey = 55;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    struct PartitionData {
        std::int32_t partitionIndex = 0;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct TopicData {
        std::string topicName;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicData &) const = default;
    };

    std::vector<TopicData> topics;
    UnknownTags unknownTags;

    bool operator==(const DescribeQuorumRequest &) const = default;
};

struct DescribeQuorumResponse {
    static constexpr std::string_view kName = "DescribeQuorumResponse";
    static constexpr std::int16_t apiKey = 55;
    static constexpr VersionRange kVersions{0, 2};
    static constexpr std::int16_t flexibleFrom = 0;

    struct ReplicaState {
        std::int32_t replicaId = 0;
        base::Uuid replicaDirectoryId;
        std::int64_t logEndOffset = 0;
        std::int64_t lastFetchTimestamp = -1;
        std::int64_t lastCaughtUpTimestamp = -1;
        UnknownTags unknownTags;

        bool operator==(const ReplicaState &) const = default;
    };
    struct PartitionData {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage = std::string{};
        std::int32_t leaderId = 0;
        std::int32_t leaderEpoch = 0;
        std::int64_t highWatermark = 0;
        std::vector<ReplicaState> currentVoters;
        std::vector<ReplicaState> observers;
        UnknownTags unknownTags;

        bool operator==(const PartitionData &) const = default;
    };
    struct TopicData {
        std::string topicName;
        std::vector<PartitionData> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicData &) const = default;
    };
    struct Listener {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        UnknownTags unknownTags;

        bool operator==(const Listener &) const = default;
    };
    struct Node {
        std::int32_t nodeId = 0;
        std::vector<Listener> listeners;
        UnknownTags unknownTags;

        bool operator==(const Node &) const = default;
    };

    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage = std::string{};
    std::vector<TopicData> topics;
    std::vector<Node> nodes;
    UnknownTags unknownTags;

    bool operator==(const DescribeQuorumResponse &) const = default;
};

} // namespace weir::wire
