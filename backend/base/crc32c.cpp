// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/crc32c.h"

#include <array>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace weir::base {

namespace {

constexpr std::uint32_t kReversedPolynomial = 0x82F63B78U;

// Eight tables, so that the portable way takes eight bytes a step ("slicing by eight").
constexpr auto makeTables()
{
    std::array<std::array<std::uint32_t, 256>, 8> tables{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t crc = i;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? kReversedPolynomial : 0U);
        tables[0][i] = crc;
    }
    for (std::uint32_t i = 0; i < 256; ++i) {
        for (std::size_t t = 1; t < 8; ++t)
            tables[t][i] = (tables[t - 1][i] >> 8) ^ tables[0][tables[t - 1][i] & 0xFF];
    }
    return tables;
}
constexpr auto kTables = makeTables();

std::uint32_t portable(const std::uint8_t *at, std::size_t size, std::uint32_t crc)
{
    while (size >= 8) {
        crc ^= static_cast<std::uint32_t>(at[0]) | static_cast<std::uint32_t>(at[1]) << 8
               | static_cast<std::uint32_t>(at[2]) << 16 | static_cast<std::uint32_t>(at[3]) << 24;
        crc = kTables[7][crc & 0xFF] ^ kTables[6][(crc >> 8) & 0xFF] ^ kTables[5][(crc >> 16) & 0xFF]
              ^ kTables[4][crc >> 24] ^ kTables[3][at[4]] ^ kTables[2][at[5]] ^ kTables[1][at[6]] ^ kTables[0][at[7]];
        at += 8;
        size -= 8;
    }
    while (size-- > 0)
        crc = (crc >> 8) ^ kTables[0][(crc ^ *at++) & 0xFF];
    return crc;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t hardware(const std::uint8_t *at, std::size_t size, std::uint32_t crc)
{
    std::uint64_t wide = crc;
    while (size >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        wide = _mm_crc32_u64(wide, word);
        at += 8;
        size -= 8;
    }
    auto narrow = static_cast<std::uint32_t>(wide);
    while (size-- > 0)
        narrow = _mm_crc32_u8(narrow, *at++);
    return narrow;
}
#endif

} // namespace

std::uint32_t crc32c(ByteView bytes, std::uint32_t seed)
{
    const std::uint32_t start = ~seed;
#if defined(__x86_64__)
    static const bool fast = __builtin_cpu_supports("sse4.2") != 0;
    if (fast)
        return ~hardware(bytes.data(), bytes.size(), start);
#endif
    return ~portable(bytes.data(), bytes.size(), start);
}

} // namespace weir::base
