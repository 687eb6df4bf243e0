// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/create_partitions.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(CreatePartitionsRequest::CreatePartitionsAssignment)
{
    WEIR_FIELD(brokerIds);
}

WEIR_DESCRIBE(CreatePartitionsRequest::CreatePartitionsTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(count);
    WEIR_FIELD(assignments, always().orNull());
}

WEIR_DESCRIBE(CreatePartitionsRequest)
{
    WEIR_FIELD(topics);
    WEIR_FIELD(timeoutMs);
    WEIR_FIELD(validateOnly);
}

WEIR_DESCRIBE(CreatePartitionsResponse::CreatePartitionsTopicResult)
{
    WEIR_FIELD(name);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
}

WEIR_DESCRIBE(CreatePartitionsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(results);
}

WEIR_WIRE_API(CreatePartitionsRequest, CreatePartitionsResponse);

} // namespace weir::wire
