// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace weir::widgets {

/// A small complete program that writes and reads one topic of the cluster.
struct Snippet {
    QString language; ///< "Java", "Python", ...
    QString packageName; ///< what it needs
    QString code;
};

/// The six families of clients, for these addresses and this topic.
std::vector<Snippet> clientSnippets(const QString &bootstrap, const QString &topic);

} // namespace weir::widgets
