// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_quorum.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeQuorumRequest::PartitionData)
{
    WEIR_FIELD(partitionIndex);
}

WEIR_DESCRIBE(DescribeQuorumRequest::TopicData)
{
    WEIR_FIELD(topicName);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DescribeQuorumRequest)
{
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(DescribeQuorumResponse::ReplicaState)
{
    WEIR_FIELD(replicaId);
    WEIR_FIELD(replicaDirectoryId, since(2));
    WEIR_FIELD(logEndOffset);
    WEIR_FIELD(lastFetchTimestamp, since(1).ignorable());
    WEIR_FIELD(lastCaughtUpTimestamp, since(1).ignorable());
}

WEIR_DESCRIBE(DescribeQuorumResponse::PartitionData)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, since(2).orNull(2).ignorable());
    WEIR_FIELD(leaderId);
    WEIR_FIELD(leaderEpoch);
    WEIR_FIELD(highWatermark);
    WEIR_FIELD(currentVoters);
    WEIR_FIELD(observers);
}

WEIR_DESCRIBE(DescribeQuorumResponse::TopicData)
{
    WEIR_FIELD(topicName);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DescribeQuorumResponse::Listener)
{
    WEIR_FIELD(name, since(2));
    WEIR_FIELD(host, since(2));
    WEIR_FIELD(port, since(2));
}

WEIR_DESCRIBE(DescribeQuorumResponse::Node)
{
    WEIR_FIELD(nodeId, since(2));
    WEIR_FIELD(listeners, since(2));
}

WEIR_DESCRIBE(DescribeQuorumResponse)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, since(2).orNull(2).ignorable());
    WEIR_FIELD(topics);
    WEIR_FIELD(nodes, since(2));
}

WEIR_WIRE_API(DescribeQuorumRequest, DescribeQuorumResponse);

} // namespace weir::wire
