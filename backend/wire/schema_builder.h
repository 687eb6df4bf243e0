// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/decoder.h"
#include "backend/wire/schema.h"

namespace weir::wire {

/// The archive that turns describe() into data.
template <class S>
class SchemaBuilder
{
public:
    explicit SchemaBuilder(std::vector<SchemaField> &fields) : m_fields(fields) {}

    template <class T>
    void operator()(const char *name, T S::*member, const Field &field)
    {
        SchemaField out;
        out.name = name;
        out.field = field;
        out.defaultText = defaultText(S{}.*member);
        fill<T>(out);
        m_fields.push_back(std::move(out));
    }

private:
    template <class T>
    static std::string defaultText(const T &value)
    {
        if constexpr (kIsOptional<T>)
            return value ? defaultText(*value) : "null";
        else if constexpr (std::is_same_v<T, bool>)
            return value ? "true" : "false";
        else if constexpr (std::is_arithmetic_v<T>)
            return std::to_string(value);
        else if constexpr (std::is_same_v<T, std::string>)
            return value;
        else if constexpr (std::is_same_v<T, Records>)
            return "null";
        else
            return {};
    }

    template <class T>
    static void fill(SchemaField &out)
    {
        if constexpr (kIsOptional<T>) {
            fill<typename T::value_type>(out);
        } else if constexpr (kIsVector<T>) {
            out.isArray = true;
            fill<typename T::value_type>(out);
        } else if constexpr (kIsMessageStruct<T>) {
            out.type = FieldType::Struct;
            SchemaBuilder<T> builder(out.children);
            describe(builder, Type<T>{});
        } else {
            out.type = typeOf<T>();
        }
    }

    template <class T>
    static constexpr FieldType typeOf()
    {
        if constexpr (std::is_same_v<T, bool>)
            return FieldType::Bool;
        else if constexpr (std::is_same_v<T, std::int8_t>)
            return FieldType::Int8;
        else if constexpr (std::is_same_v<T, std::int16_t>)
            return FieldType::Int16;
        else if constexpr (std::is_same_v<T, std::uint16_t>)
            return FieldType::Uint16;
        else if constexpr (std::is_same_v<T, std::int32_t>)
            return FieldType::Int32;
        else if constexpr (std::is_same_v<T, std::uint32_t>)
            return FieldType::Uint32;
        else if constexpr (std::is_same_v<T, std::int64_t>)
            return FieldType::Int64;
        else if constexpr (std::is_same_v<T, double>)
            return FieldType::Float64;
        else if constexpr (std::is_same_v<T, std::string>)
            return FieldType::String;
        else if constexpr (std::is_same_v<T, base::Uuid>)
            return FieldType::Uuid;
        else if constexpr (std::is_same_v<T, Records>)
            return FieldType::Records;
        else
            return FieldType::Bytes;
    }

    std::vector<SchemaField> &m_fields;
};

} // namespace weir::wire
