// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/assign_replicas_to_dirs.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AssignReplicasToDirsRequest::PartitionData)
{
    WEIR_FIELD(partitionIndex);
}

WEIR_DESCRIBE(AssignReplicasToDirsRequest::TopicData)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(AssignReplicasToDirsRequest::DirectoryData)
{
    WEIR_FIELD(id);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(AssignReplicasToDirsRequest)
{
    WEIR_FIELD(brokerId);
    WEIR_FIELD(brokerEpoch);
    WEIR_FIELD(directories);
}

WEIR_DESCRIBE(AssignReplicasToDirsResponse::PartitionData)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
}

WEIR_DESCRIBE(AssignReplicasToDirsResponse::TopicData)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(AssignReplicasToDirsResponse::DirectoryData)
{
    WEIR_FIELD(id);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(AssignReplicasToDirsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(directories);
}

WEIR_WIRE_API(AssignReplicasToDirsRequest, AssignReplicasToDirsResponse);

} // namespace weir::wire
