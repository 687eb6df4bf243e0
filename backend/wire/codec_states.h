// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/kafka_error.h"
#include "backend/wire/compression.h"

#include <lz4frame.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// What packing a batch at once and packing it piece by piece have in common; for .cpp files of this folder.
namespace weir::wire::codecs {

constexpr std::size_t kWindowBytes = std::size_t{64} << 10;
/// Magic, version and oldest compatible version of org.xerial.snappy's stream.
constexpr std::size_t kXerialHeaderBytes = 16;

/// `action`: records.compress or records.decompress.
inline tl::unexpected<base::Error> tooLong(const char *action, Compression codec, std::size_t maximum)
{
    return base::fail(base::Error{base::ErrorKind::Invalid,
                                  action,
                                  std::string(toString(codec)),
                                  {},
                                  {},
                                  static_cast<std::int16_t>(base::KafkaError::MessageTooLarge)}
                          .with("maximum", std::to_string(maximum)));
}

inline tl::unexpected<base::Error> cannotCompress(Compression codec, std::string why)
{
    return base::fail(base::ErrorKind::Bug, "records.compress", std::string(toString(codec)), std::move(why));
}

// Codec states cost far more to make than to reset, and a broker needs one for each batch: every thread keeps a few.
template <class State>
class Pooled
{
public:
    Pooled() : m_state(take()) {}
    ~Pooled()
    {
        auto &idle = pool();
        if (idle.size() < 4)
            idle.push_back(std::move(m_state));
    }
    Pooled(const Pooled &) = delete;
    Pooled &operator=(const Pooled &) = delete;
    State *operator->() { return m_state.get(); }
    State &operator*() { return *m_state; }

private:
    static std::vector<std::unique_ptr<State>> &pool()
    {
        static thread_local std::vector<std::unique_ptr<State>> idle;
        return idle;
    }
    static std::unique_ptr<State> take()
    {
        auto &idle = pool();
        if (idle.empty())
            return std::make_unique<State>();
        auto state = std::move(idle.back());
        idle.pop_back();
        return state;
    }
    std::unique_ptr<State> m_state;
};

struct ZstdWriter
{
    ~ZstdWriter() { ZSTD_freeCCtx(context); }
    /// Before the first bytes of each frame.
    void begin(int level)
    {
        ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level == kDefaultCompressionLevel ? 3 : level);
    }
    ZSTD_CCtx *context = ZSTD_createCCtx();
};

/// False where there is no such level, or no memory.
inline bool beginGzip(z_stream &stream, int level)
{
    return deflateInit2(&stream, level == kDefaultCompressionLevel ? Z_DEFAULT_COMPRESSION : level, Z_DEFLATED, 15 + 16, 8,
                        Z_DEFAULT_STRATEGY) == Z_OK;
}

inline LZ4F_preferences_t lz4Preferences(int level)
{
    LZ4F_preferences_t preferences{};
    preferences.frameInfo.blockSizeID = LZ4F_max64KB;
    preferences.frameInfo.blockMode = LZ4F_blockIndependent; // Kafka's reader knows no other
    // Kafka's default level, 9, means the fast compressor there; every other one is the high compressor's.
    preferences.compressionLevel = level == kDefaultCompressionLevel || level == 9 ? 0 : std::max(level, 3);
    return preferences;
}

} // namespace weir::wire::codecs
