// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of TableView that are about leaving it: menus, the clipboard and the stored layout.
#include "widgets/parts/filter_header.h"
#include "widgets/parts/table_model.h"
#include "widgets/parts/table_view.h"
#include "widgets/theme/icons.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMenu>

#include <algorithm>

namespace weir::widgets {

namespace {

QString csvField(const QString &text)
{
    const bool quote = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    if (!quote)
        return text;
    QString escaped = text;
    escaped.replace(u'"', QLatin1String("\"\""));
    return u'"' + escaped + u'"';
}

QString markdownField(QString text)
{
    text.replace(u'|', QLatin1String("\\|"));
    text.replace(u'\n', u' ');
    return text;
}

} // namespace

QMenu *TableView::makeColumnMenu(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        if (!m_model)
            return;
        for (int visual = 0; visual < m_header->count(); ++visual) {
            const int column = m_header->logicalIndex(visual);
            QAction *action = menu->addAction(m_model->column(column).title);
            action->setCheckable(true);
            action->setChecked(!isColumnHidden(column));
            // The last one stays: a table without columns has no way back.
            action->setEnabled(isColumnHidden(column) || m_header->count() - m_header->hiddenSectionCount() > 1);
            connect(action, &QAction::toggled, this, [this, column](bool on) {
                setColumnHidden(column, !on);
                if (on)
                    setColumnWidth(column, contentWidth(column, 120));
                stretchColumns();
            });
        }
        menu->addSeparator();
        connect(menu->addAction(tr("Fit columns")), &QAction::triggered, this, [this] {
            m_userWidths.clear();
            fitColumns();
        });
    });
    return menu;
}

void TableView::openHeaderMenu(const QPoint &pos)
{
    QMenu *menu = makeColumnMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(m_header->viewport()->mapToGlobal(pos));
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_model)
        return;
    QPoint at = event->globalPos();
    QModelIndex index = indexAt(viewport()->mapFromGlobal(at));
    if (event->reason() == QContextMenuEvent::Keyboard) {
        index = currentIndex();
        at = viewport()->mapToGlobal(visualRect(index).bottomLeft());
    } else if (index.isValid() && !selectionModel()->isSelected(index)) {
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    openRowMenu(at, index.isValid() ? index.column() : -1);
}

void TableView::openRowMenu(const QPoint &globalPos, int column)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QStringList keys = selectedKeys();
    if (m_fillMenu && !keys.isEmpty())
        m_fillMenu(*menu, keys);
    if (!menu->isEmpty())
        menu->addSeparator();
    const QModelIndex current = currentIndex();
    if (column >= 0 && current.isValid() && m_model->column(column).filterable && m_header->isFilterRowVisible()) {
        const QString value = m_model->cell(current.row(), column).copyText();
        if (!value.isEmpty()) {
            connect(menu->addAction(icon(Icon::Filter), tr("Use as filter")), &QAction::triggered, this,
                    [this, column, value] { m_model->setFilter(column, u'=' + value); });
            connect(menu->addAction(icon(Icon::Remove), tr("Exclude this value")), &QAction::triggered, this,
                    [this, column, value] { m_model->setFilter(column, QLatin1String("!=") + value); });
        }
    }
    if (m_model->hasFilters())
        connect(menu->addAction(icon(Icon::Close), tr("Clear filters")), &QAction::triggered, m_model, &TableModel::clearFilters);
    if (column >= 0 && current.isValid()) {
        menu->addSeparator();
        const QString value = m_model->cell(current.row(), column).copyText();
        connect(menu->addAction(icon(Icon::Copy), tr("Copy value")), &QAction::triggered, this,
                [value] { QGuiApplication::clipboard()->setText(value); });
    }
    const auto addCopy = [&](const QString &text, CopyFormat format) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, format] { copy(format); });
    };
    addCopy(keys.isEmpty() ? tr("Copy all rows\tCtrl+C") : tr("Copy rows\tCtrl+C"), CopyFormat::Text);
    addCopy(tr("Copy as CSV"), CopyFormat::Csv);
    addCopy(tr("Copy as JSON"), CopyFormat::Json);
    addCopy(tr("Copy as Markdown"), CopyFormat::Markdown);
    menu->popup(globalPos);
}

