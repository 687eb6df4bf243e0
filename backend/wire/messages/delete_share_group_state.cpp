// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/delete_share_group_state.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DeleteShareGroupStateRequest::PartitionData)
{
    WEIR_FIELD(partition);
}

WEIR_DESCRIBE(DeleteShareGroupStateRequest::DeleteStateData)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DeleteShareGroupStateRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(DeleteShareGroupStateResponse::PartitionResult)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(DeleteShareGroupStateResponse::DeleteStateResult)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DeleteShareGroupStateResponse)
{
    WEIR_FIELD(results);
}

WEIR_WIRE_API(DeleteShareGroupStateRequest, DeleteShareGroupStateResponse);

} // namespace weir::wire
