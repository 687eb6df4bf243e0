// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/heartbeat.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(HeartbeatRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(generationId);
    WEIR_FIELD(memberId);
    WEIR_FIELD(groupInstanceId, since(3).orNull(3));
}

WEIR_DESCRIBE(HeartbeatResponse)
{
    WEIR_FIELD(throttleTimeMs, since(1).ignorable());
    WEIR_FIELD(errorCode);
}

WEIR_WIRE_API(HeartbeatRequest, HeartbeatResponse);

} // namespace weir::wire
