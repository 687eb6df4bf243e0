// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/search_field.h"

#include "widgets/theme/look.h"

#include <QAction>
#include <QKeyEvent>
#include <QTimer>

namespace weir::widgets {

SearchField::SearchField(const QString &placeholder, QWidget *parent, Icon which) : QLineEdit(parent), m_timer(new QTimer(this))
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    addAction(icon(which), QLineEdit::LeadingPosition);
    setClearButtonEnabled(true);
    setMinimumWidth(look().px(180));
    m_timer->setSingleShot(true);
    m_timer->setInterval(150);
    connect(m_timer, &QTimer::timeout, this, &SearchField::searchNow);
    connect(this, &QLineEdit::textChanged, m_timer, qOverload<>(&QTimer::start));
    connect(this, &QLineEdit::returnPressed, this, &SearchField::searchNow);
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
