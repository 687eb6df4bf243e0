// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"
#include "backend/model/profile.h"

#include <string>

namespace weir::kafka {

/// The one gate before everything that writes to a cluster: Refused with the reason "read-only" or "not-confirmed".
inline base::Status mayWrite(const model::Profile &profile, const QString &confirmation, std::string action, const QString &target)
{
    const char *reason = profile.readOnly ? "read-only" : model::isConfirmed(profile, confirmation) ? nullptr : "not-confirmed";
    if (!reason)
        return {};
    return base::fail(base::Error{base::ErrorKind::Refused, std::move(action), target.toStdString(), {}, {}, 0}
                          .with("reason", reason).with("cluster", profile.name.toStdString()));
}

} // namespace weir::kafka
