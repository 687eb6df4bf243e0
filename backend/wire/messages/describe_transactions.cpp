// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_transactions.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeTransactionsRequest)
{
    WEIR_FIELD(transactionalIds);
}

WEIR_DESCRIBE(DescribeTransactionsResponse::TopicData)
{
    WEIR_FIELD(topic);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DescribeTransactionsResponse::TransactionState)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(transactionalId);
    WEIR_FIELD(transactionState);
    WEIR_FIELD(transactionTimeoutMs);
    WEIR_FIELD(transactionStartTimeMs);
    WEIR_FIELD(producerId);
    WEIR_FIELD(producerEpoch);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(DescribeTransactionsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(transactionStates);
}

WEIR_WIRE_API(DescribeTransactionsRequest, DescribeTransactionsResponse);

} // namespace weir::wire
