// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/table_view.h"

#include "widgets/parts/cell_delegate.h"
#include "widgets/parts/filter_header.h"
#include "widgets/parts/table_model.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/look.h"

#include <QGuiApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

namespace weir::widgets {

namespace {

/// Rows measured for the first widths: what one screen shows and a little more.
constexpr int kMeasuredRows = 120;

} // namespace

TableView::TableView(QWidget *parent)
    : QTableView(parent), m_header(new FilterHeader(this)), m_delegate(new CellDelegate(this)), m_fitTimer(new QTimer(this))
{
    setHorizontalHeader(m_header);
    setItemDelegate(m_delegate);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    setSortingEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_header->setStretchLastSection(false);
    m_header->setSortIndicatorShown(true);
    m_header->setSortIndicator(-1, Qt::AscendingOrder);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QWidget::customContextMenuRequested, this, &TableView::openHeaderMenu);
    connect(m_header, &FilterHeader::filterLeft, this, [this] { setFocus(Qt::OtherFocusReason); });
    connect(m_header, &QHeaderView::sortIndicatorChanged, this, [this](int column, Qt::SortOrder order) {
        if (m_model)
            m_model->sort(column, order);
    });
    connect(m_header, &QHeaderView::sectionResized, this, [this](int column) {
        if (!m_fitting && m_model && QGuiApplication::mouseButtons() != Qt::NoButton) {
            const QString &id = m_model->column(column).id;
            if (!m_userWidths.contains(id))
                m_userWidths << id;
        }
    });
    m_fitTimer->setSingleShot(true);
    m_fitTimer->setInterval(150);
    connect(m_fitTimer, &QTimer::timeout, this, &TableView::growColumns);
    connect(this, &QAbstractItemView::doubleClicked, this, [this] { activateCurrent(); });
    applyLook();
}

void TableView::setTableModel(TableModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    m_fitted = false;
    m_header->setTableModel(model);
    setModel(model);
    if (!model)
        return;
    const auto hideDefaults = [this] {
        for (int c = 0; c < m_model->columnCount(); ++c)
            setColumnHidden(c, m_model->column(c).hidden);
    };
    hideDefaults();
    m_header->setSortIndicator(model->sortColumn(), model->sortOrder());
    connect(model, &TableModel::columnsChanged, this, [this, hideDefaults] {
        m_fitted = false;
        hideDefaults();
        growColumns();
    });
    connect(model, &TableModel::countsChanged, this, [this] {
        // A small table is looked at as a whole: its names and links fit whatever rows it has now.
        if ((!m_fitted || m_fitRows > 0) && m_model->rowCount() > 0)
            fitColumns();
        else
            m_fitTimer->start();
        restoreWanted();
        if (m_fitRows > 0)
            updateGeometry();
    });
    connect(model, &TableModel::filtersChanged, this, &TableView::restoreWanted);
    connect(model, &QAbstractItemModel::dataChanged, m_fitTimer, qOverload<>(&QTimer::start));
    fitColumns();
}

void TableView::applyLook()
{
    verticalHeader()->setMinimumSectionSize(look().rowHeight());
    verticalHeader()->setDefaultSectionSize(look().rowHeight());
    verticalScrollBar()->setSingleStep(look().rowHeight());
    horizontalScrollBar()->setSingleStep(24);
    m_fitted = false;
    if (m_model)
        fitColumns();
    updateGeometry();
    viewport()->update();
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_delegate)
        applyLook();
    else if (event->type() == QEvent::ActivationChange)
        viewport()->update();
}

void TableView::setFilterRowVisible(bool visible) { m_header->setFilterRowVisible(visible); }

