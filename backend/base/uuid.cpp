// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/uuid.h"

#include <algorithm>

namespace weir::base {

namespace {
constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kTextLength = 22;

int valueOf(char c)
{
    const char *const end = kAlphabet + 64;
    const char *const found = std::find(kAlphabet, end, c);
    return found == end ? -1 : static_cast<int>(found - kAlphabet);
}
} // namespace

bool Uuid::isZero() const
{
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b == 0; });
}

std::string Uuid::toString() const
{
    std::string text;
    text.reserve(kTextLength);
    std::uint32_t buffer = 0;
    int bits = 0;
    for (std::uint8_t byte : bytes) {
        buffer = (buffer << 8) | byte;
        bits += 8;
        while (bits >= 6) {
            bits -= 6;
            text += kAlphabet[(buffer >> bits) & 63];
        }
    }
    text += kAlphabet[(buffer << (6 - bits)) & 63];
    return text;
}

std::optional<Uuid> Uuid::parse(std::string_view text)
{
    if (text.size() != kTextLength)
        return std::nullopt;
    Uuid uuid;
    std::uint32_t buffer = 0;
    int bits = 0;
    std::size_t next = 0;
    for (char c : text) {
        const int value = valueOf(c);
        if (value < 0)
            return std::nullopt;
        buffer = (buffer << 6) | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8 && next < uuid.bytes.size()) {
            bits -= 8;
            uuid.bytes[next++] = static_cast<std::uint8_t>((buffer >> bits) & 0xFF);
        }
    }
    return uuid;
}

} // namespace weir::base
