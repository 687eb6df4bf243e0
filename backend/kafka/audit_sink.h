// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/cluster_services.h"

#include <functional>

namespace weir::kafka {

/// Writes one line of the audit log. Called on a thread of its own choosing that may block.
using AuditSink = std::function<base::Status(const model::AuditEntry &)>;

} // namespace weir::kafka
