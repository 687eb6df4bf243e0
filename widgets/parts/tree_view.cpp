// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/tree_view.h"

#include "widgets/theme/draw.h"
#include "widgets/theme/look.h"
#include "widgets/theme/state_shapes.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace weir::widgets {

namespace {

class TreeDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), look().px(20)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Look &l = look();
        const bool data = index.data(TreeView::DataRole).toBool();
        const bool bold = index.data(TreeView::BoldRole).toBool();
        const bool selected = option.state & QStyle::State_Selected;
        QColor ink = l.text;
        if (index.data(TreeView::Quiet2Role).toBool())
            ink = l.text2;
        else if (index.data(TreeView::QuietRole).toBool())
            ink = selected ? l.text2 : l.text3;
        QRect area = option.rect.adjusted(2, 0, -Look::kSpace3, 0);
        const QVariant state = index.data(TreeView::StateRole);
        if (state.isValid()) {
            const auto value = static_cast<State>(state.toInt());
            area.setLeft(drawShape(*painter, area.left(), area, value) + 6);
        }
        const QFont &font = l.font(data ? (bold ? FontRole::DataStrong : FontRole::Data) : bold ? FontRole::Strong : FontRole::Body);
        painter->setFont(font);
        painter->setPen(ink);
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, area.width()));
    }
};

} // namespace

TreeView::TreeView(QWidget *parent) : QTreeView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHeaderHidden(true);
    setAllColumnsShowFocus(true);
    setItemDelegate(new TreeDelegate(this));
    setMouseTracking(true);
    applyLook();
}

void TreeView::applyLook()
{
    setIndentation(look().px(20));
    verticalScrollBar()->setSingleStep(look().px(20));
    scheduleDelayedItemsLayout();
}

void TreeView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Look &l = look();
    const QRect line(0, option.rect.top(), viewport()->width(), option.rect.height());
    if (selectionModel() && selectionModel()->isRowSelected(index.row(), index.parent())) {
        painter->fillRect(line, isActiveWindow() ? l.selection : l.selectionOff);
        painter->fillRect(QRect(0, line.top(), 3, line.height()), l.accent);
    } else if (underMouse() && line.contains(viewport()->mapFromGlobal(QCursor::pos()))) {
        painter->fillRect(line, l.hover);
    }
    QTreeView::drawRow(painter, option, index);
}

void TreeView::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    if (!model()->hasChildren(index))
        return;
    QStyleOption option;
    option.initFrom(this);
    option.rect = QRect(rect.right() - indentation() + 1, rect.top(), indentation(), rect.height());
    option.state = QStyle::State_Children | (isExpanded(index) ? QStyle::State_Open : QStyle::State_None);
    style()->drawPrimitive(QStyle::PE_IndicatorBranch, &option, painter, this);
}

void TreeView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyLook();
}

} // namespace weir::widgets
