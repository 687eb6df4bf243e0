// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"

#include <QMetaType>
#include <QTabBar>

class QToolButton;

namespace weir::widgets {

/// What a tab of the window shows beside its text.
struct TabFace {
    quint64 id = 0;
    Icon icon = Icon::None;
    bool preview = false;  ///< italic: the next preview replaces it
    bool modified = false; ///< accent dot
};

/// The tabs in the top bar. One line, no scroll arrows: what does not fit stands in the "more" menu of TabRow.
class TabStrip : public QTabBar
{
    Q_OBJECT

public:
    explicit TabStrip(QWidget *parent = nullptr);

    void setFace(int index, const TabFace &face);
    TabFace face(int index) const;
    int indexOf(quint64 id) const;
    /// Hides the tabs that do not fit into `width`, never the current one; answers how many.
    int fitInto(int width);

Q_SIGNALS:
    void closeRequested(quint64 id);
    void keepRequested(quint64 id); ///< double click: a preview becomes a tab that stays
    void menuRequested(quint64 id, const QPoint &globalAt);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QRect closeRect(int index) const;
    QFont fontOf(int index) const;
    void paintTab(QPainter &painter, int index) const;

    int m_hover = -1;
    int m_pressedClose = -1;
};

/// The strip with its "more" and "+" buttons.
class TabRow : public QWidget
{
    Q_OBJECT

public:
    explicit TabRow(QWidget *parent = nullptr);
    TabStrip *strip() const { return m_strip; }
    /// After tabs came, went or changed their words.
    void refit();
    void retranslate();

Q_SIGNALS:
    void newRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fillMore();

    TabStrip *m_strip;
    QToolButton *m_more;
    QToolButton *m_new;
    class QMenu *m_menu;
};

} // namespace weir::widgets

Q_DECLARE_METATYPE(weir::widgets::TabFace)
