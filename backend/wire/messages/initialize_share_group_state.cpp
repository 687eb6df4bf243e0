// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/initialize_share_group_state.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(InitializeShareGroupStateRequest::PartitionData)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(stateEpoch);
    WEIR_FIELD(startOffset);
}

WEIR_DESCRIBE(InitializeShareGroupStateRequest::InitializeStateData)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(InitializeShareGroupStateRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(InitializeShareGroupStateResponse::PartitionResult)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(InitializeShareGroupStateResponse::InitializeStateResult)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(InitializeShareGroupStateResponse)
{
    WEIR_FIELD(results);
}

WEIR_WIRE_API(InitializeShareGroupStateRequest, InitializeShareGroupStateResponse);

} // namespace weir::wire
