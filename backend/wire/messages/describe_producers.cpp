// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_producers.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeProducersRequest::TopicRequest)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitionIndexes);
}

WEIR_DESCRIBE(DescribeProducersRequest)
{
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(DescribeProducersResponse::ProducerState)
{
    WEIR_FIELD(producerId);
    WEIR_FIELD(producerEpoch);
    WEIR_FIELD(lastSequence);
    WEIR_FIELD(lastTimestamp);
    WEIR_FIELD(coordinatorEpoch);
    WEIR_FIELD(currentTxnStartOffset);
}

WEIR_DESCRIBE(DescribeProducersResponse::PartitionResponse)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(activeProducers);
}

WEIR_DESCRIBE(DescribeProducersResponse::TopicResponse)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DescribeProducersResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(topics);
}

WEIR_WIRE_API(DescribeProducersRequest, DescribeProducersResponse);

} // namespace weir::wire
