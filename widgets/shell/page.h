// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page_context.h"
#include "widgets/shell/place.h"

#include <QWidget>

namespace weir::widgets {

class PageHeader;

/// What a page shows now.
enum class PageState { Idle, Loading, Ready, Empty, Failed };

/// A page of the window: what stands in a tab, in a split or in a window of its own.
///
/// Made by its catalogue entry with the context and the place to show. It is shown and hidden as tabs change: stop
/// timers and streams of looks in hideEvent, not the user's work (a running scan goes on as a job).
/// The language never changes under a page: the shell builds it anew at `place()` with `saveState()`.
/// Times and colours do: listen to TimeDisplay::changed (parts/format.h) and LookController::changed (theme/look.h).
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(const PageContext &context, QWidget *parent = nullptr);

    /// Short, for the tab: "orders", "Overview". Emit `changed` when it does.
    virtual QString title() const = 0;
    /// None: that of the catalogue entry.
    virtual Icon icon() const { return Icon::None; }
    /// Where the page is now, with its tab, filter and selection, so that it can be opened again just so.
    virtual Place place() const = 0;
    virtual PageState state() const = 0;

    /// Goes to another place without being built anew; called with a place of the same page id. False: the shell
    /// makes a new page for it. The default takes only the place it is at.
    virtual bool showPlace(const Place &place) { return place == this->place(); }
    /// Where Esc goes when there is nothing to cancel: the list above a detail. Invalid: nowhere.
    virtual Place up() const { return {}; }

    virtual void refresh() {}               ///< F5
    virtual bool cancel() { return false; } ///< Esc; true where there was something to stop, close or clear
    virtual void find() {}                  ///< Ctrl+F: focus to the filter line
    virtual void run() {}                   ///< Ctrl+Enter

    /// When what is shown was read (ms since the epoch, UTC); empty while nothing is.
    virtual std::optional<qint64> takenAtMs() const { return std::nullopt; }

    /// Work that would be lost: a dot in the tab. Emit `changed` when it does.
    virtual bool modified() const { return false; }
    /// Before the tab goes. Call `close` at once, or after having asked (widgets/dialogs/ask.h). The default asks
    /// nothing unless `modified`.
    virtual void askToClose(std::function<void()> close);

    /// The panes in reading order that F6 goes round. Empty: the page is one pane.
    virtual QList<QWidget *> panes() const { return {}; }

    /// Splitter sizes, open nodes, drafts: what is worth keeping over a restart but is no part of the place.
    virtual QByteArray saveState() const { return {}; }
    virtual void restoreState(const QByteArray &) {}

    /// For `weir --screenshots`: other faces of the page worth a picture, by name; `showVariant` brings one up, and the
    /// picture is taken once `state()` is Ready, Empty or Failed again.
    virtual QStringList screenshotVariants() const { return {}; }
    virtual void showVariant(const QString &) {}

    const PageContext &context() const { return m_context; }

Q_SIGNALS:
    void changed();      ///< title, icon, modified
    void placeChanged(); ///< the place has another tab, filter or selection: saved, and kept in the history entry
    void stateChanged();
    void edited();       ///< the user has worked in it: a preview tab becomes one that stays

protected:
    /// A command of this page: in the palette, with a shortcut that can be changed, active while the page is shown.
    /// The action may go into buttons and menus too; `setEnabled(false)` when it cannot run.
    QAction *addCommand(const CommandSpec &spec, std::function<void()> run);
    /// The refresh control in the header of a page that shows the feed: one interval for all pages of a cluster.
    void followFeed(PageHeader &header);

    PageContext m_context;
};

} // namespace weir::widgets
