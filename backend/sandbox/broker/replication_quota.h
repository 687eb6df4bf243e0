// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/windowed_rate.h"
#include "backend/sandbox/metadata/config_defs.h"

#include <atomic>
#include <memory>

namespace weir::sandbox {

/// How fast a broker sends to (or fetches as) replicas that are throttled and not in sync (KIP-73): what keeps a
/// reassignment from taking the network away from clients; and how fast replicas move between its log directories (KIP-113),
/// where all of them are throttled. Any thread; configure() one.
class ReplicationQuota
{
public:
    enum class Side : std::uint8_t { Leader, Follower, LogDirectories };

    explicit ReplicationQuota(Side side) : m_side(side) {}

    /// Before any other thread has it: the windows, which a running broker does not change.
    void start(const BrokerConfigView &config);
    /// The limit in force; the metadata may bring another at any time.
    void configure(const BrokerConfigView &config);

    /// Whether a limit is set at all, and that topic's settings name this replica.
    bool throttles(const MetadataImage &image, std::string_view topic, std::int32_t partition, std::int32_t broker) const;
    bool exceeded(std::chrono::nanoseconds now) const;
    void record(std::uint64_t bytes, std::chrono::nanoseconds now);

private:
    const Side m_side;
    std::atomic<std::int64_t> m_limit{INT64_MAX}; ///< bytes a second
    std::unique_ptr<WindowedRate> m_rate = std::make_unique<WindowedRate>();
};

} // namespace weir::sandbox
