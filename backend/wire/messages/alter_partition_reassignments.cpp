// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/alter_partition_reassignments.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AlterPartitionReassignmentsRequest::ReassignablePartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(replicas, always().orNull());
}

WEIR_DESCRIBE(AlterPartitionReassignmentsRequest::ReassignableTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(AlterPartitionReassignmentsRequest)
{
    WEIR_FIELD(timeoutMs);
    WEIR_FIELD(allowReplicationFactorChange, since(1));
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(AlterPartitionReassignmentsResponse::ReassignablePartitionResponse)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(AlterPartitionReassignmentsResponse::ReassignableTopicResponse)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(AlterPartitionReassignmentsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(allowReplicationFactorChange, since(1).ignorable());
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(responses);
}

WEIR_WIRE_API(AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse);

} // namespace weir::wire
