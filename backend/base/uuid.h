// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

#include <array>
#include <compare>
#include <functional>
#include <optional>
#include <string>

namespace weir::base {

/// A Kafka uuid (topic id, directory id, member id): 16 bytes, written as 22 characters of URL-safe base64 without padding.
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    bool isZero() const;
    /// Kafka's text form, for example "MkU3OEVBNTcwNTJENDM2Qg".
    std::string toString() const;
    static std::optional<Uuid> parse(std::string_view text);

    auto operator<=>(const Uuid &) const = default;
};

struct UuidHash {
    std::size_t operator()(const Uuid &uuid) const
    {
        std::uint64_t high = 0;
        std::uint64_t low = 0;
        std::memcpy(&high, uuid.bytes.data(), 8);
        std::memcpy(&low, uuid.bytes.data() + 8, 8);
        return static_cast<std::size_t>(high ^ (low * 0x9E3779B97F4A7C15ULL));
    }
};

} // namespace weir::base

template <>
struct std::hash<weir::base::Uuid> : weir::base::UuidHash {};
