// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/alter_share_group_offsets.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AlterShareGroupOffsetsRequest::AlterShareGroupOffsetsRequestPartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(startOffset);
}

WEIR_DESCRIBE(AlterShareGroupOffsetsRequest::AlterShareGroupOffsetsRequestTopic)
{
    WEIR_FIELD(topicName);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(AlterShareGroupOffsetsRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(AlterShareGroupOffsetsResponse::AlterShareGroupOffsetsResponsePartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(AlterShareGroupOffsetsResponse::AlterShareGroupOffsetsResponseTopic)
{
    WEIR_FIELD(topicName);
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(AlterShareGroupOffsetsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(responses);
}

WEIR_WIRE_API(AlterShareGroupOffsetsRequest, AlterShareGroupOffsetsResponse);

} // namespace weir::wire
