// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/page.h"

#include <QKeySequence>

#include <functional>
#include <memory>
#include <vector>

namespace weir::widgets {

/// The groups of the navigation rail, from the top. `Detail` pages are reached from others and are not in the rail;
/// `Foot` is the line at its bottom (Settings).
enum class RailSection { Top, Data, Flow, Cluster, Watch, ThisComputer, Foot, Detail };

/// What must be there before a page can be opened.
enum class PageNeeds { Nothing, Cluster };

/// What stands at the right of a rail item.
struct RailBadge {
    std::optional<int> count;
    std::optional<State> worst; ///< nothing: no shape is shown
    bool operator==(const RailBadge &) const = default;
};

struct PageEntry {
    QString id;   ///< as in Place::page
    const char *title = nullptr; ///< QT_TRANSLATE_NOOP("Catalog", "Topics"): shown through pageTitle()
    Icon icon = Icon::None;
    RailSection section = RailSection::Detail;
    QKeySequence shortcut; ///< opens it; may be empty
    PageNeeds needs = PageNeeds::Cluster;
    std::function<Page *(const PageContext &, const Place &)> make;
    /// Count and worst state for the rail, from the snapshot alone: called with every new one on the GUI thread, so it
    /// only walks it. Empty: no badge.
    std::function<RailBadge(const model::ClusterSnapshot &)> badge;
    /// The rail item that is current while this (detail) page is shown: "topics" for "topic". Empty: its own.
    QString parent;
    /// The page's own commands, so that their shortcuts can be set before it was ever opened. In the language of now.
    std::function<std::vector<CommandSpec>()> commands = {};
};

/// The translated title of an entry.
QString pageTitle(const PageEntry &entry);

/// `make` for a page whose constructor takes (context, place).
template <class P>
Page *makePage(const PageContext &context, const Place &place)
{
    return new P(context, place);
}

/// The list of pages, in the order of the rail.
class PageCatalog
{
public:
    PageCatalog() = default;
    explicit PageCatalog(std::vector<PageEntry> entries) : m_entries(std::move(entries)) {}
    const std::vector<PageEntry> &entries() const { return m_entries; }
    const PageEntry *find(const QString &id) const;
    /// The entry whose rail item is current while `id` is shown.
    const PageEntry *railEntry(const QString &id) const;

private:
    std::vector<PageEntry> m_entries;
};

} // namespace weir::widgets
