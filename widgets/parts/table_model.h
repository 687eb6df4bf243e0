// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/cell.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QStringList>

#include <functional>
#include <vector>

namespace weir::widgets {

/// A column as the view sees it.
struct ColumnInfo
{
    QString id;    ///< stable: stored with the user's layout
    QString title; ///< translated
    CellKind kind = CellKind::Text;
    Align align = Align::Auto;
    QString toolTip;         ///< how the number is counted
    int widthHint = 0;       ///< characters; 0: by content
    bool hidden = false;     ///< off until chosen in the column chooser
    bool filterable = true;
    bool stretch = false;    ///< takes what is left over; at most one
};

/// The part of RowTableModel that does not know the row type: visible rows = all rows, filtered, sorted. It publishes
/// precise changes (insert, remove, data, layout) and never resets, so selection and scroll position survive a refresh.
/// Filters: text contains (any case); `=x` equals; `!x` does not contain; on number columns also `> 5`, `>=`, `<`, `<=`,
/// `!=`, `1..9`; units k, M, G, KiB, MiB, GiB are understood. GUI thread only.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Roles { KeyRole = Qt::UserRole + 1, PlainRole };

    explicit TableModel(QObject *parent = nullptr);
    ~TableModel() override;

    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) final;

    const ColumnInfo &column(int column) const { return m_columns[static_cast<std::size_t>(column)]; }
    int columnById(const QString &id) const;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    /// The cell as drawn; valid until the model next changes. No allocation once a row was seen.
    const Cell &cell(int row, int column) const;

    QString keyAt(int row) const;
    /// Visible row of a key, or -1.
    int rowOfKey(const QString &key) const;

    /// All rows, before filters.
    int totalRows() const { return allCount(); }
    void setFilter(int column, const QString &text);
    QString filter(int column) const;
    bool hasFilters() const;
    void clearFilters();
    /// A filter that cannot be read (`> abc`) is in force as nothing and drawn as an error.
    bool isFilterValid(int column) const;
    /// Any column contains it; for the page's search field.
    void setQuickFilter(const QString &text);
    QString quickFilter() const { return m_quickFilter; }

    /// The text that filters look for in this column, to be marked in its cells; empty if none does.
    const QString &hitText(int column) const;

    /// Which source row a visible row is.
    int sourceRow(int row) const { return m_visible[static_cast<std::size_t>(row)]; }

Q_SIGNALS:
    /// Rows shown or in all have changed in number, or a filter did.
    void countsChanged();
    void filtersChanged();
    void columnsChanged();

protected:
    virtual int allCount() const = 0;
    virtual Cell makeCell(int source, int column) const = 0;
    virtual SortKey makeSortKey(int source, int column) const = 0;
    virtual QString makeKey(int source) const = 0;
    virtual bool acceptsRow(int source) const = 0;
    /// The default order of a cell: its plain number, else its text; a quiet number cell (unknown, none) stands last.
    static SortKey sortKeyOf(const Cell &cell, CellKind kind);

    void setColumnInfos(std::vector<ColumnInfo> columns);

    /// One refresh: `swapRows` puts the new rows in place, `changed(newSource, oldSource)` says
    /// whether a row that stays has other contents. Emits what is needed and no more.
    void replaceRows(const std::function<void()> &swapRows, const std::function<bool(int newSource, int oldSource)> &changed);
    /// Rows [first, allCount()) were just added behind the others.
    void appended(int first);
    /// Contents of one source row were replaced in place.
    void rowChanged(int source);
    /// `count` rows at the front went away (a bounded list).
    void removedFront(int count, const std::function<void()> &drop);
    /// The outer predicate changed.
    void refilter();

private:
    struct Filter;

    std::vector<int> computeVisible() const;
    void sortSources(std::vector<int> &sources) const;
    bool sortsBefore(int a, int b) const;
    void fillSortKeys(int from) const;
    bool accepts(int source) const;
    void moveTo(std::vector<int> target);
    void dropCells() const;

    std::vector<ColumnInfo> m_columns;
    std::vector<int> m_visible;
    std::vector<Filter> m_filters; // one a column
    QString m_quickFilter;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    mutable QHash<int, std::vector<Cell>> m_cells; // by source row, only rows that were on screen
    mutable std::vector<SortKey> m_sortKeys;       // by source row, of m_sortColumn; empty: to be made
    mutable QHash<QString, int> m_rowsByKey;       // visible rows, built when asked for
    mutable bool m_rowsByKeyValid = false;
};

} // namespace weir::widgets
