// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/tab_strip.h"

#include "widgets/parts/buttons.h"
#include "widgets/theme/look.h"

#include <QBoxLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

namespace weir::widgets {

namespace {

constexpr int kPad = 12;
constexpr int kIcon = 16;
constexpr int kGap = 8;
constexpr int kCloseSize = 16;
constexpr int kMaxText = 220;

} // namespace

TabStrip::TabStrip(QWidget *parent) : QTabBar(parent)
{
    setExpanding(false);
    setMovable(true);
    setDrawBase(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideMiddle);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Tabs"));
}

void TabStrip::setFace(int index, const TabFace &face)
{
    setTabData(index, QVariant::fromValue(face));
    setIconSize(QSize(kIcon, kIcon));
    setTabIcon(index, icon(face.icon)); // tells the bar that sizes may have changed
    update();
}

TabFace TabStrip::face(int index) const
{
    return tabData(index).value<TabFace>();
}

int TabStrip::indexOf(quint64 id) const
{
    for (int i = 0; i < count(); ++i) {
        if (face(i).id == id)
            return i;
    }
    return -1;
}

int TabStrip::fitInto(int width)
{
    std::vector<int> widths;
    int total = 0;
    for (int i = 0; i < count(); ++i) {
        widths.push_back(tabSizeHint(i).width());
        total += widths.back();
    }
    int hidden = 0;
    if (total <= width) {
        for (int i = 0; i < count(); ++i)
            setTabVisible(i, true);
        return 0;
    }
    // From the left as many as fit, with room kept for the current one.
    int left = width - (currentIndex() >= 0 ? widths[static_cast<std::size_t>(currentIndex())] : 0);
    for (int i = 0; i < count(); ++i) {
        bool fits = i == currentIndex();
        if (!fits && left >= widths[static_cast<std::size_t>(i)]) {
            left -= widths[static_cast<std::size_t>(i)];
            fits = true;
        } else if (!fits) {
            left = 0; // no later, smaller tab jumps the queue
        }
        setTabVisible(i, fits);
        hidden += fits ? 0 : 1;
    }
    return hidden;
}

QFont TabStrip::fontOf(int index) const
{
    QFont font = look().font(FontRole::Body);
    font.setItalic(face(index).preview);
    return font;
}

QSize TabStrip::tabSizeHint(int index) const
{
    const int text = std::min(QFontMetrics(fontOf(index)).horizontalAdvance(tabText(index)) + 1, look().px(kMaxText));
    int width = kPad + kIcon + kGap + text + kPad;
    if (index == currentIndex() || face(index).modified)
        width += kGap + kCloseSize - 4;
    return {width, look().px(40)};
}

QRect TabStrip::closeRect(int index) const
{
    const QRect tab = tabRect(index);
    return {tab.right() - kPad - kCloseSize + 5, tab.top() + (tab.height() - kCloseSize) / 2, kCloseSize, kCloseSize};
}

void TabStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Look &l = look();
    painter.fillRect(rect(), l.window);
    painter.setPen(l.border);
    painter.drawLine(0, height() - 1, width(), height() - 1);
    for (int i = 0; i < count(); ++i) {
        if (isTabVisible(i))
            paintTab(painter, i);
    }
}

void TabStrip::paintTab(QPainter &painter, int index) const
{
    const Look &l = look();
    const QRect tab = tabRect(index);
    const bool current = index == currentIndex();
    const TabFace face = this->face(index);
    if (current) {
        painter.fillRect(tab, l.panel);
        painter.fillRect(tab.left(), tab.top(), tab.width() - 1, 2, l.accent);
    } else if (index == m_hover) {
        painter.fillRect(tab.adjusted(0, 0, 0, -1), l.hover);
    }
    painter.setPen(l.border);
    painter.drawLine(tab.right(), tab.top(), tab.right(), tab.bottom());
    const QColor ink = current || index == m_hover ? l.text : l.text2;
    paintIcon(painter, QRect(tab.left() + kPad, tab.top() + (tab.height() - kIcon) / 2, kIcon, kIcon), face.icon, ink);
    const QFont font = fontOf(index);
    painter.setFont(font);
    painter.setPen(ink);
    const int textLeft = tab.left() + kPad + kIcon + kGap;
    const bool extra = current || face.modified;
    const int textRight = extra ? closeRect(index).left() - 4 : tab.right() - kPad + 1;
    painter.drawText(QRect(textLeft, tab.top(), textRight - textLeft + 1, tab.height()), Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(tabText(index), Qt::ElideMiddle, textRight - textLeft + 1));
    if (face.modified && !(current && index == m_hover)) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(l.accent);
        const QPointF center = QRectF(closeRect(index)).center();
        painter.drawEllipse(center, 3.5, 3.5);
        painter.setRenderHint(QPainter::Antialiasing, false);
    } else if (current) {
        paintIcon(painter, closeRect(index).adjusted(1, 1, -1, -1), Icon::Close, l.text2);
    }
    if (current && hasFocus()) {
        painter.setPen(QPen(l.focus, 2));
        painter.drawRect(tab.adjusted(2, 3, -3, -3));
    }
}

