// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sandbox/core/owner.h"

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace weir::sandbox {

/// A request handler thread: the Owner of what is put on it. Its queue is a lock-free list that any thread pushes on
/// and only this thread takes; it sleeps on a futex when there is nothing to do.
class HandlerThread final : public Owner
{
public:
    HandlerThread(std::string name, const base::Clock &clock);
    /// Stops, and drops what was not run.
    ~HandlerThread() override;
    HandlerThread(const HandlerThread &) = delete;
    HandlerThread &operator=(const HandlerThread &) = delete;

    void post(Task task) override;
    TimerId after(base::Milliseconds delay, Task task) override;
    void cancel(TimerId timer) override;
    const base::Clock &clock() const override { return m_clock; }
    void runAndWait(Task task) override;
    std::size_t queueLength() const override { return m_queued.load(std::memory_order_relaxed); }
    /// Nanoseconds spent asleep since the start. Any thread.
    std::int64_t idleNs() const { return m_idleNs.load(std::memory_order_relaxed); }
    /// True on the thread of this owner.
    bool isCurrent() const;
    /// Ends the task at hand, runs no other, joins. Whoever posts afterwards posts into the void. Not on its own thread.
    void stop();
    /// After stop(): forgets tasks and timers, with all that they hold.
    void forgetAll();

private:
    struct Node {
        Node *next = nullptr;
        Task task;
    };
    struct Due {
        std::chrono::nanoseconds at;
        TimerId id;
        auto operator<=>(const Due &) const = default;
    };

    void loop(const std::string &name);
    bool runQueued();
    void runDueTimers();
    void sleepUntilWork();

    const base::Clock &m_clock;
    alignas(64) std::atomic<Node *> m_head{nullptr}; ///< newest first; the thread takes all at once and turns them round
    std::atomic<std::uint32_t> m_asleep{0};          ///< the futex word
    std::atomic<std::size_t> m_queued{0};
    std::atomic<bool> m_stop{false};
    alignas(64) std::atomic<std::int64_t> m_idleNs{0};
    std::map<Due, Task> m_timers;
    std::unordered_map<TimerId, std::chrono::nanoseconds> m_dueOf;
    TimerId m_nextTimer = 1;
    std::thread m_thread;
};

/// The handler threads of a process (`num.io.threads`), shared by the brokers in it.
class HandlerPool final : public OwnerPool
{
public:
    HandlerPool(int threads, const base::Clock &clock);

    /// Joins all threads and drops what they were still to do before any of them is destroyed, for what tasks hold may
    /// post to any of them as it goes.
    void stop();
    std::size_t size() const override { return m_threads.size(); }
    HandlerThread &at(std::size_t index) override { return *m_threads[index % m_threads.size()]; }
    std::size_t queueLength() const override;
    std::int64_t idleNs() const;
    std::chrono::nanoseconds startedAt() const { return m_startedAt; }

private:
    std::chrono::nanoseconds m_startedAt;
    std::vector<std::unique_ptr<HandlerThread>> m_threads;
};

} // namespace weir::sandbox
