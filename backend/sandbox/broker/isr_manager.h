// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/controller_link.h"

namespace weir::sandbox {

/// Carries what leaders here found about their followers to the controller (AlterPartition, KIP-497): everything that
/// came up while a request was under way goes with the next one. Main owner only.
class IsrManager
{
public:
    explicit IsrManager(Broker &broker) : m_broker(broker) {}

    void propose(IsrProposal proposal);

private:
    void send();
    void answer(const IsrProposal &proposal, std::int16_t error, std::int32_t leader, std::int32_t leaderEpoch,
                std::int32_t partitionEpoch, std::vector<std::int32_t> isr);

    Broker &m_broker;
    std::vector<IsrProposal> m_pending;
    bool m_inFlight = false;
};

} // namespace weir::sandbox
