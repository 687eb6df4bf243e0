// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weir::net {

/// Where a peer listens. The host is a name or an IP literal without brackets.
struct Address {
    std::string host;
    std::uint16_t port = 0;

    /// "host:port"; an IPv6 literal gets its brackets.
    std::string toString() const;
    /// Reads "host:port", "[::1]:9092" and, as Kafka's own clients write it, "PROTOCOL://host:port".
    static base::Result<Address> parse(std::string_view text);
    /// A comma-separated list, as in bootstrap.servers. Blanks around an entry do not count; an empty list is an error.
    static base::Result<std::vector<Address>> parseList(std::string_view text);

    auto operator<=>(const Address &) const = default;
};

} // namespace weir::net
