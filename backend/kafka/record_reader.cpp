// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/record_reader.h"

#include "backend/kafka/call.h"
#include "backend/kafka/key_scan.h"
#include "backend/kafka/read_job.h"

namespace weir::kafka {

namespace {
constexpr std::size_t kIdleClients = 3;
}

KafkaRecordReader::KafkaRecordReader(net::IoThread &thread, net::ClientConfig config) : m_thread(thread), m_config(std::move(config)) {}

KafkaRecordReader::~KafkaRecordReader()
{
    m_workers.cancelAndWait();
    for (const auto &client : m_idle)
        client->close();
}

std::shared_ptr<net::KafkaClient> KafkaRecordReader::takeClient()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            auto client = std::move(m_idle.back());
            m_idle.pop_back();
            return client;
        }
    }
    return net::KafkaClient::create(m_thread, m_config);
}

void KafkaRecordReader::giveBack(std::shared_ptr<net::KafkaClient> client)
{
    const std::lock_guard lock(m_mutex);
    if (m_idle.size() < kIdleClients)
        m_idle.push_back(std::move(client));
    else
        client->close();
}

template <class Job>
std::optional<base::Error> KafkaRecordReader::runJob(Job &job, std::shared_ptr<net::KafkaClient> client)
{
    const auto error = job.run();
    // One that is in the middle of an answer, or of a long poll, would make the next read wait for it.
    if (job.leftNothing() && !error)
        giveBack(std::move(client));
    else
        client->close();
    return error;
}

void KafkaRecordReader::run(std::shared_ptr<Stream> stream, const model::ReadRequest &request)
{
    const auto client = takeClient();
    ReadJob job(client, request, *stream);
    stream->finish(runJob(job, client));
}

api::RecordStream KafkaRecordReader::read(const model::ReadRequest &request)
{
    auto stream = std::make_shared<Stream>();
    m_workers.start([stream] { stream->cancel(); }, [this, stream, request] { run(stream, request); });
    return api::RecordStream(std::move(stream));
}

api::KeyStream KafkaRecordReader::keys(const model::KeyScanRequest &request)
{
    auto stream = std::make_shared<api::KeyStream::StreamType>();
    m_workers.start([stream] { stream->cancel(); }, [this, stream, request] {
        const auto client = takeClient();
        KeyScan scan(client, request, *stream);
        stream->finish(runJob(scan, client));
    });
    return api::KeyStream(std::move(stream));
}

api::Future<model::Record> KafkaRecordReader::record(const QString &topic, qint32 partition, qint64 offset)
{
    auto promise = std::make_shared<QPromise<base::Result<model::Record>>>(); // shared: std::function must be copyable
    promise->start();
    auto future = promise->future();
    auto stream = std::make_shared<Stream>();
    model::ReadRequest request;
    request.topic = topic;
    request.partitions = {partition};
    request.start = {model::ReadStart::Kind::Offset, offset};
    request.untilOffset = offset + 1;
    request.limit = 1;
    m_workers.start([stream] { stream->cancel(); }, [this, stream, request, promise, offset] {
        run(stream, request);
        auto found = stream->take();
        base::Result<model::Record> result = base::fail(base::ErrorKind::NotFound, "records.read",
                                                        utf8(request.topic) + '-' + std::to_string(request.partitions.front()) + '@' + std::to_string(offset));
        if (!found.empty())
            result = std::move(found.front());
        else if (const auto error = stream->error())
            result = base::fail(*error);
        else if (const auto missing = stream->progress().missing; !missing.empty())
            result = base::fail(missing.front().error);
        promise->addResult(std::move(result));
        promise->finish();
    });
    return future;
}

} // namespace weir::kafka
