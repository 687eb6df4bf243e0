// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/table_model.h"

#include <concepts>

// A ColumnSpec names only the fields it needs. For all others the warning is silenced by their initializers; sortKey cannot
// have one (see below), so it is silenced here, for the files that list columns.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace weir::widgets {

/// One column over a row type. Only id, title and value are needed:
/// `{.id = u"lag"_qs, .title = tr("Lag"), .kind = CellKind::Number, .value = [](const Row &r) { return Cell::count(r.lag); },
///   .sortKey = [](const Row &r) { return SortKey(r.lag); }}`
template <class Row>
struct ColumnSpec
{
    QString id;
    QString title;
    CellKind kind = CellKind::Text;
    std::function<Cell(const Row &)> value;
    /// Default: numbers in Cell::plain as numbers, else the text in natural order ("p2" before "p10").
    /// No initializer: with one, GCC 12 crashes on a list of these.
    std::function<SortKey(const Row &)> sortKey;
    Align align = Align::Auto;
    QString toolTip = QString();
    int widthHint = 0;
    bool hidden = false;
    bool filterable = true;
    bool stretch = false;
};

/// A table over a vector of value structs, with keyed refresh, sort and filters (see TableModel). The key names a row
/// for as long as it lives: selection, current row and scroll position follow it. Give Row an operator== and a refresh
/// tells the view only of rows that differ.
///
/// `RowTableModel<model::TopicInfo> table([](const auto &t) { return QString::fromStdString(t.name); });`
/// `table.setColumns(columns()); ... table.setRows(std::move(rows));`
template <class Row>
class RowTableModel : public TableModel
{
    // GCC 12 dies (nothrow_spec_p) on a list of designated ColumnSpecs unless this was worked out before.
    static_assert(std::is_nothrow_default_constructible_v<ColumnSpec<Row>> || true);

public:
    using KeyFunction = std::function<QString(const Row &)>;

    explicit RowTableModel(KeyFunction key, QObject *parent = nullptr) : TableModel(parent), m_key(std::move(key)) {}

    /// Also after a change of language: same ids, new titles.
    void setColumns(std::vector<ColumnSpec<Row>> columns)
    {
        std::vector<ColumnInfo> infos;
        infos.reserve(columns.size());
        for (const auto &c : columns)
            infos.push_back({c.id, c.title, c.kind, c.align, c.toolTip, c.widthHint, c.hidden, c.filterable, c.stretch});
        m_columns = std::move(columns);
        setColumnInfos(std::move(infos));
    }

    void setRows(std::vector<Row> rows)
    {
        std::vector<Row> old;
        replaceRows(
            [&] {
                old = std::move(m_rows);
                m_rows = std::move(rows);
            },
            [&]([[maybe_unused]] int newSource, [[maybe_unused]] int oldSource) {
                if constexpr (std::equality_comparable<Row>)
                    return !(m_rows[static_cast<std::size_t>(newSource)] == old[static_cast<std::size_t>(oldSource)]);
                else
                    return true;
            });
    }

    /// Adds behind the others without looking at what is there: for streams of hits.
    void append(std::vector<Row> rows)
    {
        const int first = static_cast<int>(m_rows.size());
        m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
        appended(first);
    }

    /// Drops the oldest rows of a bounded stream.
    void dropFront(int count)
    {
        removedFront(count, [&] { m_rows.erase(m_rows.begin(), m_rows.begin() + count); });
    }

    /// Replaces the row of the same key; false if there is none.
    bool update(const Row &row)
    {
        const QString key = m_key(row);
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            if (m_key(m_rows[i]) == key) {
                m_rows[i] = row;
                rowChanged(static_cast<int>(i));
                return true;
            }
        }
        return false;
    }

    void clear() { setRows({}); }

    /// A row filter of the page's own ("internal topics hidden"). Empty: all.
    void setPredicate(std::function<bool(const Row &)> accepts)
    {
        m_accepts = std::move(accepts);
        refilter();
    }

    const std::vector<Row> &rows() const { return m_rows; }
    const Row &rowAt(int visibleRow) const { return m_rows[static_cast<std::size_t>(sourceRow(visibleRow))]; }
    /// The row of a key, visible or not, or nullptr.
    const Row *find(const QString &key) const
    {
        for (const Row &row : m_rows)
            if (m_key(row) == key)
                return &row;
        return nullptr;
    }

protected:
    int allCount() const override { return static_cast<int>(m_rows.size()); }
    Cell makeCell(int source, int column) const override { return spec(column).value(row(source)); }
    SortKey makeSortKey(int source, int column) const override
    {
        const auto &s = spec(column);
        if (s.sortKey)
            return s.sortKey(row(source));
        const Cell cell = s.value(row(source));
        return sortKeyOf(cell, s.kind);
    }
    QString makeKey(int source) const override { return m_key(row(source)); }
    bool acceptsRow(int source) const override { return !m_accepts || m_accepts(row(source)); }

private:
    const Row &row(int source) const { return m_rows[static_cast<std::size_t>(source)]; }
    const ColumnSpec<Row> &spec(int column) const { return m_columns[static_cast<std::size_t>(column)]; }

    KeyFunction m_key;
    std::vector<ColumnSpec<Row>> m_columns;
    std::vector<Row> m_rows;
    std::function<bool(const Row &)> m_accepts;
};

} // namespace weir::widgets
