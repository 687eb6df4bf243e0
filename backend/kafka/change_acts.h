// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/plan.h"
#include "backend/net/kafka_client.h"

namespace weir::kafka {

enum class Rehearsal : bool { No, Yes };

/// True where the request can be tried without being done (validateOnly).
bool canRehearse(const model::Change &change);

/// Sends the change to whom it belongs: controller, leader or coordinator. A rehearsal only validates. Error: the
/// peer's, with its words, its code, and `actionOf(change)`.
net::Task<base::Status> act(std::shared_ptr<net::KafkaClient> client, model::Change change, Rehearsal rehearsal, net::Deadline deadline);

} // namespace weir::kafka
