// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/state_label.h"

#include "widgets/theme/draw.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/state_shapes.h"

#include <QEvent>
#include <QPainter>
#include <QTimerEvent>

namespace weir::widgets {

namespace {

constexpr int kGap = 6;
constexpr int kPillPadding = 6;

} // namespace

StateLabel::StateLabel(QWidget *parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

StateLabel::StateLabel(State state, const QString &word, QWidget *parent) : StateLabel(parent) { set(state, word); }

StateLabel::~StateLabel() { RingClock::instance().remove(this); }

void StateLabel::set(State state, const QString &word)
{
    if (state == m_state && word == m_word && !accessibleName().isEmpty())
        return;
    m_state = state;
    m_word = word;
    setAccessibleName(word.isEmpty() ? stateName(state) : word + QLatin1String(", ") + stateName(state));
    if (m_live && isVisible()) {
        RingClock::instance().remove(this);
        if (state == State::Busy)
            RingClock::instance().add(this);
    }
    updateGeometry();
    update();
}

void StateLabel::setPill(bool pill)
{
    m_pill = pill;
    updateGeometry();
    update();
}

void StateLabel::setFontRole(FontRole role)
{
    m_role = role;
    updateGeometry();
    update();
}

void StateLabel::setLive(bool live)
{
    m_live = live;
    if (!live)
        RingClock::instance().remove(this);
    else if (isVisible() && m_state == State::Busy)
        RingClock::instance().add(this);
}

void StateLabel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_live && m_state == State::Busy)
        RingClock::instance().add(this);
}

void StateLabel::hideEvent(QHideEvent *event)
{
    RingClock::instance().remove(this);
    QWidget::hideEvent(event);
}

QSize StateLabel::sizeHint() const
{
    const Look &l = look();
    int width = l.px(kShapeSize);
    if (!m_word.isEmpty())
        width += kGap + QFontMetrics(l.font(m_role)).horizontalAdvance(m_word) + 2;
    if (m_pill)
        width += 2 * kPillPadding;
    return {width, l.px(20)};
}

void StateLabel::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    int x = 0;
    if (m_pill) {
        draw::box(painter, rect(), l.stateGround(m_state), {}, 0, Look::kRadiusControl);
        x = kPillPadding;
    }
    x = drawShape(painter, x, rect(), m_state, m_live ? RingClock::instance().step() : 0);
    if (m_word.isEmpty())
        return;
    painter.setFont(l.font(m_role));
    painter.setPen(l.state(m_state));
    const QRect words(x + kGap, 0, width() - x - kGap, height());
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip, m_word);
}

void StateLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        updateGeometry();
        update();
    }
}

Pill::Pill(QWidget *parent) : StateLabel(parent)
{
    setPill(true);
    setFontRole(FontRole::SmallMedium);
}

Pill::Pill(State state, const QString &word, QWidget *parent) : Pill(parent) { set(state, word); }

// ---- ProductionTag

ProductionTag::ProductionTag(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("PRODUCTION"));
}

QSize ProductionTag::sizeHint() const
{
    QFont font = look().font(FontRole::Caption);
    font.setWeight(QFont::Bold);
    return {QFontMetrics(font).horizontalAdvance(tr("PRODUCTION")) + look().px(14) + 4 + 2 * 5, look().px(17)};
}

void ProductionTag::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    const QColor ink = l.isDark() ? l.onDanger : l.onPrimary;
    draw::box(painter, rect(), l.crimson, {}, 0, 2);
    const int size = l.px(13);
    paintIcon(painter, QRect(5, 0, size, height()), Icon::Production, ink);
    QFont font = l.font(FontRole::Caption);
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect().adjusted(5 + size + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, tr("PRODUCTION"));
}

void ProductionTag::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("PRODUCTION"));
        updateGeometry();
        update();
    }
}

// ---- RingClock

RingClock &RingClock::instance()
{
    static RingClock clock;
    return clock;
}

void RingClock::add(QWidget *widget)
{
    if (!m_widgets.contains(widget)) {
        m_widgets << widget;
        // One that was hidden before it began to turn tells nobody when it goes.
        connect(widget, &QObject::destroyed, this, [this, widget] { remove(widget); });
    }
    if (m_timer == 0 && !look().reducedMotion)
        m_timer = startTimer(125);
}

void RingClock::remove(QWidget *widget)
{
    if (m_widgets.contains(widget))
        disconnect(widget, &QObject::destroyed, this, nullptr);
    m_widgets.removeAll(widget);
    if (m_widgets.isEmpty() && m_timer != 0) {
        killTimer(m_timer);
        m_timer = 0;
    }
}

void RingClock::timerEvent(QTimerEvent *)
{
    m_step = (m_step + 1) % 8;
    for (QWidget *widget : std::as_const(m_widgets))
        widget->update();
}

} // namespace weir::widgets
