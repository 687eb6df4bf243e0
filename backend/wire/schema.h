// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/field.h"

#include <string>
#include <string_view>
#include <vector>

namespace weir::wire {

enum class FieldType : std::uint8_t {
    Bool,
    Int8,
    Int16,
    Uint16,
    Int32,
    Uint32,
    Int64,
    Float64,
    String,
    Bytes,
    Uuid,
    Records,
    Struct
};
/// Kafka's word for it: "int32", "uuid", "records", "struct".
std::string_view toString(FieldType type);

/// One field of a message as data: what describe() says, together with what the struct says.
struct SchemaField {
    std::string_view name; ///< Kafka's, in camelCase
    FieldType type = FieldType::Int32;
    bool isArray = false;
    Field field;
    std::string defaultText;          ///< "0", "-1", "false", "null", "" for empty texts and arrays and structs
    std::vector<SchemaField> children; ///< of a struct or an array of structs
};

/// The layout of a message in all its versions, made from the same describe() that the codec runs on.
struct Schema {
    std::string_view name;
    std::int16_t apiKey = -1; ///< -1: not a request or response
    VersionRange versions;
    std::int16_t flexibleFrom = kNeverFlexible;
    std::vector<SchemaField> fields;

    bool isFlexible(std::int16_t version) const { return version >= flexibleFrom; }
};

/// The schema of a message; made at first use, then shared by all threads.
template <class M>
const Schema &schemaOf();

/// One text line a field, indented by depth: the form of tests/golden/schema.txt.
std::string dump(const Schema &schema);

} // namespace weir::wire
