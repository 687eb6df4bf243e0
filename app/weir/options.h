// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace weir::app {

/// The command line of `weir`.
struct Options {
    bool sandbox = false;  ///< start (or attach to) the local sandbox and open it
    int sandboxPort = 19092; ///< its first port, where it is started
    QString bootstrap;     ///< open this address at once
    QString profile;       ///< open the profile of this name
    QString screenshots;   ///< draw every page into this folder, then end
    QString language;      ///< "en" or "ko": only for the pictures of one language
};

/// What the command line asks for; or what to print, and with which exit code.
struct ParsedOptions {
    std::optional<Options> options;
    QString text;
    int exitCode = 0;
};

ParsedOptions parseOptions(const QStringList &arguments);

} // namespace weir::app
