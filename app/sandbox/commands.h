// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

namespace weir::app {

/// `weir-sandbox start`: runs the cluster until SIGTERM, SIGINT or `shutdown`. Sets `exitCode` when it was chosen.
void addStartCommand(CLI::App &app, int &exitCode);
/// `weir-sandbox ctl`: one verb to a running sandbox.
void addCtlCommand(CLI::App &app, int &exitCode);

} // namespace weir::app
