// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/list_offsets.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ListOffsetsRequest::ListOffsetsPartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(currentLeaderEpoch, since(4).ignorable());
    WEIR_FIELD(timestamp);
}

WEIR_DESCRIBE(ListOffsetsRequest::ListOffsetsTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ListOffsetsRequest)
{
    WEIR_FIELD(replicaId);
    WEIR_FIELD(isolationLevel, since(2));
    WEIR_FIELD(topics);
    WEIR_FIELD(timeoutMs, since(10).ignorable());
}

WEIR_DESCRIBE(ListOffsetsResponse::ListOffsetsPartitionResponse)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(timestamp, since(1));
    WEIR_FIELD(offset, since(1));
    WEIR_FIELD(leaderEpoch, since(4));
}

WEIR_DESCRIBE(ListOffsetsResponse::ListOffsetsTopicResponse)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ListOffsetsResponse)
{
    WEIR_FIELD(throttleTimeMs, since(2).ignorable());
    WEIR_FIELD(topics);
}

WEIR_WIRE_API(ListOffsetsRequest, ListOffsetsResponse);

} // namespace weir::wire
