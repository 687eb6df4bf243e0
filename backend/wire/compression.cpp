// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/compression.h"

#include "backend/wire/codec_states.h"

#include <snappy.h>

#include <array>

namespace weir::wire {

namespace {

using base::Bytes;
using base::ByteView;
using base::Result;
using base::Status;
using namespace codecs;

// The framing of org.xerial.snappy's stream: magic, version, oldest compatible version, then length-prefixed raw
// blocks.
constexpr std::array<std::uint8_t, 8> kXerialMagic = {0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0x00};
constexpr std::size_t kXerialBlockBytes = std::size_t{32} << 10;

tl::unexpected<base::Error> damaged(Compression codec, std::string why)
{
    return base::fail(base::ErrorKind::Invalid, "records.decompress", std::string(toString(codec)), std::move(why),
                      static_cast<std::int16_t>(base::KafkaError::CorruptMessage));
}

struct InflateState
{
    InflateState() : ok(inflateInit2(&stream, 15 + 32) == Z_OK) {} // +32: gzip or zlib header, whichever is there
    ~InflateState() { inflateEnd(&stream); }
    z_stream stream{};
    bool ok;
    std::array<std::uint8_t, kWindowBytes> window;
};

struct Lz4State
{
    Lz4State() : ok(!LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION))) {}
    ~Lz4State() { LZ4F_freeDecompressionContext(context); }
    LZ4F_dctx *context = nullptr;
    bool ok;
    std::array<std::uint8_t, kWindowBytes> window;
};

struct ZstdState
{
    ~ZstdState() { ZSTD_freeDCtx(context); }
    ZSTD_DCtx *context = ZSTD_createDCtx();
    std::array<std::uint8_t, kWindowBytes> window;
};

class PlainReader final : public Decompressor
{
public:
    explicit PlainReader(ByteView bytes) : m_rest(bytes) {}
    Result<ByteView> next() override { return std::exchange(m_rest, ByteView{}); }

private:
    ByteView m_rest;
};

class GzipReader final : public Decompressor
{
public:
    explicit GzipReader(ByteView bytes)
    {
        inflateReset2(&m_state->stream, 15 + 32);
        m_state->stream.next_in = const_cast<Bytef *>(bytes.data());
        m_state->stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), UINT32_MAX));
    }
    Result<ByteView> next() override
    {
        if (!m_state->ok)
            return damaged(Compression::Gzip, "no memory");
        z_stream &stream = m_state->stream;
        while (!m_done) {
            stream.next_out = m_state->window.data();
            stream.avail_out = static_cast<uInt>(kWindowBytes);
            const int code = inflate(&stream, Z_NO_FLUSH);
            const std::size_t made = kWindowBytes - stream.avail_out;
            if (code == Z_STREAM_END) {
                // A gzip file may have several members; bytes that are none end it, as in Java's reader.
                m_done = stream.avail_in < 18 || stream.next_in[0] != 0x1F || inflateReset(&stream) != Z_OK;
            } else if (code == Z_BUF_ERROR || (code == Z_OK && made == 0 && stream.avail_in == 0)) {
                return damaged(Compression::Gzip, "unexpected end");
            } else if (code != Z_OK) {
                return damaged(Compression::Gzip, stream.msg != nullptr ? stream.msg : "damaged");
            }
            if (made > 0)
                return ByteView{m_state->window.data(), made};
        }
        return ByteView{};
    }

private:
    Pooled<InflateState> m_state;
    bool m_done = false;
};

class Lz4Reader final : public Decompressor
{
public:
    explicit Lz4Reader(ByteView bytes) : m_rest(bytes) { LZ4F_resetDecompressionContext(m_state->context); }
    Result<ByteView> next() override
    {
        if (!m_state->ok)
            return damaged(Compression::Lz4, "no memory");
        while (!m_done) {
            std::size_t made = kWindowBytes;
            std::size_t used = m_rest.size();
            const std::size_t code =
                LZ4F_decompress(m_state->context, m_state->window.data(), &made, m_rest.data(), &used, nullptr);
            if (LZ4F_isError(code))
                return damaged(Compression::Lz4, LZ4F_getErrorName(code));
            m_rest = m_rest.subspan(used);
            m_done = code == 0;
            if (made > 0)
                return ByteView{m_state->window.data(), made};
            if (!m_done && used == 0)
                return damaged(Compression::Lz4, "unexpected end");
        }
        return ByteView{};
    }

private:
    Pooled<Lz4State> m_state;
    ByteView m_rest;
    bool m_done = false;
};

