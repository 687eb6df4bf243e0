// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/offset_for_leader_epoch.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(OffsetForLeaderEpochRequest::OffsetForLeaderPartition)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(currentLeaderEpoch, since(2).ignorable());
    WEIR_FIELD(leaderEpoch);
}

WEIR_DESCRIBE(OffsetForLeaderEpochRequest::OffsetForLeaderTopic)
{
    WEIR_FIELD(topic);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(OffsetForLeaderEpochRequest)
{
    WEIR_FIELD(replicaId, since(3).ignorable());
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(OffsetForLeaderEpochResponse::EpochEndOffset)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(partition);
    WEIR_FIELD(leaderEpoch, since(1).ignorable());
    WEIR_FIELD(endOffset);
}

WEIR_DESCRIBE(OffsetForLeaderEpochResponse::OffsetForLeaderTopicResult)
{
    WEIR_FIELD(topic);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(OffsetForLeaderEpochResponse)
{
    WEIR_FIELD(throttleTimeMs, since(2).ignorable());
    WEIR_FIELD(topics);
}

WEIR_WIRE_API(OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse);

} // namespace weir::wire
