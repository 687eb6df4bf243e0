// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Share groups and their members (KIP-932). v1 is the first that Kafka 4.3 serves.
struct ShareGroupDescribeRequest {
    static constexpr std::string_view kName = "ShareGroupDescribeRequest";
    static constexpr std::int16_t apiKey = 77;
    static constexpr VersionRange kVersions{1, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    std::vector<std::string> groupIds;
    bool includeAuthorizedOperations = false;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupDescribeRequest &) const = default;
};

struct ShareGroupDescribeResponse {
    static constexpr std::string_view kName = "ShareGroupDescribeResponse";
    static constexpr std::int16_t apiKey = 77;
    static constexpr VersionRange kVersions{1, 1};
    static constexpr std::int16_t flexibleFrom = 0;

    struct TopicPartitions {
        base::Uuid topicId;
        std::string topicName;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicPartitions &) const = default;
    };
    struct Assignment {
        std::vector<TopicPartitions> topicPartitions;
        UnknownTags unknownTags;

        bool operator==(const Assignment &) const = default;
    };
    struct Member {
        std::string memberId;
        std::optional<std::string> rackId;
        std::int32_t memberEpoch = 0;
        std::string clientId;
        std::string clientHost;
        std::vector<std::string> subscribedTopicNames;
        Assignment assignment;
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
        std::string assignorName;
        std::vector<Member> members;
        /// bits of ACL operations; the least number: not asked for
        std::int32_t authorizedOperations = -2147483647 - 1;
        UnknownTags unknownTags;

        bool operator==(const DescribedGroup &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DescribedGroup> groups;
    UnknownTags unknownTags;

    bool operator==(const ShareGroupDescribeResponse &) const = default;
};

} // namespace weir::wire
