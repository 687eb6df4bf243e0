// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/plan.h"

namespace weir::model {

/// What AuditEntry::detail holds. Written and read here alone.
struct AuditDetail {
    std::vector<PlanDifference> differences;
    /// What puts the old state back, where that is possible.
    std::optional<Change> undo;
    /// Produced records: where they went. `records` of one partition share a line where many came at a time.
    std::optional<qint32> partition;
    std::optional<qint64> offset;
    std::optional<qint64> lastOffset;
    qint64 records = 1;
    /// What it was refused or failed with.
    std::optional<base::Error> error;
};

/// JSON, compact.
QString toJson(const AuditDetail &detail);
/// What cannot be read, as of another version of Weir, is left out.
AuditDetail auditDetail(const QString &json);

} // namespace weir::model
