// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/share/share_sessions.h"

#include <algorithm>
#include <limits>

namespace weir::sandbox {

using base::KafkaError;

std::int32_t ShareSessions::after(std::int32_t epoch)
{
    return epoch == std::numeric_limits<std::int32_t>::max() ? 1 : epoch + 1;
}

KafkaError ShareSessions::check(const Key &key, std::int32_t epoch) const
{
    const auto found = m_sessions.find(key);
    if (found == m_sessions.end())
        return KafkaError::ShareSessionNotFound;
    return epoch == kFinalEpoch || epoch == found->second.epoch ? KafkaError::None : KafkaError::InvalidShareSessionEpoch;
}

ShareSessions::Turn ShareSessions::fetch(std::uint64_t connection, const Key &key, std::int32_t epoch, const std::vector<Partition> &added,
                                         const std::vector<Partition> &forgotten)
{
    if (epoch == kInitialEpoch) {
        // A client that begins anew has lost what it was given.
        end(key);
        if (m_sessions.size() >= m_limit)
            return {0, KafkaError::ShareSessionLimitReached, {}};
        m_sessions[key].id = ++m_lastId;
    } else if (const KafkaError error = check(key, epoch); error != KafkaError::None) {
        return {0, error, {}};
    } else if (epoch == kFinalEpoch) {
        return {};
    } else {
        m_sessions[key].epoch = after(epoch);
    }
    Session &session = m_sessions[key];
    session.connection = connection;
    // First what comes: what goes may be named only for its acknowledgements.
    for (const Partition &partition : added) {
        if (std::find(session.partitions.begin(), session.partitions.end(), partition) == session.partitions.end())
            session.partitions.push_back(partition);
    }
    for (const Partition &partition : forgotten) {
        const auto known = std::find(session.partitions.begin(), session.partitions.end(), partition);
        if (known == session.partitions.end())
            continue;
        if (static_cast<std::size_t>(known - session.partitions.begin()) < session.first)
            --session.first;
        session.partitions.erase(known);
    }
    Turn turn;
    turn.session = session.id;
    turn.partitions = session.partitions;
    if (!turn.partitions.empty()) {
        session.first %= turn.partitions.size();
        std::rotate(turn.partitions.begin(), turn.partitions.begin() + static_cast<std::ptrdiff_t>(session.first), turn.partitions.end());
        ++session.first;
    }
    return turn;
}

KafkaError ShareSessions::acknowledge(const Key &key, std::int32_t epoch)
{
    // The first request of a session cannot have anything to acknowledge.
    if (epoch == kInitialEpoch)
        return KafkaError::InvalidShareSessionEpoch;
    const KafkaError error = check(key, epoch);
    if (error == KafkaError::None && epoch != kFinalEpoch)
        m_sessions[key].epoch = after(epoch);
    return error;
}

void ShareSessions::end(const Key &key)
{
    if (m_sessions.erase(key) > 0)
        m_released(key);
}

bool ShareSessions::isCurrent(const Key &key, std::uint64_t session) const
{
    const auto found = m_sessions.find(key);
    return found != m_sessions.end() && found->second.id == session;
}

bool ShareSessions::hasGroup(const std::string &groupId) const
{
    const auto first = m_sessions.lower_bound({groupId, {}});
    return first != m_sessions.end() && first->first.first == groupId;
}

void ShareSessions::onDisconnect(std::uint64_t connection)
{
    std::vector<Key> gone;
    for (const auto &[key, session] : m_sessions) {
        if (session.connection == connection)
            gone.push_back(key);
    }
    for (const Key &key : gone)
        end(key);
}

} // namespace weir::sandbox
