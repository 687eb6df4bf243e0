// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"
#include "backend/base/uuid.h"
#include "backend/wire/blob.h"
#include "backend/wire/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What the records of __share_group_state hold. Keys stand behind an int16 with their record type, values behind one with
// their version.

namespace weir::wire {

/// All that is known of a partition for a share group.
struct ShareSnapshotKey {
    static constexpr std::string_view kName = "ShareSnapshotKey";
    static constexpr std::int16_t kRecordType = 0;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    base::Uuid topicId;
    std::int32_t partition = 0;
    UnknownTags unknownTags;

    bool operator==(const ShareSnapshotKey &) const = default;
};

struct ShareSnapshotValue {
    static constexpr std::string_view kName = "ShareSnapshotValue";
    static constexpr std::int16_t kRecordType = 0;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct StateBatch {
        std::int64_t firstOffset = 0;
        std::int64_t lastOffset = 0;
        std::int8_t deliveryState = 0;
        std::int16_t deliveryCount = 0;
        UnknownTags unknownTags;

        bool operator==(const StateBatch &) const = default;
    };

    std::int32_t snapshotEpoch = 0;
    std::int32_t stateEpoch = 0;
    std::int32_t leaderEpoch = 0;
    std::int64_t startOffset = 0;
    std::int32_t deliveryCompleteCount = -1;
    std::int64_t createTimestamp = 0;
    std::int64_t writeTimestamp = 0;
    std::vector<StateBatch> stateBatches;
    UnknownTags unknownTags;

    bool operator==(const ShareSnapshotValue &) const = default;
};

/// What changed since the snapshot of the same epoch.
struct ShareUpdateKey {
    static constexpr std::string_view kName = "ShareUpdateKey";
    static constexpr std::int16_t kRecordType = 1;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = kNeverFlexible;

    std::string groupId;
    base::Uuid topicId;
    std::int32_t partition = 0;
    UnknownTags unknownTags;

    bool operator==(const ShareUpdateKey &) const = default;
};

struct ShareUpdateValue {
    static constexpr std::string_view kName = "ShareUpdateValue";
    static constexpr std::int16_t kRecordType = 1;
    static constexpr VersionRange kVersions{0, 0};
    static constexpr std::int16_t flexibleFrom = 0;

    struct StateBatch {
        std::int64_t firstOffset = 0;
        std::int64_t lastOffset = 0;
        std::int8_t deliveryState = 0;
        std::int16_t deliveryCount = 0;
        UnknownTags unknownTags;

        bool operator==(const StateBatch &) const = default;
    };

    std::int32_t snapshotEpoch = 0;
    std::int32_t leaderEpoch = 0;
    std::int64_t startOffset = 0;
    std::int32_t deliveryCompleteCount = -1;
    std::vector<StateBatch> stateBatches;
    UnknownTags unknownTags;

    bool operator==(const ShareUpdateValue &) const = default;
};

using ShareStateKey = std::variant<ShareSnapshotKey, ShareUpdateKey>;

/// Keys stand behind an int16 with their record type. Values: encodeVersioned() and decodeVersioned().
base::Result<base::Bytes> encodeShareStateKey(const ShareStateKey &key);
/// Nothing for a type that is not known. Error: as decode().
base::Result<std::optional<ShareStateKey>> decodeShareStateKey(base::ByteView bytes);

} // namespace weir::wire
