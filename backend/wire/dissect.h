// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/error.h"
#include "backend/wire/schema.h"

#include <optional>
#include <string>
#include <vector>

namespace weir::wire {

/// One field, element or struct of a message as it stands in its bytes.
struct Node {
    std::string name;                  ///< of the field; "[3]" for an element; "tag 7" for a tagged field not known
    const SchemaField *field = nullptr; ///< null for the root, the tags and what stands in no schema
    std::size_t offset = 0;            ///< within the body
    std::size_t size = 0;              ///< with its length prefix
    /// Numbers in decimal, texts as they are, uuids in Kafka's form, bytes as hex (the first 64 of them), the count of an
    /// array; empty for structs, records and secrets.
    std::string value;
    bool isNull = false;
    bool isSecret = false;
    std::vector<Node> children;
};

struct Dissection {
    Node root;
    std::optional<base::Error> error; ///< where reading ended; the tree holds what came before
    bool isCut = false;               ///< more nodes than allowed: the rest of the long arrays is not in the tree
};

/// Reads a body into a tree that can be shown, by the schema alone. It keeps every rule of decode(), yet shows the part
/// of a broken message that could be read. `maximumNodes` bounds the memory of the tree, not what is read and checked.
Dissection dissect(const Schema &schema, base::ByteView body, std::int16_t version, std::size_t maximumNodes = 100'000);

/// One line a node, indented: "partitionIndex: 3".
std::string toText(const Node &root);

} // namespace weir::wire
