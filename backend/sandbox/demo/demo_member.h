// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/demo/demo_client.h"
#include "backend/sandbox/demo/demo_plan.h"
#include "backend/sandbox/demo/demo_producer.h"

#include <random>

namespace weir::sandbox {

/// One consumer of a demo group: joins, syncs, fetches, commits and sends heartbeats in the classic protocol, as its
/// group's temper has it. Comes back by itself after whatever happens to the cluster. On its io thread only.
class DemoMember : public std::enable_shared_from_this<DemoMember>
{
public:
    DemoMember(std::shared_ptr<DemoClient> client, const DemoGroup &group, std::int32_t index, std::shared_ptr<DemoMeter> meter);

    /// Consumes until stop(); a dynamic member leaves its group, a static one keeps its place.
    net::Task<bool> run();
    /// Takes effect within about a second.
    void stop() { m_stop = true; }
    void close() { m_client->close(); }

private:
    net::Task<base::Status> join();
    net::Task<base::Status> assign();
    net::Task<base::Status> findPositions();
    net::Task<base::Status> consume();
    net::Task<base::Status> heartbeat();
    net::Task<base::Status> fetchOnce();
    net::Task<base::Status> commit();
    net::Task<bool> leave();
    void read(const DemoPartition &partition, base::ByteView records);
    bool rests(std::int64_t nowMs) const;
    net::Task<bool> rewindIfDue();
    /// Membership is over: the next join starts as a stranger.
    base::Status lost(std::int16_t error);

    std::shared_ptr<DemoClient> m_client; // shared with the tasks that use it
    const DemoGroup m_group;
    const std::int32_t m_index;
    std::shared_ptr<DemoMeter> m_meter; // shared with whoever asks for the status
    std::string m_memberId;
    std::int32_t m_generation = -1;
    std::string m_protocol;
    /// What the leader was told of the members, by id: the id by which they are put in order.
    std::vector<std::pair<std::string, std::string>> m_members;
    bool m_leads = false;
    std::vector<DemoPartition> m_partitions;
    DemoOffsets m_positions;
    DemoOffsets m_committed;
    std::vector<DemoPartition> m_stuck;
    std::chrono::steady_clock::time_point m_lastHeartbeat;
    std::chrono::steady_clock::time_point m_lastCommit;
    std::chrono::steady_clock::time_point m_lastRewind;
    int m_failures = 0; ///< in a row
    bool m_stop = false;
};

} // namespace weir::sandbox
