// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/search_field.h"

#include "widgets/theme/look.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTimer>

namespace weir::widgets {

SearchField::SearchField(const QString &placeholder, QWidget *parent, Icon which)
    : QLineEdit(parent), m_icon(which), m_timer(new QTimer(this))
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(true);
    applyLook();
    m_timer->setSingleShot(true);
    m_timer->setInterval(150);
    connect(m_timer, &QTimer::timeout, this, &SearchField::searchNow);
    connect(this, &QLineEdit::textChanged, m_timer, qOverload<>(&QTimer::start));
    connect(this, &QLineEdit::returnPressed, this, &SearchField::searchNow);
}

void SearchField::applyLook()
{
    setMinimumWidth(look().px(180));
    setTextMargins(look().px(16) + 8, 0, 0, 0);
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const int size = look().px(16);
    paintIcon(painter, QRect(8, 0, size, height()), m_icon, isEnabled() ? look().text2 : look().disabled);
}

void SearchField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyLook();
}

void SearchField::searchNow()
{
    m_timer->stop();
    Q_EMIT searched(text());
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        if (!text().isEmpty()) {
            clear();
            searchNow();
            return;
        }
        clearFocus();
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace weir::widgets
