// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/controls.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"
#include "widgets/theme/weir_style.h"

#include <QMenu>
#include <QPainter>
#include <QStyleOption>
#include <QTabBar>

namespace weir::widgets {

namespace {

/// QStyleOptionMenuItem does not say which action it is; the menu knows what lies there.
const QAction *actionAt(const QWidget *widget, const QRect &rect)
{
    const auto *menu = qobject_cast<const QMenu *>(widget);
    return menu ? menu->actionAt(rect.center()) : nullptr;
}

} // namespace

void WeirStyle::drawTabShape(const QStyleOptionTab &option, QPainter &painter) const
{
    const Look &l = look();
    const QRect &r = option.rect;
    const bool current = option.state & State_Selected;
    if (current) {
        painter.fillRect(r, l.panel);
        painter.fillRect(QRect(r.left(), r.top(), r.width(), 2), l.accent);
    } else if (option.state & State_MouseOver) {
        painter.fillRect(r, l.hover);
    }
    draw::vLine(painter, r.right(), r.top(), r.bottom(), l.border);
    if (!current)
        draw::hLine(painter, r.left(), r.right(), r.bottom(), l.border);
}

void WeirStyle::drawTabLabel(const QStyleOptionTab &option, QPainter &painter, const QWidget *widget) const
{
    const Look &l = look();
    const bool current = option.state & State_Selected;
    const bool enabled = option.state & State_Enabled;
    const QColor ink = !enabled ? l.disabled : current || (option.state & State_MouseOver) ? l.text : l.text2;
    const QRect text = proxy()->subElementRect(SE_TabBarTabText, &option, widget);
    if (!option.icon.isNull()) {
        const int size = l.px(16);
        const QRect at(text.left() - size - Look::kSpace3, option.rect.top(), size, option.rect.height());
        const QString name = option.icon.name();
        if (name.startsWith(QLatin1String("weir-")))
            paintIcon(painter, at, static_cast<Icon>(QStringView(name).mid(5).toInt()), ink);
        else
            option.icon.paint(&painter, at);
    }
    painter.save();
    painter.setPen(ink);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic,
                     option.fontMetrics.elidedText(option.text, Qt::ElideMiddle, text.width() + 1));
    painter.restore();
    if ((option.state & State_HasFocus) && (option.state & State_KeyboardFocusChange))
        draw::box(painter, option.rect.adjusted(2, 3, -3, -2), {}, l.focus, 2, Look::kRadiusControl);
}

void WeirStyle::drawHeaderSection(const QStyleOption &option, QPainter &painter) const
{
    const Look &l = look();
    const QRect &r = option.rect;
    painter.fillRect(r, (option.state & State_MouseOver) && (option.state & State_Enabled) ? l.hover : l.raised);
    draw::hLine(painter, r.left(), r.right(), r.bottom(), l.border);
    draw::vLine(painter, r.right(), r.top(), r.bottom(), l.border);
}