void TableView::setFitToRows(int maxRows)
{
    m_fitRows = maxRows;
    setSizePolicy(QSizePolicy::Expanding, maxRows > 0 ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    setHorizontalScrollBarPolicy(maxRows > 0 ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    updateGeometry();
}

QSize TableView::sizeHint() const
{
    if (m_fitRows <= 0)
        return {480, 240};
    const int rows = std::clamp(m_model ? m_model->rowCount() : 0, 1, m_fitRows);
    return {480, (m_header->isHidden() ? 0 : m_header->sizeHint().height()) + rows * look().rowHeight()};
}

QSize TableView::minimumSizeHint() const
{
    return m_fitRows > 0 ? QSize(120, sizeHint().height()) : QSize(120, look().px(26) + 3 * look().rowHeight());
}

bool TableView::isFirstVisualColumn(int column) const
{
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int logical = m_header->logicalIndex(visual);
        if (!m_header->isSectionHidden(logical))
            return logical == column;
    }
    return false;
}

// ---- Keys and selection

QStringList TableView::selectedKeys() const
{
    QStringList keys;
    if (!m_model || !selectionModel())
        return keys;
    std::vector<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    keys.reserve(static_cast<qsizetype>(rows.size()));
    for (const int row : rows)
        if (row < m_model->rowCount())
            keys << m_model->keyAt(row);
    return keys;
}

QString TableView::currentKey() const
{
    if (!m_model || !selectionModel() || selectionModel()->selection().isEmpty())
        return {};
    const QModelIndex current = currentIndex();
    if (current.isValid() && current.row() < m_model->rowCount() && selectionModel()->isSelected(current))
        return m_model->keyAt(current.row());
    const int row = selectionModel()->selection().constFirst().top();
    return row >= 0 && row < m_model->rowCount() ? m_model->keyAt(row) : QString();
}

bool TableView::setCurrentKey(const QString &key, bool whenItComes)
{
    if (!m_model)
        return false;
    const int row = m_model->rowOfKey(key);
    if (row < 0) {
        if (whenItComes)
            m_wantedKey = key;
        return false;
    }
    int column = 0;
    while (column + 1 < m_model->columnCount() && isColumnHidden(column))
        ++column;
    const QModelIndex index = m_model->index(row, column);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
    return true;
}

void TableView::syncCurrentKey()
{
    const QString key = currentKey();
    if (key == m_currentKey)
        return;
    m_currentKey = key;
    if (!key.isEmpty())
        m_wantedKey = key;
    Q_EMIT currentKeyChanged(key);
}

void TableView::restoreWanted()
{
    // In a stream of very many rows the search for one that may never come back is not worth its time.
    if (m_wantedKey.isEmpty() || !m_model || !selectionModel() || selectionModel()->hasSelection()
        || m_model->rowCount() > 200'000)
        return;
    const int row = m_model->rowOfKey(m_wantedKey);
    if (row < 0)
        return;
    // Without scrolling: the reader did not ask to go anywhere.
    selectionModel()->setCurrentIndex(m_model->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void TableView::rowsAboutToBeRemoved(const QModelIndex &, int, int)
{
    // The base class would select a neighbour of a row that goes, and a page would show another thing than the one chosen.
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    syncCurrentKey();
}

void TableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    viewport()->update();
    syncCurrentKey();
    Q_EMIT selectedKeysChanged();
}

void TableView::activateCurrent()
{
    const QModelIndex index = currentIndex();
    if (!m_model || !index.isValid())
        return;
    if (m_model->column(index.column()).kind == CellKind::Link && !m_model->cell(index.row(), index.column()).quiet)
        Q_EMIT linkActivated(m_model->keyAt(index.row()), m_model->column(index.column()).id);
    else
        Q_EMIT rowActivated(m_model->keyAt(index.row()));
}

// ---- Painting and mouse

void TableView::paintEvent(QPaintEvent *event)
{
    const Look &l = look();
    {
        QPainter painter(viewport());
        painter.fillRect(event->rect(), l.panel);
        if (m_model && m_model->rowCount() > 0) {
            const int first = std::max(0, rowAt(0));
            const int width = viewport()->width();
            const QColor ground = isActiveWindow() ? l.selection : l.selectionOff;
            for (int row = first; row < m_model->rowCount(); ++row) {
                const int y = rowViewportPosition(row);
                if (y >= viewport()->height())
                    break;
                const QRect line(0, y, width, rowHeight(row));
                if (selectionModel()->isRowSelected(row, {})) {
                    painter.fillRect(line, ground);
                    painter.fillRect(QRect(0, y, 3, line.height()), l.accent);
                } else if (row == m_hoverRow) {
                    painter.fillRect(line, l.hover);
                }
                draw::hLine(painter, 0, width - 1, line.bottom(), l.grid);
            }
        }
    }
    QTableView::paintEvent(event);
    // Where the keyboard is, when that row is not among the selected.
    const QModelIndex current = currentIndex();
    if (hasFocus() && current.isValid() && !selectionModel()->isSelected(current)) {
        QPainter painter(viewport());
        draw::box(painter, QRect(0, rowViewportPosition(current.row()), viewport()->width(), rowHeight(current.row())), {},
                  l.focus, 2, 0);
    }
}

void TableView::setHoverRow(int row)
{
    if (row == m_hoverRow)
        return;
    const auto updateRow = [this](int r) {
        if (m_model && r >= 0 && r < m_model->rowCount())
            viewport()->update(0, rowViewportPosition(r), viewport()->width(), rowHeight(r));
    };
    updateRow(m_hoverRow);
    m_hoverRow = row;
    updateRow(row);
}

void TableView::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    const QPoint pos = event->position().toPoint();
    const int row = rowAt(pos.y());
    setHoverRow(row);
    const QModelIndex index = indexAt(pos);
    const bool link = m_model && index.isValid() && m_model->column(index.column()).kind == CellKind::Link
                      && !m_model->cell(index.row(), index.column()).quiet;
    viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TableView::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier && m_model && index.isValid()
        && index == currentIndex() && m_model->column(index.column()).kind == CellKind::Link
        && !m_model->cell(index.row(), index.column()).quiet)
        Q_EMIT linkActivated(m_model->keyAt(index.row()), m_model->column(index.column()).id);
}

void TableView::leaveEvent(QEvent *event)
{
    setHoverRow(-1);
    QTableView::leaveEvent(event);
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy(CopyFormat::Text);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier) {
            activateCurrent();
            return;
        }
        break;
    case Qt::Key_Slash: {
        int column = currentIndex().isValid() ? currentIndex().column() : -1;
        if (column < 0 || isColumnHidden(column) || !m_model->column(column).filterable)
            for (column = 0; column + 1 < m_model->columnCount() && (isColumnHidden(column) || !m_model->column(column).filterable);)
                ++column;
        m_header->editFilter(column);
        return;
    }
    default:
        break;
    }
    QTableView::keyPressEvent(event);
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    stretchColumns();
}

