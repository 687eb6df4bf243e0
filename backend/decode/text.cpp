// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/decode/text.h"

#include "backend/decode/decode.h"

#include <algorithm>

#include <simdjson.h>

namespace weir::decode {

namespace {

/// Length of the sequence that starts here, or 0 where it is not well-formed.
std::size_t sequenceAt(base::ByteView bytes, std::size_t at)
{
    const std::uint8_t first = bytes[at];
    if (first < 0x80)
        return 1;
    std::size_t length = 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3;
        if (first == 0xE0)
            low = 0xA0;
        if (first == 0xED)
            high = 0x9F;
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        if (first == 0xF0)
            low = 0x90;
        if (first == 0xF4)
            high = 0x8F;
    } else {
        return 0;
    }
    if (at + length > bytes.size() || bytes[at + 1] < low || bytes[at + 1] > high)
        return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if (bytes[at + i] < 0x80 || bytes[at + i] > 0xBF)
            return 0;
    }
    return length;
}

} // namespace

std::optional<std::size_t> firstInvalidUtf8(base::ByteView bytes)
{
    // The common case in one fast pass; the place of the fault only where there is one.
    if (simdjson::validate_utf8(reinterpret_cast<const char *>(bytes.data()), bytes.size()))
        return std::nullopt;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::size_t length = sequenceAt(bytes, at);
        if (length == 0)
            return at;
        at += length;
    }
    return std::nullopt;
}

bool isReadableText(base::ByteView bytes)
{
    const bool control = std::any_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) {
        return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
    });
    return !control && !firstInvalidUtf8(bytes);
}

} // namespace weir::decode
