// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/groups/pending_offsets.h"

#include <limits>

namespace weir::sandbox {

void PendingOffsets::put(std::int64_t producerId, Offset offset)
{
    Key key{offset.group, offset.topic, offset.partition};
    const bool isNew = m_byProducer[producerId].insert_or_assign(key, std::move(offset)).second;
    if (isNew)
        ++m_transactions[std::move(key)];
}

std::vector<PendingOffsets::Offset> PendingOffsets::take(std::int64_t producerId)
{
    std::vector<Offset> taken;
    const auto found = m_byProducer.find(producerId);
    if (found == m_byProducer.end())
        return taken;
    for (auto &[key, offset] : found->second) {
        if (const auto count = m_transactions.find(key); --count->second == 0)
            m_transactions.erase(count);
        taken.push_back(std::move(offset));
    }
    m_byProducer.erase(found);
    return taken;
}

void PendingOffsets::forget(const std::string &group, const std::string &topic, std::int32_t partition)
{
    const Key key{group, topic, partition};
    if (m_transactions.erase(key) == 0)
        return;
    for (auto at = m_byProducer.begin(); at != m_byProducer.end();) {
        at->second.erase(key);
        at = at->second.empty() ? m_byProducer.erase(at) : std::next(at);
    }
}

bool PendingOffsets::contains(const std::string &group, const std::string &topic, std::int32_t partition) const
{
    return m_transactions.contains(Key{group, topic, partition});
}

bool PendingOffsets::contains(const std::string &group) const
{
    const auto at = m_transactions.lower_bound(Key{group, {}, std::numeric_limits<std::int32_t>::min()});
    return at != m_transactions.end() && std::get<0>(at->first) == group;
}

void PendingOffsets::forEach(const std::string &group, const std::function<void(const std::string &, std::int32_t)> &each) const
{
    for (auto at = m_transactions.lower_bound(Key{group, {}, std::numeric_limits<std::int32_t>::min()});
         at != m_transactions.end() && std::get<0>(at->first) == group; ++at)
        each(std::get<1>(at->first), std::get<2>(at->first));
}

void PendingOffsets::forEachOfTopic(const std::string &topic, const std::function<void(const std::string &, std::int32_t)> &each) const
{
    for (const auto &[key, count] : m_transactions) {
        if (std::get<1>(key) == topic)
            each(std::get<0>(key), std::get<2>(key));
    }
}

} // namespace weir::sandbox
