// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/join_group.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(JoinGroupRequest::JoinGroupRequestProtocol)
{
    WEIR_FIELD(name);
    WEIR_FIELD(metadata);
}

WEIR_DESCRIBE(JoinGroupRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(sessionTimeoutMs);
    WEIR_FIELD(rebalanceTimeoutMs, since(1).ignorable());
    WEIR_FIELD(memberId);
    WEIR_FIELD(groupInstanceId, since(5).orNull(5));
    WEIR_FIELD(protocolType);
    WEIR_FIELD(protocols);
    WEIR_FIELD(reason, since(8).orNull(8).ignorable());
}

WEIR_DESCRIBE(JoinGroupResponse::JoinGroupResponseMember)
{
    WEIR_FIELD(memberId);
    WEIR_FIELD(groupInstanceId, since(5).orNull(5).ignorable());
    WEIR_FIELD(metadata);
}

WEIR_DESCRIBE(JoinGroupResponse)
{
    WEIR_FIELD(throttleTimeMs, since(2).ignorable());
    WEIR_FIELD(errorCode);
    WEIR_FIELD(generationId);
    WEIR_FIELD(protocolType, since(7).orNull(7).ignorable());
    WEIR_FIELD(protocolName, always().orNull(7));
    WEIR_FIELD(leader);
    WEIR_FIELD(skipAssignment, since(9));
    WEIR_FIELD(memberId);
    WEIR_FIELD(members);
}

WEIR_WIRE_API(JoinGroupRequest, JoinGroupResponse);

} // namespace weir::wire
