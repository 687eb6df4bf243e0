// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/groups/lag_charts.h"

#include "widgets/parts/format.h"
#include "widgets/parts/panel.h"

#include <QHBoxLayout>

namespace weir::widgets {

namespace {
using metrics::Measure;
}

std::vector<ChartPoint> chartPoints(const metrics::History &history, const metrics::SeriesKey &key, qint64 fromMs, qint64 toMs)
{
    std::vector<ChartPoint> points;
    for (const metrics::Point &point : history.points(key, fromMs, toMs))
        points.push_back({point.atMs, point.value});
    return points;
}

LagCharts::LagCharts(ClusterFeed &feed, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_lagPanel(new Panel(tr("Lag by topic")))
    , m_lag(new TimeChart)
    , m_rates(new TimeChart)
{
    m_lagPanel->setNote(tr("records"));
    m_lag->setFormats([](double value) { return format::count(static_cast<qint64>(value)); }, [](double value) { return format::shortCount(value); });
    m_lag->setSeriesTitle(tr("Topic"));
    m_lag->setAccessibleName(tr("Lag over time"));
    m_rates->setFormats([](double value) { return format::number(value); }, [](double value) { return format::shortCount(value); });
    m_rates->setSeriesTitle(tr("Records a second"));
    m_rates->setAccessibleName(tr("Records written and committed over time"));
    auto *ratesPanel = new Panel(tr("Written and committed"));
    ratesPanel->setNote(tr("records a second"));
    m_lagPanel->setContent(m_lag);
    ratesPanel->setContent(m_rates);
    for (TimeChart *chart : {m_lag, m_rates})
        chart->setSharedCursor(&m_cursor);
    connect(m_lag, &TimeChart::cursorTimeChanged, m_lagPanel, &Panel::setHeaderData);
    connect(m_rates, &TimeChart::cursorTimeChanged, ratesPanel, &Panel::setHeaderData);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_lagPanel, 1);
    layout->addWidget(ratesPanel, 1);
}

LagCharts::~LagCharts()
{
    if (!m_group.isEmpty())
        m_feed.monitor().derived().watchPartitions(m_group, false);
}

void LagCharts::setGroup(const QString &group)
{
    if (!m_group.isEmpty())
        m_feed.monitor().derived().watchPartitions(m_group, false);
    m_group = group;
    m_feed.monitor().derived().watchPartitions(m_group, true);
    refresh();
}

void LagCharts::setTopic(const QString &topic)
{
    m_topic = topic;
    m_lagPanel->setTitle(topic.isEmpty() ? tr("Lag by topic") : tr("Lag by partition of %1").arg(topic));
    m_lag->setSeriesTitle(topic.isEmpty() ? tr("Topic") : tr("Partition"));
    refresh();
}

void LagCharts::setSpan(qint64 milliseconds)
{
    m_spanMs = milliseconds;
    refresh();
}

void LagCharts::refresh()
{
    const model::SnapshotPtr snapshot = m_feed.snapshot();
    const model::Group *const group = snapshot ? snapshot->group(m_group) : nullptr;
    if (group == nullptr)
        return;
    const qint64 now = snapshot->takenAtMs;
    const metrics::History &history = m_feed.history();
    std::vector<ChartSeries> lag;
    if (m_topic.isEmpty()) {
        for (const QString &topic : group->topics())
            lag.push_back({topic, topic, chartPoints(history, {Measure::GroupTopicLag, m_group, topic, -1}, now - m_spanMs, now)});
    } else {
        for (const model::PartitionLag &partition : group->partitions) {
            if (partition.topic == m_topic) {
                const QString id = QString::number(partition.partition);
                lag.push_back({id, id, chartPoints(history, {Measure::GroupPartitionLag, m_group, m_topic, partition.partition}, now - m_spanMs, now)});
            }
        }
    }
    m_lag->setSeries(std::move(lag));
    m_rates->setSeries({{QStringLiteral("written"), tr("Written to its topics"), chartPoints(history, {Measure::GroupRecordsWritten, m_group, {}, -1}, now - m_spanMs, now)},
                        {QStringLiteral("committed"), tr("Committed by the group"), chartPoints(history, {Measure::GroupRecordsCommitted, m_group, {}, -1}, now - m_spanMs, now)}});
}

} // namespace weir::widgets
