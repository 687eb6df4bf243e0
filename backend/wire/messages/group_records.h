// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/uuid.h"
#include "backend/wire/blob.h"
#include "backend/wire/messages/consumer_group_assignment_records.h"
#include "backend/wire/messages/consumer_group_records.h"
#include "backend/wire/messages/share_group_records.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace weir::wire {

/// Key of a committed offset in __consumer_offsets. Types 0 and 1 have this layout; new ones are written as 1.
struct OffsetCommitKey {
    static constexpr std::string_view kName = "OffsetCommitKey";
    static constexpr std::int16_t kRecordType = 1;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string group;
    std::string topic;
    std::int32_t partition = 0;
    UnknownTags unknownTags;

    bool operator==(const OffsetCommitKey &) const = default;
};

/// v1 expire timestamp (in v1 only); v3 leader epoch; v4 flexible, topic id.
struct OffsetCommitValue {
    static constexpr std::string_view kName = "OffsetCommitValue";
    static constexpr std::int16_t kRecordType = 1;
    static constexpr VersionRange kVersions{0, 4};
    static constexpr std::int16_t flexibleFrom = 4;

    std::int64_t offset = 0;
    std::int32_t leaderEpoch = -1;
    std::string metadata;
    std::int64_t commitTimestamp = 0;
    std::int64_t expireTimestamp = -1;
    base::Uuid topicId;
    UnknownTags unknownTags;

    bool operator==(const OffsetCommitValue &) const = default;
};

/// Key of a group of the classic protocol.
struct GroupMetadataKey {
    static constexpr std::string_view kName = "GroupMetadataKey";
    static constexpr std::int16_t kRecordType = 2;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string group;
    UnknownTags unknownTags;

    bool operator==(const GroupMetadataKey &) const = default;
};

/// v1 rebalance timeout; v2 time of the state; v3 static members; v4 flexible.
struct GroupMetadataValue {
    static constexpr std::string_view kName = "GroupMetadataValue";
    static constexpr std::int16_t kRecordType = 2;
    static constexpr VersionRange kVersions{0, 4};
    static constexpr std::int16_t flexibleFrom = 4;

    struct MemberMetadata {
        std::string memberId;
        std::optional<std::string> groupInstanceId;
        std::string clientId;
        std::string clientHost;
        std::int32_t rebalanceTimeout = -1;
        std::int32_t sessionTimeout = 0;
        base::Bytes subscription;
        base::Bytes assignment;
        UnknownTags unknownTags;

        bool operator==(const MemberMetadata &) const = default;
    };

    std::string protocolType;
    std::int32_t generation = 0;
    std::optional<std::string> protocol = std::string{};
    std::optional<std::string> leader = std::string{};
    std::int64_t currentStateTimestamp = -1;
    std::vector<MemberMetadata> members;
    UnknownTags unknownTags;

    bool operator==(const GroupMetadataValue &) const = default;
};

/// A key whose type this build does not know (those of streams groups).
struct UnknownGroupKey {
    std::int16_t type = 0;

    bool operator==(const UnknownGroupKey &) const = default;
};

using GroupRecordKey = std::variant<UnknownGroupKey, OffsetCommitKey, GroupMetadataKey, ConsumerGroupMetadataKey, ConsumerGroupPartitionMetadataKey,
                                    ConsumerGroupMemberMetadataKey, ConsumerGroupTargetAssignmentMetadataKey,
                                    ConsumerGroupTargetAssignmentMemberKey, ConsumerGroupCurrentMemberAssignmentKey,
                                    ConsumerGroupRegularExpressionKey, ShareGroupMemberMetadataKey, ShareGroupMetadataKey,
                                    ShareGroupTargetAssignmentMetadataKey, ShareGroupTargetAssignmentMemberKey,
                                    ShareGroupCurrentMemberAssignmentKey, ShareGroupStatePartitionMetadataKey>;

/// Keys stand behind an int16 with their record type. Values: encodeVersioned() and decodeVersioned().
base::Result<base::Bytes> encodeGroupKey(const GroupRecordKey &key);
/// Error: as decode(); a type that is not known is no error.
base::Result<GroupRecordKey> decodeGroupKey(base::ByteView bytes);

} // namespace weir::wire
