// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/server/socket_server.h"

#include "backend/net/io_thread_impl.h"
#include "backend/sandbox/server/connection.h"
#include "backend/sandbox/server/network_pool.h"

#include <fmt/format.h>

#include <future>
#include <unordered_set>

namespace weir::sandbox {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;

struct Responder::State {
    std::shared_ptr<AnswerSink> connection;
    std::uint64_t slot = 0;
    std::int16_t apiKey = -1;
    std::atomic<bool> done{false};
    std::int64_t receivedNs = 0;
    std::atomic<std::int64_t> startedNs{0};
    std::atomic<std::int64_t> parkedNs{0};

    ~State()
    {
        if (!done.load())
            end([](AnswerSink &c) { c.close("a request was left without an answer"); });
    }

    /// Adds the times up to now to the counters of the api key; gives now.
    std::int64_t handledNs(std::int64_t now) const
    {
        const auto begun = startedNs.load(std::memory_order_relaxed);
        const auto parked = parkedNs.load(std::memory_order_relaxed);
        return (parked == 0 ? now : parked) - (begun == 0 ? receivedNs : begun);
    }

    std::int64_t countTimes() const
    {
        const auto now = detail::nowNs();
        if (apiKey >= 0 && apiKey < kApiKeysCounted) {
            auto &counters = connection->counters().requests[static_cast<std::size_t>(apiKey)];
            const auto started = startedNs.load(std::memory_order_relaxed);
            const auto parked = parkedNs.load(std::memory_order_relaxed);
            const auto begun = started == 0 ? receivedNs : started;
            const auto handled = parked == 0 ? now : parked;
            counters.queueNs.add(begun - receivedNs);
            counters.localNs.add(handled - begun);
            counters.remoteNs.add(now - handled);
        }
        return now;
    }

    template <class Work>
    void end(Work work)
    {
        done.store(true);
        // It is let go of where it lives.
        AnswerSink &sink = *connection;
        sink.post([connection = std::move(connection), work = std::move(work)]() mutable { work(*connection); });
    }
};

Responder::Responder(std::shared_ptr<AnswerSink> connection, std::uint64_t slot, std::int16_t apiKey)
    : m_state(std::make_shared<State>())
{
    m_state->connection = std::move(connection);
    m_state->slot = slot;
    m_state->apiKey = apiKey;
    m_state->receivedNs = detail::nowNs();
}

void Responder::started() const
{
    m_state->startedNs.store(detail::nowNs(), std::memory_order_relaxed);
}

void Responder::parked() const
{
    std::int64_t none = 0;
    m_state->parkedNs.compare_exchange_strong(none, detail::nowNs(), std::memory_order_relaxed);
}

std::int64_t Responder::handledNs() const
{
    return m_state->handledNs(detail::nowNs());
}

void Responder::send(wire::EncodedFrame frame, std::chrono::milliseconds quiet) const
{
    if (m_state->done.exchange(true))
        return;
    const auto now = m_state->countTimes();
    m_state->end([slot = m_state->slot, frame = std::move(frame), now, quiet](AnswerSink &c) mutable {
        c.answer(slot, std::move(frame), now, quiet);
    });
}

void Responder::sendNothing(std::chrono::milliseconds quiet) const
{
    if (m_state->done.exchange(true))
        return;
    m_state->end([slot = m_state->slot, now = m_state->countTimes(), quiet](AnswerSink &c) { c.answer(slot, std::nullopt, now, quiet); });
}

void Responder::close(std::string reason) const
{
    if (m_state->done.exchange(true))
        return;
    m_state->end([reason = std::move(reason)](AnswerSink &c) { c.close(reason); });
}

void Responder::setClientSoftware(std::string name, std::string version) const
{
    if (m_state->done.load())
        return;
    m_state->connection->post(
        [connection = m_state->connection, name = std::move(name), version = std::move(version)]() mutable {
            connection->setSoftware(std::move(name), std::move(version));
        });
}

struct SocketServer::Impl : std::enable_shared_from_this<SocketServer::Impl> {
    struct Listener {
        Listener(asio::io_context &context, ListenerConfig listenerConfig)
            : config(std::move(listenerConfig)), acceptor(context), retry(context)
        {
        }
        ListenerConfig config;
        Tcp::acceptor acceptor;
        asio::steady_timer retry;
        net::IoThread *thread = nullptr;
        std::uint16_t port = 0;
    };

    Impl(NetworkPool &networkPool, RequestSink &sink, ServerConfig config, ServerLog log)
        : pool(networkPool), connections(networkPool.size()), refused(networkPool.size()), sweeps(networkPool.size())
    {
        shared = std::shared_ptr<detail::ServerShared>(new detail::ServerShared{sink, config, std::move(log), {}, {}, {}});
    }

