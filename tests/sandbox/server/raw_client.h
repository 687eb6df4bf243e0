// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <optional>
#include <utility>

namespace weir::sandbox::test {

template <class Number>
void put(base::Bytes &out, Number value)
{
    out.resize(out.size() + sizeof(value));
    base::writeBigEndian(out.data() + out.size() - sizeof(value), value);
}

/// A request as it goes over the wire: length, header version 1 without a client id, and as many bytes as asked for.
inline base::Bytes requestFrame(std::int16_t apiKey, std::int32_t correlationId, std::size_t bodyBytes = 0)
{
    constexpr std::int16_t kVersion = 1; // of the api: all that are sent here have plain headers in it
    base::Bytes frame;
    put(frame, static_cast<std::int32_t>(10 + bodyBytes));
    put(frame, apiKey);
    put(frame, kVersion);
    put(frame, correlationId);
    put(frame, std::int16_t{-1});
    frame.resize(frame.size() + bodyBytes, std::uint8_t{'x'});
    return frame;
}

/// A blocking socket that sends what it is told, well formed or not. Nothing waits longer than half a minute.
class RawClient
{
public:
    explicit RawClient(std::uint16_t port, int receiveBuffer = 0)
    {
        m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        // Before the connection is made, for the window is agreed on then.
        if (receiveBuffer > 0)
            (void)::setsockopt(m_fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof(receiveBuffer));
        const timeval limit{30, 0};
        (void)::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
        (void)::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
        sockaddr_in peer{};
        peer.sin_family = AF_INET;
        peer.sin_port = htons(port);
        peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = m_fd >= 0 && ::connect(m_fd, reinterpret_cast<sockaddr *>(&peer), sizeof(peer)) == 0;
    }
    RawClient(RawClient &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)), m_connected(other.m_connected) {}
    RawClient &operator=(RawClient &&) = delete;
    ~RawClient() { close(); }

    bool connected() const { return m_connected; }
    void close()
    {
        if (m_fd >= 0)
            ::close(std::exchange(m_fd, -1));
    }
    bool send(base::ByteView bytes)
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes = bytes.subspan(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// As much as the socket takes at once.
    std::size_t sendWhatFits(base::ByteView bytes)
    {
        std::size_t all = 0;
        while (all < bytes.size()) {
            const ssize_t sent = ::send(m_fd, bytes.data() + all, bytes.size() - all, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent <= 0)
                break;
            all += static_cast<std::size_t>(sent);
        }
        return all;
    }
    std::optional<base::Bytes> receive(std::size_t size)
    {
        base::Bytes bytes(size);
        std::size_t at = 0;
        while (at < size) {
            const ssize_t got = ::recv(m_fd, bytes.data() + at, size - at, 0);
            if (got <= 0)
                return {};
            at += static_cast<std::size_t>(got);
        }
        return bytes;
    }
    struct Response {
        std::int32_t correlationId = -1;
        std::size_t bodyBytes = 0;
    };
    std::optional<Response> response()
    {
        const auto length = receive(4);
        if (!length)
            return {};
        const auto content = receive(static_cast<std::size_t>(base::readBigEndian<std::int32_t>(length->data())));
        if (!content || content->size() < 4)
            return {};
        return Response{base::readBigEndian<std::int32_t>(content->data()), content->size() - 4};
    }
    std::optional<std::int32_t> answer()
    {
        const auto got = response();
        return got ? std::optional(got->correlationId) : std::nullopt;
    }
    /// Waits for the end of the connection; false where bytes came instead.
    bool isEnded()
    {
        std::uint8_t byte = 0;
        return ::recv(m_fd, &byte, 1, 0) <= 0 && errno != EAGAIN && errno != EWOULDBLOCK;
    }

private:
    int m_fd = -1;
    bool m_connected = false;
};

} // namespace weir::sandbox::test
