// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/time_chart.h"

namespace weir::widgets {

/// The numbers of a chart, one row a time, one value a series; NaN where a series has none.
struct ChartTable
{
    QStringList names;
    struct Row
    {
        qint64 timeMs = 0;
        std::vector<double> values;
        bool operator==(const Row &) const = default;
    };
    std::vector<Row> rows;
};

ChartTable tableOf(const std::vector<ChartSeries> &series);

/// A window beside the chart with these numbers.
void openChartTable(QWidget *parent, const QString &title, ChartTable table, const std::function<QString(double)> &format);

} // namespace weir::widgets
