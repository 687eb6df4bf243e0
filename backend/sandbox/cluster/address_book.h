// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/client_config.h"
#include "backend/sandbox/cluster/engine.h"
#include "backend/sandbox/cluster/security_plan.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace weir::sandbox {

struct ClusterOptions;

/// Where the brokers of a cluster are, by listener, and how clients come in. One thread at a time.
class AddressBook
{
public:
    AddressBook() = default;
    /// Both outlive it. `firstId` is the number of the broker on the first port.
    AddressBook(const ClusterOptions &options, const SecurityPlan &security, std::int32_t firstId);

    /// With the ports that the options ask for: 0 for any.
    void add(std::int32_t id);
    void remove(std::int32_t id) { m_ports.erase(id); }
    /// Those that it got.
    void setPorts(std::int32_t id, std::vector<std::uint16_t> ports) { m_ports[id] = std::move(ports); }
    const std::vector<std::uint16_t> &ports(std::int32_t id) const { return m_ports.at(id); }
    std::uint16_t controllerPort() const;

    /// What clients are told.
    std::string address(std::int32_t id, std::size_t listener) const;
    /// Of the listener, "h:p,h:p".
    std::string bootstrap(std::size_t listener) const;
    std::vector<std::pair<std::string, std::string>> listenersOf(std::int32_t id) const;
    std::vector<ListenerReport> listeners() const;
    net::ClientConfig insideClient() const;

private:
    const ClusterOptions *m_options = nullptr;
    const SecurityPlan *m_security = nullptr;
    std::int32_t m_firstId = 1;
    std::map<std::int32_t, std::vector<std::uint16_t>> m_ports;
};

} // namespace weir::sandbox
