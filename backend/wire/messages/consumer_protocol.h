// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/blob.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// What a consumer says of itself in JoinGroup. Read it with decodeVersionedLeniently().
/// v1 owned partitions (KIP-429); v2 generation (KIP-792); v3 rack (KIP-881).
struct ConsumerProtocolSubscription {
    static constexpr std::string_view kName = "ConsumerProtocolSubscription";
    static constexpr VersionRange kVersions{0, 3};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    struct TopicPartition {
        std::string topic;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicPartition &) const = default;
    };

    std::vector<std::string> topics;
    std::optional<base::Bytes> userData;
    std::vector<TopicPartition> ownedPartitions;
    std::int32_t generationId = -1;
    std::optional<std::string> rackId;
    UnknownTags unknownTags;

    bool operator==(const ConsumerProtocolSubscription &) const = default;
};

/// What the leader of a group of consumers hands to each member through SyncGroup. All versions are the same; a member
/// that got nothing yet may carry no bytes at all.
struct ConsumerProtocolAssignment {
    static constexpr std::string_view kName = "ConsumerProtocolAssignment";
    static constexpr VersionRange kVersions{0, 3};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    struct TopicPartition {
        std::string topic;
        std::vector<std::int32_t> partitions;
        UnknownTags unknownTags;

        bool operator==(const TopicPartition &) const = default;
    };

    std::vector<TopicPartition> assignedPartitions;
    std::optional<base::Bytes> userData;
    UnknownTags unknownTags;

    bool operator==(const ConsumerProtocolAssignment &) const = default;
};

} // namespace weir::wire
