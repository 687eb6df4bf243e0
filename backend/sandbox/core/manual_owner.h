// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/owner.h"

#include <deque>
#include <map>

namespace weir::sandbox {

/// An owner that a test drives by hand: nothing runs until it says so, and time is the ManualClock it was given.
/// One thread.
class ManualOwner final : public Owner
{
public:
    explicit ManualOwner(base::ManualClock &clock) : m_clock(clock) {}

    void post(Task task) override { m_tasks.push_back(std::move(task)); }
    TimerId after(base::Milliseconds delay, Task task) override;
    void cancel(TimerId timer) override;
    const base::Clock &clock() const override { return m_clock; }
    /// Runs what was queued before it as well, but no timers.
    void runAndWait(Task task) override;
    std::size_t queueLength() const override { return m_tasks.size(); }

    /// Runs what is queued and what that queues, and the timers that are due, until nothing is left to do now.
    void run();
    /// Moves time on, stopping at each timer on the way so that it runs at its own moment.
    void advance(base::Milliseconds by);
    std::size_t pendingTimers() const { return m_timers.size(); }

private:
    struct Due {
        std::chrono::nanoseconds at;
        TimerId id;
        auto operator<=>(const Due &) const = default;
    };

    bool runOneDue();

    base::ManualClock &m_clock;
    std::deque<Task> m_tasks;
    std::map<Due, Task> m_timers;
    TimerId m_nextTimer = 1;
};

} // namespace weir::sandbox
