// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/alter_configs.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AlterConfigsRequest::AlterableConfig)
{
    WEIR_FIELD(name);
    WEIR_FIELD(value, always().orNull().secret());
}

WEIR_DESCRIBE(AlterConfigsRequest::AlterConfigsResource)
{
    WEIR_FIELD(resourceType);
    WEIR_FIELD(resourceName);
    WEIR_FIELD(configs);
}

WEIR_DESCRIBE(AlterConfigsRequest)
{
    WEIR_FIELD(resources);
    WEIR_FIELD(validateOnly);
}

WEIR_DESCRIBE(AlterConfigsResponse::AlterConfigsResourceResponse)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(resourceType);
    WEIR_FIELD(resourceName);
}

WEIR_DESCRIBE(AlterConfigsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(responses);
}

WEIR_WIRE_API(AlterConfigsRequest, AlterConfigsResponse);

} // namespace weir::wire
