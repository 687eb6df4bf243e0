// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/base/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <optional>
#include <type_traits>
#include <utility>

namespace weir::widgets {

/// The part of Latest<T> that moc sees.
class LatestBase : public QObject
{
    Q_OBJECT

public:
    enum class Phase { Idle, Loading, Ready, Failed };

    using QObject::QObject;

    Phase phase() const { return m_phase; }
    bool isLoading() const { return m_phase == Phase::Loading; }
    /// Set while Failed.
    const base::Error *error() const { return m_error ? &*m_error : nullptr; }
    /// Milliseconds since the epoch of the last good reply, 0 if there was none: the age of the data.
    qint64 readyAt() const { return m_readyAt; }

Q_SIGNALS:
    /// phase(), value() or error() changed.
    void changed();

protected:
    void setPhase(Phase phase);
    void markReady();
    void fail(base::Error error);

    Phase m_phase = Phase::Idle;
    std::optional<base::Error> m_error;
    qint64 m_readyAt = 0;
    quint64 m_generation = 0;
};

/// Holds the newest answer of a service. A request started later wins: replies of earlier ones are dropped, whatever
/// order they arrive in. While a new answer is awaited, and when it fails, the last good value stays readable, so that a
/// page keeps showing it. Dies with its owner; a pending reply is then forgotten. GUI thread only.
///
/// `Latest<model::ClusterInfo> m_info; ... m_info.start(m_service.describe()); ... if (auto *v = m_info.value()) ...`
template <class T>
class Latest : public LatestBase
{
    using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

public:
    using LatestBase::LatestBase;

    void start(QFuture<base::Result<T>> future)
    {
        const quint64 generation = ++m_generation;
        if (m_running.isRunning())
            m_running.cancel();
        m_running = future;
        setPhase(Phase::Loading);
        auto *watcher = new QFutureWatcher<base::Result<T>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, generation] {
            watcher->deleteLater();
            if (generation == m_generation)
                take(watcher->future());
        });
        watcher->setFuture(future);
    }

    /// Gives up what is pending; the last good value, if any, is Ready again.
    void cancel()
    {
        ++m_generation;
        if (m_running.isRunning())
            m_running.cancel();
        m_running = {};
        if (m_phase == Phase::Loading)
            setPhase(m_value ? Phase::Ready : Phase::Idle);
    }

    /// Forgets everything: another cluster, another topic.
    void reset()
    {
        cancel();
        m_value.reset();
        m_error.reset();
        m_readyAt = 0;
        setPhase(Phase::Idle);
    }

    /// The last good value, or nullptr.
    const Stored *value() const { return m_value ? &*m_value : nullptr; }

private:
    void take(QFuture<base::Result<T>> future)
    {
        m_running = {};
        if (future.resultCount() == 0) {
            fail({base::ErrorKind::Cancelled, "request", {}, {}, {}, 0});
            return;
        }
        base::Result<T> result = future.result();
        if (!result) {
            fail(std::move(result.error()));
            return;
        }
        if constexpr (std::is_void_v<T>)
            m_value.emplace();
        else
            m_value = std::move(*result);
        markReady();
    }

    QFuture<base::Result<T>> m_running;
    std::optional<Stored> m_value;
};

} // namespace weir::widgets
