// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/broker/quota_sensors.h"
#include "backend/sandbox/core/delegation_token.h"
#include "backend/sandbox/core/session.h"

namespace weir::sandbox {

/// Whom quotas know a session's sender as: the name of its principal, and its client id.
inline QuotaSensors::Client clientOf(const Session &session)
{
    return {std::string(partsOfPrincipal(session.principal).name), session.clientId};
}

/// Time of one thread as request_percentage counts it: so many percent of a second.
inline double percentOf(std::int64_t ns)
{
    return static_cast<double>(ns) * 100 / 1e9;
}

} // namespace weir::sandbox
