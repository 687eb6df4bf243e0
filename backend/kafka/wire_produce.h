// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/record.h"
#include "backend/net/kafka_client.h"

namespace weir::kafka {

/// Produces one record over the wire client, with the Java client's choice of partition. It stands in for librdkafka
/// where that cannot log in: before 2.6.1 (Debian 12 has 2.0.2) it sends a wrong nonce in SCRAM's final message, which
/// Kafka 4 refuses (confluentinc/librdkafka#4895). Errors that may pass are tried again until the deadline.
net::Task<base::Result<model::ProduceAck>> produceOverWire(std::shared_ptr<net::KafkaClient> client, model::ProduceRecord record,
                                                           net::Deadline deadline);

} // namespace weir::kafka
