// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/write_txn_markers.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(WriteTxnMarkersRequest::WritableTxnMarkerTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitionIndexes);
}

WEIR_DESCRIBE(WriteTxnMarkersRequest::WritableTxnMarker)
{
    WEIR_FIELD(producerId);
    WEIR_FIELD(producerEpoch);
    WEIR_FIELD(transactionResult);
    WEIR_FIELD(topics);
    WEIR_FIELD(coordinatorEpoch);
    WEIR_FIELD(transactionVersion, since(2).ignorable());
}

WEIR_DESCRIBE(WriteTxnMarkersRequest)
{
    WEIR_FIELD(markers);
}

WEIR_DESCRIBE(WriteTxnMarkersResponse::WritableTxnMarkerPartitionResult)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(errorCode);
}

WEIR_DESCRIBE(WriteTxnMarkersResponse::WritableTxnMarkerTopicResult)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(WriteTxnMarkersResponse::WritableTxnMarkerResult)
{
    WEIR_FIELD(producerId);
    WEIR_FIELD(topics);
}

WEIR_DESCRIBE(WriteTxnMarkersResponse)
{
    WEIR_FIELD(markers);
}

WEIR_WIRE_API(WriteTxnMarkersRequest, WriteTxnMarkersResponse);

} // namespace weir::wire
