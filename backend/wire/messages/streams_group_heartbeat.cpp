// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/streams_group_heartbeat.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(StreamsGroupHeartbeatRequest::KeyValue)
{
    WEIR_FIELD(key);
    WEIR_FIELD(value);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatRequest::TopicInfo)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
    WEIR_FIELD(replicationFactor);
    WEIR_FIELD(topicConfigs);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatRequest::CopartitionGroup)
{
    WEIR_FIELD(sourceTopics);
    WEIR_FIELD(sourceTopicRegex);
    WEIR_FIELD(repartitionSourceTopics);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatRequest::Subtopology)
{
    WEIR_FIELD(subtopologyId);
    WEIR_FIELD(sourceTopics);
    WEIR_FIELD(sourceTopicRegex);
    WEIR_FIELD(stateChangelogTopics);
    WEIR_FIELD(repartitionSinkTopics);
    WEIR_FIELD(repartitionSourceTopics);
    WEIR_FIELD(copartitionGroups);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatRequest::Topology)
{
    WEIR_FIELD(epoch);
    WEIR_FIELD(subtopologies);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatRequest::TaskIds)
{
    WEIR_FIELD(subtopologyId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatRequest::Endpoint)
{
    WEIR_FIELD(host);
    WEIR_FIELD(port);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatRequest::TaskOffset)
{
    WEIR_FIELD(subtopologyId);
    WEIR_FIELD(partition);
    WEIR_FIELD(offset);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(memberId);
    WEIR_FIELD(memberEpoch);
    WEIR_FIELD(endpointInformationEpoch);
    WEIR_FIELD(instanceId, always().orNull());
    WEIR_FIELD(rackId, always().orNull());
    WEIR_FIELD(rebalanceTimeoutMs);
    WEIR_FIELD(topology, always().orNull());
    WEIR_FIELD(activeTasks, always().orNull());
    WEIR_FIELD(standbyTasks, always().orNull());
    WEIR_FIELD(warmupTasks, always().orNull());
    WEIR_FIELD(processId, always().orNull());
    WEIR_FIELD(userEndpoint, always().orNull());
    WEIR_FIELD(clientTags, always().orNull());
    WEIR_FIELD(taskOffsets, always().orNull());
    WEIR_FIELD(taskEndOffsets, always().orNull());
    WEIR_FIELD(shutdownApplication);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatResponse::Status)
{
    WEIR_FIELD(statusCode);
    WEIR_FIELD(statusDetail);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatResponse::TaskIds)
{
    WEIR_FIELD(subtopologyId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatResponse::Endpoint)
{
    WEIR_FIELD(host);
    WEIR_FIELD(port);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatResponse::TopicPartition)
{
    WEIR_FIELD(topic);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatResponse::EndpointToPartitions)
{
    WEIR_FIELD(userEndpoint);
    WEIR_FIELD(activePartitions);
    WEIR_FIELD(standbyPartitions);
}

WEIR_DESCRIBE(StreamsGroupHeartbeatResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(memberId);
    WEIR_FIELD(memberEpoch);
    WEIR_FIELD(heartbeatIntervalMs);
    WEIR_FIELD(acceptableRecoveryLag);
    WEIR_FIELD(taskOffsetIntervalMs);
    WEIR_FIELD(status, always().orNull());
    WEIR_FIELD(activeTasks, always().orNull());
    WEIR_FIELD(standbyTasks, always().orNull());
    WEIR_FIELD(warmupTasks, always().orNull());
    WEIR_FIELD(endpointInformationEpoch);
    WEIR_FIELD(partitionsByUserEndpoint, always().orNull());
}

WEIR_WIRE_API(StreamsGroupHeartbeatRequest, StreamsGroupHeartbeatResponse);

} // namespace weir::wire
