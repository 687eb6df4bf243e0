// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/cluster_services.h"
#include "backend/kafka/rdkafka_producer.h"

#include <chrono>
#include <random>

namespace weir::kafka {

/// One run of the load generator: a librdkafka producer of its own, on the worker thread that calls run().
class LoadRun
{
public:
    using Stream = api::LoadStream::StreamType;

    LoadRun(const net::ClientConfig &config, const model::LoadRequest &request, Stream &stream);

    /// The error that kept it from running. Records that failed alone are in the progress.
    std::optional<base::Error> run();
    const model::LoadProgress &progress() const { return m_progress; }

private:
    using Clock = std::chrono::steady_clock;

    base::Status open();
    base::Status countPartitions();
    void give();
    void drain();
    bool giveOne();
    std::int32_t partitionFor(qint64 record) const;
    double elapsed() const { return std::chrono::duration<double>(Clock::now() - m_begun).count(); }
    void delivered(const rd_kafka_message_t &message);
    void sample(const QByteArray &statistics);
    void tell();

    const net::ClientConfig &m_config;
    const model::LoadRequest m_request;
    const std::string m_topic;
    Stream &m_stream;
    RdkafkaHandle m_handle;
    RdkafkaTopic m_topicHandle;
    std::int32_t m_partitionCount = 0;
    QByteArray m_letters; ///< values are cut from it
    QByteArray m_value;
    std::minstd_rand m_random{20260401}; // the same letters at every run
    model::LoadProgress m_progress;
    std::vector<float> m_latencies; ///< of this half second, a random choice where there are very many
    qint64 m_answers = 0;           ///< of this half second
    bool m_over = false;            ///< all is answered: the clock has stopped
    bool m_sampled = false;         ///< the producer told of itself since drain() looked
    Clock::time_point m_begun;
};

} // namespace weir::kafka
