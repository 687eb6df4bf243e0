// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/delete_acls.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DeleteAclsRequest::DeleteAclsFilter)
{
    WEIR_FIELD(resourceTypeFilter);
    WEIR_FIELD(resourceNameFilter, always().orNull());
    WEIR_FIELD(patternTypeFilter);
    WEIR_FIELD(principalFilter, always().orNull());
    WEIR_FIELD(hostFilter, always().orNull());
    WEIR_FIELD(operation);
    WEIR_FIELD(permissionType);
}

WEIR_DESCRIBE(DeleteAclsRequest)
{
    WEIR_FIELD(filters);
}

WEIR_DESCRIBE(DeleteAclsResponse::DeleteAclsMatchingAcl)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(resourceType);
    WEIR_FIELD(resourceName);
    WEIR_FIELD(patternType);
    WEIR_FIELD(principal);
    WEIR_FIELD(host);
    WEIR_FIELD(operation);
    WEIR_FIELD(permissionType);
}

WEIR_DESCRIBE(DeleteAclsResponse::DeleteAclsFilterResult)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(matchingAcls);
}

WEIR_DESCRIBE(DeleteAclsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(filterResults);
}

WEIR_WIRE_API(DeleteAclsRequest, DeleteAclsResponse);

} // namespace weir::wire
