// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/connection.h"
#include "backend/sandbox/server/socket_server.h"

namespace weir::sandbox {

/// How a node is reached, and how it reaches others: by sockets (NetworkPool), or over what a test puts in their place.
class Network
{
public:
    virtual ~Network() = default;

    /// Network threads, as `num.network.threads` tells.
    virtual std::size_t size() const = 0;
    /// The doors of one node. Everything passed must outlive them, and so must this.
    virtual std::unique_ptr<RequestServer> makeServer(RequestSink &sink, ServerConfig config, ServerLog log) = 0;
    /// As net::Connection::open(), on the thread of that index. Any thread.
    virtual std::shared_ptr<net::Connection> connect(std::size_t thread, const net::Address &address, net::ConnectionOptions options) = 0;
};

} // namespace weir::sandbox