class ZstdReader final : public Decompressor
{
public:
    explicit ZstdReader(ByteView bytes) : m_input{bytes.data(), bytes.size(), 0}
    {
        ZSTD_DCtx_reset(m_state->context, ZSTD_reset_session_only);
    }
    Result<ByteView> next() override
    {
        while (m_open || m_input.pos < m_input.size) {
            ZSTD_outBuffer output{m_state->window.data(), kWindowBytes, 0};
            const std::size_t before = m_input.pos;
            const std::size_t code = ZSTD_decompressStream(m_state->context, &output, &m_input);
            if (ZSTD_isError(code))
                return damaged(Compression::Zstd, ZSTD_getErrorName(code));
            m_open = code != 0;
            if (output.pos > 0)
                return ByteView{m_state->window.data(), output.pos};
            if (m_open && m_input.pos == before)
                return damaged(Compression::Zstd, "unexpected end");
        }
        return ByteView{};
    }

private:
    Pooled<ZstdState> m_state;
    ZSTD_inBuffer m_input;
    bool m_open = true;
};

class SnappyReader final : public Decompressor
{
public:
    SnappyReader(ByteView bytes, std::size_t maximumBlock) : m_rest(bytes), m_maximumBlock(maximumBlock)
    {
        m_xerial = startsWithMagic();
    }
    Result<ByteView> next() override
    {
        if (!m_xerial) {
            if (m_rest.empty())
                return m_started ? Result<ByteView>(ByteView{}) : damaged(Compression::Snappy, "unexpected end");
            m_started = true;
            return block(std::exchange(m_rest, ByteView{}));
        }
        while (!m_rest.empty()) {
            if (startsWithMagic()) { // streams that were joined have a header each
                if (m_rest.size() < kXerialHeaderBytes)
                    return damaged(Compression::Snappy, "stream header cut");
                m_rest = m_rest.subspan(kXerialHeaderBytes);
                continue;
            }
            if (m_rest.size() < 4)
                return damaged(Compression::Snappy, "block length cut");
            const auto length = base::readBigEndian<std::int32_t>(m_rest.data());
            if (length < 0 || static_cast<std::size_t>(length) > m_rest.size() - 4)
                return damaged(Compression::Snappy, "block length " + std::to_string(length));
            const ByteView packed = m_rest.subspan(4, static_cast<std::size_t>(length));
            m_rest = m_rest.subspan(4 + packed.size());
            if (packed.empty())
                continue;
            WEIR_TRY(const ByteView content, block(packed));
            if (!content.empty())
                return content;
        }
        return ByteView{};
    }

private:
    bool startsWithMagic() const
    {
        return m_rest.size() >= kXerialMagic.size() &&
               std::equal(kXerialMagic.begin(), kXerialMagic.end(), m_rest.begin());
    }
    Result<ByteView> block(ByteView packed)
    {
        const auto *text = reinterpret_cast<const char *>(packed.data());
        std::size_t length = 0;
        if (!snappy::GetUncompressedLength(text, packed.size(), &length))
            return damaged(Compression::Snappy, "no length");
        if (length > m_maximumBlock)
            return tooLong("records.decompress", Compression::Snappy, m_maximumBlock);
        // Three bytes copy 64 at most, so a longer claim is a lie that must not reach the allocator.
        if (length / 32 > packed.size())
            return damaged(Compression::Snappy,
                           "length " + std::to_string(length) + " of " + std::to_string(packed.size()));
        m_content.resize(length);
        if (!snappy::RawUncompress(text, packed.size(), reinterpret_cast<char *>(m_content.data())))
            return damaged(Compression::Snappy, "damaged block");
        return ByteView{m_content};
    }

    ByteView m_rest;
    Bytes m_content;
    std::size_t m_maximumBlock;
    bool m_xerial = false;
    bool m_started = false;
};

Result<Bytes> gzip(ByteView bytes, int level)
{
    z_stream stream{};
    if (!beginGzip(stream, level))
        return cannotCompress(Compression::Gzip, "level " + std::to_string(level));
    Bytes packed(deflateBound(&stream, static_cast<uLong>(bytes.size())));
    stream.next_in = const_cast<Bytef *>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    const int code = deflate(&stream, Z_FINISH);
    packed.resize(packed.size() - stream.avail_out);
    deflateEnd(&stream);
    if (code != Z_STREAM_END)
        return cannotCompress(Compression::Gzip, "code " + std::to_string(code));
    return packed;
}

