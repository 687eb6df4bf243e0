// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/simulation/network.h"

#include "backend/wire/messages/api_versions.h"

#include <algorithm>
#include <deque>

namespace weir::sandbox::sim {

namespace {

base::Bytes withoutLength(const base::Bytes &frame)
{
    return {frame.begin() + wire::kLengthPrefix, frame.end()};
}

} // namespace

/// The listeners of one node.
class SimServer final : public RequestServer
{
public:
    SimServer(SimNetwork &network, std::int32_t node, RequestSink &sink) : m_network(network), m_node(node), m_sink(sink) {}
    ~SimServer() override { close(); }

    base::Status listen(const ListenerConfig &listener) override
    {
        const std::uint16_t port = listener.port != 0 ? listener.port : m_network.m_nextPort++;
        if (!m_network.m_servers.emplace(port, this).second)
            return base::fail(base::ErrorKind::Conflict, "sandbox.listen", std::to_string(port));
        m_ports.push_back(port);
        m_names.push_back(listener.name);
        return {};
    }
    void accept() override;
    void close() override;
    std::vector<std::uint16_t> ports() const override { return m_ports; }
    const ServerCounters &counters() const override { return m_counters; }
    void setPaused(bool paused) override;

private:
    friend class SimInbound;
    friend class SimConnection;

    std::shared_ptr<SimInbound> take(const std::shared_ptr<SimConnection> &client, std::uint16_t port);

    SimNetwork &m_network;
    std::int32_t m_node;
    RequestSink &m_sink;
    ServerCounters m_counters;
    std::vector<std::uint16_t> m_ports;
    std::vector<std::string> m_names;
    std::vector<std::shared_ptr<SimInbound>> m_inbound;
    std::uint64_t m_nextConnection = 1;
    bool m_accepting = false;
    bool m_paused = false;
    bool m_closed = false;
};

/// The client's end.
class SimConnection final : public net::Connection, public std::enable_shared_from_this<SimConnection>
{
public:
    SimConnection(SimNetwork &network, std::int32_t node, net::Address address, net::ConnectionOptions options)
        : m_network(network), m_node(node), m_address(std::move(address)), m_options(std::move(options))
    {
    }
    ~SimConnection() override { end(base::ErrorKind::Cancelled, false); }

    void start();
    net::RequestHandle sendRaw(net::RawRequest request, net::Deadline deadline, net::RawCallback done) override;
    const net::Address &address() const override { return m_address; }
    bool isOpen() const override { return m_open; }
    std::size_t pending() const override { return m_exchanges.size(); }
    void close() override { end(base::ErrorKind::Cancelled, false); }

    /// Runs the work at the other end when it gets there; what is sent first gets there first. Held while cut off.
    void transmit(bool toServer, nanoseconds delay, std::function<void()> arrive);
    void release();
    void lose() { end(base::ErrorKind::Unreachable, true); }
    void receive(Message message);

    std::int32_t peer = -1;
    std::int32_t node() const { return m_node; }

private:
    struct Exchange {
        net::RawRequest request;
        net::RawCallback done;
        std::int32_t correlationId = 0;
        std::int16_t version = -1;
        bool sent = false;
    };
    void connect();
    void askVersions();
    void pump();
    void write(Exchange &exchange);
    void finish(std::uint64_t id, base::Result<net::RawResponse> result);
    void end(base::ErrorKind kind, bool tell);
    base::Error error(base::ErrorKind kind) const { return {kind, "broker.connection", m_address.toString(), {}, {}, 0}; }

    SimNetwork &m_network;
    std::int32_t m_node;
    net::Address m_address;
    net::ConnectionOptions m_options;
    std::shared_ptr<SimInbound> m_inbound;
    std::map<std::uint64_t, Exchange> m_exchanges;
    std::map<std::int32_t, std::uint64_t> m_inFlight;
    std::optional<net::PeerInfo> m_peer;
    std::uint64_t m_nextExchange = 1;
    std::int32_t m_nextCorrelation = 1;
    bool m_open = true;
    nanoseconds m_last[2]{};
    std::deque<std::function<void()>> m_held[2];
};

/// The server's end: what begins when and leaves in which order, as with a socket.
class SimInbound final : public AnswerSink, public std::enable_shared_from_this<SimInbound>
{
public:
    SimInbound(SimServer &server, std::weak_ptr<SimConnection> client, Session session)
        : m_server(&server), m_client(std::move(client)), m_session(std::make_shared<const Session>(std::move(session))), m_world(server.m_network.world)
    {
    }

