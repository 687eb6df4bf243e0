// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"
#include "widgets/theme/look.h"

#include <QPointer>
#include <QWidget>

class QBoxLayout;

namespace weir::widgets {

class Label;
class ProductionTag;
class SheetVeil;

/// A dialog inside the window: header, body, footer, centred on the page it was opened over; a veil covers the rest of the
/// window inside its frame, so that the production mark is never dimmed.
///
/// Make it with `new`, fill it, call `openOver(page)`; it deletes itself when it is closed. Keyboard focus stays inside, Esc
/// is `reject()`. Enter presses the focused button only: a sheet has no default button, so Enter never triggers a danger.
class Sheet : public QWidget
{
    Q_OBJECT

public:
    Sheet();
    ~Sheet() override;

    void setTitle(const QString &title, Icon icon = Icon::None);
    /// The PRODUCTION tag in the header.
    void setProduction(bool production);
    /// Taken over. `padded`: 16 px around it.
    void setBody(QWidget *body, bool padded = true);
    /// Buttons and words of the footer, the first at the left; a stretch parts `addFooterLeft` from `addFooterRight`.
    void addFooterLeft(QWidget *widget);
    void addFooterRight(QWidget *widget);
    /// Where the focus is at first. Without it: the first button at the right of the footer, which by rule is Cancel.
    void setInitialFocus(QWidget *widget);
    /// In px at 100 %; the height follows the body unless given.
    void setPreferredWidth(int width) { m_preferredWidth = width; }
    void setPreferredHeight(int height) { m_preferredHeight = height; }

    /// Shows it over the window of `over`, centred on `over`.
    void openOver(QWidget *over);

    /// Takes it away; `finished(true)`.
    void accept();
    /// Takes it away; `finished(false)`. Also Esc.
    virtual void reject();

    /// The topmost sheet of the window of `widget`, or nullptr.
    static Sheet *topmost(const QWidget *widget);

Q_SIGNALS:
    void finished(bool accepted);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void changeEvent(QEvent *event) override;

private:
    friend class SheetVeil;
    void applyLook();
    void closeWith(bool accepted);
    void layOut();

    Label *m_title;
    QWidget *m_icon;
    ProductionTag *m_production;
    QWidget *m_header;
    QWidget *m_footer;
    QBoxLayout *m_bodyLayout;
    QBoxLayout *m_footerLeft;
    QBoxLayout *m_footerRight;
    QPointer<QWidget> m_initialFocus;
    QPointer<QWidget> m_over;
    QPointer<QWidget> m_focusBefore;
    QPointer<SheetVeil> m_veil;
    Icon m_iconName = Icon::None;
    int m_preferredWidth = 480;
    int m_preferredHeight = 0;
    bool m_closed = false;
    bool m_counted = false; // by SheetWatch
};

/// Tells that a window has sheets open or none any more: the shell's commands rest meanwhile. GUI thread.
class SheetWatch : public QObject
{
    Q_OBJECT

public:
    static SheetWatch &instance();
    int open() const { return m_open; }

Q_SIGNALS:
    void changed(int open);

private:
    friend class Sheet;
    void add(int count);

    int m_open = 0;
};

} // namespace weir::widgets
