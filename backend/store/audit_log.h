// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "backend/store/store_thread.h"

namespace weir::store {

/// Every change that was made or refused, in SQLite. It only grows. Any thread may append.
class SqlAuditLog final : public api::AuditLog
{
    Q_OBJECT

public:
    /// `thread` must outlive this.
    explicit SqlAuditLog(StoreThread &thread) : m_thread(thread) {}

    /// Waits until the entry is written: an act without its trace must be known as such.
    base::Status append(const model::AuditEntry &entry) override;
    /// An empty profile: of all profiles.
    api::Future<std::vector<model::AuditEntry>> entries(const QString &profile, int limit) override;

private:
    StoreThread &m_thread;
};

} // namespace weir::store
