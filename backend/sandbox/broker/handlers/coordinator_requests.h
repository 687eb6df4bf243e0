// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/access/judged.h"
#include "backend/sandbox/broker/broker.h"

namespace weir::sandbox {

/// Puts a request into the table that a coordinator answers itself, once its asker's rights were looked at.
/// `coordinatorOf(Broker &)` gives the coordinator; both run on its owner.
template <class Request, class CoordinatorOf>
void serveByCoordinator(Broker &broker, RequestTable &table, Pace pace, CoordinatorOf coordinatorOf)
{
    table.serve<Request>(Request::kVersions, pace, Door::Coordinator,
                         [&broker, coordinatorOf](Request &&request, std::int16_t version, const Session &session,
                                                  Reply<net::ResponseOf<Request>> reply, std::size_t owner) {
                             if (!isRefused(broker, request, version, session, reply, owner))
                                 coordinatorOf(broker).handle(request, version, session, std::move(reply));
                         });
}

} // namespace weir::sandbox
