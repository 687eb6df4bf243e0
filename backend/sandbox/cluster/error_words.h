// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/error.h"

#include <string>

namespace weir::sandbox {

/// The one line that `weir-sandbox` prints when it cannot do what it was asked: what, where, why, and what to do about it.
std::string words(const base::Error &error);

} // namespace weir::sandbox
