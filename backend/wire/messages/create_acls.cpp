// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/create_acls.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(CreateAclsRequest::AclCreation)
{
    WEIR_FIELD(resourceType);
    WEIR_FIELD(resourceName);
    WEIR_FIELD(resourcePatternType);
    WEIR_FIELD(principal);
    WEIR_FIELD(host);
    WEIR_FIELD(operation);
    WEIR_FIELD(permissionType);
}

WEIR_DESCRIBE(CreateAclsRequest)
{
    WEIR_FIELD(creations);
}

WEIR_DESCRIBE(CreateAclsResponse::AclCreationResult)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(CreateAclsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(results);
}

WEIR_WIRE_API(CreateAclsRequest, CreateAclsResponse);

} // namespace weir::wire
