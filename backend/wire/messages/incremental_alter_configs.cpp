// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/incremental_alter_configs.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(IncrementalAlterConfigsRequest::AlterableConfig)
{
    WEIR_FIELD(name);
    WEIR_FIELD(configOperation);
    WEIR_FIELD(value, always().orNull().secret());
}

WEIR_DESCRIBE(IncrementalAlterConfigsRequest::AlterConfigsResource)
{
    WEIR_FIELD(resourceType);
    WEIR_FIELD(resourceName);
    WEIR_FIELD(configs);
}

WEIR_DESCRIBE(IncrementalAlterConfigsRequest)
{
    WEIR_FIELD(resources);
    WEIR_FIELD(validateOnly);
}

WEIR_DESCRIBE(IncrementalAlterConfigsResponse::AlterConfigsResourceResponse)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(resourceType);
    WEIR_FIELD(resourceName);
}

WEIR_DESCRIBE(IncrementalAlterConfigsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(responses);
}

WEIR_WIRE_API(IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse);

} // namespace weir::wire
