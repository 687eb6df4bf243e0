// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/row_table_model.h"
#include "widgets/shell/cluster_feed.h"

namespace weir::widgets {

/// One line of the groups list.
struct GroupRow {
    QString id;
    metrics::Judgement judgement;
    model::GroupState state = model::GroupState::Unknown;
    QString protocol;
    int members = 0;
    std::optional<qint64> lag;
    std::optional<double> secondsBehind;
    std::optional<double> secondsToDrain;
    QVector<float> trend;
    bool operator==(const GroupRow &) const = default;
};

GroupRow groupRow(const model::Group &group, const ClusterFeed &feed);
std::vector<ColumnSpec<GroupRow>> groupColumns();

/// One partition of a group. `growing`: its lag is larger than it was a few looks ago.
struct LagRow {
    model::PartitionLag lag;
    std::optional<double> secondsBehind;
    bool operator==(const LagRow &) const = default;
};

std::vector<LagRow> lagRows(const model::Group &group, const ClusterFeed &feed);
std::vector<ColumnSpec<LagRow>> lagColumns();

} // namespace weir::widgets
