// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/stream.h"

#include <QDateTime>
#include <QMetaObject>
#include <QTimer>

namespace weir::api {

namespace {
constexpr int kWakeUpMs = 33; // at most 30 a second
}

void StreamSignal::wake()
{
    if (m_pending.exchange(true))
        return;
    QMetaObject::invokeMethod(this, [this] {
        const qint64 sinceMs = QDateTime::currentMSecsSinceEpoch() - m_lastMs;
        schedule(sinceMs >= kWakeUpMs || sinceMs < 0 ? 0 : static_cast<int>(kWakeUpMs - sinceMs));
    }, Qt::QueuedConnection);
}

void StreamSignal::wakeNow()
{
    QMetaObject::invokeMethod(this, [this] { schedule(0); }, Qt::QueuedConnection);
}

void StreamSignal::schedule(int delayMs)
{
    const auto fire = [this] {
        m_pending = false; // first, so that what comes while the consumer takes asks again
        m_lastMs = QDateTime::currentMSecsSinceEpoch();
        Q_EMIT ready();
    };
    if (delayMs == 0)
        fire();
    else
        QTimer::singleShot(delayMs, this, fire);
}

} // namespace weir::api
