// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/sync_group.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(SyncGroupRequest::SyncGroupRequestAssignment)
{
    WEIR_FIELD(memberId);
    WEIR_FIELD(assignment);
}

WEIR_DESCRIBE(SyncGroupRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(generationId);
    WEIR_FIELD(memberId);
    WEIR_FIELD(groupInstanceId, since(3).orNull(3));
    WEIR_FIELD(protocolType, since(5).orNull(5).ignorable());
    WEIR_FIELD(protocolName, since(5).orNull(5).ignorable());
    WEIR_FIELD(assignments);
}

WEIR_DESCRIBE(SyncGroupResponse)
{
    WEIR_FIELD(throttleTimeMs, since(1).ignorable());
    WEIR_FIELD(errorCode);
    WEIR_FIELD(protocolType, since(5).orNull(5).ignorable());
    WEIR_FIELD(protocolName, since(5).orNull(5).ignorable());
    WEIR_FIELD(assignment);
}

WEIR_WIRE_API(SyncGroupRequest, SyncGroupResponse);

} // namespace weir::wire
