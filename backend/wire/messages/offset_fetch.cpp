// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/offset_fetch.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(OffsetFetchRequest::OffsetFetchRequestTopic)
{
    WEIR_FIELD(name, until(7));
    WEIR_FIELD(partitionIndexes, until(7));
}

WEIR_DESCRIBE(OffsetFetchRequest::OffsetFetchRequestTopics)
{
    WEIR_FIELD(name, between(8, 9).ignorable());
    WEIR_FIELD(topicId, since(10).ignorable());
    WEIR_FIELD(partitionIndexes, since(8));
}

WEIR_DESCRIBE(OffsetFetchRequest::OffsetFetchRequestGroup)
{
    WEIR_FIELD(groupId, since(8));
    WEIR_FIELD(memberId, since(9).orNull(9).ignorable());
    WEIR_FIELD(memberEpoch, since(9).ignorable());
    WEIR_FIELD(topics, since(8).orNull(8));
}

WEIR_DESCRIBE(OffsetFetchRequest)
{
    WEIR_FIELD(groupId, until(7));
    WEIR_FIELD(topics, until(7).orNull(2, 7));
    WEIR_FIELD(groups, since(8));
    WEIR_FIELD(requireStable, since(7));
}

WEIR_DESCRIBE(OffsetFetchResponse::OffsetFetchResponsePartition)
{
    WEIR_FIELD(partitionIndex, until(7));
    WEIR_FIELD(committedOffset, until(7));
    WEIR_FIELD(committedLeaderEpoch, between(5, 7).ignorable());
    WEIR_FIELD(metadata, until(7).orNull(0, 7));
    WEIR_FIELD(errorCode, until(7));
}

WEIR_DESCRIBE(OffsetFetchResponse::OffsetFetchResponseTopic)
{
    WEIR_FIELD(name, until(7));
    WEIR_FIELD(partitions, until(7));
}

WEIR_DESCRIBE(OffsetFetchResponse::OffsetFetchResponsePartitions)
{
    WEIR_FIELD(partitionIndex, since(8));
    WEIR_FIELD(committedOffset, since(8));
    WEIR_FIELD(committedLeaderEpoch, since(8).ignorable());
    WEIR_FIELD(metadata, since(8).orNull(8));
    WEIR_FIELD(errorCode, since(8));
}

WEIR_DESCRIBE(OffsetFetchResponse::OffsetFetchResponseTopics)
{
    WEIR_FIELD(name, between(8, 9).ignorable());
    WEIR_FIELD(topicId, since(10).ignorable());
    WEIR_FIELD(partitions, since(8));
}

WEIR_DESCRIBE(OffsetFetchResponse::OffsetFetchResponseGroup)
{
    WEIR_FIELD(groupId, since(8));
    WEIR_FIELD(topics, since(8));
    WEIR_FIELD(errorCode, since(8));
}

WEIR_DESCRIBE(OffsetFetchResponse)
{
    WEIR_FIELD(throttleTimeMs, since(3).ignorable());
    WEIR_FIELD(topics, until(7));
    WEIR_FIELD(errorCode, between(2, 7).ignorable());
    WEIR_FIELD(groups, since(8));
}

WEIR_WIRE_API(OffsetFetchRequest, OffsetFetchResponse);

} // namespace weir::wire
