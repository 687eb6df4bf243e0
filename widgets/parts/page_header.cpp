// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/page_header.h"

#include "widgets/parts/format.h"
#include "widgets/parts/label.h"
#include "widgets/parts/state_label.h"
#include "widgets/theme/draw.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QShortcut>
#include <QTimer>

namespace weir::widgets {

// ---- RefreshControl

RefreshControl::RefreshControl(QWidget *parent) : ComboButton({}, Icon::Refresh, parent)
{
    connect(this, &ComboButton::chosen, this, [this](const QVariant &data) {
        m_seconds = data.toInt();
        Q_EMIT intervalChanged(m_seconds);
    });
    fillMenu();
}

void RefreshControl::fillMenu()
{
    clearChoices();
    QAction *now = menu()->addAction(widgets::icon(Icon::Refresh), tr("Refresh now\tF5"));
    connect(now, &QAction::triggered, this, &RefreshControl::refreshRequested);
    menu()->addSeparator();
    addChoice(tr("By hand"), 0);
    for (const int seconds : {1, 5, 15, 60})
        addChoice(tr("Every %1").arg(format::span(qint64(seconds) * 1000)), seconds);
    setCurrentData(m_seconds);
    setAccessibleName(tr("Refresh"));
    setToolTip(tr("How often this page is read anew. F5 reads it now."));
}

void RefreshControl::setInterval(int seconds)
{
    m_seconds = seconds;
    setCurrentData(seconds);
}

void RefreshControl::changeEvent(QEvent *event)
{
    ComboButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        fillMenu();
}

namespace {

/// A page above this one: words only, in the title's size.
class Crumb : public QAbstractButton
{
public:
    Crumb(const QString &text, QWidget *parent) : QAbstractButton(parent)
    {
        setText(text);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override { return {QFontMetrics(titleFont()).horizontalAdvance(text()) + 10, look().px(26)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setFont(titleFont());
        painter.setPen(underMouse() ? look().text : look().text2);
        painter.drawText(rect().adjusted(4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text());
        if (hasFocus())
            draw::box(painter, rect(), {}, look().focus, 2, Look::kRadiusControl);
    }

private:
    static QFont titleFont()
    {
        QFont font = look().font(FontRole::Title);
        font.setWeight(QFont::Normal);
        return font;
    }
};

/// The arrow between two of them.
class CrumbArrow : public QWidget
{
public:
    explicit CrumbArrow(QWidget *parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }
    QSize sizeHint() const override { return {look().px(16), look().px(16)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, rect(), Icon::ChevronRight, look().text3);
    }
};

} // namespace

// ---- PageHeader

PageHeader::PageHeader(QWidget *parent)
    : QWidget(parent),
      m_pathArea(new QWidget(this)),
      m_pathLayout(new QHBoxLayout(m_pathArea)),
      m_title(new Label({}, FontRole::Title, Ink::Text, this)),
      m_pill(new Pill(this)),
      m_facts(new Label({}, FontRole::Body, Ink::Text2, this)),
      m_age(new Label({}, FontRole::Body, Ink::Text2, this)),
      m_actions(new QHBoxLayout),
      m_ageTimer(new QTimer(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_pathLayout->setContentsMargins(0, 0, 0, 0);
    m_pathLayout->setSpacing(Look::kSpace2);
    m_pathArea->hide();
    m_pill->hide();
    m_age->hide();
    m_title->setElided(Qt::ElideMiddle);
    m_facts->setElided(Qt::ElideRight);
    m_actions->setSpacing(Look::kSpace3);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Look::kSpace5, 0, Look::kSpace4, 0);
    layout->setSpacing(Look::kSpace3);
    layout->addWidget(m_pathArea);
    layout->addWidget(m_title);
    layout->addSpacing(2);
    layout->addWidget(m_pill);
    layout->addWidget(m_facts, 1);
    layout->addStretch(0);
    layout->addWidget(m_age);
    layout->addLayout(m_actions);
    m_ageTimer->setInterval(1000);
    connect(m_ageTimer, &QTimer::timeout, this, &PageHeader::updateAge);
    connect(&LookController::instance(), &LookController::changed, this, &PageHeader::applyLook);
    applyLook();
}

void PageHeader::applyLook() { setFixedHeight(look().px(44)); }

void PageHeader::setPath(const QStringList &path)
{
    while (QLayoutItem *item = m_pathLayout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int i = 0; i < path.size(); ++i) {
        auto *crumb = new Crumb(path[i], m_pathArea);
        connect(crumb, &QAbstractButton::clicked, this, [this, i] { Q_EMIT pathActivated(i); });
        m_pathLayout->addWidget(crumb);
        m_pathLayout->addWidget(new CrumbArrow(m_pathArea));
    }
    m_pathArea->setVisible(!path.isEmpty());
    // A crumb has 4 px of its own for the focus ring.
    layout()->setContentsMargins(path.isEmpty() ? Look::kSpace5 : Look::kSpace4, 0, Look::kSpace4, 0);
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
}

void PageHeader::setPill(State state, const QString &word)
{
    m_pill->set(state, word);
    m_pill->show();
}

void PageHeader::clearPill() { m_pill->hide(); }

void PageHeader::setFacts(const QStringList &facts) { m_facts->setText(facts.join(QStringLiteral("  \u00B7  "))); }

QPushButton *PageHeader::addButton(const QString &text, Icon icon, ButtonKind kind, const QString &keys)
{
    auto *button = makeButton(text, icon, kind, this, keys);
    m_actions->addWidget(button);
    return button;
}

QToolButton *PageHeader::addIconButton(Icon icon, const QString &name)
{
    auto *button = makeIconButton(icon, name, ButtonKind::Default, this);
    m_actions->addWidget(button);
    return button;
}

void PageHeader::addWidget(QWidget *widget) { m_actions->addWidget(widget); }

void PageHeader::setDataTime(qint64 msSinceEpoch)
{
    m_dataTime = msSinceEpoch;
    m_age->setVisible(msSinceEpoch > 0);
    if (msSinceEpoch > 0 && !m_ageTimer->isActive())
        m_ageTimer->start();
    else if (msSinceEpoch <= 0)
        m_ageTimer->stop();
    updateAge();
}

void PageHeader::updateAge()
{
    if (m_dataTime <= 0 || !isVisible())
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_age->setText(format::age(now - m_dataTime));
    m_age->setToolTip(tr("Read at %1 %2").arg(format::timestamp(m_dataTime), TimeDisplay::instance().zoneName()));
}

void PageHeader::showRefresh(int seconds)
{
    if (m_refresh)
        return;
    m_refresh = new RefreshControl(this);
    m_refresh->setInterval(seconds);
    m_actions->insertWidget(0, m_refresh);
    connect(m_refresh, &RefreshControl::refreshRequested, this, &PageHeader::refreshRequested);
    // F5 belongs to the page this header stands on, not to the window.
    auto *shortcut = new QShortcut(QKeySequence(Qt::Key_F5), parentWidget() ? parentWidget() : this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, &PageHeader::refreshRequested);
}

void PageHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), look().panel);
    draw::hLine(painter, 0, width() - 1, height() - 1, look().border);
}

void PageHeader::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateAge();
}

void PageHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        updateAge();
}

} // namespace weir::widgets
