// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/cluster.h"

#include "backend/sandbox/broker/client_telemetry.h"

#include <boost/json.hpp>

#include <future>

namespace weir::sandbox {

namespace json = boost::json;

base::Result<json::array> Cluster::telemetry()
{
    json::array clients;
    for (const auto &[id, node] : m_nodes) {
        Broker *broker = node.broker.get();
        if (broker == nullptr || broker->state() != BrokerState::Running)
            continue;
        std::promise<std::vector<ClientTelemetry::Client>> told;
        broker->postTo(broker->mainOwner(), [&] { told.set_value(broker->telemetry().clients()); });
        for (const ClientTelemetry::Client &client : told.get_future().get()) {
            json::array names;
            for (const std::string &name : client.last.names)
                names.emplace_back(name);
            clients.push_back(json::object{{"broker", id}, {"id", client.id.toString()}, {"clientId", client.clientId},
                                           {"software", client.software}, {"address", client.address}, {"intervalMs", client.intervalMs},
                                           {"pushes", client.pushes}, {"refused", client.refused}, {"bytes", client.bytes},
                                           {"lastPushMs", client.lastPushMs < 0 ? json::value(nullptr) : json::value(client.lastPushMs)},
                                           {"metrics", client.last.metrics}, {"dataPoints", client.last.dataPoints},
                                           {"names", std::move(names)}});
        }
    }
    return clients;
}

} // namespace weir::sandbox
