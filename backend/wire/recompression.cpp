// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/recompression.h"

#include "backend/base/kafka_error.h"

#include <lz4frame.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace weir::wire {

namespace {

using base::Bytes;
using base::ByteView;
using base::Result;
using base::Status;

constexpr std::size_t kStepBytes = std::size_t{64} << 10;
constexpr std::ptrdiff_t kXerialHeaderBytes = 16;

tl::unexpected<base::Error> tooLong(Compression codec, std::size_t maximum)
{
    return base::fail(base::Error{base::ErrorKind::Invalid,
                                  "records.compress",
                                  std::string(toString(codec)),
                                  {},
                                  {},
                                  static_cast<std::int16_t>(base::KafkaError::MessageTooLarge)}
                          .with("maximum", std::to_string(maximum)));
}

tl::unexpected<base::Error> failed(Compression codec, std::string why)
{
    return base::fail(base::ErrorKind::Bug, "records.compress", std::string(toString(codec)), std::move(why));
}

/// Packs what it is given piece by piece onto the end of `out`.
class Packer
{
public:
    virtual ~Packer() = default;
    virtual Status add(ByteView piece, Bytes &out) = 0;
    virtual Status end(Bytes &out) = 0;
};

class GzipPacker final : public Packer
{
public:
    explicit GzipPacker(int level)
    {
        m_good = deflateInit2(&m_stream, level == kDefaultCompressionLevel ? Z_DEFAULT_COMPRESSION : level, Z_DEFLATED,
                              15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    }
    ~GzipPacker() override
    {
        if (m_good)
            deflateEnd(&m_stream);
    }
    GzipPacker(const GzipPacker &) = delete;
    GzipPacker &operator=(const GzipPacker &) = delete;
    Status add(ByteView piece, Bytes &out) override { return run(piece, Z_NO_FLUSH, out); }
    Status end(Bytes &out) override { return run({}, Z_FINISH, out); }

private:
    Status run(ByteView piece, int flush, Bytes &out)
    {
        if (!m_good)
            return failed(Compression::Gzip, "level");
        m_stream.next_in = const_cast<Bytef *>(piece.data());
        m_stream.avail_in = static_cast<uInt>(piece.size());
        for (;;) {
            const std::size_t at = out.size();
            out.resize(at + kStepBytes);
            m_stream.next_out = out.data() + at;
            m_stream.avail_out = static_cast<uInt>(kStepBytes);
            const int code = deflate(&m_stream, flush);
            out.resize(out.size() - m_stream.avail_out);
            if (code == Z_STREAM_END)
                return {};
            if (code != Z_OK && code != Z_BUF_ERROR)
                return failed(Compression::Gzip, "code " + std::to_string(code));
            // Room that was left says that there is nothing more to give now.
            if (m_stream.avail_out > 0)
                return {};
        }
    }

    z_stream m_stream{};
    bool m_good = false;
};

class ZstdPacker final : public Packer
{
public:
    explicit ZstdPacker(int level) : m_context(ZSTD_createCCtx())
    {
        ZSTD_CCtx_setParameter(m_context, ZSTD_c_compressionLevel, level == kDefaultCompressionLevel ? 3 : level);
    }
    ~ZstdPacker() override { ZSTD_freeCCtx(m_context); }
    ZstdPacker(const ZstdPacker &) = delete;
    ZstdPacker &operator=(const ZstdPacker &) = delete;
    Status add(ByteView piece, Bytes &out) override { return run(piece, ZSTD_e_continue, out); }
    Status end(Bytes &out) override { return run({}, ZSTD_e_end, out); }

private:
    Status run(ByteView piece, ZSTD_EndDirective how, Bytes &out)
    {
        ZSTD_inBuffer input{piece.data(), piece.size(), 0};
        for (;;) {
            const std::size_t at = out.size();
            out.resize(at + kStepBytes);
            ZSTD_outBuffer output{out.data() + at, kStepBytes, 0};
            const std::size_t left = ZSTD_compressStream2(m_context, &output, &input, how);
            out.resize(at + output.pos);
            if (ZSTD_isError(left))
                return failed(Compression::Zstd, ZSTD_getErrorName(left));
            if (how == ZSTD_e_end ? left == 0 : input.pos == input.size)
                return {};
        }
    }

