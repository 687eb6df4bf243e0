// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/end_txn.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(EndTxnRequest)
{
    WEIR_FIELD(transactionalId);
    WEIR_FIELD(producerId);
    WEIR_FIELD(producerEpoch);
    WEIR_FIELD(committed);
}

WEIR_DESCRIBE(EndTxnResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(producerId, since(5).ignorable());
    WEIR_FIELD(producerEpoch, since(5).ignorable());
}

WEIR_WIRE_API(EndTxnRequest, EndTxnResponse);

} // namespace weir::wire
