// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/group.h"
#include "widgets/parts/row_table_model.h"

namespace weir::widgets {

/// One partition as the list shows it.
struct PartitionRow {
    model::Partition partition;
    ReplicasValue replicas;
    double share = 0; ///< of the topic's records: 1.0 is an even share
    bool operator==(const PartitionRow &other) const { return partition == other.partition && share == other.share; }
};

std::vector<PartitionRow> partitionRows(const model::Topic &topic, const model::ClusterSnapshot &snapshot);
std::vector<ColumnSpec<PartitionRow>> partitionColumns();

} // namespace weir::widgets
