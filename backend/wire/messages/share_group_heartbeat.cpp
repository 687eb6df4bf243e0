// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/share_group_heartbeat.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ShareGroupHeartbeatRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(memberId);
    WEIR_FIELD(memberEpoch);
    WEIR_FIELD(rackId, always().orNull());
    WEIR_FIELD(subscribedTopicNames, always().orNull());
}

WEIR_DESCRIBE(ShareGroupHeartbeatResponse::TopicPartitions)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ShareGroupHeartbeatResponse::Assignment)
{
    WEIR_FIELD(topicPartitions);
}

WEIR_DESCRIBE(ShareGroupHeartbeatResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(memberId, always().orNull());
    WEIR_FIELD(memberEpoch);
    WEIR_FIELD(heartbeatIntervalMs);
    WEIR_FIELD(assignment, always().orNull());
}

WEIR_WIRE_API(ShareGroupHeartbeatRequest, ShareGroupHeartbeatResponse);

} // namespace weir::wire
