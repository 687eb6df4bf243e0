// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/profile.h"

#include <QString>

namespace weir::widgets {

/// "TLS, SCRAM-SHA-512 as audit", "No encryption": how a profile logs in.
QString securityText(const model::Profile &profile);

/// The colours that can be picked, by name.
QString accentName(model::Profile::Accent accent);

} // namespace weir::widgets
