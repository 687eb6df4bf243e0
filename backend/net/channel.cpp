// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/channel.h"

#include "backend/net/frame_reader.h"
#include "backend/net/io_thread_impl.h"
#include "backend/net/tls_context_impl.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <deque>
#include <optional>

namespace weir::net {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using base::ErrorKind;
using boost::system::error_code;

constexpr auto kAwait = asio::experimental::as_tuple(asio::use_awaitable);
constexpr std::size_t kMaxGather = 64;

/// What the peer's certificate was found to be, before OpenSSL turns it into "certificate verify failed".
struct VerifyFailure {
    int code = X509_V_OK;
    std::string subject;
};

std::string subjectOf(X509 *certificate)
{
    char text[256] = {};
    if (certificate)
        X509_NAME_oneline(X509_get_subject_name(certificate), text, sizeof(text) - 1);
    return text;
}

class SocketChannel final : public Channel
{
public:
    SocketChannel(IoThread &thread, Address address, Options options, Events events)
        : m_loop(thread.impl()), m_context(m_loop->context), m_address(std::move(address)), m_options(std::move(options)),
          m_events(std::move(events)), m_socket(m_context), m_resolver(m_context), m_timer(m_context),
          m_reader(m_options.maxFrameBytes)
    {
    }

    void start()
    {
        asio::co_spawn(m_context, run(std::static_pointer_cast<SocketChannel>(shared_from_this())), asio::detached);
    }

    void write(base::Bytes frame) override
    {
        if (m_closed)
            return;
        m_outgoing.push_back(std::move(frame));
        if (m_open && !m_writing)
            startWriting();
    }

    void close() override
    {
        m_events = {};
        shutDown();
    }

private:
    using Self = std::shared_ptr<SocketChannel>;

    // Coroutines take the shared pointer by value: the frame keeps the channel alive.
    asio::awaitable<void> run(Self self)
    {
        m_timer.expires_after(m_options.connectTimeout);
        m_timer.async_wait([weak = std::weak_ptr<SocketChannel>(self)](const error_code &problem) {
            const auto channel = weak.lock();
            if (problem || !channel || channel->m_open || channel->m_closed)
                return;
            channel->fail(channel->error(ErrorKind::Timeout, {}));
        });
        if (!co_await connect())
            co_return;
        if (m_options.tls && !co_await startTls())
            co_return;
        m_timer.cancel();
        m_open = true;
        // By copy, as below: a callback may close the channel, which clears m_events under its feet.
        if (const auto onOpen = m_events.onOpen)
            onOpen();
        if (!m_closed && !m_outgoing.empty() && !m_writing)
            startWriting();
        co_await readFrames();
    }

    asio::awaitable<bool> connect()
    {
        m_stage = "resolve";
        std::vector<tcp::endpoint> endpoints;
        error_code problem;
        if (const auto literal = asio::ip::make_address(m_address.host, problem); !problem) {
            endpoints.emplace_back(literal, m_address.port);
        } else {
            const auto [failed, results] = co_await m_resolver.async_resolve(m_address.host, std::to_string(m_address.port), kAwait);
            if (m_closed)
                co_return false;
            if (failed) {
                fail(error(ErrorKind::Unreachable, failed.message()));
                co_return false;
            }
            for (const auto &entry : results)
                endpoints.push_back(entry.endpoint());
        }

        m_stage = "connect";
        std::string reason = "no address";
        for (std::size_t i = 0; i < endpoints.size(); ++i) {
            // A name with several addresses, the first of which swallows packets, must leave time for the others.
            asio::steady_timer share(m_context);
            if (i + 1 < endpoints.size()) {
                share.expires_after(m_options.connectTimeout / endpoints.size());
                share.async_wait([weak = weak_from_this(), this](const error_code &ended) {
                    const auto alive = weak.lock();
                    error_code ignored;
                    if (!ended && alive)
                        m_socket.cancel(ignored);
                });
            }
            const auto [failed] = co_await m_socket.async_connect(endpoints[i], kAwait);
            share.cancel();
            if (m_closed)
                co_return false;
            if (!failed) {
                error_code ignored;
                m_socket.set_option(tcp::no_delay(true), ignored);
                m_socket.set_option(asio::socket_base::keep_alive(true), ignored);
                co_return true;
            }
            reason = failed == asio::error::operation_aborted ? "no answer" : failed.message();
            error_code ignored;
            m_socket.close(ignored);
        }
        fail(error(ErrorKind::Unreachable, reason));
        co_return false;
    }

    asio::awaitable<bool> startTls()
    {
        m_stage = "tls";
        m_tls.emplace(m_socket, m_options.tls->impl().context);
        m_tls->set_verify_mode(asio::ssl::verify_peer);
        expectPeer(m_tls->native_handle(), m_address.host, m_options.tls->verifyHostname());
        m_tls->set_verify_callback([this](bool good, asio::ssl::verify_context &verify) {
            if (!good && m_verify.code == X509_V_OK) {
                m_verify.code = X509_STORE_CTX_get_error(verify.native_handle());
                m_verify.subject = subjectOf(X509_STORE_CTX_get_current_cert(verify.native_handle()));
            }
            return good;
        });
        const auto [failed] = co_await m_tls->async_handshake(asio::ssl::stream_base::client, kAwait);
        if (m_closed)
            co_return false;
        if (!failed)
            co_return true;
        fail(tlsError(failed));
        co_return false;
    }

