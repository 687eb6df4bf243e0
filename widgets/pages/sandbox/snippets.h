// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/sandbox.h"

#include <QStringList>

#include <vector>

namespace weir::widgets {

/// A small complete program that writes and reads one topic of the cluster.
struct Snippet {
    QString language; ///< "Java", "Python", ...
    QString packageName; ///< what it needs
    QString code;
};

/// Where such a program connects to, and as whom.
struct SnippetTarget {
    model::SandboxListener listener;
    QString authority; ///< the CA's file, of a listener with TLS
    model::SandboxUser user; ///< of a listener that asks for a login
    QString topic;
};

/// The six families of clients.
std::vector<Snippet> clientSnippets(const SnippetTarget &target);

} // namespace weir::widgets
