// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/model/audit.h"
#include "widgets/parts/key_value_grid.h"

/// The words of the audit log: its lines hold ids.
namespace weir::widgets::audit_text {

/// "Create topic"; an id of another version of Weir stands as it is.
QString action(const QString &id);
/// What it was done to; the cluster-wide default of the brokers has no name.
QString target(const model::AuditEntry &entry);
/// Name, and before and after in one line: "604800000 → 86400000".
std::vector<KeyValue> differences(const model::AuditDetail &detail);
/// Where produced records went; empty for everything else.
std::vector<KeyValue> written(const model::AuditDetail &detail);

} // namespace weir::widgets::audit_text
