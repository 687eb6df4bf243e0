// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QWidget>

class QStackedWidget;

namespace weir::widgets {

class SegmentedControl;
class SwitcherButton;
class TabRow;

/// "Go to anything": looks like a field, opens the palette.
class GoToButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit GoToButton(QWidget *parent = nullptr);
    void setKeys(const QString &keys);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString m_keys;
};

/// Switcher, tabs of the current cluster, go to anything, UTC or local. 40 px.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(QWidget *parent = nullptr);

    SwitcherButton *switcher() const { return m_switcher; }
    GoToButton *goTo() const { return m_goTo; }
    /// The rows of the open clusters; one is shown.
    void addTabs(TabRow *row);
    void removeTabs(TabRow *row);
    void showTabs(TabRow *row);
    void setUtc(bool utc);
    void setNarrow(bool narrow);
    void retranslate();

Q_SIGNALS:
    void utcChosen(bool utc);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyLook();

    SwitcherButton *m_switcher;
    QStackedWidget *m_tabs;
    GoToButton *m_goTo;
    SegmentedControl *m_zone;
};

} // namespace weir::widgets
