// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/alter_replica_log_dirs.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AlterReplicaLogDirsRequest::AlterReplicaLogDirTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(AlterReplicaLogDirsRequest::AlterReplicaLogDir)
{
    WEIR_FIELD(path);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(AlterReplicaLogDirsRequest)
{
    WEIR_FIELD(dirs);
}

WEIR_DESCRIBE(AlterReplicaLogDirsResponse::AlterReplicaLogDirPartitionResult)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
}

WEIR_DESCRIBE(AlterReplicaLogDirsResponse::AlterReplicaLogDirTopicResult)
{
    WEIR_FIELD(topicName);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(AlterReplicaLogDirsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(results);
}

WEIR_WIRE_API(AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse);

} // namespace weir::wire
