// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/frame_reader.h"

#include <algorithm>

namespace weir::net {

namespace {

constexpr std::size_t kBufferBytes = 64U << 10;
constexpr std::size_t kFirstGrowth = 1U << 20;

} // namespace

std::span<std::uint8_t> FrameReader::writable()
{
    if (m_large) {
        if (m_frameFilled == m_frame.size())
            m_frame.resize(std::min(m_frameLength, std::max(m_frame.size() * 2, kFirstGrowth)));
        return {m_frame.data() + m_frameFilled, m_frame.size() - m_frameFilled};
    }
    if (m_buffer.empty())
        m_buffer.resize(kBufferBytes);
    if (m_begin == m_end) {
        m_begin = m_end = 0;
    } else if (m_end == m_buffer.size()) {
        std::copy(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_begin), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_end),
                  m_buffer.begin());
        m_end -= m_begin;
        m_begin = 0;
    }
    return {m_buffer.data() + m_end, m_buffer.size() - m_end};
}

base::Status FrameReader::commit(std::size_t count, std::vector<base::Bytes> &frames)
{
    if (m_large) {
        m_frameFilled += count;
        if (m_frameFilled == m_frameLength) {
            frames.push_back(std::move(m_frame));
            m_frame = {};
            m_large = false;
        }
        return {};
    }
    m_end += count;
    while (m_end - m_begin >= 4) {
        const std::uint8_t *at = m_buffer.data() + m_begin;
        WEIR_TRY(const std::size_t length, frameLength(at));
        const std::size_t have = m_end - m_begin - 4;
        if (have >= length) {
            frames.emplace_back(at + 4, at + 4 + length);
            m_begin += 4 + length;
            continue;
        }
        if (length + 4 > kBufferBytes) {
            m_large = true;
            m_frameLength = length;
            m_frameFilled = have;
            m_frame.resize(std::min(length, std::max(have, kFirstGrowth)));
            std::copy(at + 4, at + 4 + have, m_frame.begin());
            m_begin = m_end = 0;
        }
        break;
    }
    return {};
}

base::Result<std::size_t> FrameReader::frameLength(const std::uint8_t *at) const
{
    const auto length = base::readBigEndian<std::int32_t>(at);
    if (length >= 0 && static_cast<std::size_t>(length) <= m_maxFrameBytes)
        return static_cast<std::size_t>(length);
    base::Error error{base::ErrorKind::Invalid, "frame.read", {}, {}, {}, 0};
    error.arguments.emplace_back("length", std::to_string(length));
    error.arguments.emplace_back("limit", std::to_string(m_maxFrameBytes));
    // A TLS alert or handshake record, or the first word of an HTTP answer, read as a length.
    if ((at[0] == 0x15 || at[0] == 0x16) && at[1] == 0x03)
        error.arguments.emplace_back("peerSpeaks", "TLS");
    else if (base::textOf({at, 4}) == "HTTP")
        error.arguments.emplace_back("peerSpeaks", "HTTP");
    return base::fail(std::move(error));
}

} // namespace weir::net
