// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/write_share_group_state.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(WriteShareGroupStateRequest::StateBatch)
{
    WEIR_FIELD(firstOffset);
    WEIR_FIELD(lastOffset);
    WEIR_FIELD(deliveryState);
    WEIR_FIELD(deliveryCount);
}

WEIR_DESCRIBE(WriteShareGroupStateRequest::PartitionData)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(stateEpoch);
    WEIR_FIELD(leaderEpoch);
    WEIR_FIELD(startOffset);
    WEIR_FIELD(deliveryCompleteCount, since(1).ignorable());
    WEIR_FIELD(stateBatches);
}

WEIR_DESCRIBE(WriteShareGroupStateRequest::WriteStateData)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(WriteShareGroupStateRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(WriteShareGroupStateResponse::PartitionResult)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(WriteShareGroupStateResponse::WriteStateResult)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(WriteShareGroupStateResponse)
{
    WEIR_FIELD(results);
}

WEIR_WIRE_API(WriteShareGroupStateRequest, WriteShareGroupStateResponse);

} // namespace weir::wire
