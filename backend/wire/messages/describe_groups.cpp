// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_groups.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeGroupsRequest)
{
    WEIR_FIELD(groups);
    WEIR_FIELD(includeAuthorizedOperations, since(3));
}

WEIR_DESCRIBE(DescribeGroupsResponse::DescribedGroupMember)
{
    WEIR_FIELD(memberId);
    WEIR_FIELD(groupInstanceId, since(4).orNull(4).ignorable());
    WEIR_FIELD(clientId);
    WEIR_FIELD(clientHost);
    WEIR_FIELD(memberMetadata);
    WEIR_FIELD(memberAssignment);
}

WEIR_DESCRIBE(DescribeGroupsResponse::DescribedGroup)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, since(6).orNull(6));
    WEIR_FIELD(groupId);
    WEIR_FIELD(groupState);
    WEIR_FIELD(protocolType);
    WEIR_FIELD(protocolData);
    WEIR_FIELD(members);
    WEIR_FIELD(authorizedOperations, since(3));
}

WEIR_DESCRIBE(DescribeGroupsResponse)
{
    WEIR_FIELD(throttleTimeMs, since(1).ignorable());
    WEIR_FIELD(groups);
}

WEIR_WIRE_API(DescribeGroupsRequest, DescribeGroupsResponse);

} // namespace weir::wire
