// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/produce_service.h"

#include "backend/kafka/call.h"
#include "backend/kafka/load_run.h"
#include "backend/kafka/may_write.h"
#include "backend/kafka/rdkafka_producer.h"
#include "backend/kafka/wire_produce.h"

#include <librdkafka/rdkafka.h>

#include <QDateTime>

#include <atomic>
#include <chrono>
#include <thread>

namespace weir::kafka {

using base::ErrorKind;
using model::ProduceAck;
using Clock = std::chrono::steady_clock;

namespace {

struct Pending {
    QPromise<base::Result<ProduceAck>> promise;
    Clock::time_point sentAt = Clock::now();
    std::string topic;
    bool partitionChosen = false;

    void end(base::Result<ProduceAck> result)
    {
        promise.addResult(std::move(result));
        promise.finish();
    }
};

void onDelivery(rd_kafka_t *, const rd_kafka_message_t *message, void *)
{
    const std::unique_ptr<Pending> pending(static_cast<Pending *>(message->_private));
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        // What waited for a partition of a topic that turns out not to be there is refused for its partition.
        const bool noTopic = message->err == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION && !pending->partitionChosen;
        return pending->end(base::fail(produceError(noTopic ? RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC : message->err, pending->topic)));
    }
    ProduceAck ack;
    ack.partition = message->partition;
    if (message->offset >= 0)
        ack.offset = message->offset;
    rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    ack.timestampMs = rd_kafka_message_timestamp(message, &type);
    ack.latencyMs = std::chrono::duration<double, std::milli>(Clock::now() - pending->sentAt).count();
    pending->end(ack);
}

} // namespace

/// One librdkafka producer and the thread that takes its delivery reports.
class KafkaProduceService::Producer
{
public:
    static base::Result<std::unique_ptr<Producer>> create(const net::ClientConfig &config, const char *acks)
    {
        WEIR_TRY(RdkafkaHandle handle, makeProducer(config,
                                                    {{"acks", acks},
                                                     {"partitioner", "murmur2_random"},
                                                     {"linger.ms", "0"},
                                                     {"message.timeout.ms", std::to_string(config.requestTimeout.count())}},
                                                    {.delivered = onDelivery}));
        return std::unique_ptr<Producer>(new Producer(std::move(handle)));
    }

