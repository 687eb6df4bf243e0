// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/broker/replication_quota.h"

#include <algorithm>
#include <fmt/format.h>

namespace weir::sandbox {

void ReplicationQuota::start(const BrokerConfigView &config)
{
    const std::string windows = m_side == Side::LogDirectories ? "alter.log.dirs.replication.quota.window" : "replication.quota.window";
    m_rate = std::make_unique<WindowedRate>(static_cast<std::size_t>(config.number(windows + ".num")),
                                            std::chrono::seconds(config.number(windows + ".size.seconds")));
    configure(config);
}

void ReplicationQuota::configure(const BrokerConfigView &config)
{
    const char *const name = m_side == Side::Leader ? "leader.replication.throttled.rate"
        : m_side == Side::Follower                  ? "follower.replication.throttled.rate"
                                                    : "replica.alter.log.dirs.io.max.bytes.per.second";
    m_limit = config.number(name);
}

bool ReplicationQuota::throttles(const MetadataImage &image, std::string_view topic, std::int32_t partition, std::int32_t broker) const
{
    if (m_limit.load(std::memory_order_relaxed) == INT64_MAX)
        return false;
    const ConfigMap &configs = image.topicConfigs(topic);
    const auto found = configs.find(m_side == Side::Leader ? "leader.replication.throttled.replicas" : "follower.replication.throttled.replicas");
    if (found == configs.end())
        return false;
    const auto replicas = splitConfigList(found->second);
    return std::any_of(replicas.begin(), replicas.end(),
                       [wanted = fmt::format("{}:{}", partition, broker)](const std::string &one) { return one == "*" || one == wanted; });
}

bool ReplicationQuota::exceeded(std::chrono::nanoseconds now) const
{
    return m_rate->perSecond(now) > static_cast<double>(m_limit.load(std::memory_order_relaxed));
}

void ReplicationQuota::record(std::uint64_t bytes, std::chrono::nanoseconds now)
{
    m_rate->record(static_cast<double>(bytes), now);
}

} // namespace weir::sandbox
