// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/load.h"

#include <QString>

#include <optional>

namespace weir::widgets {

/// How a producer chooses the partition, and who does it so: "by key: murmur2 (Java clients)".
QString spreadName(model::Spread spread);

/// The partition of a key under a partitioner by key. Nothing where the producer chooses one: without a key, and for
/// librdkafka with an empty one.
std::optional<qint32> partitionByKey(model::Spread spread, const std::optional<QByteArray> &key, qint32 partitions);

/// What confirms a record, with Kafka's word for it.
QString acksName(model::ProduceRecord::Acks acks);

} // namespace weir::widgets
