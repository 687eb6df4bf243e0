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
    if (!row.settings || row.settings->retention.isEmpty())
        return Cell::unknown();
    const qint64 ms = row.settings->retention.toLongLong();
    Cell cell(ms < 0 ? Topics::tr("for ever") : format::span(ms));
    cell.plain = row.settings->retention;
    return cell;
}

} // namespace

std::pair<State, QString> topicState(const TopicRow &row)
{
    if (row.offline > 0)
        return {State::Error, Topics::tr("%n without leader", nullptr, row.offline)};
    if (row.underMinIsr > 0)
        return {State::Error, Topics::tr("%n below min ISR", nullptr, row.underMinIsr)};
    if (row.atMinIsr > 0)
        return {State::Warn, Topics::tr("%n at min ISR", nullptr, row.atMinIsr)};
    if (row.underReplicated > 0)
        return {State::Warn, Topics::tr("%n under-replicated", nullptr, row.underReplicated)};
    return {State::Ok, Topics::tr("In sync")};
}

TopicRow topicRow(const model::Topic &topic, const metrics::TopicSettings *settings, const metrics::History &history, qint64 nowMs, TopicTrend trend)
{
    TopicRow row;
    row.name = topic.name;
    row.internal = topic.internal;
    row.partitions = static_cast<int>(topic.partitions.size());
    row.replicas = topic.replicationFactor();
    row.underReplicated = topic.underReplicated();
    row.offline = topic.offline();
    if (settings != nullptr) {
        row.settings = *settings;
        row.underMinIsr = settings->minInsync ? topic.underMinIsr(*settings->minInsync) : 0;
        row.atMinIsr = settings->minInsync ? topic.atMinIsr(*settings->minInsync) : 0;
    }
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
        {.id = QStringLiteral("minisr"), .title = Topics::tr("Min ISR"), .kind = CellKind::Number,
         .value = [](const Row &r) { return r.settings && r.settings->minInsync ? Cell::count(static_cast<qint64>(*r.settings->minInsync)) : Cell::unknown(); },
         .sortKey = [](const Row &r) { return r.settings && r.settings->minInsync ? SortKey(static_cast<qint64>(*r.settings->minInsync)) : SortKey(); },
         .toolTip = Topics::tr("min.insync.replicas: with fewer in sync, writes with acks=all are refused"), .hidden = true},
        {.id = QStringLiteral("cleanup"), .title = Topics::tr("Cleanup"), .value = [](const Row &r) { return !r.settings || r.settings->cleanup.isEmpty() ? Cell::unknown() : Cell(r.settings->cleanup); }},
        {.id = QStringLiteral("keeps"), .title = Topics::tr("Keeps"), .kind = CellKind::Number, .value = retentionCell,
         .sortKey =
             [](const Row &r) {
                 if (!r.settings || r.settings->retention.isEmpty())
                     return SortKey();
                 const qint64 ms = r.settings->retention.toLongLong();
                 return SortKey(ms < 0 ? std::numeric_limits<qint64>::max() : ms);
             },
         .toolTip = Topics::tr("retention.ms: closed segments older than this go")},
        {.id = QStringLiteral("records"), .title = Topics::tr("Records"), .kind = CellKind::Number, .value = [](const Row &r) { return r.compacts() ? Cell::estimate(r.records) : Cell::count(r.records); },
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
             auto [state, word] = topicState(r);
             return Cell(state, std::move(word));
         },
         .sortKey = [](const Row &r) { return SortKey(((static_cast<qint64>(r.offline) * 100'000 + r.underMinIsr) * 100'000 + r.atMinIsr) * 100'000 + r.underReplicated); }, .stretch = true},
    };
}

} // namespace weir::widgets
