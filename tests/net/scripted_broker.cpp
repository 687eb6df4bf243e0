// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/net/scripted_broker.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QtGlobal>

#include <algorithm>

using namespace weir;

namespace {

bool readFully(int fd, std::uint8_t *into, std::size_t count)
{
    while (count > 0) {
        const ssize_t got = ::recv(fd, into, count, 0);
        if (got <= 0)
            return false;
        into += got;
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

} // namespace

std::optional<base::Bytes> ScriptedBroker::Session::read()
{
    std::uint8_t length[4];
    if (!readFully(m_fd, length, 4))
        return std::nullopt;
    base::Bytes frame(static_cast<std::size_t>(base::readBigEndian<std::int32_t>(length)));
    if (!readFully(m_fd, frame.data(), frame.size()))
        return std::nullopt;
    return frame;
}

void ScriptedBroker::Session::write(base::ByteView bytes, std::size_t piece)
{
    while (!bytes.empty()) {
        const std::size_t count = std::min(piece, bytes.size());
        if (::send(m_fd, bytes.data(), count, MSG_NOSIGNAL) < 0)
            return;
        bytes = bytes.subspan(count);
    }
}

void ScriptedBroker::Session::hangUp()
{
    ::shutdown(m_fd, SHUT_RDWR);
}

ScriptedBroker::ScriptedBroker(Script script, std::uint16_t port)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof(address)) != 0 || ::listen(m_listener, 16) != 0)
        qFatal("cannot listen");
    socklen_t size = sizeof(address);
    ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this, script = std::move(script)] { accept(script); });
}

ScriptedBroker::~ScriptedBroker()
{
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
    hangUpAll();
    for (std::thread &session : m_sessions)
        session.join();
}

void ScriptedBroker::accept(Script script)
{
    for (;;) {
        const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (fd < 0)
            return;
        ++m_connections;
        const std::lock_guard lock(m_mutex);
        m_open.push_back(fd);
        m_sessions.emplace_back([this, fd, script] {
            Session session(fd);
            script(session);
            const std::lock_guard closing(m_mutex);
            std::erase(m_open, fd);
            ::close(fd);
        });
    }
}

void ScriptedBroker::hangUpAll()
{
    const std::lock_guard lock(m_mutex);
    for (const int fd : m_open)
        ::shutdown(fd, SHUT_RDWR);
}

ScriptedBroker::Script ScriptedBroker::speaking(std::vector<wire::ApiVersionsResponse::ApiVersion> apis, Handler handler)
{
    return [apis = std::move(apis), handler = std::move(handler)](Session &session) {
        while (const auto frame = session.read()) {
            const auto parsed = wire::parseRequestHeader(*frame);
            if (!parsed)
                return;
            if (parsed->header.apiKey == wire::ApiVersionsRequest::apiKey) {
                wire::ApiVersionsResponse response;
                response.apiKeys = apis;
                session.answer(parsed->header.correlationId, response, parsed->header.apiVersion);
            } else if (!handler(session, parsed->header, base::ByteView(*frame).subspan(parsed->size))) {
                return;
            }
        }
    };
}

std::uint16_t ScriptedBroker::deadPort()
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(fd, reinterpret_cast<sockaddr *>(&address), sizeof(address));
    socklen_t size = sizeof(address);
    ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size);
    ::close(fd);
    return ntohs(address.sin_port);
}
