// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/partition_change.h"

#include <algorithm>

namespace weir::sandbox {

namespace {

struct Elected
{
    std::int32_t leader = -1;
    bool unclean = false;
};

Elected elect(const PartitionImage &partition, const std::vector<std::int32_t> &isr, const PartitionDecision &decision)
{
    const auto clean = [&](std::int32_t broker) {
        return broker >= 0 && std::find(isr.begin(), isr.end(), broker) != isr.end() && decision.mayLead(broker);
    };
    if (decision.election == Election::Preferred && clean(partition.preferredLeader()))
        return {partition.preferredLeader(), false};
    if (clean(partition.leader))
        return {partition.leader, false};
    for (const std::int32_t replica : partition.replicas) {
        if (clean(replica))
            return {replica, false};
    }
    if (decision.election == Election::Unclean) {
        for (const std::int32_t replica : partition.replicas) {
            if (decision.mayLead(replica))
                return {replica, true};
        }
    }
    return {};
}

} // namespace

std::optional<wire::PartitionChangeRecord> decidePartition(const base::Uuid &topicId, std::int32_t index,
                                                           const PartitionImage &partition,
                                                           const PartitionDecision &decision)
{
    constexpr std::int8_t kRecovering = 1;
    const std::vector<std::int32_t> &isr = decision.isr ? *decision.isr : partition.isr;
    const Elected elected = elect(partition, isr, decision);

    wire::PartitionChangeRecord record;
    record.partitionId = index;
    record.topicId = topicId;
    bool changed = false;
    if (!isr.empty() && isr != partition.isr) {
        record.isr = isr;
        changed = true;
    }
    if (decision.leaderRecoveryState && *decision.leaderRecoveryState != partition.leaderRecoveryState) {
        record.leaderRecoveryState = *decision.leaderRecoveryState;
        changed = true;
    }
    if (elected.leader != partition.leader) {
        record.leader = elected.leader;
        changed = true;
        if (elected.unclean) {
            // The others hold records that the new leader may never have had: they have to come back in sync with it.
            record.isr = std::vector<std::int32_t>{elected.leader};
            if (partition.leaderRecoveryState != kRecovering)
                record.leaderRecoveryState = kRecovering;
        }
    }
    return changed ? std::optional(std::move(record)) : std::nullopt;
}

} // namespace weir::sandbox
