// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/murmur2.h"

namespace weir::base {

std::int32_t murmur2(ByteView bytes)
{
    constexpr std::uint32_t seed = 0x9747B28CU; // the seed that Kafka fixed; part of the protocol by now
    constexpr std::uint32_t multiplier = 0x5BD1E995U;
    constexpr int rotation = 24;

    auto hash = seed ^ static_cast<std::uint32_t>(bytes.size());
    std::size_t at = 0;
    for (; at + 4 <= bytes.size(); at += 4) {
        std::uint32_t word = 0;
        for (std::size_t i = 0; i < 4; ++i)
            word |= static_cast<std::uint32_t>(bytes[at + i]) << (8 * i);
        word *= multiplier;
        word ^= word >> rotation;
        word *= multiplier;
        hash = (hash * multiplier) ^ word;
    }
    const std::size_t rest = bytes.size() - at;
    for (std::size_t i = rest; i-- > 0;)
        hash ^= static_cast<std::uint32_t>(bytes[at + i]) << (8 * i);
    if (rest > 0)
        hash *= multiplier;
    hash ^= hash >> 13;
    hash *= multiplier;
    hash ^= hash >> 15;
    return static_cast<std::int32_t>(hash);
}

} // namespace weir::base
