// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/share_acknowledge.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ShareAcknowledgeRequest::AcknowledgementBatch)
{
    WEIR_FIELD(firstOffset);
    WEIR_FIELD(lastOffset);
    WEIR_FIELD(acknowledgeTypes);
}

WEIR_DESCRIBE(ShareAcknowledgeRequest::AcknowledgePartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(acknowledgementBatches);
}

WEIR_DESCRIBE(ShareAcknowledgeRequest::AcknowledgeTopic)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ShareAcknowledgeRequest)
{
    WEIR_FIELD(groupId, always().orNull());
    WEIR_FIELD(memberId, always().orNull());
    WEIR_FIELD(shareSessionEpoch);
    WEIR_FIELD(isRenewAck, since(2));
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(ShareAcknowledgeResponse::LeaderIdAndEpoch)
{
    WEIR_FIELD(leaderId);
    WEIR_FIELD(leaderEpoch);
}

WEIR_DESCRIBE(ShareAcknowledgeResponse::PartitionData)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(currentLeader);
}

WEIR_DESCRIBE(ShareAcknowledgeResponse::ShareAcknowledgeTopicResponse)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ShareAcknowledgeResponse::NodeEndpoint)
{
    WEIR_FIELD(nodeId);
    WEIR_FIELD(host);
    WEIR_FIELD(port);
    WEIR_FIELD(rack, always().orNull());
}

WEIR_DESCRIBE(ShareAcknowledgeResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(acquisitionLockTimeoutMs, since(2).ignorable());
    WEIR_FIELD(responses);
    WEIR_FIELD(nodeEndpoints);
}

WEIR_WIRE_API(ShareAcknowledgeRequest, ShareAcknowledgeResponse);

} // namespace weir::wire
