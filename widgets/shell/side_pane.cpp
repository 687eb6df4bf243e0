// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/side_pane.h"

#include "widgets/parts/buttons.h"
#include "widgets/parts/label.h"

#include <QBoxLayout>
#include <QPainter>

namespace weir::widgets {

SidePane::SidePane(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 2, 8, 2);
    m_title = new Label(QString(), FontRole::Strong, Ink::Text, this);
    m_title->setElided(Qt::ElideMiddle);
    m_back = makeIconButton(Icon::Pin, QString(), ButtonKind::Quiet, this);
    m_close = makeIconButton(Icon::Close, QString(), ButtonKind::Quiet, this);
    head->addWidget(m_title, 1);
    head->addWidget(m_back);
    head->addWidget(m_close);
    column->addLayout(head);
    connect(m_back, &QAbstractButton::clicked, this, &SidePane::backToTabsRequested);
    connect(m_close, &QAbstractButton::clicked, this, &SidePane::closeRequested);
    retranslate();
}

void SidePane::setPage(Page *page, const QString &title)
{
    m_page = page;
    static_cast<QBoxLayout *>(layout())->addWidget(page, 1);
    page->show();
    setTitle(title);
}

Page *SidePane::takePage()
{
    Page *page = m_page;
    if (page) {
        layout()->removeWidget(page);
        page->setParent(nullptr);
    }
    m_page = nullptr;
    return page;
}

void SidePane::setTitle(const QString &title)
{
    m_title->setText(title);
}

void SidePane::retranslate()
{
    for (const auto &[button, name] : {std::pair(m_back, tr("Back to the tabs")), std::pair(m_close, tr("Close the pane"))}) {
        button->setToolTip(name);
        button->setAccessibleName(name);
    }
}

void SidePane::paintEvent(QPaintEvent *)
{
    QPainter p(this);
    p.fillRect(rect(), look().window);
    p.setPen(look().border);
    p.drawLine(0, 0, 0, height());
}

} // namespace weir::widgets
