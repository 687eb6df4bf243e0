// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/panel.h"

#include "widgets/parts/label.h"
#include "widgets/theme/draw.h"

#include <QHBoxLayout>
#include <QPainter>

namespace weir::widgets {

Panel::Panel(const QString &title, QWidget *parent)
    : QWidget(parent),
      m_header(new QWidget(this)),
      m_headerLayout(new QHBoxLayout(m_header)),
      m_body(new QVBoxLayout(this)),
      m_title(new Label(title, FontRole::Strong, Ink::Text, m_header)),
      m_note(new Label({}, FontRole::Body, Ink::Text2, m_header)),
      m_data(new Label({}, FontRole::Data, Ink::Text2, m_header))
{
    m_headerLayout->setContentsMargins(Look::kSpace4, 0, Look::kSpace3, 0);
    m_headerLayout->setSpacing(Look::kSpace3);
    m_headerLayout->addWidget(m_title);
    m_headerLayout->addWidget(m_note);
    m_headerLayout->addStretch(1);
    m_headerLayout->addWidget(m_data);
    m_title->setElided(Qt::ElideMiddle);
    m_note->hide();
    m_data->hide();
    m_body->setSpacing(0);
    m_body->addWidget(m_header);
    m_header->setVisible(!title.isEmpty());
    if (!title.isEmpty())
        setAccessibleName(title);
    connect(&LookController::instance(), &LookController::changed, this, &Panel::applyLook);
    applyLook();
}

void Panel::applyLook()
{
    m_header->setFixedHeight(look().px(m_pane ? 32 : 34));
    m_body->setContentsMargins(m_pane ? 0 : 1, m_pane ? 0 : 1, m_pane ? 0 : 1, m_pane ? 0 : 1);
}

void Panel::setTitle(const QString &title)
{
    m_title->setText(title);
    m_header->setVisible(true);
    setAccessibleName(title);
}

void Panel::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void Panel::setHeaderData(const QString &text)
{
    m_data->setText(text);
    m_data->setVisible(!text.isEmpty());
}

void Panel::addHeaderWidget(QWidget *widget)
{
    m_header->setVisible(true);
    m_headerLayout->addWidget(widget);
}

void Panel::setContent(QWidget *content)
{
    delete m_content;
    m_content = content;
    m_body->insertWidget(1, content, 1);
}

void Panel::setPaddedContent(QWidget *content)
{
    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(Look::kSpace4, Look::kSpace4, Look::kSpace4, Look::kSpace4);
    layout->addWidget(content);
    setContent(holder);
}

void Panel::setFooter(QWidget *footer)
{
    delete m_footer;
    m_footer = footer;
    m_body->addWidget(footer);
}

void Panel::setPane(bool pane)
{
    m_pane = pane;
    applyLook();
    update();
}

void Panel::setBorderState(std::optional<State> state)
{
    m_borderState = state;
    update();
}

void Panel::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    if (m_pane) {
        painter.fillRect(rect(), l.panel);
        if (m_header->isVisible())
            painter.fillRect(m_header->geometry(), l.window);
    } else {
        draw::box(painter, rect(), l.panel, m_borderState ? l.state(*m_borderState) : l.border, 1, Look::kRadiusPanel);
    }
    if (m_header->isVisible())
        draw::hLine(painter, m_pane ? 0 : 1, width() - (m_pane ? 1 : 2), m_header->geometry().bottom(), l.border);
    if (m_footer && m_footer->isVisible()) {
        painter.fillRect(m_footer->geometry(), l.raised);
        draw::hLine(painter, m_footer->geometry().left(), m_footer->geometry().right(), m_footer->geometry().top(), l.border);
    }
}

} // namespace weir::widgets
