// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/controller_link.h"

#include <map>
#include <memory>
#include <vector>

namespace weir::sandbox {

/// One connection to each other broker, for one kind of thing that this one has to say to it: what takes its time must not
/// hold up the rest. Main owner only.
class BrokerPeers
{
public:
    BrokerPeers(Broker &broker, std::string purpose) : m_broker(broker), m_purpose(std::move(purpose)) {}

    /// To where that broker listens now; nothing where it is not alive.
    PeerConnection *to(std::int32_t id);
    void close();

private:
    Broker &m_broker;
    std::string m_purpose; ///< the end of its client id
    // Shared: answers under way may still name what was replaced.
    std::map<std::int32_t, std::shared_ptr<PeerConnection>> m_peers;
    std::vector<std::shared_ptr<PeerConnection>> m_retired;
    bool m_closed = false;
};

} // namespace weir::sandbox
