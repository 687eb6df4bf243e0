// SPDX-License-Identifier: GPL-3.0-or-later
// DescribeQuorum 0-2, UpdateFeatures 0-2, UnregisterBroker 0: what the cluster itself is asked. The controller knows or
// decides (controller_quorum.cpp, controller_features.cpp, controller_brokers.cpp); any broker carries it there.
#include "backend/sandbox/broker/handlers/handlers.h"

#include "backend/sandbox/broker/controller_link.h"
#include "backend/wire/messages/describe_quorum.h"
#include "backend/wire/messages/unregister_broker.h"
#include "backend/wire/messages/update_features.h"

namespace weir::sandbox {

namespace {

/// Of those whose response has one error for everything.
template <class Request>
void carry(const HandlerContext &context, Request request, Reply<net::ResponseOf<Request>> reply)
{
    context.broker.forward<Request>(context.owner, std::move(request), context.version, std::move(reply), [](std::int16_t error) {
        net::ResponseOf<Request> response;
        response.errorCode = error;
        response.errorMessage.reset();
        return response;
    });
}

} // namespace

void handleDescribeQuorum(const HandlerContext &context, wire::DescribeQuorumRequest request, Reply<wire::DescribeQuorumResponse> reply)
{
    carry(context, std::move(request), std::move(reply));
}

void handleUpdateFeatures(const HandlerContext &context, wire::UpdateFeaturesRequest request, Reply<wire::UpdateFeaturesResponse> reply)
{
    carry(context, std::move(request), std::move(reply));
}

void handleUnregisterBroker(const HandlerContext &context, wire::UnregisterBrokerRequest request, Reply<wire::UnregisterBrokerResponse> reply)
{
    carry(context, std::move(request), std::move(reply));
}

} // namespace weir::sandbox
