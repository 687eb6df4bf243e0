// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/fuzzy.h"
#include "widgets/shell/page_catalog.h"
#include "widgets/shell/place.h"
#include "widgets/theme/icons.h"

#include <QAbstractListModel>
#include <QAction>
#include <QPointer>

#include <vector>

namespace weir::widgets {

/// One thing that "Go to anything" knows.
struct PaletteItem {
    enum class Kind { Topic, Group, Broker, Page, Command, Cluster, Link };
    Kind kind = Kind::Page;
    Icon icon = Icon::None;
    QString title;
    QString note; ///< "Consumer group, lag 184,220"
    QString keys; ///< its shortcut, as shown
    bool data = false; ///< the title is a name of the cluster: data font
    bool changesCluster = false;
    Place place;
    QString id; ///< of a command, or of a profile
    QPointer<QAction> action;
    QString folded = {}; ///< filled by the model: what is searched
};

/// The list of the palette: all items, of them those that fit what was typed, the best first. Prefixes: `t:` topics,
/// `g:` groups, `b:` brokers, `>` commands.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int kShown = 100;

    using QAbstractListModel::QAbstractListModel;
    void setItems(std::vector<PaletteItem> items);
    /// Ids (command ids, place links) in the order of their last use, the newest first: they stand first among equals.
    void setRecent(const QStringList &recent) { m_recent = recent; }
    void setQuery(const QString &typed);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    const PaletteItem &item(int row) const { return m_items[m_hits[static_cast<std::size_t>(row)].item]; }
    /// What to mark in the title and in the note.
    const QVector<std::pair<int, int>> &ranges(int row) const { return m_hits[static_cast<std::size_t>(row)].ranges; }
    /// All that fit, shown or not.
    int found() const { return m_found; }

    static QString keyOf(const PaletteItem &item);

private:
    struct Hit {
        std::size_t item = 0;
        int score = 0;
        QVector<std::pair<int, int>> ranges;
    };

    std::vector<PaletteItem> m_items;
    std::vector<Hit> m_hits;
    QStringList m_recent;
    int m_found = 0;
};

} // namespace weir::widgets