    void post(std::function<void()> work) override { m_world.after({}, std::move(work)); }
    ServerCounters &counters() override { return m_counters; }
    void answer(std::uint64_t slot, std::optional<wire::EncodedFrame> frame, std::int64_t answeredNs, milliseconds quiet) override;
    void close(const std::string &reason) override;
    void setSoftware(std::string name, std::string version) override;
    void receive(Message message);
    void proceed();
    /// The server is gone.
    void forget() { m_server = nullptr; }

private:
    struct Slot {
        wire::RequestHeader header;
        std::optional<InboundRequest> request;
        std::optional<base::Bytes> response;
        Pace pace = Pace::Alone;
        bool started = false;
        bool answered = false;
    };

    SimServer *m_server;
    std::weak_ptr<SimConnection> m_client;
    std::shared_ptr<const Session> m_session;
    World &m_world;
    ServerCounters m_counters; ///< its own: answers may come after the server has gone
    std::deque<Slot> m_slots;
    std::uint64_t m_firstSlot = 0;
    std::size_t m_running = 0;
    Pace m_runningPace = Pace::Alone;
};

// --- SimServer

std::shared_ptr<SimInbound> SimServer::take(const std::shared_ptr<SimConnection> &client, std::uint16_t port)
{
    Session session;
    session.connectionId = m_nextConnection++;
    session.listener = m_names[static_cast<std::size_t>(std::find(m_ports.begin(), m_ports.end(), port) - m_ports.begin())];
    session.clientHost = "/10.0.0." + std::to_string(client->node() % 250);
    auto inbound = std::make_shared<SimInbound>(*this, client, std::move(session));
    m_inbound.push_back(inbound);
    return inbound;
}

void SimServer::accept()
{
    m_accepting = true;
    setPaused(m_paused);
}

void SimServer::setPaused(bool paused)
{
    m_paused = paused;
    const auto all = m_inbound;
    for (const auto &inbound : all)
        inbound->proceed();
}

void SimServer::close()
{
    if (std::exchange(m_closed, true))
        return;
    for (const std::uint16_t port : m_ports)
        m_network.m_servers.erase(port);
    const auto all = std::move(m_inbound);
    m_inbound.clear();
    for (const auto &inbound : all) {
        inbound->close({});
        inbound->forget();
    }
}

// --- SimInbound

void SimInbound::receive(Message message)
{
    if (m_server == nullptr)
        return;
    const auto frame = std::make_shared<const base::Bytes>(std::move(message.frame));
    auto parsed = wire::parseRequestHeader(*frame);
    if (!parsed)
        return close("header");
    auto session = std::make_shared<Session>(*m_session);
    session->clientId = parsed->header.clientId.value_or(std::string());
    m_session = std::move(session);
    Slot slot;
    slot.header = parsed->header;
    slot.pace = m_server->m_sink.paceOf(parsed->header.apiKey);
    slot.request = InboundRequest{parsed->header, base::ByteView(*frame).subspan(parsed->size), frame, m_session};
    m_slots.push_back(std::move(slot));
    proceed();
}

void SimInbound::proceed()
{
    if (m_server == nullptr || m_server->m_paused || !m_server->m_accepting)
        return;
    while (!m_slots.empty() && m_slots.front().answered) {
        Slot slot = std::move(m_slots.front());
        m_slots.pop_front();
        ++m_firstSlot;
        const auto client = m_client.lock();
        if (!slot.response || !client)
            continue;
        Message message{m_server->m_node, client->node(), slot.header, std::move(*slot.response), {}, {}};
        if (m_server->m_network.tap != nullptr)
            m_server->m_network.tap->onResponse(message);
        const auto delay = message.delay;
        client->transmit(false, delay, [weak = m_client, message = std::move(message)]() mutable {
            if (const auto end = weak.lock())
                end->receive(std::move(message));
        });
    }
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        Slot &slot = m_slots[i];
        if (slot.started)
            continue;
        if (m_running > 0 && (slot.pace == Pace::Alone || slot.pace != m_runningPace))
            return;
        slot.started = true;
        ++m_running;
        m_runningPace = slot.pace;
        InboundRequest request = std::move(*slot.request);
        slot.request.reset();
        m_server->m_sink.accept(std::move(request), Responder(shared_from_this(), m_firstSlot + i, slot.header.apiKey));
    }
}

void SimInbound::answer(std::uint64_t slotId, std::optional<wire::EncodedFrame> frame, std::int64_t, milliseconds)
{
    if (m_server == nullptr || slotId < m_firstSlot || slotId - m_firstSlot >= m_slots.size())
        return;
    Slot &slot = m_slots[slotId - m_firstSlot];
    if (std::exchange(slot.answered, true))
        return;
    if (frame) {
        if (auto bytes = frame->flatten())
            slot.response = withoutLength(*bytes);
        else
            return close("a response that cannot be read");
    }
    --m_running;
    proceed();
}

