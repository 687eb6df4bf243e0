// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/error.h"

#include <QString>

namespace weir::model {

/// The kind of that name (base::wordOf), as it is kept in text; Peer for one that is not known.
base::ErrorKind errorKindOf(const QString &word);

} // namespace weir::model
