// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

/// Who reads what: the assignors that the broker runs for groups of the KIP-848 protocol. Pure functions.
namespace weir::sandbox {

/// Partitions by topic.
using PartitionSet = std::map<base::Uuid, std::set<std::int32_t>>;
/// What each member is to have; a member with nothing is there too.
using GroupAssignment = std::map<std::string, PartitionSet>;

struct AssignorInput {
    struct Member {
        std::optional<std::string> instanceId;
        std::set<base::Uuid> topics;
        PartitionSet current; ///< what it was to have before
    };
    std::map<std::string, Member> members;          ///< by member id
    std::map<base::Uuid, std::int32_t> partitions;  ///< of the topics that exist
};

using Assignor = GroupAssignment (*)(const AssignorInput &);

/// Every partition of a topic that somebody subscribes to goes to one subscriber. No member has two partitions more than
/// another that could take one of them over, and what need not move stays. In Kafka 4.x racks are not looked at either.
GroupAssignment assignUniformly(const AssignorInput &input);

/// Of every topic each subscriber gets a run of neighbours, so that equal numbers of topics with equal numbers of partitions
/// meet at the same member. In the order of instance ids, then member ids; what a member had before does not count.
GroupAssignment assignRanges(const AssignorInput &input);

/// For share groups, whose members may have a partition together: as assignUniformly(), and whoever would get nothing shares
/// the partition with the fewest members of those that it subscribes to, one that it had before if it can.
GroupAssignment assignSimply(const AssignorInput &input);

/// "uniform" or "range"; nothing for another name.
Assignor findAssignor(std::string_view name);

} // namespace weir::sandbox
