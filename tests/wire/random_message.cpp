// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/wire/random_message.h"

#include <algorithm>
#include <cstring>
#include <map>

namespace weir::wire::testing {

namespace {
using base::Bytes;

void putBig(Bytes &out, std::uint64_t value, unsigned width)
{
    for (unsigned i = width; i-- > 0;)
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void putVarint(Bytes &out, std::uint64_t value)
{
    do {
        const auto low = static_cast<std::uint8_t>(value & 0x7F);
        value >>= 7;
        out.push_back(static_cast<std::uint8_t>(value ? low | 0x80 : low));
    } while (value);
}

unsigned widthOf(FieldType type)
{
    switch (type) {
    case FieldType::Bool:
    case FieldType::Int8: return 1;
    case FieldType::Int16:
    case FieldType::Uint16: return 2;
    case FieldType::Int32:
    case FieldType::Uint32: return 4;
    case FieldType::Int64:
    case FieldType::Float64: return 8;
    case FieldType::Uuid: return 16;
    case FieldType::String:
    case FieldType::Bytes:
    case FieldType::Records:
    case FieldType::Struct: break;
    }
    return 0;
}

/// -1 is null.
void putLength(Bytes &out, const SchemaField &field, bool flexible, std::int64_t length)
{
    if (flexible)
        putVarint(out, static_cast<std::uint64_t>(length + 1));
    else
        putBig(out, static_cast<std::uint64_t>(length), !field.isArray && field.type == FieldType::String ? 2 : 4);
}

bool isNullable(const SchemaField &field, std::int16_t version) { return field.field.nullable.contains(version); }
} // namespace

std::uint64_t RandomMessage::number()
{
    switch (below(5)) {
    case 0: return 0;
    case 1: return ~std::uint64_t{0};
    case 2: return below(200);
    default: return std::uniform_int_distribution<std::uint64_t>{}(m_random);
    }
}

Bytes RandomMessage::make(const Schema &schema, std::int16_t version)
{
    Bytes out;
    putStruct(out, schema.fields, {version, schema.isFlexible(version)}, 0);
    return out;
}

Bytes RandomMessage::defaults(const Schema &schema, std::int16_t version)
{
    Bytes out;
    putDefaultStruct(out, schema.fields, {version, schema.isFlexible(version)});
    return out;
}

void RandomMessage::putStruct(Bytes &out, const std::vector<SchemaField> &fields, Context context, int depth)
{
    std::map<std::uint32_t, Bytes> tags;
    for (const SchemaField &field : fields) {
        if (!field.field.versions.contains(context.version))
            continue;
        if (field.field.tag < 0) {
            putField(out, field, context, depth);
            continue;
        }
        Bytes value;
        Bytes usual;
        putField(value, field, context, depth);
        putDefault(usual, field, context);
        if (value != usual)
            tags.emplace(static_cast<std::uint32_t>(field.field.tag), std::move(value));
    }
    if (!context.flexible)
        return;
    if (m_unknownTags && below(3) == 0) {
        // Above every tag that Kafka uses; one of them takes all five bytes of a varint.
        tags.emplace(100 + below(50), Bytes(below(20), 0xAB));
        tags.emplace(0xFFFFFFF0U + below(15), Bytes(below(300), 0xCD));
    }
    putVarint(out, tags.size());
    for (const auto &[tag, data] : tags) {
        putVarint(out, tag);
        putVarint(out, data.size());
        out.insert(out.end(), data.begin(), data.end());
    }
}

void RandomMessage::putField(Bytes &out, const SchemaField &field, Context context, int depth)
{
    const bool null = isNullable(field, context.version) && below(4) == 0;
    if (field.isArray) {
        const std::size_t count = null ? 0 : below(depth < 2 ? 4 : 3);
        putLength(out, field, context.flexible, null ? -1 : static_cast<std::int64_t>(count));
        for (std::size_t i = 0; i < count; ++i)
            putElement(out, field, context, depth);
    } else if (field.type == FieldType::Struct && isNullable(field, context.version)) {
        out.push_back(null ? 0xFF : 1);
        if (!null)
            putElement(out, field, context, depth);
    } else if (null) {
        putLength(out, field, context.flexible, -1);
    } else {
        putElement(out, field, context, depth);
    }
}

void RandomMessage::putElement(Bytes &out, const SchemaField &field, Context context, int depth)
{
    switch (field.type) {
    case FieldType::Struct:
        return putStruct(out, field.children, context, depth + 1);
    case FieldType::Bool:
        return putBig(out, below(2), 1);
    case FieldType::String:
    case FieldType::Bytes:
    case FieldType::Records: {
        // Sometimes past one byte of varint, and past the size up to which the encoder copies records.
        const std::size_t length = below(8) == 0 ? 100 + below(field.type == FieldType::String ? 100 : 3000) : below(12);
        SchemaField single = field;
        single.isArray = false;
        putLength(out, single, context.flexible, static_cast<std::int64_t>(length));
        for (std::size_t i = 0; i < length; ++i)
            out.push_back(static_cast<std::uint8_t>('a' + below(26)));
        return;
    }
    case FieldType::Uuid:
        putBig(out, number(), 8);
        return putBig(out, number(), 8);
    case FieldType::Float64: {
        // Never a NaN, for that is not equal to itself: some exponent bit is not set.
        constexpr std::uint64_t kTopOfExponent = std::uint64_t{1} << 62;
        return putBig(out, number() & ~kTopOfExponent, 8);
    }
    default:
        return putBig(out, number(), widthOf(field.type));
    }
}

void RandomMessage::putDefaultStruct(Bytes &out, const std::vector<SchemaField> &fields, Context context)
{
    for (const SchemaField &field : fields)
        if (field.field.versions.contains(context.version) && field.field.tag < 0)
            putDefault(out, field, context);
    if (context.flexible)
        putVarint(out, 0);
}

void RandomMessage::putDefault(Bytes &out, const SchemaField &field, Context context)
{
    const bool nullable = isNullable(field, context.version);
    const bool null = field.defaultText == "null" && nullable;
    if (field.type == FieldType::Struct && !field.isArray) {
        if (nullable)
            out.push_back(null ? 0xFF : 1);
        if (!null)
            putDefaultStruct(out, field.children, context);
        return;
    }
    if (null)
        return putLength(out, field, context.flexible, -1);
    if (field.isArray)
        return putLength(out, field, context.flexible, 0);
    switch (field.type) {
    case FieldType::String:
    case FieldType::Bytes:
    case FieldType::Records: {
        const std::string text = field.defaultText == "null" ? std::string{} : field.defaultText;
        putLength(out, field, context.flexible, static_cast<std::int64_t>(text.size()));
        out.insert(out.end(), text.begin(), text.end());
        return;
    }
    case FieldType::Bool:
        return putBig(out, field.defaultText == "true" ? 1 : 0, 1);
    case FieldType::Float64: {
        const double value = std::stod(field.defaultText);
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        return putBig(out, bits, 8);
    }
    case FieldType::Uuid:
        return out.insert(out.end(), 16, 0), void();
    default:
        return putBig(out, static_cast<std::uint64_t>(std::stoll(field.defaultText)), widthOf(field.type));
    }
}

} // namespace weir::wire::testing
