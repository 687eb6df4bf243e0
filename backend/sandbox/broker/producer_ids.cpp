// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/producer_ids.h"

#include "backend/wire/messages/allocate_producer_ids.h"

namespace weir::sandbox {

void ProducerIds::next(std::function<void(std::int16_t, std::int64_t)> done)
{
    if (m_waiting.empty() && m_next < m_end) {
        done(0, m_next++);
        return;
    }
    m_waiting.push_back(std::move(done));
    allocate();
}

void ProducerIds::allocate()
{
    if (m_inFlight)
        return;
    m_inFlight = true;
    wire::AllocateProducerIdsRequest request;
    request.brokerId = m_broker.id();
    request.brokerEpoch = m_broker.controller().brokerEpoch();
    m_broker.controller().send<wire::AllocateProducerIdsRequest>(
        std::move(request),
        [this, self = m_broker.shared_from_this()](const base::Result<wire::AllocateProducerIdsResponse> &response) {
            m_inFlight = false;
            const std::int16_t error = !response || response->errorCode != 0
                ? base::code(base::KafkaError::CoordinatorLoadInProgress) // clients try again on this one
                : std::int16_t{0};
            if (error == 0) {
                m_next = response->producerIdStart;
                m_end = m_next + response->producerIdLen;
            }
            auto waiting = std::move(m_waiting);
            m_waiting.clear();
            for (auto &done : waiting) {
                if (error != 0)
                    done(error, -1);
                else
                    next(std::move(done));
            }
        },
        0);
}

} // namespace weir::sandbox
