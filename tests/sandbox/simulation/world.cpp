// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sandbox/simulation/world.h"

#include <algorithm>

namespace weir::sandbox::sim {

void World::after(nanoseconds delay, std::function<void()> work)
{
    m_events.emplace(std::pair(now() + std::max(delay, nanoseconds(0)), m_next++), std::move(work));
}

bool World::step(nanoseconds limit)
{
    ++m_steps;
    std::vector<SimOwner *> ready;
    for (SimOwner *owner : m_owners) {
        if (owner->ready())
            ready.push_back(owner);
    }
    const bool event = !m_events.empty() && m_events.begin()->first.first <= now();
    if (!ready.empty() || event) {
        const std::size_t chosen = random.below(ready.size() + (event ? 1 : 0));
        if (chosen < ready.size()) {
            ready[chosen]->runOne();
        } else {
            const auto work = std::move(m_events.begin()->second);
            m_events.erase(m_events.begin());
            work();
        }
        return true;
    }
    nanoseconds next = limit;
    if (!m_events.empty())
        next = std::min(next, m_events.begin()->first.first);
    for (const SimOwner *owner : m_owners) {
        if (!owner->m_frozen && !owner->m_timers.empty())
            next = std::min(next, owner->m_timers.begin()->first.first);
    }
    if (next > now())
        clock.advance(next - now());
    return now() < limit;
}

bool World::runUntil(const std::function<bool()> &condition, milliseconds limit)
{
    const nanoseconds end = now() + limit;
    while (!condition()) {
        if (!step(end))
            return condition();
    }
    return true;
}

void World::runFor(milliseconds time)
{
    (void)runUntil([] { return false; }, time);
}

SimOwner::SimOwner(World &world)
    : m_world(world)
{
    m_world.m_owners.push_back(this);
}

SimOwner::~SimOwner()
{
    std::erase(m_world.m_owners, this);
    forgetAll();
}

TimerId SimOwner::after(base::Milliseconds delay, Task task)
{
    const TimerId id = m_nextTimer++;
    m_timers.emplace(std::pair(m_world.now() + std::max(delay, base::Milliseconds(0)), id), std::move(task));
    return id;
}

void SimOwner::cancel(TimerId timer)
{
    std::erase_if(m_timers, [timer](const auto &entry) { return entry.first.second == timer; });
}

bool SimOwner::ready() const
{
    return !m_frozen && (!m_tasks.empty() || (!m_timers.empty() && m_timers.begin()->first.first <= m_world.now()));
}

void SimOwner::runOne()
{
    Task task;
    if (!m_tasks.empty()) {
        task = std::move(m_tasks.front());
        m_tasks.pop_front();
    } else {
        task = std::move(m_timers.begin()->second);
        m_timers.erase(m_timers.begin());
    }
    task();
}

void SimOwner::runAndWait(Task task)
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

void SimOwner::forgetAll()
{
    while (!m_tasks.empty() || !m_timers.empty()) {
        const auto tasks = std::exchange(m_tasks, {});
        const auto timers = std::exchange(m_timers, {});
    }
}

SimOwnerPool::SimOwnerPool(World &world, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        m_owners.push_back(std::make_unique<SimOwner>(world));
}

std::size_t SimOwnerPool::queueLength() const
{
    std::size_t sum = 0;
    for (const auto &owner : m_owners)
        sum += owner->queueLength();
    return sum;
}

void SimOwnerPool::setFrozen(bool frozen)
{
    for (const auto &owner : m_owners)
        owner->setFrozen(frozen);
}

void SimOwnerPool::forgetAll()
{
    for (int round = 0; round < 2; ++round) {
        for (const auto &owner : m_owners)
            owner->forgetAll();
    }
}

} // namespace weir::sandbox::sim
