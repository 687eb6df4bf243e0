// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/broker.h"
#include "backend/sandbox/metadata/controller.h"
#include "backend/sandbox/metadata/metadata_record.h"
#include "backend/sandbox/security/listener_security.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::sandbox {

struct ClusterOptions;

/// Who is let in where, for all nodes of a cluster: read from its options once.
///
/// Where any listener asks who is there, or an authorizer decides what they may do, the nodes do not speak with each other
/// over a door that is open to everybody: each broker has one more listener, REPLICATION, on the loopback and after those
/// that were asked for, and it and the controller's ask for a password that is made anew at every start and kept nowhere.
class SecurityPlan
{
public:
    SecurityPlan() = default;
    /// Makes the sandbox's certificates where a TLS listener has none, and puts the defaults among the settings that are the
    /// sandbox's own. Errors: Invalid ("config.validate", "tls.load", "certificates.load"), Storage.
    static base::Result<SecurityPlan> create(ClusterOptions &options, const base::Clock &clock);

    /// The broker's listeners at these ports, the one between brokers too; `scram` and `tokens` are what its logins look users and
    /// delegation tokens up in.
    base::Result<std::vector<ListenerConfig>> listeners(const std::vector<std::uint16_t> &ports, const std::shared_ptr<ScramDirectory> &scram,
                                                        const std::shared_ptr<TokenDirectory> &tokens) const;
    /// Of delegation.token.secret.key; empty where that is not set.
    TokenSigner tokenSigner() const;
    /// Of the listener with that place: the rest of a client.properties, for Java's clients and Weir; "PASSWORD" stands for a
    /// password. Names and files are those of this sandbox.
    std::string clientProperties(std::size_t listener) const;
    net::SecurityProtocol protocol(std::size_t listener) const { return m_protocols.at(listener); }
    /// Of a SASL listener, in the order of the setting.
    std::vector<std::string> mechanisms(std::size_t listener) const;
    /// The sandbox's own; nothing where no listener needs them.
    const std::optional<CertificateFiles> &certificates() const { return m_certificates; }
    /// How many ports a broker needs.
    std::size_t listenerCount() const { return m_names.size(); }
    const std::string &peerListener() const { return m_names.at(m_peer); }
    std::size_t peerIndex() const { return m_peer; }
    const PeerLogin &peerLogin() const { return m_login; }
    /// Of the controller's listener and the one between brokers; null where these are open.
    std::shared_ptr<const ListenerSecurity> peerSecurity() const { return m_peerSecurity; }
    /// SCRAM credentials for the users of the options whose password is not that of the metadata log yet.
    std::vector<MetadataRecord> firstRecords(const MetadataImage &image) const;
    /// For the controller, which does not compute with passwords itself.
    static ScramMaker credentialMaker();

private:
    /// Under the listener's own name, or that of all.
    std::string settingOf(std::size_t listener, const std::string &key) const;

    ConfigMap m_settings;
    PlainUsers m_users;
    std::string m_host;
    std::string m_advertisedHost;
    const base::Clock *m_clock = nullptr;
    std::vector<std::string> m_names;
    std::vector<net::SecurityProtocol> m_protocols;
    std::size_t m_peer = 0;
    PeerLogin m_login;
    std::shared_ptr<const ListenerSecurity> m_peerSecurity;
    std::optional<CertificateFiles> m_certificates;
};

/// The principal of the nodes of a cluster among each other. No login of a client makes one of this type.
inline constexpr const char *kPeerPrincipal = "Broker:sandbox";

} // namespace weir::sandbox
