// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

namespace weir::widgets {

/// A panel that floats over the window until something is chosen: palette, cluster switcher. A child of the window's body, not
/// a window of its own: it looks the same on every platform and stands inside the production frame. Esc, a click beside it
/// and the loss of focus close it; the focus returns to where it was.
class Flyout : public QWidget
{
    Q_OBJECT

public:
    explicit Flyout(QWidget *body);

    void open();
    /// The button that opens and closes it: a click there is left to its owner.
    void setAnchor(QWidget *anchor) { m_anchor = anchor; }
    bool isOpen() const { return isVisible(); }

Q_SIGNALS:
    void opened();
    void closed();

public Q_SLOTS:
    void closeFlyout();

protected:
    /// Where it stands inside the body; called at opening and when the body changes its size.
    virtual QRect placeIn(const QRect &body) const = 0;
    /// What gets the focus.
    virtual QWidget *focusTarget() = 0;
    void reposition();

    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPointer<QWidget> m_focusBefore;
    QPointer<QWidget> m_anchor;
};

} // namespace weir::widgets
