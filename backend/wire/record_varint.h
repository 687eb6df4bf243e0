// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

namespace weir::wire {

/// Zig-zag varints as records have them (Protocol Buffers' sint64). Gives the bytes used, 0 where the number is cut or
/// longer than ten bytes.
inline std::size_t readVarint(const std::uint8_t *at, const std::uint8_t *end, std::int64_t &value)
{
    if (at < end && *at < 0x80) { // nearly all of them
        value = static_cast<std::int64_t>(*at >> 1) ^ -static_cast<std::int64_t>(*at & 1);
        return 1;
    }
    if (end - at >= 2 && at[1] < 0x80) { // lengths of 64 bytes and more, and all but the first records of a batch
        const std::uint32_t raw = (at[0] & 0x7FU) | (std::uint32_t{at[1]} << 7);
        value = static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1);
        return 2;
    }
    std::uint64_t raw = 0;
    std::size_t used = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (at + used >= end)
            return 0;
        const std::uint8_t byte = at[used++];
        raw |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if ((byte & 0x80) == 0) {
            value = static_cast<std::int64_t>((raw >> 1) ^ (~(raw & 1) + 1));
            return used;
        }
    }
    return 0;
}

inline std::uint64_t zigzag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

inline std::size_t varintBytes(std::int64_t value)
{
    std::size_t bytes = 1;
    for (std::uint64_t rest = zigzag(value) >> 7; rest != 0; rest >>= 7)
        ++bytes;
    return bytes;
}

inline void putVarint(base::Bytes &into, std::int64_t value)
{
    std::uint64_t rest = zigzag(value);
    while (rest >= 0x80) {
        into.push_back(static_cast<std::uint8_t>(rest | 0x80));
        rest >>= 7;
    }
    into.push_back(static_cast<std::uint8_t>(rest));
}

} // namespace weir::wire
