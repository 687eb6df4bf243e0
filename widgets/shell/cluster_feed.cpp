// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/cluster_feed.h"

namespace weir::widgets {

ClusterFeed::ClusterFeed(api::ClusterSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_monitor(session.cluster(), m_clock)
{
    m_monitor.setIntervalMs(m_intervalMs);
    connect(&m_monitor, &metrics::Monitor::sampled, this, &ClusterFeed::updated);
    connect(&m_monitor.settings(), &metrics::TopicSettingsCache::changed, this, &ClusterFeed::settingsChanged);
    connect(&m_monitor, &metrics::Monitor::failed, this, &ClusterFeed::failed);
    connect(&m_monitor, &metrics::Monitor::refreshingChanged, this, &ClusterFeed::loadingChanged);
    // A connection that comes back is shown at once, not at the next tick.
    connect(&session, &api::ClusterSession::connectionChanged, this, [this] {
        if (error() && !loading() && !m_paused && m_session.connection().kind == api::ConnectionState::Kind::Connected)
            refresh();
    });
}

void ClusterFeed::setIntervalMs(int ms)
{
    if (ms == m_intervalMs)
        return;
    m_intervalMs = ms;
    if (!m_paused)
        m_monitor.setIntervalMs(ms);
    Q_EMIT intervalChanged();
}

void ClusterFeed::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    m_monitor.setIntervalMs(paused ? 0 : m_intervalMs);
    if (!paused)
        refresh();
}

void ClusterFeed::refresh()
{
    m_monitor.refresh();
}

} // namespace weir::widgets
