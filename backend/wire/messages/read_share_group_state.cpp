// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/read_share_group_state.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ReadShareGroupStateRequest::PartitionData)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(leaderEpoch);
}

WEIR_DESCRIBE(ReadShareGroupStateRequest::ReadStateData)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ReadShareGroupStateRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(ReadShareGroupStateResponse::StateBatch)
{
    WEIR_FIELD(firstOffset);
    WEIR_FIELD(lastOffset);
    WEIR_FIELD(deliveryState);
    WEIR_FIELD(deliveryCount);
}

WEIR_DESCRIBE(ReadShareGroupStateResponse::PartitionResult)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(stateEpoch);
    WEIR_FIELD(startOffset);
    WEIR_FIELD(stateBatches);
}

WEIR_DESCRIBE(ReadShareGroupStateResponse::ReadStateResult)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ReadShareGroupStateResponse)
{
    WEIR_FIELD(results);
}

WEIR_WIRE_API(ReadShareGroupStateRequest, ReadShareGroupStateResponse);

} // namespace weir::wire
