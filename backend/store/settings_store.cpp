// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/settings_store.h"

#include <QDataStream>
#include <QIODevice>

namespace weir::store {

namespace {

using Values = QHash<QString, QVariant>;

base::Result<Values> readAll(Database &database)
{
    WEIR_TRY(auto query, database.prepare("SELECT key, value FROM setting"));
    Values values;
    for (;;) {
        WEIR_TRY(const bool more, query.step());
        if (!more)
            return values;
        const QByteArray bytes = query.blob(1);
        QDataStream stream(bytes);
        stream.setVersion(QDataStream::Qt_6_0);
        QVariant value;
        stream >> value;
        // A value that cannot be read back is a value not set, rather than a window that does not open.
        if (stream.status() == QDataStream::Ok)
            values.insert(query.text(0), value);
    }
}

} // namespace

base::Result<std::unique_ptr<SqlSettings>> SqlSettings::create(StoreThread &thread)
{
    WEIR_TRY(auto values, thread.runNow<Values>(readAll));
    return std::unique_ptr<SqlSettings>(new SqlSettings(thread, std::move(values)));
}

SqlSettings::SqlSettings(StoreThread &thread, Values values)
    : m_thread(thread)
    , m_values(std::move(values))
{
}

QVariant SqlSettings::value(const QString &key, const QVariant &otherwise) const
{
    return m_values.value(key, otherwise);
}

void SqlSettings::setValue(const QString &key, const QVariant &value)
{
    if (m_values.value(key) == value)
        return;
    if (!value.isValid()) {
        m_values.remove(key);
        m_thread.post([key](Database &database) {
            if (auto erase = database.prepare("DELETE FROM setting WHERE key = ?"))
                (void)erase->bind(1, key).run();
        });
    } else {
        m_values.insert(key, value);
        QByteArray bytes;
        QDataStream stream(&bytes, QIODevice::WriteOnly);
        stream.setVersion(QDataStream::Qt_6_0);
        stream << value;
        m_thread.post([key, bytes](Database &database) {
            if (auto write = database.prepare("INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"))
                (void)write->bind(1, key).bind(2, bytes).run();
        });
    }
    Q_EMIT changed(key);
}

} // namespace weir::store
