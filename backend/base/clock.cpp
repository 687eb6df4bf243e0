// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/base/clock.h"

namespace weir::base {

std::int64_t SystemClock::wallMs() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::chrono::nanoseconds SystemClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

void ManualClock::advance(std::chrono::nanoseconds by)
{
    const std::int64_t beforeMs = m_monotonicNs.load() / 1'000'000;
    m_monotonicNs += by.count();
    m_wallMs += m_monotonicNs.load() / 1'000'000 - beforeMs;
}

} // namespace weir::base
