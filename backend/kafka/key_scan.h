// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/cluster_services.h"
#include "backend/kafka/key_tally.h"
#include "backend/kafka/partition_fetcher.h"

namespace weir::kafka {

/// One look at the keys of a topic, on the worker thread that calls run().
class KeyScan
{
public:
    using Stream = api::KeyStream::StreamType;

    KeyScan(std::shared_ptr<net::KafkaClient> client, const model::KeyScanRequest &request, Stream &stream);

    /// The error that ended it, if any. Partitions that failed alone are in the progress.
    std::optional<base::Error> run();
    /// True where the client owes no answer and can be used for the next read.
    bool leftNothing() const { return m_fetcher.idle(); }

private:
    using Offsets = std::map<qint32, std::int64_t>;

    /// Raises the starts so that about the newest `newest` records are left, and never more.
    void keepNewest(Offsets &starts, const Offsets &ends);
    void report(bool now);

    const model::KeyScanRequest m_request;
    Stream &m_stream;
    std::optional<KeyTally> m_tally; ///< once the partitions are known
    PartitionFetcher m_fetcher;
    model::ReadProgress m_progress;
    std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_reported{};
};

} // namespace weir::kafka
