// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/address.h"

#include <charconv>

namespace weir::net {

namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

} // namespace

std::string Address::toString() const
{
    const bool literal6 = host.find(':') != std::string::npos;
    return (literal6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

base::Result<Address> Address::parse(std::string_view text)
{
    const std::string whole(trimmed(text));
    std::string_view rest = trimmed(text);
    if (const auto scheme = rest.find("://"); scheme != std::string_view::npos)
        rest.remove_prefix(scheme + 3);
    const auto invalid = [&whole](const char *reason) {
        return base::fail(base::ErrorKind::Invalid, "address.parse", whole, reason);
    };

    const auto colon = rest.rfind(':');
    if (colon == std::string_view::npos)
        return invalid("no port");
    std::string_view host = rest.substr(0, colon);
    const std::string_view port = rest.substr(colon + 1);
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos)
        return invalid("an IPv6 address needs brackets");
    if (host.empty())
        return invalid("no host");
    if (host.find_first_of(" \t/@") != std::string_view::npos)
        return invalid("not a host name");
    std::uint16_t number = 0;
    const auto [end, problem] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (problem != std::errc() || end != port.data() + port.size() || number == 0)
        return invalid("the port is not a number between 1 and 65535");
    return Address{std::string(host), number};
}

base::Result<std::vector<Address>> Address::parseList(std::string_view text)
{
    std::vector<Address> addresses;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const std::string_view entry = trimmed(text.substr(0, comma));
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
        if (entry.empty())
            continue;
        WEIR_TRY(auto address, parse(entry));
        addresses.push_back(std::move(address));
    }
    if (addresses.empty())
        return base::fail(base::ErrorKind::Invalid, "address.parse", {}, "no address given");
    return addresses;
}

} // namespace weir::net
