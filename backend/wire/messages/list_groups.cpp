// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/list_groups.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ListGroupsRequest)
{
    WEIR_FIELD(statesFilter, since(4));
    WEIR_FIELD(typesFilter, since(5));
}

WEIR_DESCRIBE(ListGroupsResponse::ListedGroup)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(protocolType);
    WEIR_FIELD(groupState, since(4).ignorable());
    WEIR_FIELD(groupType, since(5).ignorable());
}

WEIR_DESCRIBE(ListGroupsResponse)
{
    WEIR_FIELD(throttleTimeMs, since(1).ignorable());
    WEIR_FIELD(errorCode);
    WEIR_FIELD(groups);
}

WEIR_WIRE_API(ListGroupsRequest, ListGroupsResponse);

} // namespace weir::wire
