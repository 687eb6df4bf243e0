// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/banner.h"

#include "widgets/parts/label.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/state_shapes.h"

#include <QHBoxLayout>
#include <QPainter>

namespace weir::widgets {

Banner::Banner(QWidget *parent)
    : QWidget(parent),
      m_text(new Label({}, FontRole::Body, Ink::Text, this)),
      m_layout(new QHBoxLayout(this))
{
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_layout->setSpacing(Look::kSpace3);
    m_layout->addWidget(m_text, 1, Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    connect(&LookController::instance(), &LookController::changed, this, &Banner::applyLook);
    applyLook();
}

void Banner::applyLook()
{
    m_layout->setContentsMargins(Look::kSpace4 + look().px(kShapeSize) + Look::kSpace3, 3, Look::kSpace3, 4);
    setMinimumHeight(look().px(30));
    updateText();
}

void Banner::setMessage(State state, const QString &lead, const QString &text)
{
    m_state = state;
    m_leadText = lead;
    m_plainText = text;
    updateText();
    setAccessibleName(stateName(state) + QLatin1String(": ") + lead + u' ' + text);
    update();
}

void Banner::updateText()
{
    // A sentence alone is not a lead: it is plain.
    if (m_plainText.isEmpty()) {
        m_text->setTextFormat(Qt::PlainText);
        m_text->setText(m_leadText);
        return;
    }
    m_text->setTextFormat(Qt::RichText);
    m_text->setText(QStringLiteral("<span style=\"font-weight:600;color:%1\">%2</span>&nbsp; %3")
                        .arg(look().state(m_state).name(), m_leadText.toHtmlEscaped(), m_plainText.toHtmlEscaped()));
}

void Banner::addWidget(QWidget *widget) { m_layout->addWidget(widget, 0, Qt::AlignVCenter); }

void Banner::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    painter.fillRect(rect(), l.stateGround(m_state));
    draw::hLine(painter, 0, width() - 1, height() - 1, draw::mix(l.stateGround(m_state), l.state(m_state), 0.25));
    const QRect first(0, 0, width(), std::min(height(), look().px(30)));
    drawShape(painter, Look::kSpace4, height() > look().px(40) ? first : rect(), m_state);
}

} // namespace weir::widgets
