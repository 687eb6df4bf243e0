// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/cluster_services.h"
#include "backend/kafka/partition_fetcher.h"
#include "backend/kafka/time_merge.h"

namespace weir::kafka {

/// One read from its beginning to its end, on the worker thread that calls run().
class ReadJob
{
public:
    using Stream = api::RecordStream::StreamType;

    ReadJob(std::shared_ptr<net::KafkaClient> client, const model::ReadRequest &request, Stream &stream);

    /// The error that ended it, if any. Partitions that failed alone are in the progress.
    std::optional<base::Error> run();
    /// True where the client owes no answer and can be used for the next read.
    bool leftNothing() const { return m_fetcher.idle(); }

private:
    struct Span {
        qint32 partition = 0;
        std::int64_t begin = 0;
        std::int64_t end = 0;
    };

    std::vector<Span> spans(const std::map<qint32, std::int64_t> &starts, const std::map<qint32, std::int64_t> &ends);
    void readForward(const std::vector<Span> &spans);
    void readNewest(const std::vector<Span> &spans);
    void tail(const std::map<qint32, std::int64_t> &ends);
    /// False when nobody wants more.
    bool deliver(std::vector<model::Record> records);
    void account(const ScanResult &result);
    void report(bool now);
    bool stopped() const { return m_stream.cancelled(); }

    const model::ReadRequest m_request;
    Stream &m_stream;
    PartitionFetcher m_fetcher;
    model::ReadProgress m_progress;
    std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_reported{};
    qint64 m_unread = 0; ///< bytes delivered since the consumer last had nothing waiting
};

} // namespace weir::kafka
