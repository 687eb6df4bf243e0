// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a member from what it has to its target (KIP-848): first it gives up what is no longer its own and says so,
// then it enters the target's epoch with all that is free, and waits there for what others have not given up.
#include "backend/sandbox/groups/consumer_group.h"

#include <algorithm>

namespace weir::sandbox {

namespace {

bool owns(const std::optional<PartitionSet> &owned, const EpochedPartitions &partitions)
{
    // Who says nothing has what it had.
    if (!owned)
        return true;
    for (const auto &[topic, epochs] : partitions) {
        const auto of = owned->find(topic);
        if (of != owned->end() && std::any_of(epochs.begin(), epochs.end(), [&](const auto &each) { return of->second.contains(each.first); }))
            return true;
    }
    return false;
}

void enter(ConsumerMember &member, std::int32_t epoch)
{
    if (member.epoch == epoch)
        return;
    member.previousEpoch = member.epoch;
    member.epoch = epoch;
}

ConsumerMember next(const ConsumerGroup &group, ConsumerMember member, std::int32_t epoch, const std::optional<PartitionSet> &owned,
                    const std::set<base::Uuid> &subscribed)
{
    EpochedPartitions kept;
    EpochedPartitions given;
    EpochedPartitions revoked = member.assigned;
    bool unreleased = false;
    for (const auto &[topic, partitions] : group.targetOf(member.memberId)) {
        // The target may be older than the subscription.
        if (!subscribed.contains(topic))
            continue;
        const auto had = revoked.find(topic);
        for (const auto partition : partitions) {
            if (had != revoked.end()) {
                if (const auto place = had->second.find(partition); place != had->second.end()) {
                    kept[topic][partition] = place->second;
                    had->second.erase(place);
                    continue;
                }
            }
            if (group.isFree(topic, partition))
                given[topic][partition] = group.assignmentEpoch();
            else
                unreleased = true;
        }
        if (had != revoked.end() && had->second.empty())
            revoked.erase(had);
    }

    member.assigned = std::move(kept);
    if (!revoked.empty() && owns(owned, revoked)) {
        enter(member, epoch);
        member.state = MemberState::UnrevokedPartitions;
        member.pendingRevocation = std::move(revoked);
        return member;
    }
    for (const auto &[topic, partitions] : given)
        member.assigned[topic].insert(partitions.begin(), partitions.end());
    enter(member, group.assignmentEpoch());
    member.state = unreleased ? MemberState::UnreleasedPartitions : MemberState::Stable;
    member.pendingRevocation.clear();
    return member;
}

} // namespace

ConsumerMember reconciled(const ConsumerGroup &group, const ConsumerMember &member, const std::optional<PartitionSet> &owned,
                          const std::set<base::Uuid> &subscribed)
{
    switch (member.state) {
    case MemberState::Stable: {
        const bool wantsAll = std::all_of(member.assigned.begin(), member.assigned.end(), [&](const auto &each) { return subscribed.contains(each.first); });
        return member.epoch == group.assignmentEpoch() && wantsAll ? member : next(group, member, member.epoch, owned, subscribed);
    }
    case MemberState::UnrevokedPartitions:
        if (owns(owned, member.pendingRevocation))
            return member;
        return next(group, member, std::min(member.epoch + 1, group.assignmentEpoch()), owned, subscribed);
    case MemberState::UnreleasedPartitions:
        return next(group, member, member.epoch, owned, subscribed);
    case MemberState::Unknown:
        // What it means is not known; a member that has nothing can be given what is right.
        if (!owned || !owned->empty())
            return member;
        return next(group, member, group.assignmentEpoch(), owned, subscribed);
    }
    return member;
}

} // namespace weir::sandbox
