// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/offset_commit.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(OffsetCommitRequest::OffsetCommitRequestPartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(committedOffset);
    WEIR_FIELD(committedLeaderEpoch, since(6).ignorable());
    WEIR_FIELD(committedMetadata, always().orNull());
}

WEIR_DESCRIBE(OffsetCommitRequest::OffsetCommitRequestTopic)
{
    WEIR_FIELD(name, until(9).ignorable());
    WEIR_FIELD(topicId, since(10).ignorable());
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(OffsetCommitRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(generationIdOrMemberEpoch, since(1).ignorable());
    WEIR_FIELD(memberId, since(1).ignorable());
    WEIR_FIELD(groupInstanceId, since(7).orNull(7));
    WEIR_FIELD(retentionTimeMs, between(2, 4).ignorable());
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(OffsetCommitResponse::OffsetCommitResponsePartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
}

WEIR_DESCRIBE(OffsetCommitResponse::OffsetCommitResponseTopic)
{
    WEIR_FIELD(name, until(9).ignorable());
    WEIR_FIELD(topicId, since(10).ignorable());
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(OffsetCommitResponse)
{
    WEIR_FIELD(throttleTimeMs, since(3).ignorable());
    WEIR_FIELD(topics);
}

WEIR_WIRE_API(OffsetCommitRequest, OffsetCommitResponse);

} // namespace weir::wire
