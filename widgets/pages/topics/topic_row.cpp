// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topics/topic_row.h"

#include "widgets/parts/format.h"

#include <QCoreApplication>

#include <cmath>

namespace weir::widgets {

namespace {

struct Topics {
    Q_DECLARE_TR_FUNCTIONS(Topics)
};

constexpr qint64 kTrendMs = 3600'000;
constexpr std::size_t kTrendPoints = 48;

Cell rateCell(const std::optional<double> &rate)
{
    if (!rate || std::isnan(*rate))
        return Cell::unknown();
    Cell cell(format::rate(*rate));
    cell.plain = QString::number(*rate, 'f', 1);
    return cell;
}

Cell retentionCell(const TopicRow &row)
{
    if (row.retention.isEmpty())
        return Cell::unknown();
    const qint64 ms = row.retention.toLongLong();
    Cell cell(ms < 0 ? Topics::tr("for ever") : format::span(ms));
    cell.plain = row.retention;
    return cell;
}

} // namespace

std::pair<State, QString> topicState(int underReplicated, int offline)
{
    if (offline > 0)
        return {State::Error, Topics::tr("%n without leader", nullptr, offline)};
    if (underReplicated > 0)
        return {State::Warn, Topics::tr("%n under-replicated", nullptr, underReplicated)};
    return {State::Ok, Topics::tr("In sync")};
}

TopicRow topicRow(const model::Topic &topic, const metrics::History &history, qint64 nowMs, TopicTrend trend)
{
    TopicRow row;
    row.name = topic.name;
    row.internal = topic.internal;
    row.partitions = static_cast<int>(topic.partitions.size());
    row.replicas = topic.replicationFactor();
    row.underReplicated = topic.underReplicated();
    row.offline = topic.offline();
    row.records = topic.records();
    row.bytes = topic.bytes();
    const metrics::SeriesKey key{metrics::Measure::TopicRecordsWritten, topic.name, {}, -1};
    if (const auto last = history.last(key))
        row.writtenPerSecond = last->value;
    if (trend == TopicTrend::None)
        return row;
    for (const metrics::Point &point : history.points(key, nowMs - kTrendMs, nowMs, kTrendPoints))
        row.trend.append(static_cast<float>(point.value));
    return row;
}

std::vector<ColumnSpec<TopicRow>> topicColumns()
{
    using Row = TopicRow;
    return {
        {.id = QStringLiteral("name"), .title = Topics::tr("Topic"), .kind = CellKind::Mono,
         .value = [](const Row &r) {
             Cell cell(r.name);
             cell.quiet = r.internal;
             return cell;
         }},
        {.id = QStringLiteral("partitions"), .title = Topics::tr("Partitions"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.partitions)); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.partitions)); }},
        {.id = QStringLiteral("replicas"), .title = Topics::tr("Replicas"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.replicas)); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.replicas)); }, .toolTip = Topics::tr("Replication factor of the first partition")},
        {.id = QStringLiteral("cleanup"), .title = Topics::tr("Cleanup"), .value = [](const Row &r) { return r.cleanup.isEmpty() ? Cell::unknown() : Cell(r.cleanup); }},
        {.id = QStringLiteral("keeps"), .title = Topics::tr("Keeps"), .kind = CellKind::Number, .value = retentionCell,
         .sortKey = [](const Row &r) { return r.retention.isEmpty() ? SortKey() : SortKey(r.retention.toLongLong() < 0 ? std::numeric_limits<qint64>::max() : r.retention.toLongLong()); },
         .toolTip = Topics::tr("retention.ms: closed segments older than this go")},
        {.id = QStringLiteral("records"), .title = Topics::tr("Records"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.records); },
         .sortKey = [](const Row &r) { return r.records ? SortKey(*r.records) : SortKey(); },
         .toolTip = Topics::tr("Σ(high watermark − log start offset): an upper bound where the topic is compacted or transactional")},
        {.id = QStringLiteral("size"), .title = Topics::tr("Size"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::bytes(r.bytes); },
         .sortKey = [](const Row &r) { return r.bytes ? SortKey(*r.bytes) : SortKey(); }, .toolTip = Topics::tr("Σ of the leaders' logs, one copy each")},
        {.id = QStringLiteral("written"), .title = Topics::tr("Written"), .kind = CellKind::Number, .value = [](const Row &r) { return rateCell(r.writtenPerSecond); },
         .sortKey = [](const Row &r) { return r.writtenPerSecond ? SortKey(*r.writtenPerSecond) : SortKey(); },
         .toolTip = Topics::tr("Growth of the high watermarks between the last two looks")},
        {.id = QStringLiteral("trend"), .title = Topics::tr("Last hour"), .kind = CellKind::Sparkline,
         .value = [](const Row &r) {
             Cell cell;
             if (r.trend.size() < 2)
                 return Cell::unknown();
             cell.drawing = SparklineValue{r.trend};
             return cell;
         },
         .filterable = false},
        {.id = QStringLiteral("state"), .title = Topics::tr("State"), .kind = CellKind::State,
         .value = [](const Row &r) {
             auto [state, word] = topicState(r.underReplicated, r.offline);
             return Cell(state, std::move(word));
         },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.offline * 100'000 + r.underReplicated)); }, .stretch = true},
    };
}

} // namespace weir::widgets
