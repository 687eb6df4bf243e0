// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/handlers/handlers.h"

namespace weir::sandbox {

/// Makes `__consumer_offsets`, `__transaction_state` or `__share_group_state` if it is not there, as the settings of the
/// broker want it, and calls `done` on the same owner: at once, or when it is in this broker's image (or could not be made).
void ensureInternalTopic(const HandlerContext &context, std::string_view name, std::function<void()> done);

} // namespace weir::sandbox
