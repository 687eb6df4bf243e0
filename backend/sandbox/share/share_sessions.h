// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/base/uuid.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace weir::sandbox {

/// What each member of a share group reads from this broker, request by request (KIP-932): a request names what comes and what
/// goes, and its epoch says that none was lost. A session ends with its connection, and with it everything that the member
/// was given. Pure; a shard's own.
class ShareSessions
{
public:
    using Partition = std::pair<base::Uuid, std::int32_t>;
    using Key = std::pair<std::string, std::string>; ///< group, member

    static constexpr std::int32_t kInitialEpoch = 0;
    static constexpr std::int32_t kFinalEpoch = -1;

    /// `released` is told of a session that ended, so that its records go back.
    ShareSessions(std::size_t limit, std::function<void(const Key &)> released) : m_limit(limit), m_released(std::move(released)) {}
    void setLimit(std::size_t limit) { m_limit = limit; }

    struct Turn {
        std::uint64_t session = 0; ///< see isCurrent()
        /// SHARE_SESSION_NOT_FOUND, INVALID_SHARE_SESSION_EPOCH, SHARE_SESSION_LIMIT_REACHED, INVALID_REQUEST, or none.
        base::KafkaError error = base::KafkaError::None;
        /// What is read now, beginning after where the last turn began, so that no partition starves.
        std::vector<Partition> partitions;
    };
    /// A ShareFetch. The final one reads nothing, and ends the session when its acknowledgements are done: end().
    Turn fetch(std::uint64_t connection, const Key &key, std::int32_t epoch, const std::vector<Partition> &added, const std::vector<Partition> &forgotten);
    /// A ShareAcknowledge: it changes nothing of what is read, and needs a session.
    base::KafkaError acknowledge(const Key &key, std::int32_t epoch);
    void end(const Key &key);
    /// Whether that session of the member has not ended yet.
    bool isCurrent(const Key &key, std::uint64_t session) const;
    bool hasGroup(const std::string &groupId) const;
    void onDisconnect(std::uint64_t connection);
    std::size_t size() const { return m_sessions.size(); }

private:
    struct Session {
        std::uint64_t id = 0;
        std::uint64_t connection = 0;
        std::int32_t epoch = 1; ///< of the next request
        std::vector<Partition> partitions; ///< in the order in which they came
        std::size_t first = 0;  ///< where the next turn begins
    };
    static std::int32_t after(std::int32_t epoch);
    base::KafkaError check(const Key &key, std::int32_t epoch) const;

    std::size_t m_limit;
    std::uint64_t m_lastId = 0;
    std::function<void(const Key &)> m_released;
    std::map<Key, Session> m_sessions;
};

} // namespace weir::sandbox
