// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/load.h"
#include "backend/model/plan.h"

namespace weir::kafka {

/// The act as a call of Kafka's own tools, quoted for a POSIX shell, with "$BOOTSTRAP" for the address.
QString commandFor(const model::Change &change);
/// Producing by hand with Kafka's own tool; what is written is not part of it.
QString produceCommandFor(const QString &topic);
/// Kafka's own load generator with the same settings, as far as it has them: it sends without keys.
QString loadCommandFor(const model::LoadRequest &request);
/// The act as the wire request, one field a line.
QString requestFor(const model::Change &change);
/// The stable id of the act in errors and the audit log: "topic.create".
const char *actionOf(const model::Change &change);
/// What it acts on: the topic, the broker ("" is the cluster-wide default), the group.
QString targetOf(const model::Change &change);

} // namespace weir::kafka
