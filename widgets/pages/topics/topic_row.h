// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/cluster.h"
#include "metrics/history.h"
#include "widgets/parts/row_table_model.h"

namespace weir::widgets {

/// One line of the topics list: the topic's own numbers and what the history adds.
struct TopicRow {
    QString name;
    bool internal = false;
    int partitions = 0;
    int replicas = 0;
    int underReplicated = 0;
    int offline = 0;
    std::optional<qint64> records;
    std::optional<qint64> bytes;
    std::optional<double> writtenPerSecond;
    QVector<float> trend;
    QString cleanup;   ///< empty: not read yet
    QString retention; ///< retention.ms as written; empty: not read yet
    bool operator==(const TopicRow &) const = default;
};

enum class TopicTrend { Drawn, None };
TopicRow topicRow(const model::Topic &topic, const metrics::History &history, qint64 nowMs, TopicTrend trend);
std::vector<ColumnSpec<TopicRow>> topicColumns();

/// ok, under-replicated, offline: shape and word.
std::pair<State, QString> topicState(int underReplicated, int offline);

} // namespace weir::widgets
