// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/cluster_feed.h"

namespace weir::widgets {

ClusterFeed::ClusterFeed(api::ClusterSession &session, QObject *parent) : QObject(parent), m_session(session)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ClusterFeed::refresh);
    // A connection that comes back is shown at once, not at the next tick.
    connect(&session, &api::ClusterSession::connectionChanged, this, [this] {
        if (m_error && !m_asking && !m_paused && m_session.connection().kind == api::ConnectionState::Kind::Connected)
            refresh();
    });
}

void ClusterFeed::setIntervalMs(int ms)
{
    if (ms == m_intervalMs)
        return;
    m_intervalMs = ms;
    Q_EMIT intervalChanged();
    schedule();
}

void ClusterFeed::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    if (!paused)
        refresh();
    else
        m_timer.stop();
}

void ClusterFeed::refresh()
{
    if (m_asking)
        return;
    m_asking = true;
    m_timer.stop();
    Q_EMIT loadingChanged();
    m_session.cluster().snapshot({}).then(this, [this](const base::Result<model::SnapshotPtr> &result) {
        m_asking = false;
        if (result) {
            m_snapshot = *result;
            m_error.reset();
        } else {
            m_error = result.error();
        }
        schedule();
        Q_EMIT loadingChanged();
        if (m_error)
            Q_EMIT failed();
        else
            Q_EMIT updated();
    }).onCanceled(this, [this] {
        m_asking = false;
        schedule();
        Q_EMIT loadingChanged();
    });
}

void ClusterFeed::schedule()
{
    if (m_intervalMs > 0 && !m_paused && !m_asking)
        m_timer.start(m_intervalMs);
    else
        m_timer.stop();
}

} // namespace weir::widgets
