// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/address_book.h"

#include "backend/sandbox/cluster/cluster.h"

#include <fmt/format.h>

namespace weir::sandbox {

namespace {

constexpr const char *kHost = "127.0.0.1";
constexpr int kPortsApart = 100; // of the same broker's listeners
constexpr int kControllerOffset = 1000;

} // namespace

AddressBook::AddressBook(const ClusterOptions &options, const SecurityPlan &security, std::int32_t firstId)
    : m_options(&options), m_security(&security), m_firstId(firstId)
{
}

void AddressBook::add(std::int32_t id)
{
    std::vector<std::uint16_t> &ports = m_ports[id];
    ports.clear();
    for (std::size_t k = 0; k < m_security->listenerCount(); ++k) {
        ports.push_back(m_options->port == 0 ? std::uint16_t{0}
                                             : static_cast<std::uint16_t>(m_options->port + kPortsApart * static_cast<int>(k) + id - m_firstId));
    }
}

std::uint16_t AddressBook::controllerPort() const
{
    return m_options->port == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(m_options->port + kControllerOffset);
}

std::string AddressBook::address(std::int32_t id, std::size_t listener) const
{
    return fmt::format("{}:{}", m_options->advertisedHost.empty() ? m_options->host : m_options->advertisedHost, m_ports.at(id)[listener]);
}

std::string AddressBook::bootstrap(std::size_t listener) const
{
    std::string list;
    for (const auto &[id, ports] : m_ports)
        list += fmt::format("{}{}", list.empty() ? "" : ",", address(id, listener));
    return list;
}

std::vector<std::pair<std::string, std::string>> AddressBook::listenersOf(std::int32_t id) const
{
    std::vector<std::pair<std::string, std::string>> list;
    for (std::size_t k = 0; m_ports.contains(id) && k < m_options->listeners.size(); ++k)
        list.emplace_back(m_options->listeners[k], address(id, k));
    return list;
}

std::vector<ListenerReport> AddressBook::listeners() const
{
    std::vector<ListenerReport> list;
    for (std::size_t k = 0; k < m_options->listeners.size(); ++k) {
        ListenerReport row;
        row.name = m_options->listeners[k];
        row.protocol = net::wordOf(m_security->protocol(k));
        row.bootstrap = bootstrap(k);
        row.mechanisms = m_security->mechanisms(k);
        row.clientProperties = fmt::format("bootstrap.servers={}\n{}", row.bootstrap, m_security->clientProperties(k));
        list.push_back(std::move(row));
    }
    return list;
}

net::ClientConfig AddressBook::insideClient() const
{
    net::ClientConfig config;
    for (const auto &[id, ports] : m_ports)
        config.bootstrap.push_back({m_security->peerSecurity() ? kHost : m_options->host, ports[m_security->peerIndex()]});
    if (const PeerLogin &login = m_security->peerLogin(); !login.user.empty()) {
        config.protocol = net::SecurityProtocol::SaslPlaintext;
        config.mechanism = net::SaslMechanism::Plain;
        config.user = login.user;
        config.password = login.password;
    }
    return config;
}

} // namespace weir::sandbox
