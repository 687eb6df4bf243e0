// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/consumer_protocol.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(ConsumerProtocolSubscription::TopicPartition)
{
    WEIR_FIELD(topic, since(1));
    WEIR_FIELD(partitions, since(1));
}

WEIR_DESCRIBE(ConsumerProtocolSubscription)
{
    WEIR_FIELD(topics);
    WEIR_FIELD(userData, always().orNull());
    WEIR_FIELD(ownedPartitions, since(1).ignorable());
    WEIR_FIELD(generationId, since(2).ignorable());
    WEIR_FIELD(rackId, since(3).orNull(3).ignorable());
}

WEIR_DESCRIBE(ConsumerProtocolAssignment::TopicPartition)
{
    WEIR_FIELD(topic);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(ConsumerProtocolAssignment)
{
    WEIR_FIELD(assignedPartitions);
    WEIR_FIELD(userData, always().orNull());
}

WEIR_WIRE_BLOB(ConsumerProtocolSubscription);
WEIR_WIRE_BLOB(ConsumerProtocolAssignment);

} // namespace weir::wire
