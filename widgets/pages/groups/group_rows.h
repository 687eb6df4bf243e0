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

/// One partition of a group.
struct LagRow {
    model::PartitionLag lag;
    std::optional<double> secondsBehind;
    bool withoutMember = false; ///< nobody's, though the group is stable and has members
    bool nobodyReads = false;   ///< the group has no members at all
    bool operator==(const LagRow &) const = default;
};

std::vector<LagRow> lagRows(const model::Group &group, const ClusterFeed &feed);
std::vector<ColumnSpec<LagRow>> lagColumns();

/// One member of a group, and why it has no partition where it has none.
struct MemberRow {
    model::GroupMember member;
    State idleState = State::Unknown;
    QString idleReason;
    bool operator==(const MemberRow &) const = default;
};

std::vector<MemberRow> memberRows(const model::Group &group);
std::vector<ColumnSpec<MemberRow>> memberColumns();

} // namespace weir::widgets
