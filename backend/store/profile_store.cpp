// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/profile_store.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>

namespace weir::store {

namespace {

QString toJson(const QMap<QString, QString> &properties)
{
    QJsonObject object;
    for (auto it = properties.cbegin(); it != properties.cend(); ++it) {
        // The last guard: whatever the caller forgot to take out does not reach the disk.
        if (!model::isSecretProperty(it.key()))
            object.insert(it.key(), it.value());
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QMap<QString, QString> fromJson(const QString &text)
{
    QMap<QString, QString> properties;
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    for (auto it = object.begin(); it != object.end(); ++it)
        properties.insert(it.key(), it.value().toString());
    return properties;
}

base::Result<std::vector<model::Profile>> readAll(Database &database)
{
    WEIR_TRY(auto query, database.prepare("SELECT id, name, kind, read_only, production, accent, last_opened, properties FROM profile"));
    std::vector<model::Profile> profiles;
    for (;;) {
        WEIR_TRY(const bool more, query.step());
        if (!more)
            break;
        model::Profile profile;
        profile.id = query.text(0);
        profile.name = query.text(1);
        profile.kind = static_cast<model::Profile::Kind>(query.integer(2));
        profile.readOnly = query.integer(3) != 0;
        profile.production = query.integer(4) != 0;
        profile.accent = static_cast<model::Profile::Accent>(query.integer(5));
        profile.lastOpenedMs = query.integer(6);
        profile.properties = fromJson(query.text(7));
        profiles.push_back(std::move(profile));
    }
    return profiles;
}

void sortByName(std::vector<model::Profile> &profiles)
{
    std::sort(profiles.begin(), profiles.end(), [](const model::Profile &a, const model::Profile &b) {
        return a.name.localeAwareCompare(b.name) < 0;
    });
}

} // namespace

base::Result<std::unique_ptr<SqlProfileStore>> SqlProfileStore::create(StoreThread &thread)
{
    WEIR_TRY(auto profiles, thread.runNow<std::vector<model::Profile>>(readAll));
    sortByName(profiles);
    return std::unique_ptr<SqlProfileStore>(new SqlProfileStore(thread, std::move(profiles)));
}

SqlProfileStore::SqlProfileStore(StoreThread &thread, std::vector<model::Profile> profiles)
    : m_thread(thread)
    , m_profiles(std::move(profiles))
{
}

base::Result<model::Profile> SqlProfileStore::save(const model::Profile &profile)
{
    model::Profile stored = profile;
    if (stored.name.trimmed().isEmpty())
        return base::fail(base::ErrorKind::Invalid, "profile.save", {}, "a profile needs a name");
    if (stored.id.isEmpty())
        stored.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    for (const model::Profile &other : m_profiles) {
        if (other.id != stored.id && other.name == stored.name)
            return base::fail(base::ErrorKind::Conflict, "profile.save", stored.name.toStdString(), "another profile has this name");
    }
    for (const QString &key : stored.properties.keys()) {
        if (model::isSecretProperty(key))
            stored.properties.remove(key);
    }
    const base::Result<void> done = m_thread.runNow<void>([stored](Database &database) -> base::Result<void> {
        WEIR_TRY(auto write, database.prepare("INSERT INTO profile (id, name, kind, read_only, production, accent, last_opened, properties)"
                                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                                              " kind = excluded.kind, read_only = excluded.read_only, production = excluded.production,"
                                              " accent = excluded.accent, last_opened = excluded.last_opened, properties = excluded.properties"));
        write.bind(1, stored.id).bind(2, stored.name).bind(3, static_cast<qint64>(stored.kind));
        write.bind(4, static_cast<qint64>(stored.readOnly)).bind(5, static_cast<qint64>(stored.production));
        write.bind(6, static_cast<qint64>(stored.accent)).bind(7, stored.lastOpenedMs).bind(8, toJson(stored.properties));
        return write.run();
    });
    WEIR_CHECK(done);
    std::erase_if(m_profiles, [&stored](const model::Profile &other) { return other.id == stored.id; });
    m_profiles.push_back(stored);
    sortByName(m_profiles);
    Q_EMIT changed();
    return stored;
}

base::Status SqlProfileStore::remove(const QString &id)
{
    WEIR_CHECK(m_thread.runNow<void>([id](Database &database) -> base::Result<void> {
        WEIR_TRY(auto erase, database.prepare("DELETE FROM profile WHERE id = ?"));
        return erase.bind(1, id).run();
    }));
    std::erase_if(m_profiles, [&id](const model::Profile &profile) { return profile.id == id; });
    Q_EMIT changed();
    return {};
}

} // namespace weir::store
