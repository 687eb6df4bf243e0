// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/monitor.h"

#include <utility>

namespace weir::metrics {

namespace {
// A series that has not moved for this long belongs to something that is gone.
constexpr qint64 kForgetMs = 5 * 24 * 3600'000LL;
}

Monitor::Monitor(api::ClusterService &cluster, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_cluster(cluster)
    , m_clock(clock)
    , m_settings(cluster, clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Monitor::refresh);
}

Monitor::~Monitor() = default;

void Monitor::start(int intervalMs)
{
    m_intervalMs = intervalMs;
    refresh();
}

void Monitor::setIntervalMs(int intervalMs)
{
    m_intervalMs = intervalMs;
    if (intervalMs > 0 && !isRefreshing())
        m_timer.start(intervalMs);
    else
        m_timer.stop();
}

void Monitor::stop()
{
    m_intervalMs = 0;
    m_timer.stop();
}

void Monitor::refresh()
{
    if (isRefreshing())
        return;
    m_timer.stop();
    const quint64 generation = ++m_generation;
    m_askedAt = m_clock.monotonic();
    Q_EMIT refreshingChanged();
    m_cluster.snapshot({}).then(this, [this, generation](base::Result<model::SnapshotPtr> answer) {
        accept(generation, std::move(answer));
    }).onCanceled(this, [this, generation] {
        accept(generation, base::fail(base::ErrorKind::Cancelled, "cluster.snapshot"));
    });
}

void Monitor::accept(quint64 generation, base::Result<model::SnapshotPtr> answer)
{
    m_answered = generation;
    m_lastTookMs = std::chrono::duration<double, std::milli>(m_clock.monotonic() - m_askedAt).count();
    if (m_intervalMs > 0)
        m_timer.start(m_intervalMs);
    if (!answer) {
        m_error = std::move(answer.error());
        m_deriver.addGap(m_clock.wallMs());
        Q_EMIT failed();
    } else {
        m_error.reset();
        const model::SnapshotPtr before = std::exchange(m_latest, std::move(*answer));
        m_deriver.add(before.get(), *m_latest);
        m_history.forgetBefore(m_clock.wallMs() - kForgetMs);
        m_settings.follow(*m_latest);
        Q_EMIT sampled();
    }
    Q_EMIT refreshingChanged();
}

qint64 Monitor::ageMs() const
{
    return m_latest ? std::max<qint64>(0, m_clock.wallMs() - m_latest->takenAtMs) : -1;
}

} // namespace weir::metrics
