// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"

#include <QString>

namespace weir::store {

/// Where all local state lives: $WEIR_HOME, else the platform's application data folder for "weir".
QString homePath();

/// The same, made if it is not there, readable by its owner only.
base::Result<QString> ensureHome();

} // namespace weir::store
