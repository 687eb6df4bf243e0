// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/kafka_client.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace weir::sandbox {

using DemoPartition = std::pair<std::string, std::int32_t>; ///< topic and partition
using DemoOffsets = std::map<DemoPartition, std::int64_t>;

/// What the demo's producers and members need of a cluster beyond single requests: who leads what, and offsets by it. A
/// client of its own for each of them, as in life: a parked JoinGroup must not hold up somebody else's heartbeats.
/// On its io thread only.
class DemoClient : public std::enable_shared_from_this<DemoClient>
{
public:
    static std::shared_ptr<DemoClient> create(net::IoThread &thread, net::ClientConfig config, const std::string &clientId);

    net::KafkaClient &net() { return *m_net; }
    void close() { m_net->close(); }

    /// The leader of each partition of the topic, -1 where there is none; asks where nothing is known.
    net::Task<base::Result<std::vector<std::int32_t>>> leaders(std::string topic);
    /// Something said that what is known is out of date.
    void forgetLeaders() { m_leaders.clear(); }
    /// Offsets at ListOffsetsRequest::kEarliest or kLatest; what no leader could be asked about is missing.
    net::Task<base::Result<DemoOffsets>> offsetsAt(std::vector<DemoPartition> partitions, std::int64_t time);
    /// Those that have one.
    net::Task<base::Result<DemoOffsets>> committed(std::string group, std::vector<DemoPartition> partitions);
    /// As nobody's member, which is possible while the group has none.
    net::Task<base::Status> commitSimply(std::string group, DemoOffsets offsets);
    /// The broker that coordinates the group, remembered until forgetCoordinator().
    net::Task<base::Result<std::int32_t>> coordinator(std::string group);
    void forgetCoordinator() { m_coordinator.reset(); }

private:
    explicit DemoClient(std::shared_ptr<net::KafkaClient> net) : m_net(std::move(net)) {}

    std::shared_ptr<net::KafkaClient> m_net; // shared with its own tasks
    std::map<std::string, std::vector<std::int32_t>> m_leaders;
    std::optional<std::int32_t> m_coordinator;
};

/// What a request of the demo gets before it is given up.
net::Deadline demoDeadline();

} // namespace weir::sandbox
