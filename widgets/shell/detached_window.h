// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page.h"
#include "widgets/shell/window_frame.h"

#include <QPointer>

namespace weir::widgets {

/// A page in a window of its own, under the same frame as the main one: production stays production.
class DetachedWindow : public QWidget
{
    Q_OBJECT

public:
    DetachedWindow(Page *page, const ClusterMark &mark, const QString &cluster, Commands &commands);
    ~DetachedWindow() override;
    Page *page() const { return m_page; }
    void setPage(Page *page);
    Page *takePage();

Q_SIGNALS:
    void closed();           ///< the page goes with it
    void backToTabsRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void updateTitle();

    QPointer<Page> m_page;
    WindowFrame *m_frame;
    QString m_cluster;
    Commands &m_commands;
    bool m_mayClose = false;
};

} // namespace weir::widgets
