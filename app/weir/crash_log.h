// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace weir::app {

/// Writes down how the program ended when it did not end by itself: signal and call stack into `path`, which is made anew by
/// the next crash. No arguments, no values of the cluster, no secrets: addresses of code only.
void installCrashLog(const QString &path);

/// The log of the last run, if that one crashed; moves it aside, so that it is told once.
QString takeLastCrash(const QString &path);

} // namespace weir::app
