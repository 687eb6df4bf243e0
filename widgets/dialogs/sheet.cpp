// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/sheet.h"

#include "widgets/parts/label.h"
#include "widgets/parts/state_label.h"
#include "widgets/theme/controls.h"

#include <QAbstractButton>
#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace weir::widgets {

namespace {

// The widget inside the window's frame; WindowFrame of the shell gives its body this name.
const QString kFrameBody = QStringLiteral("weirFrameBody");

QWidget *areaOf(QWidget *window)
{
    QWidget *body = window->findChild<QWidget *>(kFrameBody);
    return body ? body : window;
}

/// Header icon, recoloured with the look.
class SheetIcon : public QWidget
{
public:
    explicit SheetIcon(QWidget *parent) : QWidget(parent) { setFixedSize(20, 20); }
    Icon name = Icon::None;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, rect().adjusted(1, 1, -1, -1), name, look().text);
    }
};

} // namespace

/// The darkened rest of the window; it takes every click and wheel turn, and holds its sheet in the middle of the page.
class SheetVeil : public QWidget
{
public:
    SheetVeil(QWidget *area, Sheet *sheet) : QWidget(area), m_sheet(sheet)
    {
        setAttribute(Qt::WA_NoMousePropagation);
        area->installEventFilter(this);
        setGeometry(area->rect());
        connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { keepFocus(now); });
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), QColor(0x0F, 0x14, 0x18, 97)); // #0F1418 at 38 %
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == parent() && event->type() == QEvent::Resize) {
            setGeometry(parentWidget()->rect());
            if (m_sheet)
                m_sheet->layOut();
        }
        return false;
    }
    void mousePressEvent(QMouseEvent *event) override { event->accept(); }
    void wheelEvent(QWheelEvent *event) override { event->accept(); }

private:
    void keepFocus(QWidget *now)
    {
        if (!m_sheet || !now || now->window() != window() || m_sheet->isAncestorOf(now) || now == m_sheet)
            return;
        if (Sheet::topmost(this) == m_sheet && m_sheet->isVisible())
            m_sheet->setFocus(Qt::OtherFocusReason);
    }

    QPointer<Sheet> m_sheet; // a child, and so gone before this is
};

SheetWatch &SheetWatch::instance()
{
    static SheetWatch watch;
    return watch;
}

void SheetWatch::add(int count)
{
    m_open += count;
    Q_EMIT changed(m_open);
}

Sheet::Sheet()
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_NoMousePropagation);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);

    m_header = new QWidget(this);
    auto *header = new QHBoxLayout(m_header);
    header->setContentsMargins(16, 0, 16, 0);
    header->setSpacing(8);
    m_icon = new SheetIcon(m_header);
    m_icon->hide();
    m_title = new Label(QString(), FontRole::Title, Ink::Text, m_header);
    m_title->setElided(Qt::ElideMiddle);
    m_production = new ProductionTag(m_header);
    m_production->hide();
    header->addWidget(m_icon);
    header->addWidget(m_title, 1);
    header->addWidget(m_production);
    layout->addWidget(m_header);

    m_bodyLayout = new QVBoxLayout;
    m_bodyLayout->setSpacing(0);
    layout->addLayout(m_bodyLayout, 1);

    m_footer = new QWidget(this);
    auto *footer = new QHBoxLayout(m_footer);
    footer->setContentsMargins(16, 0, 16, 0);
    footer->setSpacing(8);
    m_footerLeft = new QHBoxLayout;
    m_footerRight = new QHBoxLayout;
    footer->addLayout(m_footerLeft);
    footer->addStretch(1);
    footer->addLayout(m_footerRight);
    layout->addWidget(m_footer);
    applyLook();
}

Sheet::~Sheet()
{
    if (m_counted) { // the window closes over it
        m_counted = false;
        SheetWatch::instance().add(-1);
    }
}

void Sheet::setTitle(const QString &title, Icon icon)
{
    m_title->setText(title);
    setAccessibleName(title);
    m_iconName = icon;
    static_cast<SheetIcon *>(m_icon)->name = icon;
    m_icon->setVisible(icon != Icon::None);
    m_icon->update();
}

void Sheet::setProduction(bool production)
{
    m_production->setVisible(production);
}

void Sheet::setBody(QWidget *body, bool padded)
{
    const int margin = padded ? Look::kSpace5 : 0;
    m_bodyLayout->setContentsMargins(margin, margin, margin, margin);
    m_bodyLayout->addWidget(body, 1);
}

void Sheet::addFooterLeft(QWidget *widget)
{
    m_footerLeft->addWidget(widget);
}

