// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/messages/record_columns.h"

#include "widgets/pages/messages/record_text.h"
#include "widgets/parts/format.h"

#include <QCoreApplication>
#include <QDateTime>

namespace weir::widgets {

namespace {

struct Records {
    Q_DECLARE_TR_FUNCTIONS(Records)
};

Cell bytesCell(const std::optional<QByteArray> &bytes, const QString &nullWord)
{
    if (!bytes) {
        Cell cell(nullWord);
        cell.quiet = true;
        return cell;
    }
    if (bytes->isEmpty()) {
        Cell cell(Records::tr("empty"));
        cell.quiet = true;
        return cell;
    }
    return Cell(oneLine(*bytes));
}

Cell timeCell(const model::Record &record)
{
    if (record.timestampMs < 0)
        return Cell::none();
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    Cell cell(format::timeOfDay(record.timestampMs, nowMs));
    cell.plain = QString::number(record.timestampMs);
    const QString kind = record.timestampType == model::Record::TimestampType::LogAppendTime ? Records::tr("set by the broker on appending")
                                                                                             : Records::tr("set by the producer");
    cell.toolTip = format::timestamp(record.timestampMs) + QLatin1Char('\n') + Records::tr("%1 ms since the epoch, %2").arg(record.timestampMs).arg(kind);
    if (const auto ahead = aheadOfNow(record, nowMs)) {
        cell.state = State::Warn;
        cell.toolTip += QStringLiteral("\n") + Records::tr("%1 in the future by this computer's clock").arg(format::span(*ahead));
    }
    return cell;
}

} // namespace

QString recordKey(const model::Record &record)
{
    return QString::number(record.partition) + QLatin1Char('@') + QString::number(record.offset);
}

std::vector<ColumnSpec<model::Record>> recordColumns()
{
    using Row = model::Record;
    return {
        {.id = QStringLiteral("time"), .title = Records::tr("Time"), .kind = CellKind::Mono, .value = timeCell,
         .sortKey = [](const Row &r) { return SortKey(r.timestampMs); }, .filterable = false},
        {.id = QStringLiteral("partition"), .title = Records::tr("Part."), .kind = CellKind::Number,
         .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.partition)); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.partition)); }, .toolTip = Records::tr("Partition")},
        {.id = QStringLiteral("offset"), .title = Records::tr("Offset"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.offset); },
         .sortKey = [](const Row &r) { return SortKey(r.offset); }},
        {.id = QStringLiteral("key"), .title = Records::tr("Key"), .kind = CellKind::Mono,
         .value = [](const Row &r) { return bytesCell(r.key, Records::tr("none")); }, .widthHint = 18},
        {.id = QStringLiteral("value"), .title = Records::tr("Value"), .kind = CellKind::Mono,
         .value = [](const Row &r) { return bytesCell(r.value, Records::tr("tombstone")); }, .stretch = true},
        {.id = QStringLiteral("headers"), .title = Records::tr("Headers"), .kind = CellKind::Number,
         .value = [](const Row &r) { return Cell::count(static_cast<qint64>(r.headers.size())); },
         .sortKey = [](const Row &r) { return SortKey(static_cast<qint64>(r.headers.size())); }},
        {.id = QStringLiteral("size"), .title = Records::tr("Size"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::bytes(r.size()); },
         .sortKey = [](const Row &r) { return SortKey(r.size()); }, .toolTip = Records::tr("Key, value and headers in bytes, uncompressed")},
    };
}

} // namespace weir::widgets
