// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/decode/json.h"

#include <simdjson.h>

namespace weir::decode {

namespace {

namespace json = simdjson::ondemand;

constexpr std::size_t kMaxDepth = 256;

/// Walks a value once and builds the tree and the indented text side by side.
class Walker
{
public:
    Walker(const char *start, std::size_t size, const Limits &limits, Decoded &into)
        : m_start(start)
        , m_size(size)
        , m_limits(limits)
        , m_into(into)
    {
    }

    simdjson::error_code walk(json::value value, Node &node, std::size_t depth)
    {
        // Before the stack ends, whatever a record holds.
        if (depth > kMaxDepth)
            return simdjson::DEPTH_ERROR;
        json::json_type type{};
        if (const auto error = value.type().get(type))
            return error;
        switch (type) {
        case json::json_type::object: return walkObject(value, node, depth);
        case json::json_type::array: return walkArray(value, node, depth);
        case json::json_type::string: return walkString(value, node);
        case json::json_type::number: {
            // Checked as a number, kept as text.
            const std::string_view raw = trimmed(value.raw_json_token());
            json::number number;
            const auto error = value.get_number().get(number);
            if (error && (error != simdjson::NUMBER_ERROR || !isLongNumber(raw)))
                return error;
            scalar(node, "number", raw, std::string(raw));
            return simdjson::SUCCESS;
        }
        case json::json_type::boolean: {
            bool flag = false;
            const std::string_view raw = trimmed(value.raw_json_token());
            if (const auto error = value.get_bool().get(flag))
                return error;
            scalar(node, "true/false", raw, std::string(raw));
            return simdjson::SUCCESS;
        }
        case json::json_type::null: {
            const std::string_view raw = trimmed(value.raw_json_token());
            bool isNull = false;
            if (const auto error = value.is_null().get(isNull))
                return error;
            if (!isNull)
                return simdjson::N_ATOM_ERROR;
            scalar(node, "null", raw, std::string(raw));
            return simdjson::SUCCESS;
        }
        }
        return simdjson::INCORRECT_TYPE;
    }

private:
    simdjson::error_code walkObject(json::value value, Node &node, std::size_t depth)
    {
        node.type = "object";
        node.begin = offsetOf(value.raw_json_token());
        json::object object;
        if (const auto error = value.get_object().get(object))
            return error;
        write("{");
        std::size_t count = 0;
        for (auto entry : object) {
            json::field field;
            if (const auto error = std::move(entry).get(field))
                return error;
            const std::string_view rawKey = rawKeyOf(field);
            std::string_view key;
            if (const auto error = field.unescaped_key().get(key))
                return error;
            Node child;
            child.name = std::string(key);
            line(count++, depth + 1);
            write("\"");
            write(rawKey);
            write("\": ");
            if (const auto error = walk(field.value(), child, depth + 1))
                return error;
            keep(node, std::move(child));
        }
        close("}", count, depth);
        node.value = std::to_string(count);
        finish(node);
        return simdjson::SUCCESS;
    }

    simdjson::error_code walkArray(json::value value, Node &node, std::size_t depth)
    {
        node.type = "array";
        node.begin = offsetOf(value.raw_json_token());
        json::array array;
        if (const auto error = value.get_array().get(array))
            return error;
        write("[");
        std::size_t count = 0;
        for (auto entry : array) {
            json::value element;
            if (const auto error = std::move(entry).get(element))
                return error;
            Node child;
            child.name = '[' + std::to_string(count) + ']';
            line(count++, depth + 1);
            if (const auto error = walk(element, child, depth + 1))
                return error;
            keep(node, std::move(child));
        }
        close("]", count, depth);
        node.value = std::to_string(count);
        finish(node);
        return simdjson::SUCCESS;
    }

    simdjson::error_code walkString(json::value value, Node &node)
    {
        const std::string_view raw = trimmed(value.raw_json_token());
        std::string_view text;
        const auto error = value.get_string().get(text);
        if (error && error != simdjson::STRING_ERROR)
            return error;
        // Lone surrogates are common in the field: such a string is shown as written, not refused.
        if (error && (raw.size() < 2 || raw.back() != '"'))
            return error;
        scalar(node, "string", raw, std::string(error ? raw.substr(1, raw.size() - 2) : text));
        return simdjson::SUCCESS;
    }

    void scalar(Node &node, const char *type, std::string_view raw, std::string value)
    {
        node.type = type;
        node.begin = offsetOf(raw);
        node.end = node.begin + raw.size();
        node.value = std::move(value);
        write(raw);
        m_lastEnd = node.end;
    }

    void finish(Node &node)
    {
        // The closing bracket is the next one behind what was read last.
        const char wanted = node.type[0] == 'o' ? '}' : ']';
        std::size_t at = std::max(node.begin + 1, m_lastEnd);
        while (at < m_size && m_start[at] != wanted)
            ++at;
        node.end = std::min(m_size, at + 1);
        m_lastEnd = node.end;
    }

