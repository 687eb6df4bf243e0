// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/ring.h"

#include <algorithm>
#include <cmath>

namespace weir::metrics {

void Ring::Tier::append(Point point)
{
    // A level line is its two ends: an idle topic costs two points, however long it idles.
    if (points.size() >= 2) {
        Point &last = points[(next + points.size() - 1) % points.size()];
        const Point &beforeLast = points[(next + points.size() - 2) % points.size()];
        if (last.value == point.value && beforeLast.value == point.value) {
            last.atMs = point.atMs;
            return;
        }
    }
    if (points.size() < kTierSize) {
        points.push_back(point);
        return;
    }
    points[next] = point;
    next = (next + 1) % kTierSize;
}

const Point &Ring::Tier::at(std::size_t index) const
{
    return points[(next + index) % points.size()];
}

void Ring::append(Point point)
{
    if (const auto before = last(); before && point.atMs <= before->atMs)
        return;
    m_samples.append(point);
    for (std::size_t tier = 0; tier < kTierMs.size(); ++tier) {
        Mean &open = m_open[tier];
        const qint64 bucket = point.atMs / kTierMs[tier];
        if (open.count > 0 && bucket != open.bucket) {
            // The mean stands at the middle of its bucket.
            m_means[tier].append({open.bucket * kTierMs[tier] + kTierMs[tier] / 2, open.sum / open.count});
            open = {};
        }
        if (std::isnan(point.value))
            continue;
        open.bucket = bucket;
        open.sum += point.value;
        ++open.count;
    }
}

std::optional<Point> Ring::last() const
{
    if (m_samples.size() == 0)
        return std::nullopt;
    return m_samples.at(m_samples.size() - 1);
}

std::vector<Point> Ring::points(qint64 fromMs, qint64 toMs, std::size_t maxPoints) const
{
    // From the finest tier backwards: a coarser one gives only what lies before the finer one's first point.
    std::vector<Point> reversed;
    qint64 before = toMs + 1;
    const auto collect = [&](const Tier &tier) {
        for (std::size_t i = tier.size(); i-- > 0;) {
            const Point &point = tier.at(i);
            if (point.atMs >= before)
                continue;
            if (point.atMs < fromMs)
                break;
            reversed.push_back(point);
        }
        if (tier.size() > 0)
            before = std::min(before, tier.at(0).atMs);
    };
    collect(m_samples);
    for (const Tier &tier : m_means)
        collect(tier);
    std::reverse(reversed.begin(), reversed.end());
    return decimate(reversed, maxPoints);
}

std::size_t Ring::bytes() const
{
    std::size_t total = sizeof(*this) + m_samples.points.capacity() * sizeof(Point);
    for (const Tier &tier : m_means)
        total += tier.points.capacity() * sizeof(Point);
    return total;
}

std::vector<Point> decimate(const std::vector<Point> &points, std::size_t maxPoints)
{
    maxPoints = std::max<std::size_t>(2, maxPoints);
    if (points.size() <= maxPoints)
        return points;
    const std::size_t buckets = std::max<std::size_t>(1, maxPoints / 2);
    const double span = static_cast<double>(points.back().atMs - points.front().atMs) + 1;
    std::vector<Point> kept;
    kept.reserve(maxPoints + 2);
    std::size_t i = 0;
    for (std::size_t bucket = 0; bucket < buckets && i < points.size(); ++bucket) {
        const double end = static_cast<double>(points.front().atMs) + span * static_cast<double>(bucket + 1) / static_cast<double>(buckets);
        const std::size_t first = i;
        std::size_t low = i;
        std::size_t high = i;
        std::size_t gap = points.size();
        for (; i < points.size() && static_cast<double>(points[i].atMs) < end; ++i) {
            if (std::isnan(points[i].value)) {
                gap = i;
                continue;
            }
            if (!(points[i].value >= points[low].value))
                low = i;
            if (!(points[i].value <= points[high].value))
                high = i;
        }
        if (gap < points.size()) { // what is not known stays visible, whatever the scale
            kept.push_back(points[gap]);
            continue;
        }
        if (i == first)
            continue;
        kept.push_back(points[std::min(low, high)]);
        if (low != high)
            kept.push_back(points[std::max(low, high)]);
    }
    if (kept.empty() || kept.back().atMs != points.back().atMs)
        kept.push_back(points.back());
    return kept;
}

} // namespace weir::metrics
