// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/cluster/demo_control.h"

namespace weir::sandbox {

/// The small shop of `weir-sandbox --demo`: an ordinary client of that cluster, with a thread of its own. See demo_plan.h for what it consists of.
std::unique_ptr<DemoControl> makeDemoWorkload(net::ClientConfig cluster);

} // namespace weir::sandbox
