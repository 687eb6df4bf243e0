// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/txn_offset_commit.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(TxnOffsetCommitRequest::TxnOffsetCommitRequestPartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(committedOffset);
    WEIR_FIELD(committedLeaderEpoch, since(2).ignorable());
    WEIR_FIELD(committedMetadata, always().orNull());
}

WEIR_DESCRIBE(TxnOffsetCommitRequest::TxnOffsetCommitRequestTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(TxnOffsetCommitRequest)
{
    WEIR_FIELD(transactionalId);
    WEIR_FIELD(groupId);
    WEIR_FIELD(producerId);
    WEIR_FIELD(producerEpoch);
    WEIR_FIELD(generationId, since(3));
    WEIR_FIELD(memberId, since(3));
    WEIR_FIELD(groupInstanceId, since(3).orNull(3));
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(TxnOffsetCommitResponse::TxnOffsetCommitResponsePartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
}

WEIR_DESCRIBE(TxnOffsetCommitResponse::TxnOffsetCommitResponseTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(TxnOffsetCommitResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(topics);
}

WEIR_WIRE_API(TxnOffsetCommitRequest, TxnOffsetCommitResponse);

} // namespace weir::wire
