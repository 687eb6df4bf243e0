// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/row_table_model.h"
#include "widgets/shell/cluster_feed.h"

namespace weir::widgets {

/// One line of the brokers list. The shares: against an even one, 1.0 is even.
struct BrokerRow {
    model::Broker broker;
    std::optional<double> leaderShare; ///< empty where nothing is led at all
    std::optional<double> replicaShare;
    std::optional<double> bytesWrittenPerSecond;
    bool operator==(const BrokerRow &) const = default;
};

std::vector<BrokerRow> brokerRows(const model::ClusterSnapshot &snapshot, const metrics::History &history);
std::vector<ColumnSpec<BrokerRow>> brokerColumns();

} // namespace weir::widgets
