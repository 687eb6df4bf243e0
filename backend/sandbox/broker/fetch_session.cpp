// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/fetch_session.h"

#include <algorithm>
#include <utility>

namespace weir::sandbox {

namespace {

// min.incremental.fetch.session.eviction.ms, fixed in Kafka too.
constexpr std::chrono::minutes kEvictionAge{2};

} // namespace

std::string FetchSession::keyOf(const std::string &topic, const base::Uuid &topicId, std::int32_t partition)
{
    std::string key(reinterpret_cast<const char *>(topicId.bytes.data()), topicId.bytes.size());
    key.append(reinterpret_cast<const char *>(&partition), sizeof(partition));
    key += topic;
    return key;
}

void FetchSession::put(FetchedPartition partition)
{
    const std::string key = keyOf(partition.topic, partition.topicId, partition.request.partition);
    const auto found = m_places.find(key);
    if (found != m_places.end()) {
        found->second->request = std::move(partition.request);
        return;
    }
    partitions.push_back(std::move(partition));
    m_places.emplace(key, std::prev(partitions.end()));
}

void FetchSession::forget(const std::string &topic, const base::Uuid &topicId, std::int32_t partition)
{
    const auto found = m_places.find(keyOf(topic, topicId, partition));
    if (found == m_places.end())
        return;
    partitions.erase(found->second);
    m_places.erase(found);
}

void FetchSession::rotate()
{
    auto at = partitions.begin();
    for (std::size_t left = partitions.size(); left > 0; --left) {
        const auto next = std::next(at);
        if (std::exchange(at->gaveData, false))
            partitions.splice(partitions.end(), partitions, at);
        at = next;
    }
}

FetchSessions::Ptr FetchSessions::find(std::int32_t id) const
{
    const auto found = m_sessions.find(id);
    return found == m_sessions.end() ? nullptr : found->second;
}

FetchSessions::Ptr FetchSessions::create(std::int32_t id, bool follower, std::chrono::nanoseconds now, std::size_t limit)
{
    if (m_sessions.size() >= limit) {
        const auto oldest = std::min_element(m_sessions.begin(), m_sessions.end(), [](const auto &a, const auto &b) {
            return a.second->lastUsed < b.second->lastUsed;
        });
        if (oldest == m_sessions.end() || now - oldest->second->lastUsed < kEvictionAge)
            return nullptr;
        m_sessions.erase(oldest);
    }
    auto session = std::make_shared<FetchSession>();
    session->id = id;
    session->follower = follower;
    session->lastUsed = now;
    m_sessions.emplace(id, session);
    return session;
}

} // namespace weir::sandbox
