// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/address.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace weir::net {

enum class SecurityProtocol : std::uint8_t { Plaintext, Ssl, SaslPlaintext, SaslSsl };
constexpr bool usesTls(SecurityProtocol protocol) { return protocol == SecurityProtocol::Ssl || protocol == SecurityProtocol::SaslSsl; }
constexpr bool usesSasl(SecurityProtocol protocol) { return protocol == SecurityProtocol::SaslPlaintext || protocol == SecurityProtocol::SaslSsl; }
enum class SaslMechanism : std::uint8_t { Plain, ScramSha256, ScramSha512 };

/// Kafka's own spelling: "SASL_SSL", "SCRAM-SHA-256".
const char *wordOf(SecurityProtocol protocol);
const char *wordOf(SaslMechanism mechanism);

/// What TLS needs. A file and a text stand for the same thing; the text wins where both are given.
struct TlsConfig {
    std::string caFile; ///< PEM; empty with an empty caPem means the system's own authorities
    std::string caPem;
    std::string certificateFile; ///< PEM chain of the client; empty means no client certificate
    std::string certificatePem;
    std::string keyFile; ///< PEM private key
    std::string keyPem;
    std::string keyPassword;
    bool verifyHostname = true; ///< false where ssl.endpoint.identification.algorithm is empty

    bool operator==(const TlsConfig &) const = default;
};

/// How to reach a cluster, in Kafka's terms. A plain value: copies share nothing.
struct ClientConfig {
    std::vector<Address> bootstrap;
    SecurityProtocol protocol = SecurityProtocol::Plaintext;
    SaslMechanism mechanism = SaslMechanism::Plain;
    std::string user;
    std::string password; ///< never written to a log or an error
    bool tokenAuth = false; ///< of SCRAM: the user is the id of a delegation token, the password its HMAC (KIP-48)
    TlsConfig tls;
    std::string clientId = "weir";

    std::chrono::milliseconds connectTimeout{10'000}; ///< resolve, connect, TLS and SASL together
    std::chrono::milliseconds requestTimeout{30'000}; ///< what a caller gets who names no deadline
    std::chrono::milliseconds idleTimeout{540'000};   ///< Kafka's connections.max.idle.ms; 0 means never
    std::chrono::milliseconds backoffMin{50};         ///< reconnect.backoff.ms
    std::chrono::milliseconds backoffMax{1'000};      ///< reconnect.backoff.max.ms
    std::size_t maxInFlight = 64;                     ///< requests on the wire a connection; the rest waits in order
    std::size_t maxResponseBytes = 512U << 20;        ///< a longer frame closes the connection before it is allocated

    bool usesTls() const { return net::usesTls(protocol); }
    bool usesSasl() const { return net::usesSasl(protocol); }
};

/// What a client.properties file said.
struct ClientProperties {
    ClientConfig config;
    /// Its `weir.*` keys, unread.
    std::map<std::string, std::string> weir;
    /// Keys that mean nothing here (of producers, consumers, other tools), in the order of the file.
    std::vector<std::string> ignored;
};

/// Key and value pairs in the order of the file, in the .properties syntax of java.util.Properties: comments, continued
/// lines, escapes. A later key wins over an earlier one when a map is made of it.
std::vector<std::pair<std::string, std::string>> parseProperties(std::string_view text);

/// Reads Kafka's client configuration: bootstrap.servers, security.protocol, sasl.mechanism, sasl.jaas.config (the
/// PlainLoginModule and ScramLoginModule), ssl.truststore.*, ssl.keystore.* (PEM files or texts), ssl.key.password,
/// ssl.endpoint.identification.algorithm, client.id and the timeouts; also librdkafka's names for the same
/// (sasl.username, ssl.ca.location ...). What cannot be honoured (a JKS store, GSSAPI) is an error that names the key,
/// never left out in silence.
base::Result<ClientProperties> parseClientProperties(std::string_view text);

} // namespace weir::net
