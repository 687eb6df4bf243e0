// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/flyout.h"

#include "widgets/theme/look.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>

namespace weir::widgets {

Flyout::Flyout(QWidget *body) : QWidget(body)
{
    hide();
    setAttribute(Qt::WA_NoMousePropagation);
    body->installEventFilter(this);
}

void Flyout::open()
{
    if (isVisible()) {
        focusTarget()->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    m_focusBefore = QApplication::focusWidget();
    reposition();
    show();
    raise();
    qApp->installEventFilter(this);
    focusTarget()->setFocus(Qt::PopupFocusReason);
    Q_EMIT opened();
}

void Flyout::closeFlyout()
{
    if (!isVisible())
        return;
    qApp->removeEventFilter(this);
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus && m_focusBefore && m_focusBefore->isVisible())
        m_focusBefore->setFocus(Qt::PopupFocusReason);
    Q_EMIT closed();
}

void Flyout::reposition()
{
    setGeometry(placeIn(parentWidget()->rect()));
}

void Flyout::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Look &l = look();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(l.borderStrong);
    painter.setBrush(l.panel);
    painter.fillRect(rect(), l.window); // the corners
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Look::kRadiusDialog, Look::kRadiusDialog);
}

void Flyout::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closeFlyout();
    event->accept();
}

bool Flyout::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible())
        reposition();
    if (!isVisible() || !watched->isWidgetType())
        return QWidget::eventFilter(watched, event);
    auto *widget = static_cast<QWidget *>(watched);
    if (event->type() == QEvent::MouseButtonPress) {
        if (widget->window() == window() && widget != this && widget != m_anchor && !isAncestorOf(widget))
            closeFlyout(); // and the click goes where it was meant to go
    } else if (event->type() == QEvent::FocusIn) {
        if (widget->window() == window() && widget != this && !isAncestorOf(widget) && widget != window())
            closeFlyout();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace weir::widgets
