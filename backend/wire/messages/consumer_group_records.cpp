// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/consumer_group_assignment_records.h"
#include "backend/wire/messages/consumer_group_records.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ConsumerGroupMetadataKey)
{
    WEIR_FIELD(groupId);
}

WEIR_DESCRIBE(ConsumerGroupMetadataValue)
{
    WEIR_FIELD(epoch);
    WEIR_FIELD(metadataHash, always().tagged(0));
}

WEIR_DESCRIBE(ConsumerGroupPartitionMetadataKey)
{
    WEIR_FIELD(groupId);
}

WEIR_DESCRIBE(ConsumerGroupPartitionMetadataValue::PartitionMetadata)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(racks);
}

WEIR_DESCRIBE(ConsumerGroupPartitionMetadataValue::TopicMetadata)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(topicName);
    WEIR_FIELD(numPartitions);
    WEIR_FIELD(partitionMetadata);
}

WEIR_DESCRIBE(ConsumerGroupPartitionMetadataValue)
{
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(ConsumerGroupMemberMetadataKey)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(memberId);
}

WEIR_DESCRIBE(ConsumerGroupMemberMetadataValue::ClassicProtocol)
{
    WEIR_FIELD(name);
    WEIR_FIELD(metadata);
}

WEIR_DESCRIBE(ConsumerGroupMemberMetadataValue::ClassicMemberMetadata)
{
    WEIR_FIELD(sessionTimeoutMs);
    WEIR_FIELD(supportedProtocols);
}

WEIR_DESCRIBE(ConsumerGroupMemberMetadataValue)
{
    WEIR_FIELD(instanceId, always().orNull());
    WEIR_FIELD(rackId, always().orNull());
    WEIR_FIELD(clientId);
    WEIR_FIELD(clientHost);
    WEIR_FIELD(subscribedTopicNames);
    WEIR_FIELD(subscribedTopicRegex, always().orNull());
    WEIR_FIELD(rebalanceTimeoutMs);
    WEIR_FIELD(serverAssignor, always().orNull());
    WEIR_FIELD(classicMemberMetadata, always().orNull().tagged(0));
}

WEIR_DESCRIBE(ConsumerGroupTargetAssignmentMetadataKey)
{
    WEIR_FIELD(groupId);
}

WEIR_DESCRIBE(ConsumerGroupTargetAssignmentMetadataValue)
{
    WEIR_FIELD(assignmentEpoch);
    WEIR_FIELD(assignmentTimestamp, always().tagged(0).ignorable());
}

WEIR_DESCRIBE(ConsumerGroupTargetAssignmentMemberKey)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(memberId);
}

WEIR_DESCRIBE(ConsumerGroupTargetAssignmentMemberValue::TopicPartition)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ConsumerGroupTargetAssignmentMemberValue)
{
    WEIR_FIELD(topicPartitions);
}

WEIR_DESCRIBE(ConsumerGroupCurrentMemberAssignmentKey)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(memberId);
}

WEIR_DESCRIBE(ConsumerGroupCurrentMemberAssignmentValue::TopicPartitions)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
    WEIR_FIELD(assignmentEpochs, always().orNull().tagged(0));
}

WEIR_DESCRIBE(ConsumerGroupCurrentMemberAssignmentValue)
{
    WEIR_FIELD(memberEpoch);
    WEIR_FIELD(previousMemberEpoch);
    WEIR_FIELD(state);
    WEIR_FIELD(assignedPartitions);
    WEIR_FIELD(partitionsPendingRevocation);
}

WEIR_DESCRIBE(ConsumerGroupRegularExpressionKey)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(regularExpression);
}

WEIR_DESCRIBE(ConsumerGroupRegularExpressionValue)
{
    WEIR_FIELD(topics);
    WEIR_FIELD(version);
    WEIR_FIELD(timestamp);
}

WEIR_WIRE_BLOB(ConsumerGroupMetadataKey);
WEIR_WIRE_BLOB(ConsumerGroupMetadataValue);
WEIR_WIRE_BLOB(ConsumerGroupPartitionMetadataKey);
WEIR_WIRE_BLOB(ConsumerGroupPartitionMetadataValue);
WEIR_WIRE_BLOB(ConsumerGroupMemberMetadataKey);
WEIR_WIRE_BLOB(ConsumerGroupMemberMetadataValue);
WEIR_WIRE_BLOB(ConsumerGroupTargetAssignmentMetadataKey);
WEIR_WIRE_BLOB(ConsumerGroupTargetAssignmentMetadataValue);
WEIR_WIRE_BLOB(ConsumerGroupTargetAssignmentMemberKey);
WEIR_WIRE_BLOB(ConsumerGroupTargetAssignmentMemberValue);
WEIR_WIRE_BLOB(ConsumerGroupCurrentMemberAssignmentKey);
WEIR_WIRE_BLOB(ConsumerGroupCurrentMemberAssignmentValue);
WEIR_WIRE_BLOB(ConsumerGroupRegularExpressionKey);
WEIR_WIRE_BLOB(ConsumerGroupRegularExpressionValue);

} // namespace weir::wire
