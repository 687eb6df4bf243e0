// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace weir::sandbox {

/// A rate over sliding windows as Kafka's quotas measure it: the sum of the windows kept, the last of them under way,
/// divided by the time that they span. They count as spanned also where nothing was recorded yet, so that a burst after
/// a rest may be as large as all windows together before it breaks a limit.
///
/// Any thread, without a lock: of two that meet where a window begins, one may lose what it adds.
class WindowedRate
{
public:
    /// At least 2 windows. The defaults are those of quota.window.num and quota.window.size.seconds.
    explicit WindowedRate(std::size_t windows = 11, std::chrono::nanoseconds length = std::chrono::seconds(1));

    /// A negative amount takes back what was recorded.
    void record(double amount, std::chrono::nanoseconds now);
    double perSecond(std::chrono::nanoseconds now) const;
    /// How long nothing may be recorded for the rate to be within `limit` a second again; 0 where it is.
    std::chrono::milliseconds excess(double limit, std::chrono::nanoseconds now) const;

private:
    struct Window
    {
        std::atomic<std::int64_t> number{-1};
        std::atomic<double> sum{0};
    };
    std::chrono::nanoseconds spanned(std::chrono::nanoseconds now) const;

    std::chrono::nanoseconds m_length;
    std::vector<Window> m_windows;
};

} // namespace weir::sandbox
