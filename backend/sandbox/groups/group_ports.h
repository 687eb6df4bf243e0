// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/uuid.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::sandbox {

/// One record of `__consumer_offsets`, key and value in Kafka's own encoding; no value is a tombstone.
struct GroupRecord {
    base::Bytes key;
    std::optional<base::Bytes> value;

    bool operator==(const GroupRecord &) const = default;
};

/// Where the coordinator keeps what it must not forget: the partitions of `__consumer_offsets` led by this broker.
class OffsetsLog
{
public:
    /// A Kafka error code, 0 once the high watermark has passed the records.
    using Committed = std::function<void(std::int16_t)>;

    virtual ~OffsetsLog() = default;
    /// Appends the records as one batch with the given timestamp, acks=all. Called on the coordinator's owner; `whenCommitted`
    /// is called exactly once, on the same owner, at once or later. What is committed is answered in the order of the
    /// appends; a refusal may overtake those that still wait.
    virtual void append(std::int32_t partition, std::vector<GroupRecord> records, std::int64_t timestampMs, Committed whenCommitted) = 0;
};

/// What the coordinator asks of the cluster's metadata: offsets are only taken for partitions that exist.
class GroupTopics
{
public:
    struct Topic {
        base::Uuid id;
        std::int32_t partitions = 0;
    };

    virtual ~GroupTopics() = default;
    virtual std::optional<Topic> find(std::string_view name) const = 0;
    virtual std::optional<std::string> nameOf(const base::Uuid &id) const = 0;
};

} // namespace weir::sandbox
