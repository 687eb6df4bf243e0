// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "backend/base/clock.h"

#include <QHash>
#include <QObject>

namespace weir::metrics {

/// What a topic is set to, as far as a list, a warning or a metric needs it.
struct TopicSettings {
    QString cleanup;              ///< cleanup.policy; empty where it was not told
    QString retention;            ///< retention.ms as written; empty where it was not told
    std::optional<int> minInsync; ///< min.insync.replicas

    /// Compaction leaves gaps between offsets, so a count by offsets is an upper bound.
    bool compacts() const { return cleanup.contains(QLatin1String("compact")); }
    bool operator==(const TopicSettings &) const = default;
};

/// The settings of all topics of a cluster, read beside the looks: they change seldom and are many, so they are kept,
/// and asked for again when a topic is new or made anew, after a change, after a failure, and every few minutes. Lives on
/// the thread of its Monitor.
class TopicSettingsCache : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this.
    TopicSettingsCache(api::ClusterService &cluster, const base::Clock &clock, QObject *parent = nullptr);

    /// Null: not read yet, or not allowed to be read.
    const TopicSettings *find(const QString &topic) const;
    /// After every look: asks for what is due, forgets topics that are gone.
    void follow(const model::ClusterSnapshot &snapshot);
    /// Everything is asked for again with the next look; until then what was known is still told.
    void expire() { ++m_generation; }

    static constexpr std::chrono::minutes kKeep{5};
    static constexpr std::chrono::seconds kRetry{10};

Q_SIGNALS:
    void changed();

private:
    struct Entry {
        QString id; // of the topic when it was asked for
        TopicSettings settings;
        bool known = false;
        bool failed = false;
        quint64 generation = 0;
        std::chrono::nanoseconds askedAt{};
    };
    using Answer = base::Result<QMap<QString, std::vector<model::ConfigEntry>>>;
    void accept(const QStringList &asked, Answer answer);

    api::ClusterService &m_cluster;
    const base::Clock &m_clock;
    QHash<QString, Entry> m_entries;
    quint64 m_generation = 1;
    bool m_asking = false;
};

} // namespace weir::metrics
