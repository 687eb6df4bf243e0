// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/cluster/control_server.h"

#include "backend/net/io_thread_impl.h"
#include "backend/sandbox/cluster/control_verbs.h"
#include "backend/sandbox/server/handler_pool.h"

#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <deque>
#include <future>
#include <poll.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace weir::sandbox {

namespace asio = boost::asio;
using Local = asio::local::stream_protocol;

namespace {

constexpr std::size_t kMaxLine = 64U << 10;
constexpr std::size_t kMaxQueued = 4000;

base::Error socketError(const std::string &path, const std::string &what)
{
    return {base::ErrorKind::Storage, "sandbox.control", path, {}, what, 0};
}

} // namespace

struct ControlServer::Threads {
    explicit Threads(const base::Clock &clock) : io("control-io"), acts("control", clock) {}
    net::IoThread io;
    HandlerThread acts;
};

struct ControlServer::Impl : std::enable_shared_from_this<ControlServer::Impl> {
    struct Client : std::enable_shared_from_this<Client> {
        Client(Local::socket clientSocket, std::shared_ptr<Impl> implementation)
            : socket(std::move(clientSocket)), server(std::move(implementation)), input(kMaxLine)
        {
        }

        void read()
        {
            asio::async_read_until(socket, input, '\n', [self = shared_from_this()](const boost::system::error_code &error, std::size_t size) {
                // A line that had come before the socket was closed still arrives after it.
                if (error || !self->open)
                    return self->close();
                const auto begin = asio::buffers_begin(self->input.data());
                std::string line(begin, begin + static_cast<std::ptrdiff_t>(size));
                self->input.consume(size);
                self->server->onLine(self, std::move(line));
                self->read();
            });
        }
        void send(std::string line)
        {
            if (!open || output.size() > kMaxQueued)
                return;
            line += '\n';
            output.push_back(std::move(line));
            if (output.size() == 1)
                write();
        }
        void write()
        {
            asio::async_write(socket, asio::buffer(output.front()), [self = shared_from_this()](const boost::system::error_code &error, std::size_t) {
                if (error)
                    return self->close();
                self->output.pop_front();
                if (!self->output.empty())
                    self->write();
            });
        }
        void close()
        {
            if (!std::exchange(open, false))
                return;
            boost::system::error_code ignored;
            socket.close(ignored);
            server->clients.erase(shared_from_this());
        }

        Local::socket socket;
        std::shared_ptr<Impl> server;
        asio::streambuf input;
        std::deque<std::string> output;
        bool open = true;
        bool subscribed = false;
    };

    Impl(Engine &theEngine, Threads &threads, Options theOptions)
        : engine(theEngine)
        , options(std::move(theOptions))
        , io(threads.io)
        , acceptor(io.impl()->context)
        , acts(threads.acts)
    {
    }

    void acceptNext()
    {
        acceptor.async_accept([self = shared_from_this()](const boost::system::error_code &error, Local::socket socket) {
            // One that had come before the acceptor was closed is not served after it.
            if (error || !self->acceptor.is_open())
                return;
            auto client = std::make_shared<Client>(std::move(socket), self);
            self->clients.insert(client);
            client->read();
            self->acceptNext();
        });
    }

    void onLine(const std::shared_ptr<Client> &client, std::string line)
    {
        if (isSubscription(line))
            client->subscribed = true;
        acts.post([self = shared_from_this(), client, line = std::move(line)] {
            VerbContext context{self->engine, self->demo, self->options.demo, self->options.startMs};
            bool shutdown = false;
            std::string answer = answerVerb(context, line, shutdown);
            self->io.post([client, answer = std::move(answer)]() mutable { client->send(std::move(answer)); });
            if (shutdown && self->options.shutdown && !std::exchange(self->shutdownTold, true))
                self->options.shutdown();
        });
    }

    void tick()
    {
        engine.tick();
        acts.after(std::chrono::milliseconds(250), [weak = weak_from_this()] {
            if (const auto self = weak.lock())
                self->tick();
        });
    }

    /// The first member, so destroyed last: nothing of this uses the threads from then on.
    struct End {
        std::promise<void> told;
        ~End() { told.set_value(); }
    };
    End end;
    Engine &engine;
    Options options;
    std::set<std::shared_ptr<Client>> clients; ///< on the io thread
    std::unique_ptr<DemoControl> demo;         ///< on the acts thread
    bool shutdownTold = false;                 ///< on the acts thread
    net::IoThread &io;
    Local::acceptor acceptor;
    HandlerThread &acts;
};

