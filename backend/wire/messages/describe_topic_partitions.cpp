// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_topic_partitions.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeTopicPartitionsRequest::TopicRequest)
{
    WEIR_FIELD(name);
}

WEIR_DESCRIBE(DescribeTopicPartitionsRequest::Cursor)
{
    WEIR_FIELD(topicName);
    WEIR_FIELD(partitionIndex);
}

WEIR_DESCRIBE(DescribeTopicPartitionsRequest)
{
    WEIR_FIELD(topics);
    WEIR_FIELD(responsePartitionLimit);
    WEIR_FIELD(cursor, always().orNull());
}

WEIR_DESCRIBE(DescribeTopicPartitionsResponse::DescribeTopicPartitionsResponsePartition)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(leaderId);
    WEIR_FIELD(leaderEpoch, always().ignorable());
    WEIR_FIELD(replicaNodes);
    WEIR_FIELD(isrNodes);
    WEIR_FIELD(eligibleLeaderReplicas, always().orNull());
    WEIR_FIELD(lastKnownElr, always().orNull());
    WEIR_FIELD(offlineReplicas, always().ignorable());
}

WEIR_DESCRIBE(DescribeTopicPartitionsResponse::DescribeTopicPartitionsResponseTopic)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(name, always().orNull());
    WEIR_FIELD(topicId, always().ignorable());
    WEIR_FIELD(isInternal, always().ignorable());
    WEIR_FIELD(partitions);
    WEIR_FIELD(topicAuthorizedOperations);
}

WEIR_DESCRIBE(DescribeTopicPartitionsResponse::Cursor)
{
    WEIR_FIELD(topicName);
    WEIR_FIELD(partitionIndex);
}

WEIR_DESCRIBE(DescribeTopicPartitionsResponse)
{
    WEIR_FIELD(throttleTimeMs, always().ignorable());
    WEIR_FIELD(topics);
    WEIR_FIELD(nextCursor, always().orNull());
}

WEIR_WIRE_API(DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse);

} // namespace weir::wire
