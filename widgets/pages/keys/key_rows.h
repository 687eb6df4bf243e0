// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/keys.h"
#include "widgets/parts/row_table_model.h"

namespace weir::widgets {

/// A partition beside the fullest one.
struct PartitionKeysRow {
    model::PartitionKeys keys;
    double ofLargest = 0; ///< 0..1
    double ofMean = 0;    ///< 1: as many records as the mean
    bool operator==(const PartitionKeysRow &) const = default;
};
std::vector<PartitionKeysRow> partitionKeysRows(const model::KeyReport &report);

std::vector<ColumnSpec<PartitionKeysRow>> partitionKeysColumns();
std::vector<ColumnSpec<model::PartitionerFit>> partitionerColumns();
std::vector<ColumnSpec<model::SplitKey>> splitKeyColumns();

} // namespace weir::widgets
