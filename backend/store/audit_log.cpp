// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/audit_log.h"

namespace weir::store {

base::Status SqlAuditLog::append(const model::AuditEntry &entry)
{
    WEIR_CHECK(m_thread.runNow<void>([entry](Database &database) -> base::Result<void> {
        WEIR_TRY(auto write, database.prepare("INSERT INTO audit (at_ms, profile, action, target, detail, command, ok, error)"
                                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
        write.bind(1, entry.atMs).bind(2, entry.profile).bind(3, entry.action).bind(4, entry.target);
        write.bind(5, entry.detail).bind(6, entry.command).bind(7, static_cast<qint64>(entry.ok)).bind(8, entry.error);
        return write.run();
    }));
    Q_EMIT appended();
    return {};
}

api::Future<std::vector<model::AuditEntry>> SqlAuditLog::entries(const QString &profile, int limit)
{
    using Entries = std::vector<model::AuditEntry>;
    return m_thread.run<Entries>([profile, limit](Database &database) -> base::Result<Entries> {
        WEIR_TRY(auto query, database.prepare("SELECT id, at_ms, profile, action, target, detail, command, ok, error FROM audit"
                                              " WHERE ?1 = '' OR profile = ?1 ORDER BY id DESC LIMIT ?2"));
        query.bind(1, profile).bind(2, static_cast<qint64>(limit));
        Entries entries;
        for (;;) {
            WEIR_TRY(const bool more, query.step());
            if (!more)
                return entries;
            entries.push_back({query.integer(0), query.integer(1), query.text(2), query.text(3), query.text(4), query.text(5),
                               query.text(6), query.integer(7) != 0, query.text(8)});
        }
    });
}

} // namespace weir::store
