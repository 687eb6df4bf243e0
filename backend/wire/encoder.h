// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/codec.h"
#include "backend/wire/decoder.h"
#include "backend/wire/field.h"
#include "backend/wire/path.h"

#include <bit>

namespace weir::wire {

/// The archive that writes structs. Keeps its first failure, as the decoder does. Not for use outside the codec.
class Encoder
{
public:
    Encoder(std::int16_t version, bool flexible) : m_version(version), m_flexible(flexible) { m_out.reserve(256); }

    template <class S>
    void writeStruct(const S &source);

    template <class Int>
    void writeInt(Int value)
    {
        const std::size_t at = m_out.size();
        m_out.resize(at + sizeof(Int));
        base::writeBigEndian(m_out.data() + at, value);
    }
    void writeUnsignedVarint(std::uint32_t value);
    void writePlainNullableString(const std::optional<std::string> &value);
    void writeUnknownTags(const UnknownTags &tags);

    void fail(base::ErrorKind kind, const char *reason);
    bool failed() const { return m_reason != nullptr; }
    base::Error error(std::string_view message) const;

    /// What was written. With a length prefix the first four bytes were left for it and are filled now.
    base::Result<EncodedFrame> take(std::string_view message, bool lengthPrefix);

private:
    enum class LengthOf : std::uint8_t { String, Bytes, Array };
    template <class S>
    friend class StructWriter;

    void append(const std::uint8_t *bytes, std::size_t count) { m_out.insert(m_out.end(), bytes, bytes + count); }
    void writeLength(LengthOf what, std::size_t length);
    void writeNull(LengthOf what);
    void writeRecords(const Records &records, bool nullable);
    /// Puts the size of what stands behind `start` in front of it.
    void prefixSize(std::size_t start);

    template <class T>
    void write(const T &value, bool nullable);
    template <class T>
    static constexpr LengthOf lengthOf()
    {
        if constexpr (kIsVector<T>)
            return LengthOf::Array;
        else
            return std::is_same_v<T, std::string> ? LengthOf::String : LengthOf::Bytes;
    }

    base::Bytes m_out;
    std::vector<Splice> m_splices;
    std::size_t m_spliced = 0;
    std::int16_t m_version = 0;
    bool m_flexible = false;
    Path m_path;
    base::ErrorKind m_kind = base::ErrorKind::Bug;
    const char *m_reason = nullptr;
    std::string m_failedPath;
};

/// The archive as describe() sees it while one struct is written.
template <class S>
class StructWriter
{
public:
    StructWriter(Encoder &encoder, const S &source) : m_encoder(encoder), m_source(source) {}

    template <class T>
    void operator()(const char *name, T S::*member, const Field &field)
    {
        if (m_encoder.failed())
            return;
        const T &value = m_source.*member;
        m_encoder.m_path.at(name);
        if (m_wantedTag >= 0) {
            if (m_wantedTag == field.tag && field.versions.contains(m_encoder.m_version))
                m_encoder.write(value, field.nullable.contains(m_encoder.m_version));
            return;
        }
        if (!field.versions.contains(m_encoder.m_version)) {
            if (!field.isIgnorable && value != defaults().*member)
                m_encoder.fail(base::ErrorKind::Unsupported, "field is set but the version does not have it");
            return;
        }
        if (field.tag < 0)
            m_encoder.write(value, field.nullable.contains(m_encoder.m_version));
        else if (value != defaults().*member)
            m_setTags |= std::uint64_t{1} << field.tag;
    }

    void writeTags();

private:
    static const S &defaults()
    {
        static const S instance{};
        return instance;
    }
    void writeKnownTag(std::uint32_t tag);

    Encoder &m_encoder;
    const S &m_source;
    std::int32_t m_wantedTag = -1;
    std::uint64_t m_setTags = 0;
};

template <class S>
void Encoder::writeStruct(const S &source)
{
    StructWriter<S> writer(*this, source);
    describe(writer, Type<S>{});
    if (m_flexible)
        return writer.writeTags();
    m_path.at("tags");
    if (!source.unknownTags.empty())
        fail(base::ErrorKind::Unsupported, "field is set but the version does not have it");
}

template <class S>
void StructWriter<S>::writeKnownTag(std::uint32_t tag)
{
    m_encoder.writeUnsignedVarint(tag);
    const std::size_t start = m_encoder.m_out.size();
    m_wantedTag = static_cast<std::int32_t>(tag);
    describe(*this, Type<S>{});
    m_wantedTag = -1;
    m_encoder.prefixSize(start);
}

template <class S>
void StructWriter<S>::writeTags()
{
    const UnknownTags &unknown = m_source.unknownTags;
    m_encoder.m_path.at("tags");
    m_encoder.writeUnsignedVarint(static_cast<std::uint32_t>(std::popcount(m_setTags))
                                  + static_cast<std::uint32_t>(unknown.size()));
    std::int64_t last = -1;
    auto next = unknown.begin();
    while (m_setTags != 0 || next != unknown.end()) {
        const auto known = static_cast<std::uint32_t>(std::countr_zero(m_setTags));
        if (m_setTags != 0 && (next == unknown.end() || known <= next->tag)) {
            m_setTags &= m_setTags - 1;
            writeKnownTag(known);
            last = known;
            continue;
        }
        m_encoder.m_path.at("tags");
        if (next->tag <= last)
            return m_encoder.fail(base::ErrorKind::Invalid, "tags not ascending");
        last = next->tag;
        m_encoder.writeUnsignedVarint(next->tag);
        m_encoder.writeUnsignedVarint(static_cast<std::uint32_t>(next->data.size()));
        m_encoder.append(next->data.data(), next->data.size());
        ++next;
    }
}

template <class T>
void Encoder::write(const T &value, bool nullable)
{
    if constexpr (std::is_same_v<T, bool>) {
        writeInt<std::int8_t>(value ? 1 : 0);
    } else if constexpr (std::is_same_v<T, double>) {
        writeInt(std::bit_cast<std::uint64_t>(value));
    } else if constexpr (std::is_arithmetic_v<T>) {
        writeInt(value);
    } else if constexpr (std::is_same_v<T, base::Uuid>) {
        append(value.bytes.data(), value.bytes.size());
    } else if constexpr (std::is_same_v<T, Records>) {
        writeRecords(value, nullable);
    } else if constexpr (kIsOptional<T>) {
        using Inner = typename T::value_type;
        if (!value && !nullable)
            return fail(base::ErrorKind::Invalid, "null where the version has none");
        if constexpr (kIsMessageStruct<Inner>) {
            if (nullable)
                writeInt<std::int8_t>(value ? 1 : -1);
        } else if (!value) {
            return writeNull(lengthOf<Inner>());
        }
        if (value)
            write(*value, false);
    } else if constexpr (kIsMessageStruct<T>) {
        m_path.down();
        writeStruct(value);
        m_path.up();
    } else if constexpr (kIsVector<T>) {
        writeLength(LengthOf::Array, value.size());
        for (std::size_t i = 0; i < value.size() && !failed(); ++i) {
            m_path.element(i);
            write(value[i], false);
        }
    } else {
        writeLength(lengthOf<T>(), value.size());
        append(reinterpret_cast<const std::uint8_t *>(value.data()), value.size());
    }
}

} // namespace weir::wire
