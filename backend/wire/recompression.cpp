// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/wire/recompression.h"

#include "backend/wire/codec_states.h"

namespace weir::wire {

namespace {

using base::Bytes;
using base::ByteView;
using base::Result;
using base::Status;
using namespace codecs;

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
    explicit GzipPacker(int level) : m_good(beginGzip(m_stream, level)) {}
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
            return cannotCompress(Compression::Gzip, "level");
        m_stream.next_in = const_cast<Bytef *>(piece.data());
        m_stream.avail_in = static_cast<uInt>(piece.size());
        for (;;) {
            const std::size_t at = out.size();
            out.resize(at + kWindowBytes);
            m_stream.next_out = out.data() + at;
            m_stream.avail_out = static_cast<uInt>(kWindowBytes);
            const int code = deflate(&m_stream, flush);
            out.resize(out.size() - m_stream.avail_out);
            if (code == Z_STREAM_END)
                return {};
            if (code != Z_OK && code != Z_BUF_ERROR)
                return cannotCompress(Compression::Gzip, "code " + std::to_string(code));
            // Room that was left says that there is nothing more to give now.
            if (m_stream.avail_out > 0)
                return {};
        }
    }

    z_stream m_stream{};
    bool m_good;
};

class ZstdPacker final : public Packer
{
public:
    explicit ZstdPacker(int level) { m_writer->begin(level); }
    Status add(ByteView piece, Bytes &out) override { return run(piece, ZSTD_e_continue, out); }
    Status end(Bytes &out) override { return run({}, ZSTD_e_end, out); }

private:
    Status run(ByteView piece, ZSTD_EndDirective how, Bytes &out)
    {
        ZSTD_inBuffer input{piece.data(), piece.size(), 0};
        for (;;) {
            const std::size_t at = out.size();
            out.resize(at + kWindowBytes);
            ZSTD_outBuffer output{out.data() + at, kWindowBytes, 0};
            const std::size_t left = ZSTD_compressStream2(m_writer->context, &output, &input, how);
            out.resize(at + output.pos);
            if (ZSTD_isError(left))
                return cannotCompress(Compression::Zstd, ZSTD_getErrorName(left));
            if (how == ZSTD_e_end ? left == 0 : input.pos == input.size)
                return {};
        }
    }

    Pooled<ZstdWriter> m_writer;
};

class Lz4Packer final : public Packer
{
public:
    explicit Lz4Packer(int level)
        : m_preferences(lz4Preferences(level))
        , m_good(!LZ4F_isError(LZ4F_createCompressionContext(&m_context, LZ4F_VERSION)))
    {}
    ~Lz4Packer() override { LZ4F_freeCompressionContext(m_context); }
    Lz4Packer(const Lz4Packer &) = delete;
    Lz4Packer &operator=(const Lz4Packer &) = delete;
    Status add(ByteView piece, Bytes &out) override
    {
        WEIR_CHECK(begin(out));
        while (!piece.empty()) {
            const ByteView step = piece.first(std::min(piece.size(), kWindowBytes));
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
            return cannotCompress(Compression::Lz4, "context");
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
            return cannotCompress(Compression::Lz4, LZ4F_getErrorName(size));
        out.resize(at + size);
        return {};
    }

    LZ4F_cctx *m_context = nullptr;
    const LZ4F_preferences_t m_preferences;
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
        out.insert(out.end(), packed.begin() + static_cast<std::ptrdiff_t>(headed ? kXerialHeaderBytes : 0), packed.end());
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
            return tooLong("records.compress", from, maximumInflated);
        WEIR_CHECK(packer->add(window, out));
        if (out.size() > maximum)
            return tooLong("records.compress", to, maximum);
    }
    WEIR_CHECK(packer->end(out));
    if (out.size() > maximum)
        return tooLong("records.compress", to, maximum);
    return out;
}

} // namespace weir::wire
