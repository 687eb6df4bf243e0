// SPDX-License-Identifier: GPL-3.0-or-later
// InitProducerId, 0-5. 2: flexible; 3: producer id and epoch to go on with (KIP-360); 4: PRODUCER_FENCED; 5:
// TRANSACTION_ABORTABLE. For idempotent producers: each gets an id of its own, with epoch 0.
// Not done: a transactional id is refused with TRANSACTIONAL_ID_AUTHORIZATION_FAILED, which every client takes for final
// (COORDINATOR_NOT_AVAILABLE would have it ask for ever).
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/producer_ids.h"
#include "backend/wire/messages/init_producer_id.h"

namespace weir::sandbox {

void handleInitProducerId(const HandlerContext &context, wire::InitProducerIdRequest request, Reply<wire::InitProducerIdResponse> reply)
{
    wire::InitProducerIdResponse response;
    response.producerEpoch = -1;
    if (request.transactionalId) {
        response.errorCode = base::code(request.transactionalId->empty() ? base::KafkaError::InvalidRequest
                                                                         : base::KafkaError::TransactionalIdAuthorizationFailed);
        reply(std::move(response));
        return;
    }
    Broker &broker = context.broker;
    broker.postTo(broker.mainOwner(), [self = broker.shared_from_this(), reply = std::move(reply)] {
        self->producerIds().next([reply](std::int16_t error, std::int64_t id) {
            wire::InitProducerIdResponse answer;
            answer.errorCode = error;
            answer.producerId = id;
            answer.producerEpoch = error == 0 ? 0 : -1;
            reply(std::move(answer));
        });
    });
}

} // namespace weir::sandbox
