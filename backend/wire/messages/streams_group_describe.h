// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Groups of the Streams protocol, their topologies and members (KIP-1071). One version.
struct StreamsGroupDescribeRequest {
    static constexpr std::string_view kName = "StreamsGroupDescribeRequest";
    static constexpr std::int16_t apiKey = 89;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    std::vector<std::string> groupIds;
    bool includeAuthorizedOperations = false;
    UnknownTags unknownTags;

    bool operator==(const StreamsGroupDescribeRequest &) const = default;
};

struct StreamsGroupDescribeResponse {
    static constexpr std::string_view kName = "StreamsGroupDescribeResponse";
    static constexpr std::int16_t apiKey = 89;
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
    struct Subtopology {
        std::string subtopologyId;
        std::vector<std::string> sourceTopics;
        std::vector<std::string> repartitionSinkTopics;
        std::vector<TopicInfo> stateChangelogTopics;
        std::vector<TopicInfo> repartitionSourceTopics;
        UnknownTags unknownTags;

        bool operator==(const Subtopology &) const = default;
    };
    struct Topology {
        std::int32_t epoch = 0;
        std::optional<std::vector<Subtopology>> subtopologies;
        UnknownTags unknownTags;

        bool operator==(const Topology &) const = default;
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
    struct TaskIds {
        std::string subtopologyId;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TaskIds &) const = default;
    };
    struct Assignment {
        std::vector<TaskIds> activeTasks;
        std::vector<TaskIds> standbyTasks;
        std::vector<TaskIds> warmupTasks;
        UnknownTags unknownTags;

        bool operator==(const Assignment &) const = default;
    };
    struct Member {
        std::string memberId;
        std::int32_t memberEpoch = 0;
        std::optional<std::string> instanceId;
        std::optional<std::string> rackId;
        std::string clientId;
        std::string clientHost;
        std::int32_t topologyEpoch = 0;
        std::string processId;
        std::optional<Endpoint> userEndpoint;
        std::vector<KeyValue> clientTags;
        std::vector<TaskOffset> taskOffsets;
        std::vector<TaskOffset> taskEndOffsets;
        Assignment assignment;
        Assignment targetAssignment;
        bool isClassic = false;
        UnknownTags unknownTags;

        bool operator==(const Member &) const = default;
    };
    struct DescribedGroup {
        std::int16_t errorCode = 0;
        std::optional<std::string> errorMessage;
        std::string groupId;
        std::string groupState;
        std::int32_t groupEpoch = 0;
        std::int32_t assignmentEpoch = 0;
        std::optional<Topology> topology;
        std::vector<Member> members;
        /// bits of ACL operations; the least number: not asked for
        std::int32_t authorizedOperations = -2147483647 - 1;
        UnknownTags unknownTags;

        bool operator==(const DescribedGroup &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DescribedGroup> groups;
    UnknownTags unknownTags;

    bool operator==(const StreamsGroupDescribeResponse &) const = default;
};

} // namespace weir::wire
