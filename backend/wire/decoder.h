// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/base/uuid.h"
#include "backend/wire/field.h"
#include "backend/wire/path.h"
#include "backend/wire/records.h"
#include "backend/wire/traits.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

/// The archive that fills structs from bytes. After the first failure it reads zeros and empties, consumes nothing, and
/// keeps what failed and where: callers look once, at the end. Not for use outside the codec: decode() is the way in.
class Decoder
{
public:
    Decoder(base::ByteView bytes, std::int16_t version, bool flexible, std::shared_ptr<const void> keep = {});

    template <class S>
    void readStruct(S &target);

    template <class Int>
    Int readInt()
    {
        const std::uint8_t *at = take(sizeof(Int));
        return at ? base::readBigEndian<Int>(at) : Int{};
    }
    std::uint32_t readUnsignedVarint();
    /// int16 length, also in flexible versions: the client id of the request header.
    std::optional<std::string> readPlainNullableString();
    /// The tagged fields of a struct none of whose tags we know.
    void readUnknownTags(UnknownTags &tags);

    /// Fails unless every byte was read.
    void finish();

    enum class LengthOf : std::uint8_t { String, Bytes, Array };
    /// A length or count, bounded by the bytes left, or nothing for null or after a failure. Null fails unless allowed.
    std::optional<std::size_t> readLength(LengthOf what, bool nullable);
    /// Steps over that many bytes; null after a failure.
    const std::uint8_t *take(std::size_t count);
    void fail(const char *reason);
    Path &path() { return m_path; }

    std::size_t position() const { return m_at; }
    std::size_t left() const { return m_end - m_at; }
    bool failed() const { return m_reason != nullptr; }
    base::Error error(std::string_view message) const;

    /// Version outside the range of the message.
    static base::Error unsupported(const char *action, std::string_view message, std::int16_t version, VersionRange range);

private:
    template <class S>
    friend class StructReader;

    std::optional<std::size_t> readLength(LengthOf what);

    void readString(std::string &value, std::size_t length);
    void readBytes(base::Bytes &value, std::size_t length);
    void readRecords(Records &value, bool nullable);
    UnknownTag readUnknownTag(std::uint32_t tag, std::size_t size);

    template <class T>
    void read(T &value, bool nullable);
    template <class T>
    void readOptional(std::optional<T> &value, bool nullable);
    template <class T>
    void readElements(std::vector<T> &value, std::size_t count);
    template <class T>
    void readSized(T &value, std::size_t length);

    base::ByteView m_bytes;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    std::int16_t m_version = 0;
    bool m_flexible = false;
    std::shared_ptr<const void> m_keep; // shared with every records field that views the frame
    Path m_path;
    const char *m_reason = nullptr;
    std::string m_failedPath;
};

/// The archive as describe() sees it while one struct is read.
template <class S>
class StructReader
{
public:
    StructReader(Decoder &decoder, S &target) : m_decoder(decoder), m_target(target) {}

    template <class T>
    void operator()(const char *name, T S::*member, const Field &field)
    {
        if (!field.versions.contains(m_decoder.m_version) || m_decoder.failed())
            return;
        if (m_wantedTag != field.tag && (m_wantedTag >= 0 || field.tag >= 0))
            return;
        m_matched = true;
        m_decoder.m_path.at(name);
        m_decoder.read(m_target.*member, field.nullable.contains(m_decoder.m_version));
    }

    void readTags();

private:
    Decoder &m_decoder;
    S &m_target;
    std::int32_t m_wantedTag = -1;
    bool m_matched = false;
};

template <class S>
void Decoder::readStruct(S &target)
{
    StructReader<S> reader(*this, target);
    describe(reader, Type<S>{});
    if (m_flexible)
        reader.readTags();
}

