// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/controller_link.h"

#include <deque>

namespace weir::sandbox {

/// Gives out producer ids from blocks that the controller allots (KIP-730), so that no two brokers ever give the same.
/// Main owner only.
class ProducerIds
{
public:
    explicit ProducerIds(Broker &broker) : m_broker(broker) {}

    /// An id, or a Kafka code.
    void next(std::function<void(std::int16_t error, std::int64_t id)> done);

private:
    void allocate();

    Broker &m_broker;
    std::int64_t m_next = 0;
    std::int64_t m_end = 0;
    bool m_inFlight = false;
    std::deque<std::function<void(std::int16_t, std::int64_t)>> m_waiting;
};

} // namespace weir::sandbox
