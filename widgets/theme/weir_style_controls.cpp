// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/controls.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"
#include "widgets/theme/weir_style.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>

namespace weir::widgets {

namespace {

struct ButtonColors
{
    QColor fill, line, text;
};

ButtonColors colorsOf(const QStyleOption &option, const QWidget *widget, bool toolButton)
{
    const Look &l = look();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    const bool down = option.state & QStyle::State_Sunken;
    const bool on = option.state & QStyle::State_On;
    const ButtonKind kind = buttonKind(widget);
    const bool quiet = kind == ButtonKind::Quiet || kind == ButtonKind::Link || (toolButton && (option.state & QStyle::State_AutoRaise));
    if (!enabled)
        return {quiet ? QColor() : l.window, quiet ? QColor() : l.border, l.disabled};
    const auto shade = [&](const QColor &base, const QColor &towards) {
        return down ? draw::mix(base, towards, 0.18) : hover ? draw::mix(base, towards, 0.09) : base;
    };
    if (kind == ButtonKind::Primary)
        return {shade(l.primary, l.text), {}, l.onPrimary};
    if (kind == ButtonKind::Danger)
        return {shade(l.danger, l.text), {}, l.onDanger};
    if (kind == ButtonKind::Link)
        return {down ? l.sunken : hover ? l.hover : QColor(), {}, l.link};
    if (quiet)
        return {on ? l.selection : down ? l.sunken : hover ? l.hover : QColor(), {}, hover || on ? l.text : l.text2};
    return {on ? l.selection : down ? l.sunken : hover ? l.hover : l.panel, l.borderStrong, l.text};
}

/// Our own icons are painted in the colour of the control they stand on; foreign ones as they are.
void paintControlIcon(QPainter &painter, const QRect &rect, const QIcon &qicon, const QColor &color, bool enabled)
{
    const QString name = qicon.name();
    if (name.startsWith(QLatin1String("weir-")))
        paintIcon(painter, rect, static_cast<Icon>(QStringView(name).mid(5).toInt()), color);
    else
        qicon.paint(&painter, rect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
}

} // namespace

void WeirStyle::drawField(const QStyleOption &option, QPainter &painter, const QWidget *widget) const
{
    const Look &l = look();
    const bool enabled = option.state & State_Enabled;
    const bool focus = option.state & State_HasFocus;
    const bool error = hasError(widget);
    const auto *edit = qobject_cast<const QLineEdit *>(widget);
    const QColor fill = !enabled ? l.window : edit && edit->isReadOnly() ? l.raised : l.panel;
    const QColor line = !enabled ? l.border : error ? l.error : focus ? l.focus : l.borderStrong;
    draw::box(painter, option.rect, fill, line, focus && enabled ? 2 : 1, Look::kRadiusControl);
}

void WeirStyle::drawButtonBevel(const QStyleOption &option, QPainter &painter, const QWidget *widget, bool toolButton) const
{
    const ButtonColors c = colorsOf(option, widget, toolButton);
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(&option);
    const bool flat = button && (button->features & QStyleOptionButton::Flat) && !(option.state & (State_MouseOver | State_Sunken));
    if (!flat)
        draw::box(painter, option.rect, c.fill, c.line, 1, Look::kRadiusControl);
    if ((option.state & State_HasFocus) && (option.state & State_Enabled) && (option.state & State_KeyboardFocusChange))
        draw::box(painter, option.rect, {}, look().focus, 2, Look::kRadiusControl);
}

void WeirStyle::drawButtonLabel(const QStyleOptionButton &option, QPainter &painter, const QWidget *widget) const
{
    const Look &l = look();
    const ButtonColors c = colorsOf(option, widget, false);
    const bool enabled = option.state & State_Enabled;
    const QString keys = keyHint(widget);
    const bool hasIcon = !option.icon.isNull();
    const int iconSize = hasIcon ? l.px(16) : 0;
    const int gap = hasIcon && !option.text.isEmpty() ? 6 : 0;
    const int keySpace = keys.isEmpty() ? 0 : Look::kSpace3 + draw::keyWidth(keys);
    const int room = option.rect.width() - iconSize - gap - keySpace - 2 * Look::kSpace2;
    const QString text = option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width() > room
                             ? option.fontMetrics.elidedText(option.text, Qt::ElideRight, room, Qt::TextShowMnemonic)
                             : option.text;
    const int textWidth = text.isEmpty() ? 0 : option.fontMetrics.size(Qt::TextShowMnemonic, text).width();
    const int total = iconSize + gap + textWidth + keySpace;
    int x = option.rect.left() + (option.rect.width() - total) / 2;
    if (hasIcon) {
        paintControlIcon(painter, QRect(x, option.rect.top(), iconSize, option.rect.height()), option.icon, c.text, enabled);
        x += iconSize + gap;
    }
    painter.save();
    painter.setPen(c.text);
    const int flags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine
                      | (proxy()->styleHint(SH_UnderlineShortcut, &option, widget, nullptr) ? Qt::TextShowMnemonic
                                                                                           : Qt::TextHideMnemonic);
    painter.drawText(QRect(x, option.rect.top(), textWidth + 2, option.rect.height()), flags, text);
    painter.restore();
    if (keySpace > 0) {
        const int right = x + textWidth + keySpace;
        const ButtonKind kind = buttonKind(widget);
        const bool filled = enabled && (kind == ButtonKind::Primary || kind == ButtonKind::Danger);
        draw::key(painter, right, option.rect, keys, !enabled ? l.disabled : filled ? c.text : l.text2,
                  filled ? draw::mix(c.fill, c.text, 0.5) : l.border, filled ? QColor() : l.raised);
    }
}

void WeirStyle::drawToolButtonLabel(const QStyleOptionToolButton &option, QPainter &painter, const QWidget *widget) const
{
    const Look &l = look();
    const ButtonColors c = colorsOf(option, widget, true);
    const bool enabled = option.state & State_Enabled;
    const bool withText = option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
    const bool withIcon = !option.icon.isNull() && option.toolButtonStyle != Qt::ToolButtonTextOnly;
    const int iconSize = withIcon ? l.px(16) : 0;
    const int gap = withText && withIcon ? 6 : 0;
    const int textWidth = withText ? option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width() : 0;
    int x = option.rect.left() + (option.rect.width() - iconSize - gap - textWidth) / 2;
    if (withIcon) {
        paintControlIcon(painter, QRect(x, option.rect.top(), iconSize, option.rect.height()), option.icon, c.text, enabled);
        x += iconSize + gap;
    }
    if (withText) {
        painter.setPen(c.text);
        painter.drawText(QRect(x, option.rect.top(), textWidth + 2, option.rect.height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextShowMnemonic, option.text);
    }
}

void WeirStyle::drawIndicator(const QStyleOption &option, QPainter &painter, bool round) const
{
    const Look &l = look();
    const bool enabled = option.state & State_Enabled;
    const bool on = option.state & State_On;
    const bool some = option.state & State_NoChange;
    const bool focus = (option.state & State_HasFocus) && (option.state & State_KeyboardFocusChange);
    const int side = std::min(option.rect.width(), option.rect.height());
    const QRectF r(option.rect.left(), option.rect.top() + (option.rect.height() - side) / 2.0, side, side);
    const qreal radius = round ? side / 2.0 : 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (on || some) {
        const QColor fill = enabled ? l.primary : l.border;
        draw::box(painter, r, fill, {}, 0, radius);
        const QColor mark = enabled ? l.onPrimary : l.disabled;
        if (round) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(mark);
            painter.drawEllipse(r.center(), side * 0.2, side * 0.2);
        } else {
            QPen pen(mark, side / 9.0 + 0.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
            painter.setPen(pen);
            const auto at = [&](qreal x, qreal y) { return QPointF(r.left() + x * side, r.top() + y * side); };
            if (some)
                painter.drawLine(at(0.26, 0.5), at(0.74, 0.5));
            else
                painter.drawPolyline(QPolygonF{at(0.24, 0.52), at(0.43, 0.7), at(0.76, 0.3)});
        }
    } else {
        draw::box(painter, r, enabled ? l.panel : l.window, enabled ? l.borderStrong : l.border, 1, radius);
    }
    if (focus && enabled)
        draw::box(painter, r.adjusted(-1, -1, 1, 1), {}, l.focus, 2, radius + 1);
    painter.restore();
}

void WeirStyle::drawSlider(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget) const
{
    const Look &l = look();
    const bool enabled = option.state & State_Enabled;
    const QRect groove = proxy()->subControlRect(CC_Slider, &option, SC_SliderGroove, widget);
    const QRect handle = proxy()->subControlRect(CC_Slider, &option, SC_SliderHandle, widget);
    const bool horizontal = option.orientation == Qt::Horizontal;
    const QRect track = horizontal ? QRect(groove.left(), groove.center().y(), groove.width(), 2)
                                   : QRect(groove.center().x(), groove.top(), 2, groove.height());
    const bool set = option.sliderPosition > option.minimum;
    const QColor full = enabled && set ? l.primary : l.borderStrong;
    painter.fillRect(track, l.borderStrong);
    if (horizontal && set)
        painter.fillRect(QRect(track.left(), track.top(), handle.center().x() - track.left(), 2), enabled ? l.primary : l.borderStrong);
    const QRectF knob = horizontal ? QRectF(handle.center().x() - 3.5, handle.center().y() - 5, 8, 12)
                                   : QRectF(handle.center().x() - 5, handle.center().y() - 3.5, 12, 8);
    draw::box(painter, knob, enabled ? full : l.border, {}, 0, 2);
    if ((option.state & State_HasFocus) && enabled)
        draw::box(painter, knob.adjusted(-3, -3, 3, 3), {}, l.focus, 2, Look::kRadiusControl);
}

void WeirStyle::drawProgress(const QStyleOptionProgressBar &option, QPainter &painter) const
{
    const Look &l = look();
    const int height = std::min(option.rect.height(), 6);
    const QRectF r(option.rect.left(), option.rect.top() + (option.rect.height() - height) / 2, option.rect.width(), height);
    draw::box(painter, r, l.sunken, l.borderStrong, 1, 2);
    const qint64 range = qint64(option.maximum) - option.minimum;
    QRectF inner = r.adjusted(1, 1, -1, -1);
    if (range > 0)
        inner.setWidth(inner.width() * std::clamp<double>(double(option.progress - option.minimum) / double(range), 0, 1));
    else
        inner.setWidth(inner.width() / 3);
    draw::box(painter, inner, l.info, {}, 0, 0);
}

void WeirStyle::drawComboBox(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const
{
    const Look &l = look();
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(&option);
    if (!combo || combo->frame)
        drawField(option, painter, widget);
    const bool enabled = option.state & State_Enabled;
    const QRect arrow = proxy()->subControlRect(CC_ComboBox, &option, SC_ComboBoxArrow, widget);
    const int size = l.px(16);
    paintIcon(painter, QRect(arrow.center().x() - size / 2, arrow.center().y() - size / 2, size, size), Icon::ChevronDown,
              enabled ? l.text2 : l.disabled);
}

void WeirStyle::drawSpinBox(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const
{
    const Look &l = look();
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(&option);
    if (!spin)
        return;
    drawField(option, painter, widget);
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto arrow = [&](SubControl sub, bool up, bool can) {
        const QRect r = proxy()->subControlRect(CC_SpinBox, &option, sub, widget);
        if (can && (option.activeSubControls & sub) && (option.state & State_MouseOver))
            painter.fillRect(r.adjusted(0, 1, -2, -1), l.hover);
        painter.save();
        painter.translate(r.center().x() + 0.5, r.center().y() + 0.5);
        if (up)
            painter.rotate(180);
        const int size = l.px(12);
        paintIcon(painter, QRect(-size / 2, -size / 2, size, size), Icon::ChevronDown, can ? l.text2 : l.disabled);
        painter.restore();
    };
    const bool enabled = option.state & State_Enabled;
    arrow(SC_SpinBoxUp, true, enabled && (spin->stepEnabled & QAbstractSpinBox::StepUpEnabled));
    arrow(SC_SpinBoxDown, false, enabled && (spin->stepEnabled & QAbstractSpinBox::StepDownEnabled));
}

} // namespace weir::widgets
