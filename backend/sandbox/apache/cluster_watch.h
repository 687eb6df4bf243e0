// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/io_thread.h"
#include "backend/net/kafka_client.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace weir::sandbox {

/// What a cluster said of itself over its ordinary protocol.
struct ClusterSample {
    struct Counts {
        std::int32_t leaders = 0;
        std::int32_t replicas = 0;
        std::int32_t inSync = 0;
    };
    std::vector<std::int32_t> brokers; ///< that are alive
    std::map<std::int32_t, Counts> byBroker;
    std::map<std::pair<std::string, std::int32_t>, std::int32_t> leaders; ///< by topic and partition; -1: none
    std::int32_t underReplicated = 0;
};

/// An ordinary client that looks at a cluster again and again, one look at a time, so that whoever wants to know what it
/// said last never waits for it. Thread-safe.
class ClusterWatch
{
public:
    explicit ClusterWatch(std::vector<net::Address> bootstrap);
    ~ClusterWatch();
    ClusterWatch(const ClusterWatch &) = delete;
    ClusterWatch &operator=(const ClusterWatch &) = delete;

    /// Begins a look where none is under way.
    void look();
    /// The last answer; null where there is none, or where nobody answered the last look.
    std::shared_ptr<const ClusterSample> latest() const;

private:
    struct State;
    // Shared with the look that is under way.
    std::shared_ptr<State> m_state;
    net::IoThread m_thread;
    std::shared_ptr<net::KafkaClient> m_client; // shared with its own tasks
};

} // namespace weir::sandbox
