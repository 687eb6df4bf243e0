// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/sandbox.h"
#include "widgets/theme/look.h"

#include <utility>

namespace weir::widgets {

/// What happened in the sandbox, in words and with its shape.
std::pair<State, QString> sandboxEventText(const model::SandboxEvent &event);

} // namespace weir::widgets
