// SPDX-License-Identifier: GPL-3.0-or-later
// TLS and SASL of a connection: the handshake, records in place of plain bytes, and the login before anything else.
#include "backend/sandbox/server/connection.h"

#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <unistd.h>

namespace weir::sandbox::detail {

namespace {

// Read in one go; then others of this thread have their turn.
constexpr std::size_t kReadAtOnce = 256U << 10;

} // namespace

void Connection::shakeHands()
{
    if (!m_open || m_ending)
        return;
    switch (m_tls->handshake().outcome) {
    case TlsChannel::Outcome::Done: break;
    case TlsChannel::Outcome::WantRead: waitFor(Socket::wait_read, &Connection::m_reading, &Connection::shakeHands); return;
    case TlsChannel::Outcome::WantWrite: waitFor(Socket::wait_write, &Connection::m_reading, &Connection::shakeHands); return;
    case TlsChannel::Outcome::Closed: close({}); return;
    case TlsChannel::Outcome::Failed: endLater("SSL handshake failed: " + m_tls->error()); return;
    }
    m_shaken = true;
    m_lastUse = std::chrono::steady_clock::now();
    // With SASL the login says who it is, whatever the certificate.
    if (!m_authentication) {
        if (const auto subject = m_tls->peerSubject()) {
            const auto principal = m_security->principalOf(*subject);
            if (!principal) {
                endLater(fmt::format("Failed to map name for '{}' based on SSL principal mapping rules.", *subject));
                return;
            }
            changePrincipal(*principal, false);
        }
    }
    read();
}

void Connection::readTls()
{
    std::size_t taken = 0;
    while (m_open && !m_reading && mayRead()) {
        if (taken >= kReadAtOnce) {
            m_reading = true;
            m_thread.post([self = shared_from_this()] {
                self->m_reading = false;
                self->read();
            });
            return;
        }
        const auto space = freeSpace();
        const TlsChannel::Result got = m_tls->read(static_cast<std::uint8_t *>(space.data()), space.size());
        switch (got.outcome) {
        case TlsChannel::Outcome::Done:
            taken += got.bytes;
            if (!consume(got.bytes))
                return;
            break;
        case TlsChannel::Outcome::WantRead: waitFor(Socket::wait_read, &Connection::m_reading, &Connection::read); return;
        case TlsChannel::Outcome::WantWrite: waitFor(Socket::wait_write, &Connection::m_reading, &Connection::read); return;
        case TlsChannel::Outcome::Closed: close({}); return;
        case TlsChannel::Outcome::Failed: close("TLS: " + m_tls->error()); return;
        }
    }
    if (m_open && !m_reading && m_server->sink.overloaded())
        retryLater();
}

/// The next bytes of a response, from memory and files, as many as a record of TLS holds.
std::size_t Connection::fillScratch(const Outgoing &out)
{
    auto &scratch = m_tls->scratch();
    const auto &frame = out.frame;
    std::size_t filled = 0;
    std::size_t skip = out.sent;
    const auto room = [&] { return scratch.size() - filled; };
    const auto add = [&](const std::uint8_t *data, std::size_t size) {
        const std::size_t cut = std::min(skip, size);
        skip -= cut;
        const std::size_t some = std::min(size - cut, room());
        std::copy_n(data + cut, some, scratch.data() + filled);
        filled += some;
    };
    for (std::size_t piece = out.piece; room() > 0; ++piece) {
        const std::size_t start = piece == 0 ? 0 : frame.splices[piece - 1].at;
        const std::size_t end = piece < frame.splices.size() ? frame.splices[piece].at : frame.bytes.size();
        add(frame.bytes.data() + start, end - start);
        if (piece >= frame.splices.size())
            break;
        const auto &splice = frame.splices[piece].piece;
        if (const auto *memory = std::get_if<wire::Records::Memory>(&splice)) {
            add(memory->bytes.data(), memory->bytes.size());
            continue;
        }
        const auto &slice = std::get<wire::Records::FileSlice>(splice);
        const std::size_t cut = std::min(skip, static_cast<std::size_t>(slice.length));
        skip -= cut;
        const std::size_t wanted = std::min<std::size_t>(slice.length - cut, room());
        if (wanted == 0)
            continue;
        const ssize_t got = ::pread(slice.fd, scratch.data() + filled, wanted, static_cast<off_t>(slice.offset + cut));
        if (got != static_cast<ssize_t>(wanted)) {
            close("a log segment is shorter than its index says");
            return 0;
        }
        filled += wanted;
    }
    return filled;
}

/// False where the socket takes no more now, or is gone.
bool Connection::sendTls()
{
    Outgoing &out = m_out.front();
    const std::size_t filled = fillScratch(out);
    if (!m_open)
        return false;
    if (filled > 0) {
        const TlsChannel::Result sent = m_tls->write({m_tls->scratch().data(), filled});
        switch (sent.outcome) {
        case TlsChannel::Outcome::Done: break;
        case TlsChannel::Outcome::WantWrite: waitFor(Socket::wait_write, &Connection::m_writing, &Connection::write); return false;
        case TlsChannel::Outcome::WantRead: waitFor(Socket::wait_read, &Connection::m_writing, &Connection::write); return false;
        case TlsChannel::Outcome::Closed: close({}); return false;
        case TlsChannel::Outcome::Failed: close("TLS: " + m_tls->error()); return false;
        }
        m_server->counters.bytesOut.add(static_cast<std::int64_t>(sent.bytes));
        out.sent += sent.bytes;
    }
    return stepOverSent();
}

/// Frames that came before the login was through wait for it in the buffer. False where the connection is at its end.
bool Connection::takeLeftOver()
{
    if (!m_authentication || m_inSize < wire::kLengthPrefix || m_large || !mayRead())
        return true;
    return consume(0);
}

bool Connection::authenticate(Slot &slot, std::uint64_t id)
{
    const InboundRequest &request = *slot.request;
    if (slot.token) {
        obey(slot, id, m_authentication->onToken(request.body));
        return true;
    }
    if (m_authentication->takes(slot.apiKey)) {
        obey(slot, id, m_authentication->onRequest(request.header, request.body));
        return true;
    }
    if (m_authentication->mayServe(slot.apiKey))
        return false;
    close(loggedIn() ? "the session of its login has ended"
                     : fmt::format("Unexpected Kafka request of type {} during SASL handshake.", slot.apiKey));
    return true;
}

void Connection::obey(Slot &slot, std::uint64_t id, Authentication::Answer answer)
{
    slot.started = true;
    slot.answered = true;
    slot.answeredNs = nowNs();
    m_heldBytes -= slot.bytes;
    slot.request.reset();
    if (slot.apiKey >= 0) {
        auto &counters = m_server->counters.requests[static_cast<std::size_t>(slot.apiKey)];
        counters.count.add();
        counters.requestBytes.add(static_cast<std::int64_t>(slot.bytes));
    }
    const bool other = m_authentication->principal() != m_session->principal || m_authentication->byToken() != m_session->byToken;
    if (m_authentication->complete() && other)
        changePrincipal(m_authentication->principal(), m_authentication->byToken());
    if (answer.end) {
        m_ending = true;
        m_endReason = std::move(answer.reason);
    }
    if (!answer.failed || m_security->failedDelay().count() == 0) {
        slot.response = std::move(answer.frame);
        return;
    }
    // As in Kafka: whoever guesses passwords waits for each answer.
    slot.answered = false;
    m_heldBytes += slot.bytes;
    ++m_running;
    m_runningPace = Pace::Alone;
    m_end.expires_after(m_security->failedDelay());
    m_end.async_wait([self = shared_from_this(), id, frame = std::move(answer.frame)](const boost::system::error_code &error) mutable {
        if (!error)
            self->answer(id, std::move(frame), nowNs(), {});
    });
}

void Connection::changePrincipal(const std::string &principal, bool byToken)
{
    auto session = std::make_shared<Session>(*m_session);
    session->principal = principal;
    session->byToken = byToken;
    m_session = std::move(session);
}

void Connection::endLater(std::string reason)
{
    m_ending = true;
    m_endReason = std::move(reason);
    m_end.expires_after(m_security->failedDelay());
    m_end.async_wait([self = shared_from_this()](const boost::system::error_code &error) {
        if (!error)
            self->close(self->m_endReason);
    });
}

} // namespace weir::sandbox::detail
