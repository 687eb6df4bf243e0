// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/partition.h"
#include "backend/wire/messages/fetch.h"

#include <list>
#include <unordered_map>

namespace weir::sandbox {

/// A partition that a fetch session remembers (KIP-227).
struct FetchedPartition {
    std::string topic; ///< as the client names it; empty where it speaks topic ids
    base::Uuid topicId;
    wire::FetchRequest::FetchPartition request;
    std::int64_t lastHighWatermark = -1;
    std::int64_t lastLogStartOffset = -1;
    bool answered = false; ///< something was told about it before
    bool gaveData = false; ///< in the answer before
};

/// What one client or follower reads again and again; a request then names only what changed.
struct FetchSession {
    std::int32_t id = 0;
    std::int32_t nextEpoch = 1;
    bool usesTopicIds = false;
    bool follower = false;
    std::chrono::nanoseconds lastUsed{0};
    std::list<FetchedPartition> partitions; ///< in the order to read: what gave data goes to the end

    /// By topic (id or name) and partition.
    void put(FetchedPartition partition);
    void forget(const std::string &topic, const base::Uuid &topicId, std::int32_t partition);
    /// What gave data now comes last the next time, so that one busy partition cannot starve the others.
    void rotate();

private:
    using Place = std::list<FetchedPartition>::iterator;
    static std::string keyOf(const std::string &topic, const base::Uuid &topicId, std::int32_t partition);
    std::unordered_map<std::string, Place> m_places;
};

/// The sessions that one owner keeps. Session ids carry the owner's index (id modulo owners), so that a client that comes
/// back on another connection is led to the right one.
class FetchSessions
{
public:
    /// Shared: a parked fetch holds its session while it may be evicted.
    using Ptr = std::shared_ptr<FetchSession>;

    Ptr find(std::int32_t id) const;
    /// Null where the cache is full and nothing in it is old enough to go; the client then goes without a session.
    Ptr create(std::int32_t id, bool follower, std::chrono::nanoseconds now, std::size_t limit);
    void remove(std::int32_t id) { m_sessions.erase(id); }
    std::size_t size() const { return m_sessions.size(); }

private:
    std::unordered_map<std::int32_t, Ptr> m_sessions;
};

} // namespace weir::sandbox
