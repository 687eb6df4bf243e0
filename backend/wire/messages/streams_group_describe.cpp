// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/streams_group_describe.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(StreamsGroupDescribeRequest)
{
    WEIR_FIELD(groupIds);
    WEIR_FIELD(includeAuthorizedOperations);
}

WEIR_DESCRIBE(StreamsGroupDescribeResponse::KeyValue)
{
    WEIR_FIELD(key);
    WEIR_FIELD(value);
}

WEIR_DESCRIBE(StreamsGroupDescribeResponse::TopicInfo)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
    WEIR_FIELD(replicationFactor);
    WEIR_FIELD(topicConfigs);
}

WEIR_DESCRIBE(StreamsGroupDescribeResponse::Subtopology)
{
    WEIR_FIELD(subtopologyId);
    WEIR_FIELD(sourceTopics);
    WEIR_FIELD(repartitionSinkTopics);
    WEIR_FIELD(stateChangelogTopics);
    WEIR_FIELD(repartitionSourceTopics);
}

WEIR_DESCRIBE(StreamsGroupDescribeResponse::Topology)
{
    WEIR_FIELD(epoch);
    WEIR_FIELD(subtopologies, always().orNull());
}

WEIR_DESCRIBE(StreamsGroupDescribeResponse::Endpoint)
{
    WEIR_FIELD(host);
    WEIR_FIELD(port);
}

WEIR_DESCRIBE(StreamsGroupDescribeResponse::TaskOffset)
{
    WEIR_FIELD(subtopologyId);
    WEIR_FIELD(partition);
    WEIR_FIELD(offset);
}

WEIR_DESCRIBE(StreamsGroupDescribeResponse::TaskIds)
{
    WEIR_FIELD(subtopologyId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(StreamsGroupDescribeResponse::Assignment)
{
    WEIR_FIELD(activeTasks);
    WEIR_FIELD(standbyTasks);
    WEIR_FIELD(warmupTasks);
}

WEIR_DESCRIBE(StreamsGroupDescribeResponse::Member)
{
    WEIR_FIELD(memberId);
    WEIR_FIELD(memberEpoch);
    WEIR_FIELD(instanceId, always().orNull());
    WEIR_FIELD(rackId, always().orNull());
    WEIR_FIELD(clientId);
    WEIR_FIELD(clientHost);
    WEIR_FIELD(topologyEpoch);
    WEIR_FIELD(processId);
    WEIR_FIELD(userEndpoint, always().orNull());
    WEIR_FIELD(clientTags);
    WEIR_FIELD(taskOffsets);
    WEIR_FIELD(taskEndOffsets);
    WEIR_FIELD(assignment);
    WEIR_FIELD(targetAssignment);
    WEIR_FIELD(isClassic);
}

WEIR_DESCRIBE(StreamsGroupDescribeResponse::DescribedGroup)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(groupId);
    WEIR_FIELD(groupState);
    WEIR_FIELD(groupEpoch);
    WEIR_FIELD(assignmentEpoch);
    WEIR_FIELD(topology, always().orNull());
    WEIR_FIELD(members);
    WEIR_FIELD(authorizedOperations);
}

WEIR_DESCRIBE(StreamsGroupDescribeResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(groups);
}

WEIR_WIRE_API(StreamsGroupDescribeRequest, StreamsGroupDescribeResponse);

} // namespace weir::wire
