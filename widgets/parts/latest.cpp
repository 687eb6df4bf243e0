// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/latest.h"

#include <QDateTime>

namespace weir::widgets {

void LatestBase::setPhase(Phase phase)
{
    if (phase != Phase::Failed)
        m_error.reset();
    m_phase = phase;
    Q_EMIT changed();
}

void LatestBase::markReady()
{
    m_readyAt = QDateTime::currentMSecsSinceEpoch();
    setPhase(Phase::Ready);
}

void LatestBase::fail(base::Error error)
{
    m_error = std::move(error);
    m_phase = Phase::Failed;
    Q_EMIT changed();
}

} // namespace weir::widgets
