// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/metadata/placement.h"

#include <algorithm>
#include <map>
#include <set>

namespace weir::sandbox {

namespace {

using RackOf = std::map<std::int32_t, std::string>;

void shuffle(std::vector<std::int32_t> &brokers, Random &random)
{
    for (std::size_t i = brokers.size(); i > 1; --i)
        std::swap(brokers[i - 1], brokers[random.below(i)]);
}

// One broker of each rack, then the next of each, and so on.
std::vector<std::int32_t> arranged(const std::vector<std::int32_t> &brokers, const RackOf &rackOf, Random &random)
{
    std::map<std::string, std::vector<std::int32_t>> byRack;
    for (const std::int32_t broker : brokers)
        byRack[rackOf.at(broker)].push_back(broker);
    std::size_t longest = 0;
    for (auto &[rack, members] : byRack) {
        shuffle(members, random);
        longest = std::max(longest, members.size());
    }
    std::vector<std::int32_t> order;
    for (std::size_t turn = 0; turn < longest; ++turn) {
        for (const auto &[rack, members] : byRack) {
            if (turn < members.size())
                order.push_back(members[turn]);
        }
    }
    return order;
}

// Takes from `order`, beginning at `from`: first brokers in racks that have no replica yet, then any.
void fill(std::vector<std::int32_t> &replicas, std::size_t wanted, const std::vector<std::int32_t> &order,
          std::size_t from, const RackOf &rackOf)
{
    std::set<std::string> racks;
    for (const std::int32_t replica : replicas)
        racks.insert(rackOf.at(replica));
    for (const bool newRackOnly : {true, false}) {
        for (std::size_t i = 0; i < order.size() && replicas.size() < wanted; ++i) {
            const std::int32_t broker = order[(from + i) % order.size()];
            if (std::find(replicas.begin(), replicas.end(), broker) != replicas.end())
                continue;
            if (newRackOnly && !racks.insert(rackOf.at(broker)).second)
                continue;
            replicas.push_back(broker);
        }
    }
}

} // namespace

std::vector<std::vector<std::int32_t>> ReplicaPlacer::place(const MetadataImage &image, std::size_t partitions,
                                                            std::size_t replicationFactor, std::size_t firstPartition)
{
    std::vector<std::int32_t> live;
    std::vector<std::int32_t> rest;
    RackOf rackOf;
    for (const auto &[id, broker] : image.brokers()) {
        rackOf[id] = broker->rack.value_or(std::string());
        (broker->active() ? live : rest).push_back(id);
    }

    std::vector<std::int32_t> same = m_order;
    std::sort(same.begin(), same.end());
    if (same != live) {
        m_order = arranged(live, rackOf, m_random);
        m_next = m_random.below(std::max<std::size_t>(live.size(), 1));
    }

    std::vector<std::vector<std::int32_t>> assignment;
    assignment.reserve(partitions);
    const std::size_t count = m_order.size();
    for (std::size_t i = 0; i < partitions && count > 0; ++i) {
        const std::size_t leader = m_next % count;
        // Another first follower each time round, so that the load of a broker that fails is spread.
        const std::size_t round = (m_next / count + firstPartition) % std::max<std::size_t>(count - 1, 1);
        ++m_next;
        std::vector<std::int32_t> replicas{m_order[leader]};
        fill(replicas, std::min(replicationFactor, count), m_order, leader + 1 + round, rackOf);
        if (replicas.size() < replicationFactor)
            fill(replicas, replicationFactor, rest, i, rackOf);
        assignment.push_back(std::move(replicas));
    }
    return assignment;
}

} // namespace weir::sandbox
