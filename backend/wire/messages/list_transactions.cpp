// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/list_transactions.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ListTransactionsRequest)
{
    WEIR_FIELD(stateFilters);
    WEIR_FIELD(producerIdFilters);
    WEIR_FIELD(durationFilter, since(1));
    WEIR_FIELD(transactionalIdPattern, since(2).orNull(2));
}

WEIR_DESCRIBE(ListTransactionsResponse::TransactionState)
{
    WEIR_FIELD(transactionalId);
    WEIR_FIELD(producerId);
    WEIR_FIELD(transactionState);
}

WEIR_DESCRIBE(ListTransactionsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(unknownStateFilters);
    WEIR_FIELD(transactionStates);
}

WEIR_WIRE_API(ListTransactionsRequest, ListTransactionsResponse);

} // namespace weir::wire
