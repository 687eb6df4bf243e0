// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/buttons.h"

#include "widgets/theme/draw.h"
#include "widgets/theme/look.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace weir::widgets {

QPushButton *makeButton(const QString &text, Icon which, ButtonKind kind, QWidget *parent, const QString &keys)
{
    auto *button = new QPushButton(text, parent);
    if (which != Icon::None)
        button->setIcon(icon(which));
    setButtonKind(button, kind);
    if (!keys.isEmpty())
        setKeyHint(button, keys);
    button->setAutoDefault(false);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return button;
}

QToolButton *makeIconButton(Icon which, const QString &name, ButtonKind kind, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(which));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(kind == ButtonKind::Quiet);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    setButtonKind(button, kind);
    return button;
}

// ---- ComboButton

ComboButton::ComboButton(const QString &text, Icon which, QWidget *parent) : QPushButton(text, parent), m_menu(new QMenu(this))
{
    if (which != Icon::None)
        setIcon(widgets::icon(which));
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QPushButton::clicked, this, [this] {
        if (m_menu->isEmpty())
            return;
        m_menu->setMinimumWidth(width());
        m_menu->popup(mapToGlobal(QPoint(0, height() + 1)));
    });
    connect(m_menu, &QMenu::triggered, this, [this](QAction *action) {
        if (!action->data().isValid())
            return;
        setCurrentData(action->data());
        Q_EMIT chosen(action->data());
    });
}

QAction *ComboButton::addChoice(const QString &text, const QVariant &data)
{
    QAction *action = m_menu->addAction(text);
    action->setData(data);
    action->setCheckable(true);
    action->setChecked(data == m_current);
    return action;
}

void ComboButton::setCurrentData(const QVariant &data)
{
    m_current = data;
    const auto actions = m_menu->actions();
    for (QAction *action : actions) {
        if (!action->data().isValid())
            continue;
        action->setChecked(action->data() == data);
        if (action->data() == data) {
            setText(action->text());
            updateGeometry();
        }
    }
}

void ComboButton::clearChoices() { m_menu->clear(); }

QSize ComboButton::sizeHint() const
{
    const QSize size = QPushButton::sizeHint();
    return {size.width() + look().px(16) + 2, size.height()};
}

void ComboButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    if (m_menu->isVisible())
        option.state |= QStyle::State_On;
    painter.drawControl(QStyle::CE_PushButtonBevel, option);
    const Look &l = look();
    const QColor ink = !isEnabled() ? l.disabled : buttonKind(this) == ButtonKind::Quiet ? l.text2 : l.text;
    int x = 10;
    if (!icon().isNull()) {
        const int size = l.px(16);
        const QString name = icon().name();
        if (name.startsWith(QLatin1String("weir-")))
            paintIcon(painter, QRect(x, 0, size, height()), static_cast<Icon>(QStringView(name).mid(5).toInt()), ink);
        else
            icon().paint(&painter, QRect(x, 0, size, height()));
        x += size + 6;
    }
    const int chevron = l.px(16);
    painter.setPen(ink);
    painter.drawText(QRect(x, 0, width() - x - chevron - 8, height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), Qt::ElideRight, width() - x - chevron - 8));
    paintIcon(painter, QRect(width() - chevron - 7, 0, chevron, height()), Icon::ChevronDown, isEnabled() ? l.text2 : l.disabled);
}

// ---- SegmentedControl