    void acceptNext(Listener &listener)
    {
        const std::size_t index = nextThread++ % pool.size();
        net::IoThread &thread = pool.at(index);
        listener.acceptor.async_accept(
            thread.impl()->context,
            [self = shared_from_this(), &listener, index](const boost::system::error_code &error, Tcp::socket socket) {
                self->onAccepted(listener, index, error, std::move(socket));
            });
    }

    void onAccepted(Listener &listener, std::size_t index, const boost::system::error_code &error, Tcp::socket socket)
    {
        if (shared->closing.load() || error == asio::error::operation_aborted)
            return;
        if (error) {
            // Out of descriptors, most likely: the ones that wait stay in the backlog until some are free.
            shared->log(fmt::format("cannot accept a connection on {}: {}; trying again", listener.config.name, error.message()));
            listener.retry.expires_after(std::chrono::milliseconds(200));
            listener.retry.async_wait([self = shared_from_this(), &listener](const boost::system::error_code &cancelled) {
                if (!cancelled)
                    self->acceptNext(listener);
            });
            return;
        }
        if (shared->counters.connections.value() >= shared->config.maxConnections) {
            shared->counters.connectionsRefused.add();
            shared->log(fmt::format("a connection on {} was refused: max.connections={} are open", listener.config.name,
                                    shared->config.maxConnections));
            boost::system::error_code ignored;
            socket.close(ignored);
        } else if (const auto delay = shared->sink.connectionDelay(hostOf(socket)); delay.count() > 0) {
            shared->counters.connectionsRefused.add();
            closeLater(index, std::move(socket), delay);
        } else {
            open(listener, index, std::move(socket));
        }
        acceptNext(listener);
    }

    static std::string hostOf(const Tcp::socket &socket)
    {
        boost::system::error_code ignored;
        return socket.remote_endpoint(ignored).address().to_string();
    }

    /// As Kafka does it: who connects too often is not told so, but waits for nothing.
    void closeLater(std::size_t index, Tcp::socket socket, std::chrono::milliseconds delay)
    {
        // Shared: the timer's handler holds both.
        auto held = std::make_shared<std::pair<Tcp::socket, asio::steady_timer>>(std::move(socket), asio::steady_timer(pool.at(index).impl()->context));
        pool.at(index).post([self = shared_from_this(), index, held, delay] {
            if (self->shared->closing.load())
                return;
            self->refused[index].insert(held);
            held->second.expires_after(delay);
            held->second.async_wait([self, index, held](const boost::system::error_code &) {
                boost::system::error_code ignored;
                held->first.close(ignored);
                self->refused[index].erase(held);
            });
        });
    }

    void open(Listener &listener, std::size_t index, Tcp::socket socket)
    {
        shared->counters.connectionsAccepted.add();
        Session session;
        session.connectionId = static_cast<std::uint64_t>(shared->counters.connectionsAccepted.value());
        session.listener = listener.config.name;
        session.clientHost = "/" + hostOf(socket);
        boost::system::error_code ignored;
        session.clientPort = socket.remote_endpoint(ignored).port();
        auto connection = std::make_shared<detail::Connection>(pool.at(index), std::move(socket), shared, std::move(session),
                                                               listener.config.security);
        pool.at(index).post([self = shared_from_this(), index, connection] {
            if (self->shared->closing.load()) {
                connection->close({});
                return;
            }
            self->forgetClosed(index);
            self->connections[index].insert(connection);
            connection->start();
        });
    }

    /// On the thread of that index. Amortised: only when the set has doubled since the last look.
    void forgetClosed(std::size_t index)
    {
        auto &set = connections[index];
        if (set.size() < sweeps[index])
            return;
        std::erase_if(set, [](const auto &connection) { return !connection->isOpen(); });
        sweeps[index] = std::max<std::size_t>(64, set.size() * 2);
    }

    void sweepIdle()
    {
        for (std::size_t i = 0; i < pool.size(); ++i) {
            pool.at(i).post([self = shared_from_this(), i] {
                const auto now = std::chrono::steady_clock::now();
                for (const auto &connection : self->connections[i])
                    connection->closeIfIdle(now);
                std::erase_if(self->connections[i], [](const auto &connection) { return !connection->isOpen(); });
            });
        }
    }

    void scheduleSweep()
    {
        net::IoThread &thread = *listeners.front()->thread;
        sweepTimer = thread.startTimer(std::chrono::seconds(10), [weak = weak_from_this()] {
            if (const auto self = weak.lock(); self && !self->shared->closing.load()) {
                self->sweepIdle();
                self->scheduleSweep();
            }
        });
    }

