// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/security/listener_security.h"

#include "backend/net/jaas.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fmt/format.h>

namespace weir::sandbox {

using base::ErrorKind;
using net::SaslMechanism;
using net::SecurityProtocol;

namespace {

constexpr const char *kPlain = "PLAIN";
constexpr const char *kScram256 = "SCRAM-SHA-256";
constexpr const char *kScram512 = "SCRAM-SHA-512";
constexpr const char *kOAuth = "OAUTHBEARER";

std::string changed(std::string_view text, int (*letter)(int))
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [letter](unsigned char c) { return static_cast<char>(letter(c)); });
    return out;
}

std::vector<std::string> listOf(std::string_view text, char separator = ',')
{
    std::vector<std::string> list;
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        std::string_view part = text.substr(0, end);
        while (!part.empty() && std::isspace(static_cast<unsigned char>(part.front())))
            part.remove_prefix(1);
        while (!part.empty() && std::isspace(static_cast<unsigned char>(part.back())))
            part.remove_suffix(1);
        if (!part.empty())
            list.emplace_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return list;
}

std::int64_t numberOf(const std::string &text)
{
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

tl::unexpected<base::Error> invalid(const std::string &setting, std::string why)
{
    return base::fail(ErrorKind::Invalid, "config.validate", setting, std::move(why));
}

} // namespace

std::optional<SecurityProtocol> securityProtocolOf(std::string_view name)
{
    const std::string upper = changed(name, std::toupper);
    for (const auto protocol : {SecurityProtocol::Plaintext, SecurityProtocol::Ssl, SecurityProtocol::SaslPlaintext, SecurityProtocol::SaslSsl}) {
        if (upper == net::wordOf(protocol))
            return protocol;
    }
    return std::nullopt;
}

std::string listenerPrefix(std::string_view listener) { return "listener.name." + changed(listener, std::tolower) + "."; }

/// The settings of one listener, under their three names.
class ListenerSecurity::Reader
{
public:
    Reader(const std::string &listener, const Sources &sources)
        : m_prefix(listenerPrefix(listener)), m_sources(sources)
    {
    }

    std::optional<std::string> own(const std::string &key) const { return m_sources.setting(m_prefix + key); }
    std::optional<std::string> find(const std::string &key) const
    {
        auto value = own(key);
        return value ? value : m_sources.setting(key);
    }
    std::string text(const std::string &key) const { return find(key).value_or(std::string()); }
    /// Of a mechanism: only with its name before it, for the bare key is the node's own login.
    std::optional<std::string> ofMechanism(const std::string &mechanism, const std::string &key) const
    {
        return m_sources.setting(m_prefix + changed(mechanism, std::tolower) + "." + key);
    }

    base::Result<std::shared_ptr<TlsServerContext>> tls(SecurityProtocol protocol) const
    {
        TlsServerConfig config;
        config.certificateFile = text("ssl.keystore.location");
        config.certificatePem = text("ssl.keystore.certificate.chain");
        config.keyPem = text("ssl.keystore.key");
        config.keyPassword = text("ssl.key.password");
        config.keystorePassword = text("ssl.keystore.password");
        config.trustFile = text("ssl.truststore.location");
        config.trustPem = text("ssl.truststore.certificates");
        config.truststorePassword = text("ssl.truststore.password");
        WEIR_TRY(config.keystoreIsPkcs12, isPkcs12("ssl.keystore.type", config.certificateFile));
        WEIR_TRY(config.truststoreIsPkcs12, isPkcs12("ssl.truststore.type", config.trustFile));
        if (!config.certificatePem.empty() && config.keyPem.empty())
            return invalid("ssl.keystore.key", "ssl.keystore.certificate.chain needs the key that belongs to it");
        if (config.certificateFile.empty() && config.certificatePem.empty()) {
            if (!m_sources.certificates)
                return invalid("ssl.keystore.location", "a TLS listener needs a certificate");
            config.certificateFile = m_sources.certificates->brokerCertificate();
            config.keyFile = m_sources.certificates->brokerKey();
        }
        if (config.trustFile.empty() && config.trustPem.empty() && m_sources.certificates)
            config.trustFile = m_sources.certificates->caCertificate();
        config.protocols = listOf(text("ssl.enabled.protocols"));
        config.cipherSuites = listOf(text("ssl.cipher.suites"));
        // KIP-684: beside SASL a certificate is asked for only where that very listener says so.
        const auto auth = protocol == SecurityProtocol::SaslSsl ? own("ssl.client.auth") : find("ssl.client.auth");
        if (auth == "required")
            config.clientAuth = ClientAuth::Required;
        else if (auth == "requested")
            config.clientAuth = ClientAuth::Requested;
        else if (auth && *auth != "none")
            return invalid("ssl.client.auth", *auth + " is none of required, requested, none");
        return TlsServerContext::create(config);
    }

