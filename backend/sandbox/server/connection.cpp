// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/server/connection.h"

#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace weir::sandbox::detail {

namespace {

// A client that pipelines more than this waits in its own socket.
constexpr std::size_t kMaxSlots = 128;
// As does one that does not read its responses.
constexpr std::size_t kMaxOutBytes = 4U << 20;
constexpr std::size_t kMaxHeldBytes = 16U << 20;
// Shorter slices are read and sent with the bytes around them: one system call less, and no copy worth saving.
constexpr std::size_t kCopySlice = 16U << 10;
constexpr std::chrono::milliseconds kRetry{3};
constexpr std::size_t kShortestRequest = 8;

} // namespace

std::int64_t nowNs()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

Connection::Connection(net::IoThread &thread, Socket socket, std::shared_ptr<ServerShared> server, Session session,
                       std::shared_ptr<const ListenerSecurity> security)
    : m_thread(thread)
    , m_socket(std::move(socket))
    , m_retry(m_socket.get_executor())
    , m_end(m_socket.get_executor())
    , m_quietEnd(m_socket.get_executor())
    , m_server(std::move(server))
    , m_session(std::make_shared<const Session>(std::move(session)))
    , m_lastUse(std::chrono::steady_clock::now())
    , m_security(std::move(security))
{
    m_server->counters.connections.add(1);
    if (m_security && m_security->tls()) {
        m_tls = std::make_unique<TlsChannel>(m_security->tls(), m_socket.native_handle());
        m_shaken = false;
    }
    if (m_security && m_security->usesSasl())
        m_authentication.emplace(m_security);
}

Connection::~Connection()
{
    if (m_open)
        m_server->counters.connections.add(-1);
}

void Connection::start()
{
    boost::system::error_code ignored;
    m_socket.non_blocking(true, ignored);
    m_socket.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
    if (m_server->config.sendBufferBytes > 0)
        m_socket.set_option(boost::asio::socket_base::send_buffer_size(m_server->config.sendBufferBytes), ignored);
    if (m_server->config.receiveBufferBytes > 0)
        m_socket.set_option(boost::asio::socket_base::receive_buffer_size(m_server->config.receiveBufferBytes), ignored);
    if (m_tls)
        shakeHands();
    else
        read();
}

void Connection::close(const std::string &reason)
{
    if (!m_open)
        return;
    m_open = false;
    // Not when it is taken apart: whoever looks for closed ones does so now and then only.
    m_server->counters.connections.add(-1);
    if (!reason.empty())
        m_server->log(fmt::format("connection {} of {} ({}) closed: {}", m_session->connectionId, m_session->clientHost,
                                  m_session->listener, reason));
    boost::system::error_code ignored;
    m_retry.cancel();
    m_end.cancel();
    if (m_tls)
        m_tls->shutDown();
    m_quietEnd.cancel();
    m_socket.shutdown(Socket::shutdown_both, ignored);
    m_socket.close(ignored);
    m_server->counters.responseQueue.add(-static_cast<std::int64_t>(m_out.size()));
    m_slots.clear();
    m_out.clear();
    m_large.reset();
    if (!m_server->closing.load())
        m_server->sink.disconnected(m_session->connectionId);
}

void Connection::closeIfIdle(std::chrono::steady_clock::time_point now)
{
    if (!m_quiet && m_slots.empty() && m_out.empty() && now - m_lastUse > m_server->config.maxIdle)
        close({});
}

bool Connection::mayRead() const
{
    // Before the login one thing after the other: what a frame means depends on what came of the one before it.
    return m_open && !m_quiet && !m_ending && m_shaken && (loggedIn() || m_slots.empty()) && m_slots.size() < kMaxSlots
        && m_outBytes < kMaxOutBytes && m_heldBytes < kMaxHeldBytes
        && !m_server->paused.load(std::memory_order_relaxed) && !m_server->sink.overloaded();
}

