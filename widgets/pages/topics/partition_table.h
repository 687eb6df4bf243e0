// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/group.h"
#include "metrics/topic_settings.h"
#include "widgets/parts/row_table_model.h"

namespace weir::widgets {

/// One partition as the list shows it.
struct PartitionRow {
    model::Partition partition;
    ReplicasValue replicas;
    double share = 0; ///< of the topic's records: 1.0 is an even share
    std::optional<int> minInsync;
    bool compacted = false; ///< records are an upper bound
    bool operator==(const PartitionRow &other) const
    {
        return partition == other.partition && share == other.share && minInsync == other.minInsync && compacted == other.compacted;
    }

    bool isUnderMinIsr() const { return minInsync && partition.isUnderMinIsr(*minInsync); }
    bool isAtMinIsr() const { return minInsync && partition.isAtMinIsr(*minInsync); }
};

/// `settings` may be null.
std::vector<PartitionRow> partitionRows(const model::Topic &topic, const metrics::TopicSettings *settings, const model::ClusterSnapshot &snapshot);
std::vector<ColumnSpec<PartitionRow>> partitionColumns();

} // namespace weir::widgets
