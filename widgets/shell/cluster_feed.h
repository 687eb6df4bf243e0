// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/services.h"

#include <QTimer>

namespace weir::widgets {

/// The cluster's snapshot, asked for once for everybody: rail, palette, overview and lists read the same one, so their
/// numbers agree. Asks again on a schedule while the window is shown. GUI thread.
class ClusterFeed : public QObject
{
    Q_OBJECT

public:
    ClusterFeed(api::ClusterSession &session, QObject *parent);

    /// The last one that came; null before the first. Immutable: hold it as long as you like.
    model::SnapshotPtr snapshot() const { return m_snapshot; }
    bool loading() const { return m_asking; }
    /// Why the last try brought nothing. The snapshot before it is kept, its age grows.
    std::optional<base::Error> error() const { return m_error; }

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
    void loadingChanged();
    void intervalChanged();

private:
    void schedule();

    api::ClusterSession &m_session;
    model::SnapshotPtr m_snapshot;
    std::optional<base::Error> m_error;
    QTimer m_timer;
    int m_intervalMs = 5000;
    bool m_asking = false;
    bool m_paused = false;
};

} // namespace weir::widgets
