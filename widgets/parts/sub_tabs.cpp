// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/sub_tabs.h"

#include "widgets/theme/draw.h"
#include "widgets/theme/look.h"

#include <QEvent>
#include <QPainter>

namespace weir::widgets {

SubTabs::SubTabs(QWidget *parent) : QTabBar(parent)
{
    setExpanding(false);
    setDrawBase(false);
    setUsesScrollButtons(true);
    setFocusPolicy(Qt::StrongFocus);
    setElideMode(Qt::ElideNone);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SubTabs::setTabCount(int index, const QString &count)
{
    if (tabData(index).toString() == count)
        return;
    setTabData(index, count);
    setAccessibleTabName(index, count.isEmpty() ? tabText(index) : tabText(index) + u' ' + count);
    // A new count may need more room.
    setTabText(index, tabText(index));
    updateGeometry();
    update();
}

QSize SubTabs::tabSizeHint(int index) const
{
    const Look &l = look();
    int width = QFontMetrics(l.font(FontRole::Body)).horizontalAdvance(tabText(index)) + 2 * Look::kSpace4;
    const QString count = tabData(index).toString();
    if (!count.isEmpty())
        width += Look::kSpace3 + QFontMetrics(l.font(FontRole::Data)).horizontalAdvance(count);
    return {width, l.px(32)};
}

void SubTabs::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    painter.fillRect(rect(), l.panel);
    draw::hLine(painter, 0, width() - 1, height() - 1, l.border);
    const int hovered = underMouse() ? tabAt(mapFromGlobal(QCursor::pos())) : -1;
    for (int i = 0; i < count(); ++i) {
        const QRect r = tabRect(i);
        const bool current = i == currentIndex();
        const QRect inner = r.adjusted(Look::kSpace4, 0, -Look::kSpace4, -1);
        painter.setFont(l.font(FontRole::Body));
        painter.setPen(!isTabEnabled(i) ? l.disabled : current || i == hovered ? l.text : l.text2);
        painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, tabText(i));
        const QString number = tabData(i).toString();
        if (!number.isEmpty()) {
            painter.setFont(l.font(FontRole::Data));
            painter.setPen(l.text3);
            painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, number);
        }
        if (current)
            painter.fillRect(QRect(r.left(), r.bottom() - 1, r.width(), 2), l.accent);
        if (current && hasFocus())
            draw::box(painter, r.adjusted(2, 3, -2, -4), {}, l.focus, 2, Look::kRadiusControl);
    }
}

void SubTabs::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace weir::widgets
