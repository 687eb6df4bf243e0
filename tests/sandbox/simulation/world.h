// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/owner.h"
#include "backend/sandbox/core/random.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace weir::sandbox::sim {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

class SimOwner;

/// Time and chance of a simulated cluster. One thread runs everything: which owner goes next is drawn, time moves only
/// when nobody has anything to do, and the same seed gives the same run.
class World
{
public:
    explicit World(std::uint64_t seed) : random(seed) {}
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    base::ManualClock clock;
    Random random;

    /// Runs the work once, on nobody's owner. Work for the same moment runs in the order given.
    void after(nanoseconds delay, std::function<void()> work);
    /// Until the condition holds; false where the limit of virtual time came first.
    bool runUntil(const std::function<bool()> &condition, milliseconds limit);
    void runFor(milliseconds time);
    nanoseconds now() const { return clock.monotonic(); }
    /// Evenly between the two.
    nanoseconds between(nanoseconds least, nanoseconds most)
    {
        return least + nanoseconds(random.below(static_cast<std::uint64_t>((most - least).count()) + 1));
    }
    /// One in so many.
    bool oneIn(std::uint64_t count) { return random.below(count) == 0; }
    std::uint64_t steps() const { return m_steps; }

private:
    friend class SimOwner;
    bool step(nanoseconds limit);

    std::vector<SimOwner *> m_owners;
    std::map<std::pair<nanoseconds, std::uint64_t>, std::function<void()>> m_events;
    std::uint64_t m_next = 0;
    std::uint64_t m_steps = 0;
};

/// A handler thread of the simulation. While frozen it does nothing, as a thread of a stopped process.
class SimOwner final : public Owner
{
public:
    explicit SimOwner(World &world);
    ~SimOwner() override;
    SimOwner(const SimOwner &) = delete;
    SimOwner &operator=(const SimOwner &) = delete;

    void post(Task task) override { m_tasks.push_back(std::move(task)); }
    TimerId after(base::Milliseconds delay, Task task) override;
    void cancel(TimerId timer) override;
    const base::Clock &clock() const override { return m_world.clock; }
    /// Also of a frozen one: who waits for a thread of a process that ends does not wait for ever.
    void runAndWait(Task task) override;
    std::size_t queueLength() const override { return m_tasks.size(); }

    void setFrozen(bool frozen) { m_frozen = frozen; }
    /// Drops tasks and timers, with all that they hold.
    void forgetAll();

private:
    friend class World;
    bool ready() const;
    void runOne();

    World &m_world;
    std::deque<Task> m_tasks;
    std::map<std::pair<nanoseconds, TimerId>, Task> m_timers;
    TimerId m_nextTimer = 1;
    bool m_frozen = false;
};

class SimOwnerPool final : public OwnerPool
{
public:
    SimOwnerPool(World &world, std::size_t count);
    std::size_t size() const override { return m_owners.size(); }
    Owner &at(std::size_t index) override { return *m_owners[index % m_owners.size()]; }
    std::size_t queueLength() const override;
    void setFrozen(bool frozen);
    void forgetAll();

private:
    std::vector<std::unique_ptr<SimOwner>> m_owners;
};

} // namespace weir::sandbox::sim
