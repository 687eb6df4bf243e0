// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/byte_filter.h"

#include <algorithm>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace weir::kafka {

namespace {

std::uint8_t lower(std::uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<std::uint8_t>(c | 0x20) : c;
}

std::uint8_t upper(std::uint8_t c)
{
    return c >= 'a' && c <= 'z' ? static_cast<std::uint8_t>(c & ~0x20) : c;
}

} // namespace

ByteFilter::ByteFilter(std::string needle) : m_lower(std::move(needle))
{
    std::transform(m_lower.begin(), m_lower.end(), m_lower.begin(), [](char c) { return static_cast<char>(lower(static_cast<std::uint8_t>(c))); });
}

bool ByteFilter::matchesAt(const std::uint8_t *at) const
{
    for (std::size_t i = 0; i < m_lower.size(); ++i) {
        if (lower(at[i]) != static_cast<std::uint8_t>(m_lower[i]))
            return false;
    }
    return true;
}

bool ByteFilter::foundIn(base::ByteView bytes) const
{
    const std::size_t length = m_lower.size();
    if (length == 0)
        return true;
    if (bytes.size() < length)
        return false;
    const std::uint8_t *at = bytes.data();
    const std::uint8_t *const lastStart = bytes.data() + (bytes.size() - length);
    const auto first = static_cast<std::uint8_t>(m_lower.front());
    const auto last = static_cast<std::uint8_t>(m_lower.back());
#if defined(__SSE2__)
    const __m128i firstLower = _mm_set1_epi8(static_cast<char>(first));
    const __m128i firstUpper = _mm_set1_epi8(static_cast<char>(upper(first)));
    const __m128i lastLower = _mm_set1_epi8(static_cast<char>(last));
    const __m128i lastUpper = _mm_set1_epi8(static_cast<char>(upper(last)));
    for (; at + 15 <= lastStart; at += 16) {
        const __m128i begins = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        const __m128i ends = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at + length - 1));
        const __m128i both = _mm_and_si128(_mm_or_si128(_mm_cmpeq_epi8(begins, firstLower), _mm_cmpeq_epi8(begins, firstUpper)),
                                           _mm_or_si128(_mm_cmpeq_epi8(ends, lastLower), _mm_cmpeq_epi8(ends, lastUpper)));
        for (auto mask = static_cast<unsigned>(_mm_movemask_epi8(both)); mask != 0; mask &= mask - 1) {
            if (matchesAt(at + __builtin_ctz(mask)))
                return true;
        }
    }
#endif
    for (; at <= lastStart; ++at) {
        if (lower(*at) == first && lower(at[length - 1]) == last && matchesAt(at))
            return true;
    }
    return false;
}

} // namespace weir::kafka
