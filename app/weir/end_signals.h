// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QObject;

namespace weir::app {

/// From now on SIGTERM, SIGINT and SIGHUP end the event loop as closing the window does: the session is saved, and a
/// sandbox that this window started ends with it. `owner` lives as long as that shall hold. GUI thread, once.
void quitOnSignals(QObject *owner);

} // namespace weir::app
