// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/assignors.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace weir::sandbox {

namespace {

struct Load {
    const std::string *memberId = nullptr;
    std::size_t partitions = 0;
};

struct TopicShare {
    base::Uuid topic;
    std::int32_t partitions = 0;
    std::vector<std::size_t> subscribers;                   ///< places in the list of loads
    std::map<std::size_t, std::set<std::int32_t>> owned;    ///< by place
    std::vector<std::int32_t> free;
};

/// Topics with few subscribers first: their partitions have the least choice.
std::vector<TopicShare> sharesOf(const AssignorInput &input, std::vector<Load> &loads)
{
    std::map<base::Uuid, TopicShare> byTopic;
    for (const auto &[memberId, member] : input.members) {
        for (const auto &topic : member.topics) {
            const auto known = input.partitions.find(topic);
            if (known == input.partitions.end())
                continue;
            TopicShare &share = byTopic[topic];
            share.topic = topic;
            share.partitions = known->second;
            share.subscribers.push_back(loads.size());
        }
        loads.push_back({&memberId, 0});
    }
    std::vector<TopicShare> shares;
    for (auto &[topic, share] : byTopic)
        shares.push_back(std::move(share));
    std::stable_sort(shares.begin(), shares.end(), [](const auto &a, const auto &b) { return a.subscribers.size() < b.subscribers.size(); });
    return shares;
}

void keepCurrent(const AssignorInput &input, TopicShare &share, std::vector<Load> &loads)
{
    std::vector<bool> taken(static_cast<std::size_t>(std::max(share.partitions, 0)));
    for (const std::size_t at : share.subscribers) {
        const auto &current = input.members.at(*loads[at].memberId).current;
        const auto had = current.find(share.topic);
        if (had == current.end())
            continue;
        for (const std::int32_t partition : had->second) {
            if (partition < 0 || partition >= share.partitions || taken[static_cast<std::size_t>(partition)])
                continue;
            taken[static_cast<std::size_t>(partition)] = true;
            share.owned[at].insert(partition);
            ++loads[at].partitions;
        }
    }
    for (std::int32_t partition = 0; partition < share.partitions; ++partition) {
        if (!taken[static_cast<std::size_t>(partition)])
            share.free.push_back(partition);
    }
}

/// Which of a topic's owners could give one of its partitions to whom, and how much fuller it is.
struct Move {
    TopicShare *share = nullptr;
    std::size_t from = 0;
    std::size_t to = 0;
    std::size_t gap = 0;
};

Move bestMove(std::vector<TopicShare> &shares, const std::vector<Load> &loads)
{
    const auto lighter = [&](std::size_t a, std::size_t b) { return loads[a].partitions < loads[b].partitions; };
    Move best;
    for (TopicShare &share : shares) {
        const auto to = std::min_element(share.subscribers.begin(), share.subscribers.end(), lighter);
        const auto from = std::max_element(share.owned.begin(), share.owned.end(), [&](const auto &a, const auto &b) { return lighter(a.first, b.first); });
        if (from == share.owned.end() || loads[from->first].partitions <= loads[*to].partitions + best.gap)
            continue;
        best = {&share, from->first, *to, loads[from->first].partitions - loads[*to].partitions};
    }
    return best;
}

GroupAssignment nothingFor(const AssignorInput &input)
{
    GroupAssignment assignment;
    for (const auto &[memberId, member] : input.members)
        assignment[memberId];
    return assignment;
}

} // namespace

GroupAssignment assignUniformly(const AssignorInput &input)
{
    std::vector<Load> loads;
    std::vector<TopicShare> shares = sharesOf(input, loads);
    for (TopicShare &share : shares)
        keepCurrent(input, share, loads);
    for (TopicShare &share : shares) {
        for (const std::int32_t partition : share.free) {
            const auto at = std::min_element(share.subscribers.begin(), share.subscribers.end(),
                                             [&](std::size_t a, std::size_t b) { return loads[a].partitions < loads[b].partitions; });
            share.owned[*at].insert(partition);
            ++loads[*at].partitions;
        }
    }
    // The widest gap first, so that nobody is given what somebody else will take. Each move makes the sum of squares of the
    // loads smaller, so this ends.
    for (Move move = bestMove(shares, loads); move.gap > 1; move = bestMove(shares, loads)) {
        const auto giver = move.share->owned.find(move.from);
        const std::int32_t partition = *giver->second.rbegin();
        giver->second.erase(partition);
        if (giver->second.empty())
            move.share->owned.erase(giver);
        move.share->owned[move.to].insert(partition);
        --loads[move.from].partitions;
        ++loads[move.to].partitions;
    }
    GroupAssignment assignment = nothingFor(input);
    for (TopicShare &share : shares) {
        for (auto &[at, partitions] : share.owned)
            assignment[*loads[at].memberId][share.topic] = std::move(partitions);
    }
    return assignment;
}

GroupAssignment assignRanges(const AssignorInput &input)
{
    using Place = std::pair<std::pair<bool, std::string>, std::string>;
    std::vector<Place> order;
    for (const auto &[memberId, member] : input.members)
        order.push_back({{!member.instanceId, member.instanceId.value_or(std::string{})}, memberId});
    std::sort(order.begin(), order.end());
    std::map<base::Uuid, std::vector<const std::string *>> subscribers;
    for (const Place &place : order) {
        for (const auto &topic : input.members.at(place.second).topics)
            subscribers[topic].push_back(&place.second);
    }
    GroupAssignment assignment = nothingFor(input);
    for (const auto &[topic, members] : subscribers) {
        const auto known = input.partitions.find(topic);
        if (known == input.partitions.end())
            continue;
        const auto count = static_cast<std::int32_t>(members.size());
        const std::int32_t each = known->second / count;
        const std::int32_t larger = known->second % count;
        std::int32_t next = 0;
        for (std::int32_t i = 0; i < count; ++i) {
            const std::int32_t end = next + each + (i < larger ? 1 : 0);
            for (; next < end; ++next)
                assignment[*members[static_cast<std::size_t>(i)]][topic].insert(next);
        }
    }
    return assignment;
}

GroupAssignment assignSimply(const AssignorInput &input)
{
    GroupAssignment assignment = assignUniformly(input);
    std::map<std::pair<base::Uuid, std::int32_t>, std::size_t> sharers;
    for (const auto &[memberId, partitions] : assignment) {
        for (const auto &[topic, indexes] : partitions) {
            for (const auto index : indexes)
                ++sharers[{topic, index}];
        }
    }
    for (const auto &[memberId, member] : input.members) {
        if (!assignment[memberId].empty())
            continue;
        const auto rank = [&, current = &member.current](const auto &partition) {
            const auto had = current->find(partition.first);
            const bool kept = had != current->end() && had->second.contains(partition.second);
            return std::pair(sharers.at(partition), !kept);
        };
        std::optional<std::pair<base::Uuid, std::int32_t>> best;
        for (const auto &[partition, count] : sharers) {
            if (member.topics.contains(partition.first) && (!best || rank(partition) < rank(*best)))
                best = partition;
        }
        if (!best)
            continue;
        assignment[memberId][best->first].insert(best->second);
        ++sharers[*best];
    }
    return assignment;
}

Assignor findAssignor(std::string_view name)
{
    return name == "uniform" ? assignUniformly : name == "range" ? assignRanges : nullptr;
}

} // namespace weir::sandbox
