// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"

#include <functional>
#include <memory>
#include <string>

namespace weir::net {

struct HttpRequest {
    std::string method; ///< "GET"
    std::string path;   ///< without the query
    std::string query;  ///< without the '?'
    bool acceptsGzip = false;
    std::string body;
};

struct HttpResponse {
    int status = 200;
    std::string contentType = "text/plain; charset=utf-8";
    bool gzip = false; ///< the body is gzipped
    /// Shared, so that a large answer made once is sent to many without a copy.
    std::shared_ptr<const std::string> body;
};

/// A small HTTP/1.1 server (RFC 9110, 9112) on one thread of its own, with keep-alive, bounded requests, a bounded number of
/// connections and optional basic authentication. Slow clients hold up nobody: each is asynchronous, with a deadline.
class HttpServer
{
public:
    struct Options {
        std::string user; ///< empty: no authentication
        std::string password;
        std::size_t maxBodyBytes = 1024 * 1024;
        std::size_t maxConnections = 256;
        int idleSeconds = 60;
    };
    /// Called on the server's thread; must be quick.
    using Handler = std::function<HttpResponse(const HttpRequest &)>;

    /// `address` is "127.0.0.1:9308", "[::1]:9308" or "127.0.0.1:0" for a free port.
    static base::Result<std::unique_ptr<HttpServer>> listen(const std::string &address, Handler handler, Options options);
    static base::Result<std::unique_ptr<HttpServer>> listen(const std::string &address, Handler handler);
    /// Ends the thread; connections are closed.
    ~HttpServer();

    std::string address() const; ///< as bound, "127.0.0.1:9308"

private:
    struct Impl;
    explicit HttpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace weir::net