void TabStrip::mousePressEvent(QMouseEvent *event)
{
    const int at = tabAt(event->position().toPoint());
    if (event->button() == Qt::MiddleButton && at >= 0)
        return; // acted on at the release
    if (event->button() == Qt::LeftButton && at >= 0 && at == currentIndex() && closeRect(at).contains(event->position().toPoint())) {
        m_pressedClose = at;
        return;
    }
    QTabBar::mousePressEvent(event);
}

void TabStrip::mouseReleaseEvent(QMouseEvent *event)
{
    const int at = tabAt(event->position().toPoint());
    if (event->button() == Qt::MiddleButton && at >= 0) {
        Q_EMIT closeRequested(face(at).id);
        return;
    }
    if (m_pressedClose >= 0) {
        const bool same = at == m_pressedClose && closeRect(at).contains(event->position().toPoint());
        m_pressedClose = -1;
        if (same)
            Q_EMIT closeRequested(face(at).id);
        return;
    }
    QTabBar::mouseReleaseEvent(event);
}

void TabStrip::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int at = tabAt(event->position().toPoint());
    if (at >= 0)
        Q_EMIT keepRequested(face(at).id);
}

void TabStrip::mouseMoveEvent(QMouseEvent *event)
{
    const int at = tabAt(event->position().toPoint());
    if (at != m_hover) {
        m_hover = at;
        update();
    }
    QTabBar::mouseMoveEvent(event);
}

void TabStrip::leaveEvent(QEvent *event)
{
    m_hover = -1;
    update();
    QTabBar::leaveEvent(event);
}

void TabStrip::contextMenuEvent(QContextMenuEvent *event)
{
    const int at = event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : tabAt(event->pos());
    if (at >= 0)
        Q_EMIT menuRequested(face(at).id, event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(tabRect(at).bottomLeft()) : event->globalPos());
}

void TabStrip::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        update();
}

TabRow::TabRow(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_strip = new TabStrip(this);
    m_more = makeIconButton(Icon::ChevronDown, QString(), ButtonKind::Quiet, this);
    m_menu = new QMenu(m_more);
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->hide();
    m_new = makeIconButton(Icon::Add, QString(), ButtonKind::Quiet, this);
    layout->addWidget(m_strip);
    layout->addSpacing(4);
    layout->addWidget(m_more);
    layout->addWidget(m_new);
    layout->addStretch(1);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(m_new, &QAbstractButton::clicked, this, &TabRow::newRequested);
    connect(m_menu, &QMenu::aboutToShow, this, &TabRow::fillMore);
    connect(m_strip, &QTabBar::currentChanged, this, &TabRow::refit);
    retranslate();
}

void TabRow::retranslate()
{
    m_more->setToolTip(tr("All tabs"));
    m_more->setAccessibleName(tr("All tabs"));
    m_new->setToolTip(tr("Open something in a new tab"));
    m_new->setAccessibleName(tr("Open something in a new tab"));
    m_strip->setAccessibleName(tr("Tabs"));
}

void TabRow::refit()
{
    const int room = width() - m_new->sizeHint().width() - 8;
    const int moreWidth = m_more->sizeHint().width();
    int hidden = m_strip->fitInto(room);
    if (hidden > 0)
        hidden = m_strip->fitInto(room - moreWidth);
    m_more->setVisible(hidden > 0);
    m_strip->setFixedWidth(std::min(m_strip->sizeHint().width(), hidden > 0 ? room - moreWidth : room));
}

void TabRow::fillMore()
{
    m_menu->clear();
    for (int i = 0; i < m_strip->count(); ++i) {
        QAction *action = m_menu->addAction(icon(m_strip->face(i).icon), m_strip->tabText(i));
        action->setCheckable(true);
        action->setChecked(i == m_strip->currentIndex());
        connect(action, &QAction::triggered, this, [this, id = m_strip->face(i).id] { m_strip->setCurrentIndex(m_strip->indexOf(id)); });
    }
}

void TabRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refit();
}

void TabRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        refit();
}

} // namespace weir::widgets
