// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/page_states.h"

#include "widgets/parts/banner.h"
#include "widgets/parts/buttons.h"
#include "widgets/parts/error_text.h"
#include "widgets/parts/label.h"
#include "widgets/theme/draw.h"
#include "widgets/theme/state_shapes.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTimer>
#include <QTimerEvent>
#include <QVBoxLayout>

namespace weir::widgets {

namespace {

/// An icon of 32 px by meaning and state that follows the look.
class BigIcon : public QWidget
{
public:
    using QWidget::QWidget;

    void set(Icon icon, std::optional<State> state)
    {
        m_icon = icon;
        m_state = state;
        update();
    }

    QSize sizeHint() const override { return {look().px(32), look().px(32)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, rect(), m_icon, m_state ? look().state(*m_state) : look().text2);
    }

private:
    Icon m_icon = Icon::None;
    std::optional<State> m_state;
};

/// Grey rows: something is coming, of about this shape.
class Skeleton : public QWidget
{
public:
    using QWidget::QWidget;
    bool shown = false;

    QSize sizeHint() const override { return {200, look().px(120)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (!shown)
            return;
        QPainter painter(this);
        const Look &l = look();
        const int widths[] = {84, 64, 100, 52, 78, 60};
        for (int row = 0; (row + 1) * l.px(30) <= height() && row < 12; ++row) {
            const int y = row * l.px(30) + l.px(8);
            const int first = l.px(widths[row % 6]);
            draw::box(painter, QRect(0, y, first, l.px(9)), l.raised, {}, 0, 1);
            draw::box(painter, QRect(first + 12, y, l.px(widths[(row + 3) % 6]) - 20, l.px(9)), l.raised, {}, 0, 1);
        }
    }
};

} // namespace

// ---- LoadingBar

LoadingBar::LoadingBar(QWidget *parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFixedHeight(2);
}

void LoadingBar::setProgress(double fraction)
{
    m_fraction = fraction;
    if (fraction >= 0 && m_timer != 0) {
        killTimer(m_timer);
        m_timer = 0;
    } else if (fraction < 0 && m_timer == 0 && isVisible() && !look().reducedMotion) {
        m_timer = startTimer(125);
    }
    update();
}

void LoadingBar::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setProgress(m_fraction);
}

void LoadingBar::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    if (m_timer != 0)
        killTimer(m_timer);
    m_timer = 0;
}

void LoadingBar::timerEvent(QTimerEvent *)
{
    m_phase = (m_phase + 1) % 16;
    update();
}

void LoadingBar::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    painter.fillRect(rect(), l.border);
    if (m_fraction >= 0) {
        painter.fillRect(QRect(0, 0, static_cast<int>(width() * std::min(1.0, m_fraction)), height()), l.info);
    } else {
        const int piece = width() / 4;
        painter.fillRect(QRect((width() + piece) * m_phase / 16 - piece, 0, piece, height()), l.info);
    }
}

// ---- PageStates

PageStates::PageStates(QWidget *parent)
    : QWidget(parent),
      m_stack(new QStackedLayout),
      m_message(makeMessage()),
      m_loading(new QWidget(this)),
      m_holder(new QWidget(this)),
      m_banner(new Banner(this)),
      m_failure(new Banner(this)),
      m_bar(new LoadingBar(this)),
      m_skeletonTimer(new QTimer(this))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_failure);
    outer->addWidget(m_banner);
    outer->addLayout(m_stack, 1);
    m_banner->hide();
    m_failure->hide();

    auto *retry = makeButton(tr("Try again"), Icon::Refresh, ButtonKind::Default, m_failure);
    m_failureRepair = makeButton({}, Icon::None, ButtonKind::Quiet, m_failure);
    m_failure->addWidget(m_failureRepair);
    m_failure->addWidget(retry);
    connect(retry, &QPushButton::clicked, this, &PageStates::retried);
    connect(m_failureRepair, &QPushButton::clicked, this, &PageStates::repaired);

    auto *loadingLayout = new QVBoxLayout(m_loading);
    loadingLayout->setContentsMargins(Look::kSpace4, Look::kSpace4, Look::kSpace4, Look::kSpace4);
    m_loadingWords = new Label({}, FontRole::Body, Ink::Text2, m_loading);
    m_loadingWords->setWordWrap(true);
    auto *skeleton = new Skeleton(m_loading);
    loadingLayout->addWidget(m_loadingWords);
    loadingLayout->addWidget(skeleton, 1);
    m_skeletonTimer->setSingleShot(true);
    m_skeletonTimer->setInterval(300);
    connect(m_skeletonTimer, &QTimer::timeout, this, [skeleton] {
        skeleton->shown = true;
        skeleton->update();
    });

    auto *holderLayout = new QVBoxLayout(m_holder);
    holderLayout->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_loading);
    m_stack->addWidget(m_holder);
    m_stack->setCurrentWidget(m_message);
    m_bar->hide();
}

