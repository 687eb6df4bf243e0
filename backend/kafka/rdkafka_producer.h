// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/model/record.h"
#include "backend/net/client_config.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

// librdkafka's own names; its header is seen by the sources of this folder only.
using rd_kafka_t = struct rd_kafka_s;
using rd_kafka_topic_t = struct rd_kafka_topic_s;
using rd_kafka_message_t = struct rd_kafka_message_s;

namespace weir::kafka {

struct RdkafkaDestroy {
    void operator()(rd_kafka_t *handle) const;
    void operator()(rd_kafka_topic_t *topic) const;
};
using RdkafkaHandle = std::unique_ptr<rd_kafka_t, RdkafkaDestroy>;
using RdkafkaTopic = std::unique_ptr<rd_kafka_topic_t, RdkafkaDestroy>; ///< gone before its producer

/// What is called for a producer, in the thread that polls it. `opaque` is theirs.
struct RdkafkaCalls {
    void (*delivered)(rd_kafka_t *, const rd_kafka_message_t *, void *opaque) = nullptr;
    int (*statistics)(rd_kafka_t *, char *json, std::size_t size, void *opaque) = nullptr; ///< returns 0: the text is freed
    void *opaque = nullptr;
};

/// A producer for a cluster: its login, never making a topic, records as large as the broker takes, what waits for a
/// refused login ended at once. `more`: settings by librdkafka's names. Error: Invalid with the setting and the reason;
/// Unsupported where this librdkafka cannot log in.
base::Result<RdkafkaHandle> makeProducer(const net::ClientConfig &config, const std::vector<std::pair<std::string, std::string>> &more, const RdkafkaCalls &calls);

/// The words of Kafka's settings acks and compression.type.
const char *acksSetting(model::ProduceRecord::Acks acks);
const char *codecSetting(model::RecordBatch::Codec codec);

/// Whether this librdkafka's login is accepted by Kafka 4: its SCRAM was mended in 2.6.1.
bool canLogIn(const net::ClientConfig &config);

/// What a record was refused with: an rd_kafka_resp_err_t, the broker's code or librdkafka's own.
base::Error produceError(int code, const std::string &topic);

} // namespace weir::kafka
