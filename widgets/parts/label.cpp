// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/label.h"

#include <QEvent>
#include <QPainter>

namespace weir::widgets {

Label::Label(QWidget *parent) : Label({}, FontRole::Body, Ink::Text, parent) {}

Label::Label(const QString &text, FontRole role, Ink ink, QWidget *parent) : QLabel(text, parent), m_role(role), m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    setForegroundRole(QPalette::WindowText); // the ink is set there; on a Base ground Qt would take another
    connect(&LookController::instance(), &LookController::changed, this, &Label::applyLook);
    applyLook();
}

void Label::setRole(FontRole role, Ink ink)
{
    m_role = role;
    m_ink = ink;
    applyLook();
}

void Label::applyLook()
{
    setFont(look().font(m_role));
    QPalette p = palette();
    p.setColor(QPalette::Active, QPalette::WindowText, look().ink(m_ink));
    p.setColor(QPalette::Inactive, QPalette::WindowText, look().ink(m_ink));
    p.setColor(QPalette::Disabled, QPalette::WindowText, look().disabled);
    p.setColor(QPalette::Link, look().link);
    setPalette(p);
}

void Label::setElided(Qt::TextElideMode mode)
{
    m_elide = mode;
    // May shrink below its text, but asks for the whole.
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    updateGeometry();
}

void Label::setSelectable(bool selectable)
{
    setTextInteractionFlags(selectable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard : Qt::NoTextInteraction);
    // Reached by Tab only where something else is not: a page of fifty values would have fifty stops.
    setFocusPolicy(selectable ? Qt::ClickFocus : Qt::NoFocus);
}

QSize Label::minimumSizeHint() const
{
    const QSize size = QLabel::minimumSizeHint();
    return m_elide == Qt::ElideNone ? size : QSize(std::min(size.width(), look().px(24)), size.height());
}

void Label::paintEvent(QPaintEvent *event)
{
    if (m_elide == Qt::ElideNone || fontMetrics().horizontalAdvance(text()) <= contentsRect().width()) {
        if (m_elide != Qt::ElideNone && toolTip() == text())
            setToolTip({});
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter.drawText(contentsRect(), int(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), m_elide, contentsRect().width()));
    if (toolTip().isEmpty())
        setToolTip(text());
}

void Label::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace weir::widgets
