// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/share_group_describe.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ShareGroupDescribeRequest)
{
    WEIR_FIELD(groupIds);
    WEIR_FIELD(includeAuthorizedOperations);
}

WEIR_DESCRIBE(ShareGroupDescribeResponse::TopicPartitions)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(topicName);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ShareGroupDescribeResponse::Assignment)
{
    WEIR_FIELD(topicPartitions);
}

WEIR_DESCRIBE(ShareGroupDescribeResponse::Member)
{
    WEIR_FIELD(memberId);
    WEIR_FIELD(rackId, always().orNull());
    WEIR_FIELD(memberEpoch);
    WEIR_FIELD(clientId);
    WEIR_FIELD(clientHost);
    WEIR_FIELD(subscribedTopicNames);
    WEIR_FIELD(assignment);
}

WEIR_DESCRIBE(ShareGroupDescribeResponse::DescribedGroup)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(groupId);
    WEIR_FIELD(groupState);
    WEIR_FIELD(groupEpoch);
    WEIR_FIELD(assignmentEpoch);
    WEIR_FIELD(assignorName);
    WEIR_FIELD(members);
    WEIR_FIELD(authorizedOperations);
}

WEIR_DESCRIBE(ShareGroupDescribeResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(groups);
}

WEIR_WIRE_API(ShareGroupDescribeRequest, ShareGroupDescribeResponse);

} // namespace weir::wire