    NetworkPool &pool;
    // Shared: connections that are on their way out still count and log.
    std::shared_ptr<detail::ServerShared> shared;
    std::vector<std::unique_ptr<Listener>> listeners;
    /// One set a network thread, touched on that thread only. Shared: a connection is also held by its pending operations.
    std::vector<std::unordered_set<std::shared_ptr<detail::Connection>>> connections;
    /// By thread: sockets that wait for their end (connectionDelay()).
    std::vector<std::unordered_set<std::shared_ptr<std::pair<Tcp::socket, asio::steady_timer>>>> refused;
    std::vector<std::size_t> sweeps;
    std::atomic<std::size_t> nextThread{0};
    net::IoThread::Timer sweepTimer;
    bool closed = false;
};

SocketServer::SocketServer(NetworkPool &pool, RequestSink &sink, ServerConfig config, ServerLog log)
    : m_impl(std::make_shared<Impl>(pool, sink, config, std::move(log)))
{}

SocketServer::~SocketServer()
{
    close();
}

base::Status SocketServer::listen(const ListenerConfig &config)
{
    const std::string target = fmt::format("{}:{}", config.host, config.port);
    const auto refuse = [&](const boost::system::error_code &error) {
        const bool taken = error == asio::error::address_in_use;
        return base::fail(taken ? base::ErrorKind::Conflict : base::ErrorKind::Invalid, "sandbox.listen", target, error.message());
    };
    boost::system::error_code error;
    const auto address = asio::ip::make_address(config.host == "localhost" ? "127.0.0.1" : config.host, error);
    if (error)
        return refuse(error);
    net::IoThread &thread = m_impl->pool.next();
    auto listener = std::make_unique<Impl::Listener>(thread.impl()->context, config);
    listener->thread = &thread;
    const Tcp::endpoint endpoint(address, config.port);
    if (listener->acceptor.open(endpoint.protocol(), error))
        return refuse(error);
    listener->acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (listener->acceptor.bind(endpoint, error))
        return refuse(error);
    if (listener->acceptor.listen(m_impl->shared->config.backlog, error))
        return refuse(error);
    listener->port = listener->acceptor.local_endpoint(error).port();
    m_impl->listeners.push_back(std::move(listener));
    return {};
}

void SocketServer::accept()
{
    for (const auto &listener : m_impl->listeners)
        listener->thread->post([impl = m_impl, raw = listener.get()] { impl->acceptNext(*raw); });
    if (!m_impl->listeners.empty()) {
        m_impl->listeners.front()->thread->post([impl = m_impl] { impl->scheduleSweep(); });
    }
}

void SocketServer::close()
{
    if (m_impl->closed)
        return;
    m_impl->closed = true;
    m_impl->shared->closing.store(true);
    const auto onThread = [](net::IoThread &thread, const std::function<void()> &work) {
        std::promise<void> done;
        thread.post([&] {
            work();
            done.set_value();
        });
        done.get_future().wait();
    };
    for (const auto &listener : m_impl->listeners) {
        onThread(*listener->thread, [&] {
            boost::system::error_code ignored;
            listener->acceptor.close(ignored);
            listener->retry.cancel();
            if (listener == m_impl->listeners.front())
                m_impl->sweepTimer.cancel();
        });
    }
    for (std::size_t i = 0; i < m_impl->pool.size(); ++i) {
        onThread(m_impl->pool.at(i), [&] {
            for (const auto &connection : m_impl->connections[i])
                connection->close({});
            m_impl->connections[i].clear();
            for (const auto &held : m_impl->refused[i])
                held->second.cancel();
        });
    }
    // Handlers of operations that were just cancelled are still queued; they run before these.
    for (std::size_t i = 0; i < m_impl->pool.size(); ++i)
        onThread(m_impl->pool.at(i), [] {});
}

std::vector<std::uint16_t> SocketServer::ports() const
{
    std::vector<std::uint16_t> ports;
    for (const auto &listener : m_impl->listeners)
        ports.push_back(listener->port);
    return ports;
}

net::SecurityProtocol ListenerConfig::protocol() const
{
    return security ? security->protocol() : net::SecurityProtocol::Plaintext;
}

const ServerCounters &SocketServer::counters() const
{
    return m_impl->shared->counters;
}

void SocketServer::setPaused(bool paused)
{
    m_impl->shared->paused.store(paused);
    if (paused)
        return;
    for (std::size_t i = 0; i < m_impl->pool.size(); ++i) {
        m_impl->pool.at(i).post([impl = m_impl, i] {
            for (const auto &connection : impl->connections[i])
                connection->resume();
        });
    }
}

} // namespace weir::sandbox
