// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace weir::model {

/// How bytes are read. Chosen by a person, or found out.
enum class Format { Null, Empty, Json, Text, Integer, Bytes };

/// One line of the decoded tree, with the bytes it came from.
struct DecodedNode {
    QString name;  ///< field name, or "[3]"
    QString type;  ///< "object", "array", "string", "number", "true/false", "null", "text", "bytes", "int32", "int64"
    QString value; ///< as written: numbers keep every digit; strings are unescaped
    qint64 begin = 0; ///< byte range within the key, the value or the header's value
    qint64 end = 0;
    std::vector<DecodedNode> children;
};

struct Decoded {
    Format format = Format::Null;
    DecodedNode root;
    /// The whole, for reading: JSON indented with its digits and order kept, text as it is, bytes as nothing.
    QString text;
    /// The tree or the text leaves the rest out: it was larger than what can be shown at once.
    bool shortened = false;
    /// Why it could not be read in the format that was asked for, and the byte; then it is shown as Bytes.
    QString error;
    qint64 errorAt = -1;
};

struct DecodedRecord {
    Decoded key;
    Decoded value;
    std::vector<Decoded> headers; ///< in the record's order
};

} // namespace weir::model
