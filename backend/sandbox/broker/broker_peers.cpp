// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/broker_peers.h"

namespace weir::sandbox {

PeerConnection *BrokerPeers::to(std::int32_t id)
{
    const Shard &shard = m_broker.shard(m_broker.mainOwner());
    const BrokerImage *broker = m_closed || !shard.image->alive(id) ? nullptr : shard.image->broker(id);
    const Endpoint *endpoint = broker == nullptr ? nullptr : broker->endpoint(m_broker.options().peerListener);
    if (endpoint == nullptr)
        return nullptr;
    const net::Address address{endpoint->host, endpoint->port};
    auto &peer = m_peers[id];
    if (peer && !(peer->address() == address)) {
        peer->close();
        m_retired.push_back(std::exchange(peer, nullptr));
    }
    if (!peer)
        peer = std::make_shared<PeerConnection>(m_broker, m_broker.mainOwner(), address, static_cast<std::size_t>(id),
                                                "broker-" + std::to_string(m_broker.id()) + "-" + m_purpose);
    return peer.get();
}

void BrokerPeers::close()
{
    m_closed = true;
    for (const auto &[id, peer] : m_peers)
        peer->close();
}

} // namespace weir::sandbox
