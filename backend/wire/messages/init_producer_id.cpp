// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/init_producer_id.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(InitProducerIdRequest)
{
    WEIR_FIELD(transactionalId, always().orNull());
    WEIR_FIELD(transactionTimeoutMs);
    WEIR_FIELD(producerId, since(3));
    WEIR_FIELD(producerEpoch, since(3));
}

WEIR_DESCRIBE(InitProducerIdResponse)
{
    WEIR_FIELD(throttleTimeMs, always().ignorable());
    WEIR_FIELD(errorCode);
    WEIR_FIELD(producerId);
    WEIR_FIELD(producerEpoch);
}

WEIR_WIRE_API(InitProducerIdRequest, InitProducerIdResponse);

} // namespace weir::wire
