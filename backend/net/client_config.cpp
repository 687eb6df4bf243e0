// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/client_config.h"

#include "backend/net/jaas.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

namespace weir::net {

namespace {

using base::ErrorKind;

constexpr std::array kProtocols{SecurityProtocol::Plaintext, SecurityProtocol::Ssl, SecurityProtocol::SaslPlaintext,
                                SecurityProtocol::SaslSsl};
constexpr std::array kMechanisms{SaslMechanism::Plain, SaslMechanism::ScramSha256, SaslMechanism::ScramSha512};

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

std::string upper(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

void appendUtf8(std::string &out, std::uint32_t point)
{
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | (point >> 6));
        out += static_cast<char>(0x80 | (point & 0x3F));
    } else {
        out += static_cast<char>(0xE0 | (point >> 12));
        out += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (point & 0x3F));
    }
}

/// One logical line: continued lines joined, the blanks that open a continuation dropped.
std::optional<std::string> nextLogicalLine(std::string_view &text)
{
    while (!text.empty()) {
        std::string line;
        bool continued = false;
        do {
            const auto end = text.find_first_of("\r\n");
            std::string_view part = text.substr(0, end);
            if (end == std::string_view::npos) {
                text = {};
            } else {
                const bool crlf = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
                text.remove_prefix(end + (crlf ? 2 : 1));
            }
            while (!part.empty() && isBlank(part.front()))
                part.remove_prefix(1);
            if (!continued && !part.empty() && (part.front() == '#' || part.front() == '!'))
                break;
            std::size_t slashes = 0;
            while (slashes < part.size() && part[part.size() - 1 - slashes] == '\\')
                ++slashes;
            continued = slashes % 2 == 1;
            line += continued ? part.substr(0, part.size() - 1) : part;
        } while (continued && !text.empty());
        if (!line.empty())
            return line;
    }
    return std::nullopt;
}

std::string unescaped(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char c = text[++i];
        if (c == 'u' && i + 4 < text.size()) {
            std::uint32_t point = 0;
            const char *first = text.data() + i + 1;
            if (std::from_chars(first, first + 4, point, 16).ptr == first + 4) {
                appendUtf8(out, point);
                i += 4;
                continue;
            }
        }
        constexpr std::string_view kFrom = "tnrf";
        constexpr std::string_view kTo = "\t\n\r\f";
        const auto at = kFrom.find(c);
        out += at == std::string_view::npos ? c : kTo[at];
    }
    return out;
}

/// Applies the pairs one by one; what depends on several keys (stores and their types, JAAS) is settled in finish().
class PropertiesReader
{
public:
    base::Status apply(const std::string &key, const std::string &value)
    {
        ClientConfig &config = m_result.config;
        TlsConfig &tls = config.tls;
        if (key.starts_with("weir.")) {
            m_result.weir[key] = value;
        } else if (key == "bootstrap.servers" || key == "metadata.broker.list") {
            WEIR_TRY(config.bootstrap, Address::parseList(value));
        } else if (key == "security.protocol") {
            return setProtocol(value);
        } else if (key == "sasl.mechanism" || key == "sasl.mechanisms") {
            return setMechanism(key, value);
        } else if (key == "sasl.jaas.config") {
            WEIR_TRY(m_jaas, parseJaas(value));
        } else if (key == "ssl.endpoint.identification.algorithm") {
            tls.verifyHostname = !value.empty() && upper(value) != "NONE";
        } else if (auto *text = textField(key)) {
            *text = value;
        } else if (auto *time = timeField(key)) {
            return setTime(key, value, *time);
        } else {
            m_result.ignored.push_back(key);
        }
        return {};
    }

    base::Result<ClientProperties> finish()
    {
        WEIR_CHECK(checkStore("ssl.truststore.type", m_truststoreType, "ssl.truststore.location", m_result.config.tls.caFile));
        WEIR_CHECK(checkStore("ssl.keystore.type", m_keystoreType, "ssl.keystore.location", m_keystoreFile));
        TlsConfig &tls = m_result.config.tls;
        if (!m_keystoreFile.empty()) {
            // Kafka's PEM key store holds the key and the chain in one file.
            if (tls.certificateFile.empty())
                tls.certificateFile = m_keystoreFile;
            if (tls.keyFile.empty())
                tls.keyFile = m_keystoreFile;
        }
        if (m_jaas) {
            const bool plain = m_jaas->module.ends_with("PlainLoginModule");
            const bool scram = m_jaas->module.ends_with("ScramLoginModule");
            if (!plain && !scram)
                return base::fail(ErrorKind::Unsupported, "config.parse", "sasl.jaas.config", m_jaas->module);
            m_result.config.user = m_jaas->options["username"];
            m_result.config.password = m_jaas->options["password"];
            if (!m_mechanismGiven && scram)
                return base::fail(ErrorKind::Invalid, "config.parse", "sasl.mechanism", "ScramLoginModule needs sasl.mechanism");
        }
        // The Java client's default is GSSAPI, which we do not speak: to guess PLAIN would send the password in clear.
        if (m_result.config.usesSasl() && !m_mechanismGiven && !(m_jaas && m_jaas->module.ends_with("PlainLoginModule")))
            return base::fail(ErrorKind::Invalid, "config.parse", "sasl.mechanism", "sasl.mechanism is not set");
        return std::move(m_result);
    }

private:
    base::Status setProtocol(const std::string &value)
    {
        for (const auto protocol : kProtocols) {
            if (upper(value) == wordOf(protocol)) {
                m_result.config.protocol = protocol;
                return {};
            }
        }
        return base::fail(ErrorKind::Invalid, "config.parse", "security.protocol", value);
    }

