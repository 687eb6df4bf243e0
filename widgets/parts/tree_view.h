// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace weir::widgets {

/// The one tree of the program: 20 px rows, chevrons, selection ground and bar as in tables. Column 0 is the name; the text role,
/// Qt::ToolTipRole and these roles are read: DataRole (bool) sets a cell in the data font, QuietRole (bool) in text3,
/// BoldRole (bool) strong, StateRole (int of State) draws its shape.
class TreeView : public QTreeView
{
    Q_OBJECT

public:
    enum Roles { DataRole = Qt::UserRole + 101, QuietRole, BoldRole, StateRole, Quiet2Role };

    explicit TreeView(QWidget *parent = nullptr);

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void changeEvent(QEvent *event) override;

private:
    void applyLook();
};

} // namespace weir::widgets
