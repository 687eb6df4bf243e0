// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/io_thread.h"
#include "backend/sandbox/server/network.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace weir::sandbox {

/// The network threads of a process (`num.network.threads`), shared by the brokers in it: sockets and framing, nothing
/// that computes or waits.
class NetworkPool final : public Network
{
public:
    explicit NetworkPool(int threads);
    ~NetworkPool() override;

    std::size_t size() const override { return m_threads.size(); }
    std::unique_ptr<RequestServer> makeServer(RequestSink &sink, ServerConfig config, ServerLog log) override;
    std::shared_ptr<net::Connection> connect(std::size_t thread, const net::Address &address, net::ConnectionOptions options) override;
    net::IoThread &at(std::size_t index) { return *m_threads[index % m_threads.size()]; }
    /// Round robin. Any thread.
    net::IoThread &next() { return at(m_next.fetch_add(1, std::memory_order_relaxed)); }
    /// Processor time used by the threads so far; what is left of wall time is their idle share. Any thread.
    std::int64_t busyNs() const;

private:
    std::vector<std::unique_ptr<net::IoThread>> m_threads;
    std::atomic<std::size_t> m_next{0};
};

} // namespace weir::sandbox