    base::Result<PlainUsers> plainUsers() const
    {
        PlainUsers users = m_sources.users;
        if (const auto text = ofMechanism(kPlain, "sasl.jaas.config")) {
            WEIR_TRY(const net::Jaas jaas, net::parseJaas(*text));
            if (!jaas.module.ends_with("PlainLoginModule"))
                return invalid(m_prefix + "plain.sasl.jaas.config", jaas.module + " is no login module for PLAIN");
            for (const auto &[name, value] : jaas.options) {
                if (name.starts_with("user_"))
                    users.insert_or_assign(name.substr(5), value);
            }
        }
        return users;
    }

    base::Result<std::unique_ptr<TokenValidator>> tokens() const
    {
        decltype(net::Jaas::options) options;
        if (const auto text = ofMechanism(kOAuth, "sasl.jaas.config")) {
            WEIR_TRY(net::Jaas jaas, net::parseJaas(*text));
            if (!jaas.module.ends_with("OAuthBearerLoginModule"))
                return invalid(m_prefix + "oauthbearer.sasl.jaas.config", jaas.module + " is no login module for OAUTHBEARER");
            options = std::move(jaas.options);
        }
        const auto setting = [this](const char *key) { return ofMechanism(kOAuth, key).value_or(text(key)); };
        // KIP-768: with a key set tokens are signed; without one Kafka's validator for unsigned ones stands in.
        const std::string keys = setting("sasl.oauthbearer.jwks.endpoint.url");
        if (!keys.empty()) {
            if (!keys.starts_with("file:") && !keys.starts_with("http://") && !keys.starts_with("https://"))
                return invalid("sasl.oauthbearer.jwks.endpoint.url", keys + " is not served: file:, http: and https: URLs are");
            SignedTokenRules rules;
            rules.keysUrl = keys;
            rules.refreshMs = std::max<std::int64_t>(1000, numberOf(setting("sasl.oauthbearer.jwks.endpoint.refresh.ms")));
            // As with Kafka: what the server of the keys is known by stands beside the mechanism's own options.
            const auto trusted = options.find("ssl.truststore.location");
            if (trusted != options.end())
                rules.keysTls.caFile = trusted->second;
            rules.principalClaim = setting("sasl.oauthbearer.sub.claim.name");
            rules.scopeClaim = setting("sasl.oauthbearer.scope.claim.name");
            rules.audiences = listOf(setting("sasl.oauthbearer.expected.audience"));
            rules.issuer = setting("sasl.oauthbearer.expected.issuer");
            rules.clockSkewMs = numberOf(setting("sasl.oauthbearer.clock.skew.seconds")) * 1000;
            return makeSignedTokenValidator(std::move(rules), *m_sources.clock);
        }
        UnsecuredTokenRules rules;
        const auto take = [&options](const char *name, std::string &into) {
            if (const auto found = options.find(name); found != options.end() && !found->second.empty())
                into = found->second;
        };
        std::string scope;
        std::string skew;
        take("unsecuredValidatorPrincipalClaimName", rules.principalClaim);
        take("unsecuredValidatorScopeClaimName", rules.scopeClaim);
        take("unsecuredValidatorRequiredScope", scope);
        take("unsecuredValidatorAllowableClockSkewMs", skew);
        rules.requiredScope = listOf(scope, ' ');
        rules.clockSkewMs = numberOf(skew);
        return makeUnsecuredTokenValidator(std::move(rules), *m_sources.clock);
    }

private:
    base::Result<bool> isPkcs12(const char *key, const std::string &file) const
    {
        if (file.empty())
            return false;
        const std::string type = changed(text(key), std::toupper);
        if (type == "PEM" || type == "PKCS12")
            return type == "PKCS12";
        return invalid(key, (type.empty() ? "JKS" : type) + " is not read: PEM and PKCS12 are");
    }