QString TableView::textOf(CopyFormat format, bool allRows) const
{
    if (!m_model)
        return {};
    std::vector<int> rows;
    if (!allRows && selectionModel()->hasSelection()) {
        for (const QItemSelectionRange &range : selectionModel()->selection())
            for (int row = range.top(); row <= range.bottom(); ++row)
                rows.push_back(row);
        std::sort(rows.begin(), rows.end());
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    } else {
        for (int row = 0; row < m_model->rowCount(); ++row)
            rows.push_back(row);
    }
    std::vector<int> columns;
    for (int visual = 0; visual < m_header->count(); ++visual)
        if (const int column = m_header->logicalIndex(visual); !isColumnHidden(column))
            columns.push_back(column);

    const auto join = [&](const auto &field, QLatin1String separator) {
        QString line;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0)
                line += separator;
            line += field(columns[i]);
        }
        return line;
    };
    QString text;
    switch (format) {
    case CopyFormat::Text:
        for (const int row : rows)
            text += join([&](int c) { return m_model->cell(row, c).copyText(); }, QLatin1String("\t")) + u'\n';
        // One line is pasted into a line: without the break.
        if (rows.size() == 1)
            text.chop(1);
        break;
    case CopyFormat::Csv:
        text = join([&](int c) { return csvField(m_model->column(c).title); }, QLatin1String(",")) + QLatin1String("\r\n");
        for (const int row : rows)
            text += join([&](int c) { return csvField(m_model->cell(row, c).copyText()); }, QLatin1String(","))
                    + QLatin1String("\r\n");
        break;
    case CopyFormat::Json: {
        QJsonArray array;
        for (const int row : rows) {
            QJsonObject object;
            for (const int c : columns) {
                const Cell &cell = m_model->cell(row, c);
                bool ok = false;
                const qint64 number = cell.plain.toLongLong(&ok);
                // Past 2^53 a JSON reader would round it: then it stays text.
                if (ok && std::abs(number) < (qint64(1) << 53))
                    object.insert(m_model->column(c).id, double(number));
                else
                    object.insert(m_model->column(c).id, cell.copyText());
            }
            array.append(object);
        }
        text = QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Indented));
        break;
    }
    case CopyFormat::Markdown:
        text = QLatin1String("| ") + join([&](int c) { return markdownField(m_model->column(c).title); }, QLatin1String(" | "))
               + QLatin1String(" |\n|");
        for (const int c : columns)
            text += m_model->column(c).kind == CellKind::Number ? QLatin1String(" ---: |") : QLatin1String(" --- |");
        text += u'\n';
        for (const int row : rows)
            text += QLatin1String("| ")
                    + join([&](int c) { return markdownField(m_model->cell(row, c).copyText()); }, QLatin1String(" | "))
                    + QLatin1String(" |\n");
        break;
    }
    return text;
}

void TableView::copy(CopyFormat format) { QGuiApplication::clipboard()->setText(textOf(format)); }

QJsonObject TableView::layoutState() const
{
    QJsonObject state;
    if (!m_model)
        return state;
    QJsonArray columns;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        QJsonObject entry{{QStringLiteral("id"), m_model->column(column).id},
                          {QStringLiteral("hidden"), isColumnHidden(column)}};
        if (m_userWidths.contains(m_model->column(column).id))
            entry.insert(QStringLiteral("width"), columnWidth(column));
        columns.append(entry);
    }
    state.insert(QStringLiteral("columns"), columns);
    if (m_model->sortColumn() >= 0) {
        state.insert(QStringLiteral("sort"), m_model->column(m_model->sortColumn()).id);
        state.insert(QStringLiteral("descending"), m_model->sortOrder() == Qt::DescendingOrder);
    }
    return state;
}

void TableView::restoreLayoutState(const QJsonObject &state)
{
    if (!m_model || state.isEmpty())
        return;
    int visual = 0;
    for (const QJsonValue &value : state.value(QLatin1String("columns")).toArray()) {
        const QJsonObject entry = value.toObject();
        const int column = m_model->columnById(entry.value(QLatin1String("id")).toString());
        if (column < 0)
            continue; // a column of an older version
        m_header->moveSection(m_header->visualIndex(column), visual++);
        setColumnHidden(column, entry.value(QLatin1String("hidden")).toBool());
        if (const int width = entry.value(QLatin1String("width")).toInt(); width > 0) {
            setColumnWidth(column, width);
            m_userWidths << m_model->column(column).id;
        }
    }
    const int sort = m_model->columnById(state.value(QLatin1String("sort")).toString());
    if (sort >= 0)
        m_header->setSortIndicator(sort, state.value(QLatin1String("descending")).toBool() ? Qt::DescendingOrder
                                                                                            : Qt::AscendingOrder);
    m_fitted = false;
    fitColumns();
}

} // namespace weir::widgets