void WeirStyle::drawHeaderLabel(const QStyleOptionHeader &option, QPainter &painter) const
{
    const Look &l = look();
    QRect r = option.rect;
    const bool right = option.textAlignment & Qt::AlignRight;
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    painter.save();
    painter.setFont(l.font(FontRole::SmallMedium));
    painter.setPen(sorted ? l.text : l.text2);
    const QFontMetrics metrics(painter.font());
    const int mark = sorted ? l.px(12) + 4 : 0;
    const QString text = metrics.elidedText(option.text, Qt::ElideRight, std::max(0, r.width() - mark));
    const int width = metrics.horizontalAdvance(text);
    const int textLeft = right ? r.right() - width + 1 : r.left();
    painter.drawText(QRect(textLeft, r.top(), width + 2, r.height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    if (sorted) {
        const int size = l.px(12);
        const int x = right ? textLeft - size - 4 : textLeft + width + 4;
        paintIcon(painter, QRect(x, r.center().y() - size / 2 + 1, size, size),
                  option.sortIndicator == QStyleOptionHeader::SortDown ? Icon::SortUp : Icon::SortDown, l.text);
    }
    painter.restore();
}

QSize WeirStyle::menuItemSize(const QStyleOptionMenuItem &option) const
{
    const Look &l = look();
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {10, option.text.isEmpty() ? 9 : l.px(26)};
    const int tab = static_cast<int>(option.text.indexOf(u'\t'));
    const QString words = tab < 0 ? option.text : option.text.left(tab);
    int width = option.fontMetrics.size(Qt::TextShowMnemonic, words).width() + l.px(34) + Look::kSpace4 + 8;
    if (tab >= 0)
        width += QFontMetrics(l.font(FontRole::Data)).horizontalAdvance(option.text.mid(tab + 1)) + 32;
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        width += l.px(20);
    return {width, l.px(26)};
}

void WeirStyle::drawMenuItem(const QStyleOptionMenuItem &option, QPainter &painter, const QWidget *widget) const
{
    const Look &l = look();
    const QRect &r = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        if (option.text.isEmpty()) {
            draw::hLine(painter, r.left() + 1, r.right() - 1, r.center().y(), l.border);
        } else {
            painter.setFont(l.font(FontRole::Small));
            painter.setPen(l.text3);
            painter.drawText(r.adjusted(12, 0, -12, 0), Qt::AlignLeft | Qt::AlignVCenter, option.text);
        }
        return;
    }
    const bool enabled = option.state & State_Enabled;
    const bool current = (option.state & State_Selected) && enabled;
    // The frame line of the menu stays visible beside the ground.
    if (current)
        painter.fillRect(r.adjusted(0, 0, 0, 0), l.selection);
    const QAction *action = actionAt(widget, r);
    const QColor ink = !enabled ? l.disabled : action && isDangerAction(action) ? l.error : l.text;
    const int iconSize = l.px(16);
    const QRect iconRect(r.left() + 10, r.top(), iconSize, r.height());
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checkType == QStyleOptionMenuItem::Exclusive) {
            if (option.checked)
                paintIcon(painter, iconRect, Icon::Apply, ink);
        } else {
            QStyleOption box;
            const int side = l.px(14);
            box.rect = QRect(iconRect.left() + 1, r.center().y() - side / 2 + 1, side, side);
            box.state = (enabled ? State_Enabled : State_None) | (option.checked ? State_On : State_Off);
            drawIndicator(box, painter, false);
        }
    } else if (!option.icon.isNull()) {
        const QString name = option.icon.name();
        if (name.startsWith(QLatin1String("weir-")))
            paintIcon(painter, iconRect, static_cast<Icon>(QStringView(name).mid(5).toInt()), ink);
        else
            option.icon.paint(&painter, iconRect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const int tab = static_cast<int>(option.text.indexOf(u'\t'));
    const QString words = tab < 0 ? option.text : option.text.left(tab);
    const QRect text = r.adjusted(l.px(34), 0, -Look::kSpace4, 0);
    painter.save();
    QFont font = option.font;
    if (option.menuItemType == QStyleOptionMenuItem::DefaultItem)
        font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic, words);
    if (tab >= 0) {
        painter.setFont(l.font(FontRole::Data));
        painter.setPen(enabled ? l.text3 : l.disabled);
        painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, option.text.mid(tab + 1));
    }
    painter.restore();
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        paintIcon(painter, QRect(r.right() - l.px(16) - 6, r.top(), l.px(16), r.height()), Icon::ChevronRight,
                  enabled ? l.text2 : l.disabled);
}

void WeirStyle::drawScrollBar(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget) const
{
    const Look &l = look();
    painter.fillRect(option.rect, l.panel);
    const bool horizontal = option.orientation == Qt::Horizontal;
    if (option.maximum <= option.minimum)
        return;
    const QRect slider = proxy()->subControlRect(CC_ScrollBar, &option, SC_ScrollBarSlider, widget);
    const bool hot = (option.state & State_MouseOver) || (option.state & State_Sunken);
    const QRect thumb = horizontal ? slider.adjusted(1, 2, -1, -2) : slider.adjusted(2, 1, -2, -1);
    draw::box(painter, thumb, hot ? l.borderStrong : draw::mix(l.border, l.borderStrong, 0.4), {}, 0, 3);
}

void WeirStyle::drawBranch(const QStyleOption &option, QPainter &painter) const
{
    if (!(option.state & State_Children))
        return;
    const int size = look().px(16);
    const QRect r(option.rect.right() - size + 1, option.rect.center().y() - size / 2 + 1, size, size);
    paintIcon(painter, r, option.state & State_Open ? Icon::ChevronDown : Icon::ChevronRight,
              option.state & State_MouseOver ? look().text : look().text2);
}

} // namespace weir::widgets
