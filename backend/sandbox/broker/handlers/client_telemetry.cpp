// SPDX-License-Identifier: GPL-3.0-or-later
// GetTelemetrySubscriptions 0, PushTelemetry 0 (KIP-714). Served always, as by a Kafka that has a receiver of telemetry among
// its metric.reporters; what clients push is shown by the control socket's `telemetry`. Run by the broker's main owner.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/client_telemetry.h"

namespace weir::sandbox {

namespace {

std::int32_t maxBytes(const HandlerContext &context)
{
    return static_cast<std::int32_t>(context.broker.config(context.shard()).number("telemetry.max.bytes"));
}

} // namespace

void handleGetTelemetrySubscriptions(const HandlerContext &context, wire::GetTelemetrySubscriptionsRequest request,
                                     Reply<wire::GetTelemetrySubscriptionsResponse> reply)
{
    reply(context.broker.telemetry().subscribe(request, context.session, maxBytes(context)));
}

void handlePushTelemetry(const HandlerContext &context, wire::PushTelemetryRequest request, Reply<wire::PushTelemetryResponse> reply)
{
    reply(context.broker.telemetry().push(request, context.session, maxBytes(context)));
}

} // namespace weir::sandbox
