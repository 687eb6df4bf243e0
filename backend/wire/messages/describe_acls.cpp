// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_acls.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeAclsRequest)
{
    WEIR_FIELD(resourceTypeFilter);
    WEIR_FIELD(resourceNameFilter, always().orNull());
    WEIR_FIELD(patternTypeFilter);
    WEIR_FIELD(principalFilter, always().orNull());
    WEIR_FIELD(hostFilter, always().orNull());
    WEIR_FIELD(operation);
    WEIR_FIELD(permissionType);
}

WEIR_DESCRIBE(DescribeAclsResponse::AclDescription)
{
    WEIR_FIELD(principal);
    WEIR_FIELD(host);
    WEIR_FIELD(operation);
    WEIR_FIELD(permissionType);
}

WEIR_DESCRIBE(DescribeAclsResponse::DescribeAclsResource)
{
    WEIR_FIELD(resourceType);
    WEIR_FIELD(resourceName);
    WEIR_FIELD(patternType);
    WEIR_FIELD(acls);
}

WEIR_DESCRIBE(DescribeAclsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(resources);
}

WEIR_WIRE_API(DescribeAclsRequest, DescribeAclsResponse);

} // namespace weir::wire
