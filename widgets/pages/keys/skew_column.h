// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/format.h"
#include "widgets/parts/row_table_model.h"

#include <QCoreApplication>

namespace weir::widgets {

/// How full a partition is: per cent of the mean, drawn against the fullest. Row has ofMean and ofLargest.
template <class Row>
ColumnSpec<Row> skewColumn()
{
    return {.id = QStringLiteral("skew"), .title = QCoreApplication::translate("Keys", "Against the mean"), .kind = CellKind::Progress,
            .value = [](const Row &r) {
                Cell cell(format::percent(r.ofMean));
                cell.drawing = ProgressValue{r.ofLargest};
                return cell;
            },
            .sortKey = [](const Row &r) { return SortKey(r.ofMean); },
            .toolTip = QCoreApplication::translate("Keys", "Records ÷ the mean of all partitions: 100 % is even. The bar stands against the fullest partition."), .widthHint = 150};
}

} // namespace weir::widgets
