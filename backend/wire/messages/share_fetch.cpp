// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/share_fetch.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ShareFetchRequest::AcknowledgementBatch)
{
    WEIR_FIELD(firstOffset);
    WEIR_FIELD(lastOffset);
    WEIR_FIELD(acknowledgeTypes);
}

WEIR_DESCRIBE(ShareFetchRequest::FetchPartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(acknowledgementBatches);
}

WEIR_DESCRIBE(ShareFetchRequest::FetchTopic)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ShareFetchRequest::ForgottenTopic)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ShareFetchRequest)
{
    WEIR_FIELD(groupId, always().orNull());
    WEIR_FIELD(memberId, always().orNull());
    WEIR_FIELD(shareSessionEpoch);
    WEIR_FIELD(maxWaitMs);
    WEIR_FIELD(minBytes);
    WEIR_FIELD(maxBytes);
    WEIR_FIELD(maxRecords);
    WEIR_FIELD(batchSize);
    WEIR_FIELD(shareAcquireMode, since(2).ignorable());
    WEIR_FIELD(isRenewAck, since(2));
    WEIR_FIELD(topics);
    WEIR_FIELD(forgottenTopicsData);
}

WEIR_DESCRIBE(ShareFetchResponse::LeaderIdAndEpoch)
{
    WEIR_FIELD(leaderId);
    WEIR_FIELD(leaderEpoch);
}

WEIR_DESCRIBE(ShareFetchResponse::AcquiredRecords)
{
    WEIR_FIELD(firstOffset);
    WEIR_FIELD(lastOffset);
    WEIR_FIELD(deliveryCount);
}

WEIR_DESCRIBE(ShareFetchResponse::PartitionData)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(acknowledgeErrorCode);
    WEIR_FIELD(acknowledgeErrorMessage, always().orNull());
    WEIR_FIELD(currentLeader);
    WEIR_FIELD(records);
    WEIR_FIELD(acquiredRecords);
}

WEIR_DESCRIBE(ShareFetchResponse::ShareFetchableTopicResponse)
{
    WEIR_FIELD(topicId);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ShareFetchResponse::NodeEndpoint)
{
    WEIR_FIELD(nodeId);
    WEIR_FIELD(host);
    WEIR_FIELD(port);
    WEIR_FIELD(rack, always().orNull());
}

WEIR_DESCRIBE(ShareFetchResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(acquisitionLockTimeoutMs);
    WEIR_FIELD(responses);
    WEIR_FIELD(nodeEndpoints);
}

WEIR_WIRE_API(ShareFetchRequest, ShareFetchResponse);

} // namespace weir::wire
