// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/cancel_token.h"
#include "backend/kafka/batch_scan.h"
#include "backend/net/kafka_client.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>

namespace weir::kafka {

/// One partition of a read, and how far it is.
struct PartitionRange {
    qint32 partition = 0;
    std::int64_t next = 0;
    std::int64_t until = 0; ///< exclusive; INT64_MAX: without end
};

/// Reads ranges of one topic's partitions for one worker thread: Fetch over the wire client, one request a broker under
/// way while the answer before it is scanned. Follows leaders as they move. It blocks its caller, never the io thread.
///
/// Why not librdkafka here: it takes every record apart into a message of its own before anybody can look at it. Here
/// the bytes are searched as they came, and most records are never told apart.
class PartitionFetcher
{
public:
    struct Limits {
        std::int32_t responseBytes = 8 << 20;
        std::int32_t partitionBytes = 1 << 20;
        std::chrono::milliseconds maxWait{100}; ///< for a broker that has nothing new
    };
    /// What became of a partition in one step.
    struct Step {
        std::size_t index = 0; ///< in the ranges given
        ScanResult result;
    };

    PartitionFetcher(std::shared_ptr<net::KafkaClient> client, ScanQuery query, Limits limits, base::CancelToken cancel);

    const ScanQuery &query() const { return m_query; }
    /// Who leads the partitions. Error: the topic cannot be read at all.
    base::Status prepare();
    std::vector<qint32> partitions() const;
    /// Offsets at a time (or one of ListOffsets' special times), by partition. Partitions that do not answer are noted
    /// as missing and left out.
    std::map<qint32, std::int64_t> offsetsAt(const std::vector<qint32> &partitions, std::int64_t timestamp);

    void begin(std::vector<PartitionRange> ranges);
    /// Sends what is to be sent and waits a moment for answers. `mayRead` says which partitions may be fetched now.
    /// Gives what came, which may be nothing. Look at done() and the cancel token between steps.
    std::vector<Step> step(const std::function<bool(std::size_t)> &mayRead);
    bool done() const;
    /// No broker owes an answer.
    bool idle() const { return m_busy.empty(); }
    const PartitionRange &range(std::size_t index) const { return m_runs[index].range; }
    /// Read to its end, or given up (then it is among the missing).
    bool finished(std::size_t index) const { return m_runs[index].finished; }
    const std::vector<model::Missing> &missing() const { return m_missing; }

private:
    using FetchResult = base::Result<wire::FetchResponse>;
    struct Run {
        PartitionRange range;
        std::optional<BatchScan> scan;
        bool inFlight = false;
        bool finished = false;
        std::int32_t maxBytes = 0;
        std::chrono::steady_clock::time_point retryAt{};
        std::chrono::steady_clock::time_point movedAt{};
    };
    struct Answer {
        std::uint64_t generation = 0; ///< of begin(): an answer for ranges of before is dropped
        std::int32_t broker = -1;
        std::vector<std::size_t> asked;
        FetchResult result;
    };
    /// Filled by the io thread, emptied by the worker.
    struct Inbox {
        std::mutex mutex;
        std::condition_variable came;
        std::deque<Answer> answers;
    };

    template <class T>
    base::Result<T> wait(std::function<net::Task<base::Result<T>>()> begin);
    void send(const std::function<bool(std::size_t)> &mayRead);
    void sendTo(std::int32_t broker, const std::vector<std::size_t> &indexes);
    std::vector<Step> take(Answer answer, const std::function<bool(std::size_t)> &mayRead);
    void retryLater(Run &run, base::Error error);
    void fail(Run &run, base::Error error);
    void moveInside(Run &run);
    std::int32_t leaderOf(qint32 partition) const;

    std::shared_ptr<net::KafkaClient> m_client;
    ScanQuery m_query;
    Limits m_limits;
    base::CancelToken m_cancel;
    std::shared_ptr<Inbox> m_inbox = std::make_shared<Inbox>(); // shared with answers under way
    std::map<qint32, std::int32_t> m_leaders;
    std::vector<Run> m_runs;
    std::set<std::int32_t> m_busy; ///< brokers with a request under way
    std::vector<model::Missing> m_missing;
    bool m_leadersStale = false;
    std::uint64_t m_generation = 0;
};

} // namespace weir::kafka
