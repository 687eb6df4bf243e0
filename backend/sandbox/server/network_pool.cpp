// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/server/network_pool.h"

#include "backend/net/io_thread_impl.h"

#include <algorithm>
#include <ctime>
#include <pthread.h>

namespace weir::sandbox {

NetworkPool::NetworkPool(int threads)
{
    for (int i = 0; i < std::max(threads, 1); ++i)
        m_threads.push_back(std::make_unique<net::IoThread>("network-" + std::to_string(i)));
}

NetworkPool::~NetworkPool() = default;

std::unique_ptr<RequestServer> NetworkPool::makeServer(RequestSink &sink, ServerConfig config, ServerLog log)
{
    return std::make_unique<SocketServer>(*this, sink, config, std::move(log));
}

std::shared_ptr<net::Connection> NetworkPool::connect(std::size_t thread, const net::Address &address, net::ConnectionOptions options)
{
    return net::Connection::open(at(thread), address, std::move(options));
}

std::int64_t NetworkPool::busyNs() const
{
    std::int64_t sum = 0;
    for (const auto &thread : m_threads) {
        clockid_t clock{};
        timespec used{};
        if (::pthread_getcpuclockid(thread->impl()->thread.native_handle(), &clock) == 0 && ::clock_gettime(clock, &used) == 0)
            sum += static_cast<std::int64_t>(used.tv_sec) * 1'000'000'000 + used.tv_nsec;
    }
    return sum;
}

} // namespace weir::sandbox
