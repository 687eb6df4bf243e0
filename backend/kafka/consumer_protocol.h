// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/bytes.h"
#include "backend/base/result.h"
#include "backend/model/cluster.h"

namespace weir::kafka {

/// The partitions in the assignment bytes of a classic consumer group's member (Kafka's ConsumerProtocolAssignment, all
/// versions begin alike). Empty bytes are an empty assignment. Error: Invalid, "group.assignment", for damaged ones.
base::Result<QVector<model::TopicPartition>> parseAssignment(base::ByteView bytes);

} // namespace weir::kafka
