// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"
#include "backend/base/clock.h"
#include "metrics/monitor.h"


namespace weir::widgets {

/// The cluster's snapshot, asked for once for everybody: rail, palette, overview and lists read the same one, so their
/// numbers agree. The asking, the history and what is derived from it are metrics::Monitor's; this adds what a window
/// wants of it. GUI thread.
class ClusterFeed : public QObject
{
    Q_OBJECT

public:
    ClusterFeed(api::ClusterSession &session, QObject *parent);

    /// The last one that came; null before the first. Immutable: hold it as long as you like.
    model::SnapshotPtr snapshot() const { return m_monitor.latest(); }
    bool loading() const { return m_monitor.isRefreshing(); }
    /// Why the last try brought nothing. The snapshot before it is kept, its age grows.
    std::optional<base::Error> error() const { return m_monitor.error(); }

    /// Series for the charts, verdicts, lag in time.
    const metrics::History &history() const { return m_monitor.history(); }
    const metrics::Deriver &derived() const { return m_monitor.derived(); }
    metrics::Monitor &monitor() { return m_monitor; }
    /// What a topic is set to; null where that is not known (yet).
    const metrics::TopicSettings *settings(const QString &topic) const { return m_monitor.settings().find(topic); }
    /// The settings of topics have changed, or may have: they are read again with the next look.
    void expireSettings() { m_monitor.settings().expire(); }

    /// 0: only on request.
    int intervalMs() const { return m_intervalMs; }
    void setIntervalMs(int ms);
    /// No asking by itself while the cluster is not shown.
    void setPaused(bool paused);
    /// Asks now; joins one that is under way.
    void refresh();

Q_SIGNALS:
    void updated();        ///< a new snapshot
    void failed();         ///< none; `error()` says why
    void settingsChanged(); ///< settings of topics have come, or are others now
    void loadingChanged();
    void intervalChanged();

private:
    api::ClusterSession &m_session;
    base::SystemClock m_clock;
    metrics::Monitor m_monitor;
    int m_intervalMs = 5000;
    bool m_paused = false;
};

} // namespace weir::widgets
