// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/plan.h"
#include "backend/net/kafka_client.h"

namespace weir::kafka {

/// What the change would do to the cluster as it is now: before and after, warnings, how it is undone, and the
/// cluster's own rehearsal where it has one and the profile is not read-only (then nothing of the kind leaves). A state
/// that cannot be read is a warning, not an error.
net::Task<model::PlanStep> previewStep(std::shared_ptr<net::KafkaClient> client, model::Change change, bool readOnly, net::Deadline deadline);

} // namespace weir::kafka
