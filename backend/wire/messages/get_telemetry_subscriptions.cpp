// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/get_telemetry_subscriptions.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(GetTelemetrySubscriptionsRequest)
{
    WEIR_FIELD(clientInstanceId);
}

WEIR_DESCRIBE(GetTelemetrySubscriptionsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(clientInstanceId);
    WEIR_FIELD(subscriptionId);
    WEIR_FIELD(acceptedCompressionTypes);
    WEIR_FIELD(pushIntervalMs);
    WEIR_FIELD(telemetryMaxBytes);
    WEIR_FIELD(deltaTemporality);
    WEIR_FIELD(requestedMetrics);
}

WEIR_WIRE_API(GetTelemetrySubscriptionsRequest, GetTelemetrySubscriptionsResponse);

} // namespace weir::wire
