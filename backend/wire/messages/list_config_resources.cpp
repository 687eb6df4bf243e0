// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/list_config_resources.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ListConfigResourcesRequest)
{
    WEIR_FIELD(resourceTypes, since(1));
}

WEIR_DESCRIBE(ListConfigResourcesResponse::ConfigResource)
{
    WEIR_FIELD(resourceName);
    WEIR_FIELD(resourceType, since(1).ignorable());
}

WEIR_DESCRIBE(ListConfigResourcesResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(configResources);
}

WEIR_WIRE_API(ListConfigResourcesRequest, ListConfigResourcesResponse);

} // namespace weir::wire
