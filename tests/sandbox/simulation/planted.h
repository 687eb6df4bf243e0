// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sandbox/simulation/run.h"

namespace weir::sandbox::sim {

/// A mistake that a broker could make, made for it: between its parts, on its disk or by its settings. What it does is what
/// the checker must see.
struct Planted
{
    const char *name;
    AnomalyKind kind;
    /// Completes the plan, whose seed is given. What the plan refers to is kept by what is returned.
    std::shared_ptr<Tap> (*plant)(Plan &plan);
};

const std::vector<Planted> &plantedBugs();

} // namespace weir::sandbox::sim
