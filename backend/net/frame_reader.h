// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"

#include <span>
#include <vector>

namespace weir::net {

/// Cuts a byte stream into Kafka frames (a signed 32-bit big-endian length, then that many bytes). No I/O: the caller
/// reads into writable() and reports how much. A large frame is read straight into its own buffer, which grows with
/// what has arrived and never on the word of a length alone.
class FrameReader
{
public:
    explicit FrameReader(std::size_t maxFrameBytes) : m_maxFrameBytes(maxFrameBytes) {}

    /// Where the next bytes go; valid until the next call. Never empty.
    std::span<std::uint8_t> writable();
    /// Takes `count` bytes from writable() and appends each frame that is now complete, without its length. An error
    /// (a length that is negative or over the limit) ends the stream; its arguments carry the length and, where the
    /// bytes give it away, what protocol the peer speaks instead (peerSpeaks=TLS or HTTP).
    base::Status commit(std::size_t count, std::vector<base::Bytes> &frames);
    /// True while part of a frame has been read: an end of the stream is then a cut, not a goodbye.
    bool insideFrame() const { return m_large || m_end > m_begin; }

private:
    base::Result<std::size_t> frameLength(const std::uint8_t *at) const;

    std::size_t m_maxFrameBytes;
    base::Bytes m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    bool m_large = false;
    base::Bytes m_frame;
    std::size_t m_frameLength = 0;
    std::size_t m_frameFilled = 0;
};

} // namespace weir::net
