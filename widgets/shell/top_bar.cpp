// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/top_bar.h"

#include "widgets/parts/buttons.h"
#include "widgets/shell/cluster_switcher.h"
#include "widgets/shell/tab_strip.h"
#include "widgets/theme/look.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>
#include <QStackedWidget>

namespace weir::widgets {

GoToButton::GoToButton(QWidget *parent) : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("goTo"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::IBeamCursor);
}

void GoToButton::setKeys(const QString &keys)
{
    m_keys = keys;
    setToolTip(tr("Topics, groups, brokers, pages and commands (%1)").arg(keys));
    update();
}

QSize GoToButton::sizeHint() const
{
    return {look().px(236), look().px(26)};
}

void GoToButton::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    const Look &l = look();
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(hasFocus() ? QPen(l.focus, 2) : QPen(underMouse() ? l.text2 : l.borderStrong, 1));
    p.setBrush(l.panel);
    const double inset = hasFocus() ? 1 : 0.5;
    p.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), Look::kRadiusControl, Look::kRadiusControl);
    paintIcon(p, QRect(8, (height() - 16) / 2, 16, 16), Icon::Search, l.text2);
    int right = width() - 6;
    if (!m_keys.isEmpty()) {
        p.setFont(l.font(FontRole::Data));
        const int w = QFontMetrics(p.font()).horizontalAdvance(m_keys) + 10;
        const QRectF box(right - w + 0.5, (height() - l.px(18)) / 2.0 + 0.5, w - 1, l.px(18) - 1);
        p.setPen(l.border);
        p.setBrush(l.raised);
        p.drawRoundedRect(box, 2, 2);
        p.setPen(l.text2);
        p.drawText(box, Qt::AlignCenter, m_keys);
        right -= w + 6;
    }
    p.setFont(l.font(FontRole::Body));
    p.setPen(l.text3);
    p.drawText(QRect(30, 0, right - 30, height()), Qt::AlignVCenter, QFontMetrics(p.font()).elidedText(text(), Qt::ElideRight, right - 30));
}

void GoToButton::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

TopBar::TopBar(QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 12, 0);
    row->setSpacing(0);
    m_switcher = new SwitcherButton(this);
    m_tabs = new QStackedWidget(this);
    m_goTo = new GoToButton(this);
    m_zone = new SegmentedControl(this);
    m_zone->setObjectName(QStringLiteral("zoneSwitch"));
    m_zone->addSegment(QStringLiteral("UTC"));
    m_zone->addSegment(QString());
    row->addWidget(m_switcher);
    row->addWidget(m_tabs, 1);
    row->addSpacing(8);
    row->addWidget(m_goTo);
    row->addSpacing(8);
    row->addWidget(m_zone);
    connect(m_zone, &SegmentedControl::currentChanged, this, [this](int index) { Q_EMIT utcChosen(index == 0); });
    retranslate();
    applyLook();
}

void TopBar::addTabs(TabRow *row)
{
    m_tabs->addWidget(row);
}

void TopBar::removeTabs(TabRow *row)
{
    m_tabs->removeWidget(row);
}

void TopBar::showTabs(TabRow *row)
{
    m_tabs->setCurrentWidget(row);
    row->refit();
}

void TopBar::setUtc(bool utc)
{
    m_zone->setCurrentIndex(utc ? 0 : 1);
}

void TopBar::setNarrow(bool narrow)
{
    m_switcher->setFolded(narrow);
    m_goTo->setFixedWidth(look().px(narrow ? 150 : 236));
}

void TopBar::retranslate()
{
    m_goTo->setText(tr("Go to anything"));
    m_goTo->setAccessibleName(tr("Go to anything"));
    m_zone->setSegmentText(1, tr("Local", "time zone"));
    m_zone->setAccessibleName(tr("Time zone of all times"));
}

void TopBar::applyLook()
{
    setFixedHeight(look().px(40));
    update();
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    p.fillRect(rect(), look().window);
    p.setPen(look().border);
    p.drawLine(0, height() - 1, width(), height() - 1);
}

void TopBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        applyLook();
}

} // namespace weir::widgets
