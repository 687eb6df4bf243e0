// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/parts/buttons.h"
#include "widgets/theme/look.h"

#include <QWidget>

class QHBoxLayout;
class QTimer;

namespace weir::widgets {

class Label;
class Pill;

/// "Every 5 s": how often a page reads anew, and the act itself (F5). The clock is that of the feed behind it
/// (Page::followFeed): with one here too, two looks could fall close together and rates between them mean nothing.
class RefreshControl : public ComboButton
{
    Q_OBJECT

public:
    explicit RefreshControl(QWidget *parent = nullptr);
    /// Seconds, 0 for by hand.
    void setInterval(int seconds);
    int interval() const { return m_seconds; }

Q_SIGNALS:
    void refreshRequested();
    /// By the user, to be kept.
    void intervalChanged(int seconds);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fillMenu();

    int m_seconds = 5;
};

/// The 44 px head of a page: path, title, at most one pill, facts; at the right data age, refresh control and actions.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    explicit PageHeader(QWidget *parent = nullptr);

    /// The pages above this one, outermost first. A click emits pathActivated with the index.
    void setPath(const QStringList &path);
    void setTitle(const QString &title);
    void setPill(State state, const QString &word);
    void clearPill();
    /// Joined with a middle dot.
    void setFacts(const QStringList &facts);

    /// Buttons stand in the order they were added, the first at the left.
    QPushButton *addButton(const QString &text, Icon icon, ButtonKind kind = ButtonKind::Default, const QString &keys = {});
    QToolButton *addIconButton(Icon icon, const QString &name);
    void addWidget(QWidget *widget);

    /// Shown as "2 s old" before the refresh control and kept up to date; 0 hides it.
    void setDataTime(qint64 msSinceEpoch);
    /// Adds the refresh control; refreshRequested comes from its menu and F5 inside the page.
    void showRefresh(int seconds = 5);
    RefreshControl *refreshControl() const { return m_refresh; }

Q_SIGNALS:
    void refreshRequested();
    void pathActivated(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void updateAge();
    void applyLook();

    QWidget *m_pathArea;
    QHBoxLayout *m_pathLayout;
    Label *m_title;
    Pill *m_pill;
    Label *m_facts;
    Label *m_age;
    QHBoxLayout *m_actions;
    RefreshControl *m_refresh = nullptr;
    QTimer *m_ageTimer;
    qint64 m_dataTime = 0;
};

} // namespace weir::widgets
