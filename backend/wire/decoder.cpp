// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/decoder.h"

namespace weir::wire {

namespace {
/// Kafka's own bound on any string of the protocol, whatever its length is written as.
constexpr std::size_t kLongestString = 0x7FFF;
} // namespace

Decoder::Decoder(base::ByteView bytes, std::int16_t version, bool flexible, std::shared_ptr<const void> keep)
    : m_bytes(bytes)
    , m_end(bytes.size())
    , m_version(version)
    , m_flexible(flexible)
    , m_keep(std::move(keep))
{
}

void Decoder::fail(const char *reason)
{
    if (failed())
        return;
    m_reason = reason;
    m_failedPath = m_path.toString();
}

const std::uint8_t *Decoder::take(std::size_t count)
{
    if (failed())
        return nullptr;
    if (count > left()) {
        fail("past the end");
        return nullptr;
    }
    const std::uint8_t *at = m_bytes.data() + m_at;
    m_at += count;
    return at;
}

std::uint32_t Decoder::readUnsignedVarint()
{
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
        const std::uint8_t *at = take(1);
        if (!at)
            return 0;
        if (shift == 28 && *at > 0x0F)
            break;
        value |= static_cast<std::uint32_t>(*at & 0x7F) << shift;
        if ((*at & 0x80) == 0)
            return value;
    }
    fail("varint over 32 bits");
    return 0;
}

std::optional<std::size_t> Decoder::readLength(LengthOf what)
{
    std::int64_t length = 0;
    if (m_flexible)
        length = static_cast<std::int64_t>(readUnsignedVarint()) - 1;
    else if (what == LengthOf::String)
        length = readInt<std::int16_t>();
    else
        length = readInt<std::int32_t>();
    if (failed() || length == -1)
        return std::nullopt;
    if (length < 0) {
        fail("negative length");
        return std::nullopt;
    }
    const auto count = static_cast<std::size_t>(length);
    // An element of an array takes a byte at least, so that this bounds counts as well as lengths.
    if (count > left()) {
        fail("length past the end");
        return std::nullopt;
    }
    if (what == LengthOf::String && count > kLongestString) {
        fail("string too long");
        return std::nullopt;
    }
    return count;
}

std::optional<std::size_t> Decoder::readLength(LengthOf what, bool nullable)
{
    const auto length = readLength(what);
    if (!length && !failed() && !nullable)
        fail("null where the version has none");
    return length;
}

void Decoder::readString(std::string &value, std::size_t length)
{
    if (const std::uint8_t *at = take(length))
        value.assign(reinterpret_cast<const char *>(at), length);
}

void Decoder::readBytes(base::Bytes &value, std::size_t length)
{
    if (const std::uint8_t *at = take(length))
        value.assign(at, at + length);
}

void Decoder::readRecords(Records &value, bool nullable)
{
    const auto length = readLength(LengthOf::Bytes, nullable);
    if (!length) {
        value = {};
        return;
    }
    const base::ByteView view{take(*length), *length};
    if (view.empty())
        value = Records::empty();
    else
        value = m_keep ? Records::view(view, m_keep) : Records::owning(base::toBytes(view));
}

UnknownTag Decoder::readUnknownTag(std::uint32_t tag, std::size_t size)
{
    UnknownTag unknown{tag, {}};
    readBytes(unknown.data, size);
    return unknown;
}

void Decoder::readUnknownTags(UnknownTags &tags)
{
    m_path.at("tags");
    std::uint32_t count = readUnsignedVarint();
    if (count > left() / 2)
        return fail("more tagged fields than bytes left");
    for (; count > 0 && !failed(); --count) {
        const std::uint32_t tag = readUnsignedVarint();
        const std::size_t size = readUnsignedVarint();
        if (!tags.empty() && tag <= tags.back().tag)
            return fail("tags not ascending");
        if (size > left())
            return fail("length past the end");
        tags.push_back(readUnknownTag(tag, size));
    }
}

std::optional<std::string> Decoder::readPlainNullableString()
{
    const auto length = readInt<std::int16_t>();
    if (failed() || length == -1)
        return std::nullopt;
    std::string value;
    if (length < 0)
        fail("negative length");
    else
        readString(value, static_cast<std::size_t>(length));
    return value;
}

void Decoder::finish()
{
    m_path.clear();
    if (!failed() && left() > 0)
        fail("bytes left over");
}

base::Error Decoder::error(std::string_view message) const
{
    base::Error error{base::ErrorKind::Invalid, "wire.decode", {}, {}, {}, 0};
    error.target = std::string(message) + " v" + std::to_string(m_version);
    error.arguments = {{"path", m_failedPath}, {"byte", std::to_string(m_at)}, {"reason", m_reason ? m_reason : ""}};
    return error;
}

base::Error Decoder::unsupported(const char *action, std::string_view message, std::int16_t version, VersionRange range)
{
    base::Error error{base::ErrorKind::Unsupported, action, {}, {}, {}, 0};
    error.target = std::string(message) + " v" + std::to_string(version);
    error.arguments = {{"reason", "version not spoken"},
                       {"oldest", std::to_string(range.min)},
                       {"newest", std::to_string(range.max)}};
    return error;
}

} // namespace weir::wire
