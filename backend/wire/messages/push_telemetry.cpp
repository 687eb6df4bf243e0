// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/push_telemetry.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(PushTelemetryRequest)
{
    WEIR_FIELD(clientInstanceId);
    WEIR_FIELD(subscriptionId);
    WEIR_FIELD(terminating);
    WEIR_FIELD(compressionType);
    WEIR_FIELD(metrics);
}

WEIR_DESCRIBE(PushTelemetryResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
}

WEIR_WIRE_API(PushTelemetryRequest, PushTelemetryResponse);

} // namespace weir::wire
