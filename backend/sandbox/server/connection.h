// SPDX-License-Identifier: GPL-3.0-or-later
// Private to this folder's units that include Asio.
#pragma once

#include "backend/net/io_thread.h"
#include "backend/sandbox/security/authentication.h"
#include "backend/sandbox/security/tls_channel.h"
#include "backend/sandbox/server/socket_server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <atomic>
#include <deque>
#include <optional>

namespace weir::sandbox::detail {

class Connection;

/// What the connections of one server share. Outlives them by shared ownership.
struct ServerShared {
    RequestSink &sink;
    ServerConfig config;
    ServerLog log;
    ServerCounters counters;
    std::atomic<bool> paused{false};
    std::atomic<bool> closing{false};
};

/// One socket: frames in, responses out in request order. Everything runs on its network thread; answers come in
/// through post().
class Connection final : public AnswerSink, public std::enable_shared_from_this<Connection>
{
public:
    using Socket = boost::asio::ip::tcp::socket;

    /// `security` is null on a listener that asks for nothing.
    Connection(net::IoThread &thread, Socket socket, std::shared_ptr<ServerShared> server, Session session,
               std::shared_ptr<const ListenerSecurity> security = {});
    ~Connection() override;

    void post(std::function<void()> work) override { m_thread.post(std::move(work)); }
    ServerCounters &counters() override { return m_server->counters; }

    void start();
    void close(const std::string &reason) override;
    bool isOpen() const { return m_open; }
    /// Goes on after setPaused(false).
    void resume();
    void closeIfIdle(std::chrono::steady_clock::time_point now);

    void answer(std::uint64_t slot, std::optional<wire::EncodedFrame> frame, std::int64_t answeredNs, std::chrono::milliseconds quiet) override;
    void setSoftware(std::string name, std::string version) override;

private:
    struct Slot {
        std::int16_t apiKey = 0;
        Pace pace = Pace::Alone;
        bool started = false;
        bool answered = false;
        std::size_t bytes = 0;                 ///< of the request
        std::optional<InboundRequest> request; ///< until started
        bool token = false;                    ///< a bare SASL token: all body
        std::optional<wire::EncodedFrame> response;
        std::int64_t answeredNs = 0;
    };
    /// A response on its way out.
    struct Outgoing {
        wire::EncodedFrame frame;
        std::size_t piece = 0; ///< splice that comes next
        std::size_t sent = 0;  ///< bytes of the part that is being sent
        std::int16_t apiKey = 0;
        std::int64_t startedNs = 0;
    };

    void read();
    void onRead(std::size_t bytes);
    bool consume(std::size_t bytes);
    bool takeFrames();
    bool onFrame(std::shared_ptr<const void> keep, base::ByteView frame);
    std::size_t maxFrameBytes() const;
    bool mayRead() const;
    boost::asio::mutable_buffer freeSpace();
    void retryLater();
    void beQuiet(std::chrono::milliseconds time);
    void startRequests();
    void collectAnswers();
    void write();
    bool writeSome();
    bool sendMemory();
    bool sendFile(Outgoing &out, const wire::Records::FileSlice &slice);
    bool stepOverSent();
    void waitFor(Socket::wait_type what, bool Connection::*pending, void (Connection::*then)());
    void finishFront();

    // --- connection_security.cpp
    bool loggedIn() const { return !m_authentication || m_authentication->complete(); }
    void shakeHands();
    void readTls();
    bool sendTls();
    std::size_t fillScratch(const Outgoing &out);
    /// True where the frame was taken, or ended the connection: nobody else answers it.
    bool authenticate(Slot &slot, std::uint64_t id);
    void obey(Slot &slot, std::uint64_t id, Authentication::Answer answer);
    bool takeLeftOver();
    void changePrincipal(const std::string &principal, bool byToken);
    void endLater(std::string reason);

    net::IoThread &m_thread;
    Socket m_socket;
    boost::asio::steady_timer m_retry;
    boost::asio::steady_timer m_end; ///< the pause after a failed login
    boost::asio::steady_timer m_quietEnd;
    std::shared_ptr<ServerShared> m_server;
    std::shared_ptr<const Session> m_session;

    std::array<std::uint8_t, 4096> m_in{};
    std::size_t m_inSize = 0;
    std::shared_ptr<std::uint8_t[]> m_large; ///< a frame longer than m_in, read in place
    std::size_t m_largeSize = 0;
    std::size_t m_largeFilled = 0;

    std::deque<Slot> m_slots;
    std::uint64_t m_firstSlot = 0;
    std::size_t m_running = 0;
    Pace m_runningPace = Pace::Alone;
    std::size_t m_heldBytes = 0; ///< of requests not yet answered: whoever works on one keeps it in memory

    std::deque<Outgoing> m_out;
    std::size_t m_outBytes = 0;
    bool m_open = true;
    bool m_reading = false;
    bool m_writing = false;
    bool m_retrying = false;
    bool m_quiet = false; ///< held up by a quota until m_quietEnd
    std::chrono::steady_clock::time_point m_lastUse;

    std::shared_ptr<const ListenerSecurity> m_security; ///< null: nothing is asked for
    std::unique_ptr<TlsChannel> m_tls;                  ///< null on a listener without TLS
    std::optional<Authentication> m_authentication;     ///< on a listener with SASL
    bool m_shaken = true;                               ///< the TLS handshake is done
    bool m_ending = false;                              ///< nothing more is read, and it closes when all is written
    std::string m_endReason;
};

std::int64_t nowNs();

} // namespace weir::sandbox::detail
