// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/uuid.h"
#include "backend/sandbox/broker/partition.h"

#include <unordered_map>

namespace weir::sandbox {

class Broker;

/// Tells the controller in which directories this broker's replicas are (AssignReplicasToDirs, KIP-858), again and again
/// until it has taken it; that it has, the metadata says. Lives on the broker's main owner.
class DirectoryAssignments
{
public:
    explicit DirectoryAssignments(Broker &broker) : m_broker(broker) {}

    /// What was told of it before and is not answered counts no more.
    void tell(const PartitionId &key, const base::Uuid &directory);

private:
    void send();
    void sendLater(std::chrono::milliseconds delay);

    Broker &m_broker;
    std::unordered_map<PartitionId, base::Uuid, PartitionIdHash> m_pending;
    bool m_inFlight = false;
    bool m_scheduled = false;
};

} // namespace weir::sandbox
