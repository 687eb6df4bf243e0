// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/schema.h"

namespace weir::wire {

namespace {
std::string rangeText(VersionRange range)
{
    if (range.max == Field::kNewest)
        return std::to_string(range.min) + '+';
    if (range.min == range.max)
        return std::to_string(range.min);
    return std::to_string(range.min) + '-' + std::to_string(range.max);
}

void dumpFields(std::string &text, const std::vector<SchemaField> &fields, std::size_t depth)
{
    for (const SchemaField &field : fields) {
        text.append(depth * 2, ' ');
        text += field.name;
        text += field.isArray ? ": []" : ": ";
        text += toString(field.type);
        text += ' ' + rangeText(field.field.versions);
        if (!field.field.nullable.isEmpty())
            text += " null " + rangeText(field.field.nullable);
        if (field.field.tag >= 0)
            text += " tag " + std::to_string(field.field.tag);
        if (!field.defaultText.empty())
            text += " = " + field.defaultText;
        if (field.field.isIgnorable)
            text += " ignorable";
        if (field.field.isSecret)
            text += " secret";
        text += '\n';
        dumpFields(text, field.children, depth + 1);
    }
}
} // namespace

std::string_view toString(FieldType type)
{
    switch (type) {
    case FieldType::Bool: return "bool";
    case FieldType::Int8: return "int8";
    case FieldType::Int16: return "int16";
    case FieldType::Uint16: return "uint16";
    case FieldType::Int32: return "int32";
    case FieldType::Uint32: return "uint32";
    case FieldType::Int64: return "int64";
    case FieldType::Float64: return "float64";
    case FieldType::String: return "string";
    case FieldType::Bytes: return "bytes";
    case FieldType::Uuid: return "uuid";
    case FieldType::Records: return "records";
    case FieldType::Struct: return "struct";
    }
    return "";
}

std::string dump(const Schema &schema)
{
    std::string text(schema.name);
    if (schema.apiKey >= 0)
        text += " key " + std::to_string(schema.apiKey);
    text += " versions " + rangeText(schema.versions);
    if (schema.flexibleFrom != kNeverFlexible)
        text += " flexible " + std::to_string(schema.flexibleFrom) + '+';
    text += '\n';
    dumpFields(text, schema.fields, 1);
    return text;
}

} // namespace weir::wire
