// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

#include <optional>
#include <string>
#include <vector>

namespace weir::decode {

enum class Format { Null, Empty, Json, Text, Integer, Bytes };

/// One line of the decoded tree, with the bytes it came from: [begin, end) of the input.
struct Node {
    std::string name;
    const char *type = ""; ///< "object", "array", "string", "number", "true/false", "null", "text", "bytes", "int32", "int64"
    std::string value;     ///< as written: numbers keep every digit (64-bit and longer are never rounded); strings unescaped
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<Node> children;
};

struct Problem {
    std::string words;
    std::size_t at = 0; ///< the byte where it failed
};

struct Decoded {
    Format format = Format::Null;
    Node root;
    std::string text;       ///< indented JSON, or the text; empty for bytes
    bool shortened = false; ///< tree or text leave the rest out (see Limits)
    std::optional<Problem> problem; ///< why the format asked for does not fit; then format is Bytes
};

/// Bounds of what is built: a 20 MB record must not become a gigabyte of tree.
struct Limits {
    std::size_t nodes = 100'000;
    std::size_t textBytes = 4 * 1024 * 1024;
};

/// Pure; any thread. `bytes` empty optional is null. With `as`, that format is tried and nothing else.
Decoded decode(std::optional<base::ByteView> bytes, std::optional<Format> as = {}, const Limits &limits = {});

/// True where the bytes are UTF-8 text without control characters other than tab, line feed and carriage return.
bool isReadableText(base::ByteView bytes);

} // namespace weir::decode
