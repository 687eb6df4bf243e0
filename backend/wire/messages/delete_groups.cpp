// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/delete_groups.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DeleteGroupsRequest)
{
    WEIR_FIELD(groupsNames);
}

WEIR_DESCRIBE(DeleteGroupsResponse::DeletableGroupResult)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(errorCode);
}

WEIR_DESCRIBE(DeleteGroupsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(results);
}

WEIR_WIRE_API(DeleteGroupsRequest, DeleteGroupsResponse);

} // namespace weir::wire