    void keep(Node &node, Node child)
    {
        if (m_nodes >= m_limits.nodes) {
            m_into.shortened = true;
            return;
        }
        ++m_nodes;
        node.children.push_back(std::move(child));
    }

    void line(std::size_t count, std::size_t depth)
    {
        write(count == 0 ? "\n" : ",\n");
        write(std::string(depth * 2, ' '));
    }
    void close(std::string_view bracket, std::size_t count, std::size_t depth)
    {
        if (count > 0) {
            write("\n");
            write(std::string(depth * 2, ' '));
        }
        write(bracket);
    }
    void write(std::string_view part)
    {
        if (m_into.text.size() + part.size() > m_limits.textBytes) {
            m_into.shortened = true;
            return;
        }
        m_into.text += part;
    }

    static std::string_view trimmed(std::string_view token)
    {
        while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
            token.remove_suffix(1);
        return token;
    }
    std::size_t offsetOf(std::string_view token) const { return static_cast<std::size_t>(token.data() - m_start); }
    std::string_view rawKeyOf(json::field &field) const
    {
        const char *const begin = field.key().raw();
        const char *end = begin;
        const char *const limit = m_start + m_size;
        while (end < limit && *end != '"')
            end += *end == '\\' && end + 1 < limit ? 2 : 1;
        return {begin, static_cast<std::size_t>(std::min(end, limit) - begin)};
    }
    /// A JSON number that is only too long for a machine number.
    static bool isLongNumber(std::string_view raw)
    {
        std::size_t at = 0;
        const auto digits = [&] {
            const std::size_t from = at;
            while (at < raw.size() && raw[at] >= '0' && raw[at] <= '9')
                ++at;
            return at - from;
        };
        if (at < raw.size() && raw[at] == '-')
            ++at;
        const bool leadingZero = at < raw.size() && raw[at] == '0';
        const std::size_t whole = digits();
        if (whole == 0 || (leadingZero && whole > 1))
            return false;
        if (at < raw.size() && raw[at] == '.') {
            ++at;
            if (digits() == 0)
                return false;
        }
        if (at < raw.size() && (raw[at] == 'e' || raw[at] == 'E')) {
            ++at;
            if (at < raw.size() && (raw[at] == '+' || raw[at] == '-'))
                ++at;
            if (digits() == 0)
                return false;
        }
        return at == raw.size();
    }

    const char *m_start;
    std::size_t m_size;
    const Limits &m_limits;
    Decoded &m_into;
    std::size_t m_nodes = 0;
    std::size_t m_lastEnd = 0;
};

} // namespace

std::optional<Problem> decodeJson(base::ByteView bytes, const Limits &limits, Decoded &into)
{
    const simdjson::padded_string padded(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    json::parser parser;
    json::document document;
    const auto problemAt = [&](simdjson::error_code error) {
        const char *at = nullptr;
        std::size_t offset = 0;
        if (error != simdjson::DEPTH_ERROR && document.current_location().get(at) == simdjson::SUCCESS && at != nullptr)
            offset = static_cast<std::size_t>(at - padded.data());
        return Problem{simdjson::error_message(error), std::min(offset, bytes.size())};
    };
    if (const auto error = parser.iterate(padded).get(document))
        return Problem{simdjson::error_message(error), 0};

    Walker walker(padded.data(), bytes.size(), limits, into);
    json::json_type type{};
    if (const auto error = document.type().get(type))
        return problemAt(error);
    if (type != json::json_type::object && type != json::json_type::array) {
        // A lone number or string is JSON too, but simdjson reads such a document by other calls: wrapped, it is one value.
        const std::string wrapped = '[' + std::string(base::textOf(bytes)) + ']';
        Decoded inner;
        if (auto problem = decodeJson(base::viewOf(wrapped), limits, inner))
            return Problem{problem->words, problem->at > 0 ? std::min(problem->at - 1, bytes.size()) : 0};
        if (inner.root.children.size() != 1)
            return Problem{"more than one value", inner.root.children.empty() ? 0 : inner.root.children.front().end - 1};
        into.root = std::move(inner.root.children.front());
        into.root.name.clear();
        into.root.begin -= 1;
        into.root.end -= 1;
        into.text = std::string(base::textOf(bytes).substr(into.root.begin, into.root.end - into.root.begin));
        into.format = Format::Json;
        return std::nullopt;
    }
    json::value root;
    if (const auto error = document.get_value().get(root))
        return problemAt(error);
    if (const auto error = walker.walk(root, into.root, 0))
        return problemAt(error);
    for (std::size_t at = into.root.end; at < bytes.size(); ++at) {
        if (bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != '\n' && bytes[at] != '\r')
            return Problem{"something follows the value", at};
    }
    into.format = Format::Json;
    return std::nullopt;
}

} // namespace weir::decode
