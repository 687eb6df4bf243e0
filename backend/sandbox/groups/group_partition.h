// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/groups/consumer_group.h"
#include "backend/sandbox/groups/group.h"
#include "backend/sandbox/groups/group_ports.h"
#include "backend/sandbox/groups/offset_store.h"
#include "backend/sandbox/groups/pending_offsets.h"
#include "backend/sandbox/groups/share_group.h"

#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace weir::sandbox {

/// A partition of `__consumer_offsets` that a shard leads, with the groups that it keeps.
struct GroupPartition {
    struct Waiter {
        enum class For : std::uint8_t {
            Own,     ///< one append, whose result is the answer
            Earlier, ///< all appends up to that one
        };
        For what = For::Own;
        std::uint64_t append = 0;
        OffsetsLog::Committed answered;
        TimerId timeout = 0;
    };

    std::int32_t index = 0;
    bool loading = true;
    std::map<std::string, std::shared_ptr<Group>> groups; ///< of the classic protocol, or without one
    std::map<std::string, std::shared_ptr<ConsumerGroup>> consumers; ///< of the KIP-848 protocol; an id is in one of the three
    std::map<std::string, std::shared_ptr<ShareGroup>> shares;       ///< of KIP-932
    OffsetStore offsets;
    PendingOffsets pending; ///< of open transactions
    std::uint64_t appended = 0; ///< the number of the newest append
    /// Appends without a result. One that is refused ends before those that wait for the followers.
    std::set<std::uint64_t> underWay;
    std::list<Waiter> waiters;
    TimerId expiry = 0;
};

struct StagedOffset {
    std::string group;
    std::string topic;
    std::int32_t partition = 0;
    std::optional<CommittedOffset> value;
};

} // namespace weir::sandbox
