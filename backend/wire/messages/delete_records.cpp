// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/delete_records.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DeleteRecordsRequest::DeleteRecordsPartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(offset);
}

WEIR_DESCRIBE(DeleteRecordsRequest::DeleteRecordsTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DeleteRecordsRequest)
{
    WEIR_FIELD(topics);
    WEIR_FIELD(timeoutMs);
}

WEIR_DESCRIBE(DeleteRecordsResponse::DeleteRecordsPartitionResult)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(lowWatermark);
    WEIR_FIELD(errorCode);
}

WEIR_DESCRIBE(DeleteRecordsResponse::DeleteRecordsTopicResult)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DeleteRecordsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(topics);
}

WEIR_WIRE_API(DeleteRecordsRequest, DeleteRecordsResponse);

} // namespace weir::wire
