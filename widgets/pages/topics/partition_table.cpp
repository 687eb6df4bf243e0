// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/topics/partition_table.h"

#include "widgets/parts/format.h"

#include <QCoreApplication>

namespace weir::widgets {

namespace {

struct Partitions {
    Q_DECLARE_TR_FUNCTIONS(Partitions)
};

std::pair<State, QString> stateOf(const PartitionRow &row)
{
    const model::Partition &partition = row.partition;
    if (partition.isOffline())
        return {State::Error, Partitions::tr("No leader")};
    if (row.isUnderMinIsr())
        return {State::Error, Partitions::tr("Below min ISR")};
    if (row.isAtMinIsr())
        return {State::Warn, Partitions::tr("At min ISR")};
    if (partition.isUnderReplicated())
        return {State::Warn, Partitions::tr("Under-replicated")};
    if (!partition.replicas.isEmpty() && partition.replicas.first() != partition.leader)
        return {State::Info, Partitions::tr("Not led by its preferred replica")};
    return {State::Ok, Partitions::tr("In sync")};
}

QString idList(const QVector<qint32> &ids)
{
    QStringList words;
    for (const qint32 id : ids)
        words.append(QString::number(id));
    return words.join(QStringLiteral(", "));
}

} // namespace

std::vector<PartitionRow> partitionRows(const model::Topic &topic, const metrics::TopicSettings *settings, const model::ClusterSnapshot &snapshot)
{
    const double even = topic.records() && !topic.partitions.empty()
                            ? static_cast<double>(*topic.records()) / static_cast<double>(topic.partitions.size()) : 0;
    std::vector<PartitionRow> rows;
    rows.reserve(topic.partitions.size());
    for (const model::Partition &partition : topic.partitions) {
        PartitionRow row;
        row.partition = partition;
        if (settings != nullptr) {
            row.minInsync = settings->minInsync;
            row.compacted = settings->compacts();
        }
        for (const qint32 id : partition.replicas) {
            const model::Broker *const broker = snapshot.broker(id);
            const bool gone = partition.offline.contains(id) || broker == nullptr || !broker->alive;
            row.replicas.replicas.push_back({id, partition.leader == id, partition.isr.contains(id), gone});
        }
        if (even > 0 && partition.records())
            row.share = static_cast<double>(*partition.records()) / even;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ColumnSpec<PartitionRow>> partitionColumns()
{
    using Row = PartitionRow;
    return {
        {.id = QStringLiteral("partition"), .title = Partitions::tr("Partition"), .kind = CellKind::Number,
         .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.partition.id)); }, .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.partition.id)); }},
        {.id = QStringLiteral("state"), .title = Partitions::tr("State"), .kind = CellKind::State,
         .value = [](const Row &r) {
             auto [state, word] = stateOf(r);
             return Cell(state, std::move(word));
         }},
        {.id = QStringLiteral("leader"), .title = Partitions::tr("Leader"), .kind = CellKind::Number,
         .value = [](const Row &r) { return r.partition.isOffline() ? Cell::none() : Cell(QString::number(r.partition.leader)); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.partition.leader)); }},
        {.id = QStringLiteral("replicas"), .title = Partitions::tr("Replicas"), .kind = CellKind::Replicas,
         .value = [](const Row &r) {
             Cell cell;
             cell.drawing = r.replicas;
             cell.plain = idList(r.partition.replicas);
             return cell;
         },
         .toolTip = Partitions::tr("In order of preference: filled leads, outlined is in sync, dashed is missing")},
        {.id = QStringLiteral("ids"), .title = Partitions::tr("On brokers"), .kind = CellKind::Mono, .value = [](const Row &r) { return Cell(idList(r.partition.replicas)); }},
        {.id = QStringLiteral("isr"), .title = Partitions::tr("In sync"), .kind = CellKind::Mono,
         .value = [](const Row &r) { return r.partition.isr.isEmpty() ? Cell::none() : Cell(idList(r.partition.isr)); }},
        {.id = QStringLiteral("minisr"), .title = Partitions::tr("Min ISR"), .kind = CellKind::Number,
         .value = [](const Row &r) { return r.minInsync ? Cell::count(static_cast<qint64>(*r.minInsync)) : Cell::unknown(); },
         .sortKey = [](const Row &r) { return r.minInsync ? SortKey(static_cast<qint64>(*r.minInsync)) : SortKey(); },
         .toolTip = Partitions::tr("min.insync.replicas: with fewer in sync, writes with acks=all are refused")},
        {.id = QStringLiteral("start"), .title = Partitions::tr("Log start"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.partition.logStart); },
         .sortKey = [](const Row &r) { return r.partition.logStart ? SortKey(*r.partition.logStart) : SortKey(); }},
        {.id = QStringLiteral("end"), .title = Partitions::tr("High watermark"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.partition.highWatermark); },
         .sortKey = [](const Row &r) { return r.partition.highWatermark ? SortKey(*r.partition.highWatermark) : SortKey(); }},
        {.id = QStringLiteral("records"), .title = Partitions::tr("Records"), .kind = CellKind::Number, .value = [](const Row &r) { return r.compacted ? Cell::estimate(r.partition.records()) : Cell::count(r.partition.records()); },
         .sortKey = [](const Row &r) { return r.partition.records() ? SortKey(*r.partition.records()) : SortKey(); },
         .toolTip = Partitions::tr("High watermark − log start offset: an upper bound (≈) where the topic is compacted")},
        {.id = QStringLiteral("share"), .title = Partitions::tr("Against the mean"), .kind = CellKind::Number,
         .value = [](const Row &r) { return r.share > 0 ? Cell(format::percent(r.share)) : Cell::unknown(); }, .sortKey = [](const Row &r) { return SortKey(r.share); },
         .toolTip = Partitions::tr("Records against an even share among the partitions: 100 % is even")},
        {.id = QStringLiteral("size"), .title = Partitions::tr("Size"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::bytes(r.partition.bytes); },
         .sortKey = [](const Row &r) { return r.partition.bytes ? SortKey(*r.partition.bytes) : SortKey(); }},
    };
}

} // namespace weir::widgets