    ZSTD_CCtx *m_context;
};

class Lz4Packer final : public Packer
{
public:
    explicit Lz4Packer(int level) : m_good(!LZ4F_isError(LZ4F_createCompressionContext(&m_context, LZ4F_VERSION)))
    {
        // As compress() has it.
        m_preferences.frameInfo.blockSizeID = LZ4F_max64KB;
        m_preferences.frameInfo.blockMode = LZ4F_blockIndependent;
        m_preferences.compressionLevel = level == kDefaultCompressionLevel || level == 9 ? 0 : std::max(level, 3);
    }
    ~Lz4Packer() override { LZ4F_freeCompressionContext(m_context); }
    Lz4Packer(const Lz4Packer &) = delete;
    Lz4Packer &operator=(const Lz4Packer &) = delete;
    Status add(ByteView piece, Bytes &out) override
    {
        WEIR_CHECK(begin(out));
        while (!piece.empty()) {
            const ByteView step = piece.first(std::min(piece.size(), kStepBytes));
            piece = piece.subspan(step.size());
            WEIR_CHECK(put(out, LZ4F_compressBound(step.size(), &m_preferences), [&](std::uint8_t *to, std::size_t room) {
                return LZ4F_compressUpdate(m_context, to, room, step.data(), step.size(), nullptr);
            }));
        }
        return {};
    }
    Status end(Bytes &out) override
    {
        WEIR_CHECK(begin(out));
        return put(out, LZ4F_compressBound(0, &m_preferences),
                   [&](std::uint8_t *to, std::size_t room) { return LZ4F_compressEnd(m_context, to, room, nullptr); });
    }

private:
    Status begin(Bytes &out)
    {
        if (!m_good)
            return failed(Compression::Lz4, "context");
        if (std::exchange(m_begun, true))
            return {};
        return put(out, LZ4F_HEADER_SIZE_MAX, [&](std::uint8_t *to, std::size_t room) {
            return LZ4F_compressBegin(m_context, to, room, &m_preferences);
        });
    }
    template <class Work>
    static Status put(Bytes &out, std::size_t room, Work work)
    {
        const std::size_t at = out.size();
        out.resize(at + room);
        const std::size_t size = work(out.data() + at, room);
        if (LZ4F_isError(size))
            return failed(Compression::Lz4, LZ4F_getErrorName(size));
        out.resize(at + size);
        return {};
    }

    LZ4F_cctx *m_context = nullptr;
    LZ4F_preferences_t m_preferences{};
    bool m_good;
    bool m_begun = false;
};

/// Of codecs that need no state between blocks. What follows the first blocks of snappy goes without a header of its own, for
/// not every reader of xerial's framing takes streams that were joined.
class JoinedPacker final : public Packer
{
public:
    JoinedPacker(Compression codec, int level) : m_codec(codec), m_level(level) {}
    Status add(ByteView piece, Bytes &out) override
    {
        m_gathered.insert(m_gathered.end(), piece.begin(), piece.end());
        return m_gathered.size() < kMostGathered ? Status() : end(out);
    }
    Status end(Bytes &out) override
    {
        if (m_gathered.empty() && !out.empty())
            return {};
        WEIR_TRY(const Bytes packed, compress(m_codec, m_gathered, m_level));
        const bool headed = m_codec == Compression::Snappy && !out.empty();
        out.insert(out.end(), packed.begin() + (headed ? kXerialHeaderBytes : 0), packed.end());
        m_gathered.clear();
        return {};
    }

private:
    static constexpr std::size_t kMostGathered = std::size_t{1} << 20;
    Compression m_codec;
    int m_level;
    Bytes m_gathered;
};

std::unique_ptr<Packer> makePacker(Compression codec, int level)
{
    switch (codec) {
    case Compression::Gzip:
        return std::make_unique<GzipPacker>(level);
    case Compression::Lz4:
        return std::make_unique<Lz4Packer>(level);
    case Compression::Zstd:
        return std::make_unique<ZstdPacker>(level);
    case Compression::None:
    case Compression::Snappy:
        break;
    }
    return std::make_unique<JoinedPacker>(codec, level);
}

} // namespace

Result<Bytes> recompress(Compression from, ByteView bytes, Compression to, int level, std::size_t maximumInflated,
                         std::size_t maximum)
{
    const auto reader = makeDecompressor(from, bytes);
    const auto packer = makePacker(to, level);
    Bytes out;
    std::size_t inflated = 0;
    for (;;) {
        WEIR_TRY(const ByteView window, reader->next());
        if (window.empty())
            break;
        inflated += window.size();
        if (inflated > maximumInflated)
            return tooLong(from, maximumInflated);
        WEIR_CHECK(packer->add(window, out));
        if (out.size() > maximum)
            return tooLong(to, maximum);
    }
    WEIR_CHECK(packer->end(out));
    if (out.size() > maximum)
        return tooLong(to, maximum);
    return out;
}

} // namespace weir::wire
