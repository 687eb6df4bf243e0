// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weir::base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView viewOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}
inline std::string_view textOf(ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}
inline Bytes toBytes(std::string_view text) { return {text.begin(), text.end()}; }
inline Bytes toBytes(ByteView view) { return {view.begin(), view.end()}; }

/// Big-endian integers at a place that the caller has checked to be inside its buffer.
template <class Int>
inline Int readBigEndian(const std::uint8_t *at)
{
    using Unsigned = std::make_unsigned_t<Int>;
    Unsigned value = 0;
    for (std::size_t i = 0; i < sizeof(Int); ++i)
        value = static_cast<Unsigned>((static_cast<std::uint64_t>(value) << 8) | at[i]);
    return static_cast<Int>(value);
}
template <class Int>
inline void writeBigEndian(std::uint8_t *at, Int value)
{
    auto rest = static_cast<std::make_unsigned_t<Int>>(value);
    for (std::size_t i = sizeof(Int); i-- > 0;) {
        at[i] = static_cast<std::uint8_t>(rest & 0xFF);
        rest = static_cast<std::make_unsigned_t<Int>>(static_cast<std::uint64_t>(rest) >> 8);
    }
}

/// Lower-case hex without separators.
std::string toHex(ByteView bytes);

} // namespace weir::base
