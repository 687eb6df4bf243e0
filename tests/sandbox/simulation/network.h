// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/server/network.h"
#include "backend/wire/frame.h"
#include "tests/sandbox/simulation/world.h"

#include <set>

namespace weir::sandbox::sim {

/// A frame on its way, without its length. `header` is that of the request, of a response too.
struct Message
{
    std::int32_t from = -1; ///< the node that sent it
    std::int32_t to = -1;
    wire::RequestHeader header;
    base::Bytes frame;
    std::optional<base::Bytes> answer; ///< set for a request: it is not delivered, this comes back instead
    nanoseconds delay{0};              ///< on top of what the network takes
};

/// Sees, and may change, what the parts of the cluster say to one another. Planted bugs live here.
class Tap
{
public:
    virtual ~Tap() = default;
    virtual void onRequest(Message &) {}
    virtual void onResponse(Message &) {}
};

class SimServer;
class SimConnection;
class SimInbound;

/// The network between the nodes: each connection keeps its order, takes a drawn time for each frame, holds what is sent
/// while its nodes are cut off from one another, and can be reset.
class SimNetwork
{
public:
    explicit SimNetwork(World &world) : world(world) {}

    World &world;
    Tap *tap = nullptr;
    nanoseconds latencyLeast{50'000};
    nanoseconds latencyMost{1'500'000};

    /// The network as that node has it. Outlived by this.
    std::unique_ptr<Network> of(std::int32_t node);
    void cut(std::int32_t a, std::int32_t b);
    void heal();
    bool isCut(std::int32_t a, std::int32_t b) const { return m_cut.contains(std::minmax(a, b)); }
    /// Ends open connections: each one of the node's with one chance in so many.
    void reset(std::int32_t node, std::uint64_t oneIn);

private:
    friend class SimServer;
    friend class SimConnection;
    friend class SimInbound;

    std::map<std::uint16_t, SimServer *> m_servers;
    std::set<std::pair<std::int32_t, std::int32_t>> m_cut;
    std::vector<std::weak_ptr<SimConnection>> m_connections;
    std::uint16_t m_nextPort = 20000;
};

/// A request of a message of that type: decoded, changed by `edit(Request &, version)`, encoded again.
template <class Request, class Edit>
bool editRequest(Message &message, Edit edit)
{
    if (message.header.apiKey != Request::apiKey)
        return false;
    const auto parsed = wire::parseRequestHeader(message.frame);
    if (!parsed)
        return false;
    auto request = wire::decode<Request>(base::ByteView(message.frame).subspan(parsed->size), message.header.apiVersion);
    if (!request)
        return false;
    edit(*request);
    auto frame = wire::encodeRequestFrame(parsed->header, *request, message.header.apiVersion);
    auto bytes = frame ? frame->flatten() : base::Result<base::Bytes>(base::Bytes{});
    if (!bytes || bytes->size() < wire::kLengthPrefix)
        return false;
    message.frame.assign(bytes->begin() + wire::kLengthPrefix, bytes->end());
    return true;
}

template <class Response>
base::Bytes encodedResponse(const wire::RequestHeader &header, const Response &response)
{
    auto frame = wire::encodeResponseFrame(header.correlationId, response, header.apiVersion);
    auto bytes = frame ? frame->flatten() : base::Result<base::Bytes>(base::Bytes{});
    return bytes && bytes->size() > wire::kLengthPrefix ? base::Bytes(bytes->begin() + wire::kLengthPrefix, bytes->end()) : base::Bytes{};
}

template <class Response, class Edit>
bool editResponse(Message &message, Edit edit)
{
    if (message.header.apiKey != Response::apiKey)
        return false;
    auto response = wire::decodeResponseFrame<Response>(message.frame, message.header.correlationId, message.header.apiVersion);
    if (!response)
        return false;
    edit(*response);
    auto bytes = encodedResponse(message.header, *response);
    if (bytes.empty())
        return false;
    message.frame = std::move(bytes);
    return true;
}

} // namespace weir::sandbox::sim
