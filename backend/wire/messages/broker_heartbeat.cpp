// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/broker_heartbeat.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(BrokerHeartbeatRequest)
{
    WEIR_FIELD(brokerId);
    WEIR_FIELD(brokerEpoch);
    WEIR_FIELD(currentMetadataOffset);
    WEIR_FIELD(wantFence);
    WEIR_FIELD(wantShutDown);
    WEIR_FIELD(offlineLogDirs, since(1).tagged(0));
    WEIR_FIELD(cordonedLogDirs, since(2).orNull(2).tagged(1));
}

WEIR_DESCRIBE(BrokerHeartbeatResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(isCaughtUp);
    WEIR_FIELD(isFenced);
    WEIR_FIELD(shouldShutDown);
}

WEIR_WIRE_API(BrokerHeartbeatRequest, BrokerHeartbeatResponse);

} // namespace weir::wire
