// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/allocate_producer_ids.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AllocateProducerIdsRequest)
{
    WEIR_FIELD(brokerId);
    WEIR_FIELD(brokerEpoch);
}

WEIR_DESCRIBE(AllocateProducerIdsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(producerIdStart);
    WEIR_FIELD(producerIdLen);
}

WEIR_WIRE_API(AllocateProducerIdsRequest, AllocateProducerIdsResponse);

} // namespace weir::wire
