// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/core/windowed_rate.h"

#include <algorithm>
#include <cmath>

namespace weir::sandbox {

using Seconds = std::chrono::duration<double>;

WindowedRate::WindowedRate(std::size_t windows, std::chrono::nanoseconds length)
    : m_length(std::max(length, std::chrono::nanoseconds(1))), m_windows(std::max<std::size_t>(windows, 2))
{
}

void WindowedRate::record(double amount, std::chrono::nanoseconds now)
{
    const std::int64_t number = now / m_length;
    Window &window = m_windows[static_cast<std::size_t>(number) % m_windows.size()];
    std::int64_t known = window.number.load();
    if (known != number && window.number.compare_exchange_strong(known, number))
        window.sum.store(0);
    window.sum.fetch_add(amount);
}

std::chrono::nanoseconds WindowedRate::spanned(std::chrono::nanoseconds now) const
{
    return m_length * static_cast<std::int64_t>(m_windows.size() - 1) + now % m_length;
}

double WindowedRate::perSecond(std::chrono::nanoseconds now) const
{
    const std::int64_t number = now / m_length;
    double sum = 0;
    for (const Window &window : m_windows) {
        if (window.number.load() > number - static_cast<std::int64_t>(m_windows.size()))
            sum += window.sum.load();
    }
    return sum / Seconds(spanned(now)).count();
}

std::chrono::milliseconds WindowedRate::excess(double limit, std::chrono::nanoseconds now) const
{
    const double rate = perSecond(now);
    if (rate <= limit || limit <= 0)
        return rate <= limit ? std::chrono::milliseconds(0) : std::chrono::ceil<std::chrono::milliseconds>(spanned(now));
    const double wait = (rate - limit) / limit * Seconds(spanned(now)).count() * 1000;
    // Beyond a day nobody counts milliseconds.
    return std::chrono::milliseconds(static_cast<std::int64_t>(std::llround(std::min(wait, 86'400'000.0))));
}

} // namespace weir::sandbox
