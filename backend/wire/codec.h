// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"
#include "backend/wire/records.h"
#include "backend/wire/types.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace weir::wire {

/// A piece of records that belongs before byte `at` of `EncodedFrame::bytes`.
struct Splice {
    std::size_t at = 0;
    Records::Piece piece;
};

/// What an encoder leaves: the bytes it wrote, and where the records that it did not copy belong between them.
/// To send: bytes up to the first splice, that piece (sendfile for a file slice), bytes up to the next, ...
struct EncodedFrame {
    base::Bytes bytes;
    std::vector<Splice> splices; ///< ascending `at`; several may share one
    std::size_t totalSize = 0;   ///< bytes and all pieces

    /// Everything in one buffer; reads file slices. Error: as Records::flatten().
    base::Result<base::Bytes> flatten() const;
};

/// Reads a message body (no header) of that version.
///
/// `keep` holds the memory behind `body`; record fields then view it without a copy. Without `keep` they are copied.
/// Unknown tagged fields are kept in `unknownTags`. Every length is checked against the bytes left before anything is
/// allocated. Error: Invalid, action `wire.decode`, target the message and version, arguments `path`
/// ("topics[3].partitions[0].offset"), `byte` (offset within body) and `reason`; Unsupported when the version is outside
/// M::kVersions; bytes left over are an error.
template <class M>
base::Result<M> decode(base::ByteView body, std::int16_t version, std::shared_ptr<const void> keep = {});

/// Writes a message body of that version.
///
/// Error, action `wire.encode`: Unsupported when the version is outside M::kVersions, or when a field that this version
/// does not have is set to something else than its default and Kafka does not mark it ignorable (leaving it out would
/// change what the request asks for); Invalid for a null where the version has none, and for what is too long to write.
template <class M>
base::Result<EncodedFrame> encode(const M &message, std::int16_t version);

/// encode() without splices, for messages that carry no records, tests and TLS.
template <class M>
base::Result<base::Bytes> encodeFlat(const M &message, std::int16_t version)
{
    auto frame = encode(message, version);
    if (!frame)
        return tl::unexpected<base::Error>(std::move(frame.error()));
    return frame->flatten();
}

} // namespace weir::wire
