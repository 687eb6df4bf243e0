// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The offsets that groups committed.
/// v2 null topics mean all, an error for the group; v3 throttle time; v5 leader epoch; v6 flexible; v7 requireStable;
/// v8 many groups in one (KIP-709); v9 members of the KIP-848 protocol; v10 topic ids.
/// Up to v7 the group stands in groupId and topics, from v8 on in groups.
struct OffsetFetchRequest {
    static constexpr std::string_view kName = "OffsetFetchRequest";
    static constexpr std::int16_t apiKey = 9;
    static constexpr VersionRange kVersions{1, 10};
    static constexpr std::int16_t flexibleFrom = 6;

    struct OffsetFetchRequestTopic {
        std::string name;
        std::vector<std::int32_t> partitionIndexes;
        UnknownTags unknownTags;

        bool operator==(const OffsetFetchRequestTopic &) const = default;
    };
    struct OffsetFetchRequestTopics {
        std::string name;
        base::Uuid topicId;
        std::vector<std::int32_t> partitionIndexes;
        UnknownTags unknownTags;

        bool operator==(const OffsetFetchRequestTopics &) const = default;
    };
    struct OffsetFetchRequestGroup {
        std::string groupId;
        std::optional<std::string> memberId;
        std::int32_t memberEpoch = -1;
        std::optional<std::vector<OffsetFetchRequestTopics>> topics = std::vector<OffsetFetchRequestTopics>{};
        UnknownTags unknownTags;

        bool operator==(const OffsetFetchRequestGroup &) const = default;
    };

    std::string groupId;
    std::optional<std::vector<OffsetFetchRequestTopic>> topics = std::vector<OffsetFetchRequestTopic>{};
    std::vector<OffsetFetchRequestGroup> groups;
    bool requireStable = false;
    UnknownTags unknownTags;

    bool operator==(const OffsetFetchRequest &) const = default;
};

struct OffsetFetchResponse {
    static constexpr std::string_view kName = "OffsetFetchResponse";
    static constexpr std::int16_t apiKey = 9;
    static constexpr VersionRange kVersions{1, 10};
    static constexpr std::int16_t flexibleFrom = 6;

    struct OffsetFetchResponsePartition {
        std::int32_t partitionIndex = 0;
        std::int64_t committedOffset = 0; ///< -1: nothing committed
        std::int32_t committedLeaderEpoch = -1;
        std::optional<std::string> metadata = std::string{};
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const OffsetFetchResponsePartition &) const = default;
    };
    struct OffsetFetchResponseTopic {
        std::string name;
        std::vector<OffsetFetchResponsePartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const OffsetFetchResponseTopic &) const = default;
    };
    struct OffsetFetchResponsePartitions {
        std::int32_t partitionIndex = 0;
        std::int64_t committedOffset = 0; ///< -1: nothing committed
        std::int32_t committedLeaderEpoch = -1;
        std::optional<std::string> metadata = std::string{};
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const OffsetFetchResponsePartitions &) const = default;
    };
    struct OffsetFetchResponseTopics {
        std::string name;
        base::Uuid topicId;
        std::vector<OffsetFetchResponsePartitions> partitions;
        UnknownTags unknownTags;

        bool operator==(const OffsetFetchResponseTopics &) const = default;
    };
    struct OffsetFetchResponseGroup {
        std::string groupId;
        std::vector<OffsetFetchResponseTopics> topics;
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const OffsetFetchResponseGroup &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<OffsetFetchResponseTopic> topics;
    std::int16_t errorCode = 0;
    std::vector<OffsetFetchResponseGroup> groups;
    UnknownTags unknownTags;

    bool operator==(const OffsetFetchResponse &) const = default;
};

} // namespace weir::wire
