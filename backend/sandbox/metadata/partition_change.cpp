// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/partition_change.h"

#include <algorithm>

namespace weir::sandbox {

namespace {

using Ids = std::vector<std::int32_t>;

bool contains(const Ids &ids, std::int32_t id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// What is to be of a partition, before anybody is elected.
struct Target
{
    Ids replicas;
    Ids isr;
    Ids adding;
    Ids removing;
};

Target targetOf(const PartitionImage &partition, const PartitionDecision &decision)
{
    return {decision.replicas.value_or(partition.replicas), decision.isr.value_or(partition.isr),
            decision.addingReplicas.value_or(partition.addingReplicas),
            decision.removingReplicas.value_or(partition.removingReplicas)};
}

/// A reassignment is over once every replica that is to stay is in sync: those that are to go leave then, all at once.
void completeReassignment(Target &target)
{
    if (target.adding.empty() && target.removing.empty())
        return;
    const auto going = [&](std::int32_t id) { return contains(target.removing, id); };
    Ids replicas = target.replicas;
    Ids isr = target.isr;
    std::erase_if(replicas, going);
    std::erase_if(isr, going);
    if (replicas.empty() || isr.empty() ||
        !std::all_of(replicas.begin(), replicas.end(), [&](std::int32_t id) { return contains(isr, id); }))
        return;
    target = {std::move(replicas), std::move(isr), {}, {}};
}

struct Elected
{
    std::int32_t leader = -1;
    bool unclean = false;
};

/// Where that broker's replica is, as far as anybody said; one of which nobody did is where the broker puts it.
base::Uuid directoryAt(const PartitionImage &partition, const PartitionDecision &decision, std::int32_t broker)
{
    if (decision.placed && decision.placed->first == broker)
        return decision.placed->second;
    return directoryOf(partition, broker);
}

Elected elect(const PartitionImage &partition, const Target &target, const PartitionDecision &decision)
{
    const auto mayLead = [&](std::int32_t broker) {
        return decision.mayLead(broker)
            && (!decision.directoryOnline || decision.directoryOnline(broker, directoryAt(partition, decision, broker)));
    };
    const auto clean = [&](std::int32_t broker) { return broker >= 0 && contains(target.isr, broker) && mayLead(broker); };
    const std::int32_t preferred = target.replicas.empty() ? -1 : target.replicas.front();
    if (decision.election == Election::Preferred && clean(preferred))
        return {preferred, false};
    if (clean(partition.leader))
        return {partition.leader, false};
    for (const std::int32_t replica : target.replicas) {
        if (clean(replica))
            return {replica, false};
    }
    if (decision.election == Election::Unclean) {
        for (const std::int32_t replica : target.replicas) {
            if (mayLead(replica))
                return {replica, true};
        }
    }
    return {};
}

std::vector<base::Uuid> directoriesOf(const PartitionImage &partition, const Ids &replicas,
                                      const PartitionDecision &decision)
{
    std::vector<base::Uuid> directories;
    for (const std::int32_t id : replicas) {
        const auto found = std::find(partition.replicas.begin(), partition.replicas.end(), id);
        const auto at = static_cast<std::size_t>(found - partition.replicas.begin());
        if (decision.placed && decision.placed->first == id)
            directories.push_back(decision.placed->second);
        else if (found != partition.replicas.end() && at < partition.directories.size())
            directories.push_back(partition.directories[at]);
        else
            directories.push_back(decision.directoryOf ? decision.directoryOf(id) : unassignedDirectory());
    }
    return directories;
}

} // namespace

base::Uuid unassignedDirectory()
{
    base::Uuid id;
    id.bytes[15] = 1;
    return id;
}

base::Uuid directoryOf(const PartitionImage &partition, std::int32_t broker)
{
    const auto found = std::find(partition.replicas.begin(), partition.replicas.end(), broker);
    const auto at = static_cast<std::size_t>(found - partition.replicas.begin());
    return at < partition.directories.size() ? partition.directories[at] : unassignedDirectory();
}

bool isDirectoryOnline(const BrokerImage &broker, const base::Uuid &directory)
{
    // The ids that stand for no directory: one from before there were any, and one that is to be chosen.
    if (directory.isZero() || directory == unassignedDirectory() || broker.logDirs.empty())
        return true;
    return std::find(broker.logDirs.begin(), broker.logDirs.end(), directory) != broker.logDirs.end();
}

base::Uuid directoryForNew(const MetadataImage &image, std::int32_t id)
{
    // A broker with one directory leaves no choice.
    const BrokerImage *broker = image.broker(id);
    const bool single = broker != nullptr && broker->logDirs.size() == 1;
    return single ? broker->logDirs.front() : unassignedDirectory();
}

std::optional<wire::PartitionChangeRecord> decidePartition(const base::Uuid &topicId, std::int32_t index,
                                                           const PartitionImage &partition,
                                                           const PartitionDecision &decision)
{
    constexpr std::int8_t kRecovering = 1;
    Target target = targetOf(partition, decision);
    completeReassignment(target);
    const Elected elected = elect(partition, target, decision);

    wire::PartitionChangeRecord record;
    record.partitionId = index;
    record.topicId = topicId;
    bool changed = false;
    if (!target.isr.empty() && target.isr != partition.isr) {
        record.isr = target.isr;
        changed = true;
    }
    if (target.replicas != partition.replicas) {
        record.replicas = target.replicas;
        record.directories = directoriesOf(partition, target.replicas, decision);
        changed = true;
    } else if (decision.placed && contains(partition.replicas, decision.placed->first)
               && directoryOf(partition, decision.placed->first) != decision.placed->second) {
        record.directories = directoriesOf(partition, target.replicas, decision);
        changed = true;
    }
    if (target.adding != partition.addingReplicas) {
        record.addingReplicas = target.adding;
        changed = true;
    }
    if (target.removing != partition.removingReplicas) {
        record.removingReplicas = target.removing;
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
    } else if (record.replicas && std::any_of(partition.replicas.begin(), partition.replicas.end(),
                                              [&](std::int32_t id) { return !contains(target.replicas, id); })) {
        // The same leader, named anew: its epoch grows, and the replica that goes is fenced off.
        record.leader = partition.leader;
    }
    return changed ? std::optional(std::move(record)) : std::nullopt;
}

} // namespace weir::sandbox
