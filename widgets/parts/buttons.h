// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/controls.h"
#include "widgets/theme/icons.h"

#include <QAbstractButton>
#include <QPushButton>
#include <QToolButton>

class QButtonGroup;
class QMenu;

namespace weir::widgets {

/// A button with words. Verb first; "..." when a dialog follows. `keys` is drawn in a box behind the words.
QPushButton *makeButton(const QString &text, Icon icon = Icon::None, ButtonKind kind = ButtonKind::Default,
                        QWidget *parent = nullptr, const QString &keys = {});

/// A button with an icon only: the name becomes tool tip and accessible name. Outlined, or quiet inside bars.
QToolButton *makeIconButton(Icon icon, const QString &name, ButtonKind kind = ButtonKind::Quiet, QWidget *parent = nullptr);

/// A button that opens a menu, drawn like a combo box: icon, words, chevron. The menu is the button's.
class ComboButton : public QPushButton
{
    Q_OBJECT

public:
    explicit ComboButton(const QString &text = {}, Icon icon = Icon::None, QWidget *parent = nullptr);
    /// Empty at first; fill it. Choosing an action with data() and setFollowsChoice(true) shows its text in the button.
    QMenu *menu() const { return m_menu; }
    QAction *addChoice(const QString &text, const QVariant &data);
    /// The chosen data, and its words in the button.
    void setCurrentData(const QVariant &data);
    QVariant currentData() const { return m_current; }
    void clearChoices();

    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const QVariant &data);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QMenu *m_menu = nullptr;
    QVariant m_current;
};

/// Two to five choices side by side, one in force. Left and right change it.
class SegmentedControl : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentedControl(QWidget *parent = nullptr);
    int addSegment(const QString &text);
    void setSegmentText(int index, const QString &text);
    int currentIndex() const { return m_current; }
    /// Does not emit.
    void setCurrentIndex(int index);
    int count() const { return static_cast<int>(m_texts.size()); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// By the user.
    void currentChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QRect segmentRect(int index) const;
    void choose(int index);

    QStringList m_texts;
    int m_current = 0;
};

/// On and off, at once and without Apply. Space toggles it.
class Switch : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Switch(const QString &text = {}, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &pos) const override { return rect().contains(pos); }
};

} // namespace weir::widgets
