// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/elect_leaders.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ElectLeadersRequest::TopicPartitions)
{
    WEIR_FIELD(topic);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ElectLeadersRequest)
{
    WEIR_FIELD(electionType, since(1));
    WEIR_FIELD(topicPartitions, always().orNull());
    WEIR_FIELD(timeoutMs);
}

WEIR_DESCRIBE(ElectLeadersResponse::PartitionResult)
{
    WEIR_FIELD(partitionId);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(ElectLeadersResponse::ReplicaElectionResult)
{
    WEIR_FIELD(topic);
    WEIR_FIELD(partitionResult);
}

WEIR_DESCRIBE(ElectLeadersResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode, since(1));
    WEIR_FIELD(replicaElectionResults);
}

WEIR_WIRE_API(ElectLeadersRequest, ElectLeadersResponse);

} // namespace weir::wire
