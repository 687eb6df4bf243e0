// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Joins, keeps alive and leaves a group of the Streams protocol (KIP-1071). One version.
struct StreamsGroupHeartbeatRequest {
    static constexpr std::string_view kName = "StreamsGroupHeartbeatRequest";
    static constexpr std::int16_t apiKey = 88;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct KeyValue {
        std::string key;
        std::string value;
        UnknownTags unknownTags;

        bool operator==(const KeyValue &) const = default;
    };
    struct TopicInfo {
        std::string name;
        std::int32_t partitions = 0;        ///< 0: as the source topics need
        std::int16_t replicationFactor = 0; ///< 0: the broker's default
        std::vector<KeyValue> topicConfigs;
        UnknownTags unknownTags;

        bool operator==(const TopicInfo &) const = default;
    };
    /// Indices into the topics of the subtopology that need equal partition counts.
    struct CopartitionGroup {
        std::vector<std::int16_t> sourceTopics;
        std::vector<std::int16_t> sourceTopicRegex;
        std::vector<std::int16_t> repartitionSourceTopics;
        UnknownTags unknownTags;

        bool operator==(const CopartitionGroup &) const = default;
    };
    struct Subtopology {
        std::string subtopologyId;
        std::vector<std::string> sourceTopics;
        std::vector<std::string> sourceTopicRegex;
        std::vector<TopicInfo> stateChangelogTopics;
        std::vector<std::string> repartitionSinkTopics;
        std::vector<TopicInfo> repartitionSourceTopics;
        std::vector<CopartitionGroup> copartitionGroups;
        UnknownTags unknownTags;

        bool operator==(const Subtopology &) const = default;
    };
    struct Topology {
        std::int32_t epoch = 0;
        std::vector<Subtopology> subtopologies;
        UnknownTags unknownTags;

        bool operator==(const Topology &) const = default;
    };
    struct TaskIds {
        std::string subtopologyId;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TaskIds &) const = default;
    };
    struct Endpoint {
        std::string host;
        std::uint16_t port = 0;
        UnknownTags unknownTags;

        bool operator==(const Endpoint &) const = default;
    };
    struct TaskOffset {
        std::string subtopologyId;
        std::int32_t partition = 0;
        std::int64_t offset = 0;
        UnknownTags unknownTags;

        bool operator==(const TaskOffset &) const = default;
    };

    std::string groupId;
    std::string memberId;
    std::int32_t memberEpoch = 0; ///< 0 joins, -1 leaves, -2 leaves for a while as a static member
    std::int32_t endpointInformationEpoch = 0;
    std::optional<std::string> instanceId;
    std::optional<std::string> rackId;
    std::int32_t rebalanceTimeoutMs = -1; ///< -1: as it was
    std::optional<Topology> topology;     ///< null: as it was; sent when joining
    std::optional<std::vector<TaskIds>> activeTasks;
    std::optional<std::vector<TaskIds>> standbyTasks;
    std::optional<std::vector<TaskIds>> warmupTasks;
    std::optional<std::string> processId; ///< which members share a state directory
    std::optional<Endpoint> userEndpoint; ///< for interactive queries
    std::optional<std::vector<KeyValue>> clientTags;
    std::optional<std::vector<TaskOffset>> taskOffsets;
    std::optional<std::vector<TaskOffset>> taskEndOffsets;
    bool shutdownApplication = false; ///< all members are to stop
    UnknownTags unknownTags;

    bool operator==(const StreamsGroupHeartbeatRequest &) const = default;
};

struct StreamsGroupHeartbeatResponse {
    static constexpr std::string_view kName = "StreamsGroupHeartbeatResponse";
    static constexpr std::int16_t apiKey = 88;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct Status {
        std::int8_t statusCode = 0;
        std::string statusDetail;
        UnknownTags unknownTags;

        bool operator==(const Status &) const = default;
    };
    struct TaskIds {
        std::string subtopologyId;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TaskIds &) const = default;
    };
    struct Endpoint {
        std::string host;
        std::uint16_t port = 0;
        UnknownTags unknownTags;

        bool operator==(const Endpoint &) const = default;
    };
    struct TopicPartition {
        std::string topic;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicPartition &) const = default;
    };
    struct EndpointToPartitions {
        Endpoint userEndpoint;
        std::vector<TopicPartition> activePartitions;
        std::vector<TopicPartition> standbyPartitions;
        UnknownTags unknownTags;

        bool operator==(const EndpointToPartitions &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::int16_t errorCode = 0;
    std::optional<std::string> errorMessage;
    std::string memberId;
    std::int32_t memberEpoch = 0;
    std::int32_t heartbeatIntervalMs = 0;
    std::int32_t acceptableRecoveryLag = 0; ///< records; below it a warm-up task becomes active
    std::int32_t taskOffsetIntervalMs = 0;
    std::optional<std::vector<Status>> status = std::vector<Status>{}; ///< what hinders the group; null: nothing
    std::optional<std::vector<TaskIds>> activeTasks;                   ///< null: unchanged
    std::optional<std::vector<TaskIds>> standbyTasks;                  ///< null: unchanged
    std::optional<std::vector<TaskIds>> warmupTasks;                   ///< null: unchanged
    std::int32_t endpointInformationEpoch = 0;
    std::optional<std::vector<EndpointToPartitions>> partitionsByUserEndpoint;
    UnknownTags unknownTags;

    bool operator==(const StreamsGroupHeartbeatResponse &) const = default;
};

} // namespace weir::wire
