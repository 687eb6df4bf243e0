// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sandbox/simulation/client.h"

namespace weir::sandbox::sim {

enum class Fault : std::uint8_t {
    Kill,       ///< a broker, kill -9
    Power,      ///< of a broker, or of all of them; only where every record is synced
    Freeze,     ///< SIGSTOP for a while
    Isolate,    ///< a broker from the cluster, not from clients
    Cut,        ///< two brokers from one another
    CutClient,  ///< a client from a broker
    Reset,      ///< connections
    Disk,       ///< one operation fails
    DiskFull,   ///< no room for a while
    Controller, ///< killed
};

/// What a run is made of. With the same plan it is the same run.
struct Plan
{
    std::uint64_t seed = 1;
    milliseconds time{15'000};
    std::vector<Fault> faults;
    ConfigMap settings; ///< beside those that every run has
    bool synced = false; ///< every record goes to the disk at once (log.flush.interval.messages=1)
    Tap *tap = nullptr;
    std::function<void(SimCluster &)> prepare; ///< before the first node starts
    std::function<void(SimCluster &)> script;  ///< instead of drawn faults: to be repeated until the time is over
};

struct Run
{
    History history;
    std::vector<Anomaly> anomalies;
    bool recovered = false; ///< all replicas came back in sync, and everything could be read
    std::string trouble;    ///< what was not so
    std::vector<std::string> events;
    std::vector<std::string> acts; ///< the faults, with their times
    std::uint64_t steps = 0;
    std::size_t acknowledged = 0; ///< writes
};

Run run(const Plan &plan);

} // namespace weir::sandbox::sim
