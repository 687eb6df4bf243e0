// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/key_hash.h"

#include <zlib.h>

namespace weir::base {

std::uint32_t crc32(ByteView bytes)
{
    return static_cast<std::uint32_t>(::crc32_z(0, bytes.data(), bytes.size()));
}

std::uint32_t fnv1a(ByteView bytes)
{
    std::uint32_t hash = 0x811C9DC5U;
    for (const std::uint8_t byte : bytes) {
        hash ^= byte;
        hash *= 0x01000193U;
    }
    return hash;
}

} // namespace weir::base
