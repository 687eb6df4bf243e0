// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Topics page by page, with eligible leader replicas (KIP-966). One version.
struct DescribeTopicPartitionsRequest {
    static constexpr std::string_view kName = "DescribeTopicPartitionsRequest";
    static constexpr std::int16_t apiKey = 75;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct TopicRequest {
        std::string name;
        UnknownTags unknownTags;

        bool operator==(const TopicRequest &) const = default;
    };
    /// Where the next page begins.
    struct Cursor {
        std::string topicName;
        std::int32_t partitionIndex = 0;
        UnknownTags unknownTags;

        bool operator==(const Cursor &) const = default;
    };

    std::vector<TopicRequest> topics; ///< empty: all
    std::int32_t responsePartitionLimit = 2000;
    std::optional<Cursor> cursor;
    UnknownTags unknownTags;

    bool operator==(const DescribeTopicPartitionsRequest &) const = default;
};

struct DescribeTopicPartitionsResponse {
    static constexpr std::string_view kName = "DescribeTopicPartitionsResponse";
    static constexpr std::int16_t apiKey = 75;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct DescribeTopicPartitionsResponsePartition {
        std::int16_t errorCode = 0;
        std::int32_t partitionIndex = 0;
        std::int32_t leaderId = 0;
        std::int32_t leaderEpoch = -1;
        std::vector<std::int32_t> replicaNodes;
        std::vector<std::int32_t> isrNodes;
        std::optional<std::vector<std::int32_t>> eligibleLeaderReplicas;
        std::optional<std::vector<std::int32_t>> lastKnownElr;
        std::vector<std::int32_t> offlineReplicas;
        UnknownTags unknownTags;

        bool operator==(const DescribeTopicPartitionsResponsePartition &) const = default;
    };
    struct DescribeTopicPartitionsResponseTopic {
        std::int16_t errorCode = 0;
        std::optional<std::string> name = std::string{};
        base::Uuid topicId;
        bool isInternal = false;
        std::vector<DescribeTopicPartitionsResponsePartition> partitions;
        std::int32_t topicAuthorizedOperations = -2147483647 - 1;
        UnknownTags unknownTags;

        bool operator==(const DescribeTopicPartitionsResponseTopic &) const = default;
    };
    /// Where the next page begins.
    struct Cursor {
        std::string topicName;
        std::int32_t partitionIndex = 0;
        UnknownTags unknownTags;

        bool operator==(const Cursor &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<DescribeTopicPartitionsResponseTopic> topics;
    std::optional<Cursor> nextCursor; ///< null: this was the last page
    UnknownTags unknownTags;

    bool operator==(const DescribeTopicPartitionsResponse &) const = default;
};

} // namespace weir::wire
