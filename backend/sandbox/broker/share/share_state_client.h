// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/broker_peers.h"
#include "backend/sandbox/groups/share_persister.h"

#include <memory>

namespace weir::sandbox {

class ShareCoordinator;

inline constexpr std::string_view kShareStateTopic = "__share_group_state";

/// The broker that leads the partition of `__share_group_state` in which the key is kept; -1 where there is none.
std::int32_t shareCoordinatorOf(const MetadataImage &image, const SharePartitionKey &key);

/// Asks the share coordinators, on this broker or another, by Kafka's own requests. While one cannot be found, or is coming
/// up, it is asked again. Main owner only.
class ShareStateClient final : public SharePersister
{
public:
    ShareStateClient(Broker &broker, ShareCoordinator &local);
    void close() { m_peers.close(); }

    void initialize(const SharePartitionKey &key, std::int32_t stateEpoch, std::int64_t startOffset, Stored done) override;
    void read(const SharePartitionKey &key, std::int32_t leaderEpoch, Read done) override;
    void write(const SharePartitionKey &key, ShareStateUpdate update, Stored done) override;
    void remove(const SharePartitionKey &key, Stored done) override;
    void summarize(const SharePartitionKey &key, Read done) override;
    void endOffset(const base::Uuid &topicId, std::int32_t partition, std::function<void(std::int64_t)> done) override;

private:
    /// One question, however often it has to be put.
    struct Call {
        SharePartitionKey key;
        std::function<void(const Read &answered)> here;
        std::function<void(PeerConnection &peer, const Read &answered)> there;
        Read done;
        std::chrono::nanoseconds since{0};
        std::chrono::milliseconds pause{50};
    };
    using CallPtr = std::shared_ptr<Call>;

    void put(const CallPtr &call);
    void answered(const CallPtr &call, StoredShareState state);
    void again(const CallPtr &call);
    Shard &shard() const { return m_broker.shard(m_broker.mainOwner()); }

    Broker &m_broker;
    ShareCoordinator &m_local;
    BrokerPeers m_peers;
};

} // namespace weir::sandbox
