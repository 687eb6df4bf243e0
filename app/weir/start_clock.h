// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/weir/launch.h"

namespace weir::app {

/// Says once, in the logging category weir.start (QT_LOGGING_RULES=weir.start=true), that the first look at the cluster
/// stands in the window: the moment to which tests/bench measures a start.
void tellWhenUsable(Launch &launch, widgets::MainWindow &window);

} // namespace weir::app
