// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chart_table.h"

#include "widgets/parts/format.h"
#include "widgets/parts/row_table_model.h"
#include "widgets/parts/table_view.h"

#include <QDialog>
#include <QVBoxLayout>

#include <cmath>
#include <limits>
#include <map>

namespace weir::widgets {

ChartTable tableOf(const std::vector<ChartSeries> &series)
{
    ChartTable table;
    std::map<qint64, std::vector<double>> byTime;
    for (std::size_t s = 0; s < series.size(); ++s) {
        table.names << series[s].name;
        for (const ChartPoint &point : series[s].points) {
            auto &values = byTime[point.timeMs];
            values.resize(series.size(), std::numeric_limits<double>::quiet_NaN());
            values[s] = point.value;
        }
    }
    table.rows.reserve(byTime.size());
    for (auto &[time, values] : byTime)
        table.rows.push_back({time, std::move(values)});
    return table;
}

void openChartTable(QWidget *parent, const QString &title, ChartTable table, const std::function<QString(double)> &format)
{
    using Row = ChartTable::Row;
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->resize(520, 480);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *view = new TableView(dialog);
    auto *model = new RowTableModel<Row>([](const Row &row) { return QString::number(row.timeMs); }, dialog);
    std::vector<ColumnSpec<Row>> columns;
    ColumnSpec<Row> time;
    time.id = QStringLiteral("time");
    time.title = TimeChart::tr("Time");
    time.kind = CellKind::Mono;
    time.value = [](const Row &row) { return Cell(format::timestamp(row.timeMs, false)); };
    time.sortKey = [](const Row &row) { return SortKey(row.timeMs); };
    columns.push_back(std::move(time));
    for (qsizetype s = 0; s < table.names.size(); ++s) {
        const auto at = static_cast<std::size_t>(s);
        ColumnSpec<Row> column;
        column.id = QStringLiteral("series%1").arg(s);
        column.title = table.names[s];
        column.kind = CellKind::Number;
        column.value = [at, format](const Row &row) {
            if (at >= row.values.size() || std::isnan(row.values[at]))
                return Cell::none();
            Cell cell(format(row.values[at]));
            cell.plain = QString::number(row.values[at], 'g', 15);
            return cell;
        };
        columns.push_back(std::move(column));
    }
    model->setColumns(std::move(columns));
    model->setRows(std::move(table.rows));
    view->setTableModel(model);
    layout->addWidget(view);
    dialog->show();
}

} // namespace weir::widgets
