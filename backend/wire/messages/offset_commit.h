// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// Stores the offsets of a group.
/// v3 throttle time; v5 no retention time; v6 leader epoch; v7 static members; v8 flexible; v9 members of the KIP-848
/// protocol; v10 topic ids.
struct OffsetCommitRequest {
    static constexpr std::string_view kName = "OffsetCommitRequest";
    static constexpr std::int16_t apiKey = 8;
    static constexpr VersionRange kVersions{2, 10};
    static constexpr std::int16_t flexibleFrom = 8;

    struct OffsetCommitRequestPartition {
        std::int32_t partitionIndex = 0;
        std::int64_t committedOffset = 0;
        std::int32_t committedLeaderEpoch = -1;
        std::optional<std::string> committedMetadata = std::string{};
        UnknownTags unknownTags;

        bool operator==(const OffsetCommitRequestPartition &) const = default;
    };
    struct OffsetCommitRequestTopic {
        std::string name;
        base::Uuid topicId;
        std::vector<OffsetCommitRequestPartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const OffsetCommitRequestTopic &) const = default;
    };

    std::string groupId;
    std::int32_t generationIdOrMemberEpoch = -1;
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    std::int64_t retentionTimeMs = -1;
    std::vector<OffsetCommitRequestTopic> topics;
    UnknownTags unknownTags;

    bool operator==(const OffsetCommitRequest &) const = default;
};

struct OffsetCommitResponse {
    static constexpr std::string_view kName = "OffsetCommitResponse";
    static constexpr std::int16_t apiKey = 8;
    static constexpr VersionRange kVersions{2, 10};
    static constexpr std::int16_t flexibleFrom = 8;

    struct OffsetCommitResponsePartition {
        std::int32_t partitionIndex = 0;
        std::int16_t errorCode = 0;
        UnknownTags unknownTags;

        bool operator==(const OffsetCommitResponsePartition &) const = default;
    };
    struct OffsetCommitResponseTopic {
        std::string name;
        base::Uuid topicId;
        std::vector<OffsetCommitResponsePartition> partitions;
        UnknownTags unknownTags;

        bool operator==(const OffsetCommitResponseTopic &) const = default;
    };

    std::int32_t throttleTimeMs = 0;
    std::vector<OffsetCommitResponseTopic> topics;
    UnknownTags unknownTags;

    bool operator==(const OffsetCommitResponse &) const = default;
};

} // namespace weir::wire
