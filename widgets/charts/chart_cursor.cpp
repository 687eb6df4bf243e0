// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/time_chart.h"

namespace weir::widgets {

ChartCursor::ChartCursor(QObject *parent) : QObject(parent) {}

void ChartCursor::setTime(std::optional<qint64> timeMs)
{
    if (timeMs == m_time)
        return;
    m_time = timeMs;
    Q_EMIT moved();
}

} // namespace weir::widgets
