// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/messages/describe_cluster.h"

#include "backend/wire/describe.h"

namespace weir::wire {

WEIR_DESCRIBE(DescribeClusterRequest)
{
    WEIR_FIELD(includeClusterAuthorizedOperations);
    WEIR_FIELD(endpointType, since(1));
    WEIR_FIELD(includeFencedBrokers, since(2));
}

WEIR_DESCRIBE(DescribeClusterResponse::DescribeClusterBroker)
{
    WEIR_FIELD(brokerId);
    WEIR_FIELD(host);
    WEIR_FIELD(port);
    WEIR_FIELD(rack, always().orNull());
    WEIR_FIELD(isFenced, since(2));
}

WEIR_DESCRIBE(DescribeClusterResponse)
{
    WEIR_FIELD(throttleTimeMs);
    WEIR_FIELD(errorCode);
    WEIR_FIELD(errorMessage, always().orNull());
    WEIR_FIELD(endpointType, since(1));
    WEIR_FIELD(clusterId);
    WEIR_FIELD(controllerId);
    WEIR_FIELD(brokers);
    WEIR_FIELD(clusterAuthorizedOperations);
}

WEIR_WIRE_API(DescribeClusterRequest, DescribeClusterResponse);

} // namespace weir::wire
