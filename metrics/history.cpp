// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/history.h"

namespace weir::metrics {

void History::append(const SeriesKey &key, Point point)
{
    m_series[key].append(point);
}

std::optional<Point> History::last(const SeriesKey &key) const
{
    const auto found = m_series.constFind(key);
    return found == m_series.cend() ? std::nullopt : found->last();
}

std::vector<Point> History::points(const SeriesKey &key, qint64 fromMs, qint64 toMs, std::size_t maxPoints) const
{
    const auto found = m_series.constFind(key);
    return found == m_series.cend() ? std::vector<Point>{} : found->points(fromMs, toMs, maxPoints);
}

void History::forgetBefore(qint64 beforeMs)
{
    m_series.removeIf([beforeMs](const auto &entry) {
        const auto last = entry.value().last();
        return !last || last->atMs < beforeMs;
    });
}

} // namespace weir::metrics
