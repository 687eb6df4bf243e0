// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace weir::widgets {

/// The 32 px tabs inside a page, with an optional count behind the word. Ctrl+Page keys and arrows move.
class SubTabs : public QTabBar
{
    Q_OBJECT

public:
    explicit SubTabs(QWidget *parent = nullptr);
    /// In the data font behind the word; empty takes it away.
    void setTabCount(int index, const QString &count);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
};

} // namespace weir::widgets
