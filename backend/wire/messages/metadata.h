// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Brokers, topics, leaders.
/// v1 null topics mean all (v0: empty means all), rack, controller, internal; v2 cluster id; v3 throttle time;
/// v4 auto creation can be declined; v5 offline replicas; v7 leader epoch; v8 authorized operations; v9 flexible;
/// v10 topic ids; v11 no cluster operations; v12 topics by id (the name may be null); v13 an error for the whole answer.
struct MetadataRequest {
    static constexpr std::string_view kName = "MetadataRequest";
    static constexpr std::int16_t apiKey = 3;
    static constexpr VersionRange kVersions{0, 13};
    static constexpr std::int16_t flexibleFrom = 9;

    struct MetadataRequestTopic {
        base::Uuid topicId;
        std::optional<std::string> name = std::string{};
        UnknownTags unknownTags;

        bool operator==(const MetadataRequestTopic &) const = default;
    };

    std::optional<std::vector<MetadataRequestTopic>> topics = std::vector<MetadataRequestTopic>{};
    bool allowAutoTopicCreation = true;
    bool includeClusterAuthorizedOperations = false;
    bool includeTopicAuthorizedOperations = false;
    UnknownTags unknownTags;

    bool operator==(const MetadataRequest &) const = default;
};

struct MetadataResponse {
    static constexpr std::string_view kName = "MetadataResponse";
    static constexpr std::int16_t apiKey = 3;
    static constexpr VersionRange kVersions{0, 13};
    static constexpr std::int16_t flexibleFrom = 9;

    /// The authorized operations were not asked for, or not known.
    static constexpr std::int32_t kOperationsUnknown = -2147483647 - 1;

    struct MetadataResponseBroker {
        std::int32_t nodeId = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;
        UnknownTags unknownTags;

        bool operator==(const MetadataResponseBroker &) const = default;
    };
    struct MetadataResponsePartition {
        std::int16_t errorCode = 0;
        std::int32_t partitionIndex = 0;
        std::int32_t leaderId = 0; ///< -1: none
        std::int32_t leaderEpoch = -1;
        std::vector<std::int32_t> replicaNodes;
        std::vector<std::int32_t> isrNodes;
        std::vector<std::int32_t> offlineReplicas;
        UnknownTags unknownTags;

        bool operator==(const MetadataResponsePartition &) const = default;
    };
    struct MetadataResponseTopic {
        std::int16_t errorCode = 0;
        std::optional<std::string> name = std::string{};
        base::Uuid topicId;
        bool isInternal = false;
        std::vector<MetadataResponsePartition> partitions;
        std::int32_t topicAuthorizedOperations = kOperationsUnknown;
        UnknownTags unknownTags;

        bool operator==(const MetadataResponseTopic &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<MetadataResponseBroker> brokers;
    std::optional<std::string> clusterId;
    std::int32_t controllerId = -1;
    std::vector<MetadataResponseTopic> topics;
    std::int32_t clusterAuthorizedOperations = kOperationsUnknown;
    std::int16_t errorCode = 0;
    UnknownTags unknownTags;

    bool operator==(const MetadataResponse &) const = default;
};

} // namespace weir::wire
