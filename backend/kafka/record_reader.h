// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/cluster_services.h"
#include "backend/kafka/workers.h"
#include "backend/net/kafka_client.h"

namespace weir::kafka {

/// Reads records: a worker thread and a wire client a read, so that neither a long poll nor a slow consumer holds up
/// anything else. Clients are kept for the next read, connected. Thread-safe.
class KafkaRecordReader final : public api::RecordReader, public api::KeyService
{
public:
    /// `thread` carries the connections of all reads and must outlive the reader.
    KafkaRecordReader(net::IoThread &thread, net::ClientConfig config);
    /// Cancels what is being read and waits for it.
    ~KafkaRecordReader() override;

    api::RecordStream read(const model::ReadRequest &request) override;
    api::Future<model::Record> record(const QString &topic, qint32 partition, qint64 offset) override;
    api::KeyStream keys(const model::KeyScanRequest &request) override;

private:
    using Stream = api::RecordStream::StreamType;

    void run(std::shared_ptr<Stream> stream, const model::ReadRequest &request);
    std::shared_ptr<net::KafkaClient> takeClient();
    void giveBack(std::shared_ptr<net::KafkaClient> client);
    template <class Job>
    std::optional<base::Error> runJob(Job &job, std::shared_ptr<net::KafkaClient> client);

    net::IoThread &m_thread;
    const net::ClientConfig m_config;
    std::mutex m_mutex;
    std::vector<std::shared_ptr<net::KafkaClient>> m_idle; // shared with their own tasks
    Workers m_workers;
};

} // namespace weir::kafka