QWidget *PageStates::makeMessage()
{
    // Scrolls where a small card does not hold all of it, and keeps long words from widening the page.
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    auto *page = new QWidget;
    page->setBackgroundRole(QPalette::Base);
    scroll->setWidget(page);
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(Look::kSpace5, Look::kSpace3, Look::kSpace5, Look::kSpace3);
    outer->setSpacing(2);
    auto *icon = new BigIcon(page);
    icon->setFixedSize(look().px(32), look().px(32));
    m_icon = icon;
    m_title = new Label({}, FontRole::Strong, Ink::Text, page);
    m_sentence = new Label({}, FontRole::Body, Ink::Text2, page);
    m_detail = new Label({}, FontRole::Data, Ink::Text2, page);
    m_button = makeButton({}, Icon::None, ButtonKind::Default, page);
    m_repair = makeButton({}, Icon::None, ButtonKind::Quiet, page);
    for (Label *label : {m_title, m_sentence, m_detail}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter);
    }
    m_detail->setSelectable(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Look::kSpace3);
    buttons->addStretch(1);
    buttons->addWidget(m_button);
    buttons->addWidget(m_repair);
    buttons->addStretch(1);
    outer->addStretch(2);
    outer->addWidget(m_icon, 0, Qt::AlignHCenter);
    outer->addSpacing(Look::kSpace3);
    outer->addWidget(m_title);
    outer->addWidget(m_detail);
    outer->addWidget(m_sentence);
    outer->addSpacing(Look::kSpace3);
    outer->addLayout(buttons);
    outer->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_showing == Showing::Failed)
            Q_EMIT retried();
        else
            Q_EMIT acted();
    });
    connect(m_repair, &QPushButton::clicked, this, &PageStates::repaired);
    return scroll;
}

void PageStates::setContent(QWidget *content)
{
    delete m_content;
    m_content = content;
    m_holder->layout()->addWidget(content);
}

void PageStates::showMessage(Icon icon, std::optional<State> state, const QString &title, const QString &sentence,
                             const QString &detail)
{
    static_cast<BigIcon *>(m_icon)->set(icon, state);
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_button->hide();
    m_repair->hide();
    m_failure->hide();
    setBusy(false, -1);
    m_stack->setCurrentWidget(m_message);
}

void PageStates::showIdle(Icon icon, const QString &title, const QString &sentence, const QString &button)
{
    showEmpty(icon, title, sentence, button);
    m_showing = Showing::Idle;
}

void PageStates::showEmpty(Icon which, const QString &title, const QString &sentence, const QString &button, Icon buttonIcon)
{
    m_showing = Showing::Empty;
    m_hadContent = false;
    showMessage(which, {}, title, sentence, {});
    if (!button.isEmpty()) {
        m_button->setText(button);
        m_button->setIcon(icon(buttonIcon));
        setKeyHint(m_button, {});
        m_button->show();
    }
}

void PageStates::showLoading(const QString &words, double progress)
{
    m_showing = Showing::Loading;
    m_loadingWords->setText(words);
    setBusy(true, progress);
    if (m_hadContent)
        return;
    m_failure->hide();
    if (m_stack->currentWidget() != m_loading) {
        auto *skeleton = static_cast<Skeleton *>(m_loading->layout()->itemAt(1)->widget());
        skeleton->shown = false;
        m_stack->setCurrentWidget(m_loading);
        m_skeletonTimer->start();
    }
}

void PageStates::showContent()
{
    m_showing = Showing::Content;
    m_hadContent = true;
    m_failure->hide();
    setBusy(false, -1);
    m_stack->setCurrentWidget(m_holder);
}

void PageStates::showFailed(const base::Error &error, const QString &repair)
{
    m_showing = Showing::Failed;
    const ErrorText text = errorText(error);
    if (m_hadContent) {
        setBusy(false, -1);
        m_failure->setMessage(text.state, text.sentence, text.detail.isEmpty() ? text.nextStep : text.detail);
        m_failure->setToolTip(text.nextStep);
        m_failureRepair->setText(repair);
        m_failureRepair->setVisible(!repair.isEmpty());
        m_failure->show();
        return;
    }
    showMessage(text.icon, text.state, text.sentence, text.nextStep, text.detail);
    m_showing = Showing::Failed;
    if (text.retry) {
        m_button->setText(tr("Try again"));
        m_button->setIcon(icon(Icon::Refresh));
        setKeyHint(m_button, QStringLiteral("F5"));
        m_button->show();
    }
    m_repair->setText(repair);
    m_repair->setVisible(!repair.isEmpty());
}

void PageStates::setPartial(const QString &lead, const QString &text, State state)
{
    if (!lead.isEmpty())
        m_banner->setMessage(state, lead, text);
    m_banner->setVisible(!lead.isEmpty());
}

void PageStates::reset()
{
    m_hadContent = false;
    m_failure->hide();
    m_banner->hide();
}

void PageStates::setBusy(bool busy, double progress)
{
    m_bar->setProgress(progress);
    m_bar->setVisible(busy);
    if (busy) {
        m_bar->setGeometry(0, 0, width(), 2);
        m_bar->raise();
    }
    if (!busy)
        m_skeletonTimer->stop();
}

void PageStates::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_stack->currentWidget() != m_holder)
        painter.fillRect(rect(), look().panel);
}

void PageStates::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_bar->setGeometry(0, 0, width(), 2);
}

void PageStates::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_icon)
        m_icon->setFixedSize(look().px(32), look().px(32));
}

} // namespace weir::widgets