void Connection::retryLater()
{
    if (m_retrying || !m_open)
        return;
    m_retrying = true;
    m_retry.expires_after(kRetry);
    m_retry.async_wait([self = shared_from_this()](const boost::system::error_code &error) {
        self->m_retrying = false;
        if (!error)
            self->resume();
    });
}

/// KIP-219: the response has told the client how long to wait, and this makes sure of it. Two at once: the longer counts.
void Connection::beQuiet(std::chrono::milliseconds time)
{
    const auto end = std::chrono::steady_clock::now() + time;
    if (!m_open || (m_quiet && m_quietEnd.expiry() >= end))
        return;
    m_quiet = true;
    m_quietEnd.expires_at(end);
    m_quietEnd.async_wait([self = shared_from_this()](const boost::system::error_code &error) {
        if (error)
            return; // a later end was set, or the connection is gone
        self->m_quiet = false;
        self->m_lastUse = std::chrono::steady_clock::now();
        self->resume();
    });
}

void Connection::resume()
{
    if (!m_open)
        return;
    startRequests();
    write();
    read();
}

void Connection::read()
{
    if (m_reading || !m_open || !takeLeftOver())
        return;
    if (!mayRead()) {
        // Its own responses wake it; a full queue elsewhere does not, and a paused server wakes all its connections.
        if (m_server->sink.overloaded())
            retryLater();
        return;
    }
    if (m_tls) {
        readTls();
        return;
    }
    m_reading = true;
    m_socket.async_read_some(freeSpace(), [self = shared_from_this()](const boost::system::error_code &error, std::size_t bytes) {
        self->m_reading = false;
        if (error)
            self->close({});
        else
            self->onRead(bytes);
    });
}

boost::asio::mutable_buffer Connection::freeSpace()
{
    return m_large ? boost::asio::buffer(m_large.get() + m_largeFilled, m_largeSize - m_largeFilled)
                   : boost::asio::buffer(m_in.data() + m_inSize, m_in.size() - m_inSize);
}

void Connection::onRead(std::size_t bytes)
{
    if (m_open && consume(bytes))
        read();
}

/// Takes in what was read and starts what it asks for; false where the connection is at its end.
bool Connection::consume(std::size_t bytes)
{
    m_lastUse = std::chrono::steady_clock::now();
    m_server->counters.bytesIn.add(static_cast<std::int64_t>(bytes));
    if (m_large) {
        m_largeFilled += bytes;
        if (m_largeFilled == m_largeSize) {
            const std::shared_ptr<std::uint8_t[]> memory = std::move(m_large);
            m_large.reset();
            if (!onFrame(memory, {memory.get(), m_largeSize}))
                return false;
        }
    } else {
        m_inSize += bytes;
        if (!takeFrames())
            return false;
    }
    startRequests();
    // A login is answered at once.
    if (m_authentication)
        write();
    return m_open;
}

std::size_t Connection::maxFrameBytes() const
{
    const std::size_t most = m_server->config.maxRequestBytes;
    return loggedIn() ? most : std::min(most, m_security->maxReceiveBytes());
}

bool Connection::takeFrames()
{
    std::size_t at = 0;
    while (m_inSize - at >= wire::kLengthPrefix && !m_ending && (loggedIn() || m_slots.empty())) {
        const base::ByteView rest{m_in.data() + at, m_inSize - at};
        const auto length = wire::frameLength(rest, maxFrameBytes());
        const bool token = m_authentication && m_authentication->expectsToken();
        if (!length || **length < (token ? 0 : kShortestRequest)) {
            m_server->counters.garbage.add();
            const auto claimed = base::readBigEndian<std::int32_t>(rest.data());
            close(fmt::format("a frame of {} bytes was announced ({}={})", claimed,
                              loggedIn() ? "socket.request.max.bytes" : "sasl.server.max.receive.size", maxFrameBytes()));
            return false;
        }
        const std::size_t size = **length;
        const std::size_t there = std::min(size, rest.size() - wire::kLengthPrefix);
        if (there < size && size + wire::kLengthPrefix <= m_in.size())
            break;
        auto memory = std::make_shared_for_overwrite<std::uint8_t[]>(size);
        std::copy_n(rest.data() + wire::kLengthPrefix, there, memory.get());
        at += wire::kLengthPrefix + there;
        if (there < size) {
            m_large = std::move(memory);
            m_largeSize = size;
            m_largeFilled = there;
            break;
        }
        const base::ByteView frame{memory.get(), size};
        if (!onFrame(std::move(memory), frame))
            return false;
    }
    std::copy(m_in.begin() + static_cast<std::ptrdiff_t>(at), m_in.begin() + static_cast<std::ptrdiff_t>(m_inSize), m_in.begin());
    m_inSize -= at;
    return true;
}

