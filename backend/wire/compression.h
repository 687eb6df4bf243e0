// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"

#include <memory>
#include <optional>
#include <string_view>

namespace weir::wire {

/// The codecs of record batches, numbered as the low three bits of a batch's attributes are.
enum class Compression : std::uint8_t { None = 0, Gzip = 1, Snappy = 2, Lz4 = 3, Zstd = 4 };

inline constexpr int kDefaultCompressionLevel = -1000;

/// Kafka's name: "none", "gzip", "snappy", "lz4", "zstd".
std::string_view toString(Compression codec);
/// By Kafka's name; "uncompressed" (the topic setting's word) is "none" too. Nothing for any other text.
std::optional<Compression> compressionOf(std::string_view name);

/// Compresses in the framing that Kafka's Java clients use: gzip, xerial blocks for snappy, LZ4 frame, zstd frame.
/// `level` is the codec's own scale; kDefaultCompressionLevel is Kafka's default of that codec.
base::Result<base::Bytes> compress(Compression codec, base::ByteView bytes, int level = kDefaultCompressionLevel);

/// The whole content. Reads raw snappy beside xerial's. Never allocates more than `maximum` bytes and some buffers of a
/// fixed size: content that would be longer is refused with kafkaCode MESSAGE_TOO_LARGE, a damaged stream with
/// CORRUPT_MESSAGE; both are ErrorKind::Invalid with action "records.decompress" and the codec's name as target.
base::Result<base::Bytes> decompress(Compression codec, base::ByteView bytes, std::size_t maximum);
/// The same into a buffer that is used again and again; its former content is dropped, its capacity kept.
base::Status decompressInto(Compression codec, base::ByteView bytes, std::size_t maximum, base::Bytes &into);

/// Content window by window, so that a batch can be checked in constant memory whatever it inflates to.
/// A codec None gives the bytes themselves as one window.
class Decompressor
{
public:
    virtual ~Decompressor() = default;
    /// The next bytes, valid until the next call; empty at the end of the content.
    virtual base::Result<base::ByteView> next() = 0;
};

/// `bytes` must outlive the decompressor. A snappy block may be as long as `maximumBlock`, a longer one is refused.
std::unique_ptr<Decompressor> makeDecompressor(Compression codec, base::ByteView bytes,
                                               std::size_t maximumBlock = std::size_t{16} << 20);

} // namespace weir::wire
