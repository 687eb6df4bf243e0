// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace weir::widgets {

struct Cell;
class TableView;

/// Draws every cell of a TableView. The row's ground, its line and its bar belong to the view; this draws what stands on it.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(TableView *view);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    /// What the content of a cell needs, without padding.
    int contentWidth(const QModelIndex &index) const;
    /// Left and right padding of a column.
    static int leftPadding(bool firstColumn);
    static int rightPadding();

private:
    TableView *m_view;
};

} // namespace weir::widgets
