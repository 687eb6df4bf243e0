// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/fetch.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(FetchRequest::ReplicaState)
{
    WEIR_FIELD(replicaId, since(15));
    WEIR_FIELD(replicaEpoch, since(15));
}

WEIR_DESCRIBE(FetchRequest::FetchPartition)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(currentLeaderEpoch, since(9).ignorable());
    WEIR_FIELD(fetchOffset);
    WEIR_FIELD(lastFetchedEpoch, since(12));
    WEIR_FIELD(logStartOffset, since(5).ignorable());
    WEIR_FIELD(partitionMaxBytes);
    WEIR_FIELD(replicaDirectoryId, since(17).tagged(0).ignorable());
    WEIR_FIELD(highWatermark, since(18).tagged(1).ignorable());
}

WEIR_DESCRIBE(FetchRequest::FetchTopic)
{
    WEIR_FIELD(topic, until(12).ignorable());
    WEIR_FIELD(topicId, since(13).ignorable());
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(FetchRequest::ForgottenTopic)
{
    WEIR_FIELD(topic, between(7, 12).ignorable());
    WEIR_FIELD(topicId, since(13).ignorable());
    WEIR_FIELD(partitions, since(7));
}

WEIR_DESCRIBE(FetchRequest)
{
    WEIR_FIELD(clusterId, since(12).orNull(12).tagged(0).ignorable());
    WEIR_FIELD(replicaId, until(14));
    WEIR_FIELD(replicaState, since(15).tagged(1));
    WEIR_FIELD(maxWaitMs);
    WEIR_FIELD(minBytes);
    WEIR_FIELD(maxBytes, since(3).ignorable());
    WEIR_FIELD(isolationLevel, since(4).ignorable());
    WEIR_FIELD(sessionId, since(7).ignorable());
    WEIR_FIELD(sessionEpoch, since(7).ignorable());
    WEIR_FIELD(topics);
    WEIR_FIELD(forgottenTopicsData, since(7));
    WEIR_FIELD(rackId, since(11).ignorable());
}

WEIR_DESCRIBE(FetchResponse::EpochEndOffset)
{
    WEIR_FIELD(epoch, since(12));
    WEIR_FIELD(endOffset, since(12));
}

WEIR_DESCRIBE(FetchResponse::LeaderIdAndEpoch)
{
    WEIR_FIELD(leaderId, since(12));
    WEIR_FIELD(leaderEpoch, since(12));
}

WEIR_DESCRIBE(FetchResponse::SnapshotId)
{
    WEIR_FIELD(endOffset);
    WEIR_FIELD(epoch);
}

WEIR_DESCRIBE(FetchResponse::AbortedTransaction)
{
    WEIR_FIELD(producerId, since(4));
    WEIR_FIELD(firstOffset, since(4));
}

WEIR_DESCRIBE(FetchResponse::PartitionData)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(highWatermark);
    WEIR_FIELD(lastStableOffset, since(4).ignorable());
    WEIR_FIELD(logStartOffset, since(5).ignorable());
    WEIR_FIELD(divergingEpoch, since(12).tagged(0));
    WEIR_FIELD(currentLeader, since(12).tagged(1));
    WEIR_FIELD(snapshotId, since(12).tagged(2));
    WEIR_FIELD(abortedTransactions, since(4).orNull(4).ignorable());
    WEIR_FIELD(preferredReadReplica, since(11));
    WEIR_FIELD(records, always().orNull());
}

WEIR_DESCRIBE(FetchResponse::FetchableTopicResponse)
{
    WEIR_FIELD(topic, until(12).ignorable());
    WEIR_FIELD(topicId, since(13).ignorable());
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(FetchResponse::NodeEndpoint)
{
    WEIR_FIELD(nodeId, since(16));
    WEIR_FIELD(host, since(16));
    WEIR_FIELD(port, since(16));
    WEIR_FIELD(rack, since(16).orNull(16));
}

WEIR_DESCRIBE(FetchResponse)
{
    WEIR_FIELD(throttleTimeMs, since(1).ignorable());
    WEIR_FIELD(errorCode, since(7).ignorable());
    WEIR_FIELD(sessionId, since(7));
    WEIR_FIELD(responses);
    WEIR_FIELD(nodeEndpoints, since(16).tagged(0));
}

WEIR_WIRE_API(FetchRequest, FetchResponse);

} // namespace weir::wire
