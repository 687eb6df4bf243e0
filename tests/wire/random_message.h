// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/wire/schema.h"

#include <cstdint>
#include <random>

namespace weir::wire::testing {

/// Makes random bodies of a message, byte by byte from its schema. It shares no code with the encoder, so that a rule of
/// the encoding that encoder and decoder both got wrong shows as a difference.
class RandomMessage
{
public:
    explicit RandomMessage(std::uint32_t seed) : m_random(seed) {}

    /// Unknown tagged fields are put into flexible structs on some of the calls.
    void setUnknownTags(bool on) { m_unknownTags = on; }

    base::Bytes make(const Schema &schema, std::int16_t version);
    /// The body in which every field has its default.
    static base::Bytes defaults(const Schema &schema, std::int16_t version);

private:
    struct Context {
        std::int16_t version = 0;
        bool flexible = false;
    };

    void putStruct(base::Bytes &out, const std::vector<SchemaField> &fields, Context context, int depth);
    void putField(base::Bytes &out, const SchemaField &field, Context context, int depth);
    void putElement(base::Bytes &out, const SchemaField &field, Context context, int depth);
    static void putDefaultStruct(base::Bytes &out, const std::vector<SchemaField> &fields, Context context);
    static void putDefault(base::Bytes &out, const SchemaField &field, Context context);
    std::uint64_t number();
    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(m_random); }

    std::mt19937 m_random;
    bool m_unknownTags = true;
};

} // namespace weir::wire::testing
