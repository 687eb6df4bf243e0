// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/log/log_config.h"
#include "backend/sandbox/metadata/config_defs.h"

namespace weir::sandbox {

/// The settings of a topic's logs on that broker: the topic's overrides over the broker's settings. A value that does
/// not parse (it was refused when it was set, so this is a damaged record) counts as not set.
LogConfig logConfigOf(const BrokerConfigView &broker, const ConfigMap &topic);

} // namespace weir::sandbox
