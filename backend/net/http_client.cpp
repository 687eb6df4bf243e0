// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/http_client.h"

#include "backend/net/tls_context_impl.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace weir::net {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using base::ErrorKind;
using boost::system::error_code;

constexpr auto kAwait = asio::experimental::as_tuple(asio::use_awaitable);

struct Url {
    bool tls = false;
    std::string host; ///< an IPv6 address without its brackets
    std::string authority;
    std::string port;
    std::string target;
};

std::optional<Url> parse(std::string_view text)
{
    Url url;
    if (text.starts_with("https://"))
        url.tls = true;
    else if (!text.starts_with("http://"))
        return std::nullopt;
    text.remove_prefix(url.tls ? 8 : 7);
    const auto end = std::min(text.find_first_of("/?#"), text.size());
    std::string_view host = text.substr(0, end);
    const std::string_view rest = text.substr(end, std::min(text.find('#'), text.size()) - end);
    url.target = rest.starts_with('/') ? std::string(rest) : "/" + std::string(rest);
    url.authority = host;
    url.port = url.tls ? "443" : "80";
    const auto colon = host.rfind(':');
    if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
        const std::string_view port = host.substr(colon + 1);
        std::uint16_t number = 0;
        const auto [parsed, wrong] = std::from_chars(port.data(), port.data() + port.size(), number);
        if (wrong != std::errc() || parsed != port.data() + port.size() || number == 0)
            return std::nullopt;
        url.port = port;
        host = host.substr(0, colon);
    }
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    url.host = host;
    // Names and passwords have no place in it, and what is not printable none in a request.
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (url.host.empty() || url.authority.find('@') != std::string::npos || !plain)
        return std::nullopt;
    return url;
}

class Get
{
public:
    Get(const std::string &name, Url url, const HttpGetOptions &options, TlsContext *tls)
        : m_name(name), m_url(std::move(url)), m_options(options), m_tls(tls)
    {
    }

    base::Result<std::string> run(const std::stop_token &stop)
    {
        const std::stop_callback stopped(stop, [this] { m_io.stop(); });
        asio::co_spawn(m_io, connect(), [this](const std::exception_ptr &thrown, base::Result<std::string> result) {
            m_result = thrown ? base::Result<std::string>(failed(ErrorKind::Bug, "it threw")) : std::move(result);
        });
        m_io.run_for(m_options.timeout);
        if (m_result)
            return std::move(*m_result);
        return stop.stop_requested() ? failed(ErrorKind::Cancelled, "it was taken back") : failed(ErrorKind::Timeout, "no answer in time");
    }

private:
    tl::unexpected<base::Error> failed(ErrorKind kind, std::string why) const { return base::fail(kind, "http.get", m_name, std::move(why)); }

    asio::awaitable<base::Result<std::string>> connect()
    {
        tcp::resolver resolver(m_io);
        const auto [unknown, places] = co_await resolver.async_resolve(m_url.host, m_url.port, kAwait);
        if (unknown)
            co_return failed(ErrorKind::Unreachable, unknown.message());
        tcp::socket socket(m_io);
        const auto [refused, place] = co_await asio::async_connect(socket, places, kAwait);
        if (refused)
            co_return failed(ErrorKind::Unreachable, refused.message());
        if (m_tls == nullptr)
            co_return co_await talk(socket);
        asio::ssl::stream<tcp::socket &> secured(socket, m_tls->impl().context);
        secured.set_verify_mode(asio::ssl::verify_peer);
        expectPeer(secured.native_handle(), m_url.host, m_tls->verifyHostname());
        const auto [untrusted] = co_await secured.async_handshake(asio::ssl::stream_base::client, kAwait);
        if (untrusted) {
            const long verified = SSL_get_verify_result(secured.native_handle());
            co_return failed(ErrorKind::Refused, verified == X509_V_OK ? untrusted.message() : X509_verify_cert_error_string(verified));
        }
        co_return co_await talk(secured);
    }

    template <class Stream>
    asio::awaitable<base::Result<std::string>> talk(Stream &stream)
    {
        http::request<http::empty_body> request(http::verb::get, m_url.target, 11);
        request.set(http::field::host, m_url.authority);
        request.set(http::field::user_agent, "weir");
        request.set(http::field::accept, "*/*");
        request.set(http::field::connection, "close");
        const auto [unsent, wrote] = co_await http::async_write(stream, request, kAwait);
        if (unsent)
            co_return failed(ErrorKind::Unreachable, unsent.message());
        beast::flat_buffer buffer;
        http::response_parser<http::string_body> parser;
        parser.body_limit(m_options.maxBytes);
        const auto [broken, read] = co_await http::async_read(stream, buffer, parser, kAwait);
        if (broken)
            co_return failed(broken.category() == http::make_error_code(http::error::end_of_stream).category() ? ErrorKind::Peer : ErrorKind::Unreachable,
                             broken.message());
        auto answer = parser.release();
        if (answer.result() != http::status::ok)
            co_return failed(ErrorKind::Peer, std::to_string(answer.result_int()) + " " + std::string(answer.reason()));
        co_return std::move(answer.body());
    }

    const std::string &m_name;
    const Url m_url;
    const HttpGetOptions &m_options;
    TlsContext *const m_tls;
    std::optional<base::Result<std::string>> m_result;
    // Last: its coroutine refers to the others, and ends with it.
    asio::io_context m_io{1};
};

} // namespace

base::Result<std::string> httpGet(const std::string &url, const HttpGetOptions &options, const std::stop_token &stop)
{
    auto parsed = parse(url);
    if (!parsed)
        return base::fail(ErrorKind::Invalid, "http.get", url, "no http or https URL");
    std::shared_ptr<TlsContext> tls;
    if (parsed->tls) {
        WEIR_TRY(tls, TlsContext::create(options.tls));
    }
    return Get(url, std::move(*parsed), options, tls.get()).run(stop);
}

} // namespace weir::net
