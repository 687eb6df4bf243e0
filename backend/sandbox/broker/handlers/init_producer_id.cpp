// SPDX-License-Identifier: GPL-3.0-or-later
// InitProducerId, 0-5. 2: flexible; 3: producer id and epoch to go on with (KIP-360); 4: PRODUCER_FENCED; 5:
// TRANSACTION_ABORTABLE. An idempotent producer gets an id of its own, with epoch 0; with a transactional id the
// transaction coordinator answers (backend/sandbox/transactions).
// Not done: 6, two-phase commit (KIP-939), which Kafka 4.3 does not serve either.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/producer_ids.h"
#include "backend/sandbox/broker/transaction_host.h"

namespace weir::sandbox {

void handleInitProducerId(const HandlerContext &context, wire::InitProducerIdRequest request, Reply<wire::InitProducerIdResponse> reply)
{
    Broker &broker = context.broker;
    broker.postTo(broker.mainOwner(), [self = broker.shared_from_this(), version = context.version, session = context.session,
                                       request = std::move(request), reply = std::move(reply)] {
        if (self->closing())
            return;
        if (request.transactionalId) {
            self->transactions().coordinator().handle(request, version, session, reply);
            return;
        }
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
