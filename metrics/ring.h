// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace weir::metrics {

struct Point {
    qint64 atMs = 0;
    double value = 0;
    bool operator==(const Point &) const = default;
};

/// One series: every sample of the last while, and behind it coarser and coarser means, so that a day costs little more
/// than an hour. Bounded: 720 samples, 720 of one minute, 720 of ten minutes. A value of NaN is a gap and stays one; a
/// level stretch is kept as its two ends. Not thread-safe.
class Ring
{
public:
    /// Times must not go back; a sample that does is dropped.
    void append(Point point);
    std::optional<Point> last() const;
    /// Oldest first, [fromMs, toMs]. Each stretch comes from the finest tier that still has it; thinned to about
    /// `maxPoints` by keeping the least and greatest of each bucket, so that peaks stay.
    std::vector<Point> points(qint64 fromMs, qint64 toMs, std::size_t maxPoints) const;
    std::size_t bytes() const;

    static constexpr std::size_t kTierSize = 720;
    static constexpr std::array<qint64, 2> kTierMs{60'000, 600'000};

private:
    struct Tier {
        std::vector<Point> points; // a circle once it is full
        std::size_t next = 0;
        void append(Point point);
        const Point &at(std::size_t index) const; // 0 is the oldest
        std::size_t size() const { return points.size(); }
    };
    struct Mean {
        qint64 bucket = -1;
        double sum = 0;
        int count = 0;
    };

    Tier m_samples;
    std::array<Tier, kTierMs.size()> m_means;
    std::array<Mean, kTierMs.size()> m_open;
};

/// Thins a series to about `maxPoints` (at least 2) by the least and greatest value of each stretch of time.
std::vector<Point> decimate(const std::vector<Point> &points, std::size_t maxPoints);

} // namespace weir::metrics
