// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/core/manual_owner.h"

#include <algorithm>

namespace weir::sandbox {

TimerId ManualOwner::after(base::Milliseconds delay, Task task)
{
    const TimerId id = m_nextTimer++;
    const auto at = m_clock.monotonic() + std::max(delay, base::Milliseconds(0));
    m_timers.emplace(Due{at, id}, std::move(task));
    return id;
}

void ManualOwner::cancel(TimerId timer)
{
    std::erase_if(m_timers, [timer](const auto &entry) { return entry.first.id == timer; });
}

void ManualOwner::runAndWait(Task task)
{
    bool done = false;
    post([&] {
        task();
        done = true;
    });
    while (!done) {
        const Task next = std::move(m_tasks.front());
        m_tasks.pop_front();
        next();
    }
}

bool ManualOwner::runOneDue()
{
    if (m_timers.empty() || m_timers.begin()->first.at > m_clock.monotonic())
        return false;
    Task task = std::move(m_timers.begin()->second);
    m_timers.erase(m_timers.begin());
    task();
    return true;
}

void ManualOwner::run()
{
    for (;;) {
        if (!m_tasks.empty()) {
            Task task = std::move(m_tasks.front());
            m_tasks.pop_front();
            task();
        } else if (!runOneDue()) {
            return;
        }
    }
}

void ManualOwner::advance(base::Milliseconds by)
{
    run();
    const auto end = m_clock.monotonic() + by;
    while (!m_timers.empty() && m_timers.begin()->first.at <= end) {
        if (const auto gap = m_timers.begin()->first.at - m_clock.monotonic(); gap.count() > 0)
            m_clock.advance(gap);
        run();
    }
    if (const auto rest = end - m_clock.monotonic(); rest.count() > 0)
        m_clock.advance(rest);
    run();
}

} // namespace weir::sandbox
