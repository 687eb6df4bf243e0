// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/row_table_model.h"
#include "widgets/shell/cluster_feed.h"

namespace weir::widgets {

/// One line of the brokers list. `skew`: its leaders against an even share, 1.0 is even.
struct BrokerRow {
    model::Broker broker;
    double leaderShare = 0;
    double replicaShare = 0;
    std::optional<double> bytesWrittenPerSecond;
    bool operator==(const BrokerRow &) const = default;
};

std::vector<BrokerRow> brokerRows(const model::ClusterSnapshot &snapshot, const metrics::History &history);
std::vector<ColumnSpec<BrokerRow>> brokerColumns();

} // namespace weir::widgets
