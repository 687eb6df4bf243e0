// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/encoder.h"

namespace weir::wire {

namespace {
constexpr std::size_t kLongestString = 0x7FFF;
constexpr std::size_t kLongestFrame = 0x7FFFFFFF;
/// Records in memory up to this size are copied: one more entry in a gather write costs more than that.
constexpr std::size_t kInlineRecords = 1024;
} // namespace

void Encoder::fail(base::ErrorKind kind, const char *reason)
{
    if (failed())
        return;
    m_kind = kind;
    m_reason = reason;
    m_failedPath = m_path.toString();
}

base::Error Encoder::error(std::string_view message) const
{
    base::Error error{m_kind, "wire.encode", {}, {}, {}, 0};
    error.target = std::string(message) + " v" + std::to_string(m_version);
    error.arguments = {{"path", m_failedPath}, {"reason", m_reason ? m_reason : ""}};
    return error;
}

void Encoder::writeUnsignedVarint(std::uint32_t value)
{
    while (value >= 0x80) {
        m_out.push_back(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    m_out.push_back(static_cast<std::uint8_t>(value));
}

void Encoder::prefixSize(std::size_t start)
{
    const std::size_t size = m_out.size() - start;
    writeUnsignedVarint(static_cast<std::uint32_t>(size));
    std::rotate(m_out.begin() + static_cast<std::ptrdiff_t>(start),
                m_out.begin() + static_cast<std::ptrdiff_t>(start + size), m_out.end());
}

void Encoder::writeLength(LengthOf what, std::size_t length)
{
    if (what == LengthOf::String && length > kLongestString)
        return fail(base::ErrorKind::Invalid, "string too long");
    if (length > kLongestFrame - 1)
        return fail(base::ErrorKind::Invalid, "too long");
    if (m_flexible)
        writeUnsignedVarint(static_cast<std::uint32_t>(length) + 1);
    else if (what == LengthOf::String)
        writeInt(static_cast<std::int16_t>(length));
    else
        writeInt(static_cast<std::int32_t>(length));
}

void Encoder::writeNull(LengthOf what)
{
    if (m_flexible)
        writeUnsignedVarint(0);
    else if (what == LengthOf::String)
        writeInt<std::int16_t>(-1);
    else
        writeInt<std::int32_t>(-1);
}

void Encoder::writePlainNullableString(const std::optional<std::string> &value)
{
    if (!value)
        return writeInt<std::int16_t>(-1);
    if (value->size() > kLongestString)
        return fail(base::ErrorKind::Invalid, "string too long");
    writeInt(static_cast<std::int16_t>(value->size()));
    append(reinterpret_cast<const std::uint8_t *>(value->data()), value->size());
}

void Encoder::writeUnknownTags(const UnknownTags &tags)
{
    m_path.at("tags");
    writeUnsignedVarint(static_cast<std::uint32_t>(tags.size()));
    std::int64_t last = -1;
    for (const UnknownTag &tag : tags) {
        if (tag.tag <= last)
            return fail(base::ErrorKind::Invalid, "tags not ascending");
        last = tag.tag;
        writeUnsignedVarint(tag.tag);
        writeUnsignedVarint(static_cast<std::uint32_t>(tag.data.size()));
        append(tag.data.data(), tag.data.size());
    }
}

void Encoder::writeRecords(const Records &records, bool nullable)
{
    if (records.isNull()) {
        if (!nullable)
            return fail(base::ErrorKind::Invalid, "null where the version has none");
        return writeNull(LengthOf::Bytes);
    }
    writeLength(LengthOf::Bytes, records.size());
    for (const Records::Piece &piece : records.pieces()) {
        const auto *memory = std::get_if<Records::Memory>(&piece);
        if (memory && memory->bytes.size() <= kInlineRecords) {
            append(memory->bytes.data(), memory->bytes.size());
            continue;
        }
        m_spliced += sizeOf(piece);
        m_splices.push_back({m_out.size(), piece});
    }
}

base::Result<EncodedFrame> Encoder::take(std::string_view message, bool lengthPrefix)
{
    const std::size_t total = m_out.size() + m_spliced;
    m_path.clear();
    if (total > kLongestFrame)
        fail(base::ErrorKind::Invalid, "too long");
    if (failed())
        return base::fail(error(message));
    if (lengthPrefix)
        base::writeBigEndian(m_out.data(), static_cast<std::int32_t>(total - sizeof(std::int32_t)));
    return EncodedFrame{std::move(m_out), std::move(m_splices), total};
}

base::Result<base::Bytes> EncodedFrame::flatten() const
{
    if (splices.empty())
        return bytes;
    base::Bytes whole;
    whole.reserve(totalSize);
    std::size_t done = 0;
    for (const Splice &splice : splices) {
        whole.insert(whole.end(), bytes.begin() + static_cast<std::ptrdiff_t>(done),
                     bytes.begin() + static_cast<std::ptrdiff_t>(splice.at));
        done = splice.at;
        Records one;
        one.append(splice.piece);
        WEIR_TRY(const base::Bytes piece, one.flatten());
        whole.insert(whole.end(), piece.begin(), piece.end());
    }
    whole.insert(whole.end(), bytes.begin() + static_cast<std::ptrdiff_t>(done), bytes.end());
    return whole;
}

} // namespace weir::wire