void SimInbound::close(const std::string &)
{
    if (m_server == nullptr)
        return;
    if (const auto client = m_client.lock()) {
        client->transmit(false, {}, [weak = m_client] {
            if (const auto end = weak.lock())
                end->lose();
        });
    }
    m_client.reset();
    m_slots.clear();
    SimServer &server = *std::exchange(m_server, nullptr);
    std::erase_if(server.m_inbound, [this](const auto &one) { return one.get() == this; });
    if (!server.m_closed)
        server.m_sink.disconnected(m_session->connectionId);
}

void SimInbound::setSoftware(std::string name, std::string version)
{
    auto session = std::make_shared<Session>(*m_session);
    session->clientSoftwareName = std::move(name);
    session->clientSoftwareVersion = std::move(version);
    m_session = std::move(session);
}

// --- SimConnection

void SimConnection::start()
{
    m_network.m_connections.push_back(weak_from_this());
    m_network.world.after(m_network.world.between(m_network.latencyLeast, m_network.latencyMost), [weak = weak_from_this()] {
        if (const auto self = weak.lock(); self && self->m_open)
            self->connect();
    });
}

void SimConnection::connect()
{
    const auto found = m_network.m_servers.find(m_address.port);
    if (found == m_network.m_servers.end())
        return lose();
    peer = found->second->m_node;
    if (m_network.isCut(m_node, peer)) {
        m_network.world.after(m_options.config.connectTimeout, [weak = weak_from_this()] {
            if (const auto self = weak.lock(); self && self->m_open)
                self->lose();
        });
        return;
    }
    m_inbound = found->second->take(shared_from_this(), m_address.port);
    askVersions();
}

void SimConnection::askVersions()
{
    wire::ApiVersionsRequest request;
    request.clientSoftwareName = "simulation";
    request.clientSoftwareVersion = "1";
    Exchange exchange;
    exchange.request = rawRequest(std::move(request));
    exchange.version = 3;
    exchange.done = [weak = weak_from_this()](base::Result<net::RawResponse> raw) {
        const auto self = weak.lock();
        if (!raw || !self)
            return;
        auto response = wire::decodeResponseFrame<wire::ApiVersionsResponse>(*raw->frame, raw->correlationId, raw->version);
        if (!response)
            return self->lose();
        self->m_peer.emplace();
        for (const auto &api : response->apiKeys)
            self->m_peer->apis[api.apiKey] = {api.minVersion, api.maxVersion};
        if (self->m_options.onReady)
            self->m_options.onReady(*self->m_peer);
        self->pump();
    };
    write(m_exchanges.emplace(0, std::move(exchange)).first->second);
}

net::RequestHandle SimConnection::sendRaw(net::RawRequest request, net::Deadline deadline, net::RawCallback done)
{
    const std::uint64_t id = m_nextExchange++;
    Exchange exchange;
    exchange.request = std::move(request);
    exchange.done = [executor = m_options.executor, done = std::move(done)](base::Result<net::RawResponse> result) {
        if (executor)
            executor([done, result = std::move(result)]() mutable { done(std::move(result)); });
        else
            done(std::move(result));
    };
    if (!m_open) {
        exchange.done(base::fail(error(base::ErrorKind::Unreachable)));
        return {};
    }
    m_exchanges.emplace(id, std::move(exchange));
    const auto left = deadline.at.time_since_epoch() - m_network.world.now();
    m_network.world.after(std::chrono::duration_cast<nanoseconds>(left), [weak = weak_from_this(), id] {
        if (const auto self = weak.lock())
            self->finish(id, base::fail(self->error(base::ErrorKind::Timeout)));
    });
    pump();
    return net::RequestHandle([weak = weak_from_this(), id] {
        if (const auto self = weak.lock())
            self->finish(id, base::fail(self->error(base::ErrorKind::Cancelled)));
    });
}

void SimConnection::pump()
{
    if (!m_peer)
        return;
    std::vector<std::uint64_t> refused;
    for (auto &[id, exchange] : m_exchanges) {
        if (exchange.sent)
            continue;
        const auto version = m_peer->common(exchange.request.apiKey, exchange.request.versions);
        if (!version) {
            refused.push_back(id);
            continue;
        }
        exchange.version = *version;
        write(exchange);
    }
    for (const auto id : refused)
        finish(id, base::fail(error(base::ErrorKind::Unsupported)));
}

