// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/consumer_group_heartbeat.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ConsumerGroupHeartbeatRequest::TopicPartitions)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ConsumerGroupHeartbeatRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(memberId);
    WEIR_FIELD(memberEpoch);
    WEIR_FIELD(instanceId, always().orNull());
    WEIR_FIELD(rackId, always().orNull());
    WEIR_FIELD(rebalanceTimeoutMs);
    WEIR_FIELD(subscribedTopicNames, always().orNull());
    WEIR_FIELD(subscribedTopicRegex, since(1).orNull(1));
    WEIR_FIELD(serverAssignor, always().orNull());
    WEIR_FIELD(topicPartitions, always().orNull());
}

WEIR_DESCRIBE(ConsumerGroupHeartbeatResponse::TopicPartitions)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ConsumerGroupHeartbeatResponse::Assignment)
{
    WEIR_FIELD(topicPartitions);
}

WEIR_DESCRIBE(ConsumerGroupHeartbeatResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(memberId, always().orNull());
    WEIR_FIELD(memberEpoch);
    WEIR_FIELD(heartbeatIntervalMs);
    WEIR_FIELD(assignment, always().orNull());
}

WEIR_WIRE_API(ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse);

} // namespace weir::wire
