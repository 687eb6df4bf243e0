// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/decode/decode.h"

#include "backend/decode/json.h"
#include "backend/decode/text.h"

namespace weir::decode {

namespace {

Decoded asBytes(base::ByteView bytes)
{
    Decoded decoded;
    decoded.format = Format::Bytes;
    constexpr std::size_t shown = 64;
    decoded.root = {{}, "bytes", base::toHex(bytes.first(std::min(shown, bytes.size()))), 0, bytes.size(), {}};
    return decoded;
}

std::optional<Problem> decodeText(base::ByteView bytes, const Limits &limits, Decoded &into)
{
    if (const auto at = firstInvalidUtf8(bytes))
        return Problem{"not UTF-8", *at};
    std::size_t length = std::min(bytes.size(), limits.textBytes);
    // Not in the middle of a character.
    while (length > 0 && length < bytes.size() && (bytes[length] & 0xC0) == 0x80)
        --length;
    into.shortened = length < bytes.size();
    into.text = std::string(base::textOf(bytes.first(length)));
    into.root = {{}, "text", into.text, 0, bytes.size(), {}};
    into.format = Format::Text;
    return std::nullopt;
}

std::optional<Problem> decodeInteger(base::ByteView bytes, Decoded &into)
{
    if (bytes.size() == 4)
        into.root = {{}, "int32", std::to_string(base::readBigEndian<std::int32_t>(bytes.data())), 0, 4, {}};
    else if (bytes.size() == 8)
        into.root = {{}, "int64", std::to_string(base::readBigEndian<std::int64_t>(bytes.data())), 0, 8, {}};
    else
        return Problem{"an integer has 4 or 8 bytes, not " + std::to_string(bytes.size()), 0};
    into.text = into.root.value;
    into.format = Format::Integer;
    return std::nullopt;
}

bool mayBeJson(base::ByteView bytes)
{
    for (const std::uint8_t byte : bytes) {
        if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r')
            continue;
        return byte == '{' || byte == '[';
    }
    return false;
}

} // namespace

Decoded decode(std::optional<base::ByteView> bytes, std::optional<Format> as, const Limits &limits)
{
    Decoded decoded;
    if (!bytes)
        return decoded;
    if (bytes->empty()) {
        decoded.format = Format::Empty;
        return decoded;
    }
    if (as) {
        std::optional<Problem> problem;
        switch (*as) {
        case Format::Json: problem = decodeJson(*bytes, limits, decoded); break;
        case Format::Text: problem = decodeText(*bytes, limits, decoded); break;
        case Format::Integer: problem = decodeInteger(*bytes, decoded); break;
        case Format::Null:
        case Format::Empty:
        case Format::Bytes: return asBytes(*bytes);
        }
        if (!problem)
            return decoded;
        Decoded raw = asBytes(*bytes);
        raw.problem = std::move(problem);
        return raw;
    }
    // Found out: an object or array as JSON, readable characters as text, two widths of integers as numbers, else bytes.
    if (mayBeJson(*bytes) && !decodeJson(*bytes, limits, decoded))
        return decoded;
    decoded = {};
    if (isReadableText(*bytes) && !decodeText(*bytes, limits, decoded))
        return decoded;
    decoded = {};
    if (!decodeInteger(*bytes, decoded))
        return decoded;
    return asBytes(*bytes);
}

} // namespace weir::decode
