// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/attention_list.h"
#include "widgets/shell/cluster_feed.h"

namespace weir::widgets {

/// What needs somebody now: brokers that are down, partitions without leader or replica or at and below min ISR, groups
/// whose verdict is bad, partitions without a member, members without a partition.
/// The keys are links (Place::toLink) to where it is mended.
std::vector<Attention> attentionItems(const ClusterFeed &feed);

} // namespace weir::widgets
