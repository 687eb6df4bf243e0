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

    /// Takes the rate since the last call; it settles in some seconds, so that a slow topic does not show 0 and 2 by turns.
    void measure(double seconds);

private:
    std::uint64_t m_measured = 0; ///< of the one thread that measures
};

/// Fills the topics: first the past, then as time goes by. One client for all of them, so that a tick costs one request
/// a broker. What a broker does not take is kept for a while and sent again. On its io thread only.
class DemoProducer : public std::enable_shared_from_this<DemoProducer>
{
public:
    /// The topics' meters in the order of demoTopics(); those of others are only read at each tick.
    DemoProducer(std::shared_ptr<DemoClient> client, const std::vector<std::shared_ptr<DemoMeter>> &topics,
                 std::vector<std::shared_ptr<DemoMeter>> others);

    /// Goes on behind what the topics hold; those that hold nothing get their history first. Gives the names of those.
    net::Task<base::Result<std::vector<std::string>>> prepare(std::int64_t nowMs);
    /// Produces until stop().
    net::Task<bool> run();
    void stop() { m_stop = true; }

private:
    struct Queue {
        std::deque<base::Bytes> batches;
        bool inFlight = false; ///< the first of them is on its way
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
    std::vector<wire::RecordBatchBuilder> buildersOf(const Topic &topic) const;
    void add(Topic &topic, std::vector<wire::RecordBatchBuilder> &builders, std::int64_t timestampMs);
    void enqueue(Topic &topic, std::vector<wire::RecordBatchBuilder> &builders, std::size_t partition);
    /// Begins to send what is queued, to each broker on its own: one that is slow or gone holds up only its partitions.
    net::Task<bool> flush();
    /// Sends the first batch of each partition that this broker leads, and again until it has nothing left to take.
    net::Task<bool> sendTo(std::int32_t leader, std::vector<std::pair<std::size_t, std::size_t>> partitions);
    void settle(const wire::ProduceResponse &response);
    bool hasQueued() const;

    std::shared_ptr<DemoClient> m_client; // shared with the tasks that use it
    std::vector<Topic> m_topics;
    std::vector<std::shared_ptr<DemoMeter>> m_meters; // shared with who counts and who shows
    bool m_stop = false;
};

} // namespace weir::sandbox
