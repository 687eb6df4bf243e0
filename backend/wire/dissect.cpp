// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/dissect.h"

#include "backend/base/uuid.h"
#include "backend/wire/decoder.h"

#include <fmt/format.h>

namespace weir::wire {

namespace {
constexpr std::size_t kShownBytes = 64;

class Dissector
{
public:
    Dissector(const Schema &schema, base::ByteView body, std::int16_t version, std::size_t maximumNodes)
        : m_name(schema.name)
        , m_body(body)
        , m_whole(body, version, schema.isFlexible(version))
        , m_version(version)
        , m_flexible(schema.isFlexible(version))
        , m_nodesLeft(maximumNodes)
    {
    }

    void readStruct(const std::vector<SchemaField> &fields, Node &into)
    {
        for (const SchemaField &field : fields) {
            if (m_decoder->failed())
                return;
            if (field.field.versions.contains(m_version) && field.field.tag < 0)
                child(into, std::string(field.name), &field, [&](Node &node) { readField(field, node); });
        }
        if (m_flexible && !m_decoder->failed())
            readTags(fields, into);
    }

    std::size_t position() const { return m_base + m_decoder->position(); }
    bool isCut() const { return m_cut; }

    std::optional<base::Error> finish()
    {
        m_whole.finish();
        if (m_whole.failed() && !m_error)
            m_error = m_whole.error(m_name);
        return m_error;
    }

private:
    /// Makes a node, lets `fill` read it, and keeps it while the tree has room.
    template <class Fill>
    void child(Node &parent, std::string name, const SchemaField *field, Fill fill)
    {
        const bool kept = m_nodesLeft > 0;
        if (kept)
            --m_nodesLeft;
        else
            m_cut = true;
        Node node;
        node.name = std::move(name);
        node.field = field;
        node.offset = position();
        fill(node);
        node.size = position() - node.offset;
        if (kept)
            parent.children.push_back(std::move(node));
    }

    void readTags(const std::vector<SchemaField> &fields, Node &into)
    {
        m_decoder->path().at("tags");
        std::uint32_t count = m_decoder->readUnsignedVarint();
        if (count > m_decoder->left() / 2)
            return m_decoder->fail("more tagged fields than bytes left");
        std::int64_t last = -1;
        for (; count > 0 && !m_decoder->failed(); --count) {
            m_decoder->path().at("tags");
            const std::uint32_t tag = m_decoder->readUnsignedVarint();
            const std::size_t size = m_decoder->readUnsignedVarint();
            if (m_decoder->failed())
                return;
            if (tag <= last)
                return m_decoder->fail("tags not ascending");
            if (size > m_decoder->left())
                return m_decoder->fail("length past the end");
            last = tag;
            const SchemaField *field = find(fields, tag);
            child(into, field ? std::string(field->name) : "tag " + std::to_string(tag), field, [&](Node &node) {
                if (field)
                    readTagged(*field, node, size);
                else
                    setBytes(node, size);
            });
        }
    }

    /// A known field behind a tag sees only the bytes that the tag was given.
    void readTagged(const SchemaField &field, Node &node, std::size_t size)
    {
        Decoder *const outer = m_decoder;
        const std::size_t outerBase = m_base;
        const std::size_t start = position();
        Decoder inner(m_body.subspan(start, size), m_version, m_flexible);
        inner.path() = outer->path();
        m_decoder = &inner;
        m_base = start;
        readField(field, node);
        if (!inner.failed() && inner.left() > 0)
            inner.fail("bytes left over in a tagged field");
        m_decoder = outer;
        m_base = outerBase;
        outer->take(inner.position());
        if (!inner.failed())
            return;
        if (!m_error) {
            m_error = inner.error(m_name);
            for (auto &[name, value] : m_error->arguments)
                if (name == "byte")
                    value = std::to_string(start + inner.position());
        }
        outer->fail("in a tagged field");
    }

    const SchemaField *find(const std::vector<SchemaField> &fields, std::uint32_t tag) const
    {
        for (const SchemaField &field : fields)
            if (field.field.tag >= 0 && static_cast<std::uint32_t>(field.field.tag) == tag
                && field.field.versions.contains(m_version))
                return &field;
        return nullptr;
    }

    void readField(const SchemaField &field, Node &node)
    {
        m_decoder->path().at(field.name.data());
        const bool nullable = field.field.nullable.contains(m_version);
        if (field.isArray)
            readArray(field, node, nullable);
        else if (field.type == FieldType::Struct && nullable && m_decoder->readInt<std::int8_t>() < 0)
            node.isNull = true;
        else
            readElement(field, node, nullable);
        node.isSecret = field.field.isSecret;
        if (node.isSecret)
            node.value.clear();
    }

