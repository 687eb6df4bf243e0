// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/add_offsets_to_txn.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AddOffsetsToTxnRequest)
{
    WEIR_FIELD(transactionalId);
    WEIR_FIELD(producerId);
    WEIR_FIELD(producerEpoch);
    WEIR_FIELD(groupId);
}

WEIR_DESCRIBE(AddOffsetsToTxnResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
}

WEIR_WIRE_API(AddOffsetsToTxnRequest, AddOffsetsToTxnResponse);

} // namespace weir::wire
