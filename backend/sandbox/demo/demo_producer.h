// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/demo/demo_client.h"
#include "backend/sandbox/demo/demo_plan.h"
#include "backend/wire/record_batch.h"

#include <atomic>
#include <deque>

namespace weir::sandbox {

/// A switch and a meter of one topic or group, shared between the io thread and whoever asks for the status.
struct DemoMeter {
    std::atomic<bool> on{true};
    std::atomic<std::uint64_t> records{0}; ///< since the start
    std::atomic<double> recordsPerSecond{0};
};

/// Fills the topics: first the past, then as time goes by. One client for all of them, so that a tick costs one request
/// a broker. What a broker does not take is kept for a while and sent again. On its io thread only.
class DemoProducer : public std::enable_shared_from_this<DemoProducer>
{
public:
    /// The meters in the order of demoTopics().
    DemoProducer(std::shared_ptr<DemoClient> client, std::vector<std::shared_ptr<DemoMeter>> meters);

    /// Goes on behind what the topics hold; those that hold nothing get their history first. Gives the names of those.
    net::Task<base::Result<std::vector<std::string>>> prepare(std::int64_t nowMs);
    /// Produces until stop().
    net::Task<bool> run();
    void stop() { m_stop = true; }

private:
    struct Queue {
        std::deque<base::Bytes> batches;
    };
    struct Topic {
        const DemoTopic *plan = nullptr;
        std::shared_ptr<DemoMeter> meter;
        std::uint64_t sequence = 0; ///< of the next record
        double due = 0;             ///< records that time has brought, with their fraction
        std::vector<Queue> queues;  ///< by partition
    };

    void addHistory(Topic &topic, std::int64_t nowMs);
    void addDue(Topic &topic, std::int64_t fromMs, std::int64_t untilMs);
    void enqueue(Topic &topic, std::vector<wire::RecordBatchBuilder> &builders, std::size_t partition);
    /// One request to each broker with the first batch of each partition that it leads. True when something was taken.
    net::Task<bool> sendOnce();
    bool take(const wire::ProduceResponse &response);
    bool hasQueued() const;

    std::shared_ptr<DemoClient> m_client; // shared with the tasks that use it
    std::vector<Topic> m_topics;
    bool m_stop = false;
};

} // namespace weir::sandbox
