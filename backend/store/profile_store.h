// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "backend/store/store_thread.h"

namespace weir::store {

/// Profiles in SQLite, with a copy in memory. GUI thread.
class SqlProfileStore final : public api::ProfileStore
{
    Q_OBJECT

public:
    /// `thread` must outlive this.
    static base::Result<std::unique_ptr<SqlProfileStore>> create(StoreThread &thread);

    std::vector<model::Profile> profiles() const override { return m_profiles; }
    base::Result<model::Profile> save(const model::Profile &profile) override;
    base::Status remove(const QString &id) override;

private:
    SqlProfileStore(StoreThread &thread, std::vector<model::Profile> profiles);

    StoreThread &m_thread;
    std::vector<model::Profile> m_profiles;
};

} // namespace weir::store
