// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/sandbox/groups/consumer_group.h"
#include "backend/sandbox/groups/group_ports.h"

/// The records of `__consumer_offsets` of a group of the KIP-848 protocol, as Kafka 4.3 writes them.
namespace weir::sandbox {

GroupRecord consumerEpochRecord(const std::string &group, std::int32_t epoch, std::int64_t metadataHash);
GroupRecord consumerEpochTombstone(const std::string &group);
/// What Kafka before 4.1 kept beside the epoch, and later ones remove.
GroupRecord consumerPartitionsTombstone(const std::string &group);
/// What the member said of itself.
GroupRecord consumerMemberRecord(const std::string &group, const ConsumerMember &member);
GroupRecord consumerMemberTombstone(const std::string &group, const std::string &memberId);
GroupRecord targetEpochRecord(const std::string &group, std::int32_t epoch, std::int64_t timestampMs);
GroupRecord targetEpochTombstone(const std::string &group);
GroupRecord targetRecord(const std::string &group, const std::string &memberId, const PartitionSet &target);
GroupRecord targetTombstone(const std::string &group, const std::string &memberId);
/// What the member has, and in which epoch.
GroupRecord currentAssignmentRecord(const std::string &group, const ConsumerMember &member);
GroupRecord currentAssignmentTombstone(const std::string &group, const std::string &memberId);
GroupRecord regexRecord(const std::string &group, const std::string &regex, const ResolvedRegex &resolved);
GroupRecord regexTombstone(const std::string &group, const std::string &regex);

/// Makes the group what the record says; the key is of one of these kinds. Error: the key or the value cannot be read.
base::Status applyConsumerRecord(ConsumerGroup &group, base::ByteView key, std::optional<base::ByteView> value);
/// True for the key whose tombstone ends a group.
bool endsConsumerGroup(base::ByteView key);

} // namespace weir::sandbox