template <class S>
void StructReader<S>::readTags()
{
    m_decoder.m_path.at("tags");
    std::uint32_t count = m_decoder.readUnsignedVarint();
    // Each takes two bytes at least: its number and its size.
    if (count > m_decoder.left() / 2)
        return m_decoder.fail("more tagged fields than bytes left");
    std::int64_t last = -1;
    for (; count > 0 && !m_decoder.failed(); --count) {
        m_decoder.m_path.at("tags");
        const std::uint32_t tag = m_decoder.readUnsignedVarint();
        const std::size_t size = m_decoder.readUnsignedVarint();
        if (m_decoder.failed())
            return;
        if (tag <= last)
            return m_decoder.fail("tags not ascending");
        if (size > m_decoder.left())
            return m_decoder.fail("length past the end");
        last = tag;
        const std::size_t end = m_decoder.m_end;
        m_decoder.m_end = m_decoder.m_at + size;
        m_matched = false;
        if (tag <= static_cast<std::uint32_t>(std::numeric_limits<std::int32_t>::max())) {
            m_wantedTag = static_cast<std::int32_t>(tag);
            describe(*this, Type<S>{});
        }
        if (!m_matched)
            m_target.unknownTags.push_back(m_decoder.readUnknownTag(tag, size));
        else if (m_decoder.left() > 0)
            m_decoder.fail("bytes left over in a tagged field");
        m_decoder.m_end = end;
    }
}

template <class T>
void Decoder::read(T &value, bool nullable)
{
    if constexpr (std::is_same_v<T, bool>) {
        value = readInt<std::int8_t>() != 0;
    } else if constexpr (std::is_same_v<T, double>) {
        const auto bits = readInt<std::uint64_t>();
        std::memcpy(&value, &bits, sizeof value);
    } else if constexpr (std::is_arithmetic_v<T>) {
        value = readInt<T>();
    } else if constexpr (std::is_same_v<T, base::Uuid>) {
        if (const std::uint8_t *at = take(value.bytes.size()))
            std::copy_n(at, value.bytes.size(), value.bytes.begin());
    } else if constexpr (std::is_same_v<T, Records>) {
        readRecords(value, nullable);
    } else if constexpr (kIsOptional<T>) {
        readOptional(value, nullable);
    } else if constexpr (kIsMessageStruct<T>) {
        m_path.down();
        readStruct(value);
        m_path.up();
    } else if constexpr (kIsVector<T>) {
        if (const auto count = readLength(LengthOf::Array, nullable))
            readElements(value, *count);
    } else {
        constexpr LengthOf kWhat = std::is_same_v<T, std::string> ? LengthOf::String : LengthOf::Bytes;
        if (const auto length = readLength(kWhat, nullable))
            readSized(value, *length);
    }
}

template <class T>
void Decoder::readSized(T &value, std::size_t length)
{
    if constexpr (std::is_same_v<T, std::string>)
        readString(value, length);
    else
        readBytes(value, length);
}

template <class T>
void Decoder::readOptional(std::optional<T> &value, bool nullable)
{
    if constexpr (kIsMessageStruct<T>) {
        if (nullable && readInt<std::int8_t>() < 0) {
            value.reset();
            return;
        }
        // From a value: clang 14 takes a nested struct with member defaults as not default constructible here.
        read(value.emplace(T{}), false);
    } else {
        constexpr LengthOf kWhat = kIsVector<T>            ? LengthOf::Array
            : std::is_same_v<T, std::string> ? LengthOf::String
                                             : LengthOf::Bytes;
        const auto length = readLength(kWhat, nullable);
        if (!length) {
            value.reset();
            return;
        }
        if constexpr (kIsVector<T>)
            readElements(value.emplace(), *length);
        else
            readSized(value.emplace(), *length);
    }
}

template <class T>
void Decoder::readElements(std::vector<T> &value, std::size_t count)
{
    // No allocation by the peer's word: beyond this the vector grows only as elements really come in.
    constexpr std::size_t kReserveBytes = 16 * 1024;
    value.clear();
    value.reserve(std::min(count, std::max<std::size_t>(1, kReserveBytes / sizeof(T))));
    for (std::size_t i = 0; i < count && !failed(); ++i) {
        m_path.element(i);
        read(value.emplace_back(), false);
    }
}

} // namespace weir::wire
