// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/find_coordinator.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(FindCoordinatorRequest)
{
    WEIR_FIELD(key, until(3));
    WEIR_FIELD(keyType, since(1));
    WEIR_FIELD(coordinatorKeys, since(4));
}

WEIR_DESCRIBE(FindCoordinatorResponse::Coordinator)
{
    WEIR_FIELD(key, since(4));
    WEIR_FIELD(nodeId, since(4));
    WEIR_FIELD(host, since(4));
    WEIR_FIELD(port, since(4));
    WEIR_FIELD(errorCode, since(4));
    WEIR_FIELD(errorMessage, since(4).orNull(4).ignorable());
}

WEIR_DESCRIBE(FindCoordinatorResponse)
{
    WEIR_FIELD(throttleTimeMs, since(1).ignorable());
    WEIR_FIELD(errorCode, until(3));
    WEIR_FIELD(errorMessage, between(1, 3).orNull(1, 3).ignorable());
    WEIR_FIELD(nodeId, until(3));
    WEIR_FIELD(host, until(3));
    WEIR_FIELD(port, until(3));
    WEIR_FIELD(coordinators, since(4));
}

WEIR_WIRE_API(FindCoordinatorRequest, FindCoordinatorResponse);

} // namespace weir::wire