ControlServer::ControlServer(Engine &engine, const base::Clock &clock, Options options)
    : m_threads(std::make_unique<Threads>(clock))
    , m_impl(std::make_shared<Impl>(engine, *m_threads, std::move(options)))
{}

ControlServer::~ControlServer()
{
    m_impl->engine.events().listen({});
    std::promise<void> ended;
    m_impl->acts.post([&] {
        if (m_impl->demo)
            m_impl->demo->stop();
        m_impl->demo.reset();
        ended.set_value();
    });
    ended.get_future().wait();
    m_impl->acts.stop();
    std::promise<void> closed;
    m_impl->io.post([&] {
        boost::system::error_code ignored;
        m_impl->acceptor.close(ignored);
        for (const auto &client : std::set(m_impl->clients))
            client->close();
        closed.set_value();
    });
    closed.get_future().wait();
    ::unlink(m_impl->options.path.c_str());
    // What was cancelled just now is still to be told so, and holds the implementation until then; as does an event that is
    // being told on another thread. Whoever lets go of it last takes it apart there, and the threads must outlive that.
    const auto gone = m_impl->end.told.get_future();
    m_threads->acts.forgetAll();
    m_impl.reset();
    gone.wait();
}

base::Status ControlServer::start()
{
    const std::string &path = m_impl->options.path;
    ::unlink(path.c_str());
    boost::system::error_code error;
    if (path.size() > 107)
        return base::fail(socketError(path, "the path is longer than the 107 characters that a socket's may have"));
    // The lock on the directory says that no other sandbox is here; the mode is right from the first moment on.
    const mode_t before = ::umask(0177);
    m_impl->acceptor.open(Local(), error);
    if (!error)
        m_impl->acceptor.bind(Local::endpoint(path), error);
    ::umask(before);
    if (!error)
        m_impl->acceptor.listen(16, error);
    if (error)
        return base::fail(socketError(path, error.message()));
    m_impl->engine.events().listen([weak = std::weak_ptr<Impl>(m_impl)](const SandboxEvent &event) {
        if (const auto impl = weak.lock()) {
            impl->io.post([weak, line = eventLine(event)] {
                if (const auto alive = weak.lock()) {
                    for (const auto &client : std::set(alive->clients)) {
                        if (client->subscribed)
                            client->send(line);
                    }
                }
            });
        }
    });
    m_impl->io.post([impl = m_impl] { impl->acceptNext(); });
    m_impl->acts.post([impl = m_impl] { impl->tick(); });
    return {};
}

base::Status ControlServer::startDemo()
{
    std::promise<base::Status> done;
    m_impl->acts.post([&] {
        VerbContext context{m_impl->engine, m_impl->demo, m_impl->options.demo, m_impl->options.startMs};
        done.set_value(switchDemo(context, true));
    });
    return done.get_future().get();
}

base::Result<std::string> callControl(const std::string &path, const std::string &line, const std::function<bool(const std::string &)> &onEvent,
                                      std::optional<std::chrono::milliseconds> limit)
{
    asio::io_context context;
    Local::socket socket(context);
    boost::system::error_code error;
    socket.connect(Local::endpoint(path), error);
    if (error)
        return base::fail({base::ErrorKind::Unreachable, "sandbox.control", path, {}, error.message(), 0});
    asio::write(socket, asio::buffer(line + "\n"), error);
    asio::streambuf input;
    std::string answer;
    while (!error) {
        if (limit && input.size() == 0) {
            pollfd waiting{socket.native_handle(), POLLIN, 0};
            if (::poll(&waiting, 1, static_cast<int>(limit->count())) == 0)
                return base::fail(base::ErrorKind::Timeout, "sandbox.control", path);
        }
        const std::size_t size = asio::read_until(socket, input, '\n', error);
        if (error)
            break;
        const auto begin = asio::buffers_begin(input.data());
        std::string text(begin, begin + static_cast<std::ptrdiff_t>(size - 1));
        input.consume(size);
        const bool isAnswer = answer.empty() && !isEventLine(text);
        if (isAnswer)
            answer = text;
        if (isAnswer && !onEvent)
            return answer;
        if (onEvent && !onEvent(text))
            return answer;
    }
    if (!answer.empty())
        return answer;
    return base::fail({base::ErrorKind::Unreachable, "sandbox.control", path, {}, error.message(), 0});
}

} // namespace weir::sandbox
