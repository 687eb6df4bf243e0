// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/toasts.h"

#include "widgets/parts/buttons.h"
#include "widgets/parts/label.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/state_shapes.h"

#include <QAccessible>
#include <QEnterEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>

namespace weir::widgets {

namespace {

constexpr int kAtMost = 3;
constexpr int kOkStaysMs = 8000;

class ToastCard : public QWidget
{
public:
    ToastCard(const Toast &toast, QWidget *parent) : QWidget(parent), m_state(toast.state), m_timer(new QTimer(this))
    {
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(Look::kSpace4 + 3 + look().px(kShapeSize) + Look::kSpace4, Look::kSpace3, Look::kSpace3, Look::kSpace3);
        auto *words = new QVBoxLayout;
        words->setSpacing(2);
        auto *title = new Label(toast.title, FontRole::Strong, Ink::Text, this);
        title->setWordWrap(true);
        words->addWidget(title);
        if (!toast.text.isEmpty()) {
            auto *text = new Label(toast.text, FontRole::Body, Ink::Text2, this);
            text->setWordWrap(true);
            words->addWidget(text);
        }
        if (!toast.action.isEmpty()) {
            auto *button = makeButton(toast.action, toast.actionIcon, ButtonKind::Default, this);
            words->addSpacing(Look::kSpace2);
            words->addWidget(button, 0, Qt::AlignLeft);
            QObject::connect(button, &QPushButton::clicked, this, [this, act = toast.act] {
                if (act)
                    act();
                deleteLater();
            });
        }
        layout->addLayout(words, 1);
        auto *close = makeIconButton(Icon::Close, Toasts::tr("Close"), ButtonKind::Quiet, this);
        setCompactControl(close, true);
        layout->addWidget(close, 0, Qt::AlignTop);
        QObject::connect(close, &QToolButton::clicked, this, &QObject::deleteLater);
        setAccessibleName(toast.title + u' ' + toast.text);
        m_timer->setSingleShot(true);
        QObject::connect(m_timer, &QTimer::timeout, this, &QObject::deleteLater);
        if (toast.state == State::Ok)
            m_timer->start(kOkStaysMs);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Look &l = look();
        QPainter painter(this);
        draw::box(painter, rect(), l.panel, l.borderStrong, 1, Look::kRadiusPanel);
        painter.fillRect(QRect(0, 1, 3, height() - 2), l.state(m_state));
        const QRect first(0, Look::kSpace3, width(), look().px(20));
        drawShape(painter, 3 + Look::kSpace4, first, m_state);
    }

    void enterEvent(QEnterEvent *) override { m_timer->stop(); }

    void leaveEvent(QEvent *) override
    {
        if (m_state == State::Ok)
            m_timer->start(kOkStaysMs);
    }

private:
    State m_state;
    QTimer *m_timer;
};

} // namespace

Toasts::Toasts(QWidget *parent, int bottomMargin) : QWidget(parent), m_bottomMargin(bottomMargin)
{
    parent->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Look::kSpace3);
    hide();
}

void Toasts::show(const Toast &toast)
{
    // The oldest makes room.
    while (count() >= kAtMost) {
        QWidget *oldest = layout()->itemAt(0)->widget();
        layout()->removeWidget(oldest);
        oldest->hide();
        oldest->deleteLater();
    }
    auto *card = new ToastCard(toast, this);
    layout()->addWidget(card);
    connect(card, &QObject::destroyed, this, &Toasts::place, Qt::QueuedConnection);
    QWidget::show();
    place();
    QAccessibleEvent event(card, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Toasts::clear()
{
    while (QLayoutItem *item = layout()->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    place();
}

int Toasts::count() const { return layout()->count(); }

void Toasts::place()
{
    setVisible(count() > 0);
    if (count() == 0)
        return;
    const int width = std::min(look().px(380), parentWidget()->width() - 2 * Look::kSpace4);
    layout()->activate();
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    setGeometry(parentWidget()->width() - width - Look::kSpace4, parentWidget()->height() - height - m_bottomMargin, width, height);
    raise();
}

bool Toasts::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace weir::widgets
