// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page.h"

#include <QPointer>

class QToolButton;

namespace weir::widgets {

class Label;

/// The pane right of the current tab: one page that stays while tabs change.
class SidePane : public QWidget
{
    Q_OBJECT

public:
    explicit SidePane(QWidget *parent = nullptr);
    void setPage(Page *page, const QString &title);
    Page *page() const { return m_page; }
    /// Gives the page out of its hands.
    Page *takePage();
    void setTitle(const QString &title);
    void retranslate();

Q_SIGNALS:
    void closeRequested();
    void backToTabsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPointer<Page> m_page;
    Label *m_title;
    QToolButton *m_back;
    QToolButton *m_close;
};

} // namespace weir::widgets