    base::Status setMechanism(const std::string &key, const std::string &value)
    {
        for (const auto mechanism : kMechanisms) {
            if (upper(value) == wordOf(mechanism)) {
                m_result.config.mechanism = mechanism;
                m_mechanismGiven = true;
                return {};
            }
        }
        return base::fail(ErrorKind::Unsupported, "config.parse", key, value);
    }

    std::string *textField(const std::string &key)
    {
        TlsConfig &tls = m_result.config.tls;
        if (key == "client.id")
            return &m_result.config.clientId;
        if (key == "sasl.username")
            return &m_result.config.user;
        if (key == "sasl.password")
            return &m_result.config.password;
        if (key == "ssl.truststore.location" || key == "ssl.ca.location")
            return &tls.caFile;
        if (key == "ssl.truststore.certificates" || key == "ssl.ca.pem")
            return &tls.caPem;
        if (key == "ssl.truststore.type")
            return &m_truststoreType;
        if (key == "ssl.keystore.type")
            return &m_keystoreType;
        if (key == "ssl.keystore.location")
            return &m_keystoreFile;
        if (key == "ssl.keystore.certificate.chain" || key == "ssl.certificate.pem")
            return &tls.certificatePem;
        if (key == "ssl.certificate.location")
            return &tls.certificateFile;
        if (key == "ssl.keystore.key" || key == "ssl.key.pem")
            return &tls.keyPem;
        if (key == "ssl.key.location")
            return &tls.keyFile;
        if (key == "ssl.key.password")
            return &tls.keyPassword;
        return nullptr;
    }

    std::chrono::milliseconds *timeField(const std::string &key)
    {
        if (key == "request.timeout.ms" || key == "default.api.timeout.ms")
            return &m_result.config.requestTimeout;
        if (key == "socket.connection.setup.timeout.ms")
            return &m_result.config.connectTimeout;
        if (key == "connections.max.idle.ms")
            return &m_result.config.idleTimeout;
        if (key == "reconnect.backoff.ms")
            return &m_result.config.backoffMin;
        if (key == "reconnect.backoff.max.ms")
            return &m_result.config.backoffMax;
        return nullptr;
    }

    static base::Status setTime(const std::string &key, const std::string &value, std::chrono::milliseconds &out)
    {
        std::int64_t number = 0;
        const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (problem != std::errc() || end != value.data() + value.size() || number < 0)
            return base::fail(ErrorKind::Invalid, "config.parse", key, value);
        out = std::chrono::milliseconds(number);
        return {};
    }

    /// Java key stores are a binary format of the JDK: to be told how to go on beats a TLS error later.
    static base::Status checkStore(const char *typeKey, const std::string &type, const char *fileKey, const std::string &file)
    {
        const std::string kind = upper(type);
        const std::string name = upper(file);
        if (kind == "PEM" || (kind.empty() && (file.empty() || !(name.ends_with(".JKS") || name.ends_with(".P12")
                                                                || name.ends_with(".PKCS12") || name.ends_with(".PFX")))))
            return {};
        return base::fail(ErrorKind::Unsupported, "config.parse", kind.empty() ? fileKey : typeKey, kind.empty() ? file : type);
    }

    ClientProperties m_result;
    std::optional<Jaas> m_jaas;
    std::string m_truststoreType;
    std::string m_keystoreType;
    std::string m_keystoreFile;
    bool m_mechanismGiven = false;
};

} // namespace

const char *wordOf(SecurityProtocol protocol)
{
    switch (protocol) {
    case SecurityProtocol::Plaintext: return "PLAINTEXT";
    case SecurityProtocol::Ssl: return "SSL";
    case SecurityProtocol::SaslPlaintext: return "SASL_PLAINTEXT";
    case SecurityProtocol::SaslSsl: return "SASL_SSL";
    }
    return "";
}

const char *wordOf(SaslMechanism mechanism)
{
    switch (mechanism) {
    case SaslMechanism::Plain: return "PLAIN";
    case SaslMechanism::ScramSha256: return "SCRAM-SHA-256";
    case SaslMechanism::ScramSha512: return "SCRAM-SHA-512";
    }
    return "";
}

std::vector<std::pair<std::string, std::string>> parseProperties(std::string_view text)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    while (auto line = nextLogicalLine(text)) {
        const std::string_view view = *line;
        std::size_t end = 0;
        while (end < view.size() && !isBlank(view[end]) && view[end] != '=' && view[end] != ':')
            end += view[end] == '\\' && end + 1 < view.size() ? 2 : 1;
        std::size_t value = end;
        while (value < view.size() && isBlank(view[value]))
            ++value;
        if (value < view.size() && (view[value] == '=' || view[value] == ':'))
            ++value;
        while (value < view.size() && isBlank(view[value]))
            ++value;
        pairs.emplace_back(unescaped(view.substr(0, end)), unescaped(view.substr(value)));
    }
    return pairs;
}

base::Result<ClientProperties> parseClientProperties(std::string_view text)
{
    PropertiesReader reader;
    for (const auto &[key, value] : parseProperties(text))
        WEIR_CHECK(reader.apply(key, value));
    return reader.finish();
}

} // namespace weir::net
