// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/net/client_config.h"
#include "backend/sandbox/core/session.h"
#include "backend/sandbox/server/counters.h"
#include "backend/wire/frame.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace weir::sandbox {

class ListenerSecurity;
class NetworkPool;

/// What may be in progress on one connection at the same time. Kafka takes one request at a time; here those that cannot
/// see each other's effects overlap, and all responses leave in the order of the requests.
enum class Pace : std::uint8_t {
    Alone,   ///< starts when everything before it is answered
    Read,    ///< overlaps with other reads
    Produce, ///< overlaps with other produces; partitions keep their order by their owners' queues
};

namespace detail {
class Connection;
}

/// Answers one request, once, from any thread. Dropped without an answer it closes the connection, so that no client
/// waits for what nobody will send.
class Responder
{
public:
    Responder(std::shared_ptr<detail::Connection> connection, std::uint64_t slot, std::int16_t apiKey);

    /// A whole response frame with its length prefix. Its client went beyond a quota: nothing more is read of the
    /// connection for `quiet` (KIP-219).
    void send(wire::EncodedFrame frame, std::chrono::milliseconds quiet = {}) const;
    /// The request has no response (acks=0).
    void sendNothing(std::chrono::milliseconds quiet = {}) const;
    /// Ends the connection; one line in the log says why.
    void close(std::string reason) const;
    /// The handler has done what it can and waits for something: splits local from remote time.
    void parked() const;
    /// What the client says it is (ApiVersions v3 on); part of the session of later requests.
    void setClientSoftware(std::string name, std::string version) const;
    /// A handler took the request from the queue.
    void started() const;
    /// Time that handlers have had it so far, without the time that it was parked.
    std::int64_t handledNs() const;

private:
    struct State;
    // Shared: a parked request is held by whatever may complete it.
    std::shared_ptr<State> m_state;
};

/// A request as it came off a socket.
struct InboundRequest {
    wire::RequestHeader header;
    base::ByteView body;
    std::shared_ptr<const void> keep; ///< the memory behind body
    // Shared: the session is the connection's and the same for most of its requests.
    std::shared_ptr<const Session> session;
};

/// Takes the requests of a server. Called on network threads; must not block.
class RequestSink
{
public:
    virtual ~RequestSink() = default;
    virtual void accept(InboundRequest request, Responder responder) = 0;
    virtual Pace paceOf(std::int16_t apiKey) const = 0;
    /// True while the queues are full: sockets are then not read.
    virtual bool overloaded() const = 0;
    /// For how long a new connection from that address is left without a word before it is closed, as too many come from
    /// there; 0: it is welcome.
    virtual std::chrono::milliseconds connectionDelay(const std::string & /*host*/) { return {}; }
};

struct ListenerConfig {
    std::string name = "PLAINTEXT";
    std::string host = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: any free one
    std::string advertised; ///< the host that clients are told; empty: the same
    // Shared: its connections read it as long as they live. Null: PLAINTEXT.
    std::shared_ptr<const ListenerSecurity> security;

    const std::string &advertisedHost() const { return advertised.empty() ? host : advertised; }
    net::SecurityProtocol protocol() const;
};

struct ServerConfig {
    std::size_t maxRequestBytes = 100 * 1024 * 1024; ///< socket.request.max.bytes
    int maxConnections = 2147483647;                 ///< max.connections
    std::chrono::milliseconds maxIdle{600'000};      ///< connections.max.idle.ms
    int sendBufferBytes = -1;                        ///< socket.send.buffer.bytes; -1: the system's
    int receiveBufferBytes = -1;                     ///< socket.receive.buffer.bytes
    int backlog = 50;                                ///< socket.listen.backlog.size
};

/// One line for the log of the sandbox.
using ServerLog = std::function<void(std::string line)>;

/// The listeners and connections of one broker, on network threads that brokers share. Methods: any one thread that is
/// not a network thread.
class SocketServer
{
public:
    /// Everything passed must outlive the server.
    SocketServer(NetworkPool &pool, RequestSink &sink, ServerConfig config, ServerLog log);
    /// close().
    ~SocketServer();
    SocketServer(const SocketServer &) = delete;
    SocketServer &operator=(const SocketServer &) = delete;

    /// Binds; the port is taken from here on, and connections wait until accept(). Error: Conflict where the port is in
    /// use, Invalid for an address that is not ours; action `sandbox.listen`, target host:port.
    base::Status listen(const ListenerConfig &listener);
    void accept();
    /// Stops accepting and ends all connections; returns when no callback is running any more.
    void close();

    /// The ports in the order of listen().
    std::vector<std::uint16_t> ports() const;
    const ServerCounters &counters() const;

    /// While held, nothing is read, started or sent, as with a stopped process. Any thread.
    void setPaused(bool paused);

private:
    struct Impl;
    // Shared with connections that are on their way out.
    std::shared_ptr<Impl> m_impl;
};

} // namespace weir::sandbox