SegmentedControl::SegmentedControl(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

int SegmentedControl::addSegment(const QString &text)
{
    m_texts << text;
    setAccessibleDescription(m_texts.value(m_current));
    updateGeometry();
    update();
    return static_cast<int>(m_texts.size()) - 1;
}

void SegmentedControl::setSegmentText(int index, const QString &text)
{
    m_texts[index] = text;
    updateGeometry();
    update();
}

void SegmentedControl::setCurrentIndex(int index)
{
    if (index == m_current || index < 0 || index >= m_texts.size())
        return;
    m_current = index;
    setAccessibleDescription(m_texts.value(m_current));
    update();
}

void SegmentedControl::choose(int index)
{
    if (index == m_current || index < 0 || index >= m_texts.size())
        return;
    setCurrentIndex(index);
    Q_EMIT currentChanged(index);
}

QRect SegmentedControl::segmentRect(int index) const
{
    int x = 0;
    for (int i = 0; i <= index; ++i) {
        const int width = fontMetrics().horizontalAdvance(m_texts[i]) + 2 * Look::kSpace3 + 2;
        if (i == index)
            return {x, 0, width, height()};
        x += width;
    }
    return {};
}

QSize SegmentedControl::sizeHint() const
{
    int width = 0;
    for (const QString &text : m_texts)
        width += fontMetrics().horizontalAdvance(text) + 2 * Look::kSpace3 + 2;
    return {width, look().px(isCompactControl(this) ? 22 : 26)};
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    draw::box(painter, rect(), isEnabled() ? l.panel : l.window, {}, 0, Look::kRadiusControl);
    for (int i = 0; i < m_texts.size(); ++i) {
        const QRect r = segmentRect(i);
        if (i == m_current)
            painter.fillRect(r.adjusted(1, 1, -1, -1), l.selection);
        else if (isEnabled() && underMouse() && r.contains(mapFromGlobal(QCursor::pos())))
            painter.fillRect(r.adjusted(1, 1, -1, -1), l.hover);
        if (i > 0)
            draw::vLine(painter, r.left(), 1, height() - 2, l.border);
        painter.setPen(!isEnabled() ? l.disabled : i == m_current ? l.text : l.text2);
        painter.drawText(r, Qt::AlignCenter | Qt::TextSingleLine, m_texts[i]);
    }
    draw::box(painter, rect(), {}, l.border, 1, Look::kRadiusControl);
    if (hasFocus())
        draw::box(painter, segmentRect(m_current), {}, l.focus, 2, Look::kRadiusControl);
}

void SegmentedControl::mousePressEvent(QMouseEvent *event)
{
    for (int i = 0; i < m_texts.size(); ++i)
        if (event->button() == Qt::LeftButton && segmentRect(i).contains(event->position().toPoint()))
            choose(i);
}

void SegmentedControl::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
        choose(m_current - 1);
        return;
    case Qt::Key_Right:
    case Qt::Key_Down:
        choose(m_current + 1);
        return;
    case Qt::Key_Home:
        choose(0);
        return;
    case Qt::Key_End:
        choose(count() - 1);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void SegmentedControl::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void SegmentedControl::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

// ---- Switch

Switch::Switch(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

QSize Switch::sizeHint() const
{
    const int words = text().isEmpty() ? 0 : 7 + fontMetrics().horizontalAdvance(text()) + 2;
    return {look().px(26) + words, look().px(24)};
}

void Switch::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    const int trackWidth = l.px(26);
    const int trackHeight = l.px(14);
    const QRect track(0, (height() - trackHeight) / 2, trackWidth, trackHeight);
    const bool on = isChecked();
    const QColor fill = !isEnabled() ? l.window : on ? l.primary : l.panel;
    draw::box(painter, track, fill, !isEnabled() ? l.border : on ? l.primary : l.borderStrong, 1, Look::kRadiusControl);
    const int knob = l.px(10);
    const QRect handle(on ? track.right() - knob - 1 : track.left() + 2, track.top() + 2, knob, trackHeight - 4);
    draw::box(painter, handle, !isEnabled() ? l.border : on ? l.panel : l.borderStrong, {}, 0, 1.5);
    if (hasFocus())
        draw::box(painter, track.adjusted(-0, -2, 0, 2), {}, l.focus, 2, Look::kRadiusControl + 1);
    if (!text().isEmpty()) {
        painter.setPen(isEnabled() ? l.text : l.disabled);
        painter.drawText(rect().adjusted(trackWidth + 7, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text());
    }
}

} // namespace weir::widgets
