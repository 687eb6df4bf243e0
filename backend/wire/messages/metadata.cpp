// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/metadata.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(MetadataRequest::MetadataRequestTopic)
{
    WEIR_FIELD(topicId, since(10).ignorable());
    WEIR_FIELD(name, always().orNull(10));
}

WEIR_DESCRIBE(MetadataRequest)
{
    WEIR_FIELD(topics, always().orNull(1));
    WEIR_FIELD(allowAutoTopicCreation, since(4));
    WEIR_FIELD(includeClusterAuthorizedOperations, between(8, 10));
    WEIR_FIELD(includeTopicAuthorizedOperations, since(8));
}

WEIR_DESCRIBE(MetadataResponse::MetadataResponseBroker)
{
    WEIR_FIELD(nodeId);
    WEIR_FIELD(host);
    WEIR_FIELD(port);
    WEIR_FIELD(rack, since(1).orNull(1).ignorable());
}

WEIR_DESCRIBE(MetadataResponse::MetadataResponsePartition)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(leaderId);
    WEIR_FIELD(leaderEpoch, since(7).ignorable());
    WEIR_FIELD(replicaNodes);
    WEIR_FIELD(isrNodes);
    WEIR_FIELD(offlineReplicas, since(5).ignorable());
}

WEIR_DESCRIBE(MetadataResponse::MetadataResponseTopic)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(name, always().orNull(12));
    WEIR_FIELD(topicId, since(10).ignorable());
    WEIR_FIELD(isInternal, since(1).ignorable());
    WEIR_FIELD(partitions);
    WEIR_FIELD(topicAuthorizedOperations, since(8));
}

WEIR_DESCRIBE(MetadataResponse)
{
    WEIR_FIELD(throttleTimeMs, since(3).ignorable());
    WEIR_FIELD(brokers);
    WEIR_FIELD(clusterId, since(2).orNull(2).ignorable());
    WEIR_FIELD(controllerId, since(1).ignorable());
    WEIR_FIELD(topics);
    WEIR_FIELD(clusterAuthorizedOperations, between(8, 10));
    WEIR_FIELD(errorCode, since(13).ignorable());
}

WEIR_WIRE_API(MetadataRequest, MetadataResponse);

} // namespace weir::wire