Result<Bytes> xerialSnappy(ByteView bytes)
{
    Bytes packed(kXerialHeaderBytes);
    std::copy(kXerialMagic.begin(), kXerialMagic.end(), packed.begin());
    base::writeBigEndian<std::int32_t>(packed.data() + 8, 1);
    base::writeBigEndian<std::int32_t>(packed.data() + 12, 1);
    while (!bytes.empty()) {
        const ByteView block = bytes.first(std::min(bytes.size(), kXerialBlockBytes));
        bytes = bytes.subspan(block.size());
        const std::size_t at = packed.size();
        std::size_t length = snappy::MaxCompressedLength(block.size());
        packed.resize(at + 4 + length);
        snappy::RawCompress(reinterpret_cast<const char *>(block.data()), block.size(),
                            reinterpret_cast<char *>(packed.data() + at + 4), &length);
        base::writeBigEndian<std::int32_t>(packed.data() + at, static_cast<std::int32_t>(length));
        packed.resize(at + 4 + length);
    }
    return packed;
}

Result<Bytes> lz4(ByteView bytes, int level)
{
    const LZ4F_preferences_t preferences = lz4Preferences(level);
    Bytes packed(LZ4F_compressFrameBound(bytes.size(), &preferences));
    const std::size_t size = LZ4F_compressFrame(packed.data(), packed.size(), bytes.data(), bytes.size(), &preferences);
    if (LZ4F_isError(size))
        return cannotCompress(Compression::Lz4, LZ4F_getErrorName(size));
    packed.resize(size);
    return packed;
}

Result<Bytes> zstd(ByteView bytes, int level)
{
    Pooled<ZstdWriter> writer;
    writer->begin(level);
    Bytes packed(ZSTD_compressBound(bytes.size()));
    const std::size_t size = ZSTD_compress2(writer->context, packed.data(), packed.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(size))
        return cannotCompress(Compression::Zstd, ZSTD_getErrorName(size));
    packed.resize(size);
    return packed;
}

} // namespace

std::string_view toString(Compression codec)
{
    switch (codec) {
    case Compression::None:
        return "none";
    case Compression::Gzip:
        return "gzip";
    case Compression::Snappy:
        return "snappy";
    case Compression::Lz4:
        return "lz4";
    case Compression::Zstd:
        return "zstd";
    }
    return "unknown";
}

std::optional<Compression> compressionOf(std::string_view name)
{
    if (name == "uncompressed")
        return Compression::None;
    for (const Compression codec :
         {Compression::None, Compression::Gzip, Compression::Snappy, Compression::Lz4, Compression::Zstd}) {
        if (name == toString(codec))
            return codec;
    }
    return std::nullopt;
}

Result<Bytes> compress(Compression codec, ByteView bytes, int level)
{
    switch (codec) {
    case Compression::None:
        return base::toBytes(bytes);
    case Compression::Gzip:
        return gzip(bytes, level);
    case Compression::Snappy:
        return xerialSnappy(bytes);
    case Compression::Lz4:
        return lz4(bytes, level);
    case Compression::Zstd:
        return zstd(bytes, level);
    }
    return cannotCompress(codec, "codec " + std::to_string(static_cast<int>(codec)));
}

Status decompressInto(Compression codec, ByteView bytes, std::size_t maximum, Bytes &into)
{
    into.clear();
    const auto reader = makeDecompressor(codec, bytes, maximum);
    for (;;) {
        WEIR_TRY(const ByteView window, reader->next());
        if (window.empty())
            return {};
        if (window.size() > maximum - into.size())
            return tooLong("records.decompress", codec, maximum);
        into.insert(into.end(), window.begin(), window.end());
    }
}

Result<Bytes> decompress(Compression codec, ByteView bytes, std::size_t maximum)
{
    Bytes content;
    WEIR_CHECK(decompressInto(codec, bytes, maximum, content));
    return content;
}

namespace {
class UnknownCodec final : public Decompressor
{
public:
    explicit UnknownCodec(Compression codec) : m_codec(codec) {}
    Result<ByteView> next() override { return damaged(m_codec, "codec " + std::to_string(static_cast<int>(m_codec))); }

private:
    Compression m_codec;
};
} // namespace

std::unique_ptr<Decompressor> makeDecompressor(Compression codec, ByteView bytes, std::size_t maximumBlock)
{
    switch (codec) {
    case Compression::None:
        return std::make_unique<PlainReader>(bytes);
    case Compression::Gzip:
        return std::make_unique<GzipReader>(bytes);
    case Compression::Snappy:
        return std::make_unique<SnappyReader>(bytes, maximumBlock);
    case Compression::Lz4:
        return std::make_unique<Lz4Reader>(bytes);
    case Compression::Zstd:
        return std::make_unique<ZstdReader>(bytes);
    }
    return std::make_unique<UnknownCodec>(codec);
}

} // namespace weir::wire
