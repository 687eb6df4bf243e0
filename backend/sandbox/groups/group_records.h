// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/groups/group.h"
#include "backend/sandbox/groups/group_ports.h"
#include "backend/sandbox/groups/offset_store.h"

#include <map>
#include <string>

/// The records of `__consumer_offsets`, written as Kafka 4.3 writes them and read as far back as Kafka reads them: an int16
/// that says the kind of the key or the version of the value, then the fields.
namespace weir::sandbox {

/// Version 4, or 1 for an offset with an expiry of its own.
GroupRecord offsetRecord(const std::string &group, const std::string &topic, std::int32_t partition, const CommittedOffset &offset);
GroupRecord offsetTombstone(const std::string &group, const std::string &topic, std::int32_t partition);
/// Version 3, with the assignments that the members have.
GroupRecord groupRecord(const Group &group);
/// With assignments that the members get once this is committed.
GroupRecord groupRecord(const Group &group, const std::map<std::string, base::Bytes> &assignment);
/// A group before its first generation.
GroupRecord emptyGroupRecord(const Group &group);
GroupRecord groupTombstone(const std::string &group);

struct DecodedGroupKey {
    enum class Kind : std::uint8_t { Offset, Group, Consumer, Share, Unknown };
    Kind kind = Kind::Unknown;
    std::string group;
    std::string topic;           ///< of an offset
    std::int32_t partition = 0;  ///< of an offset
};

/// Kinds 0 and 1 are offsets, 2 is a classic group, 3 to 8 and 16 are of a KIP-848 group, 10 to 15 of a share group; others are Unknown and
/// no error.
base::Result<DecodedGroupKey> decodeGroupKey(base::ByteView key);
base::Result<CommittedOffset> decodeOffsetValue(base::ByteView value);
/// Restores the group from the value.
base::Status decodeGroupValue(base::ByteView value, Group &group);

} // namespace weir::sandbox
