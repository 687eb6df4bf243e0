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
#include <optional>
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

/// The connection that a request came by, as its Responder sees it.
class AnswerSink
{
public:
    virtual ~AnswerSink() = default;

    /// Runs the work where the connection lives. Any thread.
    virtual void post(std::function<void()> work) = 0;
    /// Any thread.
    virtual ServerCounters &counters() = 0;

    // --- there only
    /// Nothing as the frame: the request has no response. `quiet`: how long nothing is read or started afterwards, as a
    /// quota was broken.
    virtual void answer(std::uint64_t slot, std::optional<wire::EncodedFrame> frame, std::int64_t answeredNs, std::chrono::milliseconds quiet) = 0;
    /// Ends it; safe to call again. An empty reason is an ordinary end and leaves no line in the log.
    virtual void close(const std::string &reason) = 0;
    virtual void setSoftware(std::string name, std::string version) = 0;
};

/// Answers one request, once, from any thread. Dropped without an answer it closes the connection, so that no client
/// waits for what nobody will send.
class Responder
{
public:
    Responder(std::shared_ptr<AnswerSink> connection, std::uint64_t slot, std::int16_t apiKey);

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
    /// That connection has ended, but not by the server's own end. On its network thread; must only post.
    virtual void disconnected(std::uint64_t /*connectionId*/) {}
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

/// The listeners and connections of one node. Methods: any one thread that is not a network thread, unless said.
class RequestServer
{
public:
    /// close().
    virtual ~RequestServer() = default;

    /// Binds; the port is taken from here on, and connections wait until accept(). Error: Conflict where the port is in
    /// use, Invalid for an address that is not ours; action `sandbox.listen`, target host:port.
    virtual base::Status listen(const ListenerConfig &listener) = 0;
    virtual void accept() = 0;
    /// Stops accepting and ends all connections; returns when no callback is running any more.
    virtual void close() = 0;

    /// The ports in the order of listen().
    virtual std::vector<std::uint16_t> ports() const = 0;
    virtual const ServerCounters &counters() const = 0;

    /// While held, nothing is read, started or sent, as with a stopped process. Any thread.
    virtual void setPaused(bool paused) = 0;
};

/// Those of sockets, on network threads that brokers share.
class SocketServer final : public RequestServer
{
public:
    /// Everything passed must outlive the server.
    SocketServer(NetworkPool &pool, RequestSink &sink, ServerConfig config, ServerLog log);
    ~SocketServer() override;
    SocketServer(const SocketServer &) = delete;
    SocketServer &operator=(const SocketServer &) = delete;

    base::Status listen(const ListenerConfig &listener) override;
    void accept() override;
    void close() override;
    std::vector<std::uint16_t> ports() const override;
    const ServerCounters &counters() const override;
    void setPaused(bool paused) override;

private:
    struct Impl;
    // Shared with connections that are on their way out.
    std::shared_ptr<Impl> m_impl;
};

} // namespace weir::sandbox
