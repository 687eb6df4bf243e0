// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/keys/key_rows.h"

#include "widgets/pages/keys/key_text.h"
#include "widgets/pages/keys/skew_column.h"
#include "widgets/pages/messages/record_text.h"
#include "widgets/parts/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace weir::widgets {

namespace {

struct Keys {
    Q_DECLARE_TR_FUNCTIONS(Keys)
};

} // namespace

std::vector<PartitionKeysRow> partitionKeysRows(const model::KeyReport &report)
{
    qint64 largest = 0;
    for (const model::PartitionKeys &partition : report.partitions)
        largest = std::max(largest, partition.records);
    std::vector<PartitionKeysRow> rows;
    for (const model::PartitionKeys &partition : report.partitions) {
        PartitionKeysRow row{partition, 0, 0};
        if (largest > 0) {
            row.ofLargest = static_cast<double>(partition.records) / static_cast<double>(largest);
            row.ofMean = static_cast<double>(partition.records) * static_cast<double>(report.partitions.size()) / static_cast<double>(report.records);
        }
        rows.push_back(row);
    }
    return rows;
}

std::vector<ColumnSpec<PartitionKeysRow>> partitionKeysColumns()
{
    using Row = PartitionKeysRow;
    return {
        {.id = QStringLiteral("partition"), .title = Keys::tr("Partition"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.keys.partition)); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.keys.partition)); }},
        {.id = QStringLiteral("records"), .title = Keys::tr("Records"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.keys.records); },
         .sortKey = [](const Row &r) { return SortKey(r.keys.records); }},
        skewColumn<Row>(),
        {.id = QStringLiteral("keys"), .title = Keys::tr("Distinct keys"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.keys.distinctKeys); },
         .sortKey = [](const Row &r) { return SortKey(r.keys.distinctKeys); }},
        {.id = QStringLiteral("keyless"), .title = Keys::tr("Without key"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.keys.withoutKey); },
         .sortKey = [](const Row &r) { return SortKey(r.keys.withoutKey); }, .stretch = true},
    };
}

std::vector<ColumnSpec<model::PartitionerFit>> partitionerColumns()
{
    using Row = model::PartitionerFit;
    return {
        {.id = QStringLiteral("partitioner"), .title = Keys::tr("Partitioner"), .kind = CellKind::Text, .value = [](const Row &r) { return Cell(partitionerName(r.partitioner)); }},
        {.id = QStringLiteral("fits"), .title = Keys::tr("Fits"), .kind = CellKind::State,
         .value = [](const Row &r) {
             if (r.records == 0)
                 return Cell::unknown();
             return r.fits() ? Cell(State::Ok, Keys::tr("yes")) : Cell(State::Unknown, Keys::tr("no"));
         }},
        {.id = QStringLiteral("mismatches"), .title = Keys::tr("Elsewhere"), .kind = CellKind::Number,
         .value = [](const Row &r) {
             Cell cell = Cell::count(r.mismatches);
             if (r.records > 0)
                 cell.note = format::percent(r.mismatchShare());
             return cell;
         },
         .sortKey = [](const Row &r) { return SortKey(r.mismatches); },
         .toolTip = Keys::tr("Records with a key that are in another partition than this one says, by the partitions that there are now")},
        {.id = QStringLiteral("earlier"), .title = Keys::tr("Partitions before"), .kind = CellKind::Mono,
         .value = [](const Row &r) {
             QStringList words;
             for (const qint32 count : r.earlierCounts)
                 words.append(QString::number(count));
             return words.isEmpty() ? Cell::none() : Cell(words.join(QStringLiteral(", ")));
         },
         .toolTip = Keys::tr("Smaller numbers of partitions by which records are in their place: the topic had as many when they were written")},
        {.id = QStringLiteral("users"), .title = Keys::tr("Used by"), .kind = CellKind::Text, .value = [](const Row &r) { return Cell(partitionerUsers(r.partitioner)); }, .stretch = true},
    };
}

std::vector<ColumnSpec<model::SplitKey>> splitKeyColumns()
{
    using Row = model::SplitKey;
    return {
        {.id = QStringLiteral("key"), .title = Keys::tr("Key"), .kind = CellKind::Mono,
         .value = [](const Row &r) { return r.key.isEmpty() ? Cell(Keys::tr("empty")) : Cell(oneLine(r.key)); }, .widthHint = 220},
        {.id = QStringLiteral("partitions"), .title = Keys::tr("Partitions"), .kind = CellKind::Mono,
         .value = [](const Row &r) {
             QStringList words;
             for (const model::KeyPlace &place : r.places)
                 words.append(QString::number(place.partition));
             return Cell(words.join(QStringLiteral(" → ")));
         },
         .toolTip = Keys::tr("In the order in which the key came to them, by the time of its first record there")},
        {.id = QStringLiteral("began"), .title = Keys::tr("Split began at"), .kind = CellKind::Text,
         .value = [](const Row &r) { return r.second().firstTimestampMs < 0 ? Cell::unknown() : Cell(format::timestamp(r.second().firstTimestampMs)); },
         .sortKey = [](const Row &r) { return SortKey(r.second().firstTimestampMs); }, .toolTip = Keys::tr("The first record in the second partition")},
        {.id = QStringLiteral("partition"), .title = Keys::tr("In partition"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.second().partition)); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.second().partition)); }},
        {.id = QStringLiteral("offset"), .title = Keys::tr("At offset"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.second().firstOffset); },
         .sortKey = [](const Row &r) { return SortKey(r.second().firstOffset); }},
        {.id = QStringLiteral("records"), .title = Keys::tr("Records"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.records()); },
         .sortKey = [](const Row &r) { return SortKey(r.records()); }, .stretch = true},
    };
}

} // namespace weir::widgets
