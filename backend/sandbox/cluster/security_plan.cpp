// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/security_plan.h"

#include "backend/net/scram_math.h"
#include "backend/sandbox/cluster/cluster.h"
#include "backend/sandbox/metadata/config_value.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace weir::sandbox {

using net::SaslMechanism;
using net::SecurityProtocol;

namespace {

constexpr const char *kLoopback = "127.0.0.1";
constexpr const char *kAuthorizer = "org.apache.kafka.metadata.authorizer.StandardAuthorizer";
constexpr const char *kPeerListener = "REPLICATION";
// Kafka's own default is GSSAPI, which is not served. OAUTHBEARER without keys lets everybody in: only where it is asked for.
constexpr const char *kMechanisms = "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512";

tl::unexpected<base::Error> invalid(const std::string &setting, std::string why)
{
    return base::fail(base::ErrorKind::Invalid, "config.validate", setting, std::move(why));
}

std::string setting(const ConfigMap &settings, const std::string &name)
{
    const auto found = settings.find(name);
    return found == settings.end() ? std::string() : std::string(trimmed(found->second));
}

base::Result<SecurityProtocol> protocolOf(const std::string &listener, const ConfigMap &settings)
{
    constexpr const char *kMap = "listener.security.protocol.map";
    for (const std::string &entry : splitConfigList(setting(settings, kMap))) {
        const auto colon = entry.find(':');
        if (colon == std::string::npos || trimmed(std::string_view(entry).substr(0, colon)) != listener)
            continue;
        const std::string name(trimmed(std::string_view(entry).substr(colon + 1)));
        const auto protocol = securityProtocolOf(name);
        if (!protocol)
            return invalid(kMap, name + " is no security protocol");
        return *protocol;
    }
    const auto protocol = securityProtocolOf(listener);
    if (!protocol)
        return invalid(kMap, fmt::format("it does not say what the listener {} stands for: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL", listener));
    return *protocol;
}

bool namesNoKeystore(const ConfigMap &settings, const std::string &listener)
{
    for (const std::string &prefix : {std::string(), listenerPrefix(listener)}) {
        if (!setting(settings, prefix + "ssl.keystore.location").empty() || !setting(settings, prefix + "ssl.keystore.certificate.chain").empty())
            return false;
    }
    return true;
}

} // namespace

base::Result<SecurityPlan> SecurityPlan::create(ClusterOptions &options, const base::Clock &clock)
{
    SecurityPlan plan;
    plan.m_clock = &clock;
    plan.m_host = options.host;
    plan.m_advertisedHost = options.advertisedHost.empty() ? options.host : options.advertisedHost;
    plan.m_users = options.users;
    if (plan.m_advertisedHost == "0.0.0.0" || plan.m_advertisedHost == "::")
        return invalid("advertised.listeners", plan.m_advertisedHost + " is no address that a client can reach; name one with --advertised-host");
    const std::string authorizer = setting(options.settings, "authorizer.class.name");
    if (!authorizer.empty() && authorizer != kAuthorizer)
        return invalid("authorizer.class.name", fmt::format("{} is not served: {} is", authorizer, kAuthorizer));
    bool secured = !authorizer.empty();
    bool logins = false;
    std::set<std::string> seen;
    for (const std::string &name : options.listeners) {
        if (name == kPeerListener || name == "CONTROLLER" || !seen.insert(name).second)
            return invalid("listeners", name + (seen.contains(name) ? " is named twice" : " is a name that the sandbox needs itself"));
        WEIR_TRY(const SecurityProtocol protocol, protocolOf(name, options.settings));
        plan.m_names.push_back(name);
        plan.m_protocols.push_back(protocol);
        secured = secured || protocol != SecurityProtocol::Plaintext;
        logins = logins || net::usesSasl(protocol);
    }
    if (plan.m_names.empty())
        return invalid("listeners", "none is named");
    if (logins && setting(options.settings, "sasl.enabled.mechanisms").empty())
        options.settings.insert_or_assign("sasl.enabled.mechanisms", kMechanisms);
    plan.m_settings = options.settings;
    for (std::size_t k = 0; k < plan.m_names.size() && !plan.m_certificates; ++k) {
        if (net::usesTls(plan.m_protocols[k]) && namesNoKeystore(options.settings, plan.m_names[k])) {
            const std::string place = options.directory + "/tls";
            if (options.role.kind == NodeRole::Kind::All) {
                WEIR_TRY(plan.m_certificates, makeCertificates(place, {plan.m_host, plan.m_advertisedHost}));
            } else {
                plan.m_certificates = CertificateFiles{place}; // made by whoever started us, once for all nodes
            }
        }
    }
    if (!secured)
        return plan;
    plan.m_login = options.role.peers.user.empty() ? PeerLogin{"node", net::scramNonce()} : options.role.peers;
    plan.m_peerSecurity = ListenerSecurity::forPeers(plan.m_login.user, plan.m_login.password, kPeerPrincipal, clock);
    plan.m_peer = plan.m_names.size();
    plan.m_names.emplace_back(kPeerListener);
    plan.m_protocols.push_back(SecurityProtocol::SaslPlaintext);
    return plan;
}

