// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/kafka/rdkafka_producer.h"

#include "backend/kafka/profile_config.h"

#include <librdkafka/rdkafka.h>

namespace weir::kafka {

using base::ErrorKind;

namespace {

struct ConfDestroy {
    void operator()(rd_kafka_conf_t *conf) const { rd_kafka_conf_destroy(conf); }
};

/// A login that is refused will be refused again: what waits for it ends now, not at its deadline.
void onError(rd_kafka_t *handle, int error, const char *, void *)
{
    if (error == RD_KAFKA_RESP_ERR__AUTHENTICATION || error == RD_KAFKA_RESP_ERR__SSL)
        rd_kafka_purge(handle, RD_KAFKA_PURGE_F_QUEUE);
}

} // namespace

void RdkafkaDestroy::operator()(rd_kafka_t *handle) const
{
    rd_kafka_destroy(handle);
}

void RdkafkaDestroy::operator()(rd_kafka_topic_t *topic) const
{
    rd_kafka_topic_destroy(topic);
}

const char *acksSetting(model::ProduceRecord::Acks acks)
{
    switch (acks) {
    case model::ProduceRecord::Acks::None: return "0";
    case model::ProduceRecord::Acks::Leader: return "1";
    case model::ProduceRecord::Acks::All: break;
    }
    return "all";
}

const char *codecSetting(model::RecordBatch::Codec codec)
{
    using Codec = model::RecordBatch::Codec;
    switch (codec) {
    case Codec::None: break;
    case Codec::Gzip: return "gzip";
    case Codec::Snappy: return "snappy";
    case Codec::Lz4: return "lz4";
    case Codec::Zstd: return "zstd";
    }
    return "none";
}

bool canLogIn(const net::ClientConfig &config)
{
    constexpr int kScramMended = 0x020601ff;
    return !config.usesSasl() || config.mechanism == net::SaslMechanism::Plain || rd_kafka_version() >= kScramMended;
}

base::Error produceError(int number, const std::string &topic)
{
    const auto code = static_cast<rd_kafka_resp_err_t>(number);
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
        // Purged only on a refused login (onError) or at the end of the producer.
        error.kind = ErrorKind::Refused;
        error.peerText = rd_kafka_err2str(RD_KAFKA_RESP_ERR__AUTHENTICATION);
        break;
    case RD_KAFKA_RESP_ERR__PURGE_INFLIGHT: error.kind = ErrorKind::Cancelled; break;
    default: break;
    }
    return error;
}

base::Result<RdkafkaHandle> makeProducer(const net::ClientConfig &config, const std::vector<std::pair<std::string, std::string>> &more, const RdkafkaCalls &calls)
{
    if (!canLogIn(config))
        return base::fail(ErrorKind::Unsupported, "config.parse", "sasl.mechanism",
                          std::string("librdkafka ") + rd_kafka_version_str() + " cannot log in to Kafka 4 by SCRAM");
    std::unique_ptr<rd_kafka_conf_t, ConfDestroy> conf(rd_kafka_conf_new());
    char reason[512] = {};
    auto properties = rdkafkaProperties(config);
    properties.emplace_back("log_level", "0");
    // librdkafka asks again for every topic it has ever produced to: a deleted one would come back, made by the broker.
    properties.emplace_back("allow.auto.create.topics", "false");
    // How long a topic that no broker knows yet may be a new one.
    properties.emplace_back("topic.metadata.propagation.max.ms", "3000");
    // The largest that librdkafka takes: what is too large is for the broker to say, in its own words.
    properties.emplace_back("message.max.bytes", "1000000000");
    properties.insert(properties.end(), more.begin(), more.end());
    for (const auto &[name, value] : properties) {
        if (rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), reason, sizeof(reason)) != RD_KAFKA_CONF_OK)
            return base::fail(ErrorKind::Invalid, "config.parse", name, reason);
    }
    rd_kafka_conf_set_opaque(conf.get(), calls.opaque);
    rd_kafka_conf_set_dr_msg_cb(conf.get(), calls.delivered);
    if (calls.statistics)
        rd_kafka_conf_set_stats_cb(conf.get(), calls.statistics);
    rd_kafka_conf_set_error_cb(conf.get(), onError);
    rd_kafka_t *handle = rd_kafka_new(RD_KAFKA_PRODUCER, conf.get(), reason, sizeof(reason));
    if (!handle)
        return base::fail(ErrorKind::Invalid, "record.produce", {}, reason);
    conf.release(); // librdkafka's now
    return RdkafkaHandle(handle);
}

} // namespace weir::kafka
