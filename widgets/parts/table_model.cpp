// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/table_model.h"

#include "widgets/parts/column_filter.h"
#include "widgets/theme/state_shapes.h"

#include <algorithm>
#include <numeric>

namespace weir::widgets {

namespace {

/// Above this many separate ranges one change of layout is cheaper for the view than that many signals.
constexpr std::size_t kMaxRanges = 64;
/// Rows kept as cells: a few screens.
constexpr int kMaxCellRows = 2048;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

struct Range
{
    int first;
    int last;
};

/// Runs of positions for which `test` holds.
template <class Test>
std::vector<Range> rangesOf(int count, Test test)
{
    std::vector<Range> ranges;
    for (int i = 0; i < count; ++i) {
        if (!test(i))
            continue;
        if (!ranges.empty() && ranges.back().last == i - 1)
            ranges.back().last = i;
        else
            ranges.push_back({i, i});
    }
    return ranges;
}

} // namespace

struct TableModel::Filter
{
    QString text;
    ColumnFilter parsed;
    QString hit;
};

TableModel::TableModel(QObject *parent) : QAbstractTableModel(parent) {}

TableModel::~TableModel() = default;

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

const Cell &TableModel::cell(int row, int column) const
{
    const int source = m_visible[at(row)];
    if (source < 0) {
        // On its way out within one refresh: the view may still ask while its neighbours go.
        static const Cell kGone;
        return kGone;
    }
    auto it = m_cells.find(source);
    if (it == m_cells.end()) {
        if (m_cells.size() >= kMaxCellRows)
            m_cells.clear();
        std::vector<Cell> cells;
        cells.reserve(m_columns.size());
        for (int c = 0; c < columnCount(); ++c)
            cells.push_back(makeCell(source, c));
        it = m_cells.insert(source, std::move(cells));
    }
    return (*it)[at(column)];
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cell(index.row(), index.column()).text;
    case Qt::ToolTipRole: {
        const Cell &c = cell(index.row(), index.column());
        return c.toolTip.isEmpty() ? QVariant() : QVariant(c.toolTip);
    }
    case Qt::AccessibleTextRole: {
        const Cell &c = cell(index.row(), index.column());
        QString text = m_columns[at(index.column())].title + QLatin1String(": ") + c.text;
        if (c.state)
            text += QLatin1String(", ") + stateName(*c.state);
        if (!c.note.isEmpty())
            text += QLatin1String(", ") + c.note;
        return text;
    }
    case Qt::TextAlignmentRole: {
        const ColumnInfo &info = m_columns[at(index.column())];
        const bool right = info.align == Align::Right || (info.align == Align::Auto && info.kind == CellKind::Number);
        return int(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    case KeyRole:
        return keyAt(index.row());
    case PlainRole:
        return cell(index.row(), index.column()).copyText();
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ColumnInfo &info = m_columns[at(section)];
    switch (role) {
    case Qt::DisplayRole:
        return info.title;
    case Qt::ToolTipRole:
        return info.toolTip.isEmpty() ? QVariant() : QVariant(info.toolTip);
    case Qt::TextAlignmentRole: {
        const bool right = info.align == Align::Right || (info.align == Align::Auto && info.kind == CellKind::Number);
        return int(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft));
    }
    default:
        return {};
    }
}

int TableModel::columnById(const QString &id) const
{
    for (int i = 0; i < columnCount(); ++i)
        if (m_columns[at(i)].id == id)
            return i;
    return -1;
}

QString TableModel::keyAt(int row) const
{
    const int source = m_visible[at(row)];
    return source < 0 ? QString() : makeKey(source);
}

int TableModel::rowOfKey(const QString &key) const
{
    if (!m_rowsByKeyValid) {
        m_rowsByKey.clear();
        m_rowsByKey.reserve(rowCount());
        for (int row = 0; row < rowCount(); ++row)
            m_rowsByKey.insert(keyAt(row), row);
        m_rowsByKeyValid = true;
    }
    return m_rowsByKey.value(key, -1);
}

void TableModel::dropCells() const
{
    m_cells.clear();
    m_sortKeys.clear();
    m_rowsByKeyValid = false;
}

void TableModel::setColumnInfos(std::vector<ColumnInfo> columns)
{
    const bool sameIds = columns.size() == m_columns.size()
                         && std::equal(columns.begin(), columns.end(), m_columns.begin(),
                                       [](const ColumnInfo &a, const ColumnInfo &b) { return a.id == b.id; });
    if (sameIds) {
        m_columns = std::move(columns);
        dropCells();
        if (columnCount() > 0) {
            Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
            if (rowCount() > 0)
                Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        }
        return;
    }
    // Other columns are another table: nothing of a selection by cell can survive that.
    beginResetModel();
    m_columns = std::move(columns);
    m_filters.assign(m_columns.size(), {});
    if (m_sortColumn >= columnCount())
        m_sortColumn = -1;
    dropCells();
    m_visible = computeVisible();
    endResetModel();
    Q_EMIT columnsChanged();
}

bool TableModel::accepts(int source) const
{
    if (!acceptsRow(source))
        return false;
    for (int c = 0; c < static_cast<int>(m_filters.size()); ++c) {
        const ColumnFilter &filter = m_filters[at(c)].parsed;
        if (!filter.isActive())
            continue;
        if (filter.needsNumber()) {
            if (!filter.acceptsNumber(makeSortKey(source, c)))
                return false;
        } else {
            const Cell shown = makeCell(source, c);
            if (!filter.acceptsText(shown.text, shown.plain))
                return false;
        }
    }
    if (m_quickFilter.isEmpty())
        return true;
    for (int c = 0; c < columnCount(); ++c) {
        if (!m_columns[at(c)].filterable)
            continue;
        const Cell shown = makeCell(source, c);
        if (shown.text.contains(m_quickFilter, Qt::CaseInsensitive) || shown.plain.contains(m_quickFilter, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

void TableModel::fillSortKeys(int from) const
{
    m_sortKeys.resize(at(from));
    m_sortKeys.reserve(at(allCount()));
    for (int source = from; source < allCount(); ++source)
        m_sortKeys.push_back(makeSortKey(source, m_sortColumn));
}

bool TableModel::sortsBefore(int a, int b) const
{
    const SortKey &keyA = m_sortKeys[at(a)];
    const SortKey &keyB = m_sortKeys[at(b)];
    const bool unknownA = std::holds_alternative<std::monostate>(keyA);
    const bool unknownB = std::holds_alternative<std::monostate>(keyB);
    if (unknownA || unknownB)
        return unknownA == unknownB ? a < b : unknownB;
    const int order = compareKeys(keyA, keyB);
    // Ties stand in source order in both directions.
    if (order == 0)
        return a < b;
    return m_sortOrder == Qt::DescendingOrder ? order > 0 : order < 0;
}

void TableModel::sortSources(std::vector<int> &sources) const
{
    if (m_sortColumn < 0 || m_sortColumn >= columnCount())
        return;
    if (static_cast<int>(m_sortKeys.size()) != allCount())
        fillSortKeys(0);
    std::sort(sources.begin(), sources.end(), [this](int a, int b) { return sortsBefore(a, b); });
}

std::vector<int> TableModel::computeVisible() const
{
    std::vector<int> sources;
    sources.reserve(at(allCount()));
    for (int i = 0; i < allCount(); ++i)
        if (accepts(i))
            sources.push_back(i);
    sortSources(sources);
    return sources;
}

void TableModel::moveTo(std::vector<int> target)
{
    m_rowsByKeyValid = false;
    if (target == m_visible)
        return;
    std::vector<int> targetRow(at(allCount()), -1);
    for (int row = 0; row < static_cast<int>(target.size()); ++row)
        targetRow[at(target[at(row)])] = row;

    // If what stays keeps its order, precise removals and insertions say it all.
    std::vector<char> wasVisible(at(allCount()), 0);
    int lastRow = -1;
    bool sameOrder = true;
    for (const int source : m_visible) {
        wasVisible[at(source)] = 1;
        const int row = targetRow[at(source)];
        if (row < 0)
            continue;
        sameOrder = sameOrder && row > lastRow;
        lastRow = row;
    }
    if (sameOrder) {
        const auto removed = rangesOf(rowCount(), [&](int row) { return targetRow[at(m_visible[at(row)])] < 0; });
        const auto inserted = rangesOf(static_cast<int>(target.size()), [&](int row) { return !wasVisible[at(target[at(row)])]; });
        if (removed.size() + inserted.size() <= kMaxRanges) {
            for (auto it = removed.rbegin(); it != removed.rend(); ++it) {
                beginRemoveRows({}, it->first, it->last);
                m_visible.erase(m_visible.begin() + it->first, m_visible.begin() + it->last + 1);
                m_rowsByKeyValid = false;
                endRemoveRows();
            }
            for (const Range &range : inserted) {
                beginInsertRows({}, range.first, range.last);
                m_visible.insert(m_visible.begin() + range.first, target.begin() + range.first, target.begin() + range.last + 1);
                m_rowsByKeyValid = false;
                endInsertRows();
            }
            return;
        }
    }

    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<int> sources;
    sources.reserve(at(static_cast<int>(from.size())));
    for (const QModelIndex &index : from)
        sources.push_back(m_visible[at(index.row())]);
    m_visible = std::move(target);
    QModelIndexList to;
    to.reserve(from.size());
    for (qsizetype i = 0; i < from.size(); ++i) {
        const int row = targetRow[at(sources[static_cast<std::size_t>(i)])];
        to.push_back(row < 0 ? QModelIndex() : index(row, from[i].column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void TableModel::replaceRows(const std::function<void()> &swapRows,
                             const std::function<bool(int newSource, int oldSource)> &changed)
{
    const int oldCount = allCount();
    QHash<QString, int> oldByKey;
    oldByKey.reserve(oldCount);
    for (int i = 0; i < oldCount; ++i)
        oldByKey.insert(makeKey(i), i);

    swapRows();

    const int newCount = allCount();
    std::vector<int> newOfOld(at(oldCount), -1);
    std::vector<int> oldOfNew(at(newCount), -1);
    for (int i = 0; i < newCount; ++i) {
        const auto it = oldByKey.constFind(makeKey(i));
        // Two rows of one key are two rows: only the first inherits.
        if (it == oldByKey.constEnd() || newOfOld[at(*it)] >= 0)
            continue;
        newOfOld[at(*it)] = i;
        oldOfNew[at(i)] = *it;
    }
    dropCells();

    // Rows that are gone leave first. They have no data any more, so the view must not ask for it: begin/end stand together.
    std::vector<int> stay = std::move(m_visible);
    for (int &source : stay)
        source = newOfOld[at(source)];
    const auto gone = rangesOf(static_cast<int>(stay.size()), [&](int row) { return stay[at(row)] < 0; });
    m_visible = stay;
    if (gone.size() <= kMaxRanges) {
        for (auto it = gone.rbegin(); it != gone.rend(); ++it) {
            beginRemoveRows({}, it->first, it->last);
            m_visible.erase(m_visible.begin() + it->first, m_visible.begin() + it->last + 1);
            endRemoveRows();
        }
    } else {
        Q_EMIT layoutAboutToBeChanged();
        const QModelIndexList from = persistentIndexList();
        std::vector<int> rowAfter(stay.size(), -1);
        std::vector<int> kept;
        for (std::size_t row = 0; row < stay.size(); ++row) {
            if (stay[row] < 0)
                continue;
            rowAfter[row] = static_cast<int>(kept.size());
            kept.push_back(stay[row]);
        }
        m_visible = std::move(kept);
        QModelIndexList to;
        for (const QModelIndex &index : from) {
            const int row = rowAfter[at(index.row())];
            to.push_back(row < 0 ? QModelIndex() : this->index(row, index.column()));
        }
        changePersistentIndexList(from, to);
        Q_EMIT layoutChanged();
    }

    moveTo(computeVisible());

    const auto differ = rangesOf(rowCount(), [&](int row) {
        const int source = m_visible[at(row)];
        return oldOfNew[at(source)] >= 0 && changed(source, oldOfNew[at(source)]);
    });
    if (!differ.empty() && columnCount() > 0) {
        if (differ.size() > kMaxRanges) {
            Q_EMIT dataChanged(index(differ.front().first, 0), index(differ.back().last, columnCount() - 1));
        } else {
            for (const Range &range : differ)
                Q_EMIT dataChanged(index(range.first, 0), index(range.last, columnCount() - 1));
        }
    }
    Q_EMIT countsChanged();
}

void TableModel::appended(int first)
{
    std::vector<int> fresh;
    for (int i = first; i < allCount(); ++i)
        if (accepts(i))
            fresh.push_back(i);
    if (m_sortColumn >= 0 && m_sortColumn < columnCount()) {
        // Only the new rows are sorted; the others are, so both are merged.
        const bool known = static_cast<int>(m_sortKeys.size()) == first;
        fillSortKeys(known ? first : 0);
        const auto before = [this](int a, int b) { return sortsBefore(a, b); };
        std::sort(fresh.begin(), fresh.end(), before);
        std::vector<int> target(m_visible.size() + fresh.size());
        std::merge(m_visible.begin(), m_visible.end(), fresh.begin(), fresh.end(), target.begin(), before);
        moveTo(std::move(target));
    } else if (!fresh.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(fresh.size()) - 1);
        m_visible.insert(m_visible.end(), fresh.begin(), fresh.end());
        m_rowsByKeyValid = false;
        endInsertRows();
    }
    Q_EMIT countsChanged();
}

void TableModel::rowChanged(int source)
{
    m_cells.remove(source);
    m_sortKeys.clear();
    moveTo(computeVisible());
    const auto it = std::find(m_visible.begin(), m_visible.end(), source);
    if (it != m_visible.end() && columnCount() > 0) {
        const int row = static_cast<int>(it - m_visible.begin());
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
    Q_EMIT countsChanged();
}

void TableModel::removedFront(int count, const std::function<void()> &drop)
{
    const auto gone = rangesOf(rowCount(), [&](int row) { return m_visible[at(row)] < count; });
    for (auto it = gone.rbegin(); it != gone.rend(); ++it) {
        beginRemoveRows({}, it->first, it->last);
        m_visible.erase(m_visible.begin() + it->first, m_visible.begin() + it->last + 1);
        m_rowsByKeyValid = false;
        endRemoveRows();
    }
    drop();
    for (int &source : m_visible)
        source -= count;
    dropCells();
    Q_EMIT countsChanged();
}

void TableModel::refilter()
{
    moveTo(computeVisible());
    Q_EMIT countsChanged();
}

void TableModel::sort(int column, Qt::SortOrder order)
{
    if (column != m_sortColumn)
        m_sortKeys.clear();
    m_sortColumn = column;
    m_sortOrder = order;
    if (column < 0) {
        // Back to the order of the source.
        std::vector<int> target = m_visible;
        std::sort(target.begin(), target.end());
        moveTo(std::move(target));
        return;
    }
    std::vector<int> target = m_visible;
    sortSources(target);
    moveTo(std::move(target));
}

void TableModel::setFilter(int column, const QString &text)
{
    if (column < 0 || column >= columnCount() || m_filters[at(column)].text == text)
        return;
    const ColumnInfo &info = m_columns[at(column)];
    const bool numeric = info.kind == CellKind::Number || info.kind == CellKind::Progress;
    ColumnFilter parsed = ColumnFilter::parse(text, numeric);
    QString hit = parsed.hitText();
    m_filters[at(column)] = {text, std::move(parsed), std::move(hit)};
    refilter();
    Q_EMIT filtersChanged();
}

QString TableModel::filter(int column) const
{
    return column < 0 || column >= static_cast<int>(m_filters.size()) ? QString() : m_filters[at(column)].text;
}

bool TableModel::isFilterValid(int column) const
{
    return column < 0 || column >= static_cast<int>(m_filters.size()) || m_filters[at(column)].parsed.isValid();
}

const QString &TableModel::hitText(int column) const
{
    const QString &hit = m_filters[at(column)].hit;
    return hit.isEmpty() && m_columns[at(column)].filterable ? m_quickFilter : hit;
}

bool TableModel::hasFilters() const
{
    return !m_quickFilter.isEmpty()
           || std::any_of(m_filters.begin(), m_filters.end(), [](const Filter &f) { return !f.text.isEmpty(); });
}

void TableModel::clearFilters()
{
    if (!hasFilters())
        return;
    m_filters.assign(m_columns.size(), {});
    m_quickFilter.clear();
    refilter();
    Q_EMIT filtersChanged();
}

void TableModel::setQuickFilter(const QString &text)
{
    const QString needle = text.trimmed();
    if (needle == m_quickFilter)
        return;
    m_quickFilter = needle;
    refilter();
    Q_EMIT filtersChanged();
}

SortKey TableModel::sortKeyOf(const Cell &cell, CellKind kind)
{
    if (kind == CellKind::Number) {
        if (cell.quiet && cell.plain.isEmpty())
            return {};
        bool ok = false;
        const QString &digits = cell.copyText();
        if (const qint64 whole = digits.toLongLong(&ok); ok)
            return whole;
        if (const double real = digits.toDouble(&ok); ok)
            return real;
    }
    if (const auto *progress = std::get_if<ProgressValue>(&cell.drawing))
        return progress->fraction;
    if (const auto *gauge = std::get_if<OffsetGaugeValue>(&cell.drawing)) {
        if (!gauge->known || !gauge->committed)
            return {};
        return gauge->logEnd - *gauge->committed;
    }
    return cell.text;
}

} // namespace weir::widgets
