// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/security/sasl_server.h"

#include "backend/net/scram_math.h"

#include <fmt/format.h>

#include <vector>

namespace weir::sandbox {

namespace {

class PlainServer final : public SaslServer
{
public:
    explicit PlainServer(const PlainUsers &users) : m_users(users) {}

    base::Result<base::Bytes> next(base::ByteView message) override
    {
        std::vector<std::string_view> parts;
        std::string_view rest = base::textOf(message);
        for (std::size_t end = rest.find('\0'); end != std::string_view::npos; end = rest.find('\0')) {
            parts.push_back(rest.substr(0, end));
            rest.remove_prefix(end + 1);
        }
        parts.push_back(rest);
        if (parts.size() != 3)
            return refuseLogin(fmt::format("Invalid SASL/PLAIN response: expected 3 tokens, got {}", parts.size()));
        if (parts[1].empty())
            return refuseLogin("Authentication failed: username not specified");
        if (parts[2].empty())
            return refuseLogin("Authentication failed: password not specified");
        const auto found = m_users.find(parts[1]);
        const bool right = found != m_users.end() && sameText(parts[2], found->second);
        if (!right)
            return refuseLogin("Authentication failed: Invalid username or password");
        if (!parts[0].empty() && parts[0] != parts[1])
            return refuseLogin("Authentication failed: Client requested an authorization id that is different from username");
        m_user = parts[1];
        return base::Bytes{};
    }
    bool complete() const override { return !m_user.empty(); }
    const std::string &user() const override { return m_user; }

private:
    // Of the digests, for these are of one length.
    static bool sameText(std::string_view a, std::string_view b)
    {
        constexpr auto kAny = net::SaslMechanism::ScramSha256;
        return net::sameSecret(net::scramHash(kAny, base::viewOf(a)), net::scramHash(kAny, base::viewOf(b)));
    }

    const PlainUsers &m_users;
    std::string m_user;
};

} // namespace

std::unique_ptr<SaslServer> makePlainServer(const PlainUsers &users)
{
    return std::make_unique<PlainServer>(users);
}

tl::unexpected<base::Error> refuseLogin(std::string words)
{
    return base::fail(base::ErrorKind::Refused, "sasl.authenticate", {}, std::move(words));
}

} // namespace weir::sandbox
