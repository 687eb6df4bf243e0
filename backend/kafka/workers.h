// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace weir::kafka {

/// Long pieces of work, a thread each. Thread-safe.
class Workers
{
public:
    Workers() = default;
    /// Cancels what is under way and waits for it.
    ~Workers();
    Workers(const Workers &) = delete;
    Workers &operator=(const Workers &) = delete;

    /// Runs `work` on a thread of its own. `cancel` may come from another thread, even after `work` has ended.
    void start(std::function<void()> cancel, std::function<void()> work);
    void cancelAndWait();

private:
    struct Worker {
        std::thread thread;
        std::function<void()> cancel;
        std::atomic<bool> finished{false};
    };

    std::mutex m_mutex;
    std::list<Worker> m_workers;
};

} // namespace weir::kafka
