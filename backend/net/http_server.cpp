// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/http_server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/detail/base64.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <openssl/crypto.h>

#include <optional>
#include <thread>

namespace weir::net {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;

namespace {

std::string basicCredentials(const HttpServer::Options &options)
{
    const std::string plain = options.user + ':' + options.password;
    std::string encoded(beast::detail::base64::encoded_size(plain.size()), '\0');
    encoded.resize(beast::detail::base64::encode(encoded.data(), plain.data(), plain.size()));
    return "Basic " + encoded;
}

/// Takes as long for a wrong guess as for a right one.
bool sameSecret(std::string_view given, std::string_view wanted)
{
    return given.size() == wanted.size() && CRYPTO_memcmp(given.data(), wanted.data(), wanted.size()) == 0;
}

} // namespace

struct HttpServer::Impl {
    // Before `io`: the connections, which go with it, refer to these.
    Handler handler;
    Options options;
    std::string credentials;
    std::size_t connections = 0; // the io thread's
    std::string boundAddress;
    asio::io_context io{1};
    tcp::acceptor acceptor{io};
    std::thread thread;

    void accept();
};

namespace {

/// One connection: read, answer, read again. Keeps itself alive by its handlers.
class HttpConnection : public std::enable_shared_from_this<HttpConnection>
{
public:
    HttpConnection(tcp::socket socket, HttpServer::Handler &handler, const HttpServer::Options &options, const std::string &credentials,
                   std::size_t &count)
        : m_stream(std::move(socket))
        , m_handler(handler)
        , m_options(options)
        , m_credentials(credentials)
        , m_count(count)
    {
        ++m_count;
    }
    ~HttpConnection() { --m_count; }

    void read()
    {
        m_parser.emplace();
        m_parser->body_limit(m_options.maxBodyBytes);
        m_parser->header_limit(16 * 1024);
        m_stream.expires_after(std::chrono::seconds(m_options.idleSeconds));
        http::async_read(m_stream, m_buffer, *m_parser, [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (!error)
                self->answer();
            else if (error == http::error::body_limit)
                self->send({413, "text/plain; charset=utf-8", false, std::make_shared<std::string>("request too large\n")}, false);
        });
    }

private:
    void answer()
    {
        const auto &request = m_parser->get();
        const bool keepAlive = request.keep_alive();
        if (!m_options.user.empty()) {
            const auto given = request[http::field::authorization];
            if (!sameSecret({given.data(), given.size()}, m_credentials)) {
                send({401, "text/plain; charset=utf-8", false, std::make_shared<std::string>("authentication required\n")}, keepAlive);
                return;
            }
        }
        HttpRequest plain;
        plain.method = std::string(request.method_string());
        const auto target = request.target();
        const auto question = target.find('?');
        plain.path = std::string(target.substr(0, question));
        if (question != decltype(target)::npos)
            plain.query = std::string(target.substr(question + 1));
        plain.acceptsGzip = request[http::field::accept_encoding].find("gzip") != boost::beast::string_view::npos;
        plain.body = request.body();
        send(m_handler(plain), keepAlive);
    }

    void send(HttpResponse response, bool keepAlive)
    {
        // A span, so that the shared body is sent as it lies.
        using Body = http::span_body<const char>;
        m_body = response.body ? std::move(response.body) : std::make_shared<const std::string>();
        auto message = std::make_shared<http::response<Body>>(static_cast<http::status>(response.status), 11);
        message->set(http::field::server, "weir");
        message->set(http::field::content_type, response.contentType);
        if (response.gzip)
            message->set(http::field::content_encoding, "gzip");
        if (response.status == 401)
            message->set(http::field::www_authenticate, "Basic realm=\"weir\"");
        message->keep_alive(keepAlive);
        message->body() = {m_body->data(), m_body->size()};
        message->prepare_payload();
        m_stream.expires_after(std::chrono::seconds(m_options.idleSeconds));
        http::async_write(m_stream, *message, [self = shared_from_this(), message, keepAlive](beast::error_code error, std::size_t) {
            self->m_body.reset();
            if (error)
                return;
            if (keepAlive) {
                self->read();
                return;
            }
            beast::error_code ignored;
            self->m_stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        });
    }

    beast::tcp_stream m_stream;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    std::shared_ptr<const std::string> m_body;
    HttpServer::Handler &m_handler;
    const HttpServer::Options &m_options;
    const std::string &m_credentials;
    std::size_t &m_count;
};

base::Error listenError(const std::string &address, const std::string &words)
{
    return {base::ErrorKind::Unreachable, "http.listen", address, {}, words, 0};
}

} // namespace

void HttpServer::Impl::accept()
{
    acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
        if (error == asio::error::operation_aborted)
            return;
        if (!error && connections < options.maxConnections)
            std::make_shared<HttpConnection>(std::move(socket), handler, options, credentials, connections)->read();
        accept();
    });
}

base::Result<std::unique_ptr<HttpServer>> HttpServer::listen(const std::string &address, Handler handler)
{
    return listen(address, std::move(handler), Options());
}

base::Result<std::unique_ptr<HttpServer>> HttpServer::listen(const std::string &address, Handler handler, Options options)
{
    const auto colon = address.rfind(':');
    if (colon == std::string::npos)
        return base::fail(listenError(address, "the address has no port"));
    std::string host = address.substr(0, colon);
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    beast::error_code error;
    auto impl = std::make_unique<Impl>();
    tcp::resolver resolver(impl->io);
    const auto found = resolver.resolve(host, address.substr(colon + 1), tcp::resolver::passive, error);
    if (error || found.empty())
        return base::fail(listenError(address, error.message()));
    const tcp::endpoint endpoint = found.begin()->endpoint();
    impl->acceptor.open(endpoint.protocol(), error);
    if (!error)
        impl->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        impl->acceptor.bind(endpoint, error);
    if (!error)
        impl->acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        return base::fail(listenError(address, error.message()));
    const tcp::endpoint bound = impl->acceptor.local_endpoint();
    const std::string text = bound.address().to_string();
    impl->boundAddress = (bound.address().is_v6() ? '[' + text + ']' : text) + ':' + std::to_string(bound.port());
    impl->handler = std::move(handler);
    impl->options = std::move(options);
    impl->credentials = basicCredentials(impl->options);
    impl->accept();
    Impl *const raw = impl.get();
    impl->thread = std::thread([raw] { raw->io.run(); });
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

HttpServer::~HttpServer()
{
    m_impl->io.stop();
    m_impl->thread.join();
}

std::string HttpServer::address() const
{
    return m_impl->boundAddress;
}

} // namespace weir::net
