// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/alter_partition.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(AlterPartitionRequest::BrokerState)
{
    WEIR_FIELD(brokerId, since(3));
    WEIR_FIELD(brokerEpoch, since(3));
}

WEIR_DESCRIBE(AlterPartitionRequest::PartitionData)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(leaderEpoch);
    WEIR_FIELD(newIsr, until(2));
    WEIR_FIELD(newIsrWithEpochs, since(3));
    WEIR_FIELD(leaderRecoveryState, since(1));
    WEIR_FIELD(partitionEpoch);
}

WEIR_DESCRIBE(AlterPartitionRequest::TopicData)
{
    WEIR_FIELD(topicId, since(2).ignorable());
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(AlterPartitionRequest)
{
    WEIR_FIELD(brokerId);
    WEIR_FIELD(brokerEpoch);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(AlterPartitionResponse::PartitionData)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(leaderId);
    WEIR_FIELD(leaderEpoch);
    WEIR_FIELD(isr);
    WEIR_FIELD(leaderRecoveryState, since(1).ignorable());
    WEIR_FIELD(partitionEpoch);
}

WEIR_DESCRIBE(AlterPartitionResponse::TopicData)
{
    WEIR_FIELD(topicId, since(2).ignorable());
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(AlterPartitionResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(topics);
}

WEIR_WIRE_API(AlterPartitionRequest, AlterPartitionResponse);

} // namespace weir::wire