bool Connection::onFrame(std::shared_ptr<const void> keep, base::ByteView frame)
{
    if (m_authentication && m_authentication->expectsToken()) {
        Slot slot;
        slot.token = true;
        slot.apiKey = -1;
        slot.bytes = frame.size();
        m_heldBytes += slot.bytes;
        slot.request = InboundRequest{{}, frame, std::move(keep), m_session};
        m_slots.push_back(std::move(slot));
        startRequests();
        return m_open;
    }
    auto parsed = wire::parseRequestHeader(frame);
    if (!parsed) {
        m_server->counters.garbage.add();
        close("the request header cannot be read: " + base::describe(parsed.error()));
        return false;
    }
    Slot slot;
    slot.apiKey = parsed->header.apiKey;
    slot.pace = m_server->sink.paceOf(slot.apiKey);
    const std::string clientId = parsed->header.clientId.value_or(std::string());
    if (clientId != m_session->clientId) {
        auto session = std::make_shared<Session>(*m_session);
        session->clientId = clientId;
        m_session = std::move(session);
    }
    const base::ByteView body = frame.subspan(parsed->size);
    slot.bytes = body.size();
    m_heldBytes += slot.bytes;
    slot.request = InboundRequest{std::move(parsed->header), body, std::move(keep), m_session};
    m_slots.push_back(std::move(slot));
    // What the next frame is depends on what comes of this one.
    if (!loggedIn())
        startRequests();
    return m_open;
}

void Connection::startRequests()
{
    if (m_quiet || m_server->paused.load(std::memory_order_relaxed))
        return;
    for (std::size_t i = 0; i < m_slots.size() && m_open; ++i) {
        Slot &slot = m_slots[i];
        if (slot.started)
            continue;
        if (m_running > 0 && (slot.pace == Pace::Alone || slot.pace != m_runningPace))
            return;
        if (m_authentication && authenticate(slot, m_firstSlot + i)) {
            // Done, and out of the queue with its answer; or the end.
            i = static_cast<std::size_t>(-1);
            collectAnswers();
            continue;
        }
        slot.started = true;
        ++m_running;
        m_runningPace = slot.pace;
        InboundRequest request = std::move(*slot.request);
        slot.request.reset();
        if (slot.apiKey >= 0 && slot.apiKey < kApiKeysCounted) {
            auto &counters = m_server->counters.requests[static_cast<std::size_t>(slot.apiKey)];
            counters.count.add();
            counters.requestBytes.add(static_cast<std::int64_t>(request.body.size()));
        }
        // accept() may answer at once, but answers come in by post(), so the slots stay as they are.
        m_server->sink.accept(std::move(request), Responder(shared_from_this(), m_firstSlot + i, slot.apiKey));
    }
}

