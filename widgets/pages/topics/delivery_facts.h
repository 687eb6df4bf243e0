// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/cluster.h"
#include "metrics/topic_settings.h"
#include "widgets/parts/fact_strip.h"

namespace weir::widgets {

/// How safe a write to the topic is: its replicas, min.insync.replicas, and what acks=all means with the two. `settings`
/// may be null: not known.
std::vector<Fact> deliveryFacts(const model::Topic &topic, const metrics::TopicSettings *settings);

} // namespace weir::widgets
