// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_log_dirs.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeLogDirsRequest::DescribableLogDirTopic)
{
    WEIR_FIELD(topic);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DescribeLogDirsRequest)
{
    WEIR_FIELD(topics, always().orNull());
}

WEIR_DESCRIBE(DescribeLogDirsResponse::DescribeLogDirsPartition)
{
    WEIR_FIELD(partitionIndex);
    WEIR_FIELD(partitionSize);
    WEIR_FIELD(offsetLag);
    WEIR_FIELD(isFutureKey);
}

WEIR_DESCRIBE(DescribeLogDirsResponse::DescribeLogDirsTopic)
{
    WEIR_FIELD(name);
    WEIR_FIELD(partitions);
}

WEIR_DESCRIBE(DescribeLogDirsResponse::DescribeLogDirsResult)
{
    WEIR_FIELD(errorCode);
    WEIR_FIELD(logDir);
    WEIR_FIELD(topics);
    WEIR_FIELD(totalBytes, since(4).ignorable());
    WEIR_FIELD(usableBytes, since(4).ignorable());
    WEIR_FIELD(isCordoned, since(5).ignorable());
}

WEIR_DESCRIBE(DescribeLogDirsResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode, since(3).ignorable());
    WEIR_FIELD(results);
}

WEIR_WIRE_API(DescribeLogDirsRequest, DescribeLogDirsResponse);

} // namespace weir::wire
