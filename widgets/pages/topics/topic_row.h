// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/cluster.h"
#include "metrics/history.h"
#include "metrics/topic_settings.h"
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
    int underMinIsr = 0; ///< 0 too where min.insync.replicas is not known
    int atMinIsr = 0;
    std::optional<qint64> records;
    std::optional<qint64> bytes;
    std::optional<double> writtenPerSecond;
    QVector<float> trend;
    /// Empty: not read yet, or not allowed to be read.
    std::optional<metrics::TopicSettings> settings;

    bool compacts() const { return settings && settings->compacts(); }
    bool operator==(const TopicRow &) const = default;
};

enum class TopicTrend { Drawn, None };
/// `settings` may be null.
TopicRow topicRow(const model::Topic &topic, const metrics::TopicSettings *settings, const metrics::History &history, qint64 nowMs, TopicTrend trend);
std::vector<ColumnSpec<TopicRow>> topicColumns();

/// ok, under-replicated, at or below min ISR, offline: shape and word, the worst of them.
std::pair<State, QString> topicState(const TopicRow &row);

} // namespace weir::widgets