void Connection::answer(std::uint64_t slotId, std::optional<wire::EncodedFrame> frame, std::int64_t answeredNs, std::chrono::milliseconds quiet)
{
    if (!m_open || slotId < m_firstSlot || slotId - m_firstSlot >= m_slots.size())
        return;
    Slot &slot = m_slots[slotId - m_firstSlot];
    if (slot.answered)
        return;
    slot.answered = true;
    slot.response = std::move(frame);
    slot.answeredNs = answeredNs;
    m_heldBytes -= slot.bytes;
    --m_running;
    if (quiet.count() > 0)
        beQuiet(quiet);
    if (m_server->paused.load(std::memory_order_relaxed))
        return;
    collectAnswers();
    startRequests();
    write();
    read();
}

void Connection::collectAnswers()
{
    while (!m_slots.empty() && m_slots.front().answered) {
        Slot &slot = m_slots.front();
        if (slot.response) {
            m_outBytes += slot.response->totalSize;
            m_server->counters.responseQueue.add(1);
            const auto now = nowNs();
            if (slot.apiKey >= 0 && slot.apiKey < kApiKeysCounted)
                m_server->counters.requests[static_cast<std::size_t>(slot.apiKey)].responseQueueNs.add(now - slot.answeredNs);
            m_out.push_back(Outgoing{std::move(*slot.response), 0, 0, slot.apiKey, now});
        }
        m_slots.pop_front();
        ++m_firstSlot;
    }
}

void Connection::setSoftware(std::string name, std::string version)
{
    auto session = std::make_shared<Session>(*m_session);
    session->clientSoftwareName = std::move(name);
    session->clientSoftwareVersion = std::move(version);
    m_session = std::move(session);
}

void Connection::write()
{
    if (m_writing || !m_open || m_server->paused.load(std::memory_order_relaxed))
        return;
    collectAnswers();
    while (!m_out.empty() && m_open) {
        if (!(m_tls ? sendTls() : writeSome()))
            return;
    }
    if (m_open && m_ending && m_slots.empty())
        close(m_endReason);
}

/// False where the socket takes no more now, or is gone.
bool Connection::writeSome()
{
    Outgoing &out = m_out.front();
    const auto &frame = out.frame;
    const std::size_t start = out.piece == 0 ? 0 : frame.splices[out.piece - 1].at;
    const std::size_t end = out.piece < frame.splices.size() ? frame.splices[out.piece].at : frame.bytes.size();
    // The bytes before a splice and the splice itself count as one part: out.sent runs over both.
    if (out.sent >= end - start && out.piece < frame.splices.size()) {
        if (const auto *slice = std::get_if<wire::Records::FileSlice>(&frame.splices[out.piece].piece))
            return sendFile(out, *slice);
    }
    return sendMemory();
}

bool Connection::sendMemory()
{
    std::array<iovec, 32> vectors{};
    std::size_t count = 0;
    base::Bytes copied;
    bool more = false;
    Outgoing &out = m_out.front();
    std::size_t skip = out.sent;
    std::size_t piece = out.piece;
    const auto add = [&](const std::uint8_t *data, std::size_t size) {
        const std::size_t cut = std::min(skip, size);
        skip -= cut;
        if (size > cut)
            vectors[count++] = {const_cast<std::uint8_t *>(data + cut), size - cut};
    };
    const auto &frame = out.frame;
    for (;;) {
        const std::size_t start = piece == 0 ? 0 : frame.splices[piece - 1].at;
        const std::size_t end = piece < frame.splices.size() ? frame.splices[piece].at : frame.bytes.size();
        add(frame.bytes.data() + start, end - start);
        if (piece >= frame.splices.size())
            break;
        const auto &splice = frame.splices[piece].piece;
        if (const auto *memory = std::get_if<wire::Records::Memory>(&splice)) {
            add(memory->bytes.data(), memory->bytes.size());
        } else {
            const auto &slice = std::get<wire::Records::FileSlice>(splice);
            if (slice.length > kCopySlice || !copied.empty() || skip > 0) {
                more = true;
                break;
            }
            copied.resize(slice.length);
            const ssize_t got = ::pread(slice.fd, copied.data(), slice.length, static_cast<off_t>(slice.offset));
            if (got != static_cast<ssize_t>(slice.length)) {
                close("a log segment is shorter than its index says");
                return false;
            }
            add(copied.data(), copied.size());
        }
        ++piece;
        if (count + 2 > vectors.size())
            break;
    }
    if (count > 0) {
        msghdr message{};
        message.msg_iov = vectors.data();
        message.msg_iovlen = count;
        const ssize_t sent = ::sendmsg(m_socket.native_handle(), &message, MSG_NOSIGNAL | MSG_DONTWAIT | (more ? MSG_MORE : 0));
        if (sent < 0) {
            if (errno == EINTR)
                return true;
            if (errno == EAGAIN || errno == EWOULDBLOCK)
                waitFor(Socket::wait_write, &Connection::m_writing, &Connection::write);
            else
                close({});
            return false;
        }
        m_server->counters.bytesOut.add(sent);
        out.sent += static_cast<std::size_t>(sent);
    }
    return stepOverSent();
}

