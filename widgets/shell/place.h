// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMap>
#include <QMetaType>
#include <QString>

#include <optional>

namespace weir::widgets {

/// Where one can be in the window: a page of the catalogue and what it is to show. A value; it goes into the history,
/// the saved session and the clipboard. Absent arguments mean "as the page likes".
struct Place {
    QString page; ///< id of the catalogue: "overview", "topics", "topic", "messages", "groups", "group", ...
    QString topic = {};
    std::optional<qint32> partition = {};
    std::optional<qint64> offset = {};
    std::optional<qint64> timestampMs = {};
    QString group = {};
    std::optional<qint32> broker = {};
    QString tab = {};    ///< id of a sub-tab: "partitions", "config", ...
    QString filter = {}; ///< text of the page's filter line
    QMap<QString, QString> more = {}; ///< what a page needs beyond these, by its own names

    bool isValid() const { return !page.isEmpty(); }
    /// The same object on the same page, whatever tab, filter, partition or offset: decides whether a tab is reused.
    bool sameObject(const Place &other) const;
    bool operator==(const Place &) const = default;

    /// "weir:topic?topic=orders&partition=3&offset=12". `cluster` (the profile's name) is added where given.
    QString toLink(const QString &cluster = {}) const;
    /// Empty where the text is no link of ours. `cluster` receives the profile's name, if the link holds one.
    static std::optional<Place> fromLink(const QString &link, QString *cluster = nullptr);
};

} // namespace weir::widgets

Q_DECLARE_METATYPE(weir::widgets::Place)
