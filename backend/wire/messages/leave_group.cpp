// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/leave_group.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(LeaveGroupRequest::MemberIdentity)
{
    WEIR_FIELD(memberId, since(3));
    WEIR_FIELD(groupInstanceId, since(3).orNull(3));
    WEIR_FIELD(reason, since(5).orNull(5).ignorable());
}

WEIR_DESCRIBE(LeaveGroupRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(memberId, until(2));
    WEIR_FIELD(members, since(3));
}

WEIR_DESCRIBE(LeaveGroupResponse::MemberResponse)
{
    WEIR_FIELD(memberId, since(3));
    WEIR_FIELD(groupInstanceId, since(3).orNull(3));
    WEIR_FIELD(errorCode, since(3));
}

WEIR_DESCRIBE(LeaveGroupResponse)
{
    WEIR_FIELD(throttleTimeMs, since(1).ignorable());
    WEIR_FIELD(errorCode);
    WEIR_FIELD(members, since(3));
}

WEIR_WIRE_API(LeaveGroupRequest, LeaveGroupResponse);

} // namespace weir::wire
