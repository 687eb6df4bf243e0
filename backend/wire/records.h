// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace weir::wire {

/// The `records` field of Produce and Fetch: null, or a run of bytes made of pieces that are nobody's copy. A piece is a
/// view into memory or a slice of a file; its `keep` holds the memory or the open file for as long as the piece lives.
/// A value: copying it copies pieces, never bytes. Safe to hand to another thread if what `keep` guards is immutable.
class Records
{
public:
    struct Memory {
        base::ByteView bytes;
        std::shared_ptr<const void> keep; ///< shared: the frame is also held by the other views into it
    };
    struct FileSlice {
        int fd = -1;
        std::uint64_t offset = 0;
        std::size_t length = 0;
        std::shared_ptr<const void> keep; ///< shared: the segment stays open until the last response has left
    };
    using Piece = std::variant<Memory, FileSlice>;

    /// Null, which is not the same as empty.
    Records() = default;

    /// Takes the bytes over.
    static Records owning(base::Bytes bytes);
    static Records view(base::ByteView bytes, std::shared_ptr<const void> keep);
    static Records file(int fd, std::uint64_t offset, std::size_t length, std::shared_ptr<const void> keep);
    /// Not null, no bytes.
    static Records empty();

    bool isNull() const { return m_null; }
    std::size_t size() const { return m_size; }
    const std::vector<Piece> &pieces() const { return m_pieces; }

    /// Adds to the end; null becomes non-null.
    void append(Piece piece);
    void append(const Records &other);

    /// The bytes without a copy: of null and empty ones an empty view, of one memory piece that piece, else nothing.
    std::optional<base::ByteView> contiguous() const;
    /// One buffer with everything; file slices are read with pread. Error: Storage, `records.read`, when a file is shorter
    /// than its slice or cannot be read.
    base::Result<base::Bytes> flatten() const;

    /// Memory is compared by content, file slices by descriptor, offset and length.
    bool operator==(const Records &other) const;

private:
    std::vector<Piece> m_pieces;
    std::size_t m_size = 0;
    bool m_null = true;
};

std::size_t sizeOf(const Records::Piece &piece);

} // namespace weir::wire
