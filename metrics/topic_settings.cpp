// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/topic_settings.h"

namespace weir::metrics {

namespace {

QStringList wantedSettings()
{
    return {QStringLiteral("cleanup.policy"), QStringLiteral("retention.ms"), QStringLiteral("min.insync.replicas")};
}

TopicSettings settingsOf(const std::vector<model::ConfigEntry> &entries)
{
    TopicSettings settings;
    for (const model::ConfigEntry &entry : entries) {
        if (entry.name == QLatin1String("cleanup.policy")) {
            settings.cleanup = entry.value.value_or(QString());
        } else if (entry.name == QLatin1String("retention.ms")) {
            settings.retention = entry.value.value_or(QString());
        } else if (entry.name == QLatin1String("min.insync.replicas")) {
            bool number = false;
            const int value = entry.value.value_or(QString()).toInt(&number);
            if (number)
                settings.minInsync = value;
        }
    }
    return settings;
}

} // namespace

TopicSettingsCache::TopicSettingsCache(api::ClusterService &cluster, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_cluster(cluster)
    , m_clock(clock)
{
}

const TopicSettings *TopicSettingsCache::find(const QString &topic) const
{
    const auto found = m_entries.constFind(topic);
    return found != m_entries.cend() && found->known ? &found->settings : nullptr;
}

void TopicSettingsCache::follow(const model::ClusterSnapshot &snapshot)
{
    if (m_asking)
        return;
    m_entries.removeIf([&snapshot](const auto &entry) { return snapshot.topic(entry.key()) == nullptr; });
    const std::chrono::nanoseconds now = m_clock.monotonic();
    QStringList due;
    for (const model::Topic &topic : snapshot.topics) {
        Entry &entry = m_entries[topic.name];
        if (entry.id != topic.id)
            entry = {}; // another topic of the same name
        const bool good = entry.known && !entry.failed;
        if (entry.generation == m_generation && now - entry.askedAt < (good ? std::chrono::nanoseconds(kKeep) : std::chrono::nanoseconds(kRetry)))
            continue;
        entry.id = topic.id;
        entry.generation = m_generation;
        entry.askedAt = now;
        due.append(topic.name);
    }
    if (due.isEmpty())
        return;
    m_asking = true;
    m_cluster.topicConfigs(due, wantedSettings()).then(this, [this, due](Answer answer) {
        accept(due, std::move(answer));
    }).onCanceled(this, [this, due] {
        accept(due, base::fail(base::ErrorKind::Cancelled, "config.describe"));
    });
}

void TopicSettingsCache::accept(const QStringList &asked, Answer answer)
{
    m_asking = false;
    bool differs = false;
    for (const QString &name : asked) {
        const auto entry = m_entries.find(name);
        if (entry == m_entries.end())
            continue;
        const auto found = answer ? answer->constFind(name) : QMap<QString, std::vector<model::ConfigEntry>>::const_iterator();
        entry->failed = !answer || found == answer->cend();
        if (entry->failed)
            continue;
        TopicSettings fresh = settingsOf(*found);
        differs = differs || !entry->known || fresh != entry->settings;
        entry->settings = std::move(fresh);
        entry->known = true;
    }
    if (differs)
        Q_EMIT changed();
}

} // namespace weir::metrics
