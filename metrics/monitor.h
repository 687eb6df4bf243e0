// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "backend/base/clock.h"
#include "metrics/derive.h"
#include "metrics/topic_settings.h"

#include <QObject>
#include <QTimer>

namespace weir::metrics {

/// Looks at one cluster again and again, keeps the last look and the history of all. The pages share it, so that the
/// cluster is asked once however many of them are open. Lives on one thread (the GUI's, or the exporter's main thread);
/// the asking itself happens elsewhere.
class Monitor : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this.
    Monitor(api::ClusterService &cluster, const base::Clock &clock, QObject *parent = nullptr);
    ~Monitor() override;

    /// Starts looking: at once, then every interval after the last answer has come. 0: only on refresh().
    void start(int intervalMs = 5000);
    void stop();
    int intervalMs() const { return m_intervalMs; }
    /// Takes effect from now on, without an extra look. 0: only on refresh().
    void setIntervalMs(int intervalMs);
    /// Looks now, unless a look is under way.
    void refresh();
    bool isRefreshing() const { return m_generation != m_answered; }

    /// The last look that succeeded; null before the first.
    model::SnapshotPtr latest() const { return m_latest; }
    /// Why the last look failed; empty where it did not.
    const std::optional<base::Error> &error() const { return m_error; }
    /// Age of `latest()`, or -1.
    qint64 ageMs() const;

    const History &history() const { return m_history; }
    Deriver &derived() { return m_deriver; }
    const Deriver &derived() const { return m_deriver; }
    /// What the topics are set to; read after a look, so the newest topic's may be missing.
    TopicSettingsCache &settings() { return m_settings; }
    const TopicSettingsCache &settings() const { return m_settings; }
    const base::Clock &clock() const { return m_clock; }
    /// How long the last look took, in milliseconds.
    double lastTookMs() const { return m_lastTookMs; }

Q_SIGNALS:
    /// latest(), history() and derived() have moved on.
    void sampled();
    /// error() has been set; latest() is as it was.
    void failed();
    /// A look has begun or ended.
    void refreshingChanged();

private:
    void accept(quint64 generation, base::Result<model::SnapshotPtr> answer);

    api::ClusterService &m_cluster;
    const base::Clock &m_clock;
    History m_history;
    Deriver m_deriver{m_history};
    TopicSettingsCache m_settings;
    model::SnapshotPtr m_latest;
    std::optional<base::Error> m_error;
    QTimer m_timer;
    int m_intervalMs = 0;
    quint64 m_generation = 0;
    quint64 m_answered = 0;
    std::chrono::nanoseconds m_askedAt{};
    double m_lastTookMs = 0;
};

} // namespace weir::metrics