/// Counts the parts of the first response that are complete as done, and the response itself where all of it is.
bool Connection::stepOverSent()
{
    Outgoing &out = m_out.front();
    const auto &frame = out.frame;
    for (;;) {
        const std::size_t start = out.piece == 0 ? 0 : frame.splices[out.piece - 1].at;
        const std::size_t end = out.piece < frame.splices.size() ? frame.splices[out.piece].at : frame.bytes.size();
        if (out.piece >= frame.splices.size()) {
            if (out.sent >= end - start)
                finishFront();
            return m_open;
        }
        const std::size_t part = end - start + wire::sizeOf(frame.splices[out.piece].piece);
        if (out.sent < part)
            return m_open;
        out.sent -= part;
        ++out.piece;
    }
}

bool Connection::sendFile(Outgoing &out, const wire::Records::FileSlice &slice)
{
    const auto &frame = out.frame;
    const std::size_t start = out.piece == 0 ? 0 : frame.splices[out.piece - 1].at;
    const std::size_t done = out.sent - (frame.splices[out.piece].at - start);
    if (done < slice.length) {
        auto offset = static_cast<off_t>(slice.offset + done);
        const ssize_t sent = ::sendfile(m_socket.native_handle(), slice.fd, &offset, slice.length - done);
        if (sent < 0 && errno == EINTR)
            return true;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            waitFor(Socket::wait_write, &Connection::m_writing, &Connection::write);
            return false;
        }
        if (sent <= 0) {
            close(sent == 0 ? "a log segment is shorter than its index says" : "");
            return false;
        }
        m_server->counters.bytesOut.add(sent);
        out.sent += static_cast<std::size_t>(sent);
        if (done + static_cast<std::size_t>(sent) < slice.length)
            return true;
    }
    out.sent = 0;
    ++out.piece;
    if (out.piece >= frame.splices.size() && frame.splices.back().at == frame.bytes.size())
        finishFront();
    return m_open;
}

void Connection::waitFor(Socket::wait_type what, bool Connection::*pending, void (Connection::*then)())
{
    this->*pending = true;
    m_socket.async_wait(what, [self = shared_from_this(), pending, then](const boost::system::error_code &error) {
        (*self).*pending = false;
        if (error) {
            self->close({});
            return;
        }
        ((*self).*then)();
        // Whatever was waited for may have made room to read.
        self->read();
    });
}

void Connection::finishFront()
{
    const Outgoing &out = m_out.front();
    m_outBytes -= out.frame.totalSize;
    m_server->counters.responseQueue.add(-1);
    if (out.apiKey >= 0 && out.apiKey < kApiKeysCounted) {
        auto &counters = m_server->counters.requests[static_cast<std::size_t>(out.apiKey)];
        counters.responseSendNs.add(nowNs() - out.startedNs);
        counters.responseBytes.add(static_cast<std::int64_t>(out.frame.totalSize));
    }
    m_out.pop_front();
    m_lastUse = std::chrono::steady_clock::now();
}

} // namespace weir::sandbox::detail
