// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QKeySequence>
#include <QPointer>

#include <functional>
#include <map>
#include <vector>

namespace weir::widgets {

/// One thing the window can do. The id is stable: shortcuts and the palette's memory hang on it.
struct CommandSpec {
    QString id;    ///< "topics.create", "page.refresh"
    QString title; ///< verb first, translated: "Create topic..."
    Icon icon = Icon::None;
    QKeySequence shortcut; ///< the default; may be empty
    bool changesCluster = false; ///< the palette marks it
    bool inPalette = true;
    /// Answered only where no widget has used the key itself (Esc in an editor): the window asks in its keyPressEvent.
    bool late = false;
};

/// Every command of the window, its shortcut as the user has it, and the actions that carry it out. GUI thread.
///
/// A command is carried out by the action of the page that is shown; commands of the shell belong to the window.
class Commands : public QObject
{
    Q_OBJECT

public:
    explicit Commands(api::Settings &settings, QObject *parent = nullptr);

    /// An action for the command, a child of `owner` and added to it: it answers to its shortcut while the owner is
    /// shown in the active window. The shortcut is the user's, else the default, and follows later changes.
    QAction *add(const CommandSpec &spec, QWidget *owner, std::function<void()> run);

    /// Every command seen so far, by id. Commands of pages never opened come from the catalogue by `declare`.
    std::vector<CommandSpec> all() const;
    void declare(const CommandSpec &spec);

    QKeySequence shortcut(const QString &id) const;
    /// An empty sequence takes the shortcut away; `resetShortcut` goes back to the default.
    void setShortcut(const QString &id, const QKeySequence &shortcut);
    void resetShortcut(const QString &id);
    bool isChanged(const QString &id) const;
    /// The other command that answers to it already, or nothing.
    QString usedBy(const QKeySequence &shortcut, const QString &exceptId) const;

    /// The actions that can run now: enabled, and their owner is shown in `window`.
    std::vector<QAction *> available(const QWidget *window) const;
    /// The command id of an action made by `add`.
    static QString idOf(const QAction *action);
    const CommandSpec *spec(const QString &id) const;

    /// While a sheet asks something, no command answers.
    void setBlocked(bool blocked);
    bool blocked() const { return m_blocked; }

Q_SIGNALS:
    void shortcutsChanged();

private:
    struct Entry {
        CommandSpec spec;
        std::vector<QPointer<QAction>> actions;
    };
    void applyShortcut(Entry &entry);

    api::Settings &m_settings;
    std::map<QString, Entry> m_entries;
    bool m_blocked = false;
};

} // namespace weir::widgets
