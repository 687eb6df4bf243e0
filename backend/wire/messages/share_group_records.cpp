// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/share_group_records.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ShareGroupMemberMetadataKey)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(memberId);
}

WEIR_DESCRIBE(ShareGroupMemberMetadataValue)
{
    WEIR_FIELD(rackId, always().orNull());
    WEIR_FIELD(clientId);
    WEIR_FIELD(clientHost);
    WEIR_FIELD(subscribedTopicNames);
}

WEIR_DESCRIBE(ShareGroupMetadataKey)
{
    WEIR_FIELD(groupId);
}

WEIR_DESCRIBE(ShareGroupMetadataValue)
{
    WEIR_FIELD(epoch);
    WEIR_FIELD(metadataHash);
}

WEIR_DESCRIBE(ShareGroupTargetAssignmentMetadataKey)
{
    WEIR_FIELD(groupId);
}

WEIR_DESCRIBE(ShareGroupTargetAssignmentMetadataValue)
{
    WEIR_FIELD(assignmentEpoch);
    WEIR_FIELD(assignmentTimestamp, always().tagged(0).ignorable());
}

WEIR_DESCRIBE(ShareGroupTargetAssignmentMemberKey)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(memberId);
}

WEIR_DESCRIBE(ShareGroupTargetAssignmentMemberValue::TopicPartition)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ShareGroupTargetAssignmentMemberValue)
{
    WEIR_FIELD(topicPartitions);
}

WEIR_DESCRIBE(ShareGroupCurrentMemberAssignmentKey)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(memberId);
}

WEIR_DESCRIBE(ShareGroupCurrentMemberAssignmentValue::TopicPartitions)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ShareGroupCurrentMemberAssignmentValue)
{
    WEIR_FIELD(memberEpoch);
    WEIR_FIELD(previousMemberEpoch);
    WEIR_FIELD(state);
    WEIR_FIELD(assignedPartitions);
}

WEIR_DESCRIBE(ShareGroupStatePartitionMetadataKey)
{
    WEIR_FIELD(groupId);
}

WEIR_DESCRIBE(ShareGroupStatePartitionMetadataValue::TopicPartitionsInfo)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(topicName);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ShareGroupStatePartitionMetadataValue::TopicInfo)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(topicName);
}

WEIR_DESCRIBE(ShareGroupStatePartitionMetadataValue)
{
    WEIR_FIELD(initializingTopics);
    WEIR_FIELD(initializedTopics);
    WEIR_FIELD(deletingTopics);
}

WEIR_WIRE_BLOB(ShareGroupMemberMetadataKey);
WEIR_WIRE_BLOB(ShareGroupMemberMetadataValue);
WEIR_WIRE_BLOB(ShareGroupMetadataKey);
WEIR_WIRE_BLOB(ShareGroupMetadataValue);
WEIR_WIRE_BLOB(ShareGroupTargetAssignmentMetadataKey);
WEIR_WIRE_BLOB(ShareGroupTargetAssignmentMetadataValue);
WEIR_WIRE_BLOB(ShareGroupTargetAssignmentMemberKey);
WEIR_WIRE_BLOB(ShareGroupTargetAssignmentMemberValue);
WEIR_WIRE_BLOB(ShareGroupCurrentMemberAssignmentKey);
WEIR_WIRE_BLOB(ShareGroupCurrentMemberAssignmentValue);
WEIR_WIRE_BLOB(ShareGroupStatePartitionMetadataKey);
WEIR_WIRE_BLOB(ShareGroupStatePartitionMetadataValue);

} // namespace weir::wire
