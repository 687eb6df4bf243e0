// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/read_share_group_state_summary.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ReadShareGroupStateSummaryRequest::PartitionData)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(leaderEpoch);
}

WEIR_DESCRIBE(ReadShareGroupStateSummaryRequest::ReadStateSummaryData)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ReadShareGroupStateSummaryRequest)
{
    WEIR_FIELD(groupId);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(ReadShareGroupStateSummaryResponse::PartitionResult)
{
    WEIR_FIELD(partition);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(stateEpoch);
    WEIR_FIELD(leaderEpoch);
    WEIR_FIELD(startOffset);
    WEIR_FIELD(deliveryCompleteCount, since(1).ignorable());
}

WEIR_DESCRIBE(ReadShareGroupStateSummaryResponse::ReadStateSummaryResult)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ReadShareGroupStateSummaryResponse)
{
    WEIR_FIELD(results);
}

WEIR_WIRE_API(ReadShareGroupStateSummaryRequest, ReadShareGroupStateSummaryResponse);

} // namespace weir::wire
