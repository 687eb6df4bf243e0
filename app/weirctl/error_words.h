// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/error.h"

#include <QString>

namespace weir::ctl {

/// An error in plain English: what failed, why, and in the peer's own words where there are some. The window has its
/// own, translated table; this is the one of the programs without a window.
QString words(const base::Error &error);

} // namespace weir::ctl