base::Result<std::vector<ListenerConfig>> SecurityPlan::listeners(const std::vector<std::uint16_t> &ports,
                                                                  const std::shared_ptr<ScramDirectory> &scram,
                                                                  const std::shared_ptr<TokenDirectory> &tokens) const
{
    ListenerSecurity::Sources sources;
    sources.setting = [this](const std::string &name) -> std::optional<std::string> {
        if (const auto found = m_settings.find(name); found != m_settings.end())
            return std::string(trimmed(found->second));
        const ConfigDef *def = findBrokerConfig(name);
        return def == nullptr || !def->defaultValue ? std::nullopt : std::optional(std::string(*def->defaultValue));
    };
    sources.users = m_users;
    sources.scram = [scram](SaslMechanism mechanism, const std::string &user) { return scram->find(mechanism, user); };
    sources.tokens = [tokens](SaslMechanism mechanism, const std::string &id) { return tokens->find(mechanism, id); };
    sources.certificates = m_certificates;
    sources.clock = m_clock;
    std::vector<ListenerConfig> all;
    for (std::size_t k = 0; k < m_names.size(); ++k) {
        ListenerConfig listener;
        listener.name = m_names[k];
        listener.port = ports.at(k);
        if (m_peerSecurity && k == m_peer) {
            listener.host = kLoopback;
            listener.security = m_peerSecurity;
        } else {
            listener.host = m_host;
            listener.advertised = m_advertisedHost;
            if (m_protocols[k] != SecurityProtocol::Plaintext) {
                WEIR_TRY(listener.security, ListenerSecurity::create(m_names[k], m_protocols[k], sources));
            }
        }
        all.push_back(std::move(listener));
    }
    return all;
}

TokenSigner SecurityPlan::tokenSigner() const
{
    return makeTokenSigner(setting(m_settings, "delegation.token.secret.key"));
}

std::string SecurityPlan::settingOf(std::size_t listener, const std::string &key) const
{
    const std::string own = setting(m_settings, listenerPrefix(m_names.at(listener)) + key);
    return own.empty() ? setting(m_settings, key) : own;
}

std::vector<std::string> SecurityPlan::mechanisms(std::size_t listener) const
{
    return net::usesSasl(m_protocols.at(listener)) ? splitConfigList(settingOf(listener, "sasl.enabled.mechanisms")) : std::vector<std::string>{};
}

std::string SecurityPlan::clientProperties(std::size_t listener) const
{
    const SecurityProtocol protocol = m_protocols.at(listener);
    std::string text = fmt::format("security.protocol={}\n", net::wordOf(protocol));
    if (net::usesTls(protocol) && m_certificates && namesNoKeystore(m_settings, m_names[listener])) {
        text += fmt::format("ssl.truststore.type=PEM\nssl.truststore.location={}\n", m_certificates->caCertificate());
        const std::string key = "ssl.client.auth";
        const std::string auth = net::usesSasl(protocol) ? setting(m_settings, listenerPrefix(m_names[listener]) + key) : settingOf(listener, key);
        if (auth == "required" || auth == "requested")
            text += fmt::format("ssl.keystore.type=PEM\nssl.keystore.location={}\n", m_certificates->clientKeystore());
    }
    const auto enabled = mechanisms(listener);
    const std::string user = m_users.empty() ? "NAME" : m_users.begin()->first;
    const auto login = [&](const char *mechanism, const std::string &module) {
        if (std::find(enabled.begin(), enabled.end(), mechanism) == enabled.end())
            return false;
        text += fmt::format("sasl.mechanism={}\nsasl.jaas.config=org.apache.kafka.common.security.{};\n", mechanism, module);
        return true;
    };
    const auto withPassword = [&user](const char *module) {
        return fmt::format("{} required username=\"{}\" password=\"PASSWORD\"", module, user);
    };
    // The safest that is served.
    if (!login("SCRAM-SHA-512", withPassword("scram.ScramLoginModule")) && !login("SCRAM-SHA-256", withPassword("scram.ScramLoginModule"))
        && !login("PLAIN", withPassword("plain.PlainLoginModule")))
        login("OAUTHBEARER", fmt::format("oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"{}\"", user));
    return text;
}

std::vector<MetadataRecord> SecurityPlan::firstRecords(const MetadataImage &image) const
{
    std::vector<MetadataRecord> records;
    for (const auto &[user, password] : m_users) {
        for (const std::int8_t number : {kScramSha256, kScramSha512}) {
            const auto mechanism = number == kScramSha512 ? SaslMechanism::ScramSha512 : SaslMechanism::ScramSha256;
            const auto known = image.scramUsers()->find({user, number});
            if (known != image.scramUsers()->end()) {
                const auto same = makeScramCredential(mechanism, password, known->second.iterations, known->second.salt);
                if (same && *same == known->second)
                    continue;
            }
            const auto made = makeScramCredential(mechanism, password, net::kScramMinIterations);
            if (!made)
                continue;
            wire::UserScramCredentialRecord record;
            record.name = user;
            record.mechanism = number;
            record.salt = made->salt;
            record.storedKey = made->storedKey;
            record.serverKey = made->serverKey;
            record.iterations = made->iterations;
            records.emplace_back(std::move(record));
        }
    }
    return records;
}

ScramMaker SecurityPlan::credentialMaker()
{
    return [](std::int8_t mechanism, base::ByteView saltedPassword, base::Bytes salt, int iterations) {
        return scramCredentialOf(mechanism == kScramSha512 ? SaslMechanism::ScramSha512 : SaslMechanism::ScramSha256, saltedPassword, std::move(salt),
                                 iterations);
    };
}

} // namespace weir::sandbox
