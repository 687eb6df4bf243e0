// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/fetch_snapshot.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(FetchSnapshotRequest::SnapshotId)
{
    WEIR_FIELD(endOffset);
    WEIR_FIELD(epoch);
}

WEIR_DESCRIBE(FetchSnapshotRequest::PartitionSnapshot)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(currentLeaderEpoch);
    WEIR_FIELD(snapshotId);
    WEIR_FIELD(position);
    WEIR_FIELD(replicaDirectoryId, since(1).tagged(0).ignorable());
}

WEIR_DESCRIBE(FetchSnapshotRequest::TopicSnapshot)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(FetchSnapshotRequest)
{
    WEIR_FIELD(clusterId, always().orNull().tagged(0));
    WEIR_FIELD(replicaId);
    WEIR_FIELD(maxBytes);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(FetchSnapshotResponse::SnapshotId)
{
    WEIR_FIELD(endOffset);
    WEIR_FIELD(epoch);
}

WEIR_DESCRIBE(FetchSnapshotResponse::LeaderIdAndEpoch)
{
    WEIR_FIELD(leaderId);
    WEIR_FIELD(leaderEpoch);
}

WEIR_DESCRIBE(FetchSnapshotResponse::PartitionSnapshot)
{
    WEIR_FIELD(index);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(snapshotId);
    WEIR_FIELD(currentLeader, always().tagged(0));
    WEIR_FIELD(size);
    WEIR_FIELD(position);
    WEIR_FIELD(unalignedRecords);
}

WEIR_DESCRIBE(FetchSnapshotResponse::TopicSnapshot)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(FetchSnapshotResponse::NodeEndpoint)
{
    WEIR_FIELD(nodeId, since(1));
    WEIR_FIELD(host, since(1));
    WEIR_FIELD(port, since(1));
}

WEIR_DESCRIBE(FetchSnapshotResponse)
{
    WEIR_FIELD(throttleTimeMs, always().ignorable());
    WEIR_FIELD(errorCode);
    WEIR_FIELD(topics);
    WEIR_FIELD(nodeEndpoints, since(1).tagged(0));
}

WEIR_WIRE_API(FetchSnapshotRequest, FetchSnapshotResponse);

} // namespace weir::wire