    base::Error tlsError(const error_code &problem) const
    {
        if (m_verify.code != X509_V_OK) {
            base::Error result = error(ErrorKind::Refused, X509_verify_cert_error_string(m_verify.code));
            result.action = "tls.verify";
            // The three that a person meets, by a name that does not change with OpenSSL's wording.
            const char *reason = "untrusted";
            if (m_verify.code == X509_V_ERR_CERT_HAS_EXPIRED || m_verify.code == X509_V_ERR_CERT_NOT_YET_VALID)
                reason = "expired";
            else if (m_verify.code == X509_V_ERR_HOSTNAME_MISMATCH || m_verify.code == X509_V_ERR_IP_ADDRESS_MISMATCH)
                reason = "hostname";
            result.arguments.emplace_back("reason", reason);
            result.arguments.emplace_back("certificate", m_verify.subject);
            return result;
        }
        const bool cut = problem == asio::error::eof || problem == asio::ssl::error::stream_truncated
                         || problem == asio::error::connection_reset;
        base::Error result = error(cut ? ErrorKind::Unreachable : ErrorKind::Refused,
                                   cut ? "the peer closed the connection during the TLS handshake" : problem.message());
        result.action = "tls.handshake";
        return result;
    }

    asio::awaitable<void> readFrames()
    {
        std::vector<base::Bytes> frames;
        while (!m_closed) {
            const auto space = m_reader.writable();
            const asio::mutable_buffer into(space.data(), space.size());
            error_code failed;
            std::size_t count = 0;
            if (m_tls)
                std::tie(failed, count) = co_await m_tls->async_read_some(into, kAwait);
            else
                std::tie(failed, count) = co_await m_socket.async_read_some(into, kAwait);
            if (m_closed)
                co_return;
            if (failed) {
                const bool ended = failed == asio::error::eof || failed == asio::ssl::error::stream_truncated;
                base::Error why = error(ErrorKind::Unreachable, ended ? "the peer closed the connection" : failed.message());
                // With TLS 1.3 a refused client certificate is heard of only now.
                if (failed.category() == asio::error::get_ssl_category()) {
                    why.kind = ErrorKind::Refused;
                    why.action = "tls.handshake";
                }
                fail(std::move(why));
                co_return;
            }
            frames.clear();
            if (auto taken = m_reader.commit(count, frames); !taken) {
                base::Error broken = std::move(taken.error());
                broken.target = m_address.toString();
                fail(std::move(broken));
                co_return;
            }
            for (auto &frame : frames) {
                if (m_closed)
                    co_return;
                if (const auto onFrame = m_events.onFrame)
                    onFrame(std::move(frame));
            }
        }
    }

    void startWriting()
    {
        m_writing = true;
        asio::co_spawn(m_context, writeQueue(std::static_pointer_cast<SocketChannel>(shared_from_this())), asio::detached);
    }

    asio::awaitable<void> writeQueue([[maybe_unused]] Self self)
    {
        std::vector<base::Bytes> frames;
        std::vector<asio::const_buffer> buffers;
        while (!m_closed && !m_outgoing.empty()) {
            frames.clear();
            buffers.clear();
            while (!m_outgoing.empty() && frames.size() < kMaxGather) {
                frames.push_back(std::move(m_outgoing.front()));
                m_outgoing.pop_front();
            }
            for (const auto &frame : frames)
                buffers.emplace_back(frame.data(), frame.size());
            error_code failed;
            std::size_t count = 0;
            if (m_tls)
                std::tie(failed, count) = co_await asio::async_write(*m_tls, buffers, kAwait);
            else
                std::tie(failed, count) = co_await asio::async_write(m_socket, buffers, kAwait);
            if (failed && !m_closed)
                fail(error(ErrorKind::Unreachable, failed.message()));
        }
        m_writing = false;
    }

    base::Error error(ErrorKind kind, std::string words) const
    {
        base::Error result{kind, m_open ? "broker.connection" : "broker.connect", m_address.toString(), {}, std::move(words), 0};
        if (!m_open)
            result.arguments.emplace_back("stage", m_stage);
        return result;
    }

    void fail(base::Error why)
    {
        if (m_closed)
            return;
        const Events events = std::exchange(m_events, {});
        shutDown();
        if (events.onClosed)
            events.onClosed(std::move(why));
    }

    void shutDown()
    {
        m_closed = true;
        error_code ignored;
        m_resolver.cancel();
        m_timer.cancel();
        m_socket.close(ignored);
        m_outgoing.clear();
    }

    const std::shared_ptr<IoThread::Impl> m_loop; // outlived by a channel that its owner keeps
    asio::io_context &m_context;
    const Address m_address;
    const Options m_options;
    Events m_events;
    tcp::socket m_socket;
    std::optional<asio::ssl::stream<tcp::socket &>> m_tls;
    tcp::resolver m_resolver;
    asio::steady_timer m_timer;
    FrameReader m_reader;
    VerifyFailure m_verify;
    std::deque<base::Bytes> m_outgoing;
    const char *m_stage = "resolve";
    bool m_open = false;
    bool m_closed = false;
    bool m_writing = false;
};

} // namespace

std::shared_ptr<Channel> Channel::open(IoThread &thread, const Address &address, Options options, Events events)
{
    auto channel = std::make_shared<SocketChannel>(thread, address, std::move(options), std::move(events));
    channel->start();
    return channel;
}

} // namespace weir::net
