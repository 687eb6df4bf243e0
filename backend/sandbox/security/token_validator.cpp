// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/security/token_validator.h"

#include "backend/net/http_client.h"
#include "backend/sandbox/security/jwt.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

namespace weir::sandbox {

namespace {

// As Kafka bounds what it reads before it knows who speaks; a token is a part of that.
constexpr std::size_t kLongestToken = 256U << 10;
constexpr std::chrono::seconds kKeysAtMostEvery{5};
constexpr std::string_view kFileScheme = "file:";
constexpr const char *kKeysSetting = "sasl.oauthbearer.jwks.endpoint.url";

tl::unexpected<base::Error> refuse(std::string status = "invalid_token", std::string scope = {})
{
    return base::fail(base::ErrorKind::Refused, std::move(status), std::move(scope));
}

bool isBlank(const std::string &text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

class UnsecuredValidator final : public TokenValidator
{
public:
    UnsecuredValidator(UnsecuredTokenRules rules, const base::Clock &clock) : m_rules(std::move(rules)), m_clock(clock) {}

    base::Result<Token> validate(std::string_view text) const override
    {
        if (text.size() > kLongestToken)
            return refuse();
        const auto parts = jwt::split(text);
        if (!parts || !parts->signature.empty() || jwt::textClaim(parts->header, "alg") != "none")
            return refuse();
        const auto principal = jwt::textClaim(parts->claims, m_rules.principalClaim);
        const auto expires = jwt::timeClaim(parts->claims, "exp");
        const auto issued = jwt::timeClaim(parts->claims, "iat");
        if (!principal || isBlank(*principal) || !expires)
            return refuse();
        const std::int64_t now = m_clock.wallMs();
        if (now - m_rules.clockSkewMs >= *expires)
            return refuse();
        if (issued && (*issued > now + m_rules.clockSkewMs || *expires <= *issued))
            return refuse();
        const auto scope = scopeOf(parts->claims);
        for (const std::string &required : m_rules.requiredScope) {
            if (std::find(scope.begin(), scope.end(), required) == scope.end())
                return refuse("insufficient_scope", joined(m_rules.requiredScope));
        }
        return Token{*principal, *expires};
    }

private:
    std::vector<std::string> scopeOf(const boost::json::object &claims) const
    {
        std::vector<std::string> words;
        for (const std::string &text : jwt::listClaim(claims, m_rules.scopeClaim)) {
            for (std::size_t at = 0; at < text.size();) {
                const auto end = std::min(text.find(' ', at), text.size());
                if (end > at)
                    words.push_back(text.substr(at, end - at));
                at = end + 1;
            }
        }
        return words;
    }
    static std::string joined(const std::vector<std::string> &words)
    {
        std::string all;
        for (const std::string &word : words)
            all += (all.empty() ? "" : " ") + word;
        return all;
    }

    const UnsecuredTokenRules m_rules;
    const base::Clock &m_clock;
};

using KeySet = std::shared_ptr<const std::vector<jwt::Key>>;

/// The keys of a file or of a web server. A file is read when it is asked for; a server by a thread of its own, again and again,
/// for no login waits for it: a key that is new there is known to one of the next.
class KeySource
{
public:
    KeySource(const SignedTokenRules &rules, const base::Clock &clock)
        : m_rules(rules), m_clock(clock), m_isFile(rules.keysUrl.starts_with(kFileScheme))
    {
    }

    base::Status start()
    {
        WEIR_TRY(m_keys, load({}));
        m_readAt = m_clock.monotonic();
        if (!m_isFile)
            m_thread = std::jthread([this](const std::stop_token &stop) { keepReading(stop); });
        return {};
    }

    KeySet keys()
    {
        const std::lock_guard lock(m_mutex);
        return m_keys;
    }

    /// For a token whose key is not among them; not for every one that comes.
    KeySet newer()
    {
        const std::lock_guard lock(m_mutex);
        if (m_clock.monotonic() - m_readAt <= kKeysAtMostEvery)
            return m_keys;
        m_readAt = m_clock.monotonic();
        if (!m_isFile) {
            m_asked = true;
            m_wake.notify_all();
        } else if (auto read = load({})) {
            // One that cannot be read now leaves the keys that were known.
            m_keys = std::move(*read);
        }
        return m_keys;
    }

private:
    base::Result<KeySet> load(const std::stop_token &stop) const
    {
        std::string text;
        if (m_isFile) {
            std::string name = m_rules.keysUrl.substr(kFileScheme.size());
            if (name.starts_with("//"))
                name.erase(0, 2);
            std::ifstream in(name, std::ios::binary);
            text.assign((std::istreambuf_iterator<char>(in)), {});
            if (text.empty())
                return base::fail(base::ErrorKind::Invalid, "config.validate", kKeysSetting, name + " is empty, or cannot be read");
        } else {
            net::HttpGetOptions options;
            options.tls = m_rules.keysTls;
            WEIR_TRY(text, net::httpGet(m_rules.keysUrl, options, stop));
        }
        WEIR_TRY(auto keys, jwt::parseKeySet(base::viewOf(text)));
        return std::make_shared<const std::vector<jwt::Key>>(std::move(keys));
    }

    void keepReading(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        while (!stop.stop_requested()) {
            m_wake.wait_for(lock, stop, std::chrono::milliseconds(m_rules.refreshMs), [this] { return m_asked; });
            m_asked = false;
            if (stop.stop_requested())
                return;
            lock.unlock();
            auto read = load(stop);
            lock.lock();
            // A server that does not answer now leaves the keys that were known.
            if (read)
                m_keys = std::move(*read);
        }
    }

    const SignedTokenRules &m_rules;
    const base::Clock &m_clock;
    const bool m_isFile;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    // Shared: whoever verifies with them keeps them, whatever is read meanwhile.
    KeySet m_keys;
    std::chrono::nanoseconds m_readAt{0};
    bool m_asked = false;
    // Last: it uses the others, and is waited for before they go.
    std::jthread m_thread;
};

class SignedValidator final : public TokenValidator
{
public:
    SignedValidator(SignedTokenRules rules, const base::Clock &clock) : m_rules(std::move(rules)), m_clock(clock), m_source(m_rules, clock) {}

    base::Status start() { return m_source.start(); }

    base::Result<Token> validate(std::string_view text) const override
    {
        if (text.size() > kLongestToken)
            return refuse();
        const auto parts = jwt::split(text);
        if (!parts || !isSignedByUs(*parts))
            return refuse();
        const auto principal = jwt::textClaim(parts->claims, m_rules.principalClaim);
        const auto expires = jwt::timeClaim(parts->claims, "exp");
        const auto issued = jwt::timeClaim(parts->claims, "iat");
        if (!principal || isBlank(*principal) || !expires || !issued)
            return refuse();
        const std::int64_t now = m_clock.wallMs();
        const auto notBefore = jwt::timeClaim(parts->claims, "nbf");
        if (now - m_rules.clockSkewMs >= *expires || (notBefore && *notBefore > now + m_rules.clockSkewMs))
            return refuse();
        if (!m_rules.issuer.empty() && jwt::textClaim(parts->claims, "iss") != m_rules.issuer)
            return refuse();
        if (!m_rules.audiences.empty()) {
            const auto audience = jwt::listClaim(parts->claims, "aud");
            const bool meant = std::any_of(audience.begin(), audience.end(), [this](const std::string &one) {
                return std::find(m_rules.audiences.begin(), m_rules.audiences.end(), one) != m_rules.audiences.end();
            });
            if (!meant)
                return refuse();
        }
        return Token{*principal, *expires};
    }

private:
    bool isSignedByUs(const jwt::Parts &parts) const
    {
        const auto algorithm = jwt::textClaim(parts.header, "alg");
        const auto id = jwt::textClaim(parts.header, "kid");
        // "crit" names extensions that must be understood, and are not by us.
        if (!algorithm || parts.header.contains("crit"))
            return false;
        for (const bool again : {false, true}) {
            const KeySet keys = again ? m_source.newer() : m_source.keys();
            bool named = false;
            for (const jwt::Key &key : *keys) {
                if (key.algorithm != *algorithm || (id && key.id != *id))
                    continue;
                named = true;
                if (jwt::verify(key, parts.signedText, parts.signature))
                    return true;
            }
            if (named)
                return false;
        }
        return false;
    }

    const SignedTokenRules m_rules;
    const base::Clock &m_clock;
    mutable KeySource m_source;
};

/// The name=value pairs of a client's first message, between bytes 1.
std::map<std::string_view, std::string_view> pairsOf(std::string_view text)
{
    std::map<std::string_view, std::string_view> pairs;
    while (!text.empty()) {
        const auto end = std::min(text.find('\1'), text.size());
        const std::string_view pair = text.substr(0, end);
        if (const auto equals = pair.find('='); equals != std::string_view::npos)
            pairs.emplace(pair.substr(0, equals), pair.substr(equals + 1));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return pairs;
}

class OAuthServer final : public SaslServer
{
public:
    explicit OAuthServer(std::shared_ptr<const TokenValidator> tokens) : m_tokens(std::move(tokens)) {}

    base::Result<base::Bytes> next(base::ByteView message) override
    {
        // A client that has been told why it was refused says so with one byte, and only then fails (RFC 7628, 3.2.3).
        if (!m_refusal.empty())
            return refuseLogin(m_refusal);
        const std::string_view text = base::textOf(message);
        const auto header = text.find(",\1");
        if (!text.starts_with("n,") || header == std::string_view::npos || !text.ends_with("\1\1"))
            return refuseLogin("Authentication failed: the client's first message is not one of OAUTHBEARER");
        const std::string_view authorization = header < 2 ? std::string_view{} : text.substr(2, header - 2);
        const auto pairs = pairsOf(text.substr(header + 2));
        const auto auth = pairs.find("auth");
        constexpr std::string_view kScheme = "Bearer ";
        if (auth == pairs.end() || auth->second.size() <= kScheme.size()
            || !std::equal(kScheme.begin(), kScheme.end(), auth->second.begin(),
                           [](char a, char b) { return a == b || (a >= 'A' && a <= 'z' && (a ^ 0x20) == b); }))
            return refuseLogin("Authentication failed: the client's first message has no bearer token");
        const auto token = m_tokens->validate(auth->second.substr(kScheme.size()));
        if (!token) {
            const base::Error &why = token.error();
            m_refusal = why.target.empty() ? fmt::format(R"({{"status":"{}"}})", why.action)
                                           : fmt::format(R"({{"status":"{}","scope":"{}"}})", why.action, why.target);
            return base::toBytes(m_refusal);
        }
        if (!authorization.empty() && authorization != "a=" + token->principal)
            return refuseLogin("Authentication failed: Client requested an authorization id that is different from the token's principal name");
        m_user = token->principal;
        m_expiresAtMs = token->expiresAtMs;
        return base::Bytes{};
    }
    bool complete() const override { return !m_user.empty(); }
    const std::string &user() const override { return m_user; }
    std::optional<std::int64_t> expiresAtMs() const override { return m_expiresAtMs; }

private:
    const std::shared_ptr<const TokenValidator> m_tokens;
    std::string m_refusal;
    std::string m_user;
    std::optional<std::int64_t> m_expiresAtMs;
};

} // namespace

std::unique_ptr<TokenValidator> makeUnsecuredTokenValidator(UnsecuredTokenRules rules, const base::Clock &clock)
{
    return std::make_unique<UnsecuredValidator>(std::move(rules), clock);
}

base::Result<std::unique_ptr<TokenValidator>> makeSignedTokenValidator(SignedTokenRules rules, const base::Clock &clock)
{
    auto made = std::make_unique<SignedValidator>(std::move(rules), clock);
    WEIR_CHECK(made->start());
    return std::unique_ptr<TokenValidator>(std::move(made));
}

std::unique_ptr<SaslServer> makeOAuthServer(std::shared_ptr<const TokenValidator> tokens)
{
    return std::make_unique<OAuthServer>(std::move(tokens));
}

} // namespace weir::sandbox
