// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "backend/store/store_thread.h"

#include <QHash>

namespace weir::store {

/// Settings in SQLite: read once, answered from memory, written behind. GUI thread.
class SqlSettings final : public api::Settings
{
    Q_OBJECT

public:
    /// `thread` must outlive this.
    static base::Result<std::unique_ptr<SqlSettings>> create(StoreThread &thread);

    QVariant value(const QString &key, const QVariant &otherwise) const override;
    /// An invalid value forgets the key.
    void setValue(const QString &key, const QVariant &value) override;

private:
    SqlSettings(StoreThread &thread, QHash<QString, QVariant> values);

    StoreThread &m_thread;
    QHash<QString, QVariant> m_values;
};

} // namespace weir::store
