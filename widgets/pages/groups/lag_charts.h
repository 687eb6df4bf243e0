// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/time_chart.h"
#include "widgets/shell/cluster_feed.h"

#include <QWidget>

namespace weir::widgets {

class Panel;

/// Two live charts of a group side by side: lag by topic (or by partition of one topic), and what is written against
/// what is committed.
class LagCharts : public QWidget
{
    Q_OBJECT

public:
    explicit LagCharts(ClusterFeed &feed, QWidget *parent = nullptr);
    ~LagCharts() override;
    void setGroup(const QString &group);
    /// Empty: all topics.
    void setTopic(const QString &topic);
    /// How far back the charts go, as far as there is history.
    void setSpan(qint64 milliseconds);
    void refresh();

private:
    ClusterFeed &m_feed;
    QString m_group;
    QString m_topic;
    qint64 m_spanMs = 3600'000;
    ChartCursor m_cursor;
    Panel *m_lagPanel;
    TimeChart *m_lag;
    TimeChart *m_rates;
};

/// A history series as chart points.
std::vector<ChartPoint> chartPoints(const metrics::History &history, const metrics::SeriesKey &key, qint64 fromMs, qint64 toMs);

} // namespace weir::widgets
