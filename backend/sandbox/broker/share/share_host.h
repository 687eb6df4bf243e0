// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/coordinator_log.h"
#include "backend/sandbox/broker/share/share_state_client.h"
#include "backend/sandbox/share/share_coordinator.h"
#include "backend/sandbox/share/share_sessions.h"

#include <atomic>

namespace weir::sandbox {

/// What there is once of share groups on a broker, on its main owner: the share coordinator with its log, the way to the
/// other ones, and the sessions of members. Which records are whose is with the shards (ShareLeaders).
class ShareHost final : public ShareStateLog
{
public:
    explicit ShareHost(Broker &broker);

    ShareCoordinator &coordinator() { return m_coordinator; }
    SharePersister &persister() { return m_client; }
    ShareSessions &sessions() { return m_sessions; }
    /// Whether the cluster's share.version says that there are share groups.
    bool isServed() const;
    void onPartition(const Partition &partition) { m_log.onPartition(partition); }
    void onImage(const ImageUpdate &update);
    void onDisconnect(std::uint64_t connection) { m_sessions.onDisconnect(connection); }
    void close() { m_client.close(); }

    // --- ShareStateLog
    std::int64_t append(std::int32_t partition, GroupRecord record, std::int64_t timestampMs, Committed whenCommitted) override;
    void deleteBefore(std::int32_t partition, std::int64_t offset) override;
    bool knows(const base::Uuid &topicId, std::int32_t partition) const override;

private:
    static ShareCoordinatorConfig configOf(const BrokerConfigView &view);
    void onSessionEnded(const ShareSessions::Key &key);
    Shard &shard() const { return m_broker.shard(m_broker.mainOwner()); }

    Broker &m_broker;
    ShareCoordinator m_coordinator;
    CoordinatorLog m_log;
    ShareStateClient m_client;
    ShareSessions m_sessions;
};

} // namespace weir::sandbox
