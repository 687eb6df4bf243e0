// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/list_partition_reassignments.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ListPartitionReassignmentsRequest::ListPartitionReassignmentsTopics)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitionIndexes);
}

WEIR_DESCRIBE(ListPartitionReassignmentsRequest)
{
    WEIR_FIELD(timeoutMs);
    WEIR_FIELD(topics, always().orNull());
}

WEIR_DESCRIBE(ListPartitionReassignmentsResponse::OngoingPartitionReassignment)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(replicas);
    WEIR_FIELD(addingReplicas);
    WEIR_FIELD(removingReplicas);
}

WEIR_DESCRIBE(ListPartitionReassignmentsResponse::OngoingTopicReassignment)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ListPartitionReassignmentsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(topics);
}

WEIR_WIRE_API(ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse);

} // namespace weir::wire
