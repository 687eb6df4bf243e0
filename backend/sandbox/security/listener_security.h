// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/clock.h"
#include "backend/base/result.h"
#include "backend/net/client_config.h"
#include "backend/sandbox/security/certificates.h"
#include "backend/sandbox/security/principal_rules.h"
#include "backend/sandbox/security/scram_server.h"
#include "backend/sandbox/security/tls_channel.h"
#include "backend/sandbox/security/token_validator.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace weir::sandbox {

/// "SASL_SSL" and so on, in any case of letters.
std::optional<net::SecurityProtocol> securityProtocolOf(std::string_view name);

/// What stands before a setting that is of this listener alone: "listener.name.internal.".
std::string listenerPrefix(std::string_view listener);

/// A setting by Kafka's name, or nothing where it is unset and has no default.
using SettingLookup = std::function<std::optional<std::string>(const std::string &name)>;

/// How one listener asks who is there: made once from the settings, read by its connections. Any thread.
class ListenerSecurity
{
public:
    struct Sources {
        SettingLookup setting;
        PlainUsers users;                            ///< of --user, for PLAIN; sasl.jaas.config adds to them
        ScramLookup scram;                           ///< credentials of the metadata log
        TokenLookup tokens;                          ///< its delegation tokens
        std::optional<CertificateFiles> certificates; ///< the sandbox's own, where the settings name none
        const base::Clock *clock = nullptr;
    };

    /// Settings are looked up as Kafka does: `listener.name.<name>.<mechanism>.<key>`, `listener.name.<name>.<key>`, `<key>`.
    /// Errors: Invalid ("config.validate" with the setting, "tls.load" with the file).
    static base::Result<std::shared_ptr<const ListenerSecurity>> create(const std::string &listener, net::SecurityProtocol protocol,
                                                                        const Sources &sources);
    /// A door for brokers only: one PLAIN user, known to nobody else; whoever comes in is `principal`.
    static std::shared_ptr<const ListenerSecurity> forPeers(const std::string &user, const std::string &password, std::string principal,
                                                            const base::Clock &clock);

    net::SecurityProtocol protocol() const { return m_protocol; }
    bool usesSasl() const { return net::usesSasl(m_protocol); }
    /// Null on a listener without TLS.
    const std::shared_ptr<TlsServerContext> &tls() const { return m_tls; }
    const std::vector<std::string> &mechanisms() const { return m_mechanisms; }
    /// Of a TLS listener: the principal of a certificate's subject; nothing where no rule fits.
    std::optional<std::string> principalOf(const std::string &subject) const;
    /// Of a user that has logged in.
    std::string principalOfUser(const std::string &user) const;
    /// Null for a mechanism that is not enabled.
    std::unique_ptr<SaslServer> makeServer(const std::string &mechanism) const;
    /// connections.max.reauth.ms of the mechanism; 0: no limit.
    std::int64_t maxReauthMs(const std::string &mechanism) const;
    std::size_t maxReceiveBytes() const { return m_maxReceiveBytes; }
    std::chrono::milliseconds failedDelay() const { return m_failedDelay; }
    const base::Clock &clock() const { return *m_clock; }

private:
    class Reader;
    ListenerSecurity() = default;

    net::SecurityProtocol m_protocol = net::SecurityProtocol::Plaintext;
    std::shared_ptr<TlsServerContext> m_tls;
    PrincipalRules m_rules;
    std::vector<std::string> m_mechanisms;
    std::map<std::string, std::int64_t> m_maxReauthMs;
    PlainUsers m_plainUsers;
    ScramLookup m_scram;
    TokenLookup m_delegationTokens;
    // Shared with the logins that are under way.
    std::shared_ptr<const TokenValidator> m_tokens;
    std::string m_peerPrincipal; ///< not empty: that of everybody here
    std::size_t m_maxReceiveBytes = 524288;
    std::chrono::milliseconds m_failedDelay{100};
    const base::Clock *m_clock = nullptr;
};

} // namespace weir::sandbox
