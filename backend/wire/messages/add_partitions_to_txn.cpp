// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/add_partitions_to_txn.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AddPartitionsToTxnRequest::AddPartitionsToTxnTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(AddPartitionsToTxnRequest::AddPartitionsToTxnTransaction)
{
    WEIR_FIELD(transactionalId, since(4));
    WEIR_FIELD(producerId, since(4));
    WEIR_FIELD(producerEpoch, since(4));
    WEIR_FIELD(verifyOnly, since(4));
    WEIR_FIELD(topics, since(4));
}

WEIR_DESCRIBE(AddPartitionsToTxnRequest)
{
    WEIR_FIELD(transactions, since(4));
    WEIR_FIELD(v3AndBelowTransactionalId, until(3));
    WEIR_FIELD(v3AndBelowProducerId, until(3));
    WEIR_FIELD(v3AndBelowProducerEpoch, until(3));
    WEIR_FIELD(v3AndBelowTopics, until(3));
}

WEIR_DESCRIBE(AddPartitionsToTxnResponse::AddPartitionsToTxnPartitionResult)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(partitionErrorCode);
}

WEIR_DESCRIBE(AddPartitionsToTxnResponse::AddPartitionsToTxnTopicResult)
{
    WEIR_FIELD(name);
    WEIR_FIELD(resultsByPartition);
}

WEIR_DESCRIBE(AddPartitionsToTxnResponse::AddPartitionsToTxnResult)
{
    WEIR_FIELD(transactionalId, since(4));
    WEIR_FIELD(topicResults, since(4));
}

WEIR_DESCRIBE(AddPartitionsToTxnResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode, since(4).ignorable());
    WEIR_FIELD(resultsByTransaction, since(4));
    WEIR_FIELD(resultsByTopicV3AndBelow, until(3));
}

WEIR_WIRE_API(AddPartitionsToTxnRequest, AddPartitionsToTxnResponse);

} // namespace weir::wire