// ---- Widths

int TableView::contentWidth(int column, int rows) const
{
    const bool first = isFirstVisualColumn(column);
    const int padding = CellDelegate::leftPadding(first) + CellDelegate::rightPadding() + 2;
    const QFontMetrics metrics(look().font(FontRole::SmallMedium));
    int width = m_header->isHidden() ? 0 : metrics.horizontalAdvance(m_model->column(column).title) + look().px(16);
    if (!m_header->isHidden() && m_header->isFilterRowVisible() && m_model->column(column).filterable)
        width = std::max(width, look().px(44));
    const int from = std::max(0, rowAt(0));
    const int to = std::min(m_model->rowCount(), from + rows);
    for (int row = from; row < to; ++row)
        width = std::max(width, m_delegate->contentWidth(m_model->index(row, column)));
    return width + padding;
}

void TableView::fitColumns()
{
    if (!m_model)
        return;
    m_fitting = true;
    for (int c = 0; c < m_model->columnCount(); ++c)
        if (!isColumnHidden(c) && !m_userWidths.contains(m_model->column(c).id)) {
            m_natural[c] = contentWidth(c, kMeasuredRows);
            setColumnWidth(c, m_natural[c]);
        }
    m_fitting = false;
    m_fitted = m_model->rowCount() > 0;
    stretchColumns();
}

void TableView::growColumns()
{
    if (!m_model)
        return;
    if (!m_fitted) {
        fitColumns();
        return;
    }
    // Numbers are never cut; other columns stay as they are, so that a refresh moves nothing. A small table shows all its
    // rows, so its names are not cut either.
    m_fitting = true;
    const int rows = viewport()->height() / std::max(1, look().rowHeight()) + 2;
    for (int c = 0; c < m_model->columnCount(); ++c) {
        const ColumnInfo &info = m_model->column(c);
        if (isColumnHidden(c) || m_userWidths.contains(info.id) || (info.kind != CellKind::Number && (m_fitRows <= 0 || info.stretch)))
            continue;
        const int needed = contentWidth(c, rows);
        if (needed > m_natural.value(c))
            m_natural[c] = needed;
        if (needed > columnWidth(c))
            setColumnWidth(c, needed);
    }
    m_fitting = false;
    stretchColumns();
}

void TableView::fillWidth()
{
    // A small table fills its panel: what is left over goes to all columns alike.
    std::vector<int> columns;
    int used = 0;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int c = m_header->logicalIndex(visual);
        if (isColumnHidden(c))
            continue;
        columns.push_back(c);
        used += m_natural.value(c, columnWidth(c));
    }
    int left = std::max(0, viewport()->width() - used);
    m_fitting = true;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int share = left / static_cast<int>(columns.size() - i);
        left -= share;
        setColumnWidth(columns[i], m_natural.value(columns[i], columnWidth(columns[i])) + share);
    }
    m_fitting = false;
}

void TableView::stretchColumns()
{
    if (!m_model)
        return;
    int stretch = -1;
    int used = 0;
    for (int c = 0; c < m_model->columnCount(); ++c) {
        if (isColumnHidden(c))
            continue;
        if (m_model->column(c).stretch && stretch < 0) {
            stretch = c;
            continue;
        }
        // What a narrow view took from a name is given back as soon as there is room.
        if (m_fitRows > 0 && m_natural.contains(c) && !m_userWidths.contains(m_model->column(c).id)) {
            m_fitting = true;
            setColumnWidth(c, m_natural.value(c));
            m_fitting = false;
        }
        used += columnWidth(c);
    }
    if (stretch < 0) {
        if (m_fitRows > 0 && m_userWidths.isEmpty())
            fillWidth();
        return;
    }
    m_fitting = true;
    const int least = look().px(80);
    // A small table without a scroll bar gives of its widest names before anything is pushed out of sight.
    if (m_fitRows > 0 && used + least > viewport()->width()) {
        int widest = -1;
        for (int c = 0; c < m_model->columnCount(); ++c)
            if (!isColumnHidden(c) && c != stretch && m_model->column(c).kind != CellKind::Number && m_model->column(c).kind != CellKind::Link
                && (widest < 0 || columnWidth(c) > columnWidth(widest)))
                widest = c;
        if (widest >= 0) {
            const int shrunk = std::max(look().px(80), columnWidth(widest) - (used + least - viewport()->width()));
            used -= columnWidth(widest) - shrunk;
            setColumnWidth(widest, shrunk);
        }
    }
    setColumnWidth(stretch, std::max(least, viewport()->width() - used));
    m_fitting = false;
}

} // namespace weir::widgets
