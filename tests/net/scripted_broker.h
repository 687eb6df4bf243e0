// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/wire/frame.h"
#include "backend/wire/messages/api_versions.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

/// A peer on 127.0.0.1 that does what a test tells it, with blocking sockets and a thread a connection, so that it has
/// nothing in common with what it tests.
class ScriptedBroker
{
public:
    /// One connection as the script sees it.
    class Session
    {
    public:
        explicit Session(int fd) : m_fd(fd) {}
        /// The next frame without its length, or nothing at the end of the stream.
        std::optional<weir::base::Bytes> read();
        void write(weir::base::ByteView bytes, std::size_t piece = 1U << 30);
        void hangUp();
        template <class M>
        void answer(std::int32_t correlationId, const M &message, std::int16_t version)
        {
            const auto frame = weir::wire::encodeResponseFrame(correlationId, message, version);
            write(frame->bytes);
        }

    private:
        int m_fd;
    };
    using Script = std::function<void(Session &)>;
    /// Gets every request but ApiVersions; false ends the connection.
    using Handler = std::function<bool(Session &, const weir::wire::RequestHeader &, weir::base::ByteView body)>;

    /// Port 0 takes a free one.
    explicit ScriptedBroker(Script script, std::uint16_t port = 0);
    ~ScriptedBroker();

    std::uint16_t port() const { return m_port; }
    int connections() const { return m_connections; }
    /// Ends the open connections; new ones are still taken.
    void hangUpAll();

    /// A script that answers ApiVersions with these ranges and leaves the rest to the handler.
    static Script speaking(std::vector<weir::wire::ApiVersionsResponse::ApiVersion> apis, Handler handler);
    /// A port on which nobody listens.
    static std::uint16_t deadPort();

private:
    void accept(Script script);

    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<int> m_connections{0};
    std::mutex m_mutex;
    std::vector<int> m_open;
    std::vector<std::thread> m_sessions;
    std::thread m_acceptor;
};
