// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/produce_service.h"

#include "backend/kafka/call.h"
#include "backend/kafka/may_write.h"
#include "backend/kafka/profile_config.h"
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

base::Error errorOf(rd_kafka_resp_err_t code, const std::string &topic)
{
    base::Error error{ErrorKind::Peer, "record.produce", topic, {}, rd_kafka_err2str(code), 0};
    // Positive codes are the broker's own; negative ones librdkafka's.
    if (code > 0) {
        error.kafkaCode = static_cast<std::int16_t>(code);
        if (code == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED || code == RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED)
            error.kind = ErrorKind::Refused;
        else if (code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
            error.kind = ErrorKind::NotFound;
        return error;
    }
    switch (code) {
    case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT: error.kind = ErrorKind::Timeout; break;
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC: error.kind = ErrorKind::NotFound; break;
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION: error.kind = ErrorKind::Invalid; break;
    case RD_KAFKA_RESP_ERR__AUTHENTICATION: error.kind = ErrorKind::Refused; break;
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN: error.kind = ErrorKind::Unreachable; break;
    case RD_KAFKA_RESP_ERR__PURGE_QUEUE:
        // Purged only on a refused login (onError) or at the end of the service.
        error.kind = ErrorKind::Refused;
        error.peerText = rd_kafka_err2str(RD_KAFKA_RESP_ERR__AUTHENTICATION);
        break;
    case RD_KAFKA_RESP_ERR__PURGE_INFLIGHT: error.kind = ErrorKind::Cancelled; break;
    default: break;
    }
    return error;
}

/// Whether this librdkafka's SCRAM is accepted by Kafka 4.
bool canLogIn(const net::ClientConfig &config)
{
    constexpr int kScramMended = 0x020601ff;
    return !config.usesSasl() || config.mechanism == net::SaslMechanism::Plain || rd_kafka_version() >= kScramMended;
}

void onDelivery(rd_kafka_t *, const rd_kafka_message_t *message, void *)
{
    const std::unique_ptr<Pending> pending(static_cast<Pending *>(message->_private));
    if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        // What waited for a partition of a topic that turns out not to be there is refused for its partition.
        const bool noTopic = message->err == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION && !pending->partitionChosen;
        return pending->end(base::fail(errorOf(noTopic ? RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC : message->err, pending->topic)));
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

/// A login that is refused will be refused again: what waits for it ends now, not at its deadline.
void onError(rd_kafka_t *handle, int error, const char *, void *)
{
    if (error == RD_KAFKA_RESP_ERR__AUTHENTICATION || error == RD_KAFKA_RESP_ERR__SSL)
        rd_kafka_purge(handle, RD_KAFKA_PURGE_F_QUEUE);
}

} // namespace

/// One librdkafka producer and the thread that takes its delivery reports.
class KafkaProduceService::Producer
{
public:
    static base::Result<std::unique_ptr<Producer>> create(const net::ClientConfig &config, const char *acks)
    {
        rd_kafka_conf_t *conf = rd_kafka_conf_new();
        char reason[512] = {};
        auto properties = rdkafkaProperties(config);
        properties.emplace_back("acks", acks);
        properties.emplace_back("partitioner", "murmur2_random");
        properties.emplace_back("linger.ms", "0");
        properties.emplace_back("message.timeout.ms", std::to_string(config.requestTimeout.count()));
        properties.emplace_back("log_level", "0");
        // librdkafka asks again for every topic it has ever produced to: a deleted one would come back, made by the broker.
        properties.emplace_back("allow.auto.create.topics", "false");
        // How long a topic that no broker knows yet may be a new one.
        properties.emplace_back("topic.metadata.propagation.max.ms", "3000");
        // The largest that librdkafka takes: what is too large is for the broker to say, in its own words.
        properties.emplace_back("message.max.bytes", "1000000000");
        for (const auto &[name, value] : properties) {
            if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), reason, sizeof(reason)) != RD_KAFKA_CONF_OK) {
                rd_kafka_conf_destroy(conf);
                return base::fail(ErrorKind::Invalid, "config.parse", name, reason);
            }
        }
        rd_kafka_conf_set_dr_msg_cb(conf, onDelivery);
        rd_kafka_conf_set_error_cb(conf, onError);
        rd_kafka_t *handle = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof(reason));
        if (!handle) {
            rd_kafka_conf_destroy(conf);
            return base::fail(ErrorKind::Invalid, "record.produce", {}, reason);
        }
        return std::unique_ptr<Producer>(new Producer(handle));
    }

    ~Producer()
    {
        m_stop = true;
        m_thread.join();
        if (rd_kafka_flush(m_handle, 2000) != RD_KAFKA_RESP_ERR_NO_ERROR) {
            rd_kafka_purge(m_handle, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
            rd_kafka_flush(m_handle, 1000);
        }
        rd_kafka_destroy(m_handle);
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
        rd_kafka_error_t *refused = rd_kafka_produceva(m_handle, parts, count);
        if (refused) {
            base::Error error = errorOf(rd_kafka_error_code(refused), pending->topic);
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
    explicit Producer(rd_kafka_t *handle) : m_handle(handle)
    {
        m_thread = std::thread([this] {
            while (!m_stop)
                rd_kafka_poll(m_handle, 50);
        });
    }

    rd_kafka_t *m_handle;
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
    static constexpr const char *kAcks[]{"0", "1", "all"};
    const std::lock_guard lock(m_mutex);
    auto &producer = m_producers[static_cast<std::size_t>(acks)];
    if (!producer) {
        WEIR_TRY(producer, Producer::create(m_client->config(), kAcks[static_cast<std::size_t>(acks)]));
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

} // namespace weir::kafka