    void readArray(const SchemaField &field, Node &node, bool nullable)
    {
        const auto count = m_decoder->readLength(Decoder::LengthOf::Array, nullable);
        node.isNull = !count;
        if (!count)
            return;
        node.value = std::to_string(*count);
        for (std::size_t i = 0; i < *count && !m_decoder->failed(); ++i) {
            m_decoder->path().element(i);
            child(node, '[' + std::to_string(i) + ']', &field,
                  [&](Node &element) { readElement(field, element, false); });
        }
    }

    void readElement(const SchemaField &field, Node &node, bool nullable)
    {
        switch (field.type) {
        case FieldType::Struct:
            m_decoder->path().down();
            readStruct(field.children, node);
            m_decoder->path().up();
            return;
        case FieldType::String:
        case FieldType::Bytes:
        case FieldType::Records: {
            const bool isText = field.type == FieldType::String;
            const auto length =
                m_decoder->readLength(isText ? Decoder::LengthOf::String : Decoder::LengthOf::Bytes, nullable);
            node.isNull = !length;
            if (!length)
                return;
            if (field.type == FieldType::Bytes)
                return setBytes(node, *length);
            const std::uint8_t *at = m_decoder->take(*length);
            if (isText && at)
                node.value.assign(reinterpret_cast<const char *>(at), *length);
            return;
        }
        case FieldType::Uuid: {
            base::Uuid uuid;
            if (const std::uint8_t *at = m_decoder->take(uuid.bytes.size()))
                std::copy_n(at, uuid.bytes.size(), uuid.bytes.begin());
            node.value = uuid.toString();
            return;
        }
        case FieldType::Bool: node.value = m_decoder->readInt<std::int8_t>() != 0 ? "true" : "false"; return;
        case FieldType::Int8: node.value = std::to_string(m_decoder->readInt<std::int8_t>()); return;
        case FieldType::Int16: node.value = std::to_string(m_decoder->readInt<std::int16_t>()); return;
        case FieldType::Uint16: node.value = std::to_string(m_decoder->readInt<std::uint16_t>()); return;
        case FieldType::Int32: node.value = std::to_string(m_decoder->readInt<std::int32_t>()); return;
        case FieldType::Uint32: node.value = std::to_string(m_decoder->readInt<std::uint32_t>()); return;
        case FieldType::Int64: node.value = std::to_string(m_decoder->readInt<std::int64_t>()); return;
        case FieldType::Float64: {
            const auto bits = m_decoder->readInt<std::uint64_t>();
            double number = 0;
            std::memcpy(&number, &bits, sizeof number);
            node.value = fmt::format("{}", number);
            return;
        }
        }
    }

    void setBytes(Node &node, std::size_t length)
    {
        if (const std::uint8_t *at = m_decoder->take(length))
            node.value = base::toHex({at, std::min(length, kShownBytes)});
    }

    std::string_view m_name;
    base::ByteView m_body;
    Decoder m_whole;
    Decoder *m_decoder = &m_whole; // the one being read: of the whole body, or of one tagged field
    std::size_t m_base = 0;        // where the bytes of that one begin
    std::optional<base::Error> m_error;
    std::int16_t m_version = 0;
    bool m_flexible = false;
    std::size_t m_nodesLeft = 0;
    bool m_cut = false;
};

void appendText(std::string &text, const Node &node, std::size_t depth)
{
    text.append(depth * 2, ' ');
    text += node.name;
    if (node.isNull)
        text += ": null";
    else if (node.isSecret)
        text += ": (" + std::to_string(node.size) + " bytes hidden)";
    else if (node.field && node.field->type == FieldType::Records)
        text += ": (" + std::to_string(node.size) + " bytes of records)";
    else if (!node.value.empty())
        text += ": " + node.value;
    text += '\n';
    for (const Node &child : node.children)
        appendText(text, child, depth + 1);
}
} // namespace

Dissection dissect(const Schema &schema, base::ByteView body, std::int16_t version, std::size_t maximumNodes)
{
    Dissection result;
    result.root.name = schema.name;
    if (!schema.versions.contains(version)) {
        result.error = Decoder::unsupported("wire.decode", schema.name, version, schema.versions);
        return result;
    }
    Dissector dissector(schema, body, version, maximumNodes);
    dissector.readStruct(schema.fields, result.root);
    result.root.size = dissector.position();
    result.error = dissector.finish();
    result.isCut = dissector.isCut();
    return result;
}

std::string toText(const Node &root)
{
    std::string text;
    appendText(text, root, 0);
    return text;
}

} // namespace weir::wire
