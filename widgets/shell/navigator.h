// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/place.h"

#include <QObject>

namespace weir::widgets {

/// How a place is opened. Whatever the mode but NewWindow, a tab that shows the same object already is used instead.
enum class OpenMode {
    Preview,   ///< in the one preview tab (its name in italics), which the next preview replaces: single click, links
    Here,      ///< in the tab of the page that asks; Back returns: a path's parent, the next object
    NewTab,    ///< in a tab that stays: double click, Enter, Ctrl+click
    NewWindow, ///< in a window of its own
    Beside     ///< in the pane to the right of the current tab
};

/// Where pages meet: a page never names another page's class, only its place. One per open cluster; GUI thread.
class Navigator : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void open(const Place &place, OpenMode mode = OpenMode::Preview) = 0;
    virtual Place current() const = 0;
    virtual bool canGoBack() const = 0;
    virtual bool canGoForward() const = 0;
    virtual void back() = 0;
    virtual void forward() = 0;
    /// Puts the place's link (with the cluster's name) on the clipboard and says so in a notice.
    virtual void copyLink(const Place &place) = 0;

Q_SIGNALS:
    void currentChanged(const weir::widgets::Place &place);
    void historyChanged();
};

} // namespace weir::widgets