void Sheet::addFooterRight(QWidget *widget)
{
    m_footerRight->addWidget(widget);
    if (!m_initialFocus)
        m_initialFocus = widget;
}

void Sheet::setInitialFocus(QWidget *widget)
{
    m_initialFocus = widget;
}

void Sheet::openOver(QWidget *over)
{
    QWidget *area = areaOf(over->window());
    m_over = over;
    m_focusBefore = QApplication::focusWidget();
    m_veil = new SheetVeil(area, this);
    setParent(m_veil);
    layOut();
    m_veil->show();
    m_veil->raise();
    show();
    m_counted = true;
    SheetWatch::instance().add(1);
    (m_initialFocus ? m_initialFocus.data() : this)->setFocus(Qt::OtherFocusReason);
}

void Sheet::layOut()
{
    if (!m_veil)
        return;
    const QRect area = m_veil->rect();
    QRect page = area;
    if (m_over && m_over->isVisible())
        page = QRect(m_veil->mapFromGlobal(m_over->mapToGlobal(QPoint(0, 0))), m_over->size()).intersected(area);
    if (page.isEmpty())
        page = area;
    layout()->activate();
    const int width = std::min(look().px(m_preferredWidth), area.width() - 2 * Look::kSpace4);
    int height = m_preferredHeight > 0 ? look().px(m_preferredHeight) : sizeHint().height();
    if (m_preferredHeight == 0 && hasHeightForWidth())
        height = heightForWidth(width);
    height = std::min(height, area.height() - 2 * Look::kSpace4);
    QRect place(0, 0, width, height);
    place.moveCenter(page.center());
    place.moveLeft(std::clamp(place.left(), Look::kSpace4, std::max(Look::kSpace4, area.width() - width - Look::kSpace4)));
    place.moveTop(std::clamp(place.top(), Look::kSpace4, std::max(Look::kSpace4, area.height() - height - Look::kSpace4)));
    setGeometry(place);
}

void Sheet::accept()
{
    closeWith(true);
}

void Sheet::reject()
{
    closeWith(false);
}

void Sheet::closeWith(bool accepted)
{
    if (m_closed)
        return;
    m_closed = true;
    hide();
    if (m_veil) {
        m_veil->hide();
        m_counted = false;
        SheetWatch::instance().add(-1);
        m_veil->deleteLater(); // takes the sheet with it
    } else {
        deleteLater();
    }
    if (m_focusBefore && m_focusBefore->isVisible())
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    Q_EMIT finished(accepted);
}

Sheet *Sheet::topmost(const QWidget *widget)
{
    Sheet *found = nullptr;
    const QList<Sheet *> sheets = widget->window()->findChildren<Sheet *>();
    for (Sheet *sheet : sheets) {
        if (!sheet->m_closed && sheet->m_veil)
            found = sheet; // children are in the order of their making
    }
    return found;
}

void Sheet::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(look().borderStrong);
    painter.setBrush(look().panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Look::kRadiusDialog, Look::kRadiusDialog);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QRect footer = m_footer->geometry();
    painter.setClipRect(footer);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(look().window);
    painter.setPen(look().borderStrong);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Look::kRadiusDialog, Look::kRadiusDialog);
    painter.setClipping(false);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(look().border);
    painter.drawLine(1, m_header->geometry().bottom(), width() - 2, m_header->geometry().bottom());
    painter.drawLine(1, footer.top(), width() - 2, footer.top());
}

void Sheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        reject();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        // QAbstractButton answers Space only; people press Enter on a focused button too. Never on a dangerous one.
        auto *button = qobject_cast<QAbstractButton *>(QApplication::focusWidget());
        if (button && isAncestorOf(button) && button->isEnabled() && buttonKind(button) != ButtonKind::Danger)
            button->click();
    }
    event->accept(); // nothing reaches the window below
}

bool Sheet::focusNextPrevChild(bool next)
{
    QWidget *start = QApplication::focusWidget();
    if (!start || !isAncestorOf(start))
        start = this;
    QWidget *candidate = start;
    do {
        candidate = next ? candidate->nextInFocusChain() : candidate->previousInFocusChain();
        if (candidate != this && isAncestorOf(candidate) && candidate->isVisible() && candidate->isEnabled()
            && (candidate->focusPolicy() & Qt::TabFocus) && !candidate->focusProxy()) {
            candidate->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    } while (candidate != start);
    return true;
}

void Sheet::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        applyLook();
}

void Sheet::applyLook()
{
    m_header->setFixedHeight(look().px(48));
    m_footer->setFixedHeight(look().px(52));
    layOut();
    update();
}

} // namespace weir::widgets
