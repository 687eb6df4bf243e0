// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_share_group_offsets.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeShareGroupOffsetsRequest::DescribeShareGroupOffsetsRequestTopic)
{
    WEIR_FIELD(topicName);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DescribeShareGroupOffsetsRequest::DescribeShareGroupOffsetsRequestGroup)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topics, always().orNull());
}

WEIR_DESCRIBE(DescribeShareGroupOffsetsRequest)
{
    WEIR_FIELD(groups);
}

WEIR_DESCRIBE(DescribeShareGroupOffsetsResponse::DescribeShareGroupOffsetsResponsePartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(startOffset);
    WEIR_FIELD(leaderEpoch);
    WEIR_FIELD(lag, since(1).ignorable());
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(DescribeShareGroupOffsetsResponse::DescribeShareGroupOffsetsResponseTopic)
{
    WEIR_FIELD(topicName);
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DescribeShareGroupOffsetsResponse::DescribeShareGroupOffsetsResponseGroup)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topics);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(DescribeShareGroupOffsetsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(groups);
}

WEIR_WIRE_API(DescribeShareGroupOffsetsRequest, DescribeShareGroupOffsetsResponse);

} // namespace weir::wire
