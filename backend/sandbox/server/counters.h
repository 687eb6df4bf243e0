// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace weir::sandbox {

/// A number that many threads add to and one reads. Relaxed: a reader sees it a moment late, never torn.
class Counter
{
public:
    void add(std::int64_t by = 1) { m_value.fetch_add(by, std::memory_order_relaxed); }
    void set(std::int64_t value) { m_value.store(value, std::memory_order_relaxed); }
    std::int64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> m_value{0};
};

/// How the requests of one api key went, as Kafka's RequestMetrics split it. Sums; nanoseconds.
struct RequestCounters {
    Counter count;
    Counter errors;       ///< answered with a closed connection
    Counter queueNs;      ///< read by the network thread until a handler took it
    Counter localNs;      ///< in the handler until it answered or parked
    Counter remoteNs;     ///< parked: waiting for replicas, data or members
    Counter responseQueueNs; ///< answered until its turn on the connection came
    Counter responseSendNs;  ///< handed to the socket until its last byte was taken
    Counter requestBytes;
    Counter responseBytes;
};

inline constexpr int kApiKeysCounted = 96;

/// What a broker's listeners have seen.
struct ServerCounters {
    std::array<RequestCounters, kApiKeysCounted> requests;
    Counter connections;         ///< open now
    Counter connectionsAccepted; ///< ever
    Counter connectionsRefused;  ///< over the limit
    Counter bytesIn;
    Counter bytesOut;
    Counter garbage;             ///< connections closed for what they sent
    Counter responseQueue;       ///< responses answered and not yet taken by a socket
};

} // namespace weir::sandbox