void SimConnection::write(Exchange &exchange)
{
    exchange.sent = true;
    exchange.correlationId = m_nextCorrelation++;
    wire::RequestHeader header;
    header.apiKey = exchange.request.apiKey;
    header.apiVersion = exchange.version;
    header.correlationId = exchange.correlationId;
    header.clientId = m_options.config.clientId;
    auto frame = exchange.request.encode(exchange.version, header);
    if (!frame)
        return lose();
    for (const auto &[id, one] : m_exchanges) {
        if (&one == &exchange)
            m_inFlight[exchange.correlationId] = id;
    }
    Message message{m_node, peer, header, withoutLength(*frame), {}, {}};
    if (m_network.tap != nullptr)
        m_network.tap->onRequest(message);
    const auto delay = message.delay;
    if (message.answer) {
        message.frame = std::move(*message.answer);
        transmit(false, delay, [weak = weak_from_this(), message = std::move(message)]() mutable {
            if (const auto self = weak.lock())
                self->receive(std::move(message));
        });
        return;
    }
    transmit(true, delay, [inbound = std::weak_ptr(m_inbound), message = std::move(message)]() mutable {
        if (const auto end = inbound.lock())
            end->receive(std::move(message));
    });
}

void SimConnection::transmit(bool toServer, nanoseconds delay, std::function<void()> arrive)
{
    World &world = m_network.world;
    nanoseconds &last = m_last[toServer ? 1 : 0];
    last = std::max(last, world.now() + delay + world.between(m_network.latencyLeast, m_network.latencyMost));
    world.after(last - world.now(), [weak = weak_from_this(), toServer, arrive = std::move(arrive)]() mutable {
        const auto self = weak.lock();
        if (!self || !self->m_open)
            return;
        auto &held = self->m_held[toServer ? 1 : 0];
        if (!held.empty() || self->m_network.isCut(self->m_node, self->peer))
            held.push_back(std::move(arrive));
        else
            arrive();
    });
}

void SimConnection::release()
{
    for (auto &held : m_held) {
        const auto work = std::exchange(held, {});
        for (const auto &arrive : work)
            arrive();
    }
}

void SimConnection::receive(Message message)
{
    if (!m_open || message.frame.size() < 4)
        return;
    const auto found = m_inFlight.find(base::readBigEndian<std::int32_t>(message.frame.data()));
    if (found == m_inFlight.end())
        return;
    const std::uint64_t id = found->second;
    const std::int32_t correlationId = found->first;
    m_inFlight.erase(found);
    finish(id, net::RawResponse{message.header.apiVersion, correlationId, std::make_shared<const base::Bytes>(std::move(message.frame))});
}

void SimConnection::finish(std::uint64_t id, base::Result<net::RawResponse> result)
{
    const auto found = m_exchanges.find(id);
    if (found == m_exchanges.end())
        return;
    const auto done = std::move(found->second.done);
    m_exchanges.erase(found);
    done(std::move(result));
}

void SimConnection::end(base::ErrorKind kind, bool tell)
{
    if (!std::exchange(m_open, false))
        return;
    if (m_inbound) {
        // The other end hears of it in its own time, and holds nobody up meanwhile.
        m_network.world.after(m_network.latencyMost, [inbound = std::weak_ptr(m_inbound)] {
            if (const auto end = inbound.lock())
                end->close({});
        });
        m_inbound.reset();
    }
    const auto exchanges = std::exchange(m_exchanges, {});
    for (const auto &[id, exchange] : exchanges)
        exchange.done(base::fail(error(kind)));
    if (tell && m_options.onClosed)
        m_options.onClosed(error(kind));
}

// --- SimNetwork

std::unique_ptr<Network> SimNetwork::of(std::int32_t node)
{
    class Node final : public Network
    {
    public:
        Node(SimNetwork &network, std::int32_t id) : m_network(network), m_id(id) {}
        std::size_t size() const override { return 1; }
        std::unique_ptr<RequestServer> makeServer(RequestSink &sink, ServerConfig, ServerLog) override
        {
            return std::make_unique<SimServer>(m_network, m_id, sink);
        }
        std::shared_ptr<net::Connection> connect(std::size_t, const net::Address &address, net::ConnectionOptions options) override
        {
            auto connection = std::make_shared<SimConnection>(m_network, m_id, address, std::move(options));
            connection->start();
            return connection;
        }

    private:
        SimNetwork &m_network;
        std::int32_t m_id;
    };
    return std::make_unique<Node>(*this, node);
}

void SimNetwork::cut(std::int32_t a, std::int32_t b)
{
    if (a != b)
        m_cut.insert(std::minmax(a, b));
}

void SimNetwork::heal()
{
    m_cut.clear();
    const auto all = m_connections;
    for (const auto &weak : all) {
        if (const auto connection = weak.lock(); connection && connection->isOpen())
            connection->release();
    }
    std::erase_if(m_connections, [](const auto &weak) { return weak.expired(); });
}

void SimNetwork::reset(std::int32_t node, std::uint64_t oneIn)
{
    const auto all = m_connections;
    for (const auto &weak : all) {
        const auto connection = weak.lock();
        if (connection && connection->isOpen() && (connection->node() == node || connection->peer == node) && world.oneIn(oneIn))
            connection->lose();
    }
}

} // namespace weir::sandbox::sim
