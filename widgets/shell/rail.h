// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page_catalog.h"

#include <QAbstractButton>
#include <QHash>

class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace weir::widgets {

/// One line of the rail: icon, words, worst state and count.
class RailItem : public QAbstractButton
{
    Q_OBJECT

public:
    RailItem(const PageEntry &entry, QWidget *parent);
    void setBadge(const RailBadge &badge);
    void setFolded(bool folded);
    void setWords(const QString &words);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

Q_SIGNALS:
    void middleClicked();

private:
    void updateSpoken();

    Icon m_icon;
    RailBadge m_badge;
    bool m_folded = false;
};

/// The navigation rail: the catalogue's pages in their groups, Settings at its foot with theme and language beside it.
class Rail : public QWidget
{
    Q_OBJECT

public:
    Rail(const PageCatalog &catalog, QWidget *parent = nullptr);

    /// 44 px wide, icons only.
    void setFolded(bool folded);
    bool folded() const { return m_folded; }
    /// The item that is current for a page; none for an unknown id.
    void setCurrent(const QString &pageId);
    /// Pages that need a cluster are shown but cannot be opened without one.
    void setHasCluster(bool hasCluster);
    void setSnapshot(const model::ClusterSnapshot *snapshot);
    RailItem *item(const QString &pageId) const { return m_items.value(pageId); }
    void retranslate();

Q_SIGNALS:
    void chosen(const QString &pageId, bool newTab);
    void themeToggled();
    void languageRequested(const QPoint &globalAt);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void applyLook();

    const PageCatalog &m_catalog;
    QHash<QString, RailItem *> m_items;
    std::vector<std::pair<RailSection, class QWidget *>> m_captions;
    QToolButton *m_theme = nullptr;
    QToolButton *m_language = nullptr;
    QWidget *m_foot = nullptr;
    QScrollArea *m_scroll = nullptr;
    bool m_folded = false;
};

} // namespace weir::widgets