    const std::string m_prefix;
    const Sources &m_sources;
};

base::Result<std::shared_ptr<const ListenerSecurity>> ListenerSecurity::create(const std::string &listener, SecurityProtocol protocol,
                                                                               const Sources &sources)
{
    const Reader reader(listener, sources);
    std::shared_ptr<ListenerSecurity> made(new ListenerSecurity);
    made->m_protocol = protocol;
    made->m_clock = sources.clock;
    made->m_failedDelay = std::chrono::milliseconds(numberOf(reader.text("connection.failed.authentication.delay.ms")));
    if (net::usesTls(protocol)) {
        WEIR_TRY(made->m_tls, reader.tls(protocol));
        WEIR_TRY(made->m_rules, PrincipalRules::parse(reader.text("ssl.principal.mapping.rules")));
    }
    if (made->usesSasl()) {
        made->m_scram = sources.scram;
        made->m_delegationTokens = sources.tokens;
        made->m_maxReceiveBytes = static_cast<std::size_t>(std::max<std::int64_t>(1, numberOf(reader.text("sasl.server.max.receive.size"))));
        made->m_mechanisms = listOf(changed(reader.text("sasl.enabled.mechanisms"), std::toupper));
        if (made->m_mechanisms.empty())
            return invalid("sasl.enabled.mechanisms", "a SASL listener needs one");
        for (const std::string &mechanism : made->m_mechanisms) {
            if (mechanism != kPlain && mechanism != kScram256 && mechanism != kScram512 && mechanism != kOAuth)
                return invalid("sasl.enabled.mechanisms",
                               fmt::format("{} is not served: {}, {}, {} and {} are", mechanism, kPlain, kScram256, kScram512, kOAuth));
            const auto reauth = reader.ofMechanism(mechanism, "connections.max.reauth.ms");
            made->m_maxReauthMs[mechanism] = numberOf(reauth ? *reauth : reader.text("connections.max.reauth.ms"));
            if (mechanism == kPlain) {
                WEIR_TRY(made->m_plainUsers, reader.plainUsers());
            } else if (mechanism == kOAuth) {
                WEIR_TRY(auto tokens, reader.tokens());
                made->m_tokens = std::move(tokens);
            }
        }
    }
    return made;
}

std::shared_ptr<const ListenerSecurity> ListenerSecurity::forPeers(const std::string &user, const std::string &password, std::string principal,
                                                                   const base::Clock &clock)
{
    std::shared_ptr<ListenerSecurity> made(new ListenerSecurity);
    made->m_protocol = SecurityProtocol::SaslPlaintext;
    made->m_mechanisms = {kPlain};
    made->m_plainUsers.emplace(user, password);
    made->m_peerPrincipal = std::move(principal);
    made->m_clock = &clock;
    return made;
}

std::optional<std::string> ListenerSecurity::principalOf(const std::string &subject) const
{
    const auto name = m_rules.apply(subject);
    return name ? std::optional("User:" + *name) : std::nullopt;
}

std::string ListenerSecurity::principalOfUser(const std::string &user) const
{
    return m_peerPrincipal.empty() ? "User:" + user : m_peerPrincipal;
}

std::unique_ptr<SaslServer> ListenerSecurity::makeServer(const std::string &mechanism) const
{
    if (std::find(m_mechanisms.begin(), m_mechanisms.end(), mechanism) == m_mechanisms.end())
        return nullptr;
    if (mechanism == kPlain)
        return makePlainServer(m_plainUsers);
    if (mechanism == kOAuth)
        return makeOAuthServer(m_tokens);
    return makeScramServer(mechanism == kScram512 ? SaslMechanism::ScramSha512 : SaslMechanism::ScramSha256, m_scram, m_delegationTokens);
}

std::int64_t ListenerSecurity::maxReauthMs(const std::string &mechanism) const
{
    const auto found = m_maxReauthMs.find(mechanism);
    return found == m_maxReauthMs.end() ? 0 : found->second;
}

} // namespace weir::sandbox
