// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/offset_delete.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(OffsetDeleteRequest::OffsetDeleteRequestPartition)
{
    WEIR_FIELD(partitionIndex);
}

WEIR_DESCRIBE(OffsetDeleteRequest::OffsetDeleteRequestTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(OffsetDeleteRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(OffsetDeleteResponse::OffsetDeleteResponsePartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
}

WEIR_DESCRIBE(OffsetDeleteResponse::OffsetDeleteResponseTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(OffsetDeleteResponse)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(throttleTimeMs, always().ignorable());
    WEIR_FIELD(topics);
}

WEIR_WIRE_API(OffsetDeleteRequest, OffsetDeleteResponse);

} // namespace weir::wire