    ~Producer()
    {
        m_stop = true;
        m_thread.join();
        if (rd_kafka_flush(m_handle.get(), 2000) != RD_KAFKA_RESP_ERR_NO_ERROR) {
            rd_kafka_purge(m_handle.get(), RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
            rd_kafka_flush(m_handle.get(), 1000);
        }
    }

    api::Future<ProduceAck> send(const model::ProduceRecord &record)
    {
        auto pending = std::make_unique<Pending>();
        pending->topic = utf8(record.topic);
        pending->partitionChosen = record.partition.has_value();
        pending->promise.start();
        auto future = pending->promise.future();

        rd_kafka_headers_t *headers = nullptr;
        if (!record.headers.isEmpty()) {
            headers = rd_kafka_headers_new(static_cast<std::size_t>(record.headers.size()));
            for (const model::RecordHeader &header : record.headers)
                rd_kafka_header_add(headers, header.name.constData(), header.name.size(), header.value ? header.value->constData() : nullptr,
                                    header.value ? header.value->size() : 0);
        }
        // A null pointer is a null key or value; an empty QByteArray points to its end, so that empty stays empty.
        const auto pointer = [](const std::optional<QByteArray> &bytes) { return bytes ? const_cast<char *>(bytes->constData()) : nullptr; };
        const auto size = [](const std::optional<QByteArray> &bytes) { return bytes ? static_cast<std::size_t>(bytes->size()) : 0; };
        rd_kafka_vu_t parts[9] = {};
        std::size_t count = 0;
        const auto part = [&](rd_kafka_vtype_t type) -> rd_kafka_vu_t & {
            parts[count].vtype = type;
            return parts[count++];
        };
        part(RD_KAFKA_VTYPE_TOPIC).u.cstr = pending->topic.c_str();
        part(RD_KAFKA_VTYPE_PARTITION).u.i32 = record.partition.value_or(RD_KAFKA_PARTITION_UA);
        auto &key = part(RD_KAFKA_VTYPE_KEY).u.mem;
        key.ptr = pointer(record.key);
        key.size = size(record.key);
        auto &value = part(RD_KAFKA_VTYPE_VALUE).u.mem;
        value.ptr = pointer(record.value);
        value.size = size(record.value);
        part(RD_KAFKA_VTYPE_TIMESTAMP).u.i64 = record.timestampMs.value_or(QDateTime::currentMSecsSinceEpoch());
        part(RD_KAFKA_VTYPE_MSGFLAGS).u.i = RD_KAFKA_MSG_F_COPY;
        part(RD_KAFKA_VTYPE_OPAQUE).u.ptr = pending.get();
        if (headers)
            part(RD_KAFKA_VTYPE_HEADERS).u.headers = headers;
        rd_kafka_error_t *refused = rd_kafka_produceva(m_handle.get(), parts, count);
        if (refused) {
            base::Error error = produceError(rd_kafka_error_code(refused), pending->topic);
            error.peerText = rd_kafka_error_string(refused);
            rd_kafka_error_destroy(refused);
            if (headers)
                rd_kafka_headers_destroy(headers);
            pending->end(base::fail(std::move(error)));
            return future;
        }
        pending.release(); // onDelivery takes it back
        return future;
    }

private:
    explicit Producer(RdkafkaHandle handle) : m_handle(std::move(handle))
    {
        m_thread = std::thread([this] {
            while (!m_stop)
                rd_kafka_poll(m_handle.get(), 50);
        });
    }

    RdkafkaHandle m_handle;
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

KafkaProduceService::KafkaProduceService(std::shared_ptr<net::KafkaClient> client, model::Profile profile, AuditSink audit)
    : m_client(std::move(client)), m_profile(std::move(profile))
{
    if (audit)
        m_audit = std::make_unique<ProduceAudit>(std::move(audit), m_profile.name);
}

KafkaProduceService::~KafkaProduceService() = default;

base::Result<KafkaProduceService::Producer *> KafkaProduceService::producerFor(model::ProduceRecord::Acks acks)
{
    const std::lock_guard lock(m_mutex);
    auto &producer = m_producers[static_cast<std::size_t>(acks)];
    if (!producer) {
        WEIR_TRY(producer, Producer::create(m_client->config(), acksSetting(acks)));
    }
    return producer.get();
}

api::Future<ProduceAck> KafkaProduceService::send(const model::ProduceRecord &record, const QString &confirmation)
{
    auto sent = sendUnaudited(record, confirmation);
    return m_audit ? m_audit->follow(record, std::move(sent)) : sent;
}

api::Future<ProduceAck> KafkaProduceService::sendUnaudited(const model::ProduceRecord &record, const QString &confirmation)
{
    if (const auto allowed = mayWrite(m_profile, confirmation, "record.produce", record.topic); !allowed)
        return finished<ProduceAck>(base::fail(allowed.error()));
    if (!canLogIn(m_client->config())) {
        return call<ProduceAck>(m_client, [client = m_client, record] {
            return produceOverWire(client, record, net::Deadline::in(client->config().requestTimeout));
        });
    }
    auto producer = producerFor(record.acks);
    if (!producer)
        return finished<ProduceAck>(base::fail(producer.error()));
    return (*producer)->send(record);
}

api::LoadStream KafkaProduceService::load(const model::LoadRequest &request, const QString &confirmation)
{
    auto stream = std::make_shared<LoadRun::Stream>();
    m_loads.start([stream] { stream->cancel(); }, [this, stream, request, confirmation] {
        LoadRun run(m_client->config(), request, *stream);
        const auto allowed = mayWrite(m_profile, confirmation, "record.load", request.topic);
        std::optional<base::Error> error = allowed ? run.run() : allowed.error();
        if (m_audit) {
            if (const auto written = m_audit->loaded(request, run.progress(), error); !written && !error) {
                model::LoadProgress told = run.progress();
                told.auditError = written.error();
                stream->report(std::move(told));
            }
        }
        stream->finish(std::move(error));
    });
    return api::LoadStream(std::move(stream));
}

} // namespace weir::kafka
