// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/delete_share_group_offsets.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DeleteShareGroupOffsetsRequest::DeleteShareGroupOffsetsRequestTopic)
{
    WEIR_FIELD(topicName);
}

WEIR_DESCRIBE(DeleteShareGroupOffsetsRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(DeleteShareGroupOffsetsResponse::DeleteShareGroupOffsetsResponseTopic)
{
    WEIR_FIELD(topicName);
    WEIR_FIELD(topicId);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(DeleteShareGroupOffsetsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(responses);
}

WEIR_WIRE_API(DeleteShareGroupOffsetsRequest, DeleteShareGroupOffsetsResponse);

} // namespace weir::wire
