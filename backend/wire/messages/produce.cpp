// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/produce.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ProduceRequest::PartitionProduceData)
{
    WEIR_FIELD(index);
    WEIR_FIELD(records, always().orNull());
}

WEIR_DESCRIBE(ProduceRequest::TopicProduceData)
{
    WEIR_FIELD(name, until(12).ignorable());
    WEIR_FIELD(topicId, since(13).ignorable());
    WEIR_FIELD(partitionData);
}

WEIR_DESCRIBE(ProduceRequest)
{
    WEIR_FIELD(transactionalId, since(3).orNull(3));
    WEIR_FIELD(acks);
    WEIR_FIELD(timeoutMs);
    WEIR_FIELD(topicData);
}

WEIR_DESCRIBE(ProduceResponse::BatchIndexAndErrorMessage)
{
    WEIR_FIELD(batchIndex, since(8));
    WEIR_FIELD(batchIndexErrorMessage, since(8).orNull(8));
}

WEIR_DESCRIBE(ProduceResponse::LeaderIdAndEpoch)
{
    WEIR_FIELD(leaderId, since(10));
    WEIR_FIELD(leaderEpoch, since(10));
}

WEIR_DESCRIBE(ProduceResponse::PartitionProduceResponse)
{
    WEIR_FIELD(index);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(baseOffset);
    WEIR_FIELD(logAppendTimeMs, since(2).ignorable());
    WEIR_FIELD(logStartOffset, since(5).ignorable());
    WEIR_FIELD(recordErrors, since(8).ignorable());
    WEIR_FIELD(errorMessage, since(8).orNull(8).ignorable());
    WEIR_FIELD(currentLeader, since(10).tagged(0));
}

WEIR_DESCRIBE(ProduceResponse::TopicProduceResponse)
{
    WEIR_FIELD(name, until(12).ignorable());
    WEIR_FIELD(topicId, since(13).ignorable());
    WEIR_FIELD(partitionResponses);
}

WEIR_DESCRIBE(ProduceResponse::NodeEndpoint)
{
    WEIR_FIELD(nodeId, since(10));
    WEIR_FIELD(host, since(10));
    WEIR_FIELD(port, since(10));
    WEIR_FIELD(rack, since(10).orNull(10));
}

WEIR_DESCRIBE(ProduceResponse)
{
    WEIR_FIELD(responses);
    WEIR_FIELD(throttleTimeMs, since(1).ignorable());
    WEIR_FIELD(nodeEndpoints, since(10).tagged(0));
}

WEIR_WIRE_API(ProduceRequest, ProduceResponse);

} // namespace weir::wire
