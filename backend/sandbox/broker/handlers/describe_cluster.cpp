// SPDX-License-Identifier: GPL-3.0-or-later
// DescribeCluster, 0-2. 1: endpoint type; 2: fenced brokers.
// For the endpoint type of controllers ask the controller's own door (MISMATCHED_ENDPOINT_TYPE here, as in Kafka). Authorized
// operations: access/cluster_rules.cpp.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/wire/messages/describe_cluster.h"

namespace weir::sandbox {

void handleDescribeCluster(const HandlerContext &context, wire::DescribeClusterRequest request, Reply<wire::DescribeClusterResponse> reply)
{
    constexpr std::int8_t kBrokers = 1;
    const MetadataImage &image = *context.shard().image;
    wire::DescribeClusterResponse response;
    if (context.version >= 1 && request.endpointType != kBrokers) {
        response.endpointType = request.endpointType;
        response.errorCode = base::code(request.endpointType == 2 ? base::KafkaError::MismatchedEndpointType
                                                                 : base::KafkaError::UnsupportedEndpointType);
        reply(std::move(response));
        return;
    }
    response.clusterId = context.broker.clusterId();
    std::vector<std::int32_t> alive;
    for (const auto &[id, registered] : image.brokers()) {
        const Endpoint *endpoint = registered->endpoint(context.session.listener);
        if (endpoint == nullptr || (registered->fenced && !(context.version >= 2 && request.includeFencedBrokers)))
            continue;
        if (!registered->fenced)
            alive.push_back(id);
        wire::DescribeClusterResponse::DescribeClusterBroker entry;
        entry.brokerId = id;
        entry.host = endpoint->host;
        entry.port = endpoint->port;
        entry.rack = registered->rack;
        entry.isFenced = registered->fenced;
        response.brokers.push_back(std::move(entry));
    }
    response.controllerId = alive.empty() ? -1 : alive[static_cast<std::size_t>(context.broker.id()) % alive.size()];
    reply(std::move(response));
}

} // namespace weir::sandbox
